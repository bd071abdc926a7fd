import Outreach
import Testing

@testable import Scheduling

/// A window that can never open is refused when it is made; none may reach the planner, which would search for ever.
struct SendingWindowRefusalTests {
  @Test func withoutDays() {
    #expect(throws: SendingWindowError.noDays) { try window([]) }
  }

  @Test(arguments: [("09:00", "09:00"), ("18:00", "09:00"), ("24:00", "24:00")])
  func withoutHours(from: String, to: String) throws {
    let expected = try SendingWindowError.emptyHours(from: time(from), to: time(to))
    #expect(throws: expected) { try window(workdays, from, to) }
  }

  @Test func withEveryDayAHoliday() throws {
    let first = try civilDay("2027-01-01")
    let year = (0..<366).map { Holidays.Closing(key: first.number + $0, at: .midnight) }
    #expect(throws: SendingWindowError.shutForAYear(from: first)) {
      try window(everyDay, holidays: Holidays(dated: year))
    }
    // The same, but on one day of it the window opens for a minute.
    var almost = year
    almost[200].at = try time("09:01")
    let open = try window(everyDay, holidays: Holidays(dated: almost))
    let found = open.firstAllowed(notBefore: first.start)
    #expect(found.day.number == first.number + 200)
    #expect(open.firstAllowed(notBefore: found.adding(seconds: 60)).day.number == first.number + 366)
  }

  @Test func withEveryOneOfItsDaysAHoliday() throws {
    let saturday = try civilDay("2027-01-02")
    let saturdays = (0..<60).map { Holidays.Closing(key: saturday.number + $0 * 7, at: .midnight) }
    #expect(throws: SendingWindowError.shutForAYear(from: try civilDay("2026-12-27"))) {
      try window([.saturday], holidays: Holidays(dated: saturdays))
    }
  }

  @Test func allThatIsWrongIsSaidAtOnce() throws {
    var settings = SendingWindowSettings()
    settings.days = ["mon", "tues"]
    settings.from = "9:00"
    settings.to = "24:01"
    settings.timeZone = "Europe/Constantinople"
    let error = try #require(throws: InvalidSendingWindow.self) { try settings.window(holidays: .none) }
    #expect(error.problems.map(\.field) == ["days", "from", "to", "time_zone"])
    #expect(error.problems.map(\.value) == ["tues", "9:00", "24:01", "Europe/Constantinople"])
    let days = "window.days: \"tues\" is not a day of the week (mon, tue, wed, thu, fri, sat, sun)"
    #expect(error.description.split(separator: "\n").first == days[...])
  }

  @Test func theDefaultsMakeTheDefaultWindow() throws {
    #expect(try SendingWindowSettings().window(holidays: .turkiye) == window(holidays: .turkiye))
  }

  @Test func whatOnlyTheWholeShowsNamesItsField() throws {
    var settings = SendingWindowSettings()
    settings.days = []
    let error = try #require(throws: InvalidSendingWindow.self) { try settings.window(holidays: .none) }
    #expect(error.problems.map(\.field) == ["days"])
  }

  @Test(arguments: ["00:00", "09:05", "23:59", "24:00"])
  func timesReadBackAsTheyWereWritten(text: String) throws {
    #expect(try time(text).description == text)
  }

  @Test(arguments: ["", "9:00", "09:60", "24:01", "25:00", "09.00", "0900", "09:00 ", "-9:00", "٠٩:٠٠"])
  func whatIsNoTime(text: String) {
    #expect(TimeOfDay(text) == nil)
  }
}
