/// The white space of facts.
package enum FactText {
  /// Whether the text is one line without white space around it, as nearly every fact is.
  package static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, var last = text.last else { return false }
    if last >= 0x80 { last = text.last { $0 >= 0xC0 } ?? 0 }
    guard !mayBeSpace(first), !mayBeSpace(last) else { return false }
    return !hasControls(UnsafeRawBufferPointer(text))
  }

  /// Eight bytes at a time, by the zero-byte test of Hacker's Delight 6-1.
  @inline(__always)
  private static func hasControls(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = 0
    while i + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let delete = word ^ (ones &* 0x7F)
      if ((word &- ones &* 0x20) & ~word | (delete &- ones) & ~delete) & (ones &* 0x80) != 0 { return true }
      i += 8
    }
    while i < bytes.count {
      if bytes[i] < 0x20 || bytes[i] == 0x7F { return true }
      i += 1
    }
    return false
  }

  /// The first bytes of characters among which the white space is.
  @inline(__always)
  private static func mayBeSpace(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0xC2 || byte >= 0xE1 && byte <= 0xE3 || byte == 0xEF
  }

  package static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return text }
    if !isSpace(first), !isSpace(last) { return text }
    guard let start = scalars.firstIndex(where: { !isSpace($0) }), let end = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  /// Runs of line breaks and control characters become one space.
  package static func singleLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
    return text.split { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } }.joined(separator: " ")
  }

  /// Unicode's White_Space, control characters, and the marks of no width that exports leave behind.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }
}
