/// Whoever takes the spool's lock turn after turn leaves it alone for a moment now and then: others look for it every few
/// milliseconds, and between two turns would hardly ever find it free.
struct LockCourtesy {
  /// Seconds since it was left alone.
  private var held = 0.0

  /// How long to leave it alone after a turn of so many seconds, in milliseconds; mostly 0.
  mutating func pause(after seconds: Double) -> Int32 {
    held += seconds
    guard held >= Self.mostHeld else { return 0 }
    held = 0
    return Self.pause
  }

  private static let mostHeld = 0.5
  /// Several times ``LockWait/look``, since on a busy machine who looks comes late.
  private static let pause: Int32 = 7
}
