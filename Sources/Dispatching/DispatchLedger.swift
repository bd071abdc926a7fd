internal import Formats
internal import Outreach
internal import Records
internal import Storage

/// The ledger file that one dispatcher appends to.
///
/// A file of its own for each start, day and trouble: nothing is ever written behind a line that may be torn, or that a
/// failed sync may have lost.
struct DispatchLedger {
  private let outbox: Directory
  private let files: any FileSystem
  private var file: OpenFile?
  private var day: CivilDay?
  private var name: FileName = ""
  private var lines = 0
  /// Room for one with what its sender says; most take a quarter.
  private static let outcomeBytes = 1024
  /// Its files so far, below the outbox: whoever reads the ledger's news need not read them.
  private(set) var paths: Set<String> = []

  init(outbox: Directory, files: any FileSystem) {
    self.outbox = outbox
    self.files = files
  }

  /// Writes events down, durably.
  ///
  /// - Parameter outcomes: how many will follow. What has gone out must be written down, so no disk may be too full for it.
  /// - Returns: the events as reading the ledger shows them.
  mutating func append(
    _ events: [DispatchEvent], expecting outcomes: Int = 0, now: Timestamp
  ) throws(FileError) -> [LedgerEntry] {
    guard !events.isEmpty else { return [] }
    if day != now.day { close() }
    if try !isInPlace() { close() }
    var out = JSONWriter(capacity: events.count * 240)
    for event in events { event.append(to: &out) }
    do throws(FileError) {
      let file = try open(now)
      if outcomes > 0 { try files.reserve(out.count + outcomes * Self.outcomeBytes, in: file) }
      try files.write(out.bytes, to: file)
      try files.sync(file)
    } catch {
      // What is there of it counts as far as it can be read; it is written again behind nothing.
      close()
      throw error
    }
    var entries: [LedgerEntry] = []
    for line in out.bytes.split(separator: 0x0A) {
      lines += 1
      let entry = Array(line).withUnsafeBufferPointer { LedgerEntry($0, batch: nil, writer: name, number: lines) }
      if let entry { entries.append(entry) }
    }
    return entries
  }

  mutating func close() {
    if let file {
      try? files.reserve(0, in: file)
      files.close(file)
    }
    (file, day, lines) = (nil, nil, 0)
  }

  /// False if somebody has put another file in its place, as an erasure does; without its directory nothing is written, and
  /// nothing goes out.
  private func isInPlace() throws(FileError) -> Bool {
    guard let file, let day else { return true }
    let ledger = try files.openDirectory("ledger", in: outbox)
    defer { files.close(ledger) }
    let directory = try files.openDirectory(FileName(day.iso8601), in: ledger)
    defer { files.close(directory) }
    do throws(FileError) {
      return try files.status(file).inode == files.status(of: name, in: directory).inode
    } catch  where error.isNotFound {
      return false
    }
  }

  private mutating func open(_ now: Timestamp) throws(FileError) -> OpenFile {
    if let file { return file }
    let ledger = try files.openOrMakeDirectory("ledger", in: outbox)
    defer { files.close(ledger) }
    let directory = try files.openOrMakeDirectory(FileName(now.day.iso8601), in: ledger)
    defer { files.close(directory) }
    // The same microsecond may come again where a clock was set back.
    for number in 0..<1000 {
      let name = FileName("dispatch-\(now.microseconds)-\(number).ndjson")
      do throws(FileError) {
        let file = try files.create(name, in: directory)
        self.file = file
        self.name = name
        day = now.day
        paths.insert("ledger/\(now.day.iso8601)/\(name)")
        try files.sync(directory)
        return file
      } catch  where error.isTaken {}
    }
    throw FileError("name a new file in", directory.path, code: FileError.endOfTime)
  }
}
