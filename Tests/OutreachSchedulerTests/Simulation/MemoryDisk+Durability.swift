@testable import Storage

/// What is safe from a power cut, and what is left after one.
///
/// The model is that of a journalling file system: operations on directories become durable in their order, up to some
/// point at or after the last sync that covers them; the bytes of a file that was not synced are gone, cut, or there. What
/// was synced and not written over since stays.
extension MemoryDisk {
  var unsyncedFiles: [Inode] {
    nodes.filter { $0.value.kind == .regular && durableBytes[$0.key] != $0.value.bytes }.map(\.key)
  }

  mutating func lose(_ files: [Inode]) { lost.formUnion(files) }

  mutating func syncFile(_ inode: Inode) {
    if !lost.contains(inode) { durableBytes[inode] = node(inode)?.bytes }
  }

  mutating func syncDirectory(_ inode: Inode) {
    guard let last = journal.lastIndex(where: { $0.contains { $0.directory == inode } }) else { return }
    durableOperations = max(durableOperations, last + 1)
  }

  mutating func syncAll() {
    durableEntries = [:]
    journal = []
    durableOperations = 0
    for inode in unsyncedFiles { syncFile(inode) }
  }

  /// The disk after a power cut. Seed 0 loses all that may be lost; seed 1 keeps every name and loses every byte; the
  /// others choose for each file.
  func cut(seed: UInt64) -> MemoryDisk {
    var dice = SeededRandom(seed: seed)
    let kept: Int
    switch seed {
    case 0: kept = durableOperations
    case 1: kept = journal.count
    default: kept = durableOperations + dice.roll(journal.count - durableOperations + 1)
    }
    var tree = nodes
    for (directory, entries) in durableEntries { tree[directory]?.entries = entries }
    for change in journal.prefix(kept).joined() { tree[change.directory]?.entries[change.name] = change.target }
    var reached: [Inode: Node] = [:]
    var ahead = [Self.root]
    while let inode = ahead.popLast() {
      guard var node = tree[inode], reached[inode] == nil else { continue }
      if node.kind == .regular, durableBytes[inode] != node.bytes {
        let whole = node.bytes
        let safe = durableBytes[inode] ?? []
        let kept = zip(safe, whole).prefix { $0 == $1 }.count
        let torn = [
          safe, Array(safe.prefix(kept)), Array(whole.prefix(kept + dice.roll(whole.count - kept + 1))), whole,
        ]
        node.bytes = seed < 2 ? safe : torn[dice.roll(4)]
      }
      node.isLinked = true
      reached[inode] = node
      ahead += node.entries.values
    }
    var disk = self
    disk.restart(reached)
    return disk
  }
}
