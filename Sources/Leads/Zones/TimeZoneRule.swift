internal import Outreach

/// The clocks' rule for years without recorded changes, as POSIX writes it in `TZ`: `CET-1CEST,M3.5.0,M10.5.0/3` is UTC+1,
/// and summer time from the last Sunday of March, 2:00, to that of October, 3:00.
struct TimeZoneRule {
  private var standard: Int64
  /// Nil where clocks never change.
  private var summer: (offset: Int64, start: Date, end: Date)?

  /// Nil for a rule that is not understood; the zone then stays as it was left by the last change.
  package init?(_ text: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: text)
    guard scanner.skipName(), let standard = scanner.duration() else { return nil }
    // POSIX counts westward.
    self.standard = -standard
    if scanner.rest.isEmpty { return }
    guard scanner.skipName() else { return nil }
    let offset = scanner.rest.first == UInt8(ascii: ",") ? self.standard + 3600 : scanner.duration().map { -$0 }
    guard let offset, scanner.skip(","), let start = scanner.date(), scanner.skip(","), let end = scanner.date(),
      scanner.rest.isEmpty
    else { return nil }
    summer = (offset, start, end)
  }

  /// The changes of a year, in order; one may be a change to the same offset.
  package func changes(in year: Int) -> [(second: Int64, offset: Int64)] {
    guard let summer else { return [] }
    let start = (second: summer.start.second(in: year) - standard, offset: summer.offset)
    let end = (second: summer.end.second(in: year) - summer.offset, offset: standard)
    return start.second < end.second ? [start, end] : [end, start]
  }

  /// A day that comes every year, and the wall clock's seconds after its midnight (may be negative, or days long).
  private struct Date {
    enum Day {
      /// Day 1…365, never counting 29 February.
      case julian(Int)
      /// Day 0…365.
      case ofYear(Int)
      /// The `week`-th (5: last) `weekday` (0: Sunday) of `month`.
      case weekday(month: Int, week: Int, weekday: Int)
    }
    package var day: Day
    package var time: Int64

    /// The wall clock's seconds since 1970.
    package func second(in year: Int) -> Int64 { Int64(dayNumber(in: year)) * 86_400 + time }

    private func dayNumber(in year: Int) -> Int {
      let newYear = Self.day(year, month: 1)
      switch day {
      case .ofYear(let day): return newYear + day
      case .julian(let day):
        let isLeap = Self.day(year + 1, month: 1) - newYear == 366
        return newYear + day - 1 + (isLeap && day > 59 ? 1 : 0)
      case .weekday(let month, let week, let weekday):
        let first = Self.day(year, month: month)
        // CivilDay counts from Monday.
        let ahead = (weekday + 6 - CivilDay(number: first).weekday + 7) % 7
        let found = first + ahead + (week - 1) * 7
        let next = month == 12 ? Self.day(year + 1, month: 1) : Self.day(year, month: month + 1)
        return found < next ? found : found - 7
      }
    }

    private static func day(_ year: Int, month: Int) -> Int {
      CivilDay(year: year, month: month, day: 1)?.number ?? 0
    }
  }

  private struct Scanner {
    package var rest: ArraySlice<UInt8>

    package mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    /// `CEST`, or `<+03>`.
    mutating func skipName() -> Bool {
      if skip("<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let before = rest.count
      rest = rest.drop { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
      return rest.count < before
    }

    package mutating func number() -> Int? {
      let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      guard (1...3).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// `-3`, `5:30`, `167:59:59`: in seconds.
    package mutating func duration() -> Int64? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard var seconds = number().map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where skip(":") {
        guard let part = number(), part < 60 else { return nil }
        seconds += part * unit
      }
      return Int64(isNegative ? -seconds : seconds)
    }

    package mutating func date() -> Date? {
      guard let day = day() else { return nil }
      guard skip("/") else { return Date(day: day, time: 7200) }
      return duration().map { Date(day: day, time: $0) }
    }

    private mutating func day() -> Date.Day? {
      if skip("M") {
        guard let month = number(), (1...12).contains(month), skip("."), let week = number(), (1...5).contains(week),
          skip("."), let weekday = number(), weekday < 7
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
      }
      if skip("J") { return number().flatMap { (1...365).contains($0) ? .julian($0) : nil } }
      return number().flatMap { $0 <= 365 ? .ofYear($0) : nil }
    }
  }
}
