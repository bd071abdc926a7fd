internal import Outreach

/// Columns in which an American program has put the month first: "11/20/2026". Dates are read with the day first, always, so that of
/// such a column some rows are no dates and the others silently are another day.
enum MonthFirstDates {
  /// - Parameter sample: rows of the file.
  static func notes(_ headers: [String], meanings: [LeadColumn], sample: [[String]]) -> [String] {
    meanings.indices.compactMap { index in
      guard meanings[index] == .fact(.lastActivity) || meanings[index] == .fact(.consentAt) else { return nil }
      let cells = sample.compactMap { index < $0.count ? $0[index] : nil }
      guard let cell = cells.first(where: { order(of: $0) == .monthFirst }),
        !cells.contains(where: { order(of: $0) == .dayFirst })
      else { return nil }
      return
        "\"\(headers[index])\" has its dates with the month first (\"\(cell.prefix(20))\"), and they are read with the day first: 05/06/2026 "
        + "counts as the 5th of June. Save them as 2026-05-06."
    }
  }

  private enum Order { case dayFirst, monthFirst }

  /// Nil where a date may be either, or is none.
  private static func order(of cell: String) -> Order? {
    let numbers = cell.prefix { !$0.isWhitespace }.split(omittingEmptySubsequences: false) { "/-.".contains($0) }.map {
      Int($0)
    }
    guard numbers.count == 3, let first = numbers[0], let second = numbers[1], let year = numbers[2], year >= 100 else {
      return nil
    }
    if (13...31).contains(first), (1...12).contains(second) { return .dayFirst }
    return (1...12).contains(first) && (13...31).contains(second) ? .monthFirst : nil
  }
}
