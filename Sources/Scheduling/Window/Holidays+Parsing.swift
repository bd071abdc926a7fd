internal import Outreach

/// Why a file of holidays cannot be used: every line that is wrong, in order.
package struct InvalidHolidayFile: Error, Hashable, Sendable, CustomStringConvertible {
  package struct Problem: Hashable, Sendable {
    /// From 1.
    package var line: Int
    package var text: String
    package var message: String
  }
  package var problems: [Problem]

  /// One line for each problem: `line 3, "2026-02-30 x": this day does not exist; …`.
  package var description: String {
    problems.map { "line \($0.line), \"\($0.text)\": \($0.message)" }.joined(separator: "\n")
  }
}

extension Holidays {
  /// Reads a holiday file: a day to a line, `YYYY-MM-DD`, then `half` or the time at which sending ends if it is not off
  /// altogether, then a name for the reader. Empty lines and what follows a `#` are passed over.
  ///
  ///     2026-12-31 half   New Year's Eve
  ///     2027-01-02        bridge day
  ///     2027-06-11 15:30  stock-taking
  package static func parse(_ text: String) throws(InvalidHolidayFile) -> Holidays {
    var closings: [Closing] = []
    var problems: [InvalidHolidayFile.Problem] = []
    let body = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for (index, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard let first = words.first else { continue }
      do throws(Malformed) {
        let day = try day(first)
        closings.append(Closing(key: day.number, at: try words.count > 1 ? closing(words[1]) : .midnight))
      } catch {
        problems.append(.init(line: index + 1, text: String(line.prefix(80)), message: error.message))
      }
    }
    guard problems.isEmpty else { throw InvalidHolidayFile(problems: problems) }
    return Holidays(dated: closings)
  }

  private struct Malformed: Error { var message: String }

  private static func day(_ word: Substring) throws(Malformed) -> CivilDay {
    let bytes = Array(word.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let century = twoDigits(bytes[0], bytes[1]), let year = twoDigits(bytes[2], bytes[3]),
      let month = twoDigits(bytes[5], bytes[6]), let day = twoDigits(bytes[8], bytes[9])
    else { throw Malformed(message: "a line starts with a day such as 2026-12-31") }
    guard let civil = CivilDay(year: century * 100 + year, month: month, day: day) else {
      throw Malformed(message: "there is no day \(word)")
    }
    // Far years are slips of the pen (2206), and each would make the search for a window that never opens longer.
    guard (20...21).contains(century) else { throw Malformed(message: "the year is not between 2000 and 2199") }
    return civil
  }

  /// A second word that looks like a time must be one; any other is the name of the day.
  private static func closing(_ word: Substring) throws(Malformed) -> TimeOfDay {
    if word.lowercased() == "half" { return noon }
    guard word.contains(":"), word.utf8.allSatisfy({ (48...58).contains($0) }) else { return .midnight }
    guard let time = TimeOfDay(word) else {
      throw Malformed(message: "\(word) is not a time; write the end of sending as 13:00, or half")
    }
    return time
  }
}
