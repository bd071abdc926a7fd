package import Outreach
package import Records
package import Requests

/// What a command is decided with, besides the spool's own knowledge.
package struct CommandContext {
  package var id: CommandID
  package var addressee: Addressee
  /// The lead's addresses as the lead books have them.
  package var addresses: [Channel: String]
  /// The leads that the lead books have at the addressee's addresses.
  var correspondents: [String: [LeadID]] = [:]
  /// The calendar lines of a request accepted earlier in this batch.
  package var drafted: (RequestID) -> [PlannedJob]

  package init(
    id: CommandID, addressee: Addressee, addresses: [Channel: String] = [:],
    correspondents: [String: [LeadID]] = [:],
    drafted: @escaping (RequestID) -> [PlannedJob]
  ) {
    self.id = id
    self.addressee = addressee
    self.addresses = addresses
    self.correspondents = correspondents
    self.drafted = drafted
  }

  /// Of a command about a lead.
  package init(id: RequestID, addresses: [Channel: String], drafted: @escaping (RequestID) -> [PlannedJob]) {
    self.init(id: CommandID(id), addressee: Addressee(lead: id.lead), addresses: addresses, drafted: drafted)
  }
}
