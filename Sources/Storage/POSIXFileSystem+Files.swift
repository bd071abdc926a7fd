#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Opening, reading and writing files.
extension POSIXFileSystem {
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
    let descriptor = try check("open", path) { Self.openFile(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0) }
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

  package func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError) {
    try check("write", file.path) { Int32(truncatingIfNeeded: pwrite(file.descriptor, bytes, bytes.count, 0)) }
    try check("write", file.path) { ftruncate(file.descriptor, off_t(bytes.count)) }
  }

  package func close(_ file: OpenFile) { _ = Self.closeFile(file.descriptor) }
}
