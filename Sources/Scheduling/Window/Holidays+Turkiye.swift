internal import Outreach

extension Holidays {
  /// The names that `"holidays"` in the configuration may give; anything else there is the path of a file.
  package static let builtInNames = ["tr"]

  package static func builtIn(_ name: String) -> Holidays? {
    name == "tr" ? .turkiye : nil
  }

  /// Public holidays of Türkiye by Law 2429: the national ones in every year, both bayrams from 2026 to 2030.
  ///
  /// 28 October and the eves of the bayrams are half days. The bayrams follow the moon; their dates are those of the
  /// Diyanet calendar, 2026 as published, 2027 to 2030 as given by python `holidays` 0.109, which marks them as confirmed.
  package static let turkiye = Holidays(
    dated: bayrams.flatMap { bayram -> [Closing] in
      guard let eve = CivilDay(year: bayram.year, month: bayram.month, day: bayram.eve) else { return [] }
      return [Closing(key: eve.number, at: noon)]
        + (1...bayram.days).map { Closing(key: eve.number + $0, at: .midnight) }
    },
    yearly: nationalDays.map { Closing(key: $0.month * 32 + $0.day, at: $0.closing) },
    knownUntil: CivilDay(year: 2030, month: 12, day: 31))

  private static let nationalDays: [(month: Int, day: Int, closing: TimeOfDay)] = [
    (1, 1, .midnight), (4, 23, .midnight), (5, 1, .midnight), (5, 19, .midnight), (7, 15, .midnight),
    (8, 30, .midnight), (10, 28, noon), (10, 29, .midnight),
  ]

  /// Each by its eve; Ramazan has three days after it, Kurban four.
  private static let bayrams: [(year: Int, month: Int, eve: Int, days: Int)] = [
    (2026, 3, 19, 3), (2026, 5, 26, 4),
    (2027, 3, 8, 3), (2027, 5, 15, 4),
    (2028, 2, 25, 3), (2028, 5, 4, 4),
    (2029, 2, 13, 3), (2029, 4, 23, 4),
    (2030, 2, 3, 3), (2030, 4, 12, 4),
  ]
}
