internal import Outreach

/// What the rows of a slice come to, decided one after the other: the growing answers, the slice's jobs and events.
struct SliceAnswers {
  private(set) var progress: BulkProgress
  private(set) var admission: Admission
  private let batch: BatchID
  private let drafting: RowDrafting
  private let rejects: RefusedRows
  /// Bytes to be written on, in their order.
  private(set) var responses: [UInt8] = []
  private(set) var rejected: [UInt8] = []
  private(set) var skipped: [UInt8] = []
  private(set) var calendar: [CivilDay: [UInt8]] = [:]
  private(set) var events = JSONWriter()
  private(set) var wordings = BatchWordings()
  /// Whether the files of refused rows have their heads.
  private var hasRejected: Bool
  private var hasSkipped: Bool

  init(progress: BulkProgress, admission: Admission, drafting: RowDrafting, rejects: RefusedRows) {
    self.progress = progress
    self.admission = admission
    self.drafting = drafting
    self.rejects = rejects
    batch = drafting.batch
    hasRejected = progress.rejectedBytes > 0
    hasSkipped = progress.skippedBytes > 0
  }

  mutating func dropWritten() {
    responses.removeAll(keepingCapacity: true)
    rejected.removeAll(keepingCapacity: true)
    skipped.removeAll(keepingCapacity: true)
    for day in calendar.keys { calendar[day]?.removeAll(keepingCapacity: true) }
  }

  /// Notes where the next slice begins.
  mutating func arrive(at runs: RowRuns) {
    (progress.offset, progress.line) = runs.position
    progress.footerLines += runs.footerLines
    progress.isDone = runs.isAtEnd
  }

  /// Counts the row from which on the file cannot be read as one that is refused, and the file as done.
  mutating func giveUp(_ refusal: Refusal) {
    responses += ResponseEnvelope.refused(
      refusal, leadID: nil, requestID: nil, ref: nil, row: progress.rows + 1)
    progress.count(refusal.code)
    progress.isDone = true
  }

  /// Keeps bytes that could not be read among those to be mended.
  mutating func keepUnread(_ bytes: [UInt8]) {
    if !hasRejected { rejected += rejects.head }
    hasRejected = true
    rejected += bytes
  }

  mutating func decide(_ drafted: DraftedRun, _ books: LeadBook.Answer) throws(FileError) {
    for index in drafted.rows.indices { try decide(index, of: drafted, books) }
  }

  private mutating func decide(_ index: Int, of drafted: DraftedRun, _ books: LeadBook.Answer) throws(FileError) {
    let row = drafted.rows[index]
    let id = row.lead.map { admission.identify($0) }
    if let lead = row.lead, let ref = row.ref, let earlier = admission.roster.answer(to: Self.name(lead, ref)) {
      return refuse(Self.answeredBefore(ref, earlier.batch), index, of: drafted, id)
    }
    // Drafts are made as if a lead came up once in a slice.
    if let id, id.ordinal > 1, case .proposed = row.verdict {
      var again = DraftedRun(run: drafted.run)
      drafting.draft(drafting.requests(of: drafted.run)[index], books, ordinal: id.ordinal, &again)
      return try decide(again.rows[0].verdict, index, of: drafted, id, again)
    }
    try decide(row.verdict, index, of: drafted, id, drafted)
  }

  /// - Parameter source: where the bytes of the verdict are.
  private mutating func decide(
    _ verdict: DraftedRun.Verdict, _ index: Int, of drafted: DraftedRun, _ id: RequestID?, _ source: DraftedRun
  ) throws(FileError) {
    switch verdict {
    case .refused(let refusal): refuse(refusal, index, of: drafted, id)
    case .proposed(let proposal, let response, let jobs):
      guard let id else { return }
      switch try admission.admit(proposal, id: id) {
      case .failure(let refusal): refuse(refusal, index, of: drafted, id)
      case .success(let admitted):
        responses += source.responses[response]
        for job in jobs { calendar[job.day, default: []] += source.jobs[job.bytes] }
        for (ended, channel) in admitted.ended {
          LedgerEvent.replaced(ended, on: channel, by: id, at: batch.time, to: &events)
        }
        wordings.add(proposal.wording, id)
        progress.rows += 1
        progress.accepted += 1
        progress.jobs += jobs.count
        let row = drafted.rows[index]
        if let lead = row.lead, let ref = row.ref {
          admission.noteAnswer(to: Self.name(lead, ref), checksum: 0)
        }
      }
    }
  }

  private mutating func refuse(_ refusal: Refusal, _ index: Int, of drafted: DraftedRun, _ id: RequestID?) {
    let row = drafted.rows[index]
    responses += ResponseEnvelope.refused(
      refusal, leadID: row.lead, requestID: id?.description, ref: row.ref, row: drafted.run.firstNumber + index)
    progress.count(refusal.code)
    let bytes = drafted.run.bytes[drafted.run.range(of: index)]
    if refusal.code.isNothingToMend {
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
  private static func name(_ lead: LeadID, _ ref: String) -> FileName { FileName("\(lead)@\(ref).json") }

  private static func answeredBefore(_ ref: String, _ batch: BatchID) -> Refusal {
    Refusal([
      Problem(
        .duplicateRequest,
        "A request of this lead with the reference \"\(ref)\" was answered in batch \(batch); nothing was planned again.",
        field: "ref", value: .string(ref))
    ])
  }
}
