package import Outreach

/// How many messages a channel may send on a day.
package struct DailyCap: Hashable, Sendable {
  /// Nil: as many as there are.
  package var perDay: Int?
  /// The caps of the first days on which the channel sends anything, so that providers get used to it.
  package var ramp: [Int]
  /// Whether they are spread over the hours of the day's window.
  package var isSpread: Bool

  package init(perDay: Int?, ramp: [Int] = [], isSpread: Bool = false) {
    self.perDay = perDay
    self.ramp = ramp
    self.isSpread = isSpread
  }

  /// The day's cap.
  ///
  /// - Parameter earlierDays: days before this one on which the channel sent something.
  package func cap(earlierDays: Int) -> Int? {
    guard ramp.indices.contains(earlierDays) else { return perDay }
    return min(ramp[earlierDays], perDay ?? .max)
  }

  /// How many may have gone out by now of the day's cap; nil: as many as there are.
  ///
  /// - Parameter hours: from when to when the window is open today; nil if it never shuts.
  package func allowance(earlierDays: Int, at now: Timestamp, hours: Range<Timestamp>?) -> Int? {
    guard let cap = cap(earlierDays: earlierDays) else { return nil }
    guard isSpread, let hours, hours.lowerBound < hours.upperBound else { return cap }
    let length = Double(hours.upperBound.microseconds - hours.lowerBound.microseconds)
    let passed = Double(min(max(now.microseconds - hours.lowerBound.microseconds, 0), Int64(length)))
    // The first goes when the window opens, and each of the others after an equal share of the day.
    return min(cap, Int((Double(cap) * passed / length).rounded(.down)) + 1)
  }
}
