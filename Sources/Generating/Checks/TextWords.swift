internal import Outreach

/// A word of a text, without the punctuation around it.
struct TextWord {
  var text: Substring
  /// Whether it begins a sentence, line or quotation, where a capital says nothing.
  var isFirst: Bool

  var folded: String { fold(text) }
}

/// Texts taken apart for comparing.
enum TextWords {
  static func all(in text: some StringProtocol) -> [TextWord] {
    var words: [TextWord] = []
    for line in text.split(whereSeparator: \.isNewline) {
      var isFirst = true
      for chunk in line.split(whereSeparator: \.isWhitespace) {
        let opensQuote = chunk.first.map { "\"“”„«'‘([".contains($0) } ?? false
        let word = Substring(chunk).trimmed
        let ends = chunk.last.map { ".?!:…\"”»".contains($0) } ?? false
        let isDash = word.isEmpty && chunk.contains { "-–—•*".contains($0) }
        if !word.isEmpty { words.append(TextWord(text: word, isFirst: isFirst || opensQuote)) }
        isFirst = word.isEmpty ? isFirst || isDash || ends : ends && !isAbbreviation(chunk)
      }
    }
    return words
  }

  private static func isAbbreviation(_ chunk: some StringProtocol) -> Bool {
    ["san.", "tic.", "ltd.", "sti.", "a.s.", "no.", "dr.", "av.", "prof.", "doc.", "mr.", "mrs.", "ms.", "vb.", "vs."]
      .contains(fold(chunk))
  }

  /// Sentences, cut at full stops, question and exclamation marks and at line ends.
  static func sentences(in text: some StringProtocol) -> [Substring] {
    var sentences: [Substring] = []
    for line in text.split(whereSeparator: \.isNewline) {
      var rest = Substring(line)
      while let end = rest.indices.first(where: { index in
        guard ".?!…".contains(rest[index]) else { return false }
        let next = rest.index(after: index)
        return next == rest.endIndex || rest[next].isWhitespace
      }) {
        sentences.append(rest[...end].trimmed)
        rest = rest[rest.index(after: end)...]
      }
      sentences.append(rest.trimmed)
    }
    return sentences.filter { !$0.isEmpty }
  }

  /// Runs of three folded words, by which texts are compared.
  static func shingles(_ text: some StringProtocol) -> Set<String> {
    let words = all(in: text).map(\.folded)
    guard words.count >= 3 else { return [] }
    return Set((0...(words.count - 3)).map { words[$0..<($0 + 3)].joined(separator: " ") })
  }
}

extension Substring {
  /// Without what is neither letter nor digit at its ends.
  var trimmed: Substring {
    var word = self
    while let last = word.last, !last.isLetter, !last.isNumber { word.removeLast() }
    while let first = word.first, !first.isLetter, !first.isNumber { word.removeFirst() }
    return word
  }
}
