#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The real disk.
///
/// POSIX calls rather than Foundation's: `FileManager.moveItem` looks first and renames then, so two workers can
/// race; `Data.write(.atomic)` never makes the directory durable; neither knows leases or exclusive renames.
package struct POSIXFileSystem: FileSystem {
  /// Whom new files and directories are given; nil: they are the user's who makes them.
  let owner: FileOwner?

  package init(owner: FileOwner? = nil) { self.owner = owner }

  package var user: UInt32 { geteuid() }
}

/// A user and a group, by their numbers.
package struct FileOwner: Hashable, Sendable {
  package var user: UInt32
  package var group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }
}

extension POSIXFileSystem {
  /// Whoever is root gives what it makes in a spool to the spool's owner, whose service could not go on with it otherwise.
  ///
  /// - Parameter outbox: a directory's path; whose it is, is the spool.
  package static func keepingOwner(of outbox: String) -> POSIXFileSystem {
    var status = stat()
    guard geteuid() == 0, stat(outbox, &status) == 0, status.st_uid != 0 else { return POSIXFileSystem() }
    return POSIXFileSystem(owner: FileOwner(user: status.st_uid, group: status.st_gid))
  }

  /// - Returns: nil if it worked, else the error's number.
  func handOver(_ descriptor: Int32) -> Int32? {
    guard let owner, fchown(descriptor, owner.user, owner.group) != 0 else { return nil }
    return errno
  }
}

/// The system's calls, made again when a signal came in between, and their errors.
extension POSIXFileSystem {
  // `Glibc.open`, `close` and `write` would be shadowed by the methods of the same name.

  /// `openat`
  static func openFile(_ directory: Int32, path: UnsafePointer<CChar>, flags: Int32, mode: mode_t) -> Int32 {
    openat(directory, path, flags, mode)
  }

  /// `close`
  package static func closeFile(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }

  /// `write`, which may write fewer bytes than it was given.
  static func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// - Parameter operation: a verb, as in ``FileError/operation``.
  /// - Returns: what the call did, which is not negative.
  @discardableResult
  package func check(_ operation: String, _ path: String, _ call: () -> Int32) throws(FileError) -> Int32 {
    let result = retrying(call)
    guard result >= 0 else { throw FileError(operation, path, code: errno) }
    return result
  }

  /// The same for a call that takes a name in a directory.
  package func check(
    _ operation: String, _ directory: Directory, name: FileName, _ call: (UnsafePointer<CChar>) -> Int32
  ) throws(FileError) {
    let result = retrying { name.withCString(call) }
    guard result >= 0 else { throw FileError(operation, directory.path(of: name), code: errno) }
  }
}

/// - Returns: what the call did, or -1 with `errno` set, which is not `EINTR`.
package func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
