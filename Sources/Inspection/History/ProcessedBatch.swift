internal import Formats
package import Outreach
package import Requests
internal import Spool
package import Storage

/// A batch in `processed/`: the requests it answered, its record, first answers. In a directory of its own, or in its
/// day's archive.
package struct ProcessedBatch: Sendable {
  package var id: BatchID
  package var names: [FileName]
  /// Nil if it is missing or damaged.
  var record: BatchRecord?
  /// Of a bulk file: what each slice did, oldest first; damaged records are left out.
  var slices: [(batch: BatchID, record: BatchRecord)] = []
  /// Its files, if it was archived; nil if they lie there as they are.
  package var archived: [FileName: DayArchive.File]?

  package var requests: [FileName] { names.filter { !$0.hasPrefix(".") && !RequestName.isDefaults($0) } }

  /// The days on which batches were settled, archived ones too.
  package static func days(_ view: SpoolView) throws(FileError) -> [CivilDay] {
    var found: Set<CivilDay> = []
    // A day that becomes an archive meanwhile may be missing from one listing under both its names.
    for _ in 1...2 {
      for entry in try view.list(["processed"], below: view.inbox) {
        let day = entry.name.text.flatMap { CivilDay(iso8601: $0) } ?? DayArchive.day(of: entry.name)
        if let day { found.insert(day) }
      }
    }
    return found.sorted()
  }

  /// The settled ones, oldest first.
  ///
  /// - Parameter passOver: told of archives that cannot be read; without it that is an error.
  package static func all(
    _ view: SpoolView, passOver: ((FileName) -> Void)? = nil
  ) throws(FileError) -> [ProcessedBatch] {
    var found: [ProcessedBatch] = []
    for day in try days(view) { found += try all(view, on: day, passOver: passOver) }
    return found
  }

  package static func all(
    _ view: SpoolView, on day: CivilDay, passOver: ((FileName) -> Void)? = nil,
    where isWanted: (BatchID) -> Bool = { _ in true }
  ) throws(FileError) -> [ProcessedBatch] {
    let entries = try view.list(["processed", FileName(day.iso8601)], below: view.inbox)
    let batches = entries.compactMap { BatchID($0.name) }.filter { view.settled.contains($0) && isWanted($0) }.sorted()
    let results = parallelMap(batches, run: 16) { batch -> Result<ProcessedBatch?, FileError> in
      do throws(FileError) { return .success(try read(batch, at: path(of: batch, on: day), view)) } catch {
        return .failure(error)
      }
    }
    var found: [ProcessedBatch] = []
    for result in results {
      if let batch = try result.get() { found.append(batch) }
    }
    // Looked for last: what was missed above, or seen in part, has been in the archive since before it went.
    let archived = try DayArchive.batches(of: day, view, passOver: passOver)
      .filter { view.settled.contains($0.key) && isWanted($0.key) }
    guard !archived.isEmpty else { return found }
    return (found.filter { archived[$0.id] == nil } + archived.values).sorted { $0.id < $1.id }
  }

  /// Bulk files of which slices are done and others are not.
  static func atWork(_ view: SpoolView) throws(FileError) -> [ProcessedBatch] {
    var found: [ProcessedBatch] = []
    for batch in try view.list(["processing"], below: view.inbox).compactMap({ BatchID($0.name) }).sorted() {
      if let home = try read(batch, at: ["processing", batch.fileName], view), !home.slices.isEmpty {
        found.append(home)
      }
    }
    return found
  }

  private static func read(_ batch: BatchID, at path: [FileName], _ view: SpoolView) throws(FileError)
    -> ProcessedBatch?
  {
    try view.withDirectory(path, below: view.inbox) { (directory) throws(FileError) in
      var record: BatchRecord?
      do throws(FileError) {
        record = BatchRecord(try view.files.readFile(BatchRecord.name, in: directory))
      } catch  where error.isNotFound {}
      var found = ProcessedBatch(id: batch, names: try view.files.list(directory).map(\.name).sorted(), record: record)
      for name in found.names {
        guard let slice = BatchRecord.settledSlice(name), view.settled.contains(slice) else { continue }
        if let record = BatchRecord(try view.files.readFile(name, in: directory)) {
          found.slices.append((slice, record))
        }
      }
      return found
    }
  }

  private static func path(of batch: BatchID, on day: CivilDay) -> [FileName] {
    ["processed", FileName(day.iso8601), batch.fileName]
  }

  /// Of a batch of `failed/` that was archived: the requests it refused.
  var refused: [FileName] { ErrorFile.requests(among: Set(names)).sorted() }

  /// Why; nil if nothing says so.
  func refusalCode(of request: FileName) -> String? {
    FailedRequest.code(of: request, among: Set(names)) { archived?[$0]?.bytes }
  }

  package var path: [FileName] { Self.path(of: id, on: id.time.day) }

  /// Nil if there is no such file, or if the batch was archived and the file is no record.
  package func bytes(_ name: FileName, _ view: SpoolView) throws(FileError) -> [UInt8]? {
    if let archived { return archived[name]?.bytes }
    do throws(FileError) {
      return try view.withDirectory(path, below: view.inbox) { (directory) throws(FileError) in
        try view.files.readFile(name, in: directory)
      }
    } catch  where error.isNotFound {
      return nil
    }
  }

  /// Size and checksum of a file, the latter unless it is archived and very large; nil if there is no such file.
  func fingerprint(_ name: FileName, _ view: SpoolView) throws(FileError) -> (size: Int, checksum: UInt64?)? {
    if let archived { return archived[name].map { ($0.size, $0.checksum) } }
    if let bytes = try bytes(name, view) { return (bytes.count, Checksum.of(bytes)) }
    guard names.contains(name) else { return nil }
    // Archived since it was listed, or gone.
    return try DayArchive.batches(of: id.time.day, view)[id]?.archived?[name].map { ($0.size, $0.checksum) }
  }
}
