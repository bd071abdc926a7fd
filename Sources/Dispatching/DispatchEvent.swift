internal import Formats
internal import Leads
internal import Outreach
internal import Scheduling

/// One line that dispatch writes into the ledger.
struct DispatchEvent {
  enum Name: String {
    case sending, sent, retrying, failed, unknown, expired
  }

  var name: Name
  var at: Timestamp
  var job: String
  var lead: LeadID
  var channel: Channel
  var attempt: Int?
  var providerID: String?
  var error: String?
  /// Why, in a word.
  var reason: String?
  /// What the sender knows more of why.
  var cause: String?
  /// The recipient, for whoever has to keep a distance to the next message.
  var to: String?
  var notBefore: Timestamp?
  /// The kind of sender whose account is refused: a later one has another account, or none.
  var sender: String?

  init(_ name: Name, at time: Timestamp, job: String, lead: LeadID, channel: Channel, attempt: Int? = nil) {
    self.name = name
    at = time
    self.job = job
    self.lead = lead
    self.channel = channel
    self.attempt = attempt
  }

  init(_ name: Name, at time: Timestamp, _ job: DeliveryJob) {
    self.init(name, at: time, job: job.id, lead: job.lead, channel: job.channel, attempt: job.attempt)
    if name == .sending, !job.to.isEmpty { to = job.to }
  }

  func append(to out: inout JSONWriter) {
    out.raw(#"{"at":""#)
    out.raw(at.iso8601Bytes)
    out.raw(#"","event":"#)
    out.string(name.rawValue)
    out.raw(#","lead_id":"#)
    out.leadID(lead)
    out.raw(#","job_id":"#)
    out.string(job)
    out.raw(#","channel":"#)
    out.string(channel.rawValue)
    Self.member(#","to":"#, to, to: &out)
    if let attempt {
      out.raw(#","attempt":"#)
      out.int(attempt)
    }
    // Room is kept for outcomes as they usually are.
    Self.member(#","provider_id":"#, providerID.flatMap { $0.utf8.count <= 512 ? $0 : nil }, to: &out)
    Self.member(#","reason":"#, reason, to: &out)
    Self.member(#","cause":"#, cause, to: &out)
    Self.member(#","error":"#, error.map(Self.short), to: &out)
    Self.member(#","not_before":"#, notBefore?.iso8601, to: &out)
    Self.member(#","sender":"#, sender, to: &out)
    out.raw(#","by":"dispatch"}"#)
    out.raw("\n")
  }

  private static func member(_ key: StaticString, _ value: String?, to out: inout JSONWriter) {
    guard let value else { return }
    out.raw(key)
    out.string(value)
  }

  /// Some servers answer with a page.
  private static func short(_ error: String) -> String { String(error.prefix(500)) }
}
