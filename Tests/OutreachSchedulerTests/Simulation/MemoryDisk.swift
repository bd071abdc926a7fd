@testable import Outreach
@testable import Records
@testable import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file system as a value: a copy is a snapshot, and costs next to nothing.
///
/// Names point to numbered nodes, as on a real disk, so that an open directory goes on working when it is renamed. What a
/// power cut would leave is in ``MemoryDisk/cut(seed:)``.
struct MemoryDisk: Sendable {
  typealias Inode = UInt64

  /// What the kernel would put into `errno`.
  struct Errno: Error { var code: Int32 }

  struct Node: Sendable {
    var kind: FileKind
    var entries: [FileName: Inode] = [:]
    var bytes: [UInt8] = []
    /// Nanoseconds since 1970.
    var modified: Int64
    var changed: Int64
    var owner: UInt32 = 1000
    var permissions: UInt32
    var isReadable = true
    var isLinked = true
  }

  /// One change of one directory: the name points to this node now, or to none.
  struct Change: Sendable {
    var directory: Inode
    var name: FileName
    var target: Inode?
  }

  static let root: Inode = 1
  private(set) var nodes: [Inode: Node]
  /// Nanoseconds since 1970; every operation takes a microsecond.
  private(set) var clock: Int64
  private(set) var wasSetBack = false
  private var nextInode: Inode = 2

  /// The directories at the start of ``journal``.
  var durableEntries: [Inode: [FileName: Inode]] = [:]
  /// What has been done to directories since, one operation each.
  var journal: [[Change]] = []
  /// How much of the journal no power cut can take back.
  var durableOperations = 0
  /// The content of files as of their last sync.
  var durableBytes: [Inode: [UInt8]] = [:]
  /// Files of which a sync has failed: the kernel takes their pages for clean, so another sync writes nothing.
  var lost: Set<Inode> = []

  init(clock: Int64) {
    self.clock = clock
    nodes = [Self.root: Node(kind: .directory, modified: clock, changed: clock, permissions: 0o750)]
  }

  /// Back, if there are fewer than none.
  mutating func advance(seconds: Int64) {
    clock += seconds * 1_000_000_000
    wasSetBack = wasSetBack || seconds < 0
  }
  mutating func advanceToWholeSecond() { clock += 1_000_000_000 - clock % 1_000_000_000 }
  mutating func tick() { clock += 1000 }

  // MARK: Looking

  func node(_ inode: Inode) -> Node? { nodes[inode] }

  func find(_ name: FileName, in directory: Inode) throws(Errno) -> Inode {
    guard name.count <= 255 else { throw Errno(code: ENAMETOOLONG) }
    if name == "." { return directory }
    guard let found = nodes[directory]?.entries[name] else { throw Errno(code: ENOENT) }
    return found
  }

  func find(path: String) throws(Errno) -> Inode {
    var inode = Self.root
    for part in path.split(separator: "/") { inode = try find(FileName(String(part)), in: inode) }
    return inode
  }

  /// The entries of the directory at this path, none if it is not there.
  func list(_ path: String) -> [FileName] {
    guard let inode = try? find(path: path) else { return [] }
    return (nodes[inode]?.entries.keys).map { $0.sorted() } ?? []
  }

  func bytes(_ path: String) -> [UInt8]? { (try? find(path: path)).flatMap { nodes[$0]?.bytes } }

  /// Every name below a directory, by its path, with the node it points to.
  func walk(_ inode: Inode = root, _ prefix: String = "") -> [(path: String, name: FileName, inode: Inode)] {
    var found: [(path: String, name: FileName, inode: Inode)] = []
    for (name, target) in (nodes[inode]?.entries ?? [:]).sorted(by: { $0.key < $1.key }) {
      let text = String(decoding: name.bytes, as: UTF8.self)
      let path = prefix.isEmpty ? text : prefix + "/" + text
      found.append((path, name, target))
      found += walk(target, path)
    }
    return found
  }

  /// Whether the same names hold the same bytes, whenever that came about.
  func holdsTheSame(as other: MemoryDisk?) -> Bool {
    guard let other, other.nodes.count == nodes.count else { return false }
    return nodes.allSatisfy { inode, node in
      guard let twin = other.nodes[inode] else { return false }
      return twin.kind == node.kind && twin.entries == node.entries && twin.bytes == node.bytes
    }
  }

  // MARK: Changing

  mutating func make(_ kind: FileKind, _ name: FileName, in directory: Inode) throws(Errno) -> Inode {
    guard name.count <= 255 else { throw Errno(code: ENAMETOOLONG) }
    guard let parent = nodes[directory], parent.kind == .directory, parent.isLinked else { throw Errno(code: ENOENT) }
    guard parent.entries[name] == nil else { throw Errno(code: EEXIST) }
    let inode = nextInode
    nextInode += 1
    nodes[inode] = Node(
      kind: kind, modified: clock, changed: clock, permissions: kind == .directory ? 0o750 : 0o640)
    record([Change(directory: directory, name: name, target: inode)])
    return inode
  }

  mutating func remove(_ name: FileName, in directory: Inode, isDirectory: Bool) throws(Errno) {
    let inode = try find(name, in: directory)
    guard let node = nodes[inode] else { throw Errno(code: ENOENT) }
    switch (node.kind == .directory, isDirectory) {
    case (true, false): throw Errno(code: EISDIR)
    case (false, true): throw Errno(code: ENOTDIR)
    default: break
    }
    guard node.entries.isEmpty else { throw Errno(code: ENOTEMPTY) }
    nodes[inode]?.isLinked = false
    record([Change(directory: directory, name: name, target: nil)])
  }

  mutating func rename(_ name: FileName, in from: Inode, to newName: FileName, in to: Inode, replacing: Bool)
    throws(Errno)
  {
    let inode = try find(name, in: from)
    guard newName.count <= 255 else { throw Errno(code: ENAMETOOLONG) }
    guard nodes[to]?.isLinked == true else { throw Errno(code: ENOENT) }
    if let taken = nodes[to]?.entries[newName] {
      guard replacing else { throw Errno(code: EEXIST) }
      if taken == inode { return }
      switch (nodes[inode]?.kind == .directory, nodes[taken]?.kind == .directory) {
      case (false, true): throw Errno(code: EISDIR)
      case (true, false): throw Errno(code: ENOTDIR)
      default: break
      }
      guard nodes[taken]?.entries.isEmpty ?? true else { throw Errno(code: ENOTEMPTY) }
      nodes[taken]?.isLinked = false
    }
    nodes[inode]?.changed = clock
    record([Change(directory: from, name: name, target: nil), Change(directory: to, name: newName, target: inode)])
  }

  mutating func setBytes(_ bytes: [UInt8], of inode: Inode) {
    nodes[inode]?.bytes = bytes
    lost.remove(inode)
    nodes[inode]?.modified = clock
    nodes[inode]?.changed = clock
  }

  mutating func touch(_ inode: Inode) {
    nodes[inode]?.modified = clock
    nodes[inode]?.changed = clock
  }

  mutating func edit(_ inode: Inode, _ change: (inout Node) -> Void) {
    if nodes[inode] != nil { change(&nodes[inode]!) }
  }

  private mutating func record(_ changes: [Change]) {
    for change in changes {
      if durableEntries[change.directory] == nil {
        durableEntries[change.directory] = nodes[change.directory]?.entries ?? [:]
      }
      nodes[change.directory]?.entries[change.name] = change.target
      nodes[change.directory]?.modified = clock
      nodes[change.directory]?.changed = clock
    }
    journal.append(changes)
  }

  /// Replaces the tree by what was found after a power cut.
  mutating func restart(_ kept: [Inode: Node]) {
    nodes = kept
    durableEntries = [:]
    journal = []
    durableOperations = 0
    lost = []
    durableBytes = kept.filter { $0.value.kind == .regular }.mapValues(\.bytes)
  }
}
