import Outreach
import Testing

@testable import Scheduling

/// The nights on which clocks change, by the one rule that an instant is allowed if the local clock then shows a time in
/// the window: skipped times never come, repeated ones are allowed twice.
struct SendingWindowClockChangeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var zone: String
    var from: String
    var to: String
    var start: String
    var expected: String

    init(_ description: String, _ zone: String, _ from: String, _ to: String, _ start: String, _ expected: String) {
      testDescription = description
      self.zone = zone
      self.from = from
      self.to = to
      self.start = start
      self.expected = expected
    }
  }

  @Test(arguments: [
    // New York, 2026-03-08: 02:00 EST (07:00Z) is followed by 03:00 EDT.
    Case("opening in the gap", "America/New_York", "02:30", "18:00", "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z"),
    Case("all of it in the gap", "America/New_York", "02:00", "03:00", "2026-03-08T05:00:00Z", "2026-03-09T06:00:00Z"),
    Case("the end in the gap", "America/New_York", "01:00", "02:30", "2026-03-08T07:00:00Z", "2026-03-09T05:00:00Z"),
    Case("up to the gap", "America/New_York", "01:00", "02:30", "2026-03-08T06:59:59Z", "2026-03-08T06:59:59Z"),
    // New York, 2026-11-01: 02:00 EDT (06:00Z) is followed by 01:00 EST.
    Case("opens at the first", "America/New_York", "01:30", "09:00", "2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z"),
    Case("shut between both", "America/New_York", "01:30", "09:00", "2026-11-01T06:10:00Z", "2026-11-01T06:30:00Z"),
    Case("shuts at 01:30 …", "America/New_York", "00:00", "01:30", "2026-11-01T05:29:59Z", "2026-11-01T05:29:59Z"),
    Case("… and opens again", "America/New_York", "00:00", "01:30", "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z"),
    Case("… until the second", "America/New_York", "00:00", "01:30", "2026-11-01T06:30:00Z", "2026-11-02T05:00:00Z"),
    Case("waits through it", "America/New_York", "09:00", "18:00", "2026-10-31T22:00:00Z", "2026-11-01T14:00:00Z"),
    // Berlin, 2026-03-29 and 2026-10-25.
    Case("summer", "Europe/Berlin", "09:00", "18:00", "2026-03-28T17:00:00Z", "2026-03-29T07:00:00Z"),
    Case("winter", "Europe/Berlin", "09:00", "18:00", "2026-10-24T16:00:00Z", "2026-10-25T08:00:00Z"),
    // Cairo, 2026-04-24: midnight itself is skipped; 2026-10-29: the last hour of the day comes twice.
    Case("no midnight", "Africa/Cairo", "00:00", "01:30", "2026-04-23T21:59:59Z", "2026-04-23T22:00:00Z"),
    Case("no first hour", "Africa/Cairo", "00:00", "00:30", "2026-04-23T20:59:59Z", "2026-04-24T21:00:00Z"),
    Case("back to yesterday", "Africa/Cairo", "23:00", "23:30", "2026-10-29T20:30:00Z", "2026-10-29T21:00:00Z"),
    // Lord Howe, 2026-10-04: 02:00 (+10:30) is followed by 02:30 (+11); 2026-04-05 by half an hour back.
    Case("half an hour", "Australia/Lord_Howe", "02:15", "09:00", "2026-10-03T15:00:00Z", "2026-10-03T15:30:00Z"),
    Case("half an hour back", "Australia/Lord_Howe", "01:45", "01:50", "2026-04-04T14:50:00Z", "2026-04-04T15:15:00Z"),
    Case("no summer time", "Asia/Kathmandu", "09:00", "18:00", "2026-03-28T17:00:00Z", "2026-03-29T03:15:00Z"),
    // Apia had no 2011-12-30: 24:00 on the 29th (-10, 10:00Z on the 30th) was 00:00 on the 31st (+14).
    Case("no 30 December", "Pacific/Apia", "09:00", "18:00", "2011-12-30T04:00:00Z", "2011-12-30T19:00:00Z"),
    // Istanbul stayed on summer time in 2016.
    Case("before 2016", "Europe/Istanbul", "09:00", "18:00", "2015-12-01T00:00:00Z", "2015-12-01T07:00:00Z"),
    Case("since 2016", "Europe/Istanbul", "09:00", "18:00", "2016-12-01T00:00:00Z", "2016-12-01T06:00:00Z"),
  ])
  func theFirstAllowedInstant(_ change: Case) throws {
    let window = try window(everyDay, change.from, change.to, in: change.zone)
    #expect(try window.firstAllowed(notBefore: instant(change.start)).iso8601 == change.expected)
  }

  @Test func aGapOfHoursIsCountedInHoursNotInClockFaces() throws {
    // 48 hours from Saturday noon end on Monday at 13:00 summer time: "at least so long" is a promise in real time.
    let window = try window(everyDay, in: "Europe/Berlin")
    let plan = try window.plan(start: instant("2026-03-28T11:00:00Z"), hours: [0, 48])
    #expect(plan.map(\.iso8601) == ["2026-03-28T11:00:00Z", "2026-03-30T11:00:00Z"])
  }
}
