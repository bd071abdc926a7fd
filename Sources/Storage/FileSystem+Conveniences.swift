/// What is made of the seam's operations.
extension FileSystem {
  package func write(_ bytes: [UInt8], to file: OpenFile) throws(FileError) { try write(bytes[...], to: file) }

  package var compressor: any Compressor { GzipProgram() }

  package func adopt(_ directory: Directory) {}

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

  /// The first `limit` bytes of a file.
  package func readFile(_ name: FileName, in directory: Directory, upTo limit: Int = .max) throws(FileError) -> [UInt8]
  {
    let file = try open(name, in: directory)
    defer { close(file) }
    return try read(file, upTo: limit)
  }

  /// Up to `count` bytes from a position on; fewer only at the end of the file.
  package func read(_ file: OpenFile, at offset: UInt64, count: Int) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(FileError) {
        initialized = try read(file, at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Opens a directory, making it first if it is not there, durably. Whoever else made it for us may have been root.
  package func openOrMakeDirectory(_ name: FileName, in directory: Directory) throws(FileError) -> Directory {
    do throws(FileError) {
      let own = try openDirectory(name, in: directory)
      do throws(FileError) {
        try adopt(own)
        return own
      } catch {
        close(own)
        throw error
      }
    } catch  where error.isNotFound {
      do throws(FileError) { try makeDirectory(name, in: directory) } catch  where error.isTaken {}
      try sync(directory)
      return try openDirectory(name, in: directory)
    }
  }

  /// Nil if there is no such name.
  package func openIfThere(_ name: FileName, in directory: Directory) throws(FileError) -> Directory? {
    do throws(FileError) { return try openDirectory(name, in: directory) } catch  where error.isNotFound { return nil }
  }

  /// Whether there is a name of this kind, whatever it points to.
  package func exists(_ name: FileName, in directory: Directory) throws(FileError) -> Bool {
    do throws(FileError) {
      _ = try status(of: name, in: directory)
      return true
    } catch  where error.isNotFound {
      return false
    }
  }
}
