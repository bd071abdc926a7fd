/// The scan that reader and writer share.
@usableFromInline
package enum JSONText {
  /// The first byte from `start` on that cannot stand in a JSON text as it is, or the end.
  @inlinable @inline(__always)
  package static func endOfPlainRun(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var i = start
    while i + 8 <= bytes.count {
      let plain = plainBytes(of: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i += plain
      if plain < 8 { return i }
    }
    while i < bytes.count, isPlain(bytes[i]) { i += 1 }
    return i
  }

  /// How many of eight bytes come before the first that cannot stand in a JSON text as it is.
  ///
  /// By D. Lemire's test for bytes that JSON escapes; the lowest flag is always exact, since only a byte that is one of them
  /// borrows from the next.
  @inlinable @inline(__always)
  static func plainBytes(of word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A quote becomes a space by the first of these, and no control character anything above.
    let controlOrQuote = (word ^ (ones &* 0x02)) &- ones &* 0x21
    let backslash = (word ^ (ones &* 0x5C)) &- ones
    let found = (controlOrQuote | backslash) & ~word & (ones &* 0x80)
    return UInt64(littleEndian: found).trailingZeroBitCount >> 3
  }

  /// Whether a byte can stand in a JSON text as it is: all but `"`, `\` and what is below 0x20.
  @inlinable @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x22 && byte != 0x5C }
}
