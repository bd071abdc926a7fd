internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// What the rows of a slice come to, decided one after the other: the growing answers, the slice's jobs and events.
struct SliceAnswers {
  package private(set) var progress: BulkProgress
  private(set) var admission: Admission
  private let batch: BatchID
  private let drafting: RowDrafting
  private let rejects: RefusedRows
  private let file: String
  /// Bytes to be written on, in their order.
  package private(set) var responses = SliceBuffer()
  package private(set) var rejected: [UInt8] = []
  package private(set) var skipped: [UInt8] = []
  /// Lines of jobs by the UTC day on which they are due; a handful of days, so they are looked through.
  package private(set) var calendar: [(day: CivilDay, lines: SliceBuffer)] = []
  package private(set) var events: [UInt8] = []
  package private(set) var wordings = BatchWordings()
  package private(set) var referenced = RowReferences()
  /// Whether the slice ended before a row whose words are still being written.
  private(set) var isAwaitingWords = false
  /// Whether the files of refused rows have their heads.
  private var hasRejected: Bool
  private var hasSkipped: Bool
  /// Whether skipped rows are kept in a file; their numbers always are.
  private let keepsSkipped: Bool
  /// How the file spells ids of the slice's leads that are no lead ids there.
  private var spellings: [LeadID: String] = [:]

  /// - Parameter file: the bulk file's name, for the ledger.
  init(
    progress: BulkProgress, admission: Admission, drafting: RowDrafting, rejects: RefusedRows,
    keepsSkipped: Bool = false, file: String = ""
  ) {
    self.file = file
    self.progress = progress
    self.admission = admission
    self.drafting = drafting
    self.rejects = rejects
    self.keepsSkipped = keepsSkipped
    batch = drafting.batch
    hasRejected = progress.rejectedBytes > 0
    hasSkipped = progress.skippedBytes > 0
  }

  mutating func dropWritten() {
    responses.removeAll()
    rejected.removeAll(keepingCapacity: true)
    skipped.removeAll(keepingCapacity: true)
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

  /// Counts the row from which on the file cannot be read as one that is refused. A file without any accepted row is kept
  /// whole, so it is done with that.
  mutating func giveUp(_ refusal: Refusal, _ name: BulkName) {
    progress.isGivenUp = true
    let message = [refusal.message, progress.unread(of: name)].compactMap(\.self).joined(separator: " ")
    responses.append(
      ResponseEnvelope.refused(
        Refusal(refusal.code, message), leadID: nil, requestID: nil, ref: nil, row: progress.rows + 1))
    progress.count(refusal.code)
    progress.isDone = progress.accepted == 0
  }

  /// Keeps the next bytes of the file, which cannot be read, among those to be mended; none: it is done.
  ///
  /// - Parameter limit: bytes that are kept in all: what never ends must not fill the disk. What is no text, as the holes of a
  ///   file are none, is not kept either.
  mutating func keepUnread(_ bytes: [UInt8], upTo limit: Int) {
    let room = min(bytes.count, max(0, limit - progress.unreadKept))
    let hole = bytes.withUnsafeBytes { Self.hole(in: UnsafeRawBufferPointer(rebasing: $0[..<room])) }
    let part = bytes[..<(hole ?? room)]
    progress.unreadKept += part.count
    progress.offset += UInt64(part.count)
    if part.count < bytes.count {
      progress.unreadCut = 1
      progress.offset = max(progress.offset, UInt64(progress.size))
    }
    progress.isDone = bytes.isEmpty || progress.unreadCut == 1
    guard !part.isEmpty else { return }
    if !hasRejected { rejected += rejects.head }
    hasRejected = true
    rejected += part
  }

  /// More NULs than any encoding of text has in a row.
  private static let noText = [UInt8](repeating: 0, count: 16)

  private static func hole(in bytes: UnsafeRawBufferPointer) -> Int? {
    noText.withUnsafeBytes { bytes.firstOffset(of: $0) }
  }

  /// Refuses a row that is too long to be read. Its beginning is kept, and the next row is answered.
  mutating func refuseLongRow(_ refusal: Refusal, _ name: BulkName) {
    let message =
      "\(refusal.message) Only its beginning is in failed/, as \(name.rejected); the row itself is where the file is kept."
    responses.append(
      ResponseEnvelope.refused(
        Refusal(refusal.code, message), leadID: nil, requestID: nil, ref: nil, row: progress.rows + 1))
    progress.count(refusal.code)
    progress.longRow = LongRow()
  }

  /// Keeps the next bytes of such a row; none: the file ends with it.
  ///
  /// - Parameters:
  ///   - delimiter: the table's; nil for lines of NDJSON.
  ///   - limit: bytes of the row that are kept: one that never ends must not fill the disk.
  mutating func keepLongRow(_ bytes: [UInt8], delimiter: UInt8?, upTo limit: Int) {
    guard var row = progress.longRow else { return }
    var taken = row
    let (count, isEnd) = taken.take(bytes, delimiter: delimiter)
    let copy = row.keep(bytes[..<count], upTo: limit, delimiter: delimiter)
    (row.place, row.lines) = (taken.place, taken.lines)
    progress.offset += UInt64(count)
    if !copy.isEmpty {
      if !hasRejected { rejected += rejects.head }
      hasRejected = true
      rejected += copy
    }
    progress.longRow = isEnd || bytes.isEmpty ? nil : row
    if isEnd { progress.line += row.lines }
    if bytes.isEmpty {
      progress.isDone = true
      // A quote that was never closed has taken all other rows for text.
      progress.isGivenUp = row.isQuoted && row.lines > 0
    }
  }

  /// Addresses that replied and of which nobody knows whose they are.
  func strangers(in drafted: DraftedRun) throws(FileError) -> Set<String> {
    var found: Set<String> = []
    for row in drafted.rows {
      guard case .command(let command) = row.verdict, command.verb == .reply else { continue }
      for address in command.addressee.addresses where try admission.correspondent(at: address) == nil {
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
    _ drafted: DraftedRun, _ books: LeadBook.Lookup, _ correspondents: [String: [LeadID]] = [:]
  ) throws(FileError) -> Int? {
    // Before anybody of the run is written to, whoever any of its rows says to leave alone is left alone.
    for index in drafted.rows.indices {
      guard let stated = drafted.rows[index].stated, try !admission.concernsOwnBatch(stated) else { continue }
      try note(stated, row: drafted.run.firstNumber + index)
    }
    for index in drafted.rows.indices {
      if case .command(let command) = drafted.rows[index].verdict,
        try admission.concernsOwnBatch(command, books: books, correspondents: correspondents)
      {
        return index
      }
      if let stated = drafted.rows[index].stated, try admission.concernsOwnBatch(stated) { return index }
      if case .proposed(let draft) = drafted.rows[index].verdict, draft.proposal.isAwaited,
        try isWanted(draft.proposal, of: drafted.rows[index])
      {
        isAwaitingWords = true
        return index
      }
      try decide(index, of: drafted, books, correspondents)
    }
    return nil
  }

  /// Whether a row would be accepted, so that its words are worth waiting for.
  private func isWanted(_ proposal: Proposal, of row: DraftedRun.Row) throws(FileError) -> Bool {
    guard let lead = row.lead else { return false }
    var trial = admission
    if case .failure = try trial.admit(proposal, id: trial.identify(lead)) { return false }
    return true
  }

  private mutating func decide(
    _ index: Int, of drafted: DraftedRun, _ books: LeadBook.Lookup, _ correspondents: [String: [LeadID]]
  ) throws(FileError) {
    let row = drafted.rows[index]
    if let lead = row.lead, let ref = row.ref, let earlier = admission.roster.answer(to: Self.name(row, lead, ref)) {
      return refuse(Self.answeredBefore(ref, earlier.batch), index, of: drafted, admission.identify(lead))
    }
    switch row.verdict {
    case .refused(let refusal):
      refuse(refusal, index, of: drafted, row.lead.map { admission.identify($0) })
    case .command(let command): try obey(command, index, of: drafted, books, correspondents)
    case .proposed(let draft):
      guard let id = row.lead.map({ admission.identify($0) }) else { return }
      if let other = otherSpelling(of: row, id) {
        return refuse(Self.sameID(id.lead, other, row.foreignID ?? id.lead.text), index, of: drafted, id)
      }
      // Drafts are made as if a lead came up once in a slice, and for the first time.
      let round = admission.round(of: draft.proposal)
      let again =
        id.ordinal > 1 || round > 0
        ? drafting.draft(index, of: drafted.run, books, ordinal: id.ordinal, round: round) : nil
      if case .refused(let refusal)? = again?.rows[0].verdict { return refuse(refusal, index, of: drafted, id) }
      if let again, case .proposed(let draft) = again.rows[0].verdict {
        try admit(draft, in: again.pages, owner: -drafted.run.firstNumber - index, index, of: drafted, id)
      } else {
        try admit(draft, in: drafted.pages, owner: drafted.run.firstNumber, index, of: drafted, id)
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

  private static func sameID(_ lead: LeadID, _ earlier: String, _ spelled: String) -> Refusal {
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
    _ draft: DraftedAnswer, in pages: DraftBuffer, owner: Int, _ index: Int, of drafted: DraftedRun, _ id: RequestID
  ) throws(FileError) {
    switch try admission.admit(draft.proposal, id: id) {
    case .failure(let refusal): refuse(refusal, index, of: drafted, id)
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
        Event.replaced(ended, on: channel, by: id, at: admission.now).append(to: &events)
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
    _ command: CommandRow, _ index: Int, of drafted: DraftedRun, _ books: LeadBook.Lookup,
    _ correspondents: [String: [LeadID]]
  ) throws(FileError) {
    let number = drafted.run.firstNumber + index
    // Whatever is about this slice ends it, so nothing is asked about drafts.
    let answer = try admission.answer(
      command, row: number, books: books, correspondents: correspondents
    ) { _ in [] }
    responses.append(answer.response)
    if let refusal = answer.refusal { return keep(refusal, index, of: drafted) }
    events += answer.events
    for job in answer.moved { calendar[place(of: job.sendAt.day)].lines.append(job.line) }
    accept(drafted.rows[index])
  }

  /// A refusal that a row states beside what it asks for.
  private mutating func note(_ stated: StatedRefusal, row: Int) throws(FileError) {
    let id = CommandID(row: row, batch: batch, ordinal: 1)
    events += try admission.state(stated, file: file, row: row, id) { _ in [] }.events
  }

  private mutating func accept(_ row: DraftedRun.Row) {
    progress.rows += 1
    progress.accepted += 1
    if let lead = row.lead, let ref = row.ref {
      let name = Self.name(row, lead, ref)
      admission.noteAnswer(to: name, checksum: 0)
      referenced.add(name)
    }
  }

  private mutating func refuse(_ refusal: Refusal, _ index: Int, of drafted: DraftedRun, _ id: RequestID?) {
    let row = drafted.rows[index]
    responses.append(
      ResponseEnvelope.refused(
        refusal, leadID: row.lead, requestID: id?.description, ref: row.ref, row: drafted.run.firstNumber + index))
    keep(refusal, index, of: drafted)
  }

  private mutating func keep(_ refusal: Refusal, _ index: Int, of drafted: DraftedRun) {
    progress.count(refusal.code)
    let bytes = drafted.run.bytes[drafted.run.range(of: index)]
    if refusal.code.isNothingToMend {
      guard keepsSkipped else { return }
      if !hasSkipped { skipped += rejects.head }
      hasSkipped = true
      rejects.append(bytes, refusal, to: &skipped)
    } else {
      if !hasRejected { rejected += rejects.head }
      hasRejected = true
      rejects.append(bytes, refusal, to: &rejected)
    }
  }

  /// The same request as a file of its own, so that a reference is used up wherever it came from.
  private static func name(_ row: DraftedRun.Row, _ lead: LeadID, _ ref: String) -> FileName {
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
