/// An instant in UTC, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Integers, because batches are named, ordered and compared by their microsecond and a floating-point
/// date prints `.123` as `.122`.
///
/// Of the years 0000 to 9999, which four digits can write: what a file, a clock or a configuration puts outside of them
/// counts as ``first`` or ``last``. So the difference of any two, and a span of centuries added to any, fit an `Int64`.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = min(max(microseconds, Self.first.microseconds), Self.last.microseconds)
  }

  package init(seconds: Int64) {
    self.init(microseconds: min(max(seconds, Self.first.seconds), Self.last.seconds) * 1_000_000)
  }

  private init(unchecked microseconds: Int64) { self.microseconds = microseconds }

  /// `0000-01-01T00:00:00Z`
  package static let first = Timestamp(unchecked: -62_167_219_200_000_000)
  /// `9999-12-31T23:59:59.999999Z`
  package static let last = Timestamp(unchecked: 253_402_300_799_999_999)

  package static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

  /// Whole seconds since 1970, rounded down.
  package var seconds: Int64 { microseconds.floorDivided(by: 1_000_000) }

  package func adding(hours: Int) -> Timestamp { adding(Int64(hours), unit: 3_600_000_000) }
  package func adding(seconds: Int64) -> Timestamp { adding(seconds, unit: 1_000_000) }
  package func adding(microseconds: Int64) -> Timestamp { adding(microseconds, unit: 1) }

  /// - Parameter unit: in microseconds.
  private func adding(_ count: Int64, unit: Int64) -> Timestamp {
    let (span, isTooLong) = count.multipliedReportingOverflow(by: unit)
    let (sum, isTooFar) = microseconds.addingReportingOverflow(span)
    return isTooLong || isTooFar ? count < 0 ? .first : .last : Timestamp(microseconds: sum)
  }

  /// The UTC calendar day this instant falls on.
  package var day: CivilDay { CivilDay(number: Int(seconds.floorDivided(by: 86_400))) }

  /// `2026-11-23T10:15:12Z`; fractions of a second are cut off.
  package var iso8601: String { String(decoding: iso8601Bytes, as: UTF8.self) }

  /// The bytes of ``iso8601``, for writers that never make a String.
  package var iso8601Bytes: [UInt8] { withISO8601 { Array($0) } }

  /// The same for the length of a call.
  package func withISO8601<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let day = day
    let second = Int(seconds - Int64(day.number) * 86_400)
    let (year, month, date) = day.components
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
      text.initialize(repeating: UInt8(ascii: "-"))
      func put(_ value: Int, at position: Int) {
        text[position] = UInt8(48 + value / 10 % 10)
        text[position + 1] = UInt8(48 + value % 10)
      }
      put(year / 100, at: 0)
      put(year % 100, at: 2)
      put(month, at: 5)
      put(date, at: 8)
      text[10] = UInt8(ascii: "T")
      put(second / 3600, at: 11)
      text[13] = UInt8(ascii: ":")
      put(second / 60 % 60, at: 14)
      text[16] = UInt8(ascii: ":")
      put(second % 60, at: 17)
      text[19] = UInt8(ascii: "Z")
      return body(UnsafeBufferPointer(text))
    }
  }
}

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0, a Thursday).
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
package struct CivilDay: Hashable, Comparable, Sendable {
  package var number: Int

  /// A day outside of the years 0000 to 9999 counts as the first or the last of them.
  package init(number: Int) { self.number = min(max(number, -719_528), 2_932_896) }

  /// `month` 1…12, `day` 1…31; nil for a day that does not exist, such as 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day), (0...9999).contains(year) else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = y.floorDivided(by: 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.number = era * 146_097 + dayOfEra - 719_468
    let back = components
    guard back.month == month, back.day == day else { return nil }
  }

  package static func < (a: CivilDay, b: CivilDay) -> Bool { a.number < b.number }

  package var components: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = z.floorDivided(by: 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// Monday is 0, Sunday is 6.
  package var weekday: Int { (number + 3) - (number + 3).floorDivided(by: 7) * 7 }

  /// Midnight UTC at the start of this day.
  package var start: Timestamp { Timestamp(seconds: Int64(number) * 86_400) }

  /// `2026-11-23`.
  package var iso8601: String {
    var out: [UInt8] = []
    append(to: &out, separator: UInt8(ascii: "-"))
    return String(decoding: out, as: UTF8.self)
  }

  func append(to out: inout [UInt8], separator: UInt8?) {
    let (year, month, day) = components
    appendTwoDigits(year / 100, to: &out)
    appendTwoDigits(year % 100, to: &out)
    if let separator { out.append(separator) }
    appendTwoDigits(month, to: &out)
    if let separator { out.append(separator) }
    appendTwoDigits(day, to: &out)
  }
}

extension FixedWidthInteger where Self: SignedInteger {
  func floorDivided(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

func appendTwoDigits(_ value: Int, to out: inout [UInt8]) {
  out.append(UInt8(48 + value / 10 % 10))
  out.append(UInt8(48 + value % 10))
}

extension CivilDay {
  /// Reads back what ``iso8601`` wrote; nil for anything else.
  package init?(iso8601 text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
