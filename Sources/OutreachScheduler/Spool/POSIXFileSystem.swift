internal import COutreachPlatform

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

  package func openDirectory(at path: String) throws(FileError) -> Directory {
    let descriptor = try check("open", path) { Self.openFile(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) }
    return Directory(descriptor: descriptor, path: path)
  }

  package func openDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory {
    let path = directory.path(of: name)
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    let descriptor = try check("open", path) { name.withCString { Self.openFile(directory.descriptor, $0, flags, 0) } }
    return Directory(descriptor: descriptor, path: path)
  }

  package func makeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try check("make directory", directory, name) { mkdirat(directory.descriptor, $0, 0o750) }
  }

  package func removeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try check("remove directory", directory, name) { unlinkat(directory.descriptor, $0, AT_REMOVEDIR) }
  }

  package func list(_ directory: Directory) throws(FileError) -> [DirectoryEntry] {
    // A descriptor of its own, since the stream moves and then closes the one it is given.
    let own = try check("list", directory.path) {
      Self.openFile(directory.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    }
    guard let stream = fdopendir(own) else {
      let code = errno
      _ = Self.closeFile(own)
      throw FileError("list", directory.path, code: code)
    }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw FileError("list", directory.path, code: errno) }
        return entries
      }
      let nameOffset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
      let start = UnsafeRawPointer(entry) + nameOffset
      let length = strlen(start.assumingMemoryBound(to: CChar.self))
      let bytes = UnsafeRawBufferPointer(start: start, count: length)
      if length <= 2, bytes.allSatisfy({ $0 == UInt8(ascii: ".") }) { continue }
      entries.append(
        DirectoryEntry(name: FileName(bytes: bytes), kind: FileKind(directoryType: Int32(entry.pointee.d_type))))
    }
  }

  package func close(_ directory: Directory) { _ = Self.closeFile(directory.descriptor) }

  package func open(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try open(name, in: directory, "open", O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  }

  package func create(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try open(name, in: directory, "create", O_WRONLY | O_CREAT | O_EXCL)
  }

  package func openOrCreate(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try open(name, in: directory, "open", O_RDWR | O_CREAT | O_NOFOLLOW)
  }

  package func openToAppend(_ name: FileName, in directory: Directory, keeping length: Int) throws(FileError)
    -> OpenFile
  {
    let file = try open(name, in: directory, "open", O_WRONLY | O_CREAT | O_NOFOLLOW)
    do throws(FileError) {
      guard try status(file).size >= length else { throw FileError("continue", file.path, code: FileError.damaged) }
      try check("shorten", file.path) { ftruncate(file.descriptor, off_t(length)) }
      guard lseek(file.descriptor, off_t(length), SEEK_SET) >= 0 else {
        throw FileError("continue", file.path, code: errno)
      }
      return file
    } catch {
      close(file)
      throw error
    }
  }

  private func open(_ name: FileName, in directory: Directory, _ operation: String, _ flags: Int32) throws(FileError)
    -> OpenFile
  {
    let descriptor = retrying { name.withCString { Self.openFile(directory.descriptor, $0, flags | O_CLOEXEC, 0o640) } }
    guard descriptor >= 0 else { throw FileError(operation, directory.path(of: name), code: errno) }
    return OpenFile(descriptor: descriptor, directory: directory, name: name)
  }

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

  package func read(_ file: OpenFile, upTo limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = 4096
    while bytes.count < limit {
      let start = bytes.count
      let wanted = min(room, limit - start)
      var count = 0
      var code: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
        count = retrying { pread(file.descriptor, buffer.baseAddress, wanted, off_t(start)) }
        if count < 0 { code = errno }
        initialized = max(count, 0)
      }
      guard count >= 0 else { throw FileError("read", file.path, code: code) }
      if start == 0 { bytes = chunk } else { bytes += chunk }
      // A short read of a regular file is its end, unless it is growing, which readiness has ruled out.
      if count < wanted { break }
      room = max(room * 4, 1 << 16)
    }
    return bytes
  }

  package func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = retrying {
        pread(file.descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset) + off_t(done))
      }
      guard count >= 0 else { throw FileError("read", file.path, code: errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// A file that the user named, outside the spool: links are followed.
  package func readFile(at path: String, upTo limit: Int = 1 << 26) throws(FileError) -> [UInt8] {
    let descriptor = try check("open", path) { Self.openFile(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0) }
    let slash = path.lastIndex(of: "/")
    let directory = Directory(descriptor: AT_FDCWD, path: slash.map { String(path[..<$0]) } ?? ".")
    let name = FileName(slash.map { String(path[path.index(after: $0)...]) } ?? path)
    let file = OpenFile(descriptor: descriptor, directory: directory, name: name)
    defer { close(file) }
    return try read(file, upTo: limit)
  }

  package func contents(of name: FileName, in directory: Directory) throws(FileError) -> FileContents {
    let file = try open(name, in: directory)
    defer { close(file) }
    let size = try status(file).size
    if size > 1 << 16, let mapped = FileContents(mapping: file.descriptor, count: size) { return mapped }
    return FileContents(copying: try read(file, upTo: .max))
  }

  package func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        retrying { Self.writeBytes(file.descriptor, UnsafeRawBufferPointer(rebasing: raw[written...])) }
      }
      guard count > 0 else { throw FileError("write", file.path, code: count == 0 ? EIO : errno) }
      written += count
    }
  }

  package func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError) {
    try check("write", file.path) { Int32(truncatingIfNeeded: pwrite(file.descriptor, bytes, bytes.count, 0)) }
    try check("write", file.path) { ftruncate(file.descriptor, off_t(bytes.count)) }
  }

  package func close(_ file: OpenFile) { _ = Self.closeFile(file.descriptor) }

  package func rename(
    _ name: FileName, in directory: Directory, to newName: FileName, in newDirectory: Directory, replacing: Bool
  ) throws(FileError) {
    let result = retrying {
      name.withCString { from in
        newName.withCString { to in
          replacing
            ? renameat(directory.descriptor, from, newDirectory.descriptor, to)
            : outreach_rename_exclusive(directory.descriptor, from, newDirectory.descriptor, to)
        }
      }
    }
    guard result == 0 else {
      throw FileError("rename", "\(directory.path(of: name)) to \(newDirectory.path(of: newName))", code: errno)
    }
  }

  package func remove(_ name: FileName, in directory: Directory) throws(FileError) {
    try check("remove", directory, name) { unlinkat(directory.descriptor, $0, 0) }
  }

  package func sync(_ file: OpenFile) throws(FileError) { try check("sync", file.path) { fsync(file.descriptor) } }

  package func sync(_ directory: Directory) throws(FileError) {
    try check("sync", directory.path) { fsync(directory.descriptor) }
  }

  package func syncFileSystem(of directory: Directory) throws(FileError) {
    try check("sync the file system of", directory.path) { outreach_syncfs(directory.descriptor) }
  }

  package func lock(_ file: OpenFile) throws(FileError) -> Bool {
    let result = retrying { flock(file.descriptor, LOCK_EX | LOCK_NB) }
    if result != 0 && errno != EWOULDBLOCK { throw FileError("lock", file.path, code: errno) }
    return result == 0
  }

  package func takeLease(_ file: OpenFile) -> Lease {
    if outreach_lease_take(file.descriptor) == 0 { return .granted }
    return errno == EAGAIN ? .busy : .unavailable
  }

  package func leaseIsWhole(_ file: OpenFile) -> Bool { outreach_lease_is_held(file.descriptor) == 1 }

  package func leasesAreTrusted(in directory: Directory) -> Bool {
    LocalFileSystem.magicNumbers.contains(outreach_file_system_type(directory.descriptor))
  }

  package func now(by file: OpenFile) throws(FileError) -> Int64 {
    try check("touch", file.path) { futimens(file.descriptor, nil) }
    return try status(file).changed
  }
}

/// File systems whose every writer goes through this kernel, by the numbers in `statfs(2)`.
enum LocalFileSystem {
  static let magicNumbers: Set<UInt64> = [
    0xEF53,  // ext2, ext3, ext4
    0x5846_5342,  // xfs
    0x9123_683E,  // btrfs
    0x0102_1994,  // tmpfs
    0x8584_58F6,  // ramfs
    0xF2F5_2010,  // f2fs
    0x2FC1_2FC1,  // zfs
    0x3153_464A,  // jfs
    0xCA45_1A4E,  // bcachefs
  ]
}

extension POSIXFileSystem {
  // `Glibc.open` and `close` would be shadowed by the methods of the same name.
  fileprivate static func openFile(_ directory: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t)
    -> Int32
  { openat(directory, path, flags, mode) }

  fileprivate static func closeFile(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }

  fileprivate static func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  @discardableResult
  private func check(_ operation: String, _ path: String, _ call: () -> Int32) throws(FileError) -> Int32 {
    let result = retrying(call)
    guard result >= 0 else { throw FileError(operation, path, code: errno) }
    return result
  }

  private func check(
    _ operation: String, _ directory: Directory, _ name: FileName, _ call: (UnsafePointer<CChar>) -> Int32
  ) throws(FileError) {
    let result = retrying { name.withCString(call) }
    guard result >= 0 else { throw FileError(operation, directory.path(of: name), code: errno) }
  }
}

private func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

extension FileKind {
  fileprivate init(directoryType: Int32) {
    switch directoryType {
    case Int32(DT_REG): self = .regular
    case Int32(DT_DIR): self = .directory
    case Int32(DT_LNK): self = .link
    case Int32(DT_UNKNOWN): self = .unknown
    default: self = .other
    }
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
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    owner = status.st_uid
    #if canImport(Glibc)
      let (m, c) = (status.st_mtim, status.st_ctim)
    #else
      let (m, c) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    modified = Int64(m.tv_sec) * 1_000_000_000 + Int64(m.tv_nsec)
    changed = Int64(c.tv_sec) * 1_000_000_000 + Int64(c.tv_nsec)
  }
}
