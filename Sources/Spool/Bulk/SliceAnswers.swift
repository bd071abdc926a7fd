internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// What the rows of a slice come to, decided one after the other: the growing answers, the slice's jobs and events.
struct SliceAnswers {
  var progress: BulkProgress
  private let decisions: BatchDecisions
  private let batch: BatchID
  private let drafting: RowDrafting
  private let file: String
  /// Bytes to be written on, in their order.
  var responses = SliceBuffer()
  var rejected: RefusedRowBuffer
  private(set) var skipped: RefusedRowBuffer
  /// Lines of jobs by the UTC day on which they are due; a handful of days, so they are looked through.
  package private(set) var calendar: [(day: CivilDay, lines: SliceBuffer)] = []
  package private(set) var events: [UInt8] = []
  package private(set) var wordings = BatchWordings()
  package private(set) var referenced = RowReferences()
  /// Whether the slice ended before a row whose words are still being written.
  private(set) var isAwaitingWords = false
  /// Whether skipped rows are kept in a file; their numbers always are.
  private let keepsSkipped: Bool
  /// How the file spells ids of the slice's leads that are no lead ids there.
  private var spellings: [LeadID: String] = [:]

  /// - Parameter file: the bulk file's name, for the ledger.
  init(
    progress: BulkProgress, decisions: BatchDecisions, drafting: RowDrafting, rejects: RefusedRows,
    keepsSkipped: Bool = false, file: String = ""
  ) {
    self.file = file
    self.progress = progress
    self.decisions = decisions
    self.drafting = drafting
    self.keepsSkipped = keepsSkipped
    batch = drafting.batch
    rejected = RefusedRowBuffer(rejects, hasHead: progress.rejectedBytes > 0)
    skipped = RefusedRowBuffer(rejects, hasHead: progress.skippedBytes > 0)
  }

  /// What it has learned from the slice.
  var roster: Roster { sequences.roster }
  private var sequences: ActiveSequencesOnFile { decisions.sequences }

  mutating func dropWritten() {
    responses.removeAll()
    rejected.dropWritten()
    skipped.dropWritten()
    for page in calendar.indices { calendar[page].lines.removeAll() }
  }

  /// Notes how long the file is by now: it may have been cut under the slice's hands.
  mutating func see(size: Int) { progress.see(size: size) }

  /// Notes where the next slice begins.
  package mutating func arrive(at runs: RowRuns) {
    (progress.offset, progress.line) = runs.position
    progress.footerLines += runs.footerLines
    progress.isDone = runs.isAtEnd
  }

  /// The same for a slice that ends before a row.
  package mutating func arrive(before row: RowRun.Row) {
    (progress.offset, progress.line) = (row.offset, row.line)
  }

  /// Addresses that replied and of which nobody knows whose they are.
  func strangers(in drafted: DraftedRun) throws(FileError) -> Set<String> {
    var found: Set<String> = []
    for row in drafted.rows {
      guard case .command(let command) = row.verdict, command.verb == .reply else { continue }
      for address in command.addressee.addresses where try sequences.correspondent(at: address) == nil {
        found.insert(address.text)
      }
    }
    return found
  }

  /// Decides row by row.
  ///
  /// - Parameter correspondents: the leads that the lead books have at addresses of ``strangers(in:)``.
  /// - Returns: the row before which the slice has to end, because it commands something about a request of the same
  ///   slice, whose jobs are in no calendar yet; nil if all were decided.
  mutating func decide(
    _ drafted: DraftedRun, books: LeadBook.Lookup, correspondents: [String: [LeadID]] = [:]
  ) throws(FileError) -> Int? {
    // Before anybody of the run is written to, whoever any of its rows says to leave alone is left alone.
    for index in drafted.rows.indices {
      guard let stated = drafted.rows[index].stated, !sequences.concernsOwnBatch(stated) else { continue }
      try note(stated, row: drafted.run.firstNumber + index)
    }
    for index in drafted.rows.indices {
      if case .command(let command) = drafted.rows[index].verdict,
        try sequences.concernsOwnBatch(command, books: books, correspondents: correspondents)
      {
        return index
      }
      if let stated = drafted.rows[index].stated, sequences.concernsOwnBatch(stated) { return index }
      if case .proposed(let draft) = drafted.rows[index].verdict, draft.proposal.isAwaited,
        drafted.rows[index].lead != nil, try decisions.admission.mayAdmit(draft.proposal)
      {
        isAwaitingWords = true
        return index
      }
      try decide(index, of: drafted, books: books, correspondents: correspondents)
    }
    return nil
  }

  private mutating func decide(
    _ index: Int, of drafted: DraftedRun, books: LeadBook.Lookup, correspondents: [String: [LeadID]]
  ) throws(FileError) {
    let row = drafted.rows[index]
    if let lead = row.lead, let ref = row.ref,
      let earlier = sequences.roster.answer(to: Self.name(row, lead: lead, ref: ref)),
      !isSaidAnew(row, lead, since: earlier.batch)
    {
      return refuse(Self.answeredBefore(ref, earlier.batch), index: index, of: drafted, id: sequences.identify(lead))
    }
    switch row.verdict {
    case .refused(let refusal):
      refuse(refusal, index: index, of: drafted, id: row.lead.map { sequences.identify($0) })
    case .command(let command):
      try obey(command, index: index, of: drafted, books: books, correspondents: correspondents)
    case .proposed(let draft):
      guard let id = row.lead.map({ sequences.identify($0) }) else { return }
      if let other = otherSpelling(of: row, id) {
        return refuse(
          Self.sameID(id.lead, earlier: other, spelled: row.foreignID ?? id.lead.text), index: index, of: drafted,
          id: id)
      }
      // Drafts are made as if a lead came up once in a slice, and for the first time.
      let round = decisions.admission.round(of: draft.proposal)
      let again =
        id.ordinal > 1 || round > 0
        ? drafting.draft(index, of: drafted.run, books, ordinal: id.ordinal, round: round) : nil
      if case .refused(let refusal)? = again?.rows[0].verdict {
        return refuse(refusal, index: index, of: drafted, id: id)
      }
      if let again, case .proposed(let draft) = again.rows[0].verdict {
        try admit(draft, in: again.pages, owner: -drafted.run.firstNumber - index, index: index, of: drafted, id: id)
      } else {
        try admit(draft, in: drafted.pages, owner: drafted.run.firstNumber, index: index, of: drafted, id: id)
      }
    }
  }

  /// How an earlier row of the slice spelled the same id, if the file tells the two apart.
  private mutating func otherSpelling(of row: DraftedRun.Row, _ id: RequestID) -> String? {
    guard row.foreignID != nil || !spellings.isEmpty else { return nil }
    let spelled = row.foreignID ?? id.lead.text
    // Of ids that are ours as they stand only the ordinal tells that they came before.
    guard let earlier = spellings[id.lead] ?? (id.ordinal > 1 ? id.lead.text : nil) else {
      if let foreign = row.foreignID { spellings[id.lead] = foreign }
      return nil
    }
    return earlier == spelled ? nil : earlier
  }

  private static func sameID(_ lead: LeadID, earlier: String, spelled: String) -> Refusal {
    Refusal([
      Problem(
        .invalidField,
        "The ids \"\(earlier.prefix(80))\" and \"\(spelled.prefix(80))\" both become \(lead), since ids have only A-Z a-z 0-9 _ -; "
          + "an earlier row has that one already, so give this row another id.",
        field: "lead_id", value: .string(spelled))
    ])
  }

  /// - Parameter owner: tells the pages from others.
  private mutating func admit(
    _ draft: DraftedAnswer, in pages: DraftBuffer, owner: Int, index: Int, of drafted: DraftedRun, id: RequestID
  ) throws(FileError) {
    switch try decisions.admission.admit(draft.proposal, id: id) {
    case .failure(let refusal): refuse(refusal, index: index, of: drafted, id: id)
    case .success(let admitted):
      if admitted.warnings.isEmpty {
        responses.append(draft.response, of: pages.responses, owner: owner)
      } else {
        responses.append(ResponseEnvelope.adding(admitted.warnings, to: Array(pages.responses[draft.response])))
      }
      for slip in pages.slips[draft.slips] {
        let page = pages.days[slip.page]
        calendar[place(of: page.day)].lines.append(slip.bytes, of: page.lines, owner: owner)
      }
      for (ended, channel) in admitted.ended {
        Event.replaced(ended, on: channel, by: id, at: sequences.now).append(to: &events)
      }
      wordings.add(draft.proposal.wording, id)
      progress.jobs += draft.slips.count
      accept(drafted.rows[index])
    }
  }

  private mutating func place(of day: CivilDay) -> Int {
    if let known = calendar.firstIndex(where: { $0.day == day }) { return known }
    calendar.append((day, SliceBuffer()))
    return calendar.count - 1
  }

  private mutating func obey(
    _ command: CommandRow, index: Int, of drafted: DraftedRun, books: LeadBook.Lookup,
    correspondents: [String: [LeadID]]
  ) throws(FileError) {
    let number = drafted.run.firstNumber + index
    // Whatever is about this slice ends it, so nothing is asked about drafts.
    let answer = try decisions.commands.answer(command, row: number, books: books, correspondents: correspondents)
    responses.append(answer.response)
    if let refusal = answer.refusal { return keep(refusal, index, of: drafted) }
    events += answer.events
    for job in answer.moved { calendar[place(of: job.sendAt.day)].lines.append(job.line) }
    accept(drafted.rows[index])
  }

  /// A refusal that a row states beside what it asks for.
  private mutating func note(_ stated: StatedRefusal, row: Int) throws(FileError) {
    let id = CommandID(row: row, batch: batch, ordinal: 1)
    events += try decisions.commands.state(stated, file: file, row: row, id).events
  }

  private mutating func accept(_ row: DraftedRun.Row) {
    progress.rows += 1
    progress.accepted += 1
    if let lead = row.lead, let ref = row.ref {
      let name = Self.name(row, lead: lead, ref: ref)
      sequences.noteAnswer(to: name, checksum: 0)
      referenced.add(name)
    }
  }

  private mutating func refuse(_ refusal: Refusal, index: Int, of drafted: DraftedRun, id: RequestID?) {
    let row = drafted.rows[index]
    responses.append(
      ResponseEnvelope.refused(
        refusal, leadID: row.lead, requestID: id?.description, ref: row.ref, row: drafted.run.firstNumber + index))
    keep(refusal, index, of: drafted)
  }

  private mutating func keep(_ refusal: Refusal, _ index: Int, of drafted: DraftedRun) {
    progress.count(refusal.code)
    let bytes = drafted.run.bytes[drafted.run.range(of: index)]
    if !refusal.code.isNothingToMend {
      rejected.append(bytes, refusal)
    } else if keepsSkipped {
      skipped.append(bytes, refusal)
    }
  }

  /// Whether a stop comes again after an opt-in.
  private func isSaidAnew(_ row: DraftedRun.Row, _ lead: LeadID, since batch: BatchID) -> Bool {
    guard case .command(let command) = row.verdict, let order = try? command.order(now: sequences.now),
      order.isUndatedStop
    else { return false }
    return sequences.roster.hasOptedIn(lead, at: command.addressee.addresses.map(\.text), after: batch.time)
  }

  /// The same request as a file of its own, so that a reference is used up wherever it came from.
  private static func name(_ row: DraftedRun.Row, lead: LeadID, ref: String) -> FileName {
    if case .command(let command) = row.verdict, let verb = command.verb {
      return FileName("\(lead).\(verb.rawValue)@\(ref).json")
    }
    return FileName("\(lead)@\(ref).json")
  }

  private static func answeredBefore(_ ref: String, _ batch: BatchID) -> Refusal {
    Refusal([
      Problem(
        .duplicateRequest,
        "A request of this lead with the reference \"\(ref)\" was answered in batch \(batch); nothing was planned again.",
        field: "ref", value: .string(ref))
    ])
  }
}
