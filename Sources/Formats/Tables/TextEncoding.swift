/// The encodings in which exports arrive: UTF-8, what Turkish Excel calls "CSV" (Windows-1254), "CSV (MS-DOS)" and "CSV
/// (Macintosh)", the UTF-16 of "Unicode text" and of Meta's lead forms, and UTF-8 that was encoded twice.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "UTF-8"
  case windows1254 = "Windows-1254"
  case dos857 = "CP857"
  case dos850 = "CP850"
  case macTurkish = "Mac-Turkish"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// See ``DoubleEncoding``.
  case utf8Twice = "UTF-8-twice"

  /// What a configuration calls them.
  package static let names = allCases.map { $0.rawValue.lowercased() }

  /// By any of the names that are used for it: `cp1254`, `ISO-8859-9`, `utf-16`.
  package init?(named name: String) {
    let letters = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    switch letters {
    case "utf8", "unicode", "utf8bom", "utf8sig": self = .utf8
    case "windows1254", "cp1254", "1254", "iso88599", "latin5", "windows1252", "cp1252", "latin1", "iso88591":
      self = .windows1254
    case "cp857", "dos857", "ibm857", "857", "msdos", "dos": self = .dos857
    case "cp850", "dos850", "ibm850", "850": self = .dos850
    case "macturkish", "xmacturkish", "macintosh", "mac": self = .macTurkish
    case "utf16", "utf16le", "ucs2": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "utf8twice": self = .utf8Twice
    default: return nil
    }
  }

  package var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// Whether the bytes are the text's own, as they nearly always are.
  package func isAsItStands(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if self == .utf8Twice { return bytes.allSatisfy { $0 < 0x80 } }
    return page == nil && UTF8Check.of(bytes) == .valid
  }

  /// The text of a field; of a file in UTF-16, which is UTF-8 once it is read. Bytes in a UTF-8 file that are not UTF-8
  /// were pasted in by another program, and are read as what that probably wrote rather than as replacement characters.
  package func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if self == .utf8Twice { return DoubleEncoding.undone(Self.utf8.decode(bytes)) }
    if let page {
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(Self.scalar(byte, page)) }
      return String(text)
    }
    if UTF8Check.of(bytes) == .valid { return String(decoding: bytes, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    let page = Self.pageOfStrays(bytes)
    Self.forEachPart(of: bytes) { wellFormed, stray in
      text.append(contentsOf: String(decoding: wellFormed, as: UTF8.self).unicodeScalars)
      if let stray { text.append(Self.scalar(stray, page)) }
    }
    return String(text)
  }

  /// The bytes of a text; a character that the encoding does not have becomes `?`.
  package func encode(_ text: String) -> [UInt8] {
    if let page { return text.unicodeScalars.map { Self.byte($0, page) } }
    switch self {
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .utf8Twice: return DoubleEncoding.done(text)
    default: return Array(text.utf8)
    }
  }

  /// The characters of the bytes from 0x80 on; nil if a character may have several bytes.
  var page: [UInt16]? {
    switch self {
    case .windows1254: CodePage.windows1254
    case .dos857: CodePage.dos857
    case .dos850: CodePage.dos850
    case .macTurkish: CodePage.macTurkish
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .utf8Twice: nil
    }
  }

  private static func scalar(_ byte: UInt8, _ page: [UInt16]) -> Unicode.Scalar {
    byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(page[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }

  private static func byte(_ scalar: Unicode.Scalar, _ page: [UInt16]) -> UInt8 {
    if scalar.value < 0x80 { return UInt8(scalar.value) }
    return page.firstIndex { UInt32($0) == scalar.value }.map { UInt8($0 + 0x80) } ?? UInt8(ascii: "?")
  }

  /// Gives well-formed UTF-8, and the byte behind it that cannot be there; nil at the end.
  static func forEachPart(
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
}
