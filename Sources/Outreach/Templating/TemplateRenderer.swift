/// A placeholder that had neither a value nor a default.
struct MissingValue: Error {
  var name: TemplateName
}

extension Template {
  /// Appends the wording with its values filled in to `out`.
  func render(_ values: borrowing TemplateValues, into out: inout [UInt8]) throws(MissingValue) {
    let start = out.count
    var next = 0
    while next < instructions.count {
      let instruction = instructions[next]
      next += 1
      switch instruction {
      case .literal(let from, let count):
        appendLiteral(from, count, to: &out, after: start)
      case .value(let index):
        try appendValue(placeholders[index], values, to: &out)
      case .skipUnlessKnown(let name, let end):
        if values[conditions[name]] == nil { next = end }
      case .skipIfKnown(let name, let end):
        if values[conditions[name]] != nil { next = end }
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
  private func appendLiteral(_ from: Int, _ count: Int, to out: inout [UInt8], after start: Int) {
    var begin = from
    let first = literals[from]
    if first == space {
      if out.count == start || out[out.count - 1] == space || out[out.count - 1] == newline { begin += 1 }
    } else if out.count > start, out[out.count - 1] == space, isClosingPunctuation(first) {
      out.removeLast()
    }
    out.append(contentsOf: literals[begin..<(from + count)])
  }

  private func appendValue(
    _ placeholder: Placeholder, _ values: borrowing TemplateValues, to out: inout [UInt8]
  ) throws(MissingValue) {
    if let value = values[placeholder.name] {
      if placeholder.filters.isEmpty {
        out.append(contentsOf: value.utf8)
      } else {
        var filtered = value
        for filter in placeholder.filters {
          filtered = filter.applied(to: filtered, language: values.language, memo: values.endings)
        }
        out.append(contentsOf: filtered.utf8)
      }
    } else if let fallback = placeholder.fallback {
      out.append(contentsOf: fallback.utf8)
    } else {
      throw MissingValue(name: placeholder.name)
    }
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
  func applied(to value: String, language: Language, memo: TurkishEndingMemo) -> String {
    switch (self, language) {
    case (.suffix(let suffix, let plain), .tr): suffix.applied(to: value, plain: plain, memo: memo)
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
