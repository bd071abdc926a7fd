package import Leads
package import Outreach

/// When messages may go out: days of the week and hours on the recipient's own clock, holidays left out.
///
/// An instant is allowed if the recipient's clock then shows an allowed day and a time from `from` up to, but not
/// including, `to`. Nothing more is needed for the nights on which clocks change: a time that is skipped never comes, so
/// a window that would open in the gap opens with the first instant after it; a time that comes twice is allowed both
/// times, so the window opens with the first, and one that ends within the repeated hour opens for it once more.
package struct SendingWindow: Hashable, Sendable {
  package let days: Set<Weekday>
  package let from: TimeOfDay
  package let to: TimeOfDay
  /// The zone of leads that name none.
  package let timeZone: Zone
  package let holidays: Holidays
  /// Bit 0 is Monday.
  private let dayMask: UInt8
  private let isAlways: Bool

  /// Every instant is allowed.
  package static let always = SendingWindow()

  private init() {
    self.init(
      unchecked: Set(Weekday.allCases), from: .midnight, to: .endOfDay, timeZone: .utc, holidays: .none, isAlways: true)
  }

  private init(
    unchecked days: Set<Weekday>, from: TimeOfDay, to: TimeOfDay, timeZone: Zone, holidays: Holidays, isAlways: Bool
  ) {
    self.days = days
    self.from = from
    self.to = to
    self.timeZone = timeZone
    self.holidays = holidays
    self.dayMask = days.reduce(0) { $0 | 1 << $1.number }
    self.isAlways = isAlways
  }

  /// Throws if the window would never open, or stay shut for more than a year: then something is wrong in the
  /// configuration, and no search through the calendar can be endless.
  package init(
    days: Set<Weekday>, from: TimeOfDay, to: TimeOfDay, timeZone: Zone, holidays: Holidays = .none
  ) throws(SendingWindowError) {
    guard !days.isEmpty else { throw .noDays }
    guard from < to else { throw .emptyHours(from: from, to: to) }
    self.init(unchecked: days, from: from, to: to, timeZone: timeZone, holidays: holidays, isAlways: false)
    if let first = firstDayOfYearShut() { throw .shutForAYear(from: first) }
  }

  /// The first instant at or after `instant` that is allowed, in whole seconds: a fraction is rounded up.
  package func firstAllowed(notBefore instant: Timestamp, zone: Zone? = nil) -> Timestamp {
    var interval = ZoneInterval.none
    return Timestamp(seconds: firstAllowed(instant.secondsRoundedUp, zone: zone ?? timeZone, &interval))
  }

  /// When the steps of a sequence are due: the first at the first allowed instant from `start`, each later one at the first
  /// allowed instant after its gap to the one before, so that a step which has to wait pushes those behind it.
  ///
  /// - Parameter hours: as `send_after_hours`. Only the gaps between them count, so a sequence may be planned again from
  ///   its middle; a gap below zero counts as none.
  package func plan(start: Timestamp, hours: [Int], zone: Zone? = nil) -> [Timestamp] {
    let zone = zone ?? timeZone
    var interval = ZoneInterval.none
    var second = start.secondsRoundedUp
    var previous = hours.first ?? 0
    var plan: [Timestamp] = []
    plan.reserveCapacity(hours.count)
    for hour in hours {
      second = firstAllowed(second + Int64(max(0, hour - previous)) * 3600, zone: zone, &interval)
      previous = hour
      plan.append(Timestamp(seconds: second))
    }
    return plan
  }

  /// `interval` is the zone's stretch looked up last; most sequences never leave it.
  private func firstAllowed(_ start: Int64, zone: Zone, _ interval: inout ZoneInterval) -> Int64 {
    if isAlways { return start }
    var second = start
    while true {
      if !interval.contains(second) { interval = zone.interval(atSecond: second) }
      // Within a stretch of one offset the local clock runs evenly, so what it shows there can be calculated.
      let opening = firstOpenLocalSecond(second + interval.offset) - interval.offset
      if opening < interval.until { return opening }
      second = interval.until
    }
  }

  /// The same on a clock that never changes: seconds since 1970 as if it were UTC.
  private func firstOpenLocalSecond(_ local: Int64) -> Int64 {
    var day = Timestamp(seconds: local).day
    let midnight = Int64(day.number) * 86_400
    if let closing = closing(on: day), local < midnight + closing.seconds { return max(local, midnight + from.seconds) }
    repeat { day.number += 1 } while closing(on: day) == nil
    return Int64(day.number) * 86_400 + from.seconds
  }

  /// When the window shuts on `day`; nil if it does not open at all.
  private func closing(on day: CivilDay) -> TimeOfDay? {
    guard dayMask >> UInt8(day.weekday) & 1 == 1 else { return nil }
    guard let holiday = holidays.closing(on: day) else { return to }
    return holiday > from ? min(to, holiday) : nil
  }

  /// The first day of a year through which the window never opens.
  private func firstDayOfYearShut() -> CivilDay? {
    // Away from the days that were listed one by one only those of every year are off, and they are few.
    guard let first = holidays.dated.first, let last = holidays.dated.last else { return nil }
    var shut = 0
    for number in first.key - 366...last.key + 366 {
      shut = closing(on: CivilDay(number: number)) == nil ? shut + 1 : 0
      if shut == 366 { return CivilDay(number: number - 365) }
    }
    return nil
  }
}

/// Why a window cannot be used.
package enum SendingWindowError: Error, Hashable, Sendable, CustomStringConvertible {
  case noDays
  case emptyHours(from: TimeOfDay, to: TimeOfDay)
  case shutForAYear(from: CivilDay)

  package var description: String {
    switch self {
    case .noDays: "the sending window has no days, so nothing would ever be sent; name some, such as \"mon\""
    case .emptyHours(let from, let to):
      "the sending window must end after it begins on the same day, and \(to) is not after \(from)"
    case .shutForAYear(let day):
      "with these days and holidays the sending window stays shut for a whole year from \(day.iso8601)"
    }
  }
}

extension Timestamp {
  /// "Not before" in whole seconds.
  fileprivate var secondsRoundedUp: Int64 { seconds + (microseconds == seconds * 1_000_000 ? 0 : 1) }
}

/// The sending window of each channel: one for all, and others where a channel has its own.
package struct SendingWindows: Hashable, Sendable {
  package var standard: SendingWindow
  package var byChannel: [Channel: SendingWindow]

  package init(_ standard: SendingWindow, byChannel: [Channel: SendingWindow] = [:]) {
    self.standard = standard
    self.byChannel = byChannel
  }

  package subscript(channel: Channel) -> SendingWindow { byChannel[channel] ?? standard }
}
