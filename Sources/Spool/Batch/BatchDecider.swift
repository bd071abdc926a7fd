internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// Decides a batch's requests one after the other, since each decision rests on the one before, and replaces the drafts of
/// those it refuses.
struct BatchDecider {
  private var answers: BatchAnswers
  private var calendar: [CivilDay: [UInt8]] = [:]
  private var events: [UInt8] = []
  private let drafts: BatchDrafts
  private let decisions: BatchDecisions
  private let firstAnswers: FirstAnswers
  /// What is refused moves to where the error files are: neither may take the other's name.
  private lazy var failedNames = Set(answers.requests)

  /// - Parameters:
  ///   - roster: as all batches before have left it.
  ///   - planned: what they have planned.
  init(
    _ drafts: BatchDrafts, roster: Roster, planned: PlannedSequences, planner: SequencePlanner,
    firstAnswers: FirstAnswers
  ) {
    self.drafts = drafts
    self.firstAnswers = firstAnswers
    answers = BatchAnswers(requests: drafts.requests.map(\.file.name), roster: roster)
    decisions = BatchDecisions(
      ActiveSequencesOnFile(
        roster: roster, batch: drafts.batch, now: drafts.now, objectives: planner.generator.objectives,
        planned: planned),
      planner.configuration)
  }

  /// Decides about all that was drafted. To be asked once.
  mutating func decide() throws(FileError) -> BatchAnswers {
    let requests = drafts.requests
    let drafted = drafts.finish()
    answers.outputs.reserveCapacity(drafted.count + 16)
    decisions.sequences.expect(drafted.count)
    let jobs = DraftedJobs(drafted)
    decisions.sequences.drafted = { jobs.jobs(of: $0) }
    for i in requests.indices { try decide(requests[i], draft: drafted[i]) }
    answers.roster = decisions.sequences.roster
    let refused = Set(answers.refused)
    answers.accepted = requests.compactMap { request in
      guard let checksum = request.file.content.checksum, !refused.contains(request.file.name) else { return nil }
      return .init(name: request.file.name, size: request.file.size, checksum: checksum)
    }
    finish()
    return answers
  }

  private mutating func decide(_ request: BatchDrafts.Request, draft: Draft) throws(FileError) {
    let file = request.file
    // Only a request with a reference can be known to be the same one again.
    if file.request.ref != nil, let checksum = file.content.checksum, !isSaidAnew(draft, file.name),
      let earlier = try firstAnswers.find(file.name, checksum: checksum, in: decisions.sequences.roster)
    {
      switch earlier {
      case .same(let response): answers.outputs.append(BatchOutput(place: .responses, name: file.name, bytes: response))
      case .refused(let refusal): refuse(refusal, request)
      }
      return
    }
    switch inOtherWords(draft, request) {
    case .refused(let refusal):
      try note(refusal.stated, request)
      refuse(refusal, request)
    case .proposed(let proposal, let id, let written):
      try note(proposal.stated, request)
      switch try decisions.admission.admit(proposal, id: id) {
      case .failure(let refusal): refuse(refusal, request)
      case .success(let admitted):
        var written = written
        written.responses = ResponseEnvelope.adding(admitted.warnings, to: written.responses)
        accept(written, file.name)
        answers.wordings[proposal.wording, default: []].append(id)
        for (ended, channel) in admitted.ended {
          Event.replaced(ended, on: channel, by: id, at: decisions.sequences.now).append(to: &events)
        }
        keep(written.responses, as: file)
      }
    case .command(let order, let verb, let id, let warnings, let addresses):
      switch try decisions.commands.obey(order, CommandContext(id: id, addresses: addresses)) {
      case .failure(let refusal): refuse(refusal, request)
      case .success(var outcome):
        outcome.warnings = warnings + outcome.warnings
        let response = CommandEnvelope.accepted(outcome, verb, id: CommandID(id), ref: file.request.ref)
        answers.outputs.append(BatchOutput(place: .responses, name: file.name, bytes: response))
        events += outcome.events
        for job in outcome.moved { calendar[job.sendAt.day, default: []] += job.line }
        keep(response, as: file)
      }
    }
  }

  /// Whether a stop comes again after an opt-in.
  private func isSaidAnew(_ draft: Draft, _ name: FileName) -> Bool {
    guard case .command(let order, _, let id, _, let addresses) = draft, order.isUndatedStop,
      let earlier = decisions.sequences.roster.answer(to: name)
    else { return false }
    return decisions.sequences.roster.hasOptedIn(id.lead, at: Array(addresses.values), after: earlier.batch.time)
  }

  /// A refusal that the request states beside what it asks for.
  private mutating func note(_ stated: StatedRefusal?, _ request: BatchDrafts.Request) throws(FileError) {
    guard let stated, let id = request.id else { return }
    events += try decisions.commands.state(stated, file: request.file.name.description, row: nil, CommandID(id)).events
  }

  /// Drafts are made as if nobody was ever written to; whoever hears of the same objective again gets other words.
  private func inOtherWords(_ draft: Draft, _ request: BatchDrafts.Request) -> Draft {
    guard case .proposed(let proposal, _, _) = draft else { return draft }
    let round = decisions.admission.round(of: proposal)
    return round == 0 ? draft : drafts.again(request, round: round)
  }

  /// Remembers the answer to a request with a reference, for when the same one comes again.
  private mutating func keep(_ response: [UInt8], as file: ClaimedFile) {
    guard file.request.ref != nil, let checksum = file.content.checksum else { return }
    decisions.sequences.noteAnswer(to: file.name, checksum: checksum)
    answers.outputs.append(BatchOutput(place: .batch, name: FirstAnswers.fileName(for: file.name), bytes: response))
  }

  private mutating func accept(_ draft: DraftBuffer, _ name: FileName) {
    answers.outputs.append(BatchOutput(place: .responses, name: name, bytes: draft.responses))
    for page in draft.days { calendar[page.day, default: []] += page.lines }
    answers.jobs += draft.slips.count
  }

  private mutating func refuse(_ refusal: Refusal, _ request: BatchDrafts.Request) {
    let (name, id) = (request.file.name, request.id)
    let response = ResponseEnvelope.refused(
      refusal, leadID: id?.lead, requestID: id?.description, ref: request.file.request.ref)
    answers.refused.append(name)
    answers.codes.append(refusal.code)
    let errorName = ErrorFile.name(for: name, taken: &failedNames)
    answers.outputs.append(BatchOutput(place: .failed, name: errorName, bytes: response))
    if id != nil { answers.outputs.append(BatchOutput(place: .responses, name: name, bytes: response)) }
  }

  private mutating func finish() {
    let name = BatchFiles.name(of: drafts.batch)
    for (day, lines) in calendar.sorted(by: { $0.key < $1.key }) {
      answers.outputs.append(BatchOutput(place: .jobs(day: day), name: name, bytes: lines))
    }
    if !events.isEmpty {
      answers.outputs.append(BatchOutput(place: .ledger(day: drafts.batch.time.day), name: name, bytes: events))
    }
  }
}
