package import Leads
package import Outreach

/// The addresses that lead books know of a lead.
package enum KnownAddresses {
  /// Landlines too: who opts out of one kind of message there has said so for that number.
  package static func of(_ lead: LeadID, in books: LeadBook.Answer) -> [Channel: String] {
    guard let facts = books.facts[lead] else { return [:] }
    let lead = LeadDecoder.decode(lead, facts).lead
    var found: [Channel: String] = [:]
    found[.whatsapp] = lead.whatsapp?.text ?? lead.phone?.e164
    found[.email] = lead.email?.text
    return found
  }
}
