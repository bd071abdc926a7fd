package import Requests

/// Which rows of a bulk file were skipped, and why: by runs of numbers, since often nearly all of a file is.
package struct SkippedRows: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    package var code: RefusalCode
    package var rows: ClosedRange<Int>
  }

  package private(set) var runs: [Run] = []
  /// Rows that came after so many runs that no more are remembered.
  private(set) var others = 0

  /// A record has all of them.
  private static let mostRuns = 1000

  init() {}

  mutating func add(_ row: Int, _ code: RefusalCode) {
    if let last = runs.last, last.code == code, last.rows.upperBound == row - 1, others == 0 {
      runs[runs.count - 1].rows = last.rows.lowerBound...row
    } else if runs.count < Self.mostRuns {
      runs.append(Run(code: code, rows: row...row))
    } else {
      others += 1
    }
  }

  // MARK: As words of a record

  /// `ALREADY_ACTIVE:1-3,RECENTLY_CONTACTED:7-7`
  var encoded: String {
    runs.map { "\($0.code.rawValue):\($0.rows.lowerBound)-\($0.rows.upperBound)" }.joined(separator: ",")
  }

  /// Nil if it is not what ``encoded`` wrote.
  init?(encoded: some StringProtocol, others: Int) {
    self.others = others
    for word in encoded.split(separator: ",") {
      let parts = word.split { $0 == ":" || $0 == "-" }
      guard parts.count == 3, let code = RefusalCode(rawValue: String(parts[0])), let first = Int(parts[1]),
        let last = Int(parts[2]), first <= last
      else { return nil }
      runs.append(Run(code: code, rows: first...last))
    }
  }
}
