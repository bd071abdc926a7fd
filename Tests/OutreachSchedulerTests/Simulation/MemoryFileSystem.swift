// Foundation for NSLock: a Mutex cannot hold the hooks, which are not Sendable.
import Foundation

@testable import OutreachScheduler

/// The seam on a ``MemoryDisk``: counts operations, refuses those a test names, dies where a test says, and shows
/// every state that a killed process could leave behind.
final class MemoryFileSystem: FileSystem, @unchecked Sendable {
  /// One call through the seam.
  struct Operation: CustomStringConvertible {
    /// Counted from 0.
    var number: Int
    /// As in ``FileError``.
    var verb: String
    fileprivate var makePath: () -> String
    /// Put together only for those who ask: most do not.
    var path: String { makePath() }
    var description: String { "operation \(number), \(verb) \(path)" }
  }

  /// What every call throws after the process has died, so that no clean-up can run.
  static let dead: Int32 = 9999

  private let guardian = NSLock()
  private var disk: MemoryDisk
  private var handles: [Int32: MemoryDisk.Inode] = [:]
  private var locked: [Int32: MemoryDisk.Inode] = [:]
  private var nextHandle: Int32 = 3
  private(set) var operations = 0
  private(set) var log: [Operation] = []

  /// An error number for operations that should fail.
  var refuse: ((Operation) -> Int32?)?
  /// From this operation on the process is dead.
  var death: Int?
  /// Sees the disk after every change, halfway through a write too.
  var observe: ((MemoryDisk, Operation) -> Void)?
  var keepsLog = false
  /// Names that somebody has open for writing.
  var beingWritten: Set<FileName> = []
  /// What others do to the disk just before an operation.
  var before: ((Operation, inout MemoryDisk) -> Void)?
  var trustsLeases = true

  init(_ disk: MemoryDisk) { self.disk = disk }

  /// The disk as a killed process would leave it now.
  var snapshot: MemoryDisk { guardian.withLock { disk } }
  func edit(_ change: (inout MemoryDisk) -> Void) { guardian.withLock { change(&disk) } }

  private func perform<Result>(
    _ verb: String, _ path: @autoclosure @escaping () -> String, changes: Bool = false,
    refused: (inout MemoryDisk) -> Void = { _ in },
    _ body: (inout MemoryDisk) throws(MemoryDisk.Errno) -> Result
  ) throws(FileError) -> Result {
    guardian.lock()
    defer { guardian.unlock() }
    let operation = Operation(number: operations, verb: verb, makePath: path)
    operations += 1
    if let death, operation.number >= death { throw FileError(verb, operation.path, code: Self.dead) }
    if keepsLog { log.append(operation) }
    if let code = refuse?(operation) {
      refused(&disk)
      throw FileError(verb, operation.path, code: code)
    }
    before?(operation, &disk)
    disk.tick()
    do throws(MemoryDisk.Errno) {
      let result = try body(&disk)
      if changes { observe?(disk, operation) }
      return result
    } catch {
      throw FileError(verb, operation.path, code: error.code)
    }
  }

  private func inode(_ directory: Directory) throws(MemoryDisk.Errno) -> MemoryDisk.Inode {
    try inode(directory.descriptor)
  }
  private func inode(_ file: OpenFile) throws(MemoryDisk.Errno) -> MemoryDisk.Inode { try inode(file.descriptor) }
  private func inode(_ handle: Int32) throws(MemoryDisk.Errno) -> MemoryDisk.Inode {
    guard let inode = handles[handle] else { throw MemoryDisk.Errno(code: EBADF) }
    return inode
  }

  private func handle(_ inode: MemoryDisk.Inode) -> Int32 {
    defer { nextHandle += 1 }
    handles[nextHandle] = inode
    return nextHandle
  }

  private func close(_ handle: Int32) {
    guardian.withLock {
      handles[handle] = nil
      locked[handle] = nil
    }
  }

  /// Handles that nobody has closed.
  var openHandles: Int { guardian.withLock { handles.count } }

  // MARK: Directories

  func openDirectory(at path: String) throws(FileError) -> Directory {
    try perform("open", path) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.find(path: path)
      guard disk.node(inode)?.kind == .directory else { throw MemoryDisk.Errno(code: ENOTDIR) }
      return Directory(descriptor: handle(inode), path: path)
    }
  }

  func openDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory {
    try perform("open", directory.path(of: name)) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.find(name, in: try inode(directory))
      guard disk.node(inode)?.kind == .directory else { throw MemoryDisk.Errno(code: ENOTDIR) }
      return Directory(descriptor: handle(inode), path: directory.path(of: name))
    }
  }

  func makeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try perform("make directory", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      _ = try disk.make(.directory, name, in: try inode(directory))
    }
  }

  func removeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try perform("remove directory", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      try disk.remove(name, in: try inode(directory), isDirectory: true)
    }
  }

  func list(_ directory: Directory) throws(FileError) -> [DirectoryEntry] {
    try perform("list", directory.path) { (disk) throws(MemoryDisk.Errno) in
      let entries = disk.node(try inode(directory))?.entries ?? [:]
      // In no order, but in the same one every time.
      return entries.sorted { $0.value % 7 != $1.value % 7 ? $0.value % 7 < $1.value % 7 : $0.value < $1.value }
        .map { DirectoryEntry(name: $0.key, kind: disk.node($0.value)?.kind ?? .unknown) }
    }
  }

  func close(_ directory: Directory) { close(directory.descriptor) }

  // MARK: Files

  func open(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try perform("open", directory.path(of: name)) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.find(name, in: try inode(directory))
      guard let node = disk.node(inode) else { throw MemoryDisk.Errno(code: ENOENT) }
      if node.kind == .link { throw MemoryDisk.Errno(code: ELOOP) }
      if !node.isReadable { throw MemoryDisk.Errno(code: EACCES) }
      return OpenFile(descriptor: handle(inode), directory: directory, name: name)
    }
  }

  func create(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try perform("create", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.make(.regular, name, in: try inode(directory))
      return OpenFile(descriptor: handle(inode), directory: directory, name: name)
    }
  }

  func openOrCreate(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try perform("open", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      let parent = try inode(directory)
      let inode: MemoryDisk.Inode
      if let found = try? disk.find(name, in: parent) {
        inode = found
      } else {
        inode = try disk.make(.regular, name, in: parent)
      }
      return OpenFile(descriptor: handle(inode), directory: directory, name: name)
    }
  }

  func openToAppend(_ name: FileName, in directory: Directory, keeping length: Int) throws(FileError) -> OpenFile {
    let file = try openOrCreate(name, in: directory)
    do throws(FileError) {
      try perform("shorten", file.path, changes: true) { (disk) throws(MemoryDisk.Errno) in
        let inode = try inode(file)
        let bytes = disk.node(inode)?.bytes ?? []
        guard bytes.count >= length else { throw MemoryDisk.Errno(code: FileError.damaged) }
        if bytes.count > length { disk.setBytes(Array(bytes.prefix(length)), of: inode) }
      }
    } catch {
      close(file)
      throw error
    }
    return file
  }

  func status(_ file: OpenFile) throws(FileError) -> FileStatus {
    try perform("examine", file.path) { (disk) throws(MemoryDisk.Errno) in try status(try inode(file), disk) }
  }

  func status(of name: FileName, in directory: Directory) throws(FileError) -> FileStatus {
    try perform("examine", directory.path(of: name)) { (disk) throws(MemoryDisk.Errno) in
      try status(try disk.find(name, in: try inode(directory)), disk)
    }
  }

  private func status(_ inode: MemoryDisk.Inode, _ disk: MemoryDisk) throws(MemoryDisk.Errno) -> FileStatus {
    guard let node = disk.node(inode) else { throw MemoryDisk.Errno(code: ENOENT) }
    return FileStatus(
      kind: node.kind, device: 1, inode: inode, size: node.bytes.count, owner: node.owner, modified: node.modified,
      changed: node.changed)
  }

  func read(_ file: OpenFile, upTo limit: Int) throws(FileError) -> [UInt8] {
    try perform("read", file.path) { (disk) throws(MemoryDisk.Errno) in
      guard let node = disk.node(try inode(file)), node.kind != .directory else { throw MemoryDisk.Errno(code: EISDIR) }
      return Array(node.bytes.prefix(limit))
    }
  }

  func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    try perform("read", file.path) { (disk) throws(MemoryDisk.Errno) in
      guard let node = disk.node(try inode(file)), node.kind != .directory else { throw MemoryDisk.Errno(code: EISDIR) }
      let found = node.bytes.dropFirst(Int(offset)).prefix(buffer.count)
      buffer.copyBytes(from: found)
      return found.count
    }
  }

  func contents(of name: FileName, in directory: Directory) throws(FileError) -> FileContents {
    FileContents(copying: try readFile(name, in: directory))
  }

  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError) {
    // A process can be killed, and a disk run full, in the middle of a write.
    let half = { [self] (disk: inout MemoryDisk) in
      guard let inode = handles[file.descriptor], let node = disk.node(inode) else { return }
      disk.setBytes(node.bytes + bytes.prefix(bytes.count / 2), of: inode)
    }
    try perform("write", file.path, changes: true, refused: half) { (disk) throws(MemoryDisk.Errno) in
      let inode = try inode(file)
      let earlier = disk.node(inode)?.bytes ?? []
      half(&disk)
      observe?(disk, Operation(number: operations - 1, verb: "write half of", makePath: { file.path }))
      disk.setBytes(earlier + bytes, of: inode)
    }
  }

  func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError) {
    try perform("write", file.path, changes: true) { (disk) throws(MemoryDisk.Errno) in
      disk.setBytes(bytes, of: try inode(file))
    }
  }

  func close(_ file: OpenFile) { close(file.descriptor) }

  func rename(
    _ name: FileName, in directory: Directory, to newName: FileName, in newDirectory: Directory, replacing: Bool
  ) throws(FileError) {
    try perform(
      "rename", "\(directory.path(of: name)) to \(newDirectory.path(of: newName))", changes: true
    ) { (disk) throws(MemoryDisk.Errno) in
      try disk.rename(name, in: try inode(directory), to: newName, in: try inode(newDirectory), replacing: replacing)
    }
  }

  func remove(_ name: FileName, in directory: Directory) throws(FileError) {
    try perform("remove", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      try disk.remove(name, in: try inode(directory), isDirectory: false)
    }
  }

  // MARK: Durability, locks, leases, time

  func sync(_ file: OpenFile) throws(FileError) {
    let failed = { [self] (disk: inout MemoryDisk) in
      if let inode = handles[file.descriptor] { disk.lose([inode]) }
    }
    try perform("sync", file.path, changes: true, refused: failed) { (disk) throws(MemoryDisk.Errno) in
      disk.syncFile(try inode(file))
    }
  }

  func sync(_ directory: Directory) throws(FileError) {
    try perform("sync", directory.path, changes: true) { (disk) throws(MemoryDisk.Errno) in
      disk.syncDirectory(try inode(directory))
    }
  }

  func syncFileSystem(of directory: Directory) throws(FileError) {
    let failed = { (disk: inout MemoryDisk) in disk.lose(disk.unsyncedFiles) }
    try perform("sync the file system of", directory.path, changes: true, refused: failed) {
      (disk) throws(MemoryDisk.Errno) in
      disk.syncAll()
    }
  }

  func lock(_ file: OpenFile) throws(FileError) -> Bool {
    try perform("lock", file.path) { (_) throws(MemoryDisk.Errno) in
      let inode = try inode(file)
      if locked.contains(where: { $0.value == inode && $0.key != file.descriptor }) { return false }
      locked[file.descriptor] = inode
      return true
    }
  }

  func takeLease(_ file: OpenFile) -> Lease {
    guardian.withLock {
      if trustsLeases { return beingWritten.contains(file.name) ? .busy : .granted }
      return .unavailable
    }
  }

  func leaseIsWhole(_ file: OpenFile) -> Bool {
    guardian.withLock {
      !beingWritten.contains(file.name)
    }
  }

  func leasesAreTrusted(in directory: Directory) -> Bool { trustsLeases }

  func now(by file: OpenFile) throws(FileError) -> Int64 {
    try perform("touch", file.path) { (disk) throws(MemoryDisk.Errno) in
      disk.touch(try inode(file))
      return disk.clock
    }
  }

  var compressor: any Compressor { MemoryCompressor(files: self) }
}

/// Puts a mark and a checksum before the bytes, which is enough to be another file, and to notice damage.
struct MemoryCompressor: Compressor {
  let files: MemoryFileSystem

  func compress(
    into target: OpenFile, _ produce: ((UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws(FileError) {
    var bytes: [UInt8] = []
    try produce { (piece) throws(FileError) in bytes += piece }
    try files.write(Array("small \(Checksum.of(bytes))\n".utf8) + bytes, to: target)
  }

  func expand(
    _ source: OpenFile, _ consume: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    let all = try files.read(source, upTo: .max)
    let head = all.prefix { $0 != UInt8(ascii: "\n") }
    let bytes = Array(all.dropFirst(head.count + 1))
    guard head.elementsEqual("small \(Checksum.of(bytes))".utf8) else {
      throw FileError("read", source.path, code: FileError.damaged)
    }
    let contents = FileContents(copying: bytes)
    for start in stride(from: 0, to: bytes.count, by: 700) {
      try consume(UnsafeRawBufferPointer(rebasing: contents.bytes[start..<min(start + 700, bytes.count)]))
    }
  }
}
