internal import Outreach

/// A date as e-mail writes it: `Mon, 23 Nov 2026 13:15:12 +0300`.
struct MailDate {
  let time: Timestamp

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Nil for anything else; no date is better than a wrong one.
  init?(_ text: String) {
    var words = text.prefix { $0 != "(" }.split { $0.isWhitespace || $0 == "," }.map { $0.lowercased() }
    if let first = words.first, first.allSatisfy(\.isLetter) { words.removeFirst() }
    guard words.count >= 4, let day = Int(words[0]), let month = Self.months.firstIndex(of: String(words[1].prefix(3))),
      let year = Int(words[2]), (1970...2200).contains(year),
      let date = CivilDay(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = words[3].split(separator: ":").map { Int($0) ?? -1 }
    guard (2...3).contains(clock.count), 0..<24 ~= clock[0], 0..<60 ~= clock[1], 0...60 ~= clock.last ?? 0 else {
      return nil
    }
    let seconds = clock[0] * 3600 + clock[1] * 60 + (clock.count == 3 ? clock[2] : 0)
    let zone = words.count > 4 ? words[4] : "+0000"
    var offset = 0
    if let sign = zone.first, sign == "+" || sign == "-" {
      guard zone.utf8.count == 5, let number = Int(zone.dropFirst()), number % 100 < 60, number <= 1400 else {
        return nil
      }
      offset = (number / 100 * 3600 + number % 100 * 60) * (sign == "-" ? -1 : 1)
    } else if !["gmt", "ut", "utc", "z"].contains(zone) {
      return nil
    }
    time = Timestamp(seconds: date.start.seconds + Int64(seconds - offset))
  }
}
