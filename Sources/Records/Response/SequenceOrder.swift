package import Outreach
package import Requests

/// What one request asks for, understood and checked, before anybody has looked whether it may.
///
/// A class, since it is handed from stage to stage and holds dozens of references.
package final class SequenceOrder: Sendable {
  /// The words for one channel and when each goes out; a class for the same reason.
  package final class Part: Sendable {
    package let channel: Channel
    /// A phone number in E.164, or an e-mail address.
    package let to: String
    package let sequence: OutreachSequence
    package let sendTimes: SendTimes
    /// One a step.
    package var sendAt: [Timestamp] { sendTimes.times }
    /// The places in the roster that it takes: the lead's and the address's.
    package let places: [Roster.ContactSlot]

    package init(
      channel: Channel, to: String, sequence: OutreachSequence, sendTimes: SendTimes, places: [Roster.ContactSlot]
    ) {
      self.channel = channel
      self.to = to
      self.sequence = sequence
      self.sendTimes = sendTimes
      self.places = places
    }
  }

  package let leadID: LeadID
  package let ref: String?
  package let tone: String
  package let language: Language
  package let objective: String
  package let onActive: OnActive
  package let onContacted: OnContacted
  package let score: LeadScore
  package let parts: [Part]
  /// Hours after the start of the sequence, one a step.
  package let sendAfterHours: [Int]
  /// The zone the messages were planned in.
  package let timeZone: String
  package let warnings: [String]
  /// Where the lead may answer from besides.
  package let alsoAt: [ContactAddress]
  /// Whom the request says to leave alone on another channel.
  package let stated: StatedRefusal?

  /// Who wrote it; of two channels the one for which nobody could. Nil where only the templates were to.
  package var authorship: Authorship? {
    let all = parts.compactMap(\.sequence.authorship)
    return all.first { $0.fallback != nil } ?? all.first
  }

  /// Whether words of it are still being written.
  package var isAwaited: Bool { parts.contains { $0.sequence.authorship?.isAwaited ?? false } }

  package init(
    leadID: LeadID, ref: String?, tone: String, language: Language, objective: String, onActive: OnActive,
    onContacted: OnContacted, score: LeadScore, parts: [Part], sendAfterHours: [Int], timeZone: String,
    warnings: [String], alsoAt: [ContactAddress] = [], stated: StatedRefusal? = nil
  ) {
    self.leadID = leadID
    self.ref = ref
    self.tone = tone
    self.language = language
    self.objective = objective
    self.onActive = onActive
    self.onContacted = onContacted
    self.score = score
    self.parts = parts
    self.sendAfterHours = sendAfterHours
    self.timeZone = timeZone
    self.warnings = warnings
    self.alsoAt = alsoAt
    self.stated = stated
  }
}
