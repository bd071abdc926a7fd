package import Formats
package import Storage

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What tells one state of a file from another. The change time catches a writer that sets the modification time back.
package struct FileIdentity: Equatable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  package var size: UInt64
  package var modified: FileTime
  package var changed: FileTime

  /// Whether another write would show. File systems stamp by the tick of a few milliseconds, so a file that changed just
  /// now may change once more and look the same.
  package var isSettled: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let age = FileTime(seconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec)).nanoseconds(since: changed)
    return age > 50_000_000 || age < 0
  }
}

/// An errno, kept with what was being done.
package struct BookFileError: Error {
  package var code: Int32

  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// The file itself is at fault rather than this process or machine.
  var isRefusal: Bool { [EACCES, EPERM, ELOOP, EISDIR, ENXIO, EINVAL].contains(code) }
  package var text: String {
    self.code == Self.notAFile.code ? "it is no regular file" : String(cString: strerror(code))
  }

  package static let notAFile = BookFileError(code: EINVAL)
}

/// A file opened for reading at any position. Reading in place of mapping: a mapped file that is cut short kills the
/// process with SIGBUS.
package final class BookFile {
  package enum Kind { case regular, directory, other }

  private let descriptor: Int32

  package init(path: String, in directory: BookFile? = nil) throws(BookFileError) {
    // Non-blocking, or a FIFO of that name would hang the program.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    var result: Int32
    repeat {
      result = openat(directory?.descriptor ?? AT_FDCWD, path, flags)
    } while result < 0 && errno == EINTR
    guard result >= 0 else { throw BookFileError(code: errno) }
    descriptor = result
  }

  deinit { close(descriptor) }

  package func status() throws(BookFileError) -> (kind: Kind, identity: FileIdentity) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw BookFileError(code: errno) }
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      default: .other
      }
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    let identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino),
      size: UInt64(max(0, status.st_size)),
      modified: FileTime(seconds: Int64(modified.tv_sec), nanoseconds: Int64(modified.tv_nsec)),
      changed: FileTime(seconds: Int64(changed.tv_sec), nanoseconds: Int64(changed.tv_nsec)))
    return (kind, identity)
  }

  /// Reads at a position without moving one; fewer bytes than asked only at the end of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(BookFileError) -> Int {
    // No file is that long.
    guard let offset = off_t(exactly: offset), offset <= off_t.max - off_t(buffer.count) else { return 0 }
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, offset + off_t(done))
      if count < 0 {
        if errno == EINTR { continue }
        throw BookFileError(code: errno)
      }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// What lies in a directory.
  func names() throws(BookFileError) -> [String] {
    let copy = openat(descriptor, ".", O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard copy >= 0 else { throw BookFileError(code: errno) }
    guard let stream = fdopendir(copy) else {
      let code = errno
      close(copy)
      throw BookFileError(code: code)
    }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      found.append(
        withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return found
  }

  /// The whole file if it is no longer than `limit`, else nil.
  package func contents(limit: Int) throws(BookFileError) -> [UInt8]? {
    let size = try status().identity.size
    guard size <= UInt64(limit) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    var failure: BookFileError?
    let count = bytes.withUnsafeMutableBytes { buffer in
      do throws(BookFileError) {
        return try read(into: buffer, at: 0)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Reads the file from a position on, as ``CSVReader`` and ``LineReader`` want it.
  package func source(from offset: UInt64 = 0) -> CSVReader.Source {
    var position = offset
    return { buffer in
      let count = try self.read(into: buffer, at: position)
      position += UInt64(count)
      return count
    }
  }
}
