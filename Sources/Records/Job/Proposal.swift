package import Outreach
package import Requests

/// What admission needs to know of an order: whom it would reach, and until when.
///
/// A class, since a row's is handed on half a dozen times.
package final class Proposal: Sendable {
  /// A sequence on one channel.
  package struct Part: Sendable {
    package var channel: Channel
    package var to: String
    /// The lead's and the address's.
    package var places: [Roster.ContactSlot]
    package var steps: Int
    /// When its last message is due.
    package var until: Timestamp
  }

  package let leadID: LeadID
  /// What it would be about, and how it would be said.
  package let wording: Wording
  package let onActive: OnActive
  package let onContacted: OnContacted
  package let parts: [Part]
  /// Where the lead may answer from besides.
  package let alsoAt: [ContactAddress]
  /// Whom the request says to leave alone on another channel.
  package let stated: StatedRefusal?

  /// Whether its words are still being written.
  package let isAwaited: Bool

  package var objective: String { wording.objective }

  /// Its places as the roster knows them that is asked: those of another seed would all be strangers there, and somebody
  /// who has opted out would be written to.
  package func keyed(for roster: Roster) -> Proposal {
    guard parts.contains(where: { $0.places.contains { $0.seed != roster.seed } }) else { return self }
    return Proposal(
      self,
      parts: parts.map { part in
        var keyed = part
        keyed.places = part.places.map { roster.place($0.holder, on: $0.channel, objective: objective) }
        return keyed
      })
  }

  private init(_ other: Proposal, parts: [Part]) {
    leadID = other.leadID
    wording = other.wording
    onActive = other.onActive
    onContacted = other.onContacted
    alsoAt = other.alsoAt
    stated = other.stated
    isAwaited = other.isAwaited
    self.parts = parts
  }

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
