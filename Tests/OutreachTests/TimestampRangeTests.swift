import Testing

@testable import Outreach

/// Times that no calendar has a use for, and that files, clocks and configurations say all the same.
@Suite struct TimestampRangeTests {
  @Test(arguments: [Int64.min, -1 << 60, 1 << 60, .max])
  func everyNumberIsSomeInstant(_ number: Int64) {
    let end = number < 0 ? Timestamp.first : .last
    #expect(Timestamp(microseconds: number) == end)
    #expect(Timestamp(seconds: number).seconds == end.seconds)
    for start in [Timestamp.first, Timestamp(seconds: 0), .last] {
      #expect(start.adding(seconds: number) == end && start.adding(hours: Int(number)) == end)
      #expect(start.adding(microseconds: number) == end)
    }
  }

  @Test func theEndsCanBeWrittenAndReadBack() {
    #expect(Timestamp.first.iso8601 == "0000-01-01T00:00:00Z" && Timestamp.last.iso8601 == "9999-12-31T23:59:59Z")
    #expect(Timestamp(rfc3339: "9999-12-31T23:59:59.999999Z") == .last)
    #expect(Timestamp(rfc3339: "0000-01-01T00:00:00Z") == .first)
    // The offset leads out of the calendar.
    #expect(Timestamp(rfc3339: "9999-12-31T23:59:59-14:00") == .last)
    #expect(Timestamp(rfc3339: "0000-01-01T00:00:00+14:00") == .first)
  }

  @Test func differencesOfAnyTwoFit() {
    #expect(Timestamp.last.microseconds - Timestamp.first.microseconds > 0)
    #expect(Timestamp.first.microseconds - Timestamp.last.microseconds < 0)
  }

  @Test func daysOutsideTheCalendarCountAsItsEnds() {
    #expect(CivilDay(number: .min) == Timestamp.first.day && CivilDay(number: .max) == Timestamp.last.day)
    #expect(CivilDay(number: .max).iso8601 == "9999-12-31" && CivilDay(number: .min).iso8601 == "0000-01-01")
    #expect(CivilDay(number: .max).start.day == CivilDay(number: .max))
  }
}
