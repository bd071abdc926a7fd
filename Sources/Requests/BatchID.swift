package import Outreach
package import Storage

/// A batch's name and clock: the instant it was claimed, `20261123T101512.345678Z`.
///
/// Taken under the lock as `max(now, last + 1 µs)`, so batches are totally ordered whatever clocks do, and their
/// names sort as they do.
package struct BatchID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let time: Timestamp

  /// Of its ``description``, in bytes.
  package static let length = 23

  package init(time: Timestamp) { self.time = time }

  /// The first name that is later than the last one and not before now; the last one again if no name is later than that.
  package static func next(after last: BatchID?, now: Timestamp) -> BatchID {
    guard let last, last.time >= now else { return BatchID(time: now) }
    return BatchID(time: last.time.adding(microseconds: 1))
  }

  package static func < (a: BatchID, b: BatchID) -> Bool { a.time < b.time }

  package var description: String {
    var out = time.iso8601Bytes.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }
    out[out.count - 1] = UInt8(ascii: ".")
    let fraction = time.microseconds - time.seconds * 1_000_000
    var divisor: Int64 = 100_000
    while divisor > 0 {
      let digit = UInt8(fraction / divisor % 10)
      out.append(UInt8(ascii: "0") + digit)
      divisor /= 10
    }
    out.append(UInt8(ascii: "Z"))
    return String(decoding: out, as: UTF8.self)
  }

  /// Reads back what ``description`` wrote; nil for anything else.
  package init?(_ bytes: some Collection<UInt8>) {
    let b = Array(bytes)
    guard b.count == Self.length, b[8] == UInt8(ascii: "T"), b[15] == UInt8(ascii: "."), b[22] == UInt8(ascii: "Z")
    else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in b[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
      let minute = number(11..<13), let second = number(13..<15), let fraction = number(16..<22),
      let civil = CivilDay(year: year, month: month, day: day), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = civil.start.seconds + Int64(hour * 3600 + minute * 60 + second)
    time = Timestamp(microseconds: seconds * 1_000_000 + Int64(fraction))
  }

  package init?(_ name: FileName) { self.init(name.bytes) }

  package var fileName: FileName { FileName(description) }
}
