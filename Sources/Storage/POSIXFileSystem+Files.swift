internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Opening, reading and writing files.
extension POSIXFileSystem {
  package func open(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try open(name, in: directory, operation: "open", flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  }

  package func create(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try open(name, in: directory, operation: "create", flags: O_WRONLY | O_CREAT | O_EXCL)
  }

  package func openOrCreate(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try open(name, in: directory, operation: "open", flags: O_RDWR | O_CREAT | O_NOFOLLOW)
  }

  package func openToAppend(_ name: FileName, in directory: Directory, keeping length: Int) throws(FileError)
    -> OpenFile
  {
    let file = try open(name, in: directory, operation: "open", flags: O_WRONLY | O_CREAT | O_NOFOLLOW)
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

  private func open(_ name: FileName, in directory: Directory, operation: String, flags: Int32) throws(FileError)
    -> OpenFile
  {
    let descriptor = retrying {
      name.withCString { Self.openFile(directory.descriptor, path: $0, flags: flags | O_CLOEXEC, mode: 0o640) }
    }
    guard descriptor >= 0 else { throw FileError(operation, directory.path(of: name), code: errno) }
    let file = OpenFile(descriptor: descriptor, directory: directory, name: name)
    if flags & O_CREAT != 0, let code = handOver(descriptor) {
      close(file)
      throw FileError("give away", directory.path(of: name), code: code)
    }
    return file
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
    // No file is that long.
    guard let offset = off_t(exactly: offset), offset <= off_t.max - off_t(buffer.count) else { return 0 }
    var done = 0
    while done < buffer.count {
      let count = retrying {
        pread(file.descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, offset + off_t(done))
      }
      guard count >= 0 else { throw FileError("read", file.path, code: errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// The first `limit` bytes of a file that the user named, outside the spool: links are followed.
  package func readFile(at path: String, upTo limit: Int = 1 << 26) throws(FileError) -> [UInt8] {
    let descriptor = try check("open", path) {
      Self.openFile(AT_FDCWD, path: path, flags: O_RDONLY | O_CLOEXEC, mode: 0)
    }
    let file = OpenFile(descriptor: descriptor, at: path)
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

  package func reserve(_ count: Int, in file: OpenFile) throws(FileError) {
    try check("keep room in", file.path) { outreach_reserve(file.descriptor, count) }
  }

  package func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError) {
    try check("write", file.path) { Int32(truncatingIfNeeded: pwrite(file.descriptor, bytes, bytes.count, 0)) }
    try check("write", file.path) { ftruncate(file.descriptor, off_t(bytes.count)) }
  }

  package func close(_ file: OpenFile) { _ = Self.closeFile(file.descriptor) }
}

/// What the system knows of a file, and what time it is there.
extension POSIXFileSystem {
  package func status(_ file: OpenFile) throws(FileError) -> FileStatus {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else { throw FileError("examine", file.path, code: errno) }
    return FileStatus(status)
  }

  package func status(of name: FileName, in directory: Directory) throws(FileError) -> FileStatus {
    var status = stat()
    try check("examine", directory, name: name) { fstatat(directory.descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
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

/// Who has a file: locks between workers, leases against writers.
extension POSIXFileSystem {
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
