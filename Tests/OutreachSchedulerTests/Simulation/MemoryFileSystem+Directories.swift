// Foundation for the error numbers.
import Foundation

@testable import Storage

extension MemoryFileSystem {
  func openDirectory(at path: String) throws(FileError) -> Directory {
    try perform("open", path) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.find(path: path)
      guard disk.node(inode)?.kind == .directory else { throw MemoryDisk.Errno(code: ENOTDIR) }
      return Directory(descriptor: handle(inode), path: path)
    }
  }

  func openDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory {
    try perform("open", directory.path(of: name)) { (disk) throws(MemoryDisk.Errno) in
      let inode = try disk.find(name, in: try inode(directory))
      guard disk.node(inode)?.kind == .directory else { throw MemoryDisk.Errno(code: ENOTDIR) }
      return Directory(descriptor: handle(inode), path: directory.path(of: name))
    }
  }

  func makeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try perform("make directory", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      _ = try disk.make(.directory, name, in: try inode(directory))
    }
  }

  func removeDirectory(_ name: FileName, in directory: Directory) throws(FileError) {
    try perform("remove directory", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      try disk.remove(name, in: try inode(directory), isDirectory: true)
    }
  }

  func list(_ directory: Directory) throws(FileError) -> [DirectoryEntry] {
    try perform("list", directory.path) { (disk) throws(MemoryDisk.Errno) in
      let entries = disk.node(try inode(directory))?.entries ?? [:]
      // In no order, but in the same one every time.
      return entries.sorted { $0.value % 7 != $1.value % 7 ? $0.value % 7 < $1.value % 7 : $0.value < $1.value }
        .map { DirectoryEntry(name: $0.key, kind: disk.node($0.value)?.kind ?? .unknown) }
    }
  }

  func close(_ directory: Directory) { close(directory.descriptor) }
}
