import Synchronization

@testable import Formats
@testable import Leads
@testable import Storage

/// The real disk, except where a test wants it to fail or to lie.
final class MeddlingFileSystem: CommandFileSystem {
  private let real = POSIXFileSystem()
  private let state = Mutex(State())

  private struct State {
    var operations = 0
    var failAt: Int?
    var staysDown = false
  }

  /// Renames replace whatever is there, as on a file system that does not know better.
  let renamesOverwrite: Bool
  /// Leases are granted to whoever asks.
  let leasesAreBlind: Bool
  /// Every file is on a file system of its own, as device numbers go.
  let foreignNames: Set<FileName>
  /// What somebody else does just before a file gets its new name.
  let beforeRename: @Sendable (FileName) -> Void

  /// - Parameters:
  ///   - failAt: the changing operation that fails, from 1.
  ///   - staysDown: whether every later one fails, too.
  init(
    failAt: Int? = nil, staysDown: Bool = false, renamesOverwrite: Bool = false, leasesAreBlind: Bool = false,
    foreignNames: Set<FileName> = [], beforeRename: @escaping @Sendable (FileName) -> Void = { _ in }
  ) {
    self.renamesOverwrite = renamesOverwrite
    self.leasesAreBlind = leasesAreBlind
    self.foreignNames = foreignNames
    self.beforeRename = beforeRename
    state.withLock { $0 = State(failAt: failAt, staysDown: staysDown) }
  }

  /// How many changing operations there have been.
  var operations: Int { state.withLock { $0.operations } }

  private func change(_ path: @autoclosure () -> String) throws(FileError) {
    let fails = state.withLock { state in
      state.operations += 1
      guard let failAt = state.failAt else { return false }
      return state.staysDown ? state.operations >= failAt : state.operations == failAt
    }
    if fails { throw FileError("change", path(), code: 5) }
  }

  func openDirectory(at path: String) throws(FileError) -> Directory { try real.openDirectory(at: path) }
  func openDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory {
    try real.openDirectory(name, in: directory)
  }
  func makeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try change(directory.path(of: name))
    try real.makeDirectory(name, in: directory)
  }
  func removeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try change(directory.path(of: name))
    try real.removeDirectory(name, in: directory)
  }
  func list(_ directory: Directory) throws(FileError) -> [DirectoryEntry] { try real.list(directory) }
  func close(_ directory: Directory) { real.close(directory) }
  func open(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try real.open(name, in: directory)
  }
  func create(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try change(directory.path(of: name))
    return try real.create(name, in: directory)
  }
  func openOrCreate(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try real.openOrCreate(name, in: directory)
  }
  func openToAppend(_ name: FileName, in directory: Directory, keeping length: Int) throws(FileError) -> OpenFile {
    try change(directory.path(of: name))
    return try real.openToAppend(name, in: directory, keeping: length)
  }
  func status(_ file: OpenFile) throws(FileError) -> FileStatus { try real.status(file) }
  func status(of name: FileName, in directory: Directory) throws(FileError) -> FileStatus {
    var status = try real.status(of: name, in: directory)
    if foreignNames.contains(name) { status.device &+= 1 }
    return status
  }
  func read(_ file: OpenFile, upTo limit: Int) throws(FileError) -> [UInt8] { try real.read(file, upTo: limit) }
  func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int { try real.read(file, at: offset, into: buffer) }
  func contents(of name: FileName, in directory: Directory) throws(FileError) -> FileContents {
    try real.contents(of: name, in: directory)
  }
  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError) {
    do throws(FileError) { try change(file.path) } catch {
      try real.write(bytes.prefix(bytes.count / 2), to: file)
      throw error
    }
    try real.write(bytes, to: file)
  }
  func reserve(_ count: Int, in file: OpenFile) throws(FileError) { try real.reserve(count, in: file) }
  func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError) { try real.overwrite(bytes, in: file) }
  func close(_ file: OpenFile) { real.close(file) }
  func rename(
    _ name: FileName, in directory: Directory, to newName: FileName, in newDirectory: Directory, replacing: Bool
  ) throws(FileError) {
    try change(directory.path(of: name))
    beforeRename(newName)
    try real.rename(name, in: directory, to: newName, in: newDirectory, replacing: replacing || renamesOverwrite)
  }
  func remove(_ name: FileName, in directory: Directory) throws(FileError) {
    try change(directory.path(of: name))
    try real.remove(name, in: directory)
  }
  func sync(_ file: OpenFile) throws(FileError) { try change(file.path) }
  func sync(_ directory: Directory) throws(FileError) { try change(directory.path) }
  func syncFileSystem(of directory: Directory) throws(FileError) { try change(directory.path) }
  func lock(_ file: OpenFile) throws(FileError) -> Bool { try real.lock(file) }
  func takeLease(_ file: OpenFile) -> Lease { leasesAreBlind ? .granted : real.takeLease(file) }
  func leaseIsWhole(_ file: OpenFile) -> Bool { real.leaseIsWhole(file) }
  func leasesAreTrusted(in directory: Directory) -> Bool { leasesAreBlind || real.leasesAreTrusted(in: directory) }
  var user: UInt32 { real.user }
  func now(by file: OpenFile) throws(FileError) -> FileTime { try real.now(by: file) }
  func open(at path: String) throws(FileError) -> OpenFile { try real.open(at: path) }
  func setModified(_ file: OpenFile, to time: FileTime) throws(FileError) { try real.setModified(file, to: time) }
  func share(_ file: OpenFile, withOwnerOf directory: Directory) throws(FileError) {
    try real.share(file, withOwnerOf: directory)
  }
  func isLocked(_ file: OpenFile) throws(FileError) -> Bool { try real.isLocked(file) }
  func examine(_ directory: Directory) throws(FileError) -> DirectoryFacts { try real.examine(directory) }
  func mayWrite(_ name: FileName, in directory: Directory) -> Bool { real.mayWrite(name, in: directory) }
}
