internal import Outreach

/// A sentence of a reply, as words that can be compared.
struct SpokenSentence {
  /// Folded, see ``Outreach/fold(_:)``: İ, I, ı and i are one letter, whatever keyboard it was typed on. An apostrophe joins: `dont`.
  let words: [String]
  /// Without greetings, thanks and other words that change nothing.
  let content: [String]
  let contentText: String
  let isQuestion: Bool
  /// Counted from 0.
  let line: Int
  let isWholeLine: Bool
  /// Whether it looks like a name, a title or an address below a message.
  let isName: Bool

  /// The sentences of some lines.
  static func all(in lines: [String]) -> [SpokenSentence] {
    lines.enumerated().flatMap { number, line in
      let parts = split(line)
      return parts.map { SpokenSentence($0, line: number, isWholeLine: parts.count == 1) }
    }
  }

  private init(_ text: Substring, line: Int, isWholeLine: Bool) {
    self.line = line
    self.isWholeLine = isWholeLine
    let spelled = Self.spelled(text)
    var words = Self.words(of: spelled).map { fold($0) }
    // "R E T"
    if words.count > 2, words.allSatisfy({ $0.count == 1 }) { words = [words.joined()] }
    self.words = words
    content = Self.withoutCourtesies(words)
    contentText = content.joined(separator: " ")
    isQuestion = Self.asks(text, words)
    isName = Self.isName(spelled)
  }

  /// Full stops, exclamation and question marks end a sentence if a space follows, so that "4.0" stays whole.
  private static func split(_ line: String) -> [Substring] {
    var parts: [Substring] = []
    var start = line.startIndex
    for index in line.indices where ".!?;…".contains(line[index]) {
      let next = line.index(after: index)
      guard next == line.endIndex || !(line[next].isLetter || line[next].isNumber || ".!?;…".contains(line[next]))
      else { continue }
      parts.append(line[start..<next])
      start = next
    }
    if start < line.endIndex { parts.append(line[start...]) }
    return parts.filter { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// Letters as everybody types them: those of full width are taken for plain ones.
  private static func spelled(_ text: Substring) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: plain.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: continue
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  private static func words(of text: String) -> [String] {
    let joined = text.filter { !"'’‘ʼ".contains($0) }
    return joined.split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  // MARK: What changes nothing

  private static let courtesies: Set<String> = [
    "lutfen", "lutfan", "please", "pls", "plz", "tesekkurler", "tesekkur", "tesekkurlerimle", "thanks", "thank", "you",
    "thx", "ederim", "ederiz", "sagol", "sagolun", "cok", "merhaba", "merhabalar", "selam", "selamlar", "hello", "hi",
    "hey", "gunaydin", "hayir", "yok", "no", "ok", "okay", "tamam", "evet", "artik", "hocam", "kardesim", "abi", "bey",
    "hanim", "kolay", "gelsin", "iyi", "gunler", "aksamlar", "calismalar", "saygilar", "saygilarimla", "regards",
    "best",
    "kind", "sir", "guys", "now", "rica", "hemen", "derhal", "kusura", "bakmayin", "bakma",
  ]

  /// What is said before it and asks for nothing.
  private static let preludes: [[String]] = [
    ["not", "interested"], ["im", "not", "interested"], ["i", "am", "not", "interested"], ["ilgilenmiyorum"],
    ["ilgilenmiyoruz"], ["gerek", "yok"], ["ihtiyacim", "yok"], ["ihtiyacimiz", "yok"],
    // What stands before a subject.
    ["re"], ["ynt"], ["yan"], ["cvp"], ["fw"], ["fwd"], ["konu"], ["subject"],
  ]

  private static func withoutCourtesies(_ words: [String]) -> [String] {
    var rest = words.filter { !courtesies.contains($0) || $0 == "ederim" && words.first == "ret" }
    for prelude in preludes where rest.count > prelude.count && rest.starts(with: prelude) {
      rest.removeFirst(prelude.count)
    }
    return rest
  }

  // MARK: Questions

  private static let askingWords: Set<String> = [
    "mi", "mu", "misin", "misiniz", "musun", "musunuz", "miyim", "miyiz", "muyum", "muyuz", "mudur", "midir", "nedir",
    "ne",
    "kac", "kacta", "nasil", "neden", "niye", "nicin", "hangi", "nerede", "kim", "why", "what", "how", "when", "where",
    "who", "which",
  ]

  private static func asks(_ text: Substring, _ words: [String]) -> Bool {
    if TurkishOptOut.asksPolitely(words) || EnglishOptOut.asksPolitely(words) { return false }
    if text.contains("?") { return true }
    // "Ne yazın ne arayın" asks nothing, but neither does it happen often.
    return words.contains(where: askingWords.contains)
  }

  // MARK: Names

  private static let small: Set<String> = ["ve", "and", "of", "de", "da", "van", "von", "için", "for", "the"]

  private static func isName(_ text: String) -> Bool {
    if text.contains("@") || text.contains("www.") || text.contains("://") { return true }
    let words = text.split { !($0.isLetter || $0.isNumber) }
    return words.count <= 6
      && words.allSatisfy { $0.first.map { $0.isUppercase || $0.isNumber } ?? true || small.contains(String($0)) }
  }
}
