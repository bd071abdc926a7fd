internal import Formats
package import Leads
package import Outreach
package import Records
package import Requests

extension SequencePlanner {
  /// Plans a row's sequence and writes its answer and its jobs as if it were admitted.
  ///
  /// - Parameters:
  ///   - books: what the lead books know of the row's lead.
  ///   - id: the request's.
  ///   - now: the clock's time; nil: that of the batch.
  ///   - round: how often the lead was written to with this objective before.
  package func draft(
    _ row: RequestRow, books: LeadBook.Lookup, id: RequestID, now: Timestamp? = nil, round: Int = 0,
    memo: inout DraftingMemo, to pages: inout DraftBuffer
  ) throws(Refusal) -> DraftedAnswer {
    pages.append(
      try plan(row, books: books, now: now ?? id.batch.time, round: round, memo: &memo), id: id, row: row.number)
  }

  package func plan(
    _ row: RequestRow, books: LeadBook.Lookup, now: Timestamp, round: Int = 0, explains: Bool = false,
    memo: inout DraftingMemo
  ) throws(Refusal) -> SequenceOrder {
    if row.command != nil { throw Refusal([Self.noCommands]) }
    guard let lead = row.lead, row.problems.isEmpty else { throw refusal(of: row) }
    return try plan(
      .object(row.document), leadID: lead, ref: row.ref, facts: row.facts.isEmpty ? nil : row.facts, books: books,
      now: now, round: round, explains: explains, warnings: row.warnings, memo: &memo)
  }

  /// Why a row is refused that cannot be planned for; what it says about messages is heard all the same.
  package func refusal(of row: RequestRow) -> Refusal {
    var refusal = Refusal(row.problems)
    // Cells of a shifted row stand under the wrong headings.
    if !row.problems.contains(where: { $0.code == .invalidCSV || $0.code == .invalidJSON }) {
      refusal.stated = Self.stated(row.lead, [row.facts])
    }
    return refusal
  }

  private static let noCommands = Problem(
    .invalidField, "Only requests for sequences are answered here; commands change a spool and go into its inbox.",
    field: "command")
}
