internal import Outreach

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The one place where the program looks at the clock.
enum Clock {
  /// The time of day, as far as the system knows it.
  static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec)).adding(microseconds: Int64(time.tv_nsec) / 1000)
  }

  /// Seconds that only ever go forward, for measuring and waiting.
  static func elapsed() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
