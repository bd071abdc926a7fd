import Outreach
import Testing

@testable import Leads
@testable import Scheduling

/// `2026-11-22T10:15:12Z` or `2026-11-22T10:15:12.345678Z`; tests spell instants the way responses do.
func instant(_ text: String) throws -> Timestamp {
  let parts = text.dropLast().split { "-T:.".contains($0) }.map(String.init)
  let numbers = try parts.prefix(6).map { try #require(Int64($0)) }
  try #require(numbers.count == 6)
  let day = try #require(CivilDay(year: Int(numbers[0]), month: Int(numbers[1]), day: Int(numbers[2])))
  let fraction = parts.count > 6 ? try #require(Int64((parts[6] + "000000").prefix(6))) : 0
  let second = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
  return Timestamp(microseconds: day.start.adding(seconds: second).microseconds + fraction)
}

func civilDay(_ text: String) throws -> CivilDay { try instant(text + "T00:00:00Z").day }

func zone(_ name: String) throws -> Zone { try #require(Zone(identifier: name), "\(name)") }

func time(_ text: String) throws -> TimeOfDay { try #require(TimeOfDay(text), "\(text)") }

let workdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
let everyDay = Set(Weekday.allCases)

/// Weekdays 09:00–18:00 in Istanbul, unless said otherwise.
func window(
  _ days: Set<Weekday> = workdays, _ from: String = "09:00", _ to: String = "18:00",
  in zoneName: String = "Europe/Istanbul", holidays: Holidays = .none
) throws -> SendingWindow {
  try SendingWindow(days: days, from: time(from), to: time(to), timeZone: zone(zoneName), holidays: holidays)
}
