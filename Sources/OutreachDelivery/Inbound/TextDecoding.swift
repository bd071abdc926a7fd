internal import Formats
internal import Outreach

/// How text comes out of e-mail; whatever is wrong in it is passed over.
enum TextDecoding {
  static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count == 4 {
        out += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
        (bits, count) = (0, 0)
      }
    }
    if count == 2 { out.append(UInt8(bits >> 4 & 255)) }
    if count == 3 { out += [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)] }
    return out
  }

  static func quotedPrintable(_ bytes: some Collection<UInt8>, inHeader: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    var rest = Array(bytes)[...]
    while let byte = rest.popFirst() {
      if inHeader, byte == UInt8(ascii: "_") {
        out.append(0x20)
      } else if byte == UInt8(ascii: "=") {
        // White space may have been added before a soft line end.
        let end = rest.drop { $0 == 0x20 || $0 == 0x09 }
        if end.starts(with: [0x0D, 0x0A]) {
          rest = end.dropFirst(2)
        } else if end.first == 0x0A {
          rest = end.dropFirst()
        } else if rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
          out.append(code)
          rest = rest.dropFirst(2)
        } else {
          out.append(byte)
        }
      } else {
        out.append(byte)
      }
    }
    return out
  }

  /// Bytes in a character set by its name; what is not known is read as UTF-8, and as Turkish Windows where it is not that.
  static func text(_ bytes: [UInt8], charset: String?) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      switch charset?.lowercased() {
      case "windows-1254", "iso-8859-9", "latin5", "cp1254": return TextEncoding.windows1254.decode(buffer)
      case "windows-1252", "iso-8859-1", "latin1", "cp1252", "iso-8859-15":
        // Six letters are other ones in the Turkish set.
        let western: [Character: Character] = ["Ğ": "Ð", "İ": "Ý", "Ş": "Þ", "ğ": "ð", "ı": "ý", "ş": "þ"]
        return String(TextEncoding.windows1254.decode(buffer).map { western[$0] ?? $0 })
      case "utf-16", "utf-16le", "utf-16be": return utf16(bytes, isBigEndian: charset?.lowercased() == "utf-16be")
      default: return TextEncoding.utf8.decode(buffer)
      }
    }
  }

  /// A mark at the beginning counts more than the name.
  private static func utf16(_ bytes: [UInt8], isBigEndian: Bool) -> String {
    let isMarked = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    let isBig = isMarked ? bytes[0] == 0xFE : isBigEndian
    let units = stride(from: isMarked ? 2 : 0, to: bytes.count - 1, by: 2).map { at in
      UInt16(bytes[at]) << (isBig ? 8 : 0) | UInt16(bytes[at + 1]) << (isBig ? 0 : 8)
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// A header's text, with encoded words (RFC 2047) read; white space between two of them is none.
  static func header(_ bytes: [UInt8]) -> String {
    let text = text(bytes, charset: nil)
    var out = ""
    var rest = text[...]
    // Characters may be split between words, so bytes are gathered as long as the character set stays.
    var gathered: (charset: String, bytes: [UInt8])?
    func flush() {
      if let found = gathered { out += Self.text(found.bytes, charset: found.charset) }
      gathered = nil
    }
    while let start = rest.firstRange(of: "=?") {
      let before = rest[..<start.lowerBound]
      guard let (charset, bytes, after) = word(rest[start.lowerBound...]) else {
        flush()
        out += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        continue
      }
      if gathered == nil || before.contains(where: { !$0.isWhitespace }) {
        flush()
        out += before
      }
      if let found = gathered, found.charset != charset { flush() }
      gathered = (charset, (gathered?.bytes ?? []) + bytes)
      rest = after
    }
    flush()
    return out + rest
  }

  /// `=?UTF-8?B?…?=` at the start.
  private static func word(_ text: Substring) -> (charset: String, bytes: [UInt8], after: Substring)? {
    let parts = text.dropFirst(2).split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[3].first == "=", !parts[0].isEmpty, !parts[2].contains(where: \.isWhitespace) else {
      return nil
    }
    let charset = String(parts[0].prefix { $0 != "*" })
    switch parts[1] {
    case "B", "b": return (charset, base64(parts[2].utf8), parts[3].dropFirst())
    case "Q", "q": return (charset, quotedPrintable(parts[2].utf8, inHeader: true), parts[3].dropFirst())
    default: return nil
    }
  }
}
