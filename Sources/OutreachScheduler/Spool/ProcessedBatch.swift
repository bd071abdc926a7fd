internal import Outreach

/// A batch's directory in `processed/`: the requests it answered, its record, first answers.
struct ProcessedBatch: Sendable {
  var id: BatchID
  var names: [FileName]
  /// Nil if it is missing or damaged.
  var record: BatchRecord?

  var requests: [FileName] { names.filter { !$0.hasPrefix(".") } }

  /// The settled ones, oldest first.
  static func all(_ view: SpoolView) throws(FileError) -> [ProcessedBatch] {
    var found: [ProcessedBatch] = []
    for day in try view.days(of: ["processed"], below: view.inbox) { found += try all(view, on: day) }
    return found
  }

  static func all(
    _ view: SpoolView, on day: CivilDay, where isWanted: (BatchID) -> Bool = { _ in true }
  ) throws(FileError) -> [ProcessedBatch] {
    let entries = try view.list(["processed", FileName(day.iso8601)], below: view.inbox)
    let batches = entries.compactMap { BatchID($0.name) }.filter { view.settled.contains($0) && isWanted($0) }.sorted()
    let results = parallelMap(batches, run: 16) { batch -> Result<ProcessedBatch?, FileError> in
      do throws(FileError) { return .success(try read(batch, on: day, view)) } catch { return .failure(error) }
    }
    var found: [ProcessedBatch] = []
    for result in results {
      if let batch = try result.get() { found.append(batch) }
    }
    return found
  }

  private static func read(_ batch: BatchID, on day: CivilDay, _ view: SpoolView) throws(FileError) -> ProcessedBatch? {
    try view.withDirectory(path(of: batch, on: day), below: view.inbox) { (directory) throws(FileError) in
      var record: BatchRecord?
      do throws(FileError) {
        record = BatchRecord(try view.files.readFile(BatchRecord.name, in: directory))
      } catch  where error.isNotFound {}
      return ProcessedBatch(id: batch, names: try view.files.list(directory).map(\.name).sorted(), record: record)
    }
  }

  private static func path(of batch: BatchID, on day: CivilDay) -> [FileName] {
    ["processed", FileName(day.iso8601), batch.fileName]
  }

  var path: [FileName] { Self.path(of: id, on: id.time.day) }

  /// Nil if there is no such file.
  func bytes(_ name: FileName, _ view: SpoolView) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      return try view.withDirectory(path, below: view.inbox) { (directory) throws(FileError) in
        try view.files.readFile(name, in: directory)
      }
    } catch  where error.isNotFound {
      return nil
    }
  }
}
