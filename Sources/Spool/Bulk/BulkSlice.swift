internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Scheduling
internal import Storage

/// Answers the next rows of a bulk file: as many as half a second allows, in a batch of their own.
///
/// Memory does not depend on the file: rows are decided and written a hundred at a time, while the other core drafts the
/// next ones.
struct BulkSlice {
  package let name: BulkName
  package let form: BulkForm
  package let source: OpenFile
  let drafting: RowDrafting
  let rejects: RefusedRows
  /// Whether skipped rows are kept in a file.
  let keepsSkipped: Bool
  package let limits: SliceLimits
  package let files: any FileSystem
  package let clock: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - decisions: as of the slice's batch.
  ///   - writer: opened at the lengths that `start` tells.
  /// - Returns: what was decided; all of it is written, none of it durable.
  package func answer(
    from start: BulkProgress, _ decisions: BatchDecisions, leadBook: inout LeadBook, writer: inout SliceWriter
  ) throws -> SliceAnswers {
    var answers = SliceAnswers(
      progress: start, decisions: decisions, drafting: drafting, rejects: rejects, keepsSkipped: keepsSkipped,
      file: name.stem + name.ending)
    let deadline = clock().adding(microseconds: limits.time)
    if start.isGivenUp {
      try keepRest(&answers, &writer, until: deadline)
      return answers
    }
    if start.longRow != nil {
      try keepLongRow(&answers, &writer, until: deadline)
      return answers
    }
    let runs = form.runs(of: source, from: start, rowBytes: limits.rowBytes, files)
    var line = DraftingLine(drafting, runs, rows: limits.rows, until: deadline, clock)
    while let (drafted, books) = try line.next(&leadBook) {
      let strangers = try answers.strangers(in: drafted)
      let correspondents = strangers.isEmpty ? [:] : try leadBook.leads(at: strangers)
      let row = try answers.decide(drafted, books: books, correspondents: correspondents)
      if let row { answers.arrive(before: drafted.run.rows[row]) }
      try writer.write(&answers)
      if row != nil { return answers }
    }
    answers.arrive(at: runs)
    if let failure = runs.failure {
      guard let error = failure as? CSVError else { throw failure }
      let refusal = Refusal(error, isTable: form.isTable)
      if error.reason == .rowTooLong || error.reason == .tooManyColumns, form.endsRowsWithLines {
        answers.refuseLongRow(refusal, name)
        try keepLongRow(&answers, &writer, until: deadline)
      } else {
        answers.giveUp(refusal, name)
        try keepRest(&answers, &writer, until: deadline)
      }
    }
    try writer.write(&answers)
    return answers
  }

  /// What stands behind the row is the next slice's.
  private func keepLongRow(
    _ answers: inout SliceAnswers, _ writer: inout SliceWriter, until deadline: Timestamp
  ) throws(FileError) {
    try writer.write(&answers)
    while answers.progress.longRow != nil {
      let bytes = try files.read(source, at: answers.progress.offset, count: 1 << 18)
      answers.keepLongRow(bytes, delimiter: form.delimiter, upTo: limits.rowBytes)
      try writer.write(&answers)
      if clock() >= deadline { return }
    }
  }

  // MARK: A file that cannot be read to its end

  /// Refuses whatever is left, unread.
  func giveUp(
    from start: BulkProgress, _ refusal: Refusal, decisions: BatchDecisions, writer: inout SliceWriter
  ) throws(FileError) -> SliceAnswers {
    var answers = SliceAnswers(progress: start, decisions: decisions, drafting: drafting, rejects: rejects)
    answers.giveUp(refusal, name)
    try keepRest(&answers, &writer, until: clock().adding(microseconds: limits.time))
    return answers
  }

  /// How many of the longest rows may be kept of what cannot be read.
  private static let rowsKeptUnread = 64

  /// What stands behind a row that never ends cannot be told apart: it is one more refused row, and kept as it is,
  /// up to a limit. The next slice goes on with what is left.
  private func keepRest(
    _ answers: inout SliceAnswers, _ writer: inout SliceWriter, until deadline: Timestamp
  ) throws(FileError) {
    try writer.write(&answers)
    while !answers.progress.isDone {
      let bytes = try files.read(source, at: answers.progress.offset, count: 1 << 18)
      answers.keepUnread(bytes, upTo: Self.rowsKeptUnread * limits.rowBytes)
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
