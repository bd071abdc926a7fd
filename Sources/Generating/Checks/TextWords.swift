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
    let text = String(text)
    var words: [TextWord] = []
    var isFirst = true
    var start: String.Index?
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if isSpace(scalar) {
        if let from = start { take(text[from..<index], words: &words, isFirst: &isFirst) }
        start = nil
        if isLineEnd(scalar) { isFirst = true }
      } else if start == nil {
        start = index
      }
      index = next
    }
    if let from = start { take(text[from...], words: &words, isFirst: &isFirst) }
    return words
  }

  private static func take(_ chunk: Substring, words: inout [TextWord], isFirst: inout Bool) {
    let word = chunk.trimmed
    let ends = chunk.unicodeScalars.last.map(endsSentence) ?? false
    guard !word.isEmpty else {
      isFirst = isFirst || ends || chunk.unicodeScalars.contains(where: isDash)
      return
    }
    let opensQuote = chunk.unicodeScalars.first.map(opensQuotation) ?? false
    words.append(TextWord(text: word, isFirst: isFirst || opensQuote))
    isFirst = ends && !isAbbreviation(chunk)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? scalar.value == 0x20 || isLineEnd(scalar) || scalar == "\t" : scalar.properties.isWhitespace
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func opensQuotation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "“", "”", "„", "«", "'", "‘", "(", "[": true
    default: false
    }
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "?", "!", ":", "…", "\"", "”", "»": true
    default: false
    }
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "–", "—", "•", "*": true
    default: false
    }
  }

  private static func isAbbreviation(_ chunk: Substring) -> Bool { abbreviations.contains(fold(chunk)) }

  private static let abbreviations: Set<String> = [
    "san.", "tic.", "ltd.", "sti.", "a.s.", "no.", "dr.", "av.", "prof.", "doc.", "mr.", "mrs.", "ms.", "vb.", "vs.",
  ]

  /// Sentences, cut at full stops, question and exclamation marks and at line ends.
  static func sentences(in text: some StringProtocol) -> [Substring] {
    var sentences: [Substring] = []
    for line in Substring(text).unicodeScalars.split(whereSeparator: isLineEnd) {
      var start = line.startIndex
      var index = start
      while index < line.endIndex {
        let next = line.index(after: index)
        if isFullStop(line[index]), next == line.endIndex || isSpace(line[next]) {
          sentences.append(Substring(line[start..<next]).trimmed)
          start = next
        }
        index = next
      }
      sentences.append(Substring(line[start...]).trimmed)
    }
    return sentences.filter { !$0.isEmpty }
  }

  private static func isFullStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "?", "!", "…": true
    default: false
    }
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
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: isPartOfWord), let last = scalars.lastIndex(where: isPartOfWord) else {
      return self[endIndex...]
    }
    return self[first..<scalars.index(after: last)]
  }
}

private func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return isASCIILetterOrDigit(UInt8(truncatingIfNeeded: scalar.value)) }
  let properties = scalar.properties
  return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
}

private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
}
