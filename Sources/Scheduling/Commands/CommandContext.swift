package import Leads
package import Outreach
package import Requests

/// Whom a command is about, with what is known of them outside the spool.
package struct CommandContext {
  package var id: CommandID
  package var addressee: Addressee
  /// The lead's addresses as the lead books have them.
  var addresses: [Channel: String]
  /// The leads that the lead books have at the addressee's addresses.
  var correspondents: [String: [LeadID]]

  package init(
    id: CommandID, addressee: Addressee, addresses: [Channel: String] = [:], correspondents: [String: [LeadID]] = [:]
  ) {
    self.id = id
    self.addressee = addressee
    self.addresses = addresses
    self.correspondents = correspondents
  }

  /// Of a command about a lead.
  package init(id: RequestID, addresses: [Channel: String]) {
    self.init(id: CommandID(id), addressee: Addressee(lead: id.lead), addresses: addresses)
  }
}

/// The addresses that lead books know of a lead.
package enum KnownAddresses {
  /// Landlines too: who opts out of one kind of message there has said so for that number.
  package static func of(_ lead: LeadID, in books: LeadBook.Lookup) -> [Channel: String] {
    guard let facts = books.facts[lead] else { return [:] }
    let lead = LeadDecoder.decode(lead, facts).lead
    return Channel.allCases.reduce(into: [:]) { $0[$1] = $1.traits.address.known(of: lead) }
  }
}
