package import Formats
internal import Leads
internal import Outreach

/// What the rows of a bulk file leave open, from `<name>.defaults.json` beside it.
package struct RowDefaults: Sendable {
  package let members: [JSONMember]
  private let facts: LeadFacts

  package static let none = RowDefaults()

  private init() {
    members = []
    facts = LeadFacts()
  }

  /// Reads the file.
  ///
  /// - Throws: everything that is wrong with its names; what is wrong with a value, a planner knows.
  package init(parsing bytes: [UInt8]) throws(Refusal) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Refusal(error.reason == .invalidEncoding ? .invalidEncoding : .invalidJSON, error.message)
    }
    guard case .object(let members) = value else {
      throw Refusal(
        .invalidJSON, "Defaults are a JSON object such as {\"tone\":\"samimi\"}; this is \(value.kindName).")
    }
    let names = RequestFields.names.filter { $0 != "lead_id" } + ["command"]
    let problems = members.filter { !names.contains($0.key) }.map { member in
      let nearest = NearestName.of(member.key, among: names)
      let advice = nearest.map { "did you mean \"\($0)\"?" } ?? "they are \(names.joined(separator: ", "))."
      return Problem(
        .unknownField, "There is no default \"\(member.key.prefix(64))\"; \(advice)", field: member.key,
        value: member.value, allowed: names, suggestion: nearest)
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    self.members = members.filter { $0.value != .null }
    if case .object(let lead)? = value["lead"] {
      facts = LeadFacts.reading(requestObject: lead).facts
    } else {
      facts = LeadFacts()
    }
  }

  /// Null in a row says as little as nothing.
  package func fill(_ row: inout RequestRow) {
    guard !members.isEmpty else { return }
    row.facts = row.facts.merged(over: facts)
    // What rows command was told to those who read them.
    for member in members where member.key != "lead" && member.key != "command" {
      guard let i = row.document.firstIndex(where: { $0.key == member.key }) else {
        row.document.append(member)
        continue
      }
      if row.document[i].value == .null { row.document[i] = member }
    }
  }
}
