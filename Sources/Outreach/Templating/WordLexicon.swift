/// What a language's `sectors.md` or `offers.md` says: blocks under a `# key`, each with the words by which free text is
/// recognised and the texts that a message may use.
struct WordLexicon: Sendable {
  struct Entry: Sendable {
    var key: String
    var line: Int
    var matches: [String]
    var texts: [String: String]
  }

  private(set) var entries: [Entry] = []
  /// The entry without matches, for everything else.
  private(set) var general: Entry?
  private(set) var problems: [TemplateProblem] = []
  private var stems = StemIndex<Int>()
  let file: String
  private let thing: String
  private let names: [String]
  private let optional: [String]
  private let isMatched: Bool

  /// - Parameters:
  ///   - thing: what a block is about, for messages: "sector".
  ///   - names: the texts that every block has to have.
  ///   - optional: those that it may have.
  ///   - isMatched: whether free text is recognised; else blocks are found by their keys, and have no match line.
  init(_ file: TemplateFile, of thing: String, texts names: [String], optional: [String] = [], isMatched: Bool = true) {
    self.isMatched = isMatched
    self.file = file.path
    self.thing = thing
    self.names = names
    self.optional = optional
    var key: (name: String, line: Int)?
    var texts: [String: String] = [:]
    for line in sourceLines(file.text) + [SourceLine(number: 0, text: "# ")] {
      let text = trimmed(line.text)
      if text.hasPrefix("#") {
        if let key { add(key.name, line: key.line, texts) }
        key = (String(trimmed(text.drop { $0 == "#" })), line.number)
        texts = [:]
      } else if let colon = text.firstIndex(of: ":") {
        take(String(text[..<colon]), text: singleSpaced(text[colon...].dropFirst()), line: line.number, texts: &texts)
      } else if !text.isEmpty {
        let known = (isMatched ? ["match"] : []) + names + optional
        report(line.number, "A line is `name: text`; one of \(known.joined(separator: ", ")).")
      }
    }
  }

  private mutating func take(_ name: String, text: String, line: Int, texts: inout [String: String]) {
    let known = (isMatched ? ["match"] : []) + names + optional
    if known.contains(name) {
      texts[name] = text
    } else {
      let nearest = NearestName.suggestion(for: name, among: known)
      report(line, "There is no “\(name)” of a \(thing)\(nearest).")
    }
  }

  private mutating func add(_ key: String, line: Int, _ texts: [String: String]) {
    for name in names where texts[name, default: ""].isEmpty {
      report(line, "The \(thing) “\(key)” has no `\(name):`.")
    }
    let matches = texts["match"].map { $0.split(separator: ",").map { String(trimmed($0)) }.filter { !$0.isEmpty } }
    let entry = Entry(key: key, line: line, matches: matches ?? [], texts: texts)
    guard let matches else {
      guard isMatched else { return entries.append(entry) }
      if general != nil { report(line, "Two blocks have no match line; only the fallback has none.") }
      general = entry
      return
    }
    entries.append(entry)
    for text in matches { stems.add(text, entries.count - 1) }
  }

  private mutating func report(_ line: Int, _ message: String) {
    problems.append(TemplateProblem(file: file, line: line, message: message))
  }

  /// The block that free text belongs to; nil where it is unknown.
  func entry(for text: String) -> Entry? { stems.value(in: text).map { entries[$0] } }

  func entry(key: String) -> Entry? { entries.first { $0.key == key } }
}
