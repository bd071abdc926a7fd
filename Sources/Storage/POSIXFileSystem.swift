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
  package init() {}
}

/// The system's calls, made again when a signal came in between, and their errors.
extension POSIXFileSystem {
  // `Glibc.open`, `close` and `write` would be shadowed by the methods of the same name.

  /// `openat`
  static func openFile(_ directory: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 {
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
    _ operation: String, _ directory: Directory, _ name: FileName, _ call: (UnsafePointer<CChar>) -> Int32
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
