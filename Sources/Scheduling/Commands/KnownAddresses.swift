package import Leads
package import Outreach

/// The addresses that lead books know of a lead.
package enum KnownAddresses {
  /// Landlines too: who opts out of one kind of message there has said so for that number.
  package static func of(_ lead: LeadID, in books: LeadBook.Lookup) -> [Channel: String] {
    guard let facts = books.facts[lead] else { return [:] }
    let lead = LeadDecoder.decode(lead, facts).lead
    return Channel.allCases.reduce(into: [:]) { $0[$1] = $1.traits.address.known(of: lead) }
  }
}
