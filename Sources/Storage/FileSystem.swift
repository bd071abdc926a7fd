/// The one seam between the spool and the disk: everything the spool does to files goes through here.
///
/// Each call is one operation that can fail, or after which the machine can lose power, so tests can stop the
/// world between any two of them. Names are bytes, not Strings, because an inbox holds whatever people drop.
/// All calls work relative to an open directory: shorter paths for the kernel, and nobody can swap a directory
/// for a link between a check and a use.
package protocol FileSystem: Sendable {
  /// Opens a directory by its path from wherever the process stands; links are followed.
  func openDirectory(at path: String) throws(FileError) -> Directory
  /// Opens a directory; a link fails.
  func openDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory
  /// Makes a directory, 0750; fails with `EEXIST` if the name is taken.
  func makeDirectory(_ name: FileName, in directory: Directory) throws(FileError)
  /// Gives a directory that is root's to whom new ones are given; for everybody else nothing.
  func adopt(_ directory: Directory) throws(FileError)
  /// Removes an empty directory; fails with `ENOTEMPTY` if there is anything in it.
  func removeDirectory(_ name: FileName, in directory: Directory) throws(FileError)
  /// In no order. An entry may be missing if the directory changes meanwhile: never infer "gone" from one listing.
  func list(_ directory: Directory) throws(FileError) -> [DirectoryEntry]
  /// Never fails, and is no operation after which anything could have changed.
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
  /// Of the open file, whatever has become of its name.
  func status(_ file: OpenFile) throws(FileError) -> FileStatus
  /// Of the name itself: a link is a link.
  func status(of name: FileName, in directory: Directory) throws(FileError) -> FileStatus
  /// Reads from the start until the end or `limit` bytes.
  func read(_ file: OpenFile, upTo limit: Int) throws(FileError) -> [UInt8]
  /// Fills the buffer from a position on; fewer bytes only at the end of the file.
  func read(_ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
  /// The whole of a file that nobody changes any more, without copying it where the platform can.
  func contents(of name: FileName, in directory: Directory) throws(FileError) -> FileContents
  /// Writes behind what was written before. If that fails some of it may be there.
  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError)
  /// Keeps room for so many bytes behind the end, so that writing them cannot fail for want of it; with 0 it is given back.
  /// File systems that cannot keep any say nothing.
  func reserve(_ count: Int, in file: OpenFile) throws(FileError)
  /// Replaces the whole content in place. For the lock file only, whose content is a hint.
  func overwrite(_ bytes: [UInt8], in file: OpenFile) throws(FileError)
  /// Lets go of its lock and its lease, too. What was written is not durable by that.
  func close(_ file: OpenFile)

  /// With `replacing: false` a taken name fails with `EEXIST`.
  func rename(
    _ name: FileName, in directory: Directory, to newName: FileName, in newDirectory: Directory, replacing: Bool
  ) throws(FileError)
  /// Takes the name of a file or link away; not a directory's.
  func remove(_ name: FileName, in directory: Directory) throws(FileError)

  /// Makes the file's bytes durable; not its name. After a failure they are to be written again.
  func sync(_ file: OpenFile) throws(FileError)
  /// Makes the names in the directory durable; not what is in the files.
  func sync(_ directory: Directory) throws(FileError)
  /// Makes all that was written to this directory's file system durable.
  func syncFileSystem(of directory: Directory) throws(FileError)

  /// Takes the exclusive lock if it is free; it is let go when the file is closed or the process ends.
  func lock(_ file: OpenFile) throws(FileError) -> Bool
  /// Asks whether nobody has the file open for writing, and to be told when somebody wants to.
  func takeLease(_ file: OpenFile) -> Lease
  /// Whether no writer has asked for the file since the lease was taken.
  func leaseIsWhole(_ file: OpenFile) -> Bool
  /// Whether leases tell the truth here: local file systems only.
  func leasesAreTrusted(in directory: Directory) -> Bool
  /// The file system's own idea of now: touches `file` and looks.
  func now(by file: OpenFile) throws(FileError) -> FileTime

  /// The number of the user who asks for all this.
  var user: UInt32 { get }
  /// What reads and writes compressed files here.
  var compressor: any Compressor { get }
}
