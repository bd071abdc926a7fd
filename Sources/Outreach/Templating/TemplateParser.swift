/// Compiles one wording. Problems are collected, so that a person hears of all of them at once.
struct TemplateParser {
  private var code = Template.Code()
  var template: Template { Template(code) }
  private(set) var problems: [TemplateProblem] = []
  private let file: String
  private let language: Language
  private var openSections: [(name: TemplateName, line: Int, instruction: Int)] = []
  private var lineHasTags = false
  /// The literal that following text may join; none once a section has ended after it.
  private var extensible: Int?

  init(file: String, language: Language) {
    self.file = file
    self.language = language
  }

  /// Compiles `lines`, of which the last ends without a line end.
  mutating func parse(_ lines: [SourceLine]) {
    for (index, line) in lines.enumerated() {
      let text = singleSpaced(line.text)
      if text.isEmpty {
        code.instructions.append(.paragraph)
        continue
      }
      lineHasTags = false
      parse(text[...], at: line.number)
      guard index < lines.count - 1 else { continue }
      if lineHasTags { code.instructions.append(.endOfLine) } else { appendLiteral("\n") }
    }
    for section in openSections {
      report(section.line, "The section {{#\(section.name.text)}} is never closed; add {{/\(section.name.text)}}.")
    }
  }

  private mutating func parse(_ line: Substring, at number: Int) {
    var rest = line
    while let open = firstPair(of: UInt8(ascii: "{"), in: rest) {
      appendLiteral(rest[..<open])
      let inside = rest[open...].dropFirst(2)
      guard let close = endOfTag(inside) else {
        report(number, "“{{” without “}}” on the same line.")
        return
      }
      parseTag(trimmed(inside[..<close]), at: number)
      rest = inside[close...].dropFirst(2)
    }
    if firstPair(of: UInt8(ascii: "}"), in: rest) != nil { report(number, "“}}” without “{{” before it.") }
    appendLiteral(rest)
  }

  private mutating func parseTag(_ tag: Substring, at line: Int) {
    switch tag.first {
    case "#"?, "^"?:
      lineHasTags = true
      guard let name = name(trimmed(tag.dropFirst()), at: line) else { return }
      openSections.append((name, line, code.instructions.count))
      openSection(name, isPositive: tag.first == "#")
    case "/"?:
      lineHasTags = true
      closeSection(trimmed(tag.dropFirst()), at: line)
    default:
      if let placeholder = placeholder(tag, at: line) { append(placeholder) }
    }
  }

  private mutating func closeSection(_ text: Substring, at line: Int) {
    guard let open = openSections.last, open.name.text == text else {
      let expected = openSections.last.map { "; {{/\($0.name.text)}} was expected" } ?? ", and no section is open"
      report(line, "{{/\(text)}} closes what is not open\(expected).")
      return
    }
    openSections.removeLast()
    extensible = nil
    let end = Int32(code.instructions.count)
    code.instructions[open.instruction] =
      switch code.instructions[open.instruction] {
      case .skipUnlessKnown(let field, _): .skipUnlessKnown(field, end: end)
      case .skipIfKnown(let field, _): .skipIfKnown(field, end: end)
      case .skipUnlessGiven(let condition, _): .skipUnlessGiven(condition: condition, end: end)
      case .skipIfGiven(let condition, _): .skipIfGiven(condition: condition, end: end)
      case let other: other
      }
  }

  private mutating func openSection(_ name: TemplateName, isPositive: Bool) {
    switch name {
    case .field(let field):
      code.fields.insert(TemplateFields(field))
      code.instructions.append(isPositive ? .skipUnlessKnown(field, end: 0) : .skipIfKnown(field, end: 0))
    case .custom:
      code.conditions.append(name)
      let condition = Int32(code.conditions.count - 1)
      code.instructions.append(
        isPositive ? .skipUnlessGiven(condition: condition, end: 0) : .skipIfGiven(condition: condition, end: 0))
    }
  }

  /// What stands between the braces of a placeholder.
  private struct Tag {
    var name: TemplateName
    var filters: [TemplateFilter] = []
    var fallback: String?
    /// The word before a form of address: `{{salutation|after:"Merhaba"}}`.
    var greeting: String?
  }

  private mutating func literal(_ text: String) -> Template.Literal {
    let start = code.literals.count
    code.literals.append(contentsOf: text.utf8)
    return Template.Literal(start: Int32(start), count: Int32(text.utf8.count))
  }

  private mutating func append(_ placeholder: Tag) {
    if case .field(let field) = placeholder.name { code.fields.insert(TemplateFields(field)) }
    if let greeting = placeholder.greeting, case .field(let field) = placeholder.name {
      let word = literal(greeting)
      code.instructions.append(.greeting(field, word: word))
      return
    }
    var otherwise: Template.Literal?
    if let fallback = placeholder.fallback { otherwise = literal(fallback) }
    switch (placeholder.name, placeholder.filters.first, placeholder.filters.count) {
    case (.field(let field), nil, _): code.instructions.append(.field(field, otherwise: otherwise))
    case (.field(let field), .suffix(let suffix, let plain), 1) where language == .tr:
      code.instructions.append(.suffixed(field, suffix, plain: plain, otherwise: otherwise))
    default:
      code.placeholders.append(
        Template.Placeholder(name: placeholder.name, filters: placeholder.filters, otherwise: otherwise))
      code.instructions.append(.placeholder(code.placeholders.count - 1))
    }
  }

  private mutating func placeholder(_ tag: Substring, at line: Int) -> Tag? {
    let parts = splitOutsideQuotes(tag)
    guard let name = name(trimmed(parts[0]), at: line) else { return nil }
    var placeholder = Tag(name: name)
    for part in parts.dropFirst() {
      let text = trimmed(part)
      if text.hasPrefix("default:") {
        guard let value = quoted(trimmed(text.dropFirst(8))) else {
          report(line, "A default is written in quotes: {{\(name.text)|default:\"…\"}}.")
          continue
        }
        placeholder.fallback = value
      } else if text.hasPrefix("after:") {
        let isSalutation = [.field(.salutation), .field(.formalSalutation), .field(.informalSalutation)].contains(name)
        guard isSalutation, let word = quoted(trimmed(text.dropFirst(6))) else {
          report(
            line,
            "`after` puts a greeting before a form of address: {{salutation|after:\"Merhaba\"}}, and "
              + "formal_salutation and informal_salutation likewise.")
          continue
        }
        placeholder.greeting = word
      } else if let filter = filter(text, at: line) {
        placeholder.filters.append(filter)
      }
    }
    return placeholder
  }

  private mutating func filter(_ text: Substring, at line: Int) -> TemplateFilter? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
    let plain = parts.count == 2 && parts[1] == "plain"
    if let suffix = TurkishSuffix(rawValue: String(parts[0])), parts.count == 1 || plain {
      if language != .tr, suffix != .genitive, suffix != .possessive {
        report(line, "The filter \(suffix.rawValue) is Turkish; templates in other languages have `possessive`.")
      }
      return .suffix(suffix, plain: plain)
    }
    switch text {
    case "upper": return .upper
    case "lower": return .lower
    case "title": return .title
    default:
      let known = TurkishSuffix.allCases.map(\.rawValue) + ["upper", "lower", "title", "default", "after"]
      report(line, "There is no filter “\(text)”\(NearestName.suggestion(for: parts[0], among: known)).")
      return nil
    }
  }

  private mutating func name(_ text: Substring, at line: Int) -> TemplateName? {
    if let name = TemplateName(text) { return name }
    let known = TemplateField.allCases.map(\.text)
    report(
      line,
      "There is no placeholder “\(text)”\(NearestName.suggestion(for: text, among: known)); your own facts are custom.…."
    )
    return nil
  }

  private mutating func appendLiteral(_ text: some StringProtocol) {
    guard !text.isEmpty else { return }
    let start = code.literals.count
    code.literals.append(contentsOf: text.utf8)
    if let end = code.instructions.indices.last, end == extensible,
      case .literal(var literal) = code.instructions[end]
    {
      literal.count += Int32(text.utf8.count)
      code.instructions[end] = .literal(literal)
    } else {
      code.instructions.append(.literal(Template.Literal(start: Int32(start), count: Int32(text.utf8.count))))
      extensible = code.instructions.count - 1
    }
  }

  private mutating func report(_ line: Int, _ message: String) {
    problems.append(TemplateProblem(file: file, line: line, message: message))
  }
}
