package import Outreach

/// Days on which nothing is sent, or nothing after a certain time.
package struct Holidays: Hashable, Sendable {
  /// When sending ends on a day; midnight means all day off.
  package struct Closing: Hashable, Sendable {
    /// A day's number, or for one that comes every year, `month * 32 + day`.
    package var key: Int
    package var at: TimeOfDay
  }

  /// Both in ascending order of keys, each key once.
  private(set) var dated: [Closing]
  private(set) var yearly: [Closing]

  /// The last day for which every holiday is known; nil if there is no such limit. Holidays that follow the moon are
  /// known some years ahead: a job planned after this day may fall on one.
  package private(set) var knownUntil: CivilDay?

  package static let none = Holidays(dated: [])

  /// The time at which half a day ends.
  package static let noon = TimeOfDay(unchecked: 13 * 60)

  package init(dated: [Closing], yearly: [Closing] = [], knownUntil: CivilDay? = nil) {
    self.dated = Holidays.ordered(dated)
    self.yearly = Holidays.ordered(yearly)
    self.knownUntil = knownUntil
  }

  /// The holidays of both; where they differ about a day, the earlier end of it.
  package func union(_ other: Holidays) -> Holidays {
    let limits = [knownUntil, other.knownUntil].compactMap(\.self)
    return Holidays(
      dated: dated + other.dated, yearly: yearly + other.yearly, knownUntil: limits.min())
  }

  /// What a person should know of a message that is due on `day`; nil if every holiday up to then is known.
  func doubt(about day: CivilDay) -> String? {
    guard let knownUntil, day > knownUntil else { return nil }
    return "The last message is due on \(day.iso8601), and public holidays are known until \(knownUntil.iso8601) only: "
      + "see that it falls on none, or list later ones in a file named in window.holidays."
  }

  /// When sending ends on `day`: nil on an ordinary day, midnight if it is off altogether.
  package func closing(on day: CivilDay) -> TimeOfDay? {
    let once = Holidays.find(day.number, in: dated)
    guard !yearly.isEmpty, once != .midnight else { return once }
    let (_, month, dayOfMonth) = day.components
    guard let always = Holidays.find(month * 32 + dayOfMonth, in: yearly) else { return once }
    return once.map { min($0, always) } ?? always
  }

  private static func find(_ key: Int, in closings: [Closing]) -> TimeOfDay? {
    var low = 0
    var high = closings.count
    while low < high {
      let middle = (low + high) / 2
      if closings[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < closings.count && closings[low].key == key ? closings[low].at : nil
  }

  private static func ordered(_ closings: [Closing]) -> [Closing] {
    Dictionary(closings.map { ($0.key, $0.at) }, uniquingKeysWith: min)
      .map { Closing(key: $0.key, at: $0.value) }.sorted { $0.key < $1.key }
  }
}
