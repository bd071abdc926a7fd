// Foundation for the error numbers.
import Foundation

@testable import Storage

/// Names, durability, locks, leases and time.
extension MemoryFileSystem {
  func rename(
    _ name: FileName, in directory: Directory, to newName: FileName, in newDirectory: Directory, replacing: Bool
  ) throws(FileError) {
    try perform(
      "rename", "\(directory.path(of: name)) to \(newDirectory.path(of: newName))", changes: true
    ) { (disk) throws(MemoryDisk.Errno) in
      try disk.rename(name, in: try inode(directory), to: newName, in: try inode(newDirectory), replacing: replacing)
    }
  }

  func remove(_ name: FileName, in directory: Directory) throws(FileError) {
    try perform("remove", directory.path(of: name), changes: true) { (disk) throws(MemoryDisk.Errno) in
      try disk.remove(name, in: try inode(directory), isDirectory: false)
    }
  }

  func sync(_ file: OpenFile) throws(FileError) {
    let failed = { [self] (disk: inout MemoryDisk) in
      if let inode = handles[file.descriptor] { disk.lose([inode]) }
    }
    try perform("sync", file.path, changes: true, refused: failed) { (disk) throws(MemoryDisk.Errno) in
      disk.syncFile(try inode(file))
    }
  }

  func sync(_ directory: Directory) throws(FileError) {
    try perform("sync", directory.path, changes: true) { (disk) throws(MemoryDisk.Errno) in
      disk.syncDirectory(try inode(directory))
    }
  }

  func syncFileSystem(of directory: Directory) throws(FileError) {
    let failed = { (disk: inout MemoryDisk) in disk.lose(disk.unsyncedFiles) }
    try perform("sync the file system of", directory.path, changes: true, refused: failed) {
      (disk) throws(MemoryDisk.Errno) in
      disk.syncAll()
    }
  }

  func lock(_ file: OpenFile) throws(FileError) -> Bool {
    try perform("lock", file.path) { (_) throws(MemoryDisk.Errno) in
      let inode = try inode(file)
      if locked.contains(where: { $0.value == inode && $0.key != file.descriptor }) { return false }
      locked[file.descriptor] = inode
      return true
    }
  }

  func takeLease(_ file: OpenFile) -> Lease {
    guardian.withLock {
      if trustsLeases { return beingWritten.contains(file.name) ? .busy : .granted }
      return .unavailable
    }
  }

  func leaseIsWhole(_ file: OpenFile) -> Bool {
    guardian.withLock {
      !beingWritten.contains(file.name)
    }
  }

  func leasesAreTrusted(in directory: Directory) -> Bool { trustsLeases }

  func now(by file: OpenFile) throws(FileError) -> FileTime {
    try perform("touch", file.path) { (disk) throws(MemoryDisk.Errno) in
      disk.touch(try inode(file))
      return FileTime(nanoseconds: disk.clock)
    }
  }
}
