package import Outreach
internal import Storage

extension FileTime {
  /// The same instant, for comparing the machine's clock with a file's times.
  package init(_ time: Timestamp) {
    self.init(seconds: time.seconds, nanoseconds: (time.microseconds - time.seconds * 1_000_000) * 1000)
  }
}
