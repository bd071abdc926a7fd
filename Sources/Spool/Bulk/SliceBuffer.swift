/// Bytes that are to be written one behind the other, left where they are until then.
///
/// Neighbours are joined: a run of rows that were all accepted is one piece.
struct SliceBuffer {
  package private(set) var pieces: [ArraySlice<UInt8>] = []
  /// Where the last piece's bytes are, and which of them it has.
  private var last: (owner: Int, range: Range<Int>)?

  /// - Parameter owner: tells the buffer of `bytes` from others.
  package mutating func append(_ range: Range<Int>, of bytes: [UInt8], owner: Int) {
    if let last, last.owner == owner, last.range.upperBound == range.lowerBound {
      let joined = last.range.lowerBound..<range.upperBound
      pieces[pieces.count - 1] = bytes[joined]
      self.last = (owner, joined)
    } else {
      pieces.append(bytes[range])
      last = (owner, range)
    }
  }

  package mutating func append(_ bytes: [UInt8]) {
    pieces.append(bytes[...])
    last = nil
  }

  mutating func removeAll() {
    pieces.removeAll(keepingCapacity: true)
    last = nil
  }

  package var isEmpty: Bool { pieces.isEmpty }
}
