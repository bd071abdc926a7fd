/// Where one field lies, relative to the start of its row.
@usableFromInline
package struct CSVField: Sendable {
  @usableFromInline package var start: UInt32
  @usableFromInline package var end: UInt32
  /// The range holds quotes that have to be resolved; otherwise it is the field's own bytes.
  @usableFromInline package var needsUnquoting: Bool

  /// The text of a quoted field. Its last quote closes it, whatever stands behind; between the first and the last one two
  /// quotes are one, and a single one is itself, with or without a backslash before it.
  @usableFromInline
  static func unquoted(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard let open = bytes.firstIndex(of: quote), let close = bytes.lastIndex(of: quote), close > open else {
      return Array(bytes)
    }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var i = open + 1
    while i < close {
      if bytes[i] == quote {
        if i + 1 < close, bytes[i + 1] == quote {
          i += 1
        } else if out.last == UInt8(ascii: "\\") {
          out.removeLast()
        }
      }
      out.append(bytes[i])
      i += 1
    }
    out.append(contentsOf: bytes[(close + 1)...])
    return out
  }

  /// The field's text without white space around it.
  ///
  /// - Parameter row: where the field is.
  func text(in row: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> String {
    let bytes = UnsafeBufferPointer(rebasing: row[Int(start)..<Int(end)])
    guard needsUnquoting else { return encoding.decode(bytes.trimmed) }
    return Self.unquoted(bytes).withUnsafeBufferPointer { encoding.decode($0.trimmed) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without spaces, tabs, line ends and no-break spaces in UTF-8 around it.
  package var trimmed: UnsafeBufferPointer<UInt8> {
    if let first, let last, first > 0x20, first != 0xC2, last > 0x20, last != 0xA0 { return self }
    var range = 0..<count
    while let first = range.first {
      if self[first] == 0x20 || (0x09...0x0D).contains(self[first]) {
        range = range.dropFirst()
      } else if self[first] == 0xC2, range.count > 1, self[first + 1] == 0xA0 {
        range = range.dropFirst(2)
      } else {
        break
      }
    }
    while let last = range.last {
      if self[last] == 0x20 || (0x09...0x0D).contains(self[last]) {
        range = range.dropLast()
      } else if self[last] == 0xA0, range.count > 1, self[last - 1] == 0xC2 {
        range = range.dropLast(2)
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: self[range])
  }
}
