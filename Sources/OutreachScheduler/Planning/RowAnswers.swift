package import Outreach

/// Answers rows of requests one after the other and remembers nothing: no jobs, no admission, no spool.
///
/// The form in which a cluster engine runs the generator; the same row, facts and time always give the same envelope.
package struct RowAnswers {
  private let planner: SequencePlanner
  private var leadBook: LeadBook
  private let explains: Bool

  package init(planner: SequencePlanner, leadBook: LeadBook, explains: Bool) {
    self.planner = planner
    self.leadBook = leadBook
    self.explains = explains
  }

  package struct Answers: Sendable {
    /// The envelopes, a line each, in the rows' order.
    package var lines: [UInt8] = []
    package var refused = 0
  }

  /// - Parameter now: what scores are reckoned as of.
  package mutating func answer(_ rows: [RequestRow], now: Timestamp) throws(LeadBookError) -> Answers {
    let books = try leadBook.facts(for: Array(Set(rows.compactMap(\.lead))))
    let (planner, explains) = (planner, explains)
    let envelopes = parallelMap(rows, run: 16) { row in
      Self.envelope(row, books, planner, explains: explains, now: now)
    }
    var answers = Answers()
    answers.lines.reserveCapacity(envelopes.reduce(0) { $0 + $1.bytes.count })
    for envelope in envelopes {
      answers.lines += envelope.bytes
      if !envelope.isAccepted { answers.refused += 1 }
    }
    return answers
  }

  private static func envelope(
    _ row: RequestRow, _ books: LeadBook.Answer, _ planner: SequencePlanner, explains: Bool, now: Timestamp
  ) -> (bytes: [UInt8], isAccepted: Bool) {
    do throws(Refusal) {
      var memo = planner.memo()
      let order = try planner.plan(row, books: books, now: now, explains: explains, memo: &memo)
      return (ResponseEnvelope.accepted(order, id: nil, row: row.number, explains: explains), true)
    } catch {
      return (
        ResponseEnvelope.refused(error, leadID: row.lead, requestID: nil, ref: row.ref, row: row.number), false
      )
    }
  }
}
