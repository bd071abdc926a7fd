internal import Formats
internal import Generating
package import Leads
package import Outreach
package import Records
package import Requests
package import Scheduling

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
    haveWritten(rows, books, now: now)
    let (planner, explains) = (planner, explains)
    let runs = stride(from: 0, to: rows.count, by: Self.run).map { rows[$0..<min($0 + Self.run, rows.count)] }
    let answered = parallelMap(runs, run: 1) { run in
      planner.withMemo { memo in
        var answers = Answers()
        for row in run { answers.add(row, books: books, planner: planner, explains: explains, now: now, memo: &memo) }
        return answers
      }
    }
    var answers = Answers()
    answers.lines.reserveCapacity(answered.reduce(0) { $0 + $1.lines.count })
    for run in answered {
      answers.lines += run.lines
      answers.refused += run.refused
    }
    return answers
  }

  /// What the templates and the program would write for each row that can be planned for.
  package mutating func compare(_ rows: [RequestRow], now: Timestamp) throws(LeadBookError) -> [Comparison] {
    let books = try leadBook.facts(for: Array(Set(rows.compactMap(\.lead))))
    haveWritten(rows, books, now: now)
    let templates = (planner.generator as? WordsGenerator)?.templates ?? planner.generator
    let plain = SequencePlanner(configuration: planner.configuration, generator: templates)
    var (memo, plainMemo) = (planner.memo(), plain.memo())
    return rows.compactMap { row in
      guard let template = try? plain.plan(row, books: books, now: now, memo: &plainMemo) else { return nil }
      return Comparison(
        template: template, other: try? planner.plan(row, books: books, now: now, memo: &memo))
    }
  }

  /// Has the words of these rows written, and waits for them: nobody else waits here.
  private func haveWritten(_ rows: [RequestRow], _ books: LeadBook.Lookup, now: Timestamp) {
    guard let generator = planner.generator as? WordsGenerator else { return }
    let found = CollectedAsks()
    let asking = SequencePlanner(
      configuration: planner.configuration, generator: generator.when(missing: .ask { found.add($0) }))
    var memo = asking.memo()
    for row in rows { _ = try? asking.plan(row, books: books, now: now, memo: &memo) }
    generator.desk.add(found.take())
    generator.desk.finish()
  }

  /// How many rows one worker takes at a time.
  private static let run = 128
}

extension RowAnswers.Answers {
  fileprivate mutating func add(
    _ row: RequestRow, books: LeadBook.Lookup, planner: SequencePlanner, explains: Bool, now: Timestamp,
    memo: inout DraftingMemo
  ) {
    do throws(Refusal) {
      let order = try planner.plan(row, books: books, now: now, explains: explains, memo: &memo)
      lines += ResponseEnvelope.accepted(order, id: nil, row: row.number, explains: explains)
    } catch {
      refused += 1
      lines += ResponseEnvelope.refused(error, leadID: row.lead, requestID: nil, ref: row.ref, row: row.number)
    }
  }
}

/// A sequence as the templates write it, and as the program does that is to write in their place.
package struct Comparison: Sendable {
  package var template: SequenceOrder
  /// Nil if it is refused without the templates.
  package var other: SequenceOrder?
}
