package import Outreach

/// What one request asks for, understood and checked, before anybody has looked whether it may.
package struct SequenceOrder: Sendable {
  package enum OnActive: String, CaseIterable, Sendable { case refuse, replace }
  package enum OnContacted: String, CaseIterable, Sendable { case refuse, allow }

  /// The words for one channel and when each goes out.
  package struct Part: Sendable {
    package var channel: Channel
    /// A phone number in E.164, or an e-mail address.
    package var to: String
    package var sequence: OutreachSequence
    /// One a step.
    package var sendAt: [Timestamp]
  }

  package var leadID: LeadID
  package var ref: String?
  package var tone: String
  package var language: Language
  package var objective: String
  package var onActive: OnActive
  package var onContacted: OnContacted
  package var score: LeadScore
  package var parts: [Part]
  /// Hours after the start of the sequence, one a step.
  package var sendAfterHours: [Int]
  /// The zone the messages were planned in.
  package var timeZone: String
  package var warnings: [String]
}
