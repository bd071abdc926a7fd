/// What stands around a telephone number and is no part of it.
enum PhoneNumberText {
  /// Without a spreadsheet's `="…"`, quotes around the whole, and notes in brackets: `0532 111 22 33 (WhatsApp)`.
  static func withoutWrapping(_ text: [UInt8]) -> [UInt8] {
    var bytes = text[...]
    let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "`")]
    if bytes.starts(with: "=\"".utf8) { bytes = bytes.dropFirst() }
    while let first = bytes.first, quotes.contains(first) || first <= 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, quotes.contains(last) || last <= 0x20 { bytes = bytes.dropLast() }
    guard bytes.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }) else { return Array(bytes) }
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.first {
      if let length = note(rest) {
        rest = rest.dropFirst(length)
        plain.append(0x20)
      } else {
        plain.append(byte)
        rest = rest.dropFirst()
      }
    }
    while plain.last == 0x20 { plain.removeLast() }
    return plain
  }

  /// How long the bracket is that the bytes begin with, if there are words in it. Digits alone are the number's own, as
  /// in `(0532) 111 22 33`.
  private static func note(_ bytes: ArraySlice<UInt8>) -> Int? {
    let closing: UInt8
    switch bytes.first {
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    case UInt8(ascii: "["): closing = UInt8(ascii: "]")
    default: return nil
    }
    guard let end = bytes.firstIndex(of: closing), bytes[..<end].contains(where: isLetter) else { return nil }
    return end + 1 - bytes.startIndex
  }

  /// Whether nothing but words follow, set off from the number by a space: `0532 111 22 33 Elif Hanım`.
  static func isNote(_ bytes: ArraySlice<UInt8>, after previous: UInt8) -> Bool {
    guard previous == 0x20, bytes.count <= 40, bytes.contains(where: isLetter) else { return false }
    return bytes.allSatisfy { isLetter($0) || [0x20, UInt8(ascii: "."), UInt8(ascii: "'")].contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (97...122).contains(byte | 0x20) }

  /// The number in a link that opens a chat, where it always has its country code: `https://wa.me/90532…`.
  static func linked(_ bytes: [UInt8]) -> [UInt8]? {
    for mark in ["wa.me/", "phone="] {
      guard let end = endOf(mark, in: bytes) else { continue }
      var rest = bytes[end...]
      // A link's own way to write a plus sign.
      if rest.starts(with: "%2B".utf8) || rest.starts(with: "%2b".utf8) { rest = rest.dropFirst(3) }
      let digits = rest.drop { !isDigit($0) }.prefix(while: isDigit)
      return digits.isEmpty ? nil : Array(digits)
    }
    return nil
  }

  private static func endOf(_ mark: String, in bytes: [UInt8]) -> Int? {
    let mark = Array(mark.utf8)
    guard bytes.count > mark.count else { return nil }
    return (0..<(bytes.count - mark.count)).first { start in
      mark.indices.allSatisfy { bytes[start + $0] == mark[$0] || bytes[start + $0] | 0x20 == mark[$0] }
    }.map { $0 + mark.count }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
