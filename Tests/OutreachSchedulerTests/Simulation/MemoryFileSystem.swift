// Foundation for NSLock: a Mutex cannot hold the hooks, which are not Sendable.
import Foundation

@testable import Outreach
@testable import Storage

/// The seam on a ``MemoryDisk``: counts operations, refuses those a test names, dies where a test says, and shows
/// every state that a killed process could leave behind.
final class MemoryFileSystem: FileSystem, @unchecked Sendable {
  /// One call through the seam.
  struct Operation: CustomStringConvertible {
    /// Counted from 0.
    var number: Int
    /// As in ``FileError``.
    var verb: String
    var makePath: () -> String
    /// Put together only for those who ask: most do not.
    var path: String { makePath() }
    var description: String { "operation \(number), \(verb) \(path)" }
  }

  /// What every call throws after the process has died, so that no clean-up can run.
  static let dead: Int32 = 9999

  let guardian = NSLock()
  private var disk: MemoryDisk
  var handles: [Int32: MemoryDisk.Inode] = [:]
  var locked: [Int32: MemoryDisk.Inode] = [:]
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

  /// Does one operation, unless a test refuses it or the process has died.
  ///
  /// - Parameters:
  ///   - changes: whether there is another state of the disk afterwards.
  ///   - refused: what is left of it when it is refused.
  func perform<Result>(
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

  func inode(_ directory: Directory) throws(MemoryDisk.Errno) -> MemoryDisk.Inode {
    try inode(directory.descriptor)
  }
  func inode(_ file: OpenFile) throws(MemoryDisk.Errno) -> MemoryDisk.Inode { try inode(file.descriptor) }
  func inode(_ handle: Int32) throws(MemoryDisk.Errno) -> MemoryDisk.Inode {
    guard let inode = handles[handle] else { throw MemoryDisk.Errno(code: EBADF) }
    return inode
  }

  func handle(_ inode: MemoryDisk.Inode) -> Int32 {
    defer { nextHandle += 1 }
    handles[nextHandle] = inode
    return nextHandle
  }

  func close(_ handle: Int32) {
    guardian.withLock {
      handles[handle] = nil
      locked[handle] = nil
    }
  }

  /// Handles that nobody has closed.
  var openHandles: Int { guardian.withLock { handles.count } }

  /// Who works; also the owner of all that tests make.
  var user: UInt32 = 1000
  var compressor: any Compressor { MemoryCompressor(files: self) }
}
