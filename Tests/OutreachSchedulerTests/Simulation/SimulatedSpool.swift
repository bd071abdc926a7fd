import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Requests
@testable import Spool
@testable import Storage

/// A spool on a simulated disk, and all that was ever dropped into it.
struct SimulatedSpool {
  /// A file that somebody dropped; known by its inode, wherever it goes.
  struct Dropped {
    var name: FileName
    var bytes: [UInt8]
    var inode: MemoryDisk.Inode
  }

  var disk: MemoryDisk
  private(set) var dropped: [Dropped] = []

  /// A Monday, in the sending window.
  static let start: Int64 = 1_795_428_912  // 2026-11-23T10:15:12Z

  init() {
    disk = MemoryDisk(clock: Self.start * 1_000_000_000)
    for name: FileName in ["inbox", "outbox"] { _ = try? disk.make(.directory, name, in: MemoryDisk.root) }
    disk.syncAll()
  }

  /// Puts a file into the inbox, durable and long finished, as `mv` would.
  mutating func drop(_ name: FileName, _ text: String = "{}", kind: FileKind = .regular) throws {
    try drop(name, bytes: Array(text.utf8), kind: kind)
  }

  mutating func drop(_ name: FileName, bytes: [UInt8], kind: FileKind = .regular) throws {
    disk.tick()
    let inode = try disk.make(kind, name, in: try disk.find(path: "inbox"))
    if kind == .regular { disk.setBytes(bytes, of: inode) }
    disk.syncAll()
    dropped.append(Dropped(name: name, bytes: kind == .regular ? bytes : [], inode: inode))
    disk.advance(seconds: 3)
  }

  /// Counts a file that came into the inbox in another way.
  mutating func adopt(_ inode: MemoryDisk.Inode, name: FileName, _ text: String) {
    dropped.append(Dropped(name: name, bytes: Array(text.utf8), inode: inode))
  }

  mutating func drop(_ requests: [(FileName, String)]) throws { for (name, text) in requests { try drop(name, text) } }

  /// A new worker's view of the disk.
  func files() -> MemoryFileSystem { MemoryFileSystem(disk) }

  static let rules = ClaimRules(largestRequest: 1 << 20, settle: 2_000_000_000, allowedOwners: nil)

  static func spool(
    _ files: MemoryFileSystem, _ setting: Setting = .usual, prober: any CrashProbe = NobodyDied(),
    batchSize: Int = 2048, sliceRows: Int = 2, helpers: HelperThreads = .shared
  ) -> Worker {
    var settings = Worker.Settings(inbox: "inbox", outbox: "outbox", rules: rules)
    settings.batchSize = batchSize
    settings.slice.rows = sliceRows
    return Worker(
      settings: settings, files: files, planner: setting.planner, leadBook: setting.leadBook, prober: prober,
      helpers: helpers, clock: { Timestamp(microseconds: files.snapshot.clock / 1000) })
  }

  /// Works until nothing is left to do, as cron would: a file that was just moved may count as unfinished for a while.
  @discardableResult
  static func settle(_ files: MemoryFileSystem, _ setting: Setting = .usual, prober: any CrashProbe = NobodyDied())
    throws -> Worker.Tally
  {
    var spool = spool(files, setting, prober: prober)
    return try settle(&spool, files)
  }

  @discardableResult
  static func settle(_ spool: inout Worker, _ files: MemoryFileSystem) throws -> Worker.Tally {
    for _ in 0..<20 {
      let turn = try spool.turn()
      if case .idle = turn, try !spool.hasWork() { break }
      files.edit { $0.advance(seconds: 3) }
    }
    return spool.takeTally()
  }

  /// Answers what is in the inbox.
  @discardableResult
  mutating func answer(_ setting: Setting = .usual) throws -> Worker.Tally {
    let files = files()
    let tally = try Self.settle(files, setting)
    disk = files.snapshot
    return tally
  }
}
