/// The scan that reader and writer share.
@usableFromInline
package enum JSONText {
  /// The first byte from `start` on that cannot stand in a JSON text as it is (`"`, `\`, below 0x20), or the end.
  ///
  /// Eight bytes at a time, by D. Lemire's test for bytes that JSON escapes; the lowest flag is always exact, since only a
  /// byte that is one of them borrows from the next.
  @inlinable @inline(__always)
  package static func endOfPlainRun(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let count = bytes.count
    var i = start
    while i + 8 <= count {
      let word = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      // A quote becomes a space by the first of these, and no control character anything above.
      let controlOrQuote = (word ^ (ones &* 0x02)) &- ones &* 0x21
      let backslash = (word ^ (ones &* 0x5C)) &- ones
      let found = (controlOrQuote | backslash) & ~word & (ones &* 0x80)
      if found != 0 { return i + UInt64(littleEndian: found).trailingZeroBitCount >> 3 }
      i += 8
    }
    while i < count {
      let byte = bytes[i]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { return i }
      i += 1
    }
    return count
  }
}
