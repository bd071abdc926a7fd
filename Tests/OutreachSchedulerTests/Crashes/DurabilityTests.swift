import Testing

@testable import Outreach
@testable import Storage

/// What must have reached the disk before the next step is taken; not left to the order in which a journal is written.
@Suite struct DurabilityTests {
  private static let scenarios: [Scenario] = [.manifold, .small, .refused]

  /// Names and bytes that a power cut cannot take back any more.
  private func safe(_ disk: MemoryDisk) -> [String: [UInt8]] {
    let left = disk.cut(seed: 0)
    return Dictionary(left.walk().map { ($0.path, left.node($0.inode)?.bytes ?? []) }) { first, _ in first }
  }

  /// Nothing gets its final name before all that was staged, the record and the requests' own bytes are safe: those of
  /// a writer who never synced, too.
  @Test(arguments: scenarios) func nothingIsPublishedBeforeItIsDurable(_ scenario: Scenario) throws {
    var world = try scenario.make()
    let waiting = world.dropped.filter { world.disk.list("inbox").contains($0.name) }
    for request in waiting { world.disk.durableBytes[request.inode] = nil }
    let files = world.files()
    var looked = false
    files.before = { operation, disk in
      guard operation.verb == "rename", operation.path.contains("~"), !looked else { return }
      looked = true
      let safe = safe(disk)
      for (path, _, inode) in disk.walk() where path.contains("/.") || path.hasPrefix("inbox/processing/") {
        guard let node = disk.node(inode), node.kind == .regular, path != "outbox/.lock" else { continue }
        #expect(safe[path] == node.bytes, "\(path) is not safe before \(operation)")
      }
    }
    try SimulatedSpool.settle(files)
    #expect(looked)
  }

  /// I2: a request leaves processing/ when all that it caused is safe.
  @Test(arguments: scenarios) func nothingLeavesBeforeItsAnswersAreDurable(_ scenario: Scenario) throws {
    let world = try scenario.make()
    let requests = Set(world.dropped.map(\.inode))
    let files = world.files()
    var looked = 0
    files.before = { operation, disk in
      guard operation.verb == "rename", operation.path.hasPrefix("inbox/processing/"), !operation.path.contains("~"),
        operation.path.contains(" to inbox/failed/") || operation.path.contains(" to inbox/processed/")
      else { return }
      looked += 1
      let safe = safe(disk)
      for (path, _, inode) in disk.walk() where path.hasPrefix("outbox/") || path.hasSuffix(".error.json") {
        guard let node = disk.node(inode), node.kind == .regular, path != "outbox/.lock", !requests.contains(inode)
        else { continue }
        #expect(safe[path] == node.bytes, "\(path) is not safe before \(operation)")
      }
    }
    try SimulatedSpool.settle(files)
    #expect(looked > 0)
  }
}
