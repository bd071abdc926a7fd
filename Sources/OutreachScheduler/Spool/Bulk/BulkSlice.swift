internal import Outreach

/// Answers the next rows of a bulk file: as many as half a second allows, in a batch of their own.
///
/// Memory does not depend on the file: rows are read, drafted, decided and written a thousand at a time, while the
/// other core drafts the next ones.
struct BulkSlice {
  let form: BulkForm
  let source: OpenFile
  let drafting: RowDrafting
  let rejects: RefusedRows
  let limits: SliceLimits
  let files: any FileSystem
  let clock: @Sendable () -> Timestamp

  /// Enough rows to keep two cores busy; with their answers they take a few mebibytes.
  private static let runsAtOnce = 6

  /// - Parameters:
  ///   - admission: as of the slice's batch.
  ///   - writer: opened at the lengths that `start` tells.
  /// - Returns: what was decided; all of it is written, none of it durable.
  func answer(
    from start: BulkProgress, _ admission: Admission, _ leadBook: inout LeadBook, _ writer: inout SliceWriter
  ) throws -> SliceAnswers {
    var answers = SliceAnswers(progress: start, admission: admission, drafting: drafting, rejects: rejects)
    let deadline = Timestamp(microseconds: clock().microseconds + limits.time)
    if start.isGivenUp {
      try keepRest(&answers, &writer, until: deadline)
      return answers
    }
    let runs = form.runs(of: source, from: start, rowBytes: limits.rowBytes, files)
    var read = 0
    var inHand: Chunk?
    repeat {
      let isEnough = read >= limits.rows || read > 0 && clock() >= deadline
      let next = isEnough ? nil : try chunk(of: runs, atMost: limits.rows - read, &leadBook)
      read += next?.rows ?? 0
      if let inHand {
        for drafted in inHand.drafts.finish() {
          if let row = try answers.decide(drafted, inHand.books) {
            answers.arrive(before: drafted.run.rows[row])
            try writer.write(&answers)
            return answers
          }
        }
        try writer.write(&answers)
      }
      inHand = next
    } while inHand != nil
    answers.arrive(at: runs)
    if let failure = runs.failure {
      guard let error = failure as? CSVError else { throw failure }
      answers.giveUp(Refusal(error, isTable: form.isTable))
      try keepRest(&answers, &writer, until: deadline)
    }
    try writer.write(&answers)
    return answers
  }

  // MARK: Drafting

  /// Rows on their way.
  private struct Chunk {
    var rows: Int
    var books: LeadBook.Answer
    var drafts: Overlap<Item, DraftedRun>
  }

  private struct Item: Sendable {
    var run: RowRun
    /// If they were taken apart already.
    var requests: [RequestRow]?
  }

  /// Begins to draft the next rows on another core; nil if there are none.
  private func chunk(
    of runs: RowRuns, atMost limit: Int, _ leadBook: inout LeadBook
  ) throws(LeadBookError) -> Chunk? {
    var found: [RowRun] = []
    var rows = 0
    while found.count < Self.runsAtOnce, rows < limit, let run = runs.next(atMost: limit - rows) {
      found.append(run)
      rows += run.rows.count
    }
    guard rows > 0 else { return nil }
    var items = found.map { Item(run: $0) }
    var books = LeadBook.Answer()
    if !leadBook.isEmpty {
      let requests = parallelMap(found, run: 1) { drafting.requests(of: $0) }
      for (i, requests) in requests.enumerated() { items[i].requests = requests }
      books = try leadBook.facts(for: requests.joined().compactMap(\.lead))
    }
    let drafts = Overlap { [drafting, books] (item: Item) in
      drafting.draft(item.run, item.requests ?? drafting.requests(of: item.run), books)
    }
    for item in items { drafts.add([item]) }
    return Chunk(rows: rows, books: books, drafts: drafts)
  }

  // MARK: A file that cannot be read to its end

  /// Refuses whatever is left, unread.
  func giveUp(
    from start: BulkProgress, _ refusal: Refusal, _ admission: Admission, _ writer: inout SliceWriter
  ) throws(FileError) -> SliceAnswers {
    var answers = SliceAnswers(progress: start, admission: admission, drafting: drafting, rejects: rejects)
    answers.giveUp(refusal)
    try keepRest(&answers, &writer, until: Timestamp(microseconds: clock().microseconds + limits.time))
    return answers
  }

  /// What stands behind a row that never ends cannot be told apart: it is one more refused row, and kept as it is. The
  /// next slice goes on with what is left.
  private func keepRest(
    _ answers: inout SliceAnswers, _ writer: inout SliceWriter, until deadline: Timestamp
  ) throws(FileError) {
    try writer.write(&answers)
    while !answers.progress.isDone {
      answers.keepUnread(try files.read(source, at: answers.progress.offset, count: 1 << 18))
      try writer.write(&answers)
      if clock() >= deadline { return }
    }
  }
}

/// How much of a bulk file is answered at once.
package struct SliceLimits: Sendable {
  package var rows = 16_384
  /// Microseconds.
  package var time: Int64 = 500_000
  /// Bytes that a row may have.
  package var rowBytes = 1 << 20

  package init() {}
}
