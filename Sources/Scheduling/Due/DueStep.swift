package import Leads
package import Outreach

/// A step of a sequence that is still to be sent, as far as the rule needs it.
package struct DueStep: Hashable, Sendable {
  /// Counted from 1.
  package var number: Int
  package var sendAt: Timestamp
  /// The recipient's; nil: the window's own.
  package var zone: Zone?
  /// Seconds to the step before it, if somebody moved this one: nobody's plan but that person's counts then.
  package var movedGap: Int64?
  /// An attempt failed, and it is not to be tried again before.
  package var notBefore: Timestamp?
  /// What keeps it back whatever the time is.
  package var hold: DueVerdict.Reason?

  package init(number: Int, sendAt: Timestamp, zone: Zone? = nil) {
    self.number = number
    self.sendAt = sendAt
    self.zone = zone
  }

  /// How a step ended that is not to be sent any more.
  package enum End: Hashable, Sendable {
    case sent(at: Timestamp)
    case expired(at: Timestamp)
    /// It failed for good, or was cancelled; in a word.
    case ended(String)
  }
}

/// What the rule says of a step that is still to be sent.
package enum DueVerdict: Hashable, Sendable {
  /// It may go out now, and could have since then.
  case due(since: Timestamp)
  /// - until: when that may be over; nil if it does not depend on the time.
  case waiting(Reason, until: Timestamp?)
  /// It is too late for it.
  case expired(at: Timestamp)

  package enum Reason: Hashable, Sendable {
    /// Its `send_at` lies ahead.
    case notReached
    /// The step before went out late, and it keeps its distance.
    case gap
    case window
    case retrying
    /// A step before it is still to be sent.
    case pendingBefore(step: Int)
    /// A step before it did not go out and will not.
    case endedBefore(step: Int, String)
    /// Somebody has begun to send it, and has not said what came of it.
    case beingSent
    /// A line about it cannot be read, and might say that it must not be sent.
    case unreadable(String)
    /// A lead book says so now, in these words.
    case refused(String)
    /// A file of that name would stop it, or move it, and is not answered yet.
    case unanswered(String)
  }
}

extension DueVerdict {
  package var isDue: Bool {
    if case .due = self { return true }
    return false
  }
}

extension DueVerdict.Reason: CustomStringConvertible {
  /// For people and for `"waiting"`, a few words.
  package var description: String {
    switch self {
    case .notReached: "not reached"
    case .gap: "gap"
    case .window: "window"
    case .retrying: "retrying"
    case .pendingBefore(let step): "step \(step) pending"
    case .endedBefore(let step, let how): "step \(step) \(how)"
    case .beingSent: "being sent"
    case .unreadable(let place): "unreadable \(place)"
    case .refused(let words): words
    case .unanswered(let file): "unanswered \(file)"
    }
  }
}
