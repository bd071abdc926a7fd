/// A placeholder that had neither a value nor a default.
struct MissingValue: Error {
  var name: TemplateName
}

extension Template {
  /// Appends the wording with its values filled in to `out`.
  func render(_ values: borrowing TemplateValues, into out: inout [UInt8]) throws(MissingValue) {
    let suffixes = SuffixMemo()
    try render(values, suffixes, into: &out)
  }

  /// The same for a writer who remembers how names take their endings.
  func render(
    _ values: borrowing TemplateValues, _ suffixes: SuffixMemo, into out: inout [UInt8]
  ) throws(MissingValue) {
    // Looked at as plain memory: no reference is counted while the instructions are gone through.
    var missing: TemplateName?
    out.append(room: literals.count + 512) { pen in
      literals.withUnsafeBufferPointer { literals in
        instructions.withUnsafeBufferPointer {
          missing = run($0, literals: literals, values: values, suffixes: suffixes, into: &pen)
        }
      }
    }
    if let missing { throw MissingValue(name: missing) }
  }

  /// The name of the first value that is missing, if any is.
  private func run(
    _ instructions: UnsafeBufferPointer<Instruction>, literals: UnsafeBufferPointer<UInt8>,
    values: borrowing TemplateValues, suffixes: SuffixMemo, into out: inout TextPen
  ) -> TemplateName? {
    var next = 0
    while next < instructions.count {
      let instruction = instructions[next]
      next += 1
      switch instruction {
      case .literal(let literal):
        append(literal.bytes(in: literals), to: &out)
      case .field(let field, let otherwise):
        let place = out.count
        if !values.append(field, to: &out) {
          guard let otherwise else { return .field(field) }
          out.append(otherwise.bytes(in: literals))
        } else if field.isPhrase {
          beginSentence(&out, at: place, values.language)
        }
      case .suffixed(let field, let suffix, let plain, let otherwise):
        let place = out.count
        defer { if field.isPhrase { beginSentence(&out, at: place, values.language) } }
        if !values.append(field, suffix: suffix, plain: plain, suffixes: suffixes, to: &out) {
          guard let otherwise else { return .field(field) }
          out.append(otherwise.bytes(in: literals))
        }
      case .greeting(let field, let word):
        greet(values, field: field, word: word.bytes(in: literals), to: &out)
      case .placeholder(let index):
        let placeholder = placeholders[index]
        if let value = values[placeholder.name] {
          let filtered = placeholder.filters.reduce(value) { $1.applied(to: $0, language: values.language) }
          out.append(filtered)
        } else {
          guard let otherwise = placeholder.otherwise else { return placeholder.name }
          out.append(otherwise.bytes(in: literals))
        }
      case .skipUnlessKnown(let field, let end):
        if !values.knows(field) { next = Int(end) }
      case .skipIfKnown(let field, let end):
        if values.knows(field) { next = Int(end) }
      case .skipUnlessGiven(let condition, let end):
        if values[conditions[Int(condition)]] == nil { next = Int(end) }
      case .skipIfGiven(let condition, let end):
        if values[conditions[Int(condition)]] != nil { next = Int(end) }
      case .endOfLine:
        endLine(&out)
      case .paragraph:
        endParagraph(&out)
      }
    }
    trimEnd(&out)
    return nil
  }

  /// Where a section came to nothing, the text around it must still read well: a space is not doubled, and none is left
  /// before a comma. "Merhaba ," cannot come about.
  private func append(_ literal: UnsafeBufferPointer<UInt8>, to out: inout TextPen) {
    guard let first = literal.first else { return }
    var literal = literal
    if first == space {
      if out.last.map({ $0 == space || $0 == newline }) ?? true {
        literal = UnsafeBufferPointer(rebasing: literal.dropFirst())
      }
    } else if out.last == space, isClosingPunctuation(first) {
      out.removeLast()
    }
    // "Promak A.Ş." ends its sentence as it is.
    if first == fullStop, out.last == fullStop, literal.dropFirst().first != fullStop {
      literal = UnsafeBufferPointer(rebasing: literal.dropFirst())
    }
    out.append(literal)
  }

  /// An offer is a phrase for the middle of a sentence ("müşteri takip yazılımı"); at the beginning of one it gets its
  /// capital.
  private func beginSentence(_ out: inout TextPen, at place: Int, _ language: Language) {
    guard place < out.count, beginsSentence(out, at: place) else { return }
    if let capital = capital(of: out[place], language) {
      out[place] = capital
      return
    }
    let phrase = out.text(from: place)
    let first = String(phrase.unicodeScalars.prefix(1))
    out.removeLast(out.count - place)
    out.append(language == .tr ? turkishUppercased(first) : first.uppercased())
    out.append(String(phrase.unicodeScalars.dropFirst()))
  }

  /// Of a small letter of ASCII whose capital is one, and of what is no letter.
  private func capital(of byte: UInt8, _ language: Language) -> UInt8? {
    guard byte < 0x80 else { return nil }
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) else { return byte }
    return byte == UInt8(ascii: "i") && language == .tr ? nil : byte - 0x20
  }

  /// Whether a sentence begins at `place`.
  private func beginsSentence(_ text: borrowing TextPen, at place: Int) -> Bool {
    if place == 0 || text[place - 1] == newline { return true }
    guard place > 1, text[place - 1] == space else { return false }
    let mark = text[place - 2]
    return mark == UInt8(ascii: ".") || mark == UInt8(ascii: "?") || mark == UInt8(ascii: "!")
  }

  /// "Merhaba Elif Hanım", "Merhaba" for nobody, and "Sayın Deniz Kaya", which is a greeting by itself.
  private func greet(
    _ values: borrowing TemplateValues, field: TemplateField, word: UnsafeBufferPointer<UInt8>,
    to out: inout TextPen
  ) {
    let start = out.count
    out.append(word)
    guard values.knows(field) else { return }
    out.append(space)
    let place = out.count
    _ = values.append(field, to: &out)
    guard out.count - place >= greetingByItself.utf8.count, out[place] == greetingByItself.utf8.first else { return }
    let name = out.text(from: place)
    if name.hasPrefix(greetingByItself) {
      out.removeLast(out.count - start)
      out.append(name)
    }
  }

  private func endLine(_ out: inout TextPen) {
    if out.last == space { out.removeLast() }
    if out.count > 0, out.last != newline { out.append(newline) }
  }

  private func endParagraph(_ out: inout TextPen) {
    endLine(&out)
    if out.count > 1, out[out.count - 2] != newline { out.append(newline) }
  }

  private func trimEnd(_ out: inout TextPen) {
    while out.last == space || out.last == newline { out.removeLast() }
  }
}

extension Template.Literal {
  fileprivate func bytes(in literals: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: literals[Int(start)..<Int(start + count)])
  }
}

private let greetingByItself = "Sayın "
private let fullStop = UInt8(ascii: ".")
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
