/// Turns a stream of UTF-16 into UTF-8, and keeps count of where its rows stand in the original.
struct UTF16Transcoder {
  private let isBigEndian: Bool
  /// Where the current row stands in the original, in bytes.
  private(set) var row: Range<UInt64>
  /// Bytes that have been read and not been turned yet.
  var pending: [UInt8] = []
  private var isAtEnd = false

  /// Nil if the encoding is another one.
  init?(_ encoding: TextEncoding, position: UInt64) {
    guard encoding.isUTF16 else { return nil }
    isBigEndian = encoding == .utf16BigEndian
    row = position..<position
  }

  /// Moves on by a row as it is in UTF-8.
  ///
  /// Every scalar of up to three bytes is one unit of UTF-16, one of four bytes is two, so its place in the original can be
  /// reckoned from the row alone.
  mutating func step(over bytes: UnsafeBufferPointer<UInt8>) {
    var units = 0
    for byte in bytes {
      if byte < 0x80 || byte >= 0xC0 { units += byte >= 0xF0 ? 2 : 1 }
    }
    row = row.upperBound..<(row.upperBound + UInt64(units * 2))
  }

  /// Fills the buffer as far as it can with UTF-8, 0 bytes at the end. What is no UTF-16 becomes U+FFFD.
  mutating func fill(_ buffer: UnsafeMutableRawBufferPointer, from source: CSVReader.Source) throws -> Int {
    var filled = 0
    while filled == 0 {
      // A unit takes three bytes at most.
      let wanted = max(buffer.count / 3 * 2, 4)
      if !isAtEnd, pending.count < wanted {
        let count = pending.count
        let more = try [UInt8](unsafeUninitializedCapacity: wanted - count) { space, read in
          read = try source(UnsafeMutableRawBufferPointer(space))
        }
        if more.isEmpty { isAtEnd = true }
        pending += more
      }
      if pending.isEmpty { return 0 }
      filled = turn(into: buffer)
      if filled == 0, isAtEnd { return 0 }
    }
    return filled
  }

  private mutating func turn(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var (position, filled) = (0, 0)
    while filled + 4 <= buffer.count {
      guard let (scalar, length) = scalar(at: position) else { break }
      position += length
      for byte in String(scalar).utf8 {
        buffer[filled] = byte
        filled += 1
      }
    }
    pending.removeFirst(position)
    return filled
  }

  private func scalar(at position: Int) -> (Unicode.Scalar, length: Int)? {
    guard let first = unit(at: position) else {
      // An odd byte at the very end.
      return isAtEnd && position < pending.count ? ("\u{FFFD}", 1) : nil
    }
    if let scalar = Unicode.Scalar(UInt32(first)) { return (scalar, 2) }
    guard first < 0xDC00 else { return ("\u{FFFD}", 2) }
    guard let second = unit(at: position + 2) else { return isAtEnd ? ("\u{FFFD}", 2) : nil }
    guard (0xDC00...0xDFFF).contains(second) else { return ("\u{FFFD}", 2) }
    let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", 4)
  }

  private func unit(at position: Int) -> UInt16? {
    guard position + 2 <= pending.count else { return nil }
    let (a, b) = (UInt16(pending[position]), UInt16(pending[position + 1]))
    return isBigEndian ? a << 8 | b : b << 8 | a
  }
}
