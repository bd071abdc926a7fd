internal import Formats
internal import Leads
package import Outreach
internal import Requests
internal import Storage

extension Roster {
  /// What stands against sending a message that was planned.
  package enum Hindrance: Hashable, Sendable {
    case optedOut(at: Timestamp)
    case bounced(at: Timestamp)
    case replied(at: Timestamp)
  }

  /// Whether a lead, or whoever is written to at one of some addresses, has said yes after a moment.
  package func hasOptedIn(_ lead: LeadID, at addresses: [String], after moment: Timestamp) -> Bool {
    ([.lead(lead)] + addresses.map { Holder.address($0) }).contains { holder in
      Channel.allCases.contains { channel in
        notice(holder, on: channel)?.consent.map { !$0.isOptedOut && $0.at > moment } ?? false
      }
    }
  }

  /// Whether a message may go to an address now: nil, or the first thing that stands against it.
  ///
  /// - Parameter begun: when its sequence was asked for; an older reply does not concern it.
  package func hindrance(_ lead: LeadID, at address: String, on channel: Channel, begun: Timestamp) -> Hindrance? {
    let notices = [Holder.lead(lead), .address(address)].compactMap { notice($0, on: channel) }
    if let consent = notices.compactMap(\.consent).first(where: \.isOptedOut) { return .optedOut(at: consent.at) }
    if let day = closed(address, on: channel) { return .bounced(at: day) }
    let replies = notices.compactMap(\.stopped).filter { $0.cause == .reply && $0.at.seconds >= begun.seconds }
    return replies.map(\.at).max().map { .replied(at: $0) }
  }
}
