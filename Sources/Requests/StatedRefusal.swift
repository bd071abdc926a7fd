internal import Formats
internal import Leads
package import Outreach
internal import Storage

/// What a request, a row or a lead book says beside what it asks for: that somebody wants no messages.
package struct StatedRefusal: Hashable, Sendable {
  /// Nil of a row that names none.
  package var lead: LeadID?
  package var channels: Set<Channel>
  /// All that is known of the lead on these channels.
  package var addresses: [ContactAddress]
  /// When it was said; nil: now.
  package var at: Timestamp?
  /// In whose words: `consent_status RET`.
  package var reason: String

  package init(lead: LeadID?, channels: Set<Channel>, addresses: [ContactAddress], at: Timestamp?, reason: String) {
    self.lead = lead
    self.channels = channels
    self.addresses = addresses
    self.at = at
    self.reason = reason
  }
}
