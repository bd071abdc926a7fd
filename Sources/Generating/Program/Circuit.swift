internal import Formats
package import Outreach

/// What is remembered of a program that fails again and again, also by the next run.
package struct CircuitState: Hashable, Sendable {
  /// When it failed so often that nobody asked any more.
  package var since: Timestamp
  /// When one request tries again.
  package var until: Timestamp
  /// How often it was tried since, in vain.
  package var attempts: Int
  /// What it said last.
  package var reason: String

  package init(since: Timestamp, until: Timestamp, attempts: Int, reason: String) {
    self.since = since
    self.until = until
    self.attempts = attempts
    self.reason = reason
  }

  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes),
      let since = value["since"]?.string.flatMap({ Timestamp(rfc3339: $0) }),
      let until = value["until"]?.string.flatMap({ Timestamp(rfc3339: $0) })
    else { return nil }
    self.init(
      since: since, until: until, attempts: value["attempts"]?.int ?? 0, reason: value["reason"]?.string ?? "")
  }

  var bytes: [UInt8] {
    var out = JSONWriter()
    out.raw(#"{"since":"#)
    out.string(since.iso8601)
    out.raw(#","until":"#)
    out.string(until.iso8601)
    out.raw(#","attempts":"#)
    out.int(attempts)
    out.raw(#","reason":"#)
    out.string(reason)
    out.raw("}\n")
    return out.bytes
  }
}

/// Opens after repeated failures: then nobody asks until some time has passed, and then one tries for all.
struct Circuit {
  /// Failures of the program itself, one after the other, that open it.
  static let failures = 5
  /// Answers, one after the other, that may not go out.
  static let badAnswers = 20
  /// Seconds that it is open at first, and at most.
  static let pauses = 30...900

  private(set) var state: CircuitState?
  private(set) var isTrying = false
  private var failed = 0
  private var bad = 0

  init(_ state: CircuitState?) { self.state = state }

  /// Whether nobody may ask now, except for the one who tries.
  func isBlocked(_ now: Timestamp) -> Bool { state.map { now < $0.until || isTrying } ?? false }

  /// Whoever asks now tries for all.
  mutating func beginTrying() { if state != nil { isTrying = true } }

  /// It came to nothing, neither good nor bad.
  mutating func stopTrying() { isTrying = false }

  mutating func succeed() { self = Circuit(nil) }

  mutating func fail(_ reason: String, isBadAnswer: Bool, at now: Timestamp) {
    if isBadAnswer { bad += 1 } else { failed += 1 }
    guard state != nil || failed >= Self.failures || bad >= Self.badAnswers else { return }
    let attempts = (state?.attempts ?? 0) + 1
    let pause = min(Self.pauses.upperBound, Self.pauses.lowerBound << min(attempts - 1, 5))
    state = CircuitState(
      since: state?.since ?? now, until: now.adding(microseconds: Int64(pause) * 1_000_000), attempts: attempts,
      reason: reason)
    isTrying = false
  }
}
