#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What commands that a person runs need of the disk beyond the spool's own operations.
package protocol CommandFileSystem: FileSystem {
  /// Opens a file that the user named, outside the spool: links are followed, a FIFO is not waited for.
  func open(at path: String) throws(FileError) -> OpenFile
  /// Sets the modification time.
  func setModified(_ file: OpenFile, to time: FileTime) throws(FileError)
  /// Lets a directory's owner read a file that this user has made in it.
  func share(_ file: OpenFile, withOwnerOf directory: Directory) throws(FileError)
  /// Whether somebody holds the exclusive lock.
  func isLocked(_ file: OpenFile) throws(FileError) -> Bool
  /// What the system says about a directory and the file system below it.
  func examine(_ directory: Directory) throws(FileError) -> DirectoryFacts
  /// Whether this user may read and write what has that name.
  func mayWrite(_ name: FileName, in directory: Directory) -> Bool
}

extension POSIXFileSystem: CommandFileSystem {
  package func open(at path: String) throws(FileError) -> OpenFile {
    let descriptor = try check("open", path) {
      Self.openFile(AT_FDCWD, path: path, flags: O_RDONLY | O_CLOEXEC | O_NONBLOCK, mode: 0)
    }
    return OpenFile(descriptor: descriptor, at: path)
  }

  package func setModified(_ file: OpenFile, to time: FileTime) throws(FileError) {
    let stamp = timespec(tv_sec: Int(time.seconds), tv_nsec: Int(time.nanoseconds))
    guard futimens(file.descriptor, [stamp, stamp]) == 0 else {
      throw FileError("set the time of", file.path, code: errno)
    }
  }

  /// Root gives it away. Others cannot know which groups the owner is in: whoever gets into the directory may read it.
  package func share(_ file: OpenFile, withOwnerOf directory: Directory) throws(FileError) {
    var (place, own) = (stat(), stat())
    guard fstat(directory.descriptor, &place) == 0, fstat(file.descriptor, &own) == 0 else {
      throw FileError("examine", file.path, code: errno)
    }
    if place.st_uid == own.st_uid { return }
    if geteuid() == 0 {
      guard fchown(file.descriptor, place.st_uid, place.st_gid) == 0 else {
        throw FileError("give away", file.path, code: errno)
      }
    } else {
      guard fchmod(file.descriptor, 0o644) == 0 else { throw FileError("share", file.path, code: errno) }
    }
  }

  /// Asks for a shared lock, so that two who only look do not take each other for a worker.
  package func isLocked(_ file: OpenFile) throws(FileError) -> Bool {
    if flock(file.descriptor, LOCK_SH | LOCK_NB) == 0 {
      flock(file.descriptor, LOCK_UN)
      return false
    }
    guard errno == EWOULDBLOCK else { throw FileError("lock", file.path, code: errno) }
    return true
  }
}
