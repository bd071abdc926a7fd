package import Formats
package import Outreach

/// How exports are to be read where their bytes do not tell: what a configuration or a file's defaults say.
package struct ExportReading: Sendable {
  /// Nil: as the bytes tell.
  package var encoding: TextEncoding?
  /// Which fact is the lead's id in files without ids; nil: none, and such files are refused.
  package var leadIDSource: LeadIDSource?
  /// The values that fields of a request have, by the fields' names, for telling a CRM's own "Channel" from ours. Of a
  /// field that is not in it nothing is told.
  package var values: [String: [String]] { names.value }
  private var names = builtInNames

  private static let builtInNames = OnDemand {
    ["language": Language.builtIn.map(\.rawValue), "channel": Channel.allCases.map(\.rawValue) + ["auto"]]
  }

  /// Has more values known, once a file is read: finding them may cost reading all the words there are.
  package mutating func learn(_ more: @escaping @Sendable () -> [String: [String]]) {
    let known = names
    names = OnDemand { known.value.merging(more()) { $1 } }
  }

  package init() {}

  /// A column that says it row by row, as rows that are to be mended have it; folded.
  static let idSourceHeading = HeaderFolding.fold(LeadIDSource.name)
}

/// What a lead is called after in a file that has no ids.
package enum LeadIDSource: String, CaseIterable, Sendable {
  case email, phone

  /// What defaults and configurations call it.
  package static let name = "lead_id_from"

  package var field: LeadField { self == .email ? .email : .phone }

  /// As it stands in defaults or a configuration: `"lead_id_from":"email"`.
  package var asMember: String { "\"\(Self.name)\":\"\(rawValue)\"" }

  /// How the file spells what leads are called after, where two may get one id; nil if the id says it all.
  package func spelling(of facts: LeadFacts) -> String? {
    self == .email ? facts[.email].flatMap { try? EmailAddress.best(in: $0).text } : nil
  }

  /// The id of a lead with these facts; nil if they have no such address.
  ///
  /// A phone is its digits with the country code. An address has "_" for what ids cannot have, and if it is too long for
  /// one its end gives way to its checksum.
  package func leadID(of facts: LeadFacts) -> LeadID? {
    guard let text = facts[field], !text.isEmpty else { return nil }
    switch self {
    case .phone:
      return (try? PhoneNumber.best(in: text, country: facts[.country])).flatMap { LeadID(String($0.e164.dropFirst())) }
    case .email:
      guard let address = try? EmailAddress.best(in: text).text else { return nil }
      let spelled = address.utf8.map { LeadID.isValid([$0]) ? $0 : UInt8(ascii: "_") }
      if let id = LeadID(String(decoding: spelled, as: UTF8.self)) { return id }
      return LeadID(
        String(decoding: spelled.prefix(47), as: UTF8.self) + "_" + String(Checksum.of(Array(address.utf8)), radix: 16))
    }
  }
}
