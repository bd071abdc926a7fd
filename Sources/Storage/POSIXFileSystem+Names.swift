internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

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
    try check("remove", directory, name) { unlinkat(directory.descriptor, $0, 0) }
  }

  package func sync(_ file: OpenFile) throws(FileError) { try check("sync", file.path) { fsync(file.descriptor) } }

  package func sync(_ directory: Directory) throws(FileError) {
    try check("sync", directory.path) { fsync(directory.descriptor) }
  }

  package func syncFileSystem(of directory: Directory) throws(FileError) {
    try check("sync the file system of", directory.path) { outreach_syncfs(directory.descriptor) }
  }
}
