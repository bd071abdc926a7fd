/// A time on a wall clock, in whole minutes after midnight; 24:00 is the end of the day.
package struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 0…1440.
  package let minutes: Int

  package static let midnight = TimeOfDay(unchecked: 0)
  package static let endOfDay = TimeOfDay(unchecked: 1440)

  package init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  package init(unchecked minutes: Int) { self.minutes = minutes }

  /// Reads `HH:MM`, 00:00 to 24:00, both parts with two digits.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      let hours = twoDigits(bytes[0], bytes[1]), let minutes = twoDigits(bytes[3], bytes[4]),
      minutes < 60
    else { return nil }
    self.init(minutes: hours * 60 + minutes)
  }

  package static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.minutes < b.minutes }

  package var seconds: Int64 { Int64(minutes) * 60 }

  /// `09:00`.
  package var description: String {
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    return "\(hours / 10)\(hours % 10):\(rest / 10)\(rest % 10)"
  }
}

/// The number that two ASCII digits spell; nil if either is something else.
package func twoDigits(_ tens: UInt8, _ ones: UInt8) -> Int? {
  let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  guard digits.contains(tens), digits.contains(ones) else { return nil }
  return Int(tens - 48) * 10 + Int(ones - 48)
}
