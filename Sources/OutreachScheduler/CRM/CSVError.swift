/// Why a file cannot be read as CSV, and on which line.
public struct CSVError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// A quote was opened on `line` and the row did not end within the limit, or the file did.
    case unclosedQuote
    case rowTooLong
    case tooManyColumns
    /// NUL bytes: a spreadsheet or an archive under a wrong name.
    case notText
    case wrongEncoding
  }

  public var reason: Reason
  /// Counted from 1, as an editor shows it.
  public var line: Int
  /// One sentence without the line.
  public var explanation: String

  public var message: String { "Line \(line): \(explanation)" }
}
