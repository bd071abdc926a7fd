package import Outreach

/// Dates as exports write them. A date counts from its midnight, and a time without an offset is taken as UTC: a fact's
/// hour decides nothing, while a request's `start_at` is read strictly.
package enum FactDate {
  /// `2026-10-05`, `2026-10-05 14:30`, RFC 3339, `05.10.2026`, `5/10/2026 14:30` (the day first), and with the month in
  /// words.
  package static func timestamp(_ text: String) -> Timestamp? {
    if let day = plainDay(text) { return day.start }
    return numeric(text) ?? NamedDate.timestamp(text)
  }

  /// The same, and a day as a spreadsheet counts it, which is a plain number: `45950`, `45950,604`.
  package static func ofCell(_ text: String) -> Timestamp? { timestamp(text) ?? serial(text) }

  private static func serial(_ text: String) -> Timestamp? {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard let whole = parts.first, whole.utf8.count == 5, let days = Int(whole), serials.contains(days),
      parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let part = parts.count == 2 ? Double("0.\(parts[1])") ?? 0 : 0
    return Timestamp(seconds: Int64(days - epoch) * 86_400 + Int64(part * 86_400))
  }

  /// 1 January 1970 in a spreadsheet's days.
  private static let epoch = 25_569
  /// 1995 to 2064: other numbers of five digits are more likely something else.
  private static let serials = 34_700...60_000

  private static func numeric(_ text: String) -> Timestamp? {
    var scanner = DigitScanner(rest: Array(text.utf8)[...])
    guard let day = isoDay(&scanner) ?? dayFirst(&scanner) else { return nil }
    guard !scanner.rest.isEmpty else { return day.start }
    guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
      let time = scanner.timeOfDay()
    else { return nil }
    let offset: Int64
    if scanner.rest.isEmpty { offset = 0 } else if let given = scanner.offset() { offset = given } else { return nil }
    guard scanner.rest.isEmpty else { return nil }
    return Timestamp(microseconds: day.start.microseconds + time - offset)
  }

  /// `2026-10-05`, as most exports have it.
  private static func plainDay(_ text: String) -> CivilDay? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
        let century = twoDigits(bytes[0], bytes[1]), let year = twoDigits(bytes[2], bytes[3]),
        let month = twoDigits(bytes[5], bytes[6]), let day = twoDigits(bytes[8], bytes[9])
      else { return nil }
      return CivilDay(year: century * 100 + year, month: month, day: day)
    }
  }

  private static func isoDay(_ scanner: inout DigitScanner) -> CivilDay? {
    var attempt = scanner
    guard let year = attempt.number(digits: 4), let separator = attempt.skipSeparator("-", "/", "."),
      let month = attempt.oneOrTwoDigits(), attempt.skip(separator), let day = attempt.oneOrTwoDigits()
    else { return nil }
    scanner = attempt
    return CivilDay(year: year, month: month, day: day)
  }

  private static func dayFirst(_ scanner: inout DigitScanner) -> CivilDay? {
    guard let day = scanner.oneOrTwoDigits(), let separator = scanner.skipSeparator(".", "/", "-"),
      let month = scanner.oneOrTwoDigits(), scanner.skip(separator), let year = scanner.number(digits: 4)
    else { return nil }
    return CivilDay(year: year, month: month, day: day)
  }
}

extension DigitScanner {
  fileprivate mutating func oneOrTwoDigits() -> Int? { number(digits: 2) ?? number(digits: 1) }

  fileprivate mutating func skipSeparator(_ separators: Unicode.Scalar...) -> Unicode.Scalar? {
    for separator in separators where skip(separator) { return separator }
    return nil
  }
}
