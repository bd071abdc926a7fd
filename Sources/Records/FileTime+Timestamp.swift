package import Outreach
internal import Storage

extension FileTime {
  /// The same instant, for comparing the machine's clock with a file's times.
  package init(_ time: Timestamp) {
    self.init(seconds: time.seconds, nanoseconds: (time.microseconds - time.seconds * 1_000_000) * 1000)
  }

  /// The UTC day; the first or the last one that can be written down for times beyond them.
  package var day: CivilDay {
    Timestamp(microseconds: min(max(seconds, Timestamp.first.seconds), Timestamp.last.seconds) * 1_000_000).day
  }
}
