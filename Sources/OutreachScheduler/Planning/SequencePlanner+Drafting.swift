package import Outreach

extension SequencePlanner {
  /// Plans a row's sequence and writes its answer and its jobs as if it were admitted.
  ///
  /// - Parameters:
  ///   - books: what the lead books know of the row's lead.
  ///   - id: the request's, whose batch gives the time.
  package func draft(
    _ row: RequestRow, books: LeadBook.Answer, id: RequestID, memo: inout DraftingMemo, to pages: inout DraftPages
  ) throws(Refusal) -> DraftedAnswer {
    draft(try plan(row, books: books, now: id.batch.time, memo: &memo), id: id, row: row.number, to: &pages)
  }

  package func plan(
    _ row: RequestRow, books: LeadBook.Answer, now: Timestamp, explains: Bool = false, memo: inout DraftingMemo
  ) throws(Refusal) -> SequenceOrder {
    guard let lead = row.lead, row.problems.isEmpty else { throw Refusal(row.problems) }
    return try plan(
      .object(row.document), leadID: lead, ref: row.ref, facts: row.facts.isEmpty ? nil : row.facts, books: books,
      now: now, memo: &memo)
  }

  /// Writes what is planned; without a `row` it is the answer to a file.
  func draft(_ order: SequenceOrder, id: RequestID, row: Int? = nil, to pages: inout DraftPages) -> DraftedAnswer {
    let response = pages.responses.bytes.count
    ResponseEnvelope.append(order, id: id, row: row, to: &pages.responses)
    let slips = pages.slips.count
    for part in order.parts {
      for (step, sendAt) in part.sendAt.enumerated() {
        let start = pages.jobs.bytes.count
        JobLine.append(part, step: step, of: order, id: id, to: &pages.jobs)
        pages.slips.append(DraftPages.JobSlip(day: sendAt.day, bytes: start..<pages.jobs.bytes.count))
      }
    }
    return DraftedAnswer(
      proposal: Proposal(order), response: response..<pages.responses.bytes.count, slips: slips..<pages.slips.count)
  }
}
