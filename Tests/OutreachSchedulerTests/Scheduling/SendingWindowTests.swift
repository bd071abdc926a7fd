import Leads
import Outreach
import Scheduling
import Testing

struct SendingWindowTests {
  @Test func theExampleOfTheContract() throws {
    let window = try window(holidays: .turkiye)
    let plan = try window.plan(start: instant("2026-11-22T10:15:12Z"), hours: [0, 48, 72])
    #expect(plan.map(\.iso8601) == ["2026-11-23T06:00:00Z", "2026-11-25T06:00:00Z", "2026-11-26T06:00:00Z"])
  }

  @Test(arguments: [
    ("2026-11-23T05:59:59Z", "2026-11-23T06:00:00Z", "a second before it opens"),
    ("2026-11-23T06:00:00Z", "2026-11-23T06:00:00Z", "as it opens"),
    ("2026-11-23T10:15:12Z", "2026-11-23T10:15:12Z", "at midday"),
    ("2026-11-23T14:59:59Z", "2026-11-23T14:59:59Z", "in its last second"),
    ("2026-11-23T15:00:00Z", "2026-11-24T06:00:00Z", "as it shuts: the end is exclusive"),
    ("2026-11-23T14:59:59.000001Z", "2026-11-24T06:00:00Z", "rounded up, past the end"),
    ("2026-11-23T10:15:12.345678Z", "2026-11-23T10:15:13Z", "rounded up, never before"),
    ("2026-11-23T10:15:12.999999Z", "2026-11-23T10:15:13Z", "rounded up by a microsecond"),
    ("2026-11-27T15:00:00Z", "2026-11-30T06:00:00Z", "Friday evening"),
    ("2026-11-22T22:00:00Z", "2026-11-23T06:00:00Z", "Sunday in UTC, Monday in Istanbul"),
    ("2026-12-31T15:00:00Z", "2027-01-04T06:00:00Z", "1 January is a Friday"),
    ("2026-03-19T09:59:59Z", "2026-03-19T09:59:59Z", "the eve of Ramazan Bayramı, before 13:00"),
    ("2026-03-19T10:00:00Z", "2026-03-23T06:00:00Z", "the eve, from 13:00: three days off, the last two a weekend"),
    ("2026-05-26T10:00:00Z", "2026-06-01T06:00:00Z", "Kurban Bayramı and the weekend behind it"),
    ("2026-10-28T10:00:00Z", "2026-10-30T06:00:00Z", "Republic Day"),
    ("2029-04-23T06:00:00Z", "2029-04-30T06:00:00Z", "23 April is also the eve of Kurban Bayramı: all day off"),
    ("2035-07-14T21:00:00Z", "2035-07-16T06:00:00Z", "15 July stays off beyond the table"),
  ])
  func theFirstAllowedInstantInIstanbul(start: String, expected: String, why: String) throws {
    let window = try window(holidays: .turkiye)
    #expect(try window.firstAllowed(notBefore: instant(start)).iso8601 == expected, "\(why)")
  }

  @Test func aStepThatWaitsPushesTheLaterOnesAndTheGapsStay() throws {
    // The second step falls on Friday evening; without the push the third would follow it by a day, not by two.
    let plan = try window().plan(start: instant("2026-11-23T14:00:00Z"), hours: [0, 98, 146])
    #expect(plan.map(\.iso8601) == ["2026-11-23T14:00:00Z", "2026-11-30T06:00:00Z", "2026-12-02T06:00:00Z"])
  }

  @Test func onlyTheGapsCount() throws {
    let window = try window()
    let start = try instant("2026-11-23T07:00:00Z")
    #expect(window.plan(start: start, hours: [48, 72]) == window.plan(start: start, hours: [0, 24]))
    #expect(window.plan(start: start, hours: []) == [])
    #expect(window.plan(start: start, hours: [10, 4]) == [start, start], "a gap below zero is none")
  }

  @Test func theLeadsZoneGoesBeforeTheWindows() throws {
    let window = try window()
    let start = try instant("2026-11-22T10:15:12Z")
    #expect(window.firstAllowed(notBefore: start).iso8601 == "2026-11-23T06:00:00Z")
    #expect(try window.firstAllowed(notBefore: start, zone: zone("America/New_York")).iso8601 == "2026-11-23T14:00:00Z")
    #expect(try window.firstAllowed(notBefore: start, zone: zone("Asia/Kathmandu")).iso8601 == "2026-11-23T03:15:00Z")
    #expect(try window.firstAllowed(notBefore: start, zone: zone("-12:00")).iso8601 == "2026-11-23T21:00:00Z")
  }

  @Test func alwaysAllowsEveryWholeSecond() throws {
    let start = try instant("2026-11-22T03:15:12.5Z")
    let plan = SendingWindow.always.plan(start: start, hours: [0, 48])
    #expect(plan.map(\.iso8601) == ["2026-11-22T03:15:13Z", "2026-11-24T03:15:13Z"])
  }

  @Test func aWindowUntilMidnightHasNoSeam() throws {
    let window = try window(everyDay, "00:00", "24:00")
    let start = try instant("2026-11-22T20:59:59.5Z")
    #expect(window.firstAllowed(notBefore: start).iso8601 == "2026-11-22T21:00:00Z")
  }

  @Test func beforeTheEpoch() throws {
    #expect(
      try window(in: "UTC").firstAllowed(notBefore: instant("1969-12-30T18:00:00.25Z")).iso8601
        == "1969-12-31T09:00:00Z")
  }

  @Test func aWindowOnlyInTheAfternoonStaysShutOnHalfDays() throws {
    let window = try window(workdays, "13:00", "18:00", holidays: .turkiye)
    #expect(try window.firstAllowed(notBefore: instant("2026-10-28T00:00:00Z")).iso8601 == "2026-10-30T10:00:00Z")
  }

  @Test func aChannelMayHaveItsOwnWindow() throws {
    let standard = try window()
    let evenings = try window(everyDay, "18:00", "21:00")
    let windows = SendingWindows(standard, byChannel: [.whatsapp: evenings])
    #expect(windows[.whatsapp] == evenings)
    #expect(windows[.email] == standard)
  }
}
