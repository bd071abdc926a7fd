/// Finds the end of one row and its fields. It copies nothing and keeps no state between rows.
///
/// Eight bytes at a time are compared with the four bytes that mean something; only hits are looked at, so the cost is
/// that of the fields and not of their length.
@usableFromInline
package struct CSVScanner {
  package enum Scan {
    /// The row, its line end included, ends before this offset.
    case row(end: Int)
    /// The bytes end before the row does.
    case needsMore(insideQuotes: Bool)
    case tooManyColumns
  }

  static let maximumColumns = 16_384

  package let delimiter: UInt8
  @usableFromInline package var fields: [CSVField] = []
  /// How many lines the row took.
  package private(set) var lines = 0
  /// How many lines into the row its last quote was opened.
  private(set) var lastQuoteLine = 0

  package init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Reads the row that starts at `start`. With `isLast`, the end of the bytes ends the row too.
  package mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool) -> Scan {
    fields.removeAll(keepingCapacity: true)
    lines = 0
    var field = OpenField(start: start)
    let count = bytes.count
    var i = start
    while i < count {
      var hits = structuralBytes(bytes, at: i)
      while hits != 0 {
        let at = i + hits.trailingZeroBitCount >> 3
        hits &= hits &- 1
        let byte = bytes[at]
        if field.isInQuotes {
          if byte == UInt8(ascii: "\"") {
            if at == field.skip { continue }
            if at + 1 < count {
              if bytes[at + 1] == UInt8(ascii: "\"") {
                guard field.isLoose else {
                  field.skip = at + 1
                  field.isIrregular = true
                  continue
                }
                guard at + 2 < count || isLast else { return .needsMore(insideQuotes: true) }
                field.skip = at + 1
                // A name that ends with a quoted word: the second quote is the cell's.
                guard at + 2 == count || endsField(bytes[at + 2]) else { continue }
                field.isInQuotes = false
                field.closed = at + 1
                continue
              }
            } else if !isLast {
              return .needsMore(insideQuotes: true)
            }
            field.isInQuotes = false
            field.closed = at
          } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !(at + 1 < count && bytes[at + 1] == 10)
          {
            lines += 1
          }
          continue
        }
        if byte == delimiter {
          append(field, end: at, row: start)
          guard fields.count < Self.maximumColumns else { return .tooManyColumns }
          field = OpenField(start: at + 1)
        } else if byte == UInt8(ascii: "\"") {
          if at == field.skip { continue }
          if field.closed >= 0 {
            field.reopen()
            // This quote may be the last one as well as one more inside.
            hits |= 0x80 << UInt64((at - i) * 8)
            continue
          }
          field.quote(at: at, bytes)
          lastQuoteLine = lines
        } else if byte == UInt8(ascii: "\n") {
          append(field, end: at, row: start)
          lines += 1
          return .row(end: at + 1)
        } else {
          var end = at + 1
          if end < count {
            if bytes[end] == UInt8(ascii: "\n") { end += 1 }
          } else if !isLast {
            return .needsMore(insideQuotes: false)
          }
          append(field, end: at, row: start)
          lines += 1
          return .row(end: end)
        }
      }
      i += 8
    }
    guard isLast, !field.isInQuotes else { return .needsMore(insideQuotes: field.isInQuotes) }
    append(field, end: count, row: start)
    lines += 1
    return .row(end: count)
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  @inline(__always)
  private mutating func append(_ field: OpenField, end: Int, row: Int) {
    if field.closed < 0 {
      fields.append(
        CSVField(
          start: UInt32(truncatingIfNeeded: field.start - row),
          end: UInt32(truncatingIfNeeded: end - row), needsUnquoting: false))
    } else if !field.isIrregular, field.closed == end - 1 {
      fields.append(
        CSVField(
          start: UInt32(truncatingIfNeeded: field.start + 1 - row),
          end: UInt32(truncatingIfNeeded: end - 1 - row), needsUnquoting: false))
    } else {
      fields.append(
        CSVField(
          start: UInt32(truncatingIfNeeded: field.start - row),
          end: UInt32(truncatingIfNeeded: end - row), needsUnquoting: true))
    }
  }

  /// The high bit of each of the next eight bytes that is a delimiter, a quote or part of a line end.
  ///
  /// Unlike the shorter zero-byte test, this one is exact for every byte and not only for the lowest hit.
  @inline(__always)
  private func structuralBytes(_ bytes: UnsafeRawBufferPointer, at i: Int) -> UInt64 {
    var word: UInt64 = 0
    if i + 8 <= bytes.count {
      word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
    } else {
      for k in 0..<(bytes.count - i) { word |= UInt64(bytes[i + k]) << UInt64(8 * k) }
    }
    let others =
      differing(word, from: delimiter) & differing(word, from: UInt8(ascii: "\""))
      & differing(word, from: UInt8(ascii: "\n")) & differing(word, from: UInt8(ascii: "\r"))
    return ~others & 0x8080_8080_8080_8080
  }

  /// The high bit of each byte that is not `byte`; the other bits are noise.
  @inline(__always)
  private func differing(_ word: UInt64, from byte: UInt8) -> UInt64 {
    let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    return ((difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | difference
  }
}

/// The field that is being read.
private struct OpenField {
  package let start: Int
  var isInQuotes = false
  /// Where its closing quote is, if it was quoted.
  var closed = -1
  /// The second quote of a doubled one.
  package var skip = -1
  /// Doubled quotes, spaces before the quote or text after it.
  var isIrregular = false
  /// There are quotes inside that are not doubled, as in `"Örnek "Gıda" A.Ş."`.
  var isLoose = false

  package init(start: Int) { self.start = start }

  /// A quote behind the one that seemed to close the field: that one belongs to the text.
  mutating func reopen() {
    isInQuotes = true
    isLoose = true
    isIrregular = true
    closed = -1
  }

  /// A quote outside quotes opens the field if only spaces came before it; elsewhere it is a character like any other,
  /// as in `12" pipe`.
  package mutating func quote(at position: Int, _ bytes: UnsafeRawBufferPointer) {
    if position == start {
      isInQuotes = true
    } else if closed < 0, bytes[start..<position].allSatisfy({ $0 == 0x20 }) {
      isInQuotes = true
      isIrregular = true
    }
  }
}
