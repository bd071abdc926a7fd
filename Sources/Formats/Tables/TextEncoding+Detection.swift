/// Which encoding bytes are in, told by the words that they make.
extension TextEncoding {
  /// UTF-8 if the bytes are that (they may end inside a character), once or twice, or all but a few of them; else the code page in which
  /// they make words. Nil if they do so in none.
  package static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    guard case .invalid = UTF8Check.of(bytes) else { return DoubleEncoding.isIn(bytes) ? .utf8Twice : .utf8 }
    var (characters, strays) = (0, 0)
    forEachPart(of: bytes) { wellFormed, stray in
      // Each character of several bytes begins with one of these.
      characters += wellFormed.count { $0 >= 0xC2 }
      if stray != nil { strays += 1 }
    }
    if characters > strays { return .utf8 }
    // Where two do as well, the one that is likelier.
    var best: (encoding: TextEncoding, score: Int)?
    for encoding in [TextEncoding.windows1254, .dos857, .macTurkish, .dos850] {
      guard let page = encoding.page else { continue }
      let score = WordScore.of(bytes, page)
      if score > best?.score ?? .min { best = (encoding, score) }
    }
    guard let best, best.score >= 0 else { return nil }
    return best.encoding
  }

  /// The line of the first character outside ASCII, from 1.
  static func firstDoubt(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let end = bytes.firstIndex { $0 >= 0x80 } ?? bytes.count
    return 1 + bytes[..<end].count { $0 == UInt8(ascii: "\n") }
  }

  /// Of bytes that strayed into a UTF-8 file: Windows-1254, unless they make no words in it and do in another.
  static func pageOfStrays(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt16] {
    if WordScore.of(bytes, CodePage.windows1254) >= 0 { return CodePage.windows1254 }
    return detect(bytes)?.page ?? CodePage.windows1254
  }

  /// Whether the bytes are UTF-32: by the mark, or by the NULs that ASCII has in it. Nobody exports that on purpose.
  static func isUTF32(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 8 else { return false }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return true }
    let isNUL = bytes.prefix(8).map { $0 == 0 }
    return [[false, true, true, true], [true, true, true, false]].contains { isNUL == $0 + $0 }
  }

  /// Whether the bytes are UTF-16, and how long its mark is: by the mark, or by the NULs that ASCII has in it.
  ///
  /// - Parameter said: the encoding that somebody has said.
  static func utf16(
    _ bytes: UnsafeBufferPointer<UInt8>, said: TextEncoding?
  ) -> (encoding: TextEncoding, mark: Int)? {
    if isUTF32(bytes) { return nil }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    var nuls = (even: 0, odd: 0)
    let pairs = min(bytes.count, 4096) / 2
    for pair in 0..<pairs {
      if bytes[2 * pair] == 0 { nuls.even += 1 }
      if bytes[2 * pair + 1] == 0 { nuls.odd += 1 }
    }
    if pairs > 2, nuls.odd * 2 > pairs, nuls.even == 0 { return (.utf16LittleEndian, 0) }
    if pairs > 2, nuls.even * 2 > pairs, nuls.odd == 0 { return (.utf16BigEndian, 0) }
    // Said, and nothing in the bytes speaks for the other order.
    if let said, said.isUTF16, nuls.even + nuls.odd > 0 { return (said, 0) }
    return nil
  }
}

/// How much like words bytes are when they are read in a code page: letters where letters are, capitals at the
/// beginning, and no signs inside words.
private enum WordScore {
  static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ page: [UInt16]) -> Int {
    var score = 0
    var i = 0
    while i < bytes.count {
      guard isOfWord(bytes[i]) else {
        i += 1
        continue
      }
      var end = i
      var (plain, foreign) = (0, 0)
      while end < bytes.count, isOfWord(bytes[end]) {
        if bytes[end] < 0x80 { plain += 1 } else { foreign += 1 }
        end += 1
      }
      if foreign > 0 { score += of(UnsafeBufferPointer(rebasing: bytes[i..<end]), page, hasPlain: plain > 0) }
      i = end
    }
    return score
  }

  private static func of(_ word: UnsafeBufferPointer<UInt8>, _ page: [UInt16], hasPlain: Bool) -> Int {
    var score = 0
    for i in word.indices where word[i] >= 0x80 {
      let scalar = Unicode.Scalar(page[Int(word[i]) - 0x80]) ?? "\u{FFFD}"
      let before = i > 0 ? kind(word[i - 1], page) : nil
      let after = i + 1 < word.count ? kind(word[i + 1], page) : nil
      guard scalar.properties.isAlphabetic, !"ªº".unicodeScalars.contains(scalar) else {
        score += self.score(of: scalar, before: before, after: after)
        continue
      }
      let isCapital = scalar.properties.isUppercase
      if isCapital && before == .small || !isCapital && before == .capital && after == .capital
        || !isCapital && before == nil && after == .capital
      {
        score -= 2
      } else if "çğıöşüÇĞİÖŞÜ".unicodeScalars.contains(scalar) {
        score += 2
      } else {
        // Words without any letter of ASCII are another script's, and a letter alone is no word.
        score += word.count == 1 ? -1 : hasPlain || word.count < 3 ? 1 : -2
      }
    }
    return score
  }

  /// A sign where such signs are speaks for the code page, one inside a word against it.
  private static func score(of sign: Unicode.Scalar, before: Kind?, after: Kind?) -> Int {
    let isInside = before != nil && after != nil
    switch sign {
    case "’", "‘": return isInside ? 1 : 0
    case "“", "«", "„": return before == nil && after != nil ? 2 : isInside ? -3 : 0
    case "”", "»": return after == nil && before != nil ? 2 : isInside ? -3 : 0
    case "–", "—": return before == nil && after == nil ? 1 : 0
    case "\u{A0}": return 0
    case "…", "•", "®", "™", "°", "€", "£", "§", "©": return isInside ? -3 : 0
    default: return isInside ? -3 : -2
    }
  }

  private enum Kind { case small, capital, sign }

  private static func kind(_ byte: UInt8, _ page: [UInt16]) -> Kind {
    guard let scalar = byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(page[Int(byte) - 0x80]) else { return .sign }
    return scalar.properties.isUppercase ? .capital : scalar.properties.isAlphabetic ? .small : .sign
  }

  private static func isOfWord(_ byte: UInt8) -> Bool { byte >= 0x80 || (97...122).contains(byte | 0x20) }
}
