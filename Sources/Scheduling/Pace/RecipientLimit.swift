package import Outreach

/// The least time between two messages to one recipient.
package struct RecipientLimit: Sendable {
  /// Microseconds.
  package let distance: Int64
  private var last: [String: Timestamp] = [:]

  package init(microseconds distance: Int64) { self.distance = distance }

  /// When a recipient may be written to again; nil: now.
  package func next(for recipient: String, at now: Timestamp) -> Timestamp? {
    guard let last = last[recipient] else { return nil }
    let next = last.adding(microseconds: distance)
    return next > now ? next : nil
  }

  /// A message to the recipient was on its way until this time.
  package mutating func take(_ recipient: String, endedAt time: Timestamp) {
    last[recipient] = max(last[recipient] ?? time, time)
    // Those of whom nothing need be remembered any more go before there are many.
    if last.count > 4096 { last = last.filter { $0.value.adding(microseconds: distance) > time } }
  }
}
