internal import Outreach

/// A run of rows with an answer to each, as if every lead could be written to and were asked about once.
///
/// Made of nothing but the rows, the lead books' facts and the batch, so that any core can make it at any time.
struct DraftedRun: Sendable {
  struct Row: Sendable {
    var lead: LeadID?
    var ref: String?
    var verdict: Verdict
  }

  enum Verdict: Sendable {
    case refused(Refusal)
    /// With its answer's bytes and its jobs', the latter by the UTC day on which they are due.
    case proposed(Proposal, response: Range<Int>, jobs: [(day: CivilDay, bytes: Range<Int>)])
  }

  var run: RowRun
  var rows: [Row] = []
  var responses: [UInt8] = []
  var jobs: [UInt8] = []
}

/// Drafts the answers to a bulk file's rows.
struct RowDrafting: Sendable {
  let planner: SequencePlanner
  let mapping: ColumnMapping
  let batch: BatchID
  /// Fields of requests, for rows that lack them.
  let defaults: RowDefaults
  /// Rows of which processes have died.
  let deadly: Set<Int>
  private let batchEnding: String

  init(
    planner: SequencePlanner, mapping: ColumnMapping, batch: BatchID, defaults: RowDefaults, deadly: Set<Int>
  ) {
    self.planner = planner
    self.mapping = mapping
    self.batch = batch
    self.defaults = defaults
    self.deadly = deadly
    batchEnding = "-\(batch)"
  }

  func requests(of run: RowRun) -> [RequestRow] {
    var requests = run.requests(mapping)
    for i in requests.indices { defaults.fill(&requests[i]) }
    return requests
  }

  /// - Parameter books: what the lead books know of the run's leads.
  func draft(_ run: RowRun, _ requests: [RequestRow], _ books: LeadBook.Answer) -> DraftedRun {
    var drafted = DraftedRun(run: run)
    drafted.rows.reserveCapacity(requests.count)
    drafted.responses.reserveCapacity(requests.count * 1600)
    drafted.jobs.reserveCapacity(requests.count * 1600)
    for request in requests { draft(request, books, ordinal: 1, &drafted) }
    return drafted
  }

  func draft(_ row: RequestRow, _ books: LeadBook.Answer, ordinal: Int, _ drafted: inout DraftedRun) {
    drafted.rows.append(
      DraftedRun.Row(lead: row.lead, ref: row.ref, verdict: verdict(row, books, ordinal, &drafted)))
  }

  private func verdict(
    _ row: RequestRow, _ books: LeadBook.Answer, _ ordinal: Int, _ drafted: inout DraftedRun
  ) -> DraftedRun.Verdict {
    if deadly.contains(row.number) {
      return .refused(
        Refusal(
          .internalError,
          "Answering row \(row.number) brought the scheduler down twice, so it was not tried again; please report it."))
    }
    guard let lead = row.lead, row.problems.isEmpty else { return .refused(Refusal(row.problems)) }
    do throws(Refusal) {
      let id = RequestID(lead: lead, batch: batch, ordinal: ordinal, batchEnding: batchEnding)
      let order = try planner.plan(
        .object(row.document), leadID: lead, ref: row.ref, books: row.facts(over: books), now: batch.time)
      let written = Draft.write(order, id, row: row.number)
      let (response, jobs) = (drafted.responses.count, drafted.jobs.count)
      drafted.responses += written.response
      drafted.jobs += written.jobs
      return .proposed(
        Proposal(order), response: response..<drafted.responses.count,
        jobs: written.lines.map { ($0.day, ($0.bytes.lowerBound + jobs)..<($0.bytes.upperBound + jobs)) })
    } catch {
      return .refused(error)
    }
  }
}
