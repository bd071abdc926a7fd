internal import Outreach

/// Placeholders, markup, and words about the writing itself.
enum LeftoverCheck {
  static func faults(of text: String, draft: String, _ facts: FactBook) -> [AnswerFault] {
    if text.contains("{") || text.contains("}") || text.contains("[") || text.contains("]") || hasTag(text) {
      return [AnswerFault(.leftover, "a placeholder or tag is left in it; write the value, or leave it out.")]
    }
    if ["**", "__", "```", "~~", "##"].contains(where: text.contains) || hasMarkdownLine(text, unlike: draft)
      || hasEmphasis(text)
    {
      return [AnswerFault(.leftover, "it has markdown; write plain text.")]
    }
    if text.unicodeScalars.contains(where: { $0.value == 0xFFFD || ($0.value < 0x20 && $0 != "\n" && $0 != "\t") }) {
      return [AnswerFault(.leftover, "it has control or broken characters.")]
    }
    if let words = meta.first(in: FoldedText(text)), !facts.text.contains(words) {
      return [
        AnswerFault(.leftover, "“\(words)” is about the writing or stands for something; write only the message.")
      ]
    }
    return []
  }

  private static func hasTag(_ text: String) -> Bool {
    if ["&nbsp;", "&amp;", "&quot;", "&#", "&lt;", "&gt;", "\\n"].contains(where: text.contains) || hasVariable(text) {
      return true
    }
    guard let open = text.firstIndex(of: "<") else { return text.contains("<|") }
    return text[open...].contains(">")
  }

  /// `$name`
  private static func hasVariable(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "$")) && zip(text, text.dropFirst()).contains { $0 == "$" && $1.isLetter }
  }

  /// Lists are plain text where the draft has some.
  private static func hasMarkdownLine(_ text: String, unlike draft: String) -> Bool {
    let ours = Set(draft.split(separator: "\n").compactMap(mark(of:)))
    return text.split(separator: "\n").contains { line in mark(of: line).map { !ours.contains($0) } ?? false }
  }

  private static func mark(of line: Substring) -> String? {
    let line = Substring(line.utf8.drop { $0 == UInt8(ascii: " ") })
    // Nearly every line begins with a letter.
    guard let first = line.utf8.first, first < 0x41 || first == UInt8(ascii: "_") || first >= 0x7B else { return nil }
    if let mark = ["# ", "* ", "- ", "+ ", "• ", "> ", "| "].first(where: { line.hasPrefix($0) }) { return mark }
    if line.count >= 3, line.allSatisfy({ "-=_*".contains($0) }) { return "---" }
    let number = line.prefix { $0.isNumber }
    guard (1...2).contains(number.count) else { return nil }
    return [". ", ") "].first { line.dropFirst(number.count).hasPrefix($0) }
  }

  /// `*bold*`, `_word_`, `` `code` ``
  private static func hasEmphasis(_ text: String) -> Bool {
    guard text.utf8.contains(where: { "*_`".utf8.contains($0) }) else { return false }
    return text.split(whereSeparator: \.isWhitespace).contains { chunk in
      ["*", "_", "`"].contains { mark in chunk.hasPrefix(mark) && chunk.count > 2 }
    }
  }

  private static let meta: Phrases = [
    "xxx", "todo", "tbd", "lorem ipsum", "n/a", "isim buraya", "adiniz buraya", "firma adi", "sirket adi", "ad soyad",
    "your name", "company name", "insert ", "placeholder", "as an ai", "language model", "i cannot", "i can't help",
    "here is the message", "here's the message", "here is a draft", "here's a draft", "here is your", "sure, here",
    "sure! here", "certainly!", "subject:", "konu satiri", "iste mesaj",
    "iste istediginiz", "asagida mesaj", "yapay zeka olarak", "dil modeli", "taslak:", "draft:", "message:", "mesaj:",
    "step 1", "step 2", "adim 1", "adim 2", "note:", "null", "undefined", "json", "<eos>", "system prompt",
    "assistant:",
    "user:", "translation:", "ceviri:", "option 1", "option a:", "secenek 1", "secenek a:", "follow-up 1", "takip 1:",
    "this text as", "feel free to change", "feel free to adjust", "bu metni", "(buraya", "this draft", "bu taslag",
  ]
}
