/// How long to wait before a message is tried again.
///
/// Exponential with full jitter: any time up to a bound that doubles with each attempt, so that many messages which failed
/// together do not come back together.
package struct Backoff: Hashable, Sendable {
  /// Seconds that the first wait has at most.
  package var base: Double
  /// Seconds that any wait has at most.
  package var longest: Double
  /// After so many attempts it has failed for good.
  package var attempts: Int

  package init(base: Double = 60, longest: Double = 4 * 3600, attempts: Int = 8) {
    self.base = base
    self.longest = longest
    self.attempts = attempts
  }

  /// Seconds to wait after so many attempts; nil if there have been enough.
  ///
  /// - Parameters:
  ///   - random: from 0 up to 1.
  ///   - asked: seconds that the other side asks to wait at least.
  package func delay(after attempts: Int, random: Double, asked: Double? = nil) -> Double? {
    guard attempts < self.attempts else { return nil }
    let bound = min(longest, base * Double(sign: .plus, exponent: min(max(attempts - 1, 0), 40), significand: 1))
    // What is no number waits for nothing by itself.
    let share = random > 0 ? min(random, 1) : 0
    return max(bound * share, min(max(asked ?? 0, 0), 7 * 86_400))
  }
}
