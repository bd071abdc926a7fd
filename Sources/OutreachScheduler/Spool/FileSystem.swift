/// The one seam between the spool and the disk: everything the spool does to files goes through here.
///
/// Each call is one operation that can fail, or after which the machine can lose power, so tests can stop the
/// world between any two of them. Names are bytes, not Strings, because an inbox holds whatever people drop.
/// All calls work relative to an open directory: shorter paths for the kernel, and nobody can swap a directory
/// for a link between a check and a use.
package protocol FileSystem: Sendable {
  func openDirectory(at path: String) throws(FileError) -> Directory
  func openDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory
  func makeDirectory(_ name: FileName, in directory: Directory) throws(FileError)
  func removeDirectory(_ name: FileName, in directory: Directory) throws(FileError)
  /// In no order. An entry may be missing if the directory changes meanwhile: never infer "gone" from one listing.
  func list(_ directory: Directory) throws(FileError) -> [DirectoryEntry]
  func close(_ directory: Directory)

  /// Opens for reading without following a link and without waiting for the other end of a FIFO.
  func open(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile
  /// Makes a new file for writing, 0640; fails with `EEXIST` rather than replace.
  func create(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile
  /// Opens for reading and writing, making the file if it is not there.
  func openOrCreate(_ name: FileName, in directory: Directory) throws(FileError) -> OpenFile
  /// Opens for writing behind the first `length` bytes and cuts off what is there beyond them; makes the file if it is
  /// not there. One that is shorter fails with ``FileError/damaged``.
  func openToAppend(_ name: FileName, in directory: Directory, keeping length: Int) throws(FileError) -> OpenFile
  func status(_ file: OpenFile) throws(FileError) -> FileStatus
  /// Of the name itself: a link is a link.
  func status(of name: FileName, in directory: Directory) throws(FileError) -> FileStatus
  /// Reads from the start until the end or `limit` bytes.
  func read(_ file: OpenFile, upTo limit: Int) throws(FileError) -> [UInt8]
  /// Fills the buffer from a position on; fewer bytes only at the end of the file.
  func read(_ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
  /// The whole of a file that nobody changes any more, without copying it where the platform can.
  func contents(of name: FileName, in directory: Directory) throws(FileError) -> FileContents
  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError)
  /// Replaces the whole content in place. For the lock file only, whose content is a hint.
  func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError)
  func close(_ file: OpenFile)

  /// With `replacing: false` a taken name fails with `EEXIST`.
  func rename(
    _ name: FileName, in directory: Directory, to newName: FileName, in newDirectory: Directory, replacing: Bool
  ) throws(FileError)
  func remove(_ name: FileName, in directory: Directory) throws(FileError)

  func sync(_ file: OpenFile) throws(FileError)
  func sync(_ directory: Directory) throws(FileError)
  /// Makes all that was written to this directory's file system durable.
  func syncFileSystem(of directory: Directory) throws(FileError)

  /// Takes the exclusive lock if it is free; it is let go when the file is closed or the process ends.
  func lock(_ file: OpenFile) throws(FileError) -> Bool
  func takeLease(_ file: OpenFile) -> Lease
  func leaseIsWhole(_ file: OpenFile) -> Bool
  /// Whether leases tell the truth here: local file systems only.
  func leasesAreTrusted(in directory: Directory) -> Bool
  /// The file system's own idea of now, in nanoseconds since 1970: touches `file` and looks.
  func now(by file: OpenFile) throws(FileError) -> Int64

  /// What reads and writes compressed files here.
  var compressor: any Compressor { get }
}

/// An open directory. `path` is for messages.
package struct Directory: Hashable, Sendable {
  package let descriptor: Int32
  package let path: String

  package func path(of name: FileName) -> String { path + "/" + name.description }
}

/// An open file; its directory and name are for messages, put together only when one is needed.
package struct OpenFile: Sendable {
  package let descriptor: Int32
  let directory: Directory
  let name: FileName

  package var path: String { directory.path(of: name) }
}

package struct DirectoryEntry: Hashable, Sendable {
  package var name: FileName
  package var kind: FileKind
}

package enum FileKind: Sendable {
  case regular, directory, link, other
  /// The directory listing did not tell; ask for the status.
  case unknown
}

package struct FileStatus: Hashable, Sendable {
  package var kind: FileKind
  package var device: UInt64
  package var inode: UInt64
  package var size: Int
  package var owner: UInt32
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// Nanoseconds since 1970; unlike `modified` nobody can set it.
  package var changed: Int64

  func hasSameContent(as other: FileStatus) -> Bool { size == other.size && modified == other.modified }
}

package enum Lease: Sendable {
  case granted
  /// Somebody has the file open for writing.
  case busy
  /// Not ours to take (another owner), or not supported here.
  case unavailable
}

extension FileSystem {
  package func write(_ bytes: [UInt8], to file: OpenFile) throws(FileError) { try write(bytes[...], to: file) }

  package var compressor: any Compressor { GzipProgram() }

  /// Makes a file with these bytes. If that fails it may be there in part: names that are only staged are removed by
  /// ``Recovery/undo()``.
  package func createFile(_ name: FileName, in directory: Directory, bytes: [UInt8], durable: Bool = false)
    throws(FileError)
  {
    let file = try create(name, in: directory)
    defer { close(file) }
    try write(bytes, to: file)
    if durable { try sync(file) }
  }

  package func readFile(_ name: FileName, in directory: Directory, upTo limit: Int = .max) throws(FileError) -> [UInt8]
  {
    let file = try open(name, in: directory)
    defer { close(file) }
    return try read(file, upTo: limit)
  }

  /// Up to `count` bytes from a position on; fewer only at the end of the file.
  func read(_ file: OpenFile, at offset: UInt64, count: Int) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(FileError) {
        initialized = try read(file, at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Opens a directory, making it first if it is not there, durably.
  package func openOrMakeDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory {
    do throws(FileError) {
      return try openDirectory(name, in: directory)
    } catch  where error.isNotFound {
      do throws(FileError) { try makeDirectory(name, in: directory) } catch  where error.isTaken {}
      try sync(directory)
      return try openDirectory(name, in: directory)
    }
  }

  package func openIfThere(_ name: FileName, in directory: Directory) throws(FileError) -> Directory? {
    do throws(FileError) { return try openDirectory(name, in: directory) } catch  where error.isNotFound { return nil }
  }

  package func exists(_ name: FileName, in directory: Directory) throws(FileError) -> Bool {
    do throws(FileError) {
      _ = try status(of: name, in: directory)
      return true
    } catch  where error.isNotFound {
      return false
    }
  }
}
