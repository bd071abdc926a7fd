internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// What a batch's requests come to: the files to publish, who is refused, and what the roster learns.
struct BatchAnswers {
  package private(set) var outputs: [BatchOutput] = []
  package private(set) var refused: [FileName] = []
  package private(set) var accepted: [BatchRecord.Request] = []
  /// Why, one for each.
  package private(set) var codes: [RefusalCode] = []
  package private(set) var roster: Roster
  package private(set) var jobs = 0
  /// The accepted requests by what they were written with.
  package private(set) var wordings: [Wording: [RequestID]] = [:]
  private var calendar: [CivilDay: [UInt8]] = [:]
  private var events: [UInt8] = []
  private let batch: BatchID
  private let decisions: BatchDecisions
  private var named: [Named] = []
  private let drafting: SideQueue<Named, Draft>
  private let redraft: (Named, Int) -> Draft
  /// What is refused moves to where the error files are: neither may take the other's name.
  private lazy var failedNames = Set(named.map(\.file.name))

  /// Every answer is drafted as if it were accepted, on another core while further files are claimed: that is pure.
  /// Admission is one after the other, since each decision rests on the one before, and replaces the drafts of those
  /// it refuses.
  package init(
    batch: BatchID, now: Timestamp? = nil, planner: SequencePlanner, books: LeadBook.Lookup, roster: Roster,
    planned: PlannedSequences
  ) {
    self.batch = batch
    self.roster = roster
    decisions = BatchDecisions(
      ActiveSequencesOnFile(
        roster: roster, batch: batch, now: now, objectives: planner.generator.objectives, planned: planned),
      planner.configuration)
    drafting = SideQueue { Draft.make(of: $0.file, $0.id, planner: planner, books: books, now: now) }
    redraft = { Draft.make(of: $0.file, $0.id, planner: planner, books: books, now: now, round: $1) }
  }

  /// Takes files that have been claimed, in the order in which they count.
  mutating func draft(_ files: [ClaimedFile]) {
    let run = files.map { Named(file: $0, id: $0.request.lead.map { decisions.sequences.identify($0) }) }
    named += run
    drafting.add(run)
  }

  package var requests: [FileName] { named.map(\.file.name) }

  /// Decides about all that was drafted.
  package mutating func decide(_ firstAnswers: FirstAnswers) throws(FileError) {
    let drafts = drafting.finish()
    outputs.reserveCapacity(drafts.count + 16)
    decisions.sequences.expect(drafts.count)
    let drafted = DraftedJobs(drafts)
    decisions.sequences.drafted = { drafted.jobs(of: $0) }
    for i in named.indices { try decide(named[i], draft: drafts[i], firstAnswers: firstAnswers) }
    roster = decisions.sequences.roster
    let refused = Set(refused)
    accepted = named.compactMap { named in
      guard let checksum = named.file.content.checksum, !refused.contains(named.file.name) else { return nil }
      return .init(name: named.file.name, size: named.file.size, checksum: checksum)
    }
    finish()
  }

  private struct Named: Sendable {
    package var file: ClaimedFile
    /// Nil if the file's name is no request's.
    package var id: RequestID?
  }

  private mutating func decide(
    _ named: Named, draft: Draft, firstAnswers: FirstAnswers
  ) throws(FileError) {
    let file = named.file
    // Only a request with a reference can be known to be the same one again.
    if file.request.ref != nil, let checksum = file.content.checksum,
      let earlier = try firstAnswers.find(file.name, checksum: checksum, in: decisions.sequences.roster)
    {
      switch earlier {
      case .same(let response): outputs.append(BatchOutput(place: .responses, name: file.name, bytes: response))
      case .refused(let refusal): refuse(refusal, named)
      }
      return
    }
    switch inOtherWords(draft, named) {
    case .refused(let refusal):
      try note(refusal.stated, named)
      refuse(refusal, named)
    case .proposed(let proposal, let id, let written):
      try note(proposal.stated, named)
      switch try decisions.admission.admit(proposal, id: id) {
      case .failure(let refusal): refuse(refusal, named)
      case .success(let admitted):
        var written = written
        written.responses = ResponseEnvelope.adding(admitted.warnings, to: written.responses)
        accept(written, file.name)
        wordings[proposal.wording, default: []].append(id)
        for (ended, channel) in admitted.ended {
          Event.replaced(ended, on: channel, by: id, at: decisions.sequences.now).append(to: &events)
        }
        keep(written.responses, as: file)
      }
    case .command(let order, let verb, let id, let warnings, let addresses):
      switch try decisions.commands.obey(order, CommandContext(id: id, addresses: addresses)) {
      case .failure(let refusal): refuse(refusal, named)
      case .success(var outcome):
        outcome.warnings = warnings + outcome.warnings
        let response = CommandEnvelope.accepted(outcome, verb, id: CommandID(id), ref: file.request.ref)
        outputs.append(BatchOutput(place: .responses, name: file.name, bytes: response))
        events += outcome.events
        for job in outcome.moved { calendar[job.sendAt.day, default: []] += job.line }
        keep(response, as: file)
      }
    }
  }

  /// A refusal that the request states beside what it asks for.
  private mutating func note(_ stated: StatedRefusal?, _ named: Named) throws(FileError) {
    guard let stated, let id = named.id else { return }
    events += try decisions.commands.state(stated, file: named.file.name.description, row: nil, CommandID(id)).events
  }

  /// Drafts are made as if nobody was ever written to; whoever hears of the same objective again gets other words.
  private func inOtherWords(_ draft: Draft, _ named: Named) -> Draft {
    guard case .proposed(let proposal, _, _) = draft else { return draft }
    let round = decisions.admission.round(of: proposal)
    return round == 0 ? draft : redraft(named, round)
  }

  /// Remembers the answer to a request with a reference, for when the same one comes again.
  private mutating func keep(_ response: [UInt8], as file: ClaimedFile) {
    guard file.request.ref != nil, let checksum = file.content.checksum else { return }
    decisions.sequences.noteAnswer(to: file.name, checksum: checksum)
    outputs.append(BatchOutput(place: .batch, name: FirstAnswers.fileName(for: file.name), bytes: response))
  }

  private mutating func accept(_ draft: DraftBuffer, _ name: FileName) {
    outputs.append(BatchOutput(place: .responses, name: name, bytes: draft.responses))
    for page in draft.days { calendar[page.day, default: []] += page.lines }
    jobs += draft.slips.count
  }

  private mutating func refuse(_ refusal: Refusal, _ named: Named) {
    let (name, id) = (named.file.name, named.id)
    let response = ResponseEnvelope.refused(
      refusal, leadID: id?.lead, requestID: id?.description, ref: named.file.request.ref)
    refused.append(name)
    codes.append(refusal.code)
    let errorName = ErrorFile.name(for: name, taken: &failedNames)
    outputs.append(BatchOutput(place: .failed, name: errorName, bytes: response))
    if id != nil { outputs.append(BatchOutput(place: .responses, name: name, bytes: response)) }
  }

  private mutating func finish() {
    let name = BatchFiles.name(of: batch)
    for (day, lines) in calendar.sorted(by: { $0.key < $1.key }) {
      outputs.append(BatchOutput(place: .jobs(day: day), name: name, bytes: lines))
    }
    if !events.isEmpty {
      outputs.append(BatchOutput(place: .ledger(day: batch.time.day), name: name, bytes: events))
    }
  }
}
