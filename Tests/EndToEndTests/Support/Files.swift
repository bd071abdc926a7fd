import Outreach
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files by their bytes: names in an inbox need not be UTF-8, which Foundation insists on.
enum Files {
  struct Entry: Hashable {
    var name: FileName
    var isDirectory: Bool
  }

  static func list(_ path: String) -> [Entry] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let start = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0)
      let length = strlen(start.assumingMemoryBound(to: CChar.self))
      let name = FileName(bytes: UnsafeRawBufferPointer(start: start, count: length))
      if name == "." || name == ".." { continue }
      entries.append(Entry(name: name, isDirectory: entry.pointee.d_type == UInt8(DT_DIR)))
    }
    return entries
  }

  static func read(_ path: String) -> [UInt8]? { read(bytes: Array(path.utf8)) }

  static func read(_ name: FileName, in directory: String) -> [UInt8]? {
    read(bytes: Array(directory.utf8) + [UInt8(ascii: "/")] + name.bytes)
  }

  /// Nil if it is not there or no regular file; never waits for a pipe's other end.
  private static func read(bytes path: [UInt8]) -> [UInt8]? {
    let file = cPath(path) { open($0, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC) }
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(file, &buffer, buffer.count)
      #else
        let count = Darwin.read(file, &buffer, buffer.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  /// Writes in place, as a careless program does. Closed on exec, like every file here: a program that another test
  /// starts meanwhile would hold it open for writing.
  @discardableResult
  static func write(_ bytes: [UInt8], to name: FileName, in directory: String, mode: mode_t = 0o644) -> Bool {
    let file = cPath(Array(directory.utf8) + [UInt8(ascii: "/")] + name.bytes) {
      open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    }
    guard file >= 0 else { return false }
    defer { close(file) }
    return append(bytes, to: file)
  }

  /// Writes elsewhere and renames, as a careful program does. The temporary name is one that the inbox ignores.
  @discardableResult
  static func deliver(_ bytes: [UInt8], to name: FileName, in directory: String) -> Bool {
    let temporary = FileName(".sending-\(UInt64.random(in: 0 ... .max))")
    guard write(bytes, to: temporary, in: directory) else { return false }
    return cPath(Array(directory.utf8) + [UInt8(ascii: "/")] + temporary.bytes) { from in
      cPath(Array(directory.utf8) + [UInt8(ascii: "/")] + name.bytes) { rename(from, $0) }
    } == 0
  }

  static func append(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { raw in
        #if canImport(Glibc)
          Glibc.write(file, raw.baseAddress, raw.count)
        #else
          Darwin.write(file, raw.baseAddress, raw.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func cPath<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes + [0]).withUnsafeBytes { raw in
      body(raw.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped)
    }
  }
}
