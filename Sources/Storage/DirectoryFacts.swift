internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the system says about a directory and the file system below it.
package struct DirectoryFacts: Hashable, Sendable {
  package var device: UInt64
  package var owner: UInt32
  /// Permission bits.
  package var mode: UInt32
  /// The magic number of `statfs(2)`.
  package var fileSystem: UInt64
  /// Bytes that this user may still write.
  package var freeBytes: UInt64
  /// Files that may still be made; nil where the file system has no limit.
  package var freeFiles: UInt64?
  package var isReadOnly: Bool
}

extension POSIXFileSystem {
  package func examine(_ directory: Directory) throws(FileError) -> DirectoryFacts {
    var status = stat()
    var space = statvfs()
    guard fstat(directory.descriptor, &status) == 0, fstatvfs(directory.descriptor, &space) == 0 else {
      throw FileError("examine", directory.path, code: errno)
    }
    // Some file systems count as if they had no end.
    let freeBytes = UInt64(space.f_bavail).multipliedReportingOverflow(by: UInt64(space.f_frsize))
    return DirectoryFacts(
      device: UInt64(truncatingIfNeeded: status.st_dev), owner: status.st_uid, mode: UInt32(status.st_mode) & 0o7777,
      fileSystem: outreach_file_system_type(directory.descriptor),
      freeBytes: freeBytes.overflow ? .max : freeBytes.partialValue,
      freeFiles: space.f_files == 0 ? nil : UInt64(space.f_favail), isReadOnly: space.f_flag & UInt(ST_RDONLY) != 0)
  }

  package func mayWrite(_ name: FileName, in directory: Directory) -> Bool {
    name.withCString { faccessat(directory.descriptor, $0, R_OK | W_OK, AT_EACCESS) } == 0
  }
}
