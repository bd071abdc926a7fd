internal import Formats
internal import Storage

/// An output that is written bit by bit under its staged name.
///
/// Small pieces are gathered, so that the system is asked seldom.
struct StagedFile {
  package let place: OutputPlace
  package let name: FileName
  private let file: OpenFile
  private let files: any FileSystem
  private var waiting: [UInt8] = []
  private var checksum = Checksum.Running()
  package private(set) var size: Int

  private static let flush = 1 << 18
  /// Worth a call of its own rather than a copy.
  private static let longPiece = 1 << 16

  /// - Parameters:
  ///   - name: the final one.
  ///   - length: how much of what is there already counts.
  package init(
    _ name: FileName, stagedAs staged: FileName, at place: OutputPlace, in directory: Directory,
    keeping length: Int = 0,
    _ files: any FileSystem
  ) throws(FileError) {
    self.place = place
    self.name = name
    self.files = files
    size = length
    file = try files.openToAppend(staged, in: directory, keeping: length)
  }

  package mutating func append(_ bytes: ArraySlice<UInt8>) throws(FileError) {
    if bytes.count >= Self.longPiece {
      try flush()
      return try write(bytes)
    }
    waiting.append(contentsOf: bytes)
    if waiting.count >= Self.flush { try flush() }
  }

  /// Writes what is still in memory; not durable by that.
  mutating func flush() throws(FileError) {
    guard !waiting.isEmpty else { return }
    try write(waiting[...])
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>) throws(FileError) {
    try files.write(bytes, to: file)
    checksum.add(bytes)
    size += bytes.count
  }

  /// Gives back the room beyond a length.
  package func cut(to length: Int) {
    if let again = try? files.openToAppend(file.name, in: file.directory, keeping: length) { files.close(again) }
  }

  package func close() { files.close(file) }

  /// What was written since the file was opened, as a record tells it.
  package var output: BatchRecord.Output {
    BatchRecord.Output(place: place, name: name, size: size, checksum: checksum.value)
  }
}
