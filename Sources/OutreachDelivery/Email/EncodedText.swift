/// How text that is not ASCII travels in e-mail.
enum EncodedText {
  static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 1
      if count == 3 {
        for shift in [18, 12, 6, 0] as [UInt32] { out.append(letters[Int(bits >> shift & 63)]) }
        (bits, count) = (0, 0)
      }
    }
    if count == 1 { out += [letters[Int(bits >> 2)], letters[Int(bits << 4 & 63)], 61, 61] }
    if count == 2 { out += [letters[Int(bits >> 10)], letters[Int(bits >> 4 & 63)], letters[Int(bits << 2 & 63)], 61] }
    return out
  }

  /// A header's text (RFC 2047): as it is where it is plain ASCII, else in encoded words of at most 75 characters, none of
  /// which splits a character, folded.
  ///
  /// - Parameter used: characters of the first line that the header's name takes.
  static func header(_ text: String, used: Int) -> String {
    let clean = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    let isPlain = clean.utf8.allSatisfy { 0x20..<0x7F ~= $0 } && !clean.utf8.containsPair("=?")
    let longestWord = clean.split(separator: " ").map(\.utf8.count).max() ?? 0
    if isPlain, longestWord < 70 { return folded(clean, used: used) }
    // 75 less "=?UTF-8?B?" and "?=" are 63 letters, which hold 45 bytes.
    var words: [String] = []
    var part: [UInt8] = []
    var room = max(12, (73 - used - 12) / 4 * 3)
    for character in clean.unicodeScalars {
      let bytes = Array(String(character).utf8)
      if part.count + bytes.count > min(room, 45) {
        words.append(word(part))
        (part, room) = ([], 45)
      }
      part += bytes
    }
    if !part.isEmpty { words.append(word(part)) }
    return words.joined(separator: "\n ")
  }

  private static func word(_ bytes: [UInt8]) -> String {
    "=?UTF-8?B?\(String(decoding: base64(bytes), as: UTF8.self))?="
  }

  private static func folded(_ text: String, used: Int) -> String {
    var out = ""
    var length = used
    for word in text.split(separator: " ") {
      if !out.isEmpty {
        let breaks = length + 1 + word.utf8.count > 76
        out += breaks ? "\n " : " "
        length = breaks ? 1 : length + 1
      }
      out += word
      length += word.utf8.count
    }
    return out
  }

  /// A body in the shorter of the two encodings, with its name; lines of at most 76 characters.
  static func body(_ text: String) -> (name: String, lines: String) {
    let quoted = quotedPrintable(text)
    let encoded = base64(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
    guard encoded.count + encoded.count / 76 < quoted.utf8.count else { return ("quoted-printable", quoted) }
    let lines = stride(from: 0, to: encoded.count, by: 76).map {
      String(decoding: encoded[$0..<min($0 + 76, encoded.count)], as: UTF8.self)
    }
    return ("base64", lines.joined(separator: "\n"))
  }

  /// RFC 2045, 6.7.
  static func quotedPrintable(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { out.append(0x0A) }
      let bytes = Array(line)
      var length = 0
      for (place, byte) in bytes.enumerated() {
        let isLast = place == bytes.count - 1
        // A dot or "From " at a line's start is touched by some programs on the way.
        let isRisky = length == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
        let isPlain = 0x21...0x7E ~= byte && byte != UInt8(ascii: "=") && !isRisky || (byte == 0x20 && !isLast)
        let piece = isPlain ? [byte] : [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        if length + piece.count > 75 {
          out += [UInt8(ascii: "="), 0x0A]
          length = 0
        }
        out += piece
        length += piece.count
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension String.UTF8View {
  fileprivate func containsPair(_ pair: StaticString) -> Bool {
    let wanted = (pair.utf8Start[0], pair.utf8Start[1])
    return zip(self, dropFirst()).contains { $0 == wanted }
  }
}
