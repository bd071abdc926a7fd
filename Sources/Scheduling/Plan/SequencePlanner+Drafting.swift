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
  ///   - id: the request's, whose batch gives the time.
  ///   - round: how often the lead was written to with this objective before.
  package func draft(
    _ row: RequestRow, books: LeadBook.Answer, id: RequestID, round: Int = 0, memo: inout DraftingMemo,
    to pages: inout DraftBuffer
  ) throws(Refusal) -> DraftedAnswer {
    pages.append(try plan(row, books: books, now: id.batch.time, round: round, memo: &memo), id: id, row: row.number)
  }

  package func plan(
    _ row: RequestRow, books: LeadBook.Answer, now: Timestamp, round: Int = 0, explains: Bool = false,
    memo: inout DraftingMemo
  ) throws(Refusal) -> SequenceOrder {
    if row.command != nil { throw Refusal([Self.noCommands]) }
    guard let lead = row.lead, row.problems.isEmpty else { throw Refusal(row.problems) }
    return try plan(
      .object(row.document), leadID: lead, ref: row.ref, facts: row.facts.isEmpty ? nil : row.facts, books: books,
      now: now, round: round, explains: explains, memo: &memo)
  }

  private static let noCommands = Problem(
    .invalidField, "Only requests for sequences are answered here; commands change a spool and go into its inbox.",
    field: "command")
}
