/// The two encodings in which exports arrive: UTF-8, and what Turkish Excel calls "CSV".
package enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case windows1254 = "Windows-1254"

  /// UTF-8 if the bytes are that (they may end inside a character), or all but a few of them; else Windows-1254, in which
  /// everything can be read.
  package static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding {
    guard case .invalid = UTF8Check.of(bytes) else { return .utf8 }
    var (characters, strays) = (0, 0)
    forEachPart(of: bytes) { wellFormed, stray in
      // Each character of several bytes begins with one of these.
      characters += wellFormed.count { $0 >= 0xC2 }
      if stray != nil { strays += 1 }
    }
    return characters > strays ? .utf8 : .windows1254
  }

  /// The text of a field. Bytes in a UTF-8 file that are not UTF-8 were pasted in by another program, and are read as
  /// Windows-1254 rather than as replacement characters.
  package func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if self == .utf8, UTF8Check.of(bytes) == .valid { return String(decoding: bytes, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    guard self == .utf8 else {
      for byte in bytes { text.append(Self.scalar(byte)) }
      return String(text)
    }
    Self.forEachPart(of: bytes) { wellFormed, stray in
      text.append(contentsOf: String(decoding: wellFormed, as: UTF8.self).unicodeScalars)
      if let stray { text.append(Self.scalar(stray)) }
    }
    return String(text)
  }

  /// Gives well-formed UTF-8, and the byte behind it that cannot be there; nil at the end.
  private static func forEachPart(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (_ wellFormed: UnsafeBufferPointer<UInt8>, _ stray: UInt8?) -> Void
  ) {
    var rest = bytes
    while true {
      switch UTF8Check.of(rest) {
      case .valid: return body(rest, nil)
      case .invalid(let at), .incomplete(let at):
        body(UnsafeBufferPointer(rebasing: rest[..<at]), rest[at])
        rest = UnsafeBufferPointer(rebasing: rest[(at + 1)...])
      }
    }
  }

  /// The bytes of a text; a character that the encoding does not have becomes `?`.
  package func encode(_ text: String) -> [UInt8] {
    switch self {
    case .utf8: Array(text.utf8)
    case .windows1254: text.unicodeScalars.map { Self.byte($0) }
    }
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    let code: UInt32 =
      switch byte {
      case 0x80...0x9F: UInt32(highControls[Int(byte) - 0x80])
      case 0xD0: 0x011E  // Ğ
      case 0xDD: 0x0130  // İ
      case 0xDE: 0x015E  // Ş
      case 0xF0: 0x011F  // ğ
      case 0xFD: 0x0131  // ı
      case 0xFE: 0x015F  // ş
      default: UInt32(byte)
      }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private static func byte(_ scalar: Unicode.Scalar) -> UInt8 {
    if scalar.value < 0x80 { return UInt8(scalar.value) }
    for byte in UInt8(0x80)...0xFF where Self.scalar(byte) == scalar { return byte }
    return UInt8(ascii: "?")
  }

  /// 0x80…0x9F of the code page as unicode.org publishes it; the seven unassigned bytes stand for themselves.
  private static let highControls: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x008E, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x009E, 0x0178,
  ]
}
