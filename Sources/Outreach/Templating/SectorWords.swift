/// What a message can say about a trade, so that it does not read like everybody's letter.
struct SectorWords: Hashable, Sendable {
  /// Lower-case noun: "mimarlık".
  var name: String
  /// The people they serve: "işverenler".
  var customers: String
  /// One sentence that is true of the trade in general and addresses nobody.
  var insight: String
  /// One question that a person of that trade would find apt.
  var question: String
  /// What they want more of; fits "daha fazla …".
  var gain: String
}

/// The trades that one language knows words for.
struct SectorLexicon: Sendable {
  struct Entry {
    var key: String
    var line: Int
    var matches: [String]
    var words: SectorWords
  }

  private(set) var entries: [Entry] = []
  private var stems = StemIndex<Int>()
  /// The entry without matches.
  private(set) var general: SectorWords?
  private(set) var problems: [TemplateProblem] = []

  init(_ file: TemplateFile) {
    var key: (name: String, line: Int)?
    var fields: [String: String] = [:]
    for line in sourceLines(file.text) + [SourceLine(number: 0, text: "# ")] {
      let text = trimmed(line.text)
      if text.hasPrefix("#") {
        if let key { add(key.name, line: key.line, fields, file: file.path) }
        key = (String(trimmed(text.drop { $0 == "#" })), line.number)
        fields = [:]
      } else if let colon = text.firstIndex(of: ":") {
        let name = String(text[..<colon])
        let known = ["match", "name", "customers", "insight", "question", "gain"]
        if known.contains(name) {
          fields[name] = singleSpaced(text[colon...].dropFirst())
        } else {
          report(
            file.path, line.number,
            "There is no “\(name)” of a sector\(NearestName.suggestion(for: name, among: known)).")
        }
      } else if !text.isEmpty {
        report(
          file.path, line.number, "A line is `name: text`; one of match, name, customers, insight, question, gain.")
      }
    }
  }

  private mutating func add(_ key: String, line: Int, _ fields: [String: String], file: String) {
    for name in ["name", "customers", "insight", "question", "gain"] where fields[name, default: ""].isEmpty {
      report(file, line, "The sector “\(key)” has no `\(name):`.")
    }
    let words = SectorWords(
      name: fields["name", default: ""], customers: fields["customers", default: ""],
      insight: fields["insight", default: ""], question: fields["question", default: ""],
      gain: fields["gain", default: ""])
    guard let match = fields["match"] else {
      if general != nil { report(file, line, "Two sectors have no match line; only the fallback has none.") }
      general = words
      return
    }
    let matches = match.split(separator: ",").map { String(trimmed($0)) }.filter { !$0.isEmpty }
    entries.append(Entry(key: key, line: line, matches: matches, words: words))
    for text in matches { stems.add(text, entries.count - 1) }
  }

  private mutating func report(_ file: String, _ line: Int, _ message: String) {
    problems.append(TemplateProblem(file: file, line: line, message: message))
  }

  /// The words for a trade given as free text; nil where it is unknown.
  func specificWords(for text: String) -> SectorWords? { stems.value(in: text).map { entries[$0].words } }
}
