/// A placeholder that had neither a value nor a default.
struct MissingValue: Error {
  var name: TemplateName
}

extension Template {
  /// Appends the wording with its values filled in to `out`.
  func render(_ values: borrowing TemplateValues, into out: inout [UInt8]) throws(MissingValue) {
    var suffixes = SuffixMemo()
    try render(values, &suffixes, into: &out)
  }

  /// The same for a writer who remembers how names take their endings.
  func render(
    _ values: borrowing TemplateValues, _ suffixes: inout SuffixMemo, into out: inout [UInt8]
  ) throws(MissingValue) {
    let start = out.count
    var next = 0
    while next < instructions.count {
      let instruction = instructions[next]
      next += 1
      switch instruction {
      case .literal(let literal):
        appendLiteral(literal, to: &out, after: start)
      case .field(let field, let otherwise):
        if !values.append(field, to: &out) { try append(otherwise, insteadOf: .field(field), to: &out) }
      case .suffixed(let field, let suffix, let plain, let otherwise):
        if !values.append(field, suffix, plain: plain, &suffixes, to: &out) {
          try append(otherwise, insteadOf: .field(field), to: &out)
        }
      case .placeholder(let index):
        try append(placeholders[index], values, to: &out)
      case .skipUnlessKnown(let field, let end):
        if !values.knows(field) { next = Int(end) }
      case .skipIfKnown(let field, let end):
        if values.knows(field) { next = Int(end) }
      case .skipUnlessGiven(let condition, let end):
        if values[conditions[Int(condition)]] == nil { next = Int(end) }
      case .skipIfGiven(let condition, let end):
        if values[conditions[Int(condition)]] != nil { next = Int(end) }
      case .endOfLine:
        endLine(&out, after: start)
      case .paragraph:
        endParagraph(&out, after: start)
      }
    }
    trimEnd(&out, after: start)
  }

  /// Where a section came to nothing, the text around it must still read well: a space is not doubled, and none is left
  /// before a comma. "Merhaba ," cannot come about.
  private func appendLiteral(_ literal: Literal, to out: inout [UInt8], after start: Int) {
    var begin = Int(literal.start)
    let end = begin + Int(literal.count)
    let first = literals[begin]
    if first == space {
      if out.count == start || out[out.count - 1] == space || out[out.count - 1] == newline { begin += 1 }
    } else if out.count > start, out[out.count - 1] == space, isClosingPunctuation(first) {
      out.removeLast()
    }
    out.append(contentsOf: literals[begin..<end])
  }

  private func append(
    _ otherwise: Literal?, insteadOf name: @autoclosure () -> TemplateName, to out: inout [UInt8]
  ) throws(MissingValue) {
    guard let otherwise else { throw MissingValue(name: name()) }
    out.append(contentsOf: literals[Int(otherwise.start)..<Int(otherwise.start + otherwise.count)])
  }

  private func append(
    _ placeholder: Placeholder, _ values: borrowing TemplateValues, to out: inout [UInt8]
  ) throws(MissingValue) {
    guard var value = values[placeholder.name] else {
      return try append(placeholder.otherwise, insteadOf: placeholder.name, to: &out)
    }
    for filter in placeholder.filters { value = filter.applied(to: value, language: values.language) }
    out.append(contentsOf: value.utf8)
  }

  private func endLine(_ out: inout [UInt8], after start: Int) {
    if out.count > start, out[out.count - 1] == space { out.removeLast() }
    if out.count > start, out[out.count - 1] != newline { out.append(newline) }
  }

  private func endParagraph(_ out: inout [UInt8], after start: Int) {
    endLine(&out, after: start)
    if out.count > start + 1, out[out.count - 2] != newline { out.append(newline) }
  }

  private func trimEnd(_ out: inout [UInt8], after start: Int) {
    while out.count > start, out[out.count - 1] == space || out[out.count - 1] == newline { out.removeLast() }
  }
}

private let space = UInt8(ascii: " ")
private let newline = UInt8(ascii: "\n")

private func isClosingPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
    true
  default: false
  }
}

extension TemplateFilter {
  func applied(to value: String, language: Language) -> String {
    switch (self, language) {
    case (.suffix(let suffix, let plain), .tr): suffix.applied(to: value, plain: plain)
    // English has one case ending, and it is the same for both; languages that wordings add get it too.
    case (.suffix, _): englishPossessive(value)
    case (.upper, .tr): turkishUppercased(value)
    case (.upper, _): value.uppercased()
    case (.lower, .tr): turkishLowercased(value)
    case (.lower, _): value.lowercased()
    case (.title, .tr): turkishTitlecased(value)
    case (.title, _): titlecased(value, upper: { $0.uppercased() }, lower: { $0.lowercased() })
    }
  }
}

/// "Hane Mimarlık's", "Brothers'".
func englishPossessive(_ name: String) -> String {
  name + (name.utf8.last == UInt8(ascii: "s") || name.utf8.last == UInt8(ascii: "S") ? "'" : "'s")
}
