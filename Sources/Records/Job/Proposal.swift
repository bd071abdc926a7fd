package import Outreach
package import Requests

/// What admission needs to know of an order: whom it would reach, and until when.
package struct Proposal: Sendable {
  /// A sequence on one channel.
  package struct Part: Sendable {
    package var channel: Channel
    package var to: String
    /// The lead's and the address's.
    package var places: [Roster.Place]
    package var steps: Int
    /// When its last message is due.
    package var until: Timestamp
  }

  package var leadID: LeadID
  /// What it would be about, and how it would be said.
  package var wording: Wording
  package var onActive: OnActive
  package var onContacted: OnContacted
  package var parts: [Part]
  /// Where the lead may answer from besides.
  package var alsoAt: [ContactAddress]
  /// Whom the request says to leave alone on another channel.
  package var stated: StatedRefusal?

  /// Whether its words are still being written.
  package var isAwaited: Bool

  package var objective: String { wording.objective }

  package init(_ order: SequenceOrder) {
    leadID = order.leadID
    wording = Wording(tone: order.tone, language: order.language.rawValue, objective: order.objective)
    onActive = order.onActive
    onContacted = order.onContacted
    alsoAt = order.alsoAt
    stated = order.stated
    isAwaited = order.isAwaited
    parts = order.parts.compactMap { part in
      part.sendAt.last.map {
        Part(channel: part.channel, to: part.to, places: part.places, steps: part.sendAt.count, until: $0)
      }
    }
  }
}
