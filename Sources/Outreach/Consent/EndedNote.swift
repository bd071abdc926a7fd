/// What people write beside a name when there is nobody to write to any more: "VEFAT - Ali Kaya", "Hane Mimarlık (İFLAS)".
package enum EndedNote {
  /// Beginnings of words, folded, that say that somebody has died; of a status, a heading.
  static let deaths = ["vefat", "merhum", "rahmetli", "muteveffa", "deceased"]

  /// Whether a heading's words, folded, ask who has died or when. "Vefat Teminatı" is an insurance.
  package static func isAsked(by words: [String]) -> Bool {
    let isDeath = words.contains { word in deaths.contains(where: word.hasPrefix) }
    let isDayOfDeath =
      words.contains { $0 == "olum" || $0 == "death" } && words.contains { $0 == "tarihi" || $0 == "date" }
    return (isDeath || isDayOfDeath)
      && words.allSatisfy { word in companions.contains(word) || deaths.contains(where: word.hasPrefix) }
  }

  private static let companions: Set<String> = [
    "olum", "death", "tarihi", "tarih", "date", "of", "is", "mi", "etti", "eden", "edenler", "olan", "flag", "contact",
    "person", "kisi", "musteri",
  ]

  /// Whether a person's name has such a note in it.
  package static func isBeside(person name: UnsafeBufferPointer<UInt8>) -> Bool {
    forEachWord(of: name) { _ in true }
  }

  /// Whether a firm's has: set apart, since there are lawyers for it ("Kaya İflas Hukuku") and foundations named after the dead.
  package static func isBeside(firm name: UnsafeBufferPointer<UInt8>) -> Bool {
    forEachWord(of: name) { word in
      let before = name[..<word.lowerBound].last { $0 != 0x20 }
      let after = name[word.upperBound...].first { $0 != 0x20 }
      return (before.map(isMark) ?? true) && (after.map(isMark) ?? true)
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool { "()[]*-/|:!".utf8.contains(byte) }

  /// Whether any such word is what is wanted. Each is found by one letter that few names have: this is asked of every row.
  private static func forEachWord(
    of name: UnsafeBufferPointer<UInt8>, isWanted: (Range<Int>) -> Bool
  ) -> Bool {
    for at in name.indices {
      switch name[at] | 0x20 {
      case UInt8(ascii: "f"), UInt8(ascii: "h"), UInt8(ascii: "c"):
        for (word, anchor) in words where word[anchor] == name[at] | 0x20 {
          if let range = range(of: word, anchor, at: at, in: name), isWanted(range) { return true }
        }
      default: continue
      }
    }
    return false
  }

  private static let words: [(word: [UInt8], anchor: Int)] = [
    (Array("vefat".utf8), 2), (Array("iflas".utf8), 1), (Array("merhum".utf8), 3), (Array("rahmetli".utf8), 2),
    (Array("deceased".utf8), 2),
  ]

  /// Where a whole word stands that has its anchor there, be its İ or ı what it may.
  private static func range(
    of word: [UInt8], _ anchor: Int, at: Int, in name: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    var (start, end) = (at, at + 1)
    for letter in word[..<anchor].reversed() {
      guard let length = length(of: letter, endingAt: start, in: name) else { return nil }
      start -= length
    }
    for letter in word[(anchor + 1)...] {
      guard let length = length(of: letter, startingAt: end, in: name) else { return nil }
      end += length
    }
    let isWhole = (start == 0 || !isLetter(name[start - 1])) && (end == name.count || !isLetter(name[end]))
    return isWhole ? start..<end : nil
  }

  /// How many bytes a letter has there; nil if it is another.
  private static func length(of letter: UInt8, startingAt at: Int, in name: UnsafeBufferPointer<UInt8>) -> Int? {
    if at < name.count, name[at] | 0x20 == letter { return 1 }
    return letter == UInt8(ascii: "i") && at + 1 < name.count && isTurkishI(name, at) ? 2 : nil
  }

  private static func length(of letter: UInt8, endingAt end: Int, in name: UnsafeBufferPointer<UInt8>) -> Int? {
    if end > 0, name[end - 1] | 0x20 == letter { return 1 }
    return letter == UInt8(ascii: "i") && end > 1 && isTurkishI(name, end - 2) ? 2 : nil
  }

  /// İ or ı.
  private static func isTurkishI(_ name: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    name[at] == 0xC4 && name[at + 1] | 1 == 0xB1
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (97...122).contains(byte | 0x20) }
}
