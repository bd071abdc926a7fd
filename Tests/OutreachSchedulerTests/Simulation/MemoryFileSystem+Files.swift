// Foundation for the error numbers.
import Foundation

@testable import Storage

extension MemoryFileSystem {
  func open(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try perform("open", directory.path(of: name)) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.find(name, in: try inode(directory))
      guard let node = disk.node(inode) else { throw MemoryDisk.Errno(code: ENOENT) }
      if node.kind == .link { throw MemoryDisk.Errno(code: ELOOP) }
      if !node.isReadable { throw MemoryDisk.Errno(code: EACCES) }
      return OpenFile(descriptor: handle(inode), directory: directory, name: name)
    }
  }

  func create(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try perform("create", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.make(.regular, name, in: try inode(directory))
      return OpenFile(descriptor: handle(inode), directory: directory, name: name)
    }
  }

  func openOrCreate(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile {
    try perform("open", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      let parent = try inode(directory)
      let inode: MemoryDisk.Inode
      if let found = try? disk.find(name, in: parent) {
        inode = found
      } else {
        inode = try disk.make(.regular, name, in: parent)
      }
      return OpenFile(descriptor: handle(inode), directory: directory, name: name)
    }
  }

  func openToAppend(_ name: FileName, in directory: Directory, keeping length: Int) throws(FileError) -> OpenFile {
    let file = try openOrCreate(name, in: directory)
    do throws(FileError) {
      try perform("shorten", file.path, changes: true) { (disk) throws(MemoryDisk.Errno) in
        let inode = try inode(file)
        let bytes = disk.node(inode)?.bytes ?? []
        guard bytes.count >= length else { throw MemoryDisk.Errno(code: FileError.damaged) }
        if bytes.count > length { disk.setBytes(Array(bytes.prefix(length)), of: inode) }
      }
    } catch {
      close(file)
      throw error
    }
    return file
  }

  func status(_ file: OpenFile) throws(FileError) -> FileStatus {
    try perform("examine", file.path) { (disk) throws(MemoryDisk.Errno) in try status(try inode(file), disk) }
  }

  func status(of name: FileName, in directory: Directory) throws(FileError) -> FileStatus {
    try perform("examine", directory.path(of: name)) { (disk) throws(MemoryDisk.Errno) in
      try status(try disk.find(name, in: try inode(directory)), disk)
    }
  }

  private func status(_ inode: MemoryDisk.Inode, _ disk: MemoryDisk) throws(MemoryDisk.Errno) -> FileStatus {
    guard let node = disk.node(inode) else { throw MemoryDisk.Errno(code: ENOENT) }
    return FileStatus(
      kind: node.kind, device: 1, inode: inode, size: node.bytes.count, owner: node.owner,
      modified: FileTime(nanoseconds: node.modified), changed: FileTime(nanoseconds: node.changed),
      permissions: node.permissions)
  }

  func read(_ file: OpenFile, upTo limit: Int) throws(FileError) -> [UInt8] {
    try perform("read", file.path) { (disk) throws(MemoryDisk.Errno) in
      guard let node = disk.node(try inode(file)), node.kind != .directory else { throw MemoryDisk.Errno(code: EISDIR) }
      return Array(node.bytes.prefix(limit))
    }
  }

  func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    try perform("read", file.path) { (disk) throws(MemoryDisk.Errno) in
      guard let node = disk.node(try inode(file)), node.kind != .directory else { throw MemoryDisk.Errno(code: EISDIR) }
      let found = node.bytes.dropFirst(Int(offset)).prefix(buffer.count)
      buffer.copyBytes(from: found)
      return found.count
    }
  }

  func contents(of name: FileName, in directory: Directory) throws(FileError) -> FileContents {
    FileContents(copying: try readFile(name, in: directory))
  }

  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError) {
    // A process can be killed, and a disk run full, in the middle of a write.
    let half = { [self] (disk: inout MemoryDisk) in
      guard let inode = handles[file.descriptor], let node = disk.node(inode) else { return }
      disk.setBytes(node.bytes + bytes.prefix(bytes.count / 2), of: inode)
    }
    try perform("write", file.path, changes: true, refused: half) { (disk) throws(MemoryDisk.Errno) in
      let inode = try inode(file)
      let earlier = disk.node(inode)?.bytes ?? []
      half(&disk)
      observe?(disk, Operation(number: operations - 1, verb: "write half of", makePath: { file.path }))
      disk.setBytes(earlier + bytes, of: inode)
    }
  }

  func reserve(_ count: Int, in file: OpenFile) throws(FileError) {
    try perform("keep room in", file.path, changes: false) { (_) throws(MemoryDisk.Errno) in }
  }

  func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError) {
    try perform("write", file.path, changes: true) { (disk) throws(MemoryDisk.Errno) in
      disk.setBytes(bytes, of: try inode(file))
    }
  }

  func close(_ file: OpenFile) { close(file.descriptor) }
}
