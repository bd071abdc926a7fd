/// Puts names into their cases and remembers how their last words take a suffix: "123" with the locative is "123'te",
/// whatever stands before it.
///
/// A thousand companies end in a few hundred words, and finding out how one is read aloud is the dearest question that a
/// message asks. A class, since the reason why a lead is worth a message speaks of the same firm as the message.
package final class SuffixMemo {
  /// Where the word with its suffix stands in `text`.
  private var known = ByteMemo<Range<Int>>()
  private var text: [UInt8] = []
  /// Room for one name.
  private var line: [UInt8] = []

  /// What firms are called, for who puts their names into cases.
  let names = NameMemo()

  package init() {}

  /// Appends `name`, which is UTF-8, with the suffix.
  func append(
    _ name: UnsafeBufferPointer<UInt8>, _ suffix: TurkishSuffix, plain: Bool, to out: inout TextPen
  ) {
    var start = name.lastIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? 0
    let isOnlyWord = start == 0
    start = decidingStart(ofNumberIn: name, from: start)
    let word = UnsafeBufferPointer(rebasing: name[start...])
    guard isDecidedByItself(word) else {
      out.append(suffix.applied(to: String(decoding: name, as: UTF8.self), plain: plain))
      return
    }
    let kind = UInt64(suffix.number) << 2 | (plain ? 2 : 0) | (isOnlyWord ? 1 : 0)
    let found =
      known.value(of: word, kind: kind) ?? find(word, isOnlyWord: isOnlyWord, suffix: suffix, plain: plain, kind: kind)
    if start > 0 { out.append(UnsafeBufferPointer(rebasing: name[..<start])) }
    text.withUnsafeBufferPointer { out.append(UnsafeBufferPointer(rebasing: $0[found])) }
  }

  /// `name` with the suffix.
  func applied(_ suffix: TurkishSuffix, to name: String, plain: Bool) -> String {
    line.removeAll(keepingCapacity: true)
    var name = name
    name.withUTF8 { name in
      line.append(room: name.count + 16) { append(name, suffix, plain: plain, to: &$0) }
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Where the digit stands by which a number takes its suffix, read aloud: "3" of 1923, "300" of 1300. Every firm of a
  /// list may end in another number.
  private func decidingStart(ofNumberIn name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var deciding = name.count - 1
    while deciding > start, name[deciding] == UInt8(ascii: "0") { deciding -= 1 }
    var index = start
    while index < name.count {
      guard (48...57).contains(name[index]) else { return start }
      index += 1
    }
    return max(start, deciding)
  }

  private func find(
    _ word: UnsafeBufferPointer<UInt8>, isOnlyWord: Bool, suffix: TurkishSuffix, plain: Bool, kind: UInt64
  ) -> Range<Int> {
    // Of the words before the last one only it counts that there are some.
    let before = isOnlyWord ? "" : "x "
    let whole = suffix.applied(to: before + String(decoding: word, as: UTF8.self), plain: plain)
    if known.isFull {
      known.removeAll()
      text.removeAll()
    }
    let start = text.count
    text.append(contentsOf: whole.utf8.dropFirst(before.utf8.count))
    known.insert(start..<text.count, for: word, kind: kind)
    return start..<text.count
  }

  /// A bracket or a quotation mark at the end may begin words earlier, and a mark at the beginning belongs to what stands
  /// before it; letters and digits of Latin alphabets stand for themselves.
  private func isDecidedByItself(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    guard first < 0x80 || (0xC3...0xC5).contains(first) else { return false }
    return isASCIILetterOrDigit(last) || last == UInt8(ascii: ".") || last >= 0x80 && isLatinLetter(atEndOf: word)
  }

  private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20)
  }

  /// U+00C0 to U+017F.
  private func isLatinLetter(atEndOf word: UnsafeBufferPointer<UInt8>) -> Bool {
    word.count > 1 && (0xC3...0xC5).contains(word[word.count - 2])
  }
}
