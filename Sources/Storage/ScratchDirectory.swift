internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A directory of this process alone (0700) for files that are read once and are nobody's state: in memory where the system has
/// a place for that, since a file system on a disk costs a program that writes many small files most of its speed.
package struct ScratchDirectory: Sendable {
  package let path: String

  /// - Parameter purpose: a word for its name.
  package init(for purpose: String) throws(FileError) {
    let usual = getenv("TMPDIR").map { String(cString: $0) }
    var code: Int32 = ENOENT
    for place in ["/dev/shm", usual, "/tmp"].compactMap(\.self) {
      Self.removeOrphans(purpose, in: place)
      var template = Array("\(place)/\(Self.prefix(purpose))\(getpid())-XXXXXX".utf8CString)
      if mkdtemp(&template) != nil {
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return
      }
      code = errno
    }
    throw FileError("make a directory in", usual ?? "/tmp", code: code)
  }

  /// Makes a file in it.
  package func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError("create", "\(path)/\(name)", code: errno) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { outreach_write_quietly(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError("write", "\(path)/\(name)", code: count == 0 ? EIO : errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads a file and takes it away; nothing if there is none.
  package func take(_ name: String, upTo limit: Int) -> [UInt8] {
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    unlink("\(path)/\(name)")
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count < limit {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer.prefix(count).prefix(limit - bytes.count)
    }
    return bytes
  }

  /// Takes it away with all that is in it.
  package func remove() { Self.remove(path) }

  private static func prefix(_ purpose: String) -> String { "outreach-\(purpose)-" }

  /// What processes have left that were killed.
  private static func removeOrphans(_ purpose: String, in place: String) {
    for name in names(in: place) where name.hasPrefix(prefix(purpose)) {
      let owner = name.dropFirst(prefix(purpose).count).prefix { $0 != "-" }
      var status = stat()
      guard let process = pid_t(owner), kill(process, 0) != 0, errno == ESRCH, lstat("\(place)/\(name)", &status) == 0,
        status.st_uid == geteuid(), status.st_mode & S_IFMT == S_IFDIR
      else { continue }
      remove("\(place)/\(name)")
    }
  }

  private static func remove(_ path: String) {
    for name in names(in: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  private static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
