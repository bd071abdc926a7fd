internal import Outreach

/// Dates with the month in words, and what spreadsheets put beside a day: "5 Kasım 2026", "Nov 5, 2026 2:30 PM",
/// "05.11.2026 Perşembe", "5.11.26 14.30".
enum NamedDate {
  /// Nil for anything else.
  static func timestamp(_ text: String) -> Timestamp? {
    guard text.utf8.count <= 48 else { return nil }
    var words = text.split { !$0.isLetter && !$0.isNumber }.map { fold($0) }
    words.removeAll(where: weekdays.contains)
    let half = words.last.flatMap { halves[$0] }
    if half != nil { words.removeLast() }
    guard words.count >= 3, let day = day(&words), let time = timeOfDay(words, half) else { return nil }
    return Timestamp(microseconds: day.start.microseconds + time)
  }

  /// The first three words, which are taken away.
  private static func day(_ words: inout [String]) -> CivilDay? {
    let first = words.prefix(3)
    words.removeFirst(3)
    let day: (year: String, month: Int, day: String)
    if let month = months[first[1]] {
      // "5 Kasım 2026", "2026 Nov 5"
      day = first[0].utf8.count == 4 ? (first[0], month, first[2]) : (first[2], month, first[0])
    } else if let month = months[first[0]] {
      day = (first[2], month, first[1])
    } else if let month = Int(first[1]) {
      day = (first[2], month, first[0])
    } else {
      return nil
    }
    guard day.day.utf8.count <= 2, let number = Int(day.day), let year = Self.year(day.year) else { return nil }
    return CivilDay(year: year, month: day.month, day: number)
  }

  /// Of two digits nobody means the last century's first half.
  private static func year(_ text: String) -> Int? {
    guard let year = Int(text) else { return nil }
    switch text.utf8.count {
    case 4: return year
    case 2: return year < 70 ? 2000 + year : 1900 + year
    default: return nil
    }
  }

  /// Microseconds since midnight; of no words midnight itself.
  private static func timeOfDay(_ words: [String], _ half: Int?) -> Int64? {
    if words.isEmpty { return half == nil ? 0 : nil }
    let numbers = words.compactMap { $0.utf8.count <= 2 ? Int($0) : nil }
    guard numbers.count == words.count, (2...3).contains(numbers.count), numbers[1] < 60,
      numbers.count < 3 || numbers[2] < 60
    else { return nil }
    var hour = numbers[0]
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half
    }
    guard (0..<24).contains(hour) else { return nil }
    return Int64(hour * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)) * 1_000_000
  }

  private static let halves = ["am": 0, "pm": 12]

  private static let weekdays: Set<String> = [
    "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi", "pazar", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "saat", "at",
  ]

  private static let months: [String: Int] = {
    let names = [
      ["ocak", "oca", "january", "jan"], ["subat", "sub", "february", "feb"], ["mart", "mar", "march"],
      ["nisan", "nis", "april", "apr"], ["mayis", "may"], ["haziran", "haz", "june", "jun"],
      ["temmuz", "tem", "july", "jul"], ["agustos", "agu", "august", "aug"],
      ["eylul", "eyl", "september", "sept", "sep"], ["ekim", "eki", "october", "oct"],
      ["kasim", "kas", "november", "nov"], ["aralik", "ara", "december", "dec"],
    ]
    return names.enumerated().reduce(into: [:]) { found, month in
      for name in month.element { found[name] = month.offset + 1 }
    }
  }()
}
