internal import Formats

/// Makes files smaller and whole again, in the format of gzip, so that anybody can look into them with `zcat`.
package protocol Compressor: Sendable {
  /// Writes into `target`, in compressed form, all that `produce` hands to its argument.
  func compress(
    into target: OpenFile, _ produce: ((UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws(FileError)

  /// Hands on the content piece by piece.
  ///
  /// - Throws: ``FileError/damaged`` if it cannot be made whole; some of it may have been handed on by then.
  func expand(
    _ source: OpenFile, _ consume: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError)
}

extension FileSystem {
  /// The whole content of a compressed file.
  package func expandFile(_ name: FileName, in directory: Directory) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try expandFile(name, in: directory) { (piece) throws(FileError) in bytes += piece }
    return bytes
  }

  /// Hands on the content of a compressed file piece by piece.
  package func expandFile(
    _ name: FileName, in directory: Directory, _ consume: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    let file = try open(name, in: directory)
    defer { close(file) }
    try compressor.expand(file, consume)
  }
}

/// What tells two streams of bytes apart, however they were cut into pieces.
package struct StreamSum: Equatable {
  private var blocks: [UInt64] = []
  private var rest: [UInt8] = []
  package private(set) var count = 0

  package init() {}

  static let blockSize = 1 << 20

  package mutating func add(_ piece: UnsafeRawBufferPointer) {
    count += piece.count
    var piece = piece[...]
    while !piece.isEmpty {
      let room = piece.prefix(Self.blockSize - rest.count)
      rest += room
      piece = piece.dropFirst(room.count)
      if rest.count == Self.blockSize {
        blocks.append(Checksum.of(rest))
        rest.removeAll(keepingCapacity: true)
      }
    }
  }

  package static func == (a: StreamSum, b: StreamSum) -> Bool {
    a.count == b.count && a.blocks == b.blocks && a.rest == b.rest
  }
}
