internal import Outreach

/// What a command is decided with, besides the spool's own knowledge.
struct CommandContext {
  var id: CommandID
  var addressee: Addressee
  /// The lead's addresses as the lead books have them.
  var addresses: [Channel: String]
  /// The leads that the lead books have at the addressee's addresses.
  var correspondents: [ContactAddress: [LeadID]] = [:]
  /// The calendar lines of a request accepted earlier in this batch.
  var drafted: (RequestID) -> [PlannedJob]

  init(
    id: CommandID, addressee: Addressee, addresses: [Channel: String] = [:],
    correspondents: [ContactAddress: [LeadID]] = [:],
    drafted: @escaping (RequestID) -> [PlannedJob]
  ) {
    self.id = id
    self.addressee = addressee
    self.addresses = addresses
    self.correspondents = correspondents
    self.drafted = drafted
  }

  /// Of a command about a lead.
  init(id: RequestID, addresses: [Channel: String], drafted: @escaping (RequestID) -> [PlannedJob]) {
    self.init(id: CommandID(id), addressee: Addressee(lead: id.lead), addresses: addresses, drafted: drafted)
  }
}
