package import Formats
package import Outreach

extension LeadID {
  /// From a number or a text, as outputs write it.
  package init?(_ value: JSONValue?) {
    switch value {
    case .number(let text)?, .string(let text)?: self.init(text)
    default: return nil
    }
  }
}

extension JSONWriter {
  /// A lead id as every output writes it: a number where it is one (see ``LeadID/isNumber``), a text otherwise.
  package mutating func leadID(_ id: LeadID) {
    if id.isNumber { plain(id.text) } else { string(id.text) }
  }

  /// `2026-11-23T10:15:12Z` without the quotes.
  package mutating func escaped(_ instant: Timestamp) { instant.withISO8601 { raw($0) } }
}
