internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// A bulk file's answers as they lie in `outbox/responses/`, a line each, searched without being read as JSON.
struct AnswerFile: Sendable {
  /// The bulk file, as far as its answers tell.
  package let file: FileName
  /// The bytes that count.
  private let contents: FileContents
  private let count: Int

  private var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: contents.bytes[..<count]) }

  // MARK: Opening

  /// The answers to the bulk files that are done; those that readers have deleted are missing.
  package static func finished(_ view: SpoolView) throws(FileError) -> [AnswerFile] {
    try view.withDirectory(["responses"], below: view.outbox) { (responses) throws(FileError) in
      var found: [AnswerFile] = []
      for name in try view.files.list(responses).map(\.name) where name.hasSuffix(".ndjson") && !name.hasPrefix(".") {
        if let file = try open(name, of: name, count: nil, responses: responses, view: view) { found.append(file) }
      }
      return found
    } ?? []
  }

  /// What the finished slices of a file at work have answered. None once it is done.
  static func growing(_ home: ProcessedBatch, _ view: SpoolView) throws(FileError) -> AnswerFile? {
    guard let file = home.bulkFile, let name = BulkName(file)?.responses, let last = home.slices.last?.record.slice
    else { return nil }
    return try view.withDirectory(["responses"], below: view.outbox) { (responses) throws(FileError) in
      try open(
        BatchFiles.stagedName(name, of: home.id), of: file, count: last.responseBytes, responses: responses, view: view)
    } ?? nil
  }

  private static func open(
    _ name: FileName, of file: FileName, count: Int?, responses: Directory, view: SpoolView
  ) throws(FileError) -> AnswerFile? {
    do throws(FileError) {
      let contents = try view.files.contents(of: name, in: responses)
      return AnswerFile(file: file, contents: contents, count: min(count ?? .max, contents.bytes.count))
    } catch  where error.isNotFound {
      return nil
    }
  }

  // MARK: One lead

  private static let piece = 8 << 20

  /// The lines that may be about a lead: all cores look for its id where an answer has it.
  package static func answers(to lead: LeadID, in files: [AnswerFile]) -> [(file: FileName, answer: RowAnswer)] {
    var needle = JSONWriter(capacity: 96)
    needle.raw(#""lead_id":"#)
    needle.leadID(lead)
    needle.raw(",")
    let bytes = needle.bytes
    let pieces = files.flatMap { file in
      stride(from: 0, to: file.count, by: piece).map { (file, $0..<min($0 + piece, file.count)) }
    }
    return parallelMap(pieces, run: 1) { file, range in
      file.answers(bytes, in: range).filter { $0.lead == lead }.map { (file.file, $0) }
    }.flatMap(\.self)
  }

  private func answers(_ needle: [UInt8], in range: Range<Int>) -> [RowAnswer] {
    var found: [RowAnswer] = []
    var at = range.lowerBound
    // What begins in this piece may end in the next; what lies further is another core's.
    let piece = UnsafeRawBufferPointer(rebasing: bytes[..<min(count, range.upperBound + needle.count - 1)])
    while at < range.upperBound, let hit = needle.withUnsafeBytes({ piece.firstOffset(of: $0, from: at) }) {
      guard let end = contents.endOfLine(from: hit), end < count else { break }
      var start = hit
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      if let answer = RowAnswer(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { found.append(answer) }
      at = end + 1
    }
    return found
  }

  // MARK: Slice by slice

  /// The rows of one slice: the lines that begin within these bytes.
  struct Run: Sendable {
    fileprivate let answers: AnswerFile
    package let batch: BatchID
    fileprivate let range: Range<Int>
  }

  /// The slices from `first` on. Slices follow each other, so that where one ends is found by bisection.
  func runs(from first: BatchID?) -> [Run] {
    var found: [Run] = []
    var start = first.map { first in bisect(from: 0) { $0 >= first } } ?? 0
    while let batch = batch(from: start) {
      let end = bisect(from: start) { $0 > batch }
      guard end > start else { break }
      found.append(Run(answers: self, batch: batch, range: start..<end))
      start = end
    }
    return found
  }

  /// The first place behind which all rows are of batches that are wanted.
  private func bisect(from start: Int, _ isWanted: (BatchID) -> Bool) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = low + (high - low) / 2
      if batch(from: middle).map(isWanted) ?? true { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The first slice that is told of.
  var firstBatch: BatchID? { batch(from: 0) }

  /// That of the next row which names somebody.
  private func batch(from offset: Int) -> BatchID? {
    var found: BatchID?
    forEachLine(startingIn: offset..<count) { line in
      // The first one is the answer's; what a row asked for stands behind it.
      let key: StaticString = #","request_id":"#
      guard let start = line.firstOffset(of: key).map({ $0 + key.utf8CodeUnitCount + 1 }), start < line.count,
        line[start - 1] == UInt8(ascii: "\""), let end = line[start...].firstIndex(of: UInt8(ascii: "\""))
      else { return true }
      found = RowRequest(String(decoding: line[start..<end], as: UTF8.self))?.batch
      return found == nil
    }
    return found
  }

  /// - Parameter body: whether to go on.
  private func forEachLine(startingIn range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Bool) {
    var start = range.lowerBound
    if start > 0, bytes[start - 1] != 0x0A {
      guard let end = contents.endOfLine(from: start) else { return }
      start = end + 1
    }
    while start < range.upperBound, let end = contents.endOfLine(from: start), end < count {
      guard body(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else { return }
      start = end + 1
    }
  }
}

extension AnswerFile.Run {
  package var file: FileName { answers.file }

  package var rows: [RowAnswer] {
    var found: [RowAnswer] = []
    answers.forEachLine(startingIn: range) { line in
      if let row = RowAnswer(line), row.request.batch == batch { found.append(row) }
      return true
    }
    return found
  }
}

extension ProcessedBatch {
  /// Nil if the batch is no bulk file's.
  var bulkFile: FileName? { requests.first { RequestName($0).bulk != nil } }
}
