import Outreach
import Testing

@testable import Dispatching
@testable import Scheduling

/// When a backlog is through at its cap, and how much of it expires before.
@Suite struct BacklogTests {
  /// A Monday morning; no holidays, open on weekdays.
  private let monday = CivilDay(iso8601: "2026-11-23")

  private func course(
    _ count: Int, _ cap: DailyCap, sentToday: Int = 0, earlierDays: Int = 9, expireAfter hours: Int64? = nil,
    at now: String = "2026-11-23T06:00:00Z"
  ) throws -> Backlog.Course {
    let now = try instant(now)
    let backlog = Backlog(
      cap: cap, window: try window(holidays: .none), earlierDays: earlierDays, sentToday: sentToday)
    let expiry = hours.map { now.adding(seconds: $0 * 3600) }
    return backlog.course(of: Array(repeating: expiry, count: count), from: now)
  }

  @Test(
    arguments: [
      (0, 0, nil), (250, 0, "2026-11-23"), (251, 0, "2026-11-24"), (251, 250, "2026-11-25"), (1251, 0, "2026-11-30"),
    ] as [(Int, Int, String?)])
  func daysOfTheWindow(count: Int, sentToday: Int, through: String?) throws {
    #expect(try course(count, DailyCap(perDay: 250), sentToday: sentToday).through?.iso8601 == through)
  }

  @Test func throughARamp() throws {
    let cap = DailyCap(perDay: 250, ramp: [50, 100])
    #expect(try course(400, cap, earlierDays: 0).through?.iso8601 == "2026-11-25")
    #expect(try course(401, cap, earlierDays: 0).through?.iso8601 == "2026-11-26")
    #expect(try course(100, cap, sentToday: 20, earlierDays: 0).through?.iso8601 == "2026-11-24")
  }

  @Test func withoutACapAtOnceAndWithNoneNever() throws {
    #expect(try course(1_000_000, DailyCap(perDay: nil)).through == monday)
    #expect(try course(1, DailyCap(perDay: 0)).through == nil)
  }

  /// In the evening the day's cap is of no use any more.
  @Test func afterTheWindowItBeginsTomorrow() throws {
    let cap = DailyCap(perDay: 250)
    #expect(try course(250, cap, sentToday: 250, at: "2026-11-23T16:00:00Z").through?.iso8601 == "2026-11-24")
  }

  @Test func whatExpiresBeforeItsTurnIsCounted() throws {
    let course = try course(200, DailyCap(perDay: 10), expireAfter: 72)
    #expect(course.expiring == 170 && course.through?.iso8601 == "2026-11-25")
    #expect(try self.course(3, DailyCap(perDay: 0), expireAfter: 72) == .init(through: nil, expiring: 3))
  }
}
