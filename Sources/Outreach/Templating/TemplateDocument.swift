/// A tone's file, read into wordings under their headings.
struct TemplateDocument: Sendable {
  /// One heading pair: `# objective` with `## role [number] [channel]` below it.
  struct Heading: Hashable {
    /// nil for `# *`, what all objectives share.
    var objective: String?
    var role: TemplateRole
    /// `follow_up 2`.
    var number: Int?
    var channel: Channel?
  }

  /// A class because it is handed around for every message, with what would be a dozen references inside.
  final class Wording: Sendable {
    let file: String
    /// Of its first line.
    let line: Int
    /// E-mail only.
    let subject: Template?
    let body: Template
    /// The name under which WhatsApp's owner has approved it.
    let approvedName: String?

    init(file: String, line: Int, subject: Template?, body: Template, approvedName: String? = nil) {
      self.file = file
      self.line = line
      self.subject = subject
      self.body = body
      self.approvedName = approvedName
    }
  }

  private(set) var wordings: [Heading: [Wording]] = [:]
  /// In the order of the file, for those who read or list them.
  private(set) var headings: [Heading] = []
  private(set) var headingLines: [Heading: Int] = [:]
  private(set) var problems: [TemplateProblem] = []
  private let file: String
  private let language: Language

  init(_ file: TemplateFile, language: Language) {
    self.file = file.path
    self.language = language
    var objective: String??
    var heading: Heading?
    var block: [SourceLine] = []
    // What stands under a heading that is not understood, and what comes before any, is told of once.
    var isTold = false
    for line in sourceLines(file.text) {
      if line.text.hasPrefix("## ") {
        finish(&block, under: heading)
        heading = objective == nil && isTold ? nil : parseHeading(line, objective: objective)
        isTold = true
      } else if line.text.hasPrefix("# ") {
        finish(&block, under: heading)
        heading = nil
        objective = parseObjective(line)
        isTold = objective == nil
      } else if isSeparator(line.text) {
        finish(&block, under: heading)
      } else if heading != nil {
        block.append(line)
      } else if !isTold, !trimmed(line.text).isEmpty, objective == nil || headings.isEmpty {
        isTold = true
        report(
          line.number, "Text before the first heading; put it under a `# objective` and a `## initial` or the like.")
      }
    }
    finish(&block, under: heading)
  }

  private mutating func parseObjective(_ line: SourceLine) -> String?? {
    let name = trimmed(line.text.dropFirst(2))
    if name == "*" { return .some(nil) }
    if isTemplateName(name) { return String(name) }
    report(line.number, "“\(name)” cannot be an objective; use a-z, 0-9, - and _, or * for all.")
    return nil
  }

  private mutating func parseHeading(_ line: SourceLine, objective: String??) -> Heading? {
    guard let objective else {
      report(line.number, "This heading stands under no objective; put `# ilk_temas` or `# *` before it.")
      return nil
    }
    var words = line.text.dropFirst(3).split(separator: " ").map(String.init)
    let text = words.joined(separator: " ")
    guard let first = words.first, let role = TemplateRole(rawValue: first) else {
      let known = TemplateRole.allCases.map(\.rawValue)
      let nearest = NearestName.suggestion(for: words.first ?? "", among: known)
      report(line.number, "There is no heading “\(text)”\(nearest).")
      return nil
    }
    words.removeFirst()
    var heading = Heading(objective: objective, role: role)
    if role == .followUp, let number = words.first.flatMap({ Int($0) }) {
      guard (1...10).contains(number) else {
        report(line.number, "Follow-ups are numbered from 1 to 10.")
        return nil
      }
      heading.number = number
      words.removeFirst()
    }
    if let channel = words.first.flatMap(Channel.init(rawValue:)) {
      heading.channel = channel
      words.removeFirst()
    }
    guard words.isEmpty else {
      let known = Channel.allCases.map(\.rawValue)
      report(
        line.number,
        "“\(words.joined(separator: " "))” is not understood in “\(text)”\(NearestName.suggestion(for: words[0], among: known))."
      )
      return nil
    }
    guard headingLines[heading] == nil else {
      report(line.number, "“\(text)” stands twice under this objective; separate wordings with a line of ---.")
      return nil
    }
    headings.append(heading)
    headingLines[heading] = line.number
    return heading
  }

  /// Compiles the wording that `block` holds, if it holds one, and empties it.
  private mutating func finish(_ block: inout [SourceLine], under heading: Heading?) {
    defer { block = [] }
    guard let heading else { return }
    var lines = block[...]
    while let first = lines.first, trimmed(first.text).isEmpty { lines.removeFirst() }
    while let last = lines.last, trimmed(last.text).isEmpty { lines.removeLast() }
    let approvedName = takeApprovedName(&lines)
    guard let first = lines.first else { return }
    var subject: Template?
    if let text = subjectText(first) {
      lines.removeFirst()
      while let blank = lines.first, trimmed(blank.text).isEmpty { lines.removeFirst() }
      subject = compile([SourceLine(number: first.number, text: text)])
    }
    let body = compile(Array(lines))
    if body.isEmpty { report(first.number, "This wording has no text.") }
    if approvedName != nil, body.hasSections {
      report(first.number, "An approved text is always whole: take out the {{#…}} and {{^…}}, or the line “Template:”.")
    }
    wordings[heading, default: []].append(
      Wording(file: file, line: first.number, subject: subject, body: body, approvedName: approvedName))
  }

  /// The name in a first line `Template: …`, which is taken away with what is empty below it.
  private mutating func takeApprovedName(_ lines: inout ArraySlice<SourceLine>) -> String? {
    guard let first = lines.first, let name = ApprovedName.text(first.text) else { return nil }
    lines.removeFirst()
    while let blank = lines.first, trimmed(blank.text).isEmpty { lines.removeFirst() }
    guard ApprovedName.isValid(name) else {
      report(first.number, "“\(name)” is no name that WhatsApp takes for a template; use a-z, 0-9 and _.")
      return nil
    }
    if lines.isEmpty { report(first.number, "This wording has no text.") }
    return String(name)
  }

  private mutating func compile(_ lines: [SourceLine]) -> Template {
    var parser = TemplateParser(file: file, language: language)
    parser.parse(lines)
    problems += parser.problems
    return parser.template
  }

  private mutating func report(_ line: Int, _ message: String) {
    problems.append(TemplateProblem(file: file, line: line, message: message))
  }
}

/// What a wording is for.
enum TemplateRole: String, CaseIterable {
  case initial
  case followUp = "follow_up"
  case last, refusal, signature
  /// One paragraph about how lead and sender know each other; stands where a wording says `{{opening}}`.
  case opening

  /// Whether it is a message by itself and not a part of others.
  var isMessage: Bool { self == .initial || self == .followUp || self == .last }

  /// Whether nothing may come of it: not everybody has a tie to tell of, or a trade name to sign with.
  func mayBeEmpty(on channel: Channel) -> Bool { self == .opening || self == .signature && channel == .whatsapp }
}

private func isSeparator(_ line: Substring) -> Bool {
  let text = trimmed(line).utf8
  return text.count >= 3 && text.allSatisfy { $0 == UInt8(ascii: "-") }
}

/// What follows `Subject:` (in Turkish files also `Konu:`), if the line begins so.
private func subjectText(_ line: SourceLine) -> Substring? {
  for key in ["Subject:", "Konu:"] where line.text.hasPrefix(key) { return trimmed(line.text.dropFirst(key.count)) }
  return nil
}
