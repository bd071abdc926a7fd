/// An instant as a file system tells it, since 1970.
///
/// In two numbers, since anybody may give a file a modification time in years that no 64-bit count of nanoseconds reaches.
/// Spans between two of them saturate.
package struct FileTime: Hashable, Comparable, Sendable {
  /// Rounded down.
  package let seconds: Int64
  /// 0..<1,000,000,000.
  package let nanoseconds: Int64

  package init(seconds: Int64, nanoseconds: Int64 = 0) {
    self.seconds = seconds
    self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
  }

  /// - Parameter nanoseconds: since 1970.
  package init(nanoseconds: Int64) {
    let rest = nanoseconds % Self.second
    self.init(
      seconds: nanoseconds / Self.second - (rest < 0 ? 1 : 0), nanoseconds: rest < 0 ? rest + Self.second : rest)
  }

  package static func < (a: FileTime, b: FileTime) -> Bool { (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds) }

  /// How long after an earlier instant this is, in nanoseconds; the longest or shortest that there are, if they do not
  /// reach.
  package func nanoseconds(since earlier: FileTime) -> Int64 {
    let (seconds, isTooFar) = seconds.subtractingReportingOverflow(earlier.seconds)
    let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: Self.second)
    let (span, isBeyond) = whole.addingReportingOverflow(nanoseconds - earlier.nanoseconds)
    return isTooFar || isTooLong || isBeyond ? self < earlier ? .min : .max : span
  }

  package func adding(nanoseconds span: Int64) -> FileTime {
    let rest = FileTime(nanoseconds: span)
    let nanoseconds = nanoseconds + rest.nanoseconds
    let (whole, isTooFar) = seconds.addingReportingOverflow(rest.seconds + nanoseconds / Self.second)
    if isTooFar { return span < 0 ? FileTime(seconds: .min) : FileTime(seconds: .max, nanoseconds: Self.second - 1) }
    return FileTime(seconds: whole, nanoseconds: nanoseconds % Self.second)
  }

  private static let second: Int64 = 1_000_000_000
}
