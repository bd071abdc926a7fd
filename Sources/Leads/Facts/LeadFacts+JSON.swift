package import Formats
internal import Outreach

/// A member of a lead object that cannot be taken as it is.
package struct LeadFactProblem: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case unknownField
    /// A list or object where a text or number belongs.
    case wrongType
  }

  package var reason: Reason
  /// The member's key.
  package var field: String
  /// One sentence.
  package var message: String
}

extension LeadFacts {
  /// Reads the `lead` object of a request: only the names of ``LeadField`` and `custom`.
  package static func reading(requestObject members: [JSONMember]) -> (facts: LeadFacts, problems: [LeadFactProblem]) {
    var facts = LeadFacts()
    var problems: [LeadFactProblem] = []
    for member in members {
      if member.key == "custom" {
        guard case .object(let own) = member.value else {
          if member.value == .null { continue }
          problems.append(.wrongType("custom", expected: "an object", value: member.value))
          continue
        }
        facts.flatten(own, under: "", .standard)
      } else if let field = LeadField(rawValue: member.key) {
        if let problem = facts.set(field, to: member.value) { problems.append(problem) }
      } else {
        problems.append(
          LeadFactProblem(
            reason: .unknownField, field: member.key, message: "A lead has no field \"\(member.key)\"."))
      }
    }
    return (facts, problems)
  }

  /// As a request's `lead`, which ``reading(requestObject:)`` reads back. What a column says of consent to one channel has
  /// no place there.
  package var requestObject: JSONValue {
    var members = LeadField.allCases.compactMap { field in
      self[field].map { JSONMember(key: field.rawValue, value: $0.isEmpty ? .null : .string($0)) }
    }
    if !custom.isEmpty {
      let own = custom.sorted { $0.key < $1.key }.map { JSONMember(key: $0.key, value: .string($0.value)) }
      members.append(JSONMember(key: "custom", value: .object(own)))
    }
    return .object(members)
  }

  /// Reads a row of NDJSON or a lead's own file: keys are headers, so that a CRM's names are understood, unknown ones
  /// are the user's own facts, and a value of a wrong type counts as unknown.
  package static func reading(bookObject members: [JSONMember], mapping: ColumnMapping = .standard) -> LeadFacts {
    var row = LeadRow()
    var own: [JSONMember] = []
    for member in members {
      switch mapping.column(for: member.key) {
      case .custom:
        if member.key == "custom", case .object(let nested) = member.value { own += nested } else { own.append(member) }
      case let column:
        // Whoever made it from a spreadsheet took the dashes along; an empty text takes away what others know.
        guard let text = member.value.factText else { continue }
        let isAboutConsent = if case .consent = column { true } else { column == .fact(.consentStatus) }
        if text.isEmpty || !NothingWords.isOne(text) || isAboutConsent && ConsentStatement.isNoValue(text) {
          row.set(column, to: text)
        }
      }
    }
    var facts = row.facts
    facts.flatten(own, under: "", mapping)
    return facts
  }

  private mutating func set(_ field: LeadField, to value: JSONValue) -> LeadFactProblem? {
    guard let text = value.factText else {
      return .wrongType(field.rawValue, expected: "a text or a number", value: value)
    }
    // A program that had nothing to say: only null and an empty text take a fact away.
    let isNo = field == .consentStatus && ConsentStatement.isNoValue(text)
    if !text.isEmpty, !isNo, NothingWords.isOne(FactText.trimmed(text)) { return nil }
    var said = text
    if !said.withUTF8({ hear($0, as: field) }) { self[field] = text }
    return nil
  }

  /// Hears one's own fact, under a name that may be a heading about consent: `{"Opt Out":true}`.
  private mutating func hear(_ text: String, called name: String, _ mapping: ColumnMapping) {
    switch mapping.column(for: name) {
    case .optOut(let channel):
      guard !text.isEmpty, OptOutCell.isYes(text) else { return }
      refuse(channel.map { [$0] } ?? Set(Channel.allCases), in: "\(name) \(text.prefix(64))")
    case .consent(let channel):
      switch ConsentStatement(text) {
      case .refused: refuse(channel.map { [$0] } ?? Set(Channel.allCases), in: "\(name) \(text.prefix(64))")
      case .refusedOn(let channels): refuse(channels, in: "\(name) \(text.prefix(64))")
      case .bounced: optedOut.insert(.email)
      case .unclear: unclearConsent.append(ConsentStatement.doubt(about: text))
      case .granted, .open: break
      }
    default: hear(text, under: name)
    }
  }

  private mutating func flatten(_ members: [JSONMember], under prefix: String, _ mapping: ColumnMapping) {
    for member in members {
      let name = prefix + member.key
      if case .object(let nested) = member.value {
        flatten(nested, under: name + ".", mapping)
      } else if let text = member.value.factText {
        custom[name] = text
        hear(text, called: member.key, mapping)
      }
    }
  }
}

extension LeadFactProblem {
  fileprivate static func wrongType(_ field: String, expected: String, value: JSONValue) -> LeadFactProblem {
    LeadFactProblem(
      reason: .wrongType, field: field, message: "\"\(field)\" should be \(expected) and is \(value.kindName).")
  }
}

extension JSONValue {
  /// The text a fact is decoded from; several values (two phones) are joined as CRMs join them.
  package var factText: String? {
    switch self {
    case .null: ""
    case .bool(let flag): flag ? "true" : "false"
    case .number(let text), .string(let text): text
    case .array(let values):
      values.allSatisfy { $0.string != nil || $0.double != nil }
        ? values.compactMap(\.factText).joined(separator: ";") : nil
    case .object: nil
    }
  }
}
