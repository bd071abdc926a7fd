internal import Leads
internal import Outreach
internal import Scheduling

/// What is due on a channel, gone through day by day at its cap: some of it may expire before its turn.
struct Backlog {
  let cap: DailyCap
  let window: SendingWindow
  /// Days before today on which the channel sent something.
  let earlierDays: Int
  let sentToday: Int

  struct Course: Hashable {
    /// The day on which the last one goes out; nil if none does, or nobody plans so far ahead.
    var through: CivilDay?
    /// How many expire first.
    var expiring = 0
  }

  /// Beyond that nobody plans.
  private static let mostDays = 3660

  /// - Parameter expiries: when each of what is due expires, in the order in which they go; nil: never.
  func course(of expiries: [Timestamp?], from now: Timestamp) -> Course {
    var course = Course()
    var rest = expiries[...]
    var opening = window.firstAllowed(notBefore: now)
    let isToday = opening.day(in: window.timeZone) == now.day(in: window.timeZone)
    // What has gone out today is of no day on which more can.
    var days = earlierDays + (isToday || sentToday == 0 ? 0 : 1)
    var used = isToday ? sentToday : 0
    for _ in 0..<Self.mostDays where !rest.isEmpty {
      let day = opening.day(in: window.timeZone)
      let room = cap.cap(earlierDays: days).map { max(0, $0 - used) } ?? .max
      var sent = 0
      while sent < room, let expiry = rest.popFirst() {
        if let expiry, expiry <= opening {
          course.expiring += 1
        } else {
          sent += 1
          course.through = day
        }
      }
      if sent + used > 0 { days += 1 }
      used = 0
      let midnight = CivilDay(number: day.number + 1).start
      let next = midnight.adding(seconds: -window.timeZone.interval(at: midnight).offset)
      opening = window.firstAllowed(notBefore: max(next, now))
    }
    // What no day takes expires where it can; the others never go.
    course.expiring += rest.count { $0 != nil }
    if rest.contains(where: { $0 == nil }) { course.through = nil }
    return course
  }
}
