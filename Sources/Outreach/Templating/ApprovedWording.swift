/// A wording that WhatsApp's owner has approved: what goes out is its name and the values in its places.
package struct ApprovedWording: Hashable, Sendable {
  package var name: String
  package var language: Language
  /// In the order in which they stand in the text.
  package var parameters: [String]
}

/// The first line of such a wording, `Template: ilk_temas_1`.
enum ApprovedName {
  /// What follows `Template:`, if the line begins so.
  static func text(_ line: Substring) -> Substring? {
    line.hasPrefix("Template:") ? trimmed(line.dropFirst(9)) : nil
  }

  /// As WhatsApp takes names: `[a-z0-9_]{1,512}`.
  static func isValid(_ name: Substring) -> Bool {
    (1...512).contains(name.utf8.count)
      && name.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "_") }
  }
}

extension Template {
  /// The values of its places, one for each, as they stand in its text.
  func parameters(
    _ values: borrowing TemplateValues, _ suffixes: SuffixMemo
  ) throws(MissingValue) -> [String] {
    var parameters: [String] = []
    for instruction in instructions where instruction.isPlace {
      let one = Code(
        literals: literals, instructions: [instruction], placeholders: placeholders, conditions: conditions,
        fields: fields)
      var text: [UInt8] = []
      try Template(one).render(values, suffixes, into: &text)
      parameters.append(String(decoding: text, as: UTF8.self))
    }
    return parameters
  }

  /// The text with `{{1}}`, `{{2}}` … in its places.
  var numbered: String {
    var out = ""
    var number = 0
    for instruction in instructions {
      switch instruction {
      case .literal(let literal):
        out += String(decoding: literals[Int(literal.start)..<Int(literal.start + literal.count)], as: UTF8.self)
      case .paragraph: out += out.hasSuffix("\n") ? "\n" : "\n\n"
      case .endOfLine: out += "\n"
      case .field, .suffixed, .greeting, .placeholder:
        number += 1
        out += "{{\(number)}}"
      case .skipUnlessKnown, .skipIfKnown, .skipUnlessGiven, .skipIfGiven: continue
      }
    }
    return out
  }

  /// Whether parts of it may be missing, which no approved text allows.
  var hasSections: Bool { instructions.contains { $0.isSection } }
}

extension Template.Instruction {
  fileprivate var isPlace: Bool {
    switch self {
    case .field, .suffixed, .greeting, .placeholder: true
    default: false
    }
  }

  fileprivate var isSection: Bool {
    switch self {
    case .skipUnlessKnown, .skipIfKnown, .skipUnlessGiven, .skipIfGiven: true
    default: false
    }
  }
}
