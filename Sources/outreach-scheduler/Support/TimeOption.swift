internal import Outreach

/// Times as people give them on the command line.
enum TimeOption {
  static let form = "2026-11-23 (UTC) or 2026-11-23T10:00:00+03:00"

  /// A day stands for its first instant in UTC; nil if the option was not given.
  static func read(_ option: String, _ arguments: Arguments, command: String) throws(Exit) -> Timestamp? {
    guard let text = arguments.value(option) else { return nil }
    guard let time = CivilDay(iso8601: text)?.start ?? Timestamp(rfc3339: text) else {
      throw .usage("--\(option) should be \(form) and is \"\(text)\"", command)
    }
    return time
  }

  static func readDay(_ option: String, _ arguments: Arguments, command: String) throws(Exit) -> CivilDay? {
    guard let text = arguments.value(option) else { return nil }
    guard let day = CivilDay(iso8601: text) else {
      throw .usage("--\(option) should be a day such as 2026-11-23 and is \"\(text)\"", command)
    }
    return day
  }
}
