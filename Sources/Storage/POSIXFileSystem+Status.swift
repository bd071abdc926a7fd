#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the system knows of a file, and what time it is there.
extension POSIXFileSystem {
  package func status(_ file: OpenFile) throws(FileError) -> FileStatus {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else { throw FileError("examine", file.path, code: errno) }
    return FileStatus(status)
  }

  package func status(of name: FileName, in directory: Directory) throws(FileError) -> FileStatus {
    var status = stat()
    try check("examine", directory, name) { fstatat(directory.descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    return FileStatus(status)
  }

  package func now(by file: OpenFile) throws(FileError) -> FileTime {
    try check("touch", file.path) { futimens(file.descriptor, nil) }
    return try status(file).changed
  }
}

extension FileStatus {
  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    owner = status.st_uid
    permissions = UInt32(status.st_mode) & 0o7777
    #if canImport(Glibc)
      let (m, c) = (status.st_mtim, status.st_ctim)
    #else
      let (m, c) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    modified = FileTime(seconds: Int64(m.tv_sec), nanoseconds: Int64(m.tv_nsec))
    changed = FileTime(seconds: Int64(c.tv_sec), nanoseconds: Int64(c.tv_nsec))
  }
}
