/// What stands around an e-mail address and is no part of it.
enum EmailAddressText {
  /// The bytes that should be the address.
  static func addressPart(of text: String) -> ArraySlice<UInt8> {
    var bytes = Array(text.utf8)[...]
    if bytes.contains(where: { $0 >= 0x80 }) { bytes = Array(withoutMarks(text).utf8)[...] }
    bytes = trimmed(bytes)
    if bytes.starts(with: "=\"".utf8) { bytes = bytes.dropFirst() }
    bytes = withoutQuotes(withoutNote(bytes))
    // Two of them are two addresses.
    if bytes.last == UInt8(ascii: ">"), let open = bytes.lastIndex(of: UInt8(ascii: "<")),
      !bytes[..<open].contains(UInt8(ascii: "<"))
    {
      bytes = trimmed(bytes[(open + 1)...].dropLast())
    }
    let scheme = "mailto:".utf8
    if bytes.count > scheme.count, zip(bytes, scheme).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) {
      bytes = bytes.dropFirst(scheme.count)
      bytes = bytes.prefix { $0 != UInt8(ascii: "?") }
    }
    return withoutRemains(withoutLabel(bytes))
  }

  /// Without the direction marks and zero-width characters that are copied along; other white space becomes a space.
  private static func withoutMarks(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: continue
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: plain.append(" ")
      case 0xFF20: plain.append("@")
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = text
    while let first = bytes.first, isSpace(first) { bytes = bytes.dropFirst() }
    while let last = bytes.last, isSpace(last) { bytes = bytes.dropLast() }
    return bytes
  }

  /// `ali@example.com (iş)`
  private static func withoutNote(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for (opening, closing) in [("(", ")"), ("[", "]")] as [(Unicode.Scalar, Unicode.Scalar)] {
      guard text.last == UInt8(ascii: closing), let open = text.lastIndex(of: UInt8(ascii: opening)),
        let at = text.firstIndex(of: UInt8(ascii: "@")), at < open, open > text.startIndex, isSpace(text[open - 1])
      else { continue }
      return trimmed(text[..<open])
    }
    return text
  }

  private static func withoutQuotes(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = text
    for (opening, closing) in [("\"", "\""), ("(", ")"), ("[", "]")] as [(Unicode.Scalar, Unicode.Scalar)]
    where bytes.count > 1 && bytes.first == UInt8(ascii: opening) && bytes.last == UInt8(ascii: closing) {
      bytes = trimmed(bytes.dropFirst().dropLast())
    }
    return bytes
  }

  /// `E-posta: ali@example.com`
  private static func withoutLabel(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let at = text.firstIndex(of: UInt8(ascii: "@")), let colon = text[..<at].lastIndex(of: UInt8(ascii: ":")),
      text[..<colon].allSatisfy({ isLetter($0) || [0x20, UInt8(ascii: "-"), UInt8(ascii: ".")].contains($0) })
    else { return text }
    return trimmed(text[(colon + 1)...])
  }

  /// Without what is left of a sentence or a list: no address begins with an apostrophe or ends with such a mark.
  private static func withoutRemains(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = trimmed(text)
    while let first = bytes.first, first == UInt8(ascii: "'") || first == UInt8(ascii: "<") || isSpace(first) {
      bytes = bytes.dropFirst()
    }
    while let last = bytes.last, ".,;:>'!".utf8.contains(last) || isSpace(last) { bytes = bytes.dropLast() }
    return bytes
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (97...122).contains(byte | 0x20) }
}
