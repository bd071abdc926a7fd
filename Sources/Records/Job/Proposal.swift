internal import Outreach

/// What admission needs to know of an order: whom it would reach, and until when.
package struct Proposal: Sendable {
  /// A sequence on one channel.
  struct Part: Sendable {
    var channel: Channel
    var to: String
    /// The lead's and the address's.
    var places: [Roster.Place]
    var steps: Int
    /// When its last message is due.
    var until: Timestamp
  }

  var leadID: LeadID
  /// What it would be about, and how it would be said.
  var wording: Wording
  var onActive: SequenceOrder.OnActive
  var onContacted: SequenceOrder.OnContacted
  var parts: [Part]
  /// Where the lead may answer from besides.
  var alsoAt: [ContactAddress]
  /// Whom the request says to leave alone on another channel.
  package var stated: StatedRefusal?

  var objective: String { wording.objective }

  init(_ order: SequenceOrder) {
    leadID = order.leadID
    wording = Wording(tone: order.tone, language: order.language.rawValue, objective: order.objective)
    onActive = order.onActive
    onContacted = order.onContacted
    alsoAt = order.alsoAt
    stated = order.stated
    parts = order.parts.compactMap { part in
      part.sendAt.last.map {
        Part(channel: part.channel, to: part.to, places: part.places, steps: part.sendAt.count, until: $0)
      }
    }
  }
}
