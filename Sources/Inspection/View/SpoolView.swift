package import Outreach
internal import Records
package import Requests
internal import Spool
package import Storage

/// A spool as one sees it who only looks: no lock, no directory made, and nothing of a batch that is being published.
package struct SpoolView: Sendable {
  package let inbox: Directory
  package let outbox: Directory
  package let files: any FileSystem
  /// Everything these batches did is there to be read.
  package let settled: SettledBatches

  package static func open(inbox: String, outbox: String, in files: any FileSystem) throws(FileError) -> SpoolView {
    let inbox = try files.openDirectory(at: inbox)
    do throws(FileError) {
      let outbox = try files.openDirectory(at: outbox)
      do throws(FileError) {
        let settled = try SettledBatches(inbox: inbox, outbox: outbox, files: files)
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
  package func list(_ path: [FileName], below parent: Directory) throws(FileError) -> [DirectoryEntry] {
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
  package func days(of path: [FileName], below parent: Directory) throws(FileError) -> [CivilDay] {
    try list(path, below: parent).filter { $0.kind != .regular }
      .compactMap { $0.name.text.flatMap { CivilDay(iso8601: $0) } }.sorted()
  }
}

/// Which batches had been settled when somebody began to look. A later one may be there in parts only.
package struct SettledBatches: Sendable {
  private let last: BatchID?
  private(set) var inFlight: Set<BatchID>
  /// Noted, and nowhere to be seen.
  private var noted: BatchID?

  /// - Parameter isAlone: whether the caller holds the lock, so that whatever was noted has come to its end.
  package init(
    inbox: Directory, outbox: Directory, files: any FileSystem, isAlone: Bool = false
  ) throws(FileError) {
    // Of a batch that has a table, or is in processed/, all is there once it has left processing/, which is looked into
    // afterwards. What the lock file says may be lost with the machine's power.
    var last = [try Self.lastTable(outbox, files), try Self.lastProcessed(inbox, files)].compactMap(\.self).max()
    do throws(FileError) {
      let noted = BatchID(try files.readFile(SpoolLock.name, in: outbox, upTo: 64).prefix { $0 != UInt8(ascii: "\n") })
      last = [last, noted].compactMap(\.self).max()
    } catch  where error.isNotFound {}
    inFlight = []
    var slices: Set<BatchID> = []
    if let processing = try files.openIfThere("processing", in: inbox) {
      defer { files.close(processing) }
      for batch in try files.list(processing).compactMap({ BatchID($0.name) }) {
        inFlight.insert(batch)
        // A bulk file's slices are batches too.
        guard let home = try files.openIfThere(batch.fileName, in: processing) else { continue }
        defer { files.close(home) }
        let names = try files.list(home).map(\.name)
        inFlight.formUnion(names.compactMap { BatchRecord.slice($0) })
        slices.formUnion(names.compactMap { BatchRecord.settledSlice($0) })
      }
    }
    // A batch is noted before its directory is made, and is nowhere to be seen in between. One that refused all its
    // requests is nowhere either, but has nothing to show; one whose requests were archived has a table in the roster.
    if !isAlone, let noted = last, !inFlight.contains(noted), !slices.contains(noted),
      try !Self.isAnswered(noted, inbox: inbox, files: files), try !Self.hasTable(noted, outbox: outbox, files: files),
      try !Self.isSlice(noted, inbox: inbox, files: files)
    {
      inFlight.insert(noted)
      self.noted = noted
    }
    self.last = isAlone ? nil : last
  }

  private static func lastProcessed(_ inbox: Directory, _ files: any FileSystem) throws(FileError) -> BatchID? {
    guard let processed = try files.openIfThere("processed", in: inbox) else { return nil }
    defer { files.close(processed) }
    let days = try files.list(processed).map(\.name).filter { $0.text.flatMap { CivilDay(iso8601: $0) } != nil }
    guard let newest = days.max(), let day = try files.openIfThere(newest, in: processed) else { return nil }
    defer { files.close(day) }
    return try files.list(day).compactMap { BatchID($0.name) }.max()
  }

  private static func isAnswered(_ batch: BatchID, inbox: Directory, files: any FileSystem) throws(FileError)
    -> Bool
  {
    if try exists(batch, below: "processed", inbox: inbox, files: files) { return true }
    // What it refused has a directory while it is still at work; so look again whether it is.
    guard try exists(batch, below: "failed", inbox: inbox, files: files) else { return false }
    guard let processing = try files.openIfThere("processing", in: inbox) else { return true }
    defer { files.close(processing) }
    return try !files.exists(batch.fileName, in: processing)
  }

  /// Whether it was a slice of a bulk file that is done: its record is in the file's directory, which is at most as old as
  /// the file took.
  private static func isSlice(_ batch: BatchID, inbox: Directory, files: any FileSystem) throws(FileError) -> Bool {
    guard let processed = try files.openIfThere("processed", in: inbox) else { return false }
    defer { files.close(processed) }
    let record = BatchRecord.settledSliceName(batch)
    for time in [batch.time, batch.time.adding(seconds: -86_400)] {
      guard let day = try files.openIfThere(FileName(time.day.iso8601), in: processed) else { continue }
      defer { files.close(day) }
      for entry in try files.list(day).sorted(by: { $0.name > $1.name }) {
        guard let home = try files.openIfThere(entry.name, in: day) else { continue }
        defer { files.close(home) }
        if try files.exists(record, in: home) { return true }
      }
    }
    return false
  }

  private static func exists(
    _ batch: BatchID, below name: FileName, inbox: Directory, files: any FileSystem
  ) throws(FileError) -> Bool {
    guard let parent = try files.openIfThere(name, in: inbox) else { return false }
    defer { files.close(parent) }
    guard let day = try files.openIfThere(FileName(batch.time.day.iso8601), in: parent) else { return false }
    defer { files.close(day) }
    return try files.exists(batch.fileName, in: day)
  }

  private static func hasTable(_ batch: BatchID, outbox: Directory, files: any FileSystem) throws(FileError) -> Bool {
    try lastTable(outbox, files) == batch
  }

  private static func lastTable(_ outbox: Directory, _ files: any FileSystem) throws(FileError) -> BatchID? {
    guard let roster = try files.openIfThere("roster", in: outbox) else { return nil }
    defer { files.close(roster) }
    return try files.list(roster).compactMap { Roster.span(of: $0.name)?.last }.max()
  }

  /// The first batch that may still bring something to be read.
  func firstAtWork(now: Timestamp) -> BatchID? {
    // One that was noted long ago and is nowhere has refused all, and its requests were put back.
    inFlight.filter { $0 != noted || now.seconds - $0.time.seconds < 60 }.min()
  }

  /// That of the last batch.
  package var day: CivilDay? { last?.time.day }

  package func contains(_ batch: BatchID) -> Bool { !inFlight.contains(batch) && isPast(batch) }

  /// Whether it had been noted by then. What is published of it later does not count; of a slice that refused all its rows
  /// nothing else is left than its answers.
  func isPast(_ batch: BatchID) -> Bool { last.map { batch <= $0 } ?? true }
}
