internal import Outreach

/// A spool as one sees it who only looks: no lock, no directory made, and nothing of a batch that is being published.
package struct SpoolView: Sendable {
  let inbox: Directory
  let outbox: Directory
  let files: any FileSystem
  /// Everything these batches did is there to be read.
  let settled: SettledBatches

  package static func open(inbox: String, outbox: String, in files: any FileSystem) throws(FileError) -> SpoolView {
    let inbox = try files.openDirectory(at: inbox)
    do throws(FileError) {
      let outbox = try files.openDirectory(at: outbox)
      do throws(FileError) {
        let settled = try SettledBatches(inbox, outbox, files)
        return SpoolView(inbox: inbox, outbox: outbox, files: files, settled: settled)
      } catch {
        files.close(outbox)
        throw error
      }
    } catch {
      files.close(inbox)
      throw error
    }
  }

  package func close() {
    files.close(inbox)
    files.close(outbox)
  }

  /// What a directory below `parent` holds; nothing if it is not there.
  func list(_ path: [FileName], below parent: Directory) throws(FileError) -> [DirectoryEntry] {
    try withDirectory(path, below: parent) { (directory) throws(FileError) in try files.list(directory) } ?? []
  }

  /// Nil if the directory is not there.
  func withDirectory<Result>(
    _ path: [FileName], below parent: Directory, _ body: (Directory) throws(FileError) -> Result
  ) throws(FileError) -> Result? {
    guard let name = path.first else { return try body(parent) }
    guard let directory = try files.openIfThere(name, in: parent) else { return nil }
    defer { files.close(directory) }
    return try withDirectory(Array(path.dropFirst()), below: directory, body)
  }

  /// The days in a directory's names, in order.
  func days(of path: [FileName], below parent: Directory) throws(FileError) -> [CivilDay] {
    try list(path, below: parent).filter { $0.kind != .regular }
      .compactMap { $0.name.text.flatMap { CivilDay(iso8601: $0) } }.sorted()
  }
}

/// Which batches had been settled when somebody began to look. A later one may be there in parts only.
struct SettledBatches: Sendable {
  private let last: BatchID?
  private(set) var inFlight: Set<BatchID>

  init(_ inbox: Directory, _ outbox: Directory, _ files: any FileSystem) throws(FileError) {
    var last: BatchID?
    do throws(FileError) {
      last = BatchID(try files.readFile(SpoolLock.name, in: outbox, upTo: 64).prefix { $0 != UInt8(ascii: "\n") })
    } catch where error.isNotFound {}
    inFlight = []
    if let processing = try files.openIfThere("processing", in: inbox) {
      defer { files.close(processing) }
      inFlight = Set(try files.list(processing).compactMap { BatchID($0.name) })
    }
    // A batch is noted before its directory is made, and is nowhere to be seen in between. One that refused all its
    // requests is nowhere either, but has nothing to show; one whose requests were archived has a table in the roster.
    if let noted = last, !inFlight.contains(noted), try !Self.isProcessed(noted, inbox, files),
      try !Self.hasTable(noted, outbox, files)
    {
      inFlight.insert(noted)
    }
    self.last = last
  }

  private static func isProcessed(_ batch: BatchID, _ inbox: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    guard let processed = try files.openIfThere("processed", in: inbox) else { return false }
    defer { files.close(processed) }
    guard let day = try files.openIfThere(FileName(batch.time.day.iso8601), in: processed) else { return false }
    defer { files.close(day) }
    return try files.exists(batch.fileName, in: day)
  }

  private static func hasTable(_ batch: BatchID, _ outbox: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    guard let roster = try files.openIfThere("roster", in: outbox) else { return false }
    defer { files.close(roster) }
    return try files.list(roster).contains { Roster.span(of: $0.name)?.last == batch }
  }

  /// That of the last batch.
  var day: CivilDay? { last?.time.day }

  func contains(_ batch: BatchID) -> Bool { !inFlight.contains(batch) && (last.map { batch <= $0 } ?? true) }
}
