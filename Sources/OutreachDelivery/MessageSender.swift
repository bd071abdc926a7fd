/// Sends messages of one channel.
///
/// Each is also a program of the helper protocol, a job a line in and an outcome a line out (see the article *Senders*), so
/// that a sender of one's own can take its place.
package protocol MessageSender: Sendable {
  /// How many messages it has on their way at once.
  var atOnce: Int { get }

  /// Sends the jobs, and returns when something is known of each.
  ///
  /// Exactly one outcome is reported for each job, in any order, as soon as it is known. Call it from the main thread: the
  /// system ends what it starts with the thread that started it.
  ///
  /// - Throws: before anything was sent, if nothing can be.
  func send(_ jobs: [SenderJob], _ report: (SenderOutcome) -> Void) throws(SenderUnavailable)
}

/// Why a sender cannot send anything: what is missing and what to do.
package struct SenderUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
