internal import Dispatching
internal import Outreach

/// What is due on each channel and when it will be through, for a person.
enum ForecastText {
  static func lines(of forecast: Forecast) -> [String] {
    forecast.lines.map { line in
      let used = line.cap.map { "\(line.sentToday) of \($0) sent today" } ?? "\(line.sentToday) sent today"
      var text = "delivery    \(line.channel.rawValue): \(line.due) due, \(line.waiting) waiting, \(used)"
      if line.due > 0, line.stopped == nil {
        text += line.through.map { "; all of it out by \($0.iso8601)" } ?? "; the cap lets none of it go"
      }
      guard let stopped = line.stopped else { return text }
      return text + "\n" + Console.emphasised("            STOPPED: the account is refused: \(stopped)", .red)
    }
  }
}
