/// Reads names, and remembers those that it has read; firms' names likewise.
///
/// Most names in a list are as they should be, two or three words of which the first is a known first name. They are
/// recognised by their bytes; the rest is taken apart by ``NameReading``.
package final class NameMemo {
  private var readings = ByteMemo<NameReading>()
  private var firms = ByteMemo<String>()
  private var last: (text: [UInt8], isAbroad: Bool, firm: String?) = ([], false, nil)
  /// Whether the next names are not written as in Türkiye: capitals have no dotless ı.
  var isAbroad = false

  init() {}

  func reading(of text: String) -> NameReading {
    var copy = text
    return copy.withUTF8 { bytes in
      let kind: UInt64 = isAbroad ? 1 : 0
      if let known = readings.value(of: bytes, kind: kind) { return known }
      if readings.isFull { readings.removeAll() }
      let reading =
        PlainName(text).map { NameReading(plain: $0.person) } ?? NameReading(text, isAbroad: isAbroad)
      readings.insert(reading, for: bytes, kind: kind)
      return reading
    }
  }

  /// The lead's firm as a sentence says it; nil if none is known. The reason why a lead is worth a message and the message
  /// itself ask for the same one.
  func firm(of lead: borrowing Lead) -> String? {
    isAbroad = lead.isAbroad
    return lead.texts.withBytes(of: .company) { text -> String? in
      if isAbroad == last.isAbroad, last.text.withUnsafeBufferPointer({ areEqual($0, text) }) { return last.firm }
      let firm: String? =
        isCleanText(text) && !text.isEmpty && !FirmName.needsMending(text)
        ? String(decoding: text, as: UTF8.self) : cleaned(String(decoding: text, as: UTF8.self)).map(self.firm)
      last.text.removeAll(keepingCapacity: true)
      last.text.append(contentsOf: text)
      (last.isAbroad, last.firm) = (isAbroad, firm)
      return firm
    } ?? nil
  }

  /// ``FirmName/mended(_:)``
  func firm(_ name: String) -> String {
    guard FirmName.needsMending(name) else { return name }
    var text = name
    return text.withUTF8 { bytes in
      let kind: UInt64 = isAbroad ? 1 : 0
      if let known = firms.value(of: bytes, kind: kind) { return known }
      if firms.isFull { firms.removeAll() }
      let mended = FirmName.mended(name, isAbroad: isAbroad)
      firms.insert(mended, for: bytes, kind: kind)
      return mended
    }
  }
}

/// A name that is as it should be: "Yusuf Kara", "Mehmet Ali Yıldız".
struct PlainName {
  let person: PersonName

  /// Nil for anything that has to be taken apart.
  init?(_ text: String) {
    var text = text
    let spaces: (Int, Int)? = text.withUTF8(PlainName.spaces)
    guard let (first, second) = spaces else { return nil }
    let utf8 = text.utf8
    let start = utf8.startIndex
    let words: [Substring] =
      second < 0
      ? [text[..<utf8.index(start, offsetBy: first)], text[utf8.index(start, offsetBy: first + 1)...]]
      : [
        text[..<utf8.index(start, offsetBy: first)],
        text[utf8.index(start, offsetBy: first + 1)..<utf8.index(start, offsetBy: second)],
        text[utf8.index(start, offsetBy: second + 1)...],
      ]
    let folded = words.map { fold($0) }
    guard let name = FirstName.known(folded[0]), name.isTurkish, name.spelling == words[0] else { return nil }
    for index in folded.indices.dropFirst() {
      if NameWord.known(folded[index], hasPoint: false) != nil || FirmName.isLegalForm(folded[index], hasPoint: false)
        || FirmName.isTradeWord(folded: folded[index])
      {
        return nil
      }
      if let spelling = Surname.known(folded[index]), spelling != words[index] { return nil }
    }
    person = PersonReader.person(words.map(String.init), words: words, folded: folded, from: 0, full: text)
  }

  /// Where the one or two spaces stand between words of a capital and small letters; nil if it looks otherwise, and -1
  /// where there is no second.
  private static func spaces(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int)? {
    var first = -1
    var second = -1
    var atStart = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: " ") {
        if atStart || second >= 0 { return nil }
        if first < 0 { first = index } else { second = index }
        atStart = true
        index += 1
        continue
      }
      let isCapital: Bool
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): isCapital = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"): isCapital = false
      case 0xC3...0xC5:
        index += 1
        guard index < bytes.count else { return nil }
        isCapital = byte == 0xC3 ? bytes[index] < 0xA0 : bytes[index] & 1 == 0
      default: return nil
      }
      if isCapital != atStart { return nil }
      atStart = false
      index += 1
    }
    return first < 0 || atStart ? nil : (first, second)
  }
}
