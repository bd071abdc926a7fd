internal import Formats
internal import Leads
internal import Outreach

/// One value of `<name>.defaults.json` as a cell of a table.
struct DefaultCell {
  /// The header of a column for it.
  package var name: String
  /// The columns that say the same.
  package var means: [LeadColumn]
  package var text: String

  /// The request's fields, then the facts under `lead`; null says nothing, and what no cell can hold is left out.
  package static func cells(of defaults: [JSONMember]) -> [DefaultCell] {
    defaults.flatMap { member -> [DefaultCell] in
      guard member.key == "lead", case .object(let facts) = member.value else {
        return cell(member, means: [.request(member.key)])
      }
      return facts.flatMap { fact -> [DefaultCell] in
        if fact.key == "custom", case .object(let own) = fact.value {
          return own.flatMap { cell($0, means: [.custom($0.key)]) }
        }
        guard let field = LeadField(rawValue: fact.key) else { return [] }
        return cell(fact, means: columns(saying: field))
      }
    }
  }

  private static func columns(saying field: LeadField) -> [LeadColumn] {
    switch field {
    case .contactName: [.fact(field), .firstName, .lastName]
    case .phone: [.fact(field), .mobile]
    default: [.fact(field)]
    }
  }

  private static func cell(_ member: JSONMember, means: [LeadColumn]) -> [DefaultCell] {
    guard member.value != .null, let text = member.value.factText, !text.isEmpty else { return [] }
    return [DefaultCell(name: member.key, means: means, text: text)]
  }
}
