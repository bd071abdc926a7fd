internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Directories, and the names in them.
extension POSIXFileSystem {
  package func openDirectory(at path: String) throws(FileError) -> Directory {
    let descriptor = try check("open", path) {
      Self.openFile(AT_FDCWD, path: path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC, mode: 0)
    }
    return Directory(descriptor: descriptor, path: path)
  }

  package func openDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory {
    let path = directory.path(of: name)
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    let descriptor = try check("open", path) {
      name.withCString { Self.openFile(directory.descriptor, path: $0, flags: flags, mode: 0) }
    }
    return Directory(descriptor: descriptor, path: path)
  }

  package func makeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try check("make directory", directory, name: name) { mkdirat(directory.descriptor, $0, 0o750) }
    guard owner != nil else { return }
    // By its descriptor: the name may be another's by now.
    let made = try openDirectory(name, in: directory)
    defer { close(made) }
    if let code = handOver(made.descriptor) { throw FileError("give away", made.path, code: code) }
  }

  package func adopt(_ directory: Directory) throws(FileError) {
    guard let owner else { return }
    var status = stat()
    try check("examine", directory.path) { fstat(directory.descriptor, &status) }
    guard status.st_uid == 0 else { return }
    // A group that somebody has chosen for it stays.
    let group = status.st_gid == 0 ? owner.group : status.st_gid
    try check("give away", directory.path) { fchown(directory.descriptor, owner.user, group) }
  }

  package func removeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try check("remove directory", directory, name: name) { unlinkat(directory.descriptor, $0, AT_REMOVEDIR) }
  }

  package func list(_ directory: Directory) throws(FileError) -> [DirectoryEntry] {
    // A descriptor of its own, since the stream moves and then closes the one it is given.
    let own = try check("list", directory.path) {
      Self.openFile(directory.descriptor, path: ".", flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC, mode: 0)
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

/// Giving and taking names, and making what was done durable.
extension POSIXFileSystem {
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
    try check("remove", directory, name: name) { unlinkat(directory.descriptor, $0, 0) }
  }

  package func sync(_ file: OpenFile) throws(FileError) { try check("sync", file.path) { fsync(file.descriptor) } }

  package func sync(_ directory: Directory) throws(FileError) {
    try check("sync", directory.path) { fsync(directory.descriptor) }
  }

  package func syncFileSystem(of directory: Directory) throws(FileError) {
    try check("sync the file system of", directory.path) { outreach_syncfs(directory.descriptor) }
  }
}
