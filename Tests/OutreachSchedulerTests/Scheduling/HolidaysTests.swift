import Outreach
import Scheduling
import Testing

struct HolidaysTests {
  /// Written out day by day, as a person would check it against a wall calendar.
  static let bayrams: [(eve: String, days: [String])] = [
    ("2026-03-19", ["2026-03-20", "2026-03-21", "2026-03-22"]),
    ("2026-05-26", ["2026-05-27", "2026-05-28", "2026-05-29", "2026-05-30"]),
    ("2027-03-08", ["2027-03-09", "2027-03-10", "2027-03-11"]),
    ("2027-05-15", ["2027-05-16", "2027-05-17", "2027-05-18", "2027-05-19"]),
    ("2028-02-25", ["2028-02-26", "2028-02-27", "2028-02-28"]),
    ("2028-05-04", ["2028-05-05", "2028-05-06", "2028-05-07", "2028-05-08"]),
    ("2029-02-13", ["2029-02-14", "2029-02-15", "2029-02-16"]),
    ("2029-04-23", ["2029-04-24", "2029-04-25", "2029-04-26", "2029-04-27"]),
    ("2030-02-03", ["2030-02-04", "2030-02-05", "2030-02-06"]),
    ("2030-04-12", ["2030-04-13", "2030-04-14", "2030-04-15", "2030-04-16"]),
  ]

  @Test func fiveYearsOfTurkiyeDayByDay() throws {
    var expected: [CivilDay: TimeOfDay] = [:]
    for bayram in Self.bayrams {
      expected[try civilDay(bayram.eve)] = Holidays.noon
      for day in bayram.days { expected[try civilDay(day)] = .midnight }
    }
    for year in 2026...2030 {
      expected[try civilDay("\(year)-10-28")] = Holidays.noon
      for day in ["01-01", "04-23", "05-01", "05-19", "07-15", "08-30", "10-29"] {
        expected[try civilDay("\(year)-\(day)")] = .midnight
      }
    }
    for number in try civilDay("2026-01-01").number...civilDay("2030-12-31").number {
      let day = CivilDay(number: number)
      #expect(Holidays.turkiye.closing(on: day) == expected[day], "\(day.iso8601)")
    }
  }

  @Test func beyondTheTableTheNationalDaysStayAndTheLimitIsTold() throws {
    #expect(Holidays.turkiye.closing(on: try civilDay("2045-10-29")) == .midnight)
    #expect(Holidays.turkiye.knownUntil == (try civilDay("2030-12-31")))
    #expect(Holidays.none.knownUntil == nil)
    #expect(try Holidays.parse("2031-01-24\n").union(.turkiye).knownUntil == civilDay("2030-12-31"))
  }

  @Test func builtInCalendarsGoByName() {
    #expect(Holidays.builtInNames.allSatisfy { Holidays.builtIn($0) != nil })
    #expect(Holidays.builtIn("tr") == .turkiye)
    #expect(Holidays.builtIn("TR.txt") == nil)
  }

  @Test func ofTwoCalendarsTheEarlierEndCounts() throws {
    let both = try Holidays.parse("2026-10-28 10:30\n2026-10-29 half\n2026-12-31 half")
      .union(.turkiye).union(Holidays.parse("2026-12-31 15:00"))
    #expect(both.closing(on: try civilDay("2026-10-28")) == (try time("10:30")))
    #expect(both.closing(on: try civilDay("2026-10-29")) == .midnight)
    #expect(both.closing(on: try civilDay("2026-12-31")) == Holidays.noon)
  }

  @Test(arguments: [
    ("2026-12-31", "00:00"), ("2026-12-31 half", "13:00"), ("2026-12-31 HALF Yılbaşı arifesi", "13:00"),
    ("2026-12-31 15:30", "15:30"), ("2026-12-31\t15:30\tstock-taking # ours", "15:30"),
    ("2026-12-31 Yılbaşı arifesi", "00:00"), ("2026-12-31 1. gün", "00:00"), ("  2026-12-31  ", "00:00"),
    ("2026-12-31#half", "00:00"), ("\u{FEFF}# ours\r\n\r\n2026-12-31 half\r\n", "13:00"),
    ("2026-12-31 half\n2026-12-31 15:00", "13:00"),
  ])
  func aLineOfAFile(text: String, closing: String) throws {
    #expect(try Holidays.parse(text).closing(on: civilDay("2026-12-31"))?.description == closing)
  }

  @Test(arguments: ["", "\n\n", "# nothing\n"])
  func aFileWithoutDays(text: String) throws {
    #expect(try Holidays.parse(text) == .none)
  }

  @Test func everyLineThatIsWrongIsNamed() throws {
    let text = """
      # ours
      2026-02-29 no leap year
      2026-12-31 half
      31.12.2026
      2026-12-31 25:00
      2206-12-31

      2026-1-1
      """
    let error = try #require(throws: InvalidHolidayFile.self) { try Holidays.parse(text) }
    #expect(error.problems.map(\.line) == [2, 4, 5, 6, 8])
    #expect(error.problems[0].message == "there is no day 2026-02-29")
    #expect(error.description.hasPrefix("line 2, \"2026-02-29 no leap year\": "))
  }
}
