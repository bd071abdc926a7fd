import Outreach
import Testing

@testable import Leads
@testable import Scheduling

/// Random windows, zones and starts against a reference that knows no more than what "allowed" means and walks on minute
/// by minute.
struct SendingWindowPropertyTests {
  static let zones = [
    "Europe/Istanbul", "America/New_York", "Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Apia", "Africa/Casablanca", "America/St_Johns", "Pacific/Chatham", "UTC", "-09:30",
  ]

  @Test(arguments: zones)
  func agreesWithWalkingMinuteByMinute(zoneName: String) throws {
    let zone = try zone(zoneName)
    var random = SeededRandom(seed: zoneName.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    for _ in 0..<60 {
      let start = randomStart(in: zone, using: &random)
      let reference = try Reference(near: start, zone: zone, using: &random)
      let hours = [0, 0, 1, 24, 48, 72].shuffled(using: &random).prefix(3).sorted()
      let plan = reference.window.plan(start: start, hours: hours)
      #expect(plan == reference.plan(start: start, hours: hours), "\(reference) from \(start.microseconds), \(hours)")

      // What the reference shares with the planner by mistake would not show above; these hold by the contract.
      #expect(plan.allSatisfy { reference.isAllowed($0.seconds) && $0.microseconds % 1_000_000 == 0 })
      #expect(plan[0] >= start)
      for step in 1..<plan.count {
        #expect(plan[step] >= plan[step - 1].adding(hours: hours[step] - hours[step - 1]), "the gap is kept")
      }
    }
  }

  /// Half of them within a day and a half of a change of the clocks, where mistakes live.
  private func randomStart(in zone: Zone, using random: inout SeededRandom) -> Timestamp {
    let any = Int64.random(in: 1_250_000_000..<2_000_000_000, using: &random)
    let until = zone.interval(atSecond: any).until
    let near = until < 2_100_000_000 && Bool.random(using: &random)
    let second = near ? until + Int64.random(in: -129_600...129_600, using: &random) : any
    return Timestamp(microseconds: second * 1_000_000 + [0, 0, 1, 999_999].randomElement(using: &random)!)
  }
}

/// A window and the plainest reading of it.
private struct Reference: CustomStringConvertible {
  let window: SendingWindow
  let closings: [Int: Int]

  /// Holidays and half days lie around `start`.
  init(near start: Timestamp, zone: Zone, using random: inout SeededRandom) throws {
    var closings: [Int: Int] = [:]
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let day = start.day.number + Int.random(in: -1...5, using: &random)
      closings[day] = [0, 0, 13 * 60, 601].randomElement(using: &random)
    }
    let days = Weekday.allCases.shuffled(using: &random).prefix(Int.random(in: 3...7, using: &random))
    // Short windows in the small hours meet the changes; quarter hours meet the half-hour zones.
    let from = 15 * Int.random(in: 0...(Bool.random(using: &random) ? 12 : 90), using: &random)
    let to = min(1440, from + 15 * Int.random(in: 1...(Bool.random(using: &random) ? 6 : 60), using: &random))
    self.closings = closings
    window = try SendingWindow(
      days: Set(days), from: TimeOfDay(unchecked: from), to: TimeOfDay(unchecked: to), timeZone: zone,
      holidays: Holidays(dated: closings.map { .init(key: $0.key, at: TimeOfDay(unchecked: $0.value)) }))
  }

  func isAllowed(_ second: Int64) -> Bool {
    let local = second + window.timeZone.interval(atSecond: second).offset
    let midnight = local - (local % 86_400 + 86_400) % 86_400
    let day = Int(midnight / 86_400)
    let minute = Int(local - midnight) / 60
    return window.days.contains(Weekday.allCases[(day + 3) % 7])
      && minute >= window.from.minutes && minute < window.to.minutes && minute < closings[day] ?? 1440
  }

  /// Offsets and windows lie on whole minutes, so what is not allowed now is next allowed on a minute.
  func firstAllowed(_ start: Int64) -> Int64 {
    var second = start
    while !isAllowed(second) { second += 60 - second % 60 }
    return second
  }

  func plan(start: Timestamp, hours: [Int]) -> [Timestamp] {
    var previous = firstAllowed(Int64((Double(start.microseconds) / 1e6).rounded(.up)))
    return hours.indices.map { step in
      if step > 0 { previous = firstAllowed(previous + Int64(hours[step] - hours[step - 1]) * 3600) }
      return Timestamp(seconds: previous)
    }
  }

  var description: String {
    "\(window.days.map(\.rawValue)) \(window.from)-\(window.to) \(window.timeZone) \(closings)"
  }
}
