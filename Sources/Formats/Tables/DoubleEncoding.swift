/// UTF-8 that a program took for Windows-1252 or Windows-1254 and made UTF-8 of once more: "AyÅŸe" for Ayşe.
enum DoubleEncoding {
  /// Whether all that is not ASCII in the beginning of a file is such, and letters come out of it.
  ///
  /// The first "ş" in its place settles that it is not, so that a file in UTF-8 is looked at no further. Who really writes "Ä°" writes
  /// something else, too.
  static func isIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var letters = 0
    var start = bytes.startIndex
    while let from = bytes[start...].firstIndex(where: { $0 >= 0x80 }) {
      guard let end = bytes[from...].firstIndex(where: { $0 < 0x80 }) else { break }
      guard case .valid = UTF8Check.of(UnsafeBufferPointer(rebasing: bytes[from..<end])),
        let text = undone(String(decoding: bytes[from..<end], as: UTF8.self).unicodeScalars)
      else { return false }
      letters += text.unicodeScalars.count { $0.properties.isAlphabetic && $0.value < 0x250 }
      start = end
    }
    return letters > 0
  }

  /// The text as it was, with what is not such left as it stands.
  static func undone(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var out = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let plain = rest.prefix { $0.value < 0x80 }
      out.append(contentsOf: plain)
      rest = rest[plain.endIndex...]
      let run = rest.prefix { $0.value >= 0x80 }
      out.append(contentsOf: undone(String.UnicodeScalarView(run))?.unicodeScalars ?? String.UnicodeScalarView(run))
      rest = rest[run.endIndex...]
    }
    // A byte order mark that was encoded twice.
    return out.first == "\u{FEFF}" ? String(out.dropFirst()) : String(out)
  }

  /// The text as such a program would have left it.
  static func done(_ text: String) -> [UInt8] {
    var out = String.UnicodeScalarView()
    for byte in text.utf8 {
      out.append(byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(page[Int(byte) - 0x80]) ?? "\u{FFFD}")
    }
    return Array(String(out).utf8)
  }

  /// Nil if it is nothing of the sort.
  private static func undone(_ run: String.UnicodeScalarView) -> String? {
    var bytes: [UInt8] = []
    for scalar in run {
      guard let byte = byte(of: scalar) else { return nil }
      bytes.append(byte)
    }
    guard bytes.withUnsafeBufferPointer({ UTF8Check.of($0) == .valid }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What it was taken for: Windows-1252, where Windows-1254 has no character either.
  private static let page: [UInt16] = {
    var page = CodePage.windows1254
    for (byte, character) in [(0x8E, 0x017D), (0x9E, 0x017E)] { page[byte - 0x80] = UInt16(character) }
    return page
  }()

  /// In either of them, or in Latin-1.
  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    bytes[scalar.value] ?? ((0x80...0xFF).contains(scalar.value) ? UInt8(scalar.value) : nil)
  }

  private static let bytes: [UInt32: UInt8] = {
    var bytes: [UInt32: UInt8] = [:]
    for (index, character) in page.enumerated() { bytes[UInt32(character)] = UInt8(index + 0x80) }
    return bytes
  }()
}
