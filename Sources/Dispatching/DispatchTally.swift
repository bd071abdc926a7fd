package import Outreach

/// What a dispatcher has done.
package struct DispatchTally: Hashable, Sendable {
  /// Handed over and accepted.
  package var sent = 0
  /// Handed to another program, which will say what came of it.
  package var released = 0
  /// To be tried again later.
  package var retrying = 0
  /// Failed for good.
  package var failed = 0
  /// Of which nobody knows whether they went out.
  package var unknown = 0
  package var expired = 0
  /// Answers of other programs that were taken in.
  package var reported = 0
  /// Taken back from another program, since they are not to go out any more.
  package var recalled = 0
  /// Spared, since a lead book says now that they want no messages.
  package var refused = 0
  /// Channels whose account is refused, and what was said.
  package var stopped: [Channel: String] = [:]
  /// What went wrong besides; one sentence each.
  package var troubles: [String] = []

  package init(stopped: [Channel: String] = [:]) { self.stopped = stopped }

  package var handedOver: Int { sent + released + retrying + failed + unknown }
}
