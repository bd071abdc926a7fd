package import Outreach

/// What is said when batches are named ahead of the clock.
///
/// Names never go back, so after a run with the clock ahead they stay ahead until it has caught up. Nothing is planned by
/// them, but either that run's messages were planned for the wrong time, or those of now are.
package enum NameAhead {
  /// Seconds by which a name may be ahead without a word: clocks of several machines differ a little.
  package static let tolerance: Int64 = 300

  /// - Parameter last: the last batch.
  /// - Returns: nil if it is not ahead, or hardly.
  package static func warning(_ last: BatchID?, now: Timestamp) -> String? {
    guard let last, last.time.seconds - now.seconds > tolerance else { return nil }
    return "the last batch, \(last), is named ahead of this machine's clock, which says \(now.iso8601): "
      + "one of the two times was wrong. Messages are planned by the clock, and names go on behind the last one. If the "
      + "clock is wrong, set it; if it was wrong then, look at what that batch planned (jobs)."
  }
}
