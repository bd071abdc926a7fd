internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling

/// A run of rows with an answer to each, as if every lead could be written to and were asked about once.
///
/// Made of nothing but the rows, the lead books' facts and the batch, so that any core can make it at any time.
struct DraftedRun: Sendable {
  package struct Row: Sendable {
    package var lead: LeadID?
    package var ref: String?
    /// The lead's id as the file spells it, if that is no lead id's spelling.
    var foreignID: String?
    package var verdict: Verdict

    /// Whom the row says to leave alone, whatever else is in it.
    var stated: StatedRefusal? {
      switch verdict {
      case .refused(let refusal): refusal.stated
      case .proposed(let draft): draft.proposal.stated
      case .command: nil
      }
    }
  }

  package enum Verdict: Sendable {
    case refused(Refusal)
    /// Where its answer and its jobs stand in ``DraftedRun/pages``.
    case proposed(DraftedAnswer)
    case command(CommandRow)
  }

  package var run: RowRun
  package var rows: [Row] = []
  var pages = DraftBuffer()
}

/// Drafts the answers to a bulk file's rows.
struct RowDrafting: Sendable {
  package let planner: SequencePlanner
  package let mapping: ColumnMapping
  package let batch: BatchID
  /// For rows that leave something open.
  package let defaults: RowDefaults
  /// Rows of which processes have died: they are not taken apart again.
  package let deadly: Set<Int>
  package let owner: RowOwner
  /// The clock's time.
  let now: Timestamp
  private let batchEnding: String

  package init(
    planner: SequencePlanner, mapping: ColumnMapping, batch: BatchID, defaults: RowDefaults, deadly: Set<Int>,
    owner: RowOwner, now: Timestamp? = nil
  ) {
    self.planner = planner
    self.mapping = mapping
    self.batch = batch
    self.defaults = defaults
    self.deadly = deadly
    self.owner = owner
    self.now = now ?? batch.time
    batchEnding = "-\(batch)"
  }

  package func requests(of run: RowRun) -> [RequestRow] {
    var requests = run.requests(mapping, except: deadly)
    for i in requests.indices where !deadly.contains(requests[i].number) { defaults.fill(&requests[i]) }
    return requests
  }

  /// - Parameter books: what the lead books know of the run's leads.
  func draft(_ run: RowRun, requests: [RequestRow], books: LeadBook.Lookup) -> DraftedRun {
    var drafted = DraftedRun(run: run)
    drafted.rows.reserveCapacity(requests.count)
    drafted.pages = DraftBuffer(expecting: requests.count)
    planner.withMemo { memo in
      for request in requests { draft(request, books: books, ordinal: 1, round: 0, memo: &memo, drafted: &drafted) }
    }
    return drafted
  }

  /// One row again, for a lead that has come up before.
  ///
  /// - Parameters:
  ///   - ordinal: for which time it comes up in the batch.
  ///   - round: how often it was written to with the row's objective before.
  func draft(_ row: Int, of run: RowRun, _ books: LeadBook.Lookup, ordinal: Int, round: Int) -> DraftedRun {
    var drafted = DraftedRun(run: run)
    planner.withMemo {
      draft(requests(of: run)[row], books: books, ordinal: ordinal, round: round, memo: &$0, drafted: &drafted)
    }
    return drafted
  }

  private func draft(
    _ row: RequestRow, books: LeadBook.Lookup, ordinal: Int, round: Int, memo: inout DraftingMemo,
    drafted: inout DraftedRun
  ) {
    let verdict = verdict(row, books: books, ordinal: ordinal, round: round, memo: &memo, pages: &drafted.pages)
    drafted.rows.append(DraftedRun.Row(lead: row.lead, ref: row.ref, foreignID: row.foreignID, verdict: verdict))
  }

  private func verdict(
    _ row: RequestRow, books: LeadBook.Lookup, ordinal: Int, round: Int, memo: inout DraftingMemo,
    pages: inout DraftBuffer
  ) -> DraftedRun.Verdict {
    if deadly.contains(row.number) { return .refused(PoisonRows.refusal(ofRow: row.number)) }
    if let refusal = owner.refusal(of: row) { return .refused(refusal) }
    if let command = row.command { return .command(command) }
    guard let lead = row.lead, row.problems.isEmpty else { return .refused(planner.refusal(of: row)) }
    let id = RequestID(lead: lead, batch: batch, ordinal: ordinal, batchEnding: batchEnding)
    do throws(Refusal) {
      return .proposed(
        try planner.draft(row, books: books, id: id, now: now, round: round, memo: &memo, to: &pages))
    } catch {
      return .refused(error)
    }
  }
}
