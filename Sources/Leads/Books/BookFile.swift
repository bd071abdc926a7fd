package import Formats
package import Storage

/// A lead book, or another file that the user named, open for reading at any position. Reading in place of mapping: a mapped
/// file that is cut short kills the process with SIGBUS.
package final class BookFile {
  private let files: any CommandFileSystem
  private let file: OpenFile

  /// Links are followed.
  package init(path: String, _ files: any CommandFileSystem) throws(FileError) {
    self.files = files
    file = try files.open(at: path)
  }

  deinit { files.close(file) }

  package func status() throws(FileError) -> FileStatus { try files.status(file) }

  /// Reads at a position without moving one; fewer bytes than asked only at the end of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(FileError) -> Int {
    try files.read(file, at: offset, into: buffer)
  }

  /// The whole file if it is no longer than `limit`, else nil.
  package func contents(limit: Int) throws(FileError) -> [UInt8]? {
    let bytes = try files.read(file, upTo: limit + 1)
    return bytes.count > limit ? nil : bytes
  }

  /// Reads the file from a position on, as ``CSVReader`` and ``LineReader`` want it.
  package func source(from offset: UInt64 = 0) -> CSVReader.Source {
    var position = offset
    return { buffer in
      let count = try self.read(into: buffer, at: position)
      position += UInt64(count)
      return count
    }
  }
}

extension FileStatus {
  /// Whether another write would show. File systems stamp by the tick of a few milliseconds, so a file that changed just
  /// now may change once more and look the same.
  func isSettled(at now: FileTime) -> Bool {
    let age = now.nanoseconds(since: changed)
    return age > 50_000_000 || age < 0
  }
}
