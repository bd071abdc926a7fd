internal import Dispatching
internal import Outreach

/// What is due on each channel and when it will be through, for a person.
enum ForecastText {
  static func lines(of forecast: Forecast) -> [String] {
    forecast.lines.map { line in
      let used = line.cap.map { "\(line.sentToday) of \($0) sent today" } ?? "\(line.sentToday) sent today"
      var text = "delivery    \(line.channel.rawValue): \(line.due) due, \(line.waiting) waiting, \(used)"
      if line.due > 0, line.stopped == nil { text += "; " + course(of: line, forecast.expireAfter) }
      if line.retrying > 0 {
        text +=
          "\n            \(line.retrying) put off and tried again\(line.trouble.map { ", most of them: \($0)" } ?? "")"
      }
      guard let stopped = line.stopped else { return text }
      return text + "\n" + Console.emphasised("            STOPPED: the account is refused: \(stopped)", .red)
    }
  }
  /// `all of it out by 2026-12-03`, unless some of it expires before.
  private static func course(of line: Forecast.Line, _ expireAfter: Int64?) -> String {
    guard line.expiring > 0, let expireAfter else {
      return line.through.map { "all of it out by \($0.iso8601)" } ?? "the cap lets none of it go"
    }
    let hours = expireAfter % 3600 == 0 ? "\(expireAfter / 3600)h" : "\(expireAfter)s"
    return "at this rate \(line.expiring) of them expire before their turn (expire_after \(hours))"
      + (line.through.map { ", the others are out by \($0.iso8601)" } ?? "")
  }
}
