/// Which texts are worth reading for a refusal, told by the beginnings of their words: this is asked of every text of every row,
/// and nearly none is.
enum RefusalSigns {
  static func mayTell(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // "†" has three bytes.
    guard text.count > 2 else { return false }
    return beginnings.withUnsafeBufferPointer { beginnings in
      var (at, start, key, count) = (0, 0, 0, 0)
      while at < text.count {
        let byte = text[at]
        let letter: Int
        var length = 1
        if byte < 0x80 {
          letter = Int(byte | 0x20) - 96
          guard (1...26).contains(letter) else {
            (key, count) = (0, 0)
            at += 1
            continue
          }
        } else {
          (letter, length) = folded(text, at)
          if letter == mark { return true }
        }
        if count == 0 { start = at }
        at += length
        if letter == 0 { continue }
        count += 1
        guard count <= 3 else { continue }
        key = key << 5 | letter
        if count == 3, beginnings[key >> 6] >> UInt64(key & 63) & 1 == 1, isSign(text, start, key) { return true }
      }
      return false
    }
  }

  /// What is no letter of any word but a sign by itself: † and letters of full width.
  private static let mark = 32

  /// a is 1; 0 for what is no letter of its own, 31 for one that no sign has.
  private static func folded(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (letter: Int, length: Int) {
    let next = at + 1 < text.count ? text[at + 1] : 0
    switch text[at] {
    case 0xC3:
      switch next & 0xDF {
      case 0x82: return (1, 2)
      case 0x87: return (3, 2)
      case 0x8E: return (9, 2)
      case 0x96: return (15, 2)
      case 0x9B, 0x9C: return (21, 2)
      default: return (31, 2)
      }
    case 0xC4: return (next == 0xB0 || next == 0xB1 ? 9 : next == 0x9E || next == 0x9F ? 7 : 31, 2)
    case 0xC5: return (next == 0x9E || next == 0x9F ? 19 : 31, 2)
    // Marks that stand by themselves.
    case 0xCC, 0xCD: return (0, 2)
    case 0xC0..<0xE0: return (31, 2)
    case 0xE2: return (next == 0x80 && at + 2 < text.count && text[at + 2] == 0xA0 ? mark : 31, 3)
    case 0xEF: return (next == 0xBC || next == 0xBD ? mark : 31, 3)
    case 0xE0..<0xF0: return (31, 3)
    case 0xF0...: return (31, 4)
    default: return (31, 1)
    }
  }

  private static func isSign(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: Int) -> Bool {
    signs[key]?.contains { sign in
      var (at, found) = (start, 0)
      while found < sign.letters.count, at < text.count {
        let letter = text[at] < 0x80 ? (Int(text[at] | 0x20) - 96, 1) : folded(text, at)
        at += letter.1
        if letter.0 == 0 { continue }
        guard letter.0 == sign.letters[found] else { return false }
        found += 1
      }
      guard found == sign.letters.count else { return false }
      guard sign.isWhole, at < text.count else { return true }
      return text[at] < 0x80 && !(97...122).contains(text[at] | 0x20)
    } ?? false
  }

  private struct Sign {
    let letters: [Int]
    let isWhole: Bool
  }

  private static let signs: [Int: [Sign]] = {
    let phrases = (RefusalWords.phrases + RefusalWords.pleas).map(\.sign)
    let single = RefusalWords.single.union(RefusalWords.besideNames)
    let stems = Set(phrases + others)
    var signs: [Int: [Sign]] = [:]
    for (texts, isWhole) in [(phrases + others, false), (Array(single) + whole, true)] {
      for text in Set(texts) {
        let letters = text.utf8.map { Int($0) - 96 }
        guard letters.count > 2 else { continue }
        // Where "istem" is one, "istemiyor" need not be.
        if (3..<letters.count).contains(where: { stems.contains(String(text.prefix($0))) }) { continue }
        if isWhole, stems.contains(text) { continue }
        signs[letters.prefix(3).reduce(0) { $0 << 5 | $1 }, default: []].append(
          Sign(letters: letters, isWhole: isWhole))
      }
    }
    return signs
  }()

  /// What the other rules cannot do without.
  private static let others =
    Array(RefusalWords.unsent) + RefusalWords.erasing + [
      "istem", "liste", "abone", "karaliste", "onay", "izni", "izin",
      "riza",
      "muvafakat", "silin", "silme", "sikayet", "donot", "optedout", "noconsent", "uyelikten", "bultenden", "iysret",
      "kvkkret",
    ]
  private static let whole =
    ["olu", "oldu", "olmus", "kvkk", "gdpr", "not", "never"] + RefusalWords.contacts
    + RefusalWords.contacts.map { $0 + "s" }

  private static let beginnings: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 512)
    for key in signs.keys { bits[key >> 6] |= 1 << UInt64(key & 63) }
    return bits
  }()
}
