/// Why a file cannot be read as CSV, and on which line.
package struct CSVError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// A quote was opened on `line` and the row did not end within the limit, or the file did.
    case unclosedQuote
    case rowTooLong
    case tooManyColumns
    /// NUL bytes: a spreadsheet or an archive under a wrong name.
    case notText
    case wrongEncoding
  }

  package var reason: Reason
  /// Counted from 1, as an editor shows it.
  package var line: Int
  /// One sentence without the line.
  package var explanation: String

  package var message: String { "Line \(line): \(explanation)" }
}
