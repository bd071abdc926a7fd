/// One thing that is wrong with a message.
struct MessageFault: Hashable {
  /// One sentence: what is wrong and what to do.
  var message: String
  /// The message must not go out.
  var isGrave: Bool

  init(_ message: String, isGrave: Bool = false) {
    self.message = message
    self.isGrave = isGrave
  }
}

/// What nobody should find in a message, whoever wrote its template.
package enum MessageFaults {
  /// The longest WhatsApp message, in characters.
  package static let longestMessage = 600
  /// The refusal line comes on top of the first message.
  static let longestRefusal = 100

  static func of(_ text: String, language: Language) -> [String] {
    var faults: [String] = []
    if text.contains("{{") || text.contains("}}") { faults.append("Template braces are left in the message.") }
    if text.contains("  ") { faults.append("There are two spaces in a row.") }
    if text.contains("\n\n\n") { faults.append("There is an empty paragraph.") }
    for (mark, name) in [(" ,", "comma"), (" .", "full stop"), (" ?", "question mark"), (" !", "exclamation mark")]
    where text.contains(mark) {
      faults.append("A space stands before a \(name).")
    }
    if let marks = doubledMarks(in: text) { faults.append("Punctuation is doubled: “\(marks)”.") }
    for line in text.split(separator: "\n") where line.first.map({ ",.;:!?".contains($0) }) ?? false {
      faults.append("A line begins with “\(line.first ?? " ")”.")
    }
    if beginsSentenceSmall(text) { faults.append("A sentence begins with a small letter.") }
    if language == .tr, TurkishAddress.isMixed(text) { faults.append("The message says both sen and siz.") }
    return faults
  }

  /// What other programs' placeholders, headings and comments leave in a message.
  static func leftovers(in text: String) -> [String] {
    var faults: [String] = []
    if text.contains("{") || text.contains("}"), !text.contains("{{"), !text.contains("}}") {
      faults.append("A brace is left in the message; a placeholder has two on each side: {{company}}.")
    }
    for blank in ForeignPlaceholder.all(in: text) {
      faults.append("“\(blank)” looks like something to be filled in; write a placeholder: {{company}}.")
    }
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") || line.hasPrefix("//") || line.hasPrefix("<!--") {
        faults.append("The line “\(line.prefix(40))” would be sent; a comment is <!-- … --> on lines of its own.")
      } else if line.lowercased().hasPrefix("subject:") {
        faults.append("A second “Subject:” line would be sent; only the first line of a wording is its subject.")
      }
    }
    return faults
  }

  /// Marks of which the second does not belong there: `,,`, `..`, `?.`, `….`. Three dots are one mark, and so are `?!` and `!!`; behind
  /// the full stop of an abbreviation any may stand.
  private static func doubledMarks(in text: String) -> Substring? {
    var run = text.startIndex
    while let start = text[run...].firstIndex(where: marks.contains) {
      run = text[start...].firstIndex { !marks.contains($0) } ?? text.endIndex
      let found = text[start..<run]
      if found.count > 1, found != "...", isDoubled(found) { return found }
    }
    return nil
  }

  private static let marks: Set<Character> = [",", ".", ";", ":", "?", "!", "…"]

  private static func isDoubled(_ run: Substring) -> Bool {
    zip(run, run.dropFirst()).contains { first, second in
      switch first {
      case ",", ";", ":": true
      case "?", "!": ".,;:".contains(second)
      default: second == "."
      }
    }
  }

  /// Abbreviations in names ("San. ve Tic.") are no ends of sentences.
  private static func beginsSentenceSmall(_ text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      var ended = true
      for word in line.split(separator: " ") {
        if ended, word.first?.isLowercase ?? false, !word.contains("@"), !word.contains("."), !word.hasSuffix(")") {
          return true
        }
        ended = ".?!".contains(word.last ?? " ") && !["San.", "Tic.", "Ltd.", "Şti.", "A.Ş.", "No."].contains(word)
      }
      return false
    }
  }

  static func ofLength(_ text: String, role: TemplateRole) -> [String] {
    let limit =
      switch role {
      case .initial: longestMessage - longestRefusal
      case .refusal: longestRefusal - 2
      default: longestMessage
      }
    let count = text.count
    if count <= limit { return [] }
    return ["For a long name this has \(count) characters; \(limit) are the most for \(role.rawValue) on WhatsApp."]
  }

  static func ofSubject(_ subject: String) -> [String] {
    if subject.isEmpty { return ["The subject is empty for some leads."] }
    if subject.count >= subjectLimit {
      return ["For a long name the subject has \(subject.count) characters; keep it under \(subjectLimit)."]
    }
    return []
  }
}

/// Whether a Turkish text says *sen* or *siz* to its reader, told by pronouns and the clearest verb endings.
package enum TurkishAddress {
  static func isMixed(_ text: String) -> Bool { saysSen(text) && saysSiz(text) }

  package static func saysSen(_ text: String) -> Bool {
    words(text).contains { word in
      ["sen", "senin", "sana", "seni", "sende", "senden", "seninle", "sence"].contains(word)
        || [
          "yorsun", "mısın", "misin", "musun", "müsün", "irsen", "ırsan", "ersen", "arsan", "ürsen", "ursan", "yorsan",
        ]
        .contains { word.hasSuffix($0) }
    }
  }

  package static func saysSiz(_ text: String) -> Bool {
    words(text).contains { word in
      ["siz", "sizin", "size", "sizi", "sizde", "sizden", "sizinle", "sizce", "sizlere", "sizler"].contains(word)
        || ["sınız", "siniz", "sunuz", "sünüz", "sanız", "seniz", "dınız", "diniz", "dunuz", "dünüz", "tınız", "tiniz"]
          .contains { word.hasSuffix($0) }
    }
  }

  private static func words(_ text: String) -> [String] {
    letterRuns(of: text).map { turkishLowercased($0) }
  }
}
