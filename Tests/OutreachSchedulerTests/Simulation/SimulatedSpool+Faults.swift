import Testing

@testable import Outreach
@testable import Records
@testable import Spool
@testable import Storage

/// What a worker does on a disk that refuses some of it.
extension SimulatedSpool {
  /// Says each error, and tries again later: the sentences of so many turns.
  static func work(_ spool: inout Worker, _ files: MemoryFileSystem, turns: Int) -> [String] {
    var said: [String] = []
    for _ in 0..<turns {
      do { _ = try spool.turn() } catch { said.append(error.description) }
      said += spool.takeTally().troubles
      files.edit { $0.advance(seconds: 3) }
    }
    return said
  }

  /// All operations by which what waits here is answered.
  func dryRun() throws -> [MemoryFileSystem.Operation] {
    let files = files()
    files.keepsLog = true
    try Self.settle(files)
    return files.log
  }

  /// Every verb and path at which what waits here, once it is being published, may find itself refused.
  func publishingPaths() throws -> [String] {
    let log = try dryRun()
    let from = try #require(log.firstIndex { $0.verb == "rename" && $0.path.contains("~") })
    let earlier = Set(log[..<from].map { "\($0.verb) \($0.path)" })
    // What every batch needs stops every batch.
    return Set(log[from...].map { "\($0.verb) \($0.path)" }).subtracting(earlier)
      .subtracting(["sync inbox/processing", "sync outbox/responses"]).sorted()
  }
}

extension MemoryFileSystem {
  /// Lets another worker come in just before an operation, which finds no lock: its file has been removed.
  ///
  /// - Returns: whether it has come.
  func takeOver(before number: Int, _ successor: @escaping (MemoryFileSystem) -> Void) -> () -> Bool {
    var hasCome = false
    before = { operation, disk in
      guard !hasCome, operation.number >= number, disk.bytes("outbox/.lock") != nil else { return }
      hasCome = true
      var other = disk
      guard let outbox = try? other.find(path: "outbox") else { return }
      try? other.remove(".lock", in: outbox, isDirectory: false)
      let files = MemoryFileSystem(other)
      successor(files)
      disk = files.snapshot
    }
    return { hasCome }
  }
}
