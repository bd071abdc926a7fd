internal import Outreach

/// When a server wants to be asked again, by its own clock.
enum HTTPDate {
  /// - Parameters:
  ///   - retryAfter: the header `Retry-After`: seconds, or a date.
  ///   - date: the header `Date`, which a date in the other is compared with: the server's clock need not be ours.
  /// - Returns: nil if it does not say; never less than 0, nor more than a day.
  static func seconds(retryAfter: String, date: String) -> Int? {
    let longest = 86_400
    if let seconds = Int(retryAfter), seconds >= 0 { return min(seconds, longest) }
    guard let then = instant(retryAfter), let now = instant(date) else { return nil }
    return min(max(then - now, 0), longest)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that servers may write (RFC 9110), in seconds.
  private static func instant(_ text: String) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 6, let day = Int(words[1]), let month = months.firstIndex(of: String(words[2])),
      let year = Int(words[3]), let date = CivilDay(year: year, month: month + 1, day: day)
    else { return nil }
    let time = words[4].split(separator: ":").map { Int($0) ?? -1 }
    guard time.count == 3, 0..<24 ~= time[0], 0..<60 ~= time[1], 0...60 ~= time[2] else { return nil }
    return date.number * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
  }
}
