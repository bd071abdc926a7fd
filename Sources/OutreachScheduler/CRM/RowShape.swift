internal import Outreach

/// What a row of a table is, by its shape alone.
package enum RowShape: Hashable, Sendable {
  case data
  /// Cells without text, as spreadsheets leave them below their last row: no request, and no answer.
  case blank
  /// A line that a CRM writes below its rows, as Salesforce does ("Confidential Information - Do Not Distribute"):
  /// counted and not answered.
  case footer
  /// Text beyond the header's last column: a delimiter that is not quoted has probably shifted the cells, so none can be
  /// trusted.
  case shifted

  /// - Parameters:
  ///   - reader: at the row. A row that is shorter than the header is read as if its other cells were empty.
  ///   - previous: the shape of the row before it, nil for the first.
  package static func of(
    _ reader: borrowing CSVReader, _ columns: LeadColumns, after previous: RowShape?
  ) -> RowShape {
    let width = columns.headers.count
    let hasID = columns.leadID.map { reader.withField($0) { !$0.isEmpty } } ?? true
    if hasID, reader.fieldCount == width, !mayBeFooter(reader, previous) { return .data }
    var texts = 0
    var last = 0
    for i in 0..<reader.fieldCount where reader.withField(i, { !$0.trimmed.isEmpty }) {
      texts += 1
      last = i
    }
    if texts == 0 { return .blank }
    if width > 1, texts == 1, mayBeFooter(reader, previous), !isID(reader.string(last)) { return .footer }
    return last >= width ? .shifted : .data
  }

  /// A footer's lines begin below an empty one.
  private static func mayBeFooter(_ reader: borrowing CSVReader, _ previous: RowShape?) -> Bool {
    reader.followsBlankLine || previous == .footer || previous == .blank
  }

  private static func isID(_ text: String) -> Bool { LeadID.isValid(ForeignID.leadID(text).utf8) }

  /// Why a shifted row is refused.
  package static func problem(of reader: borrowing CSVReader, _ columns: LeadColumns) -> Problem {
    let (cells, width) = (reader.fieldCount, columns.headers.count)
    let delimiter = reader.dialect.delimiterName
    return Problem(
      .invalidCSV,
      "The row has \(cells) cells and the header \(width): probably a cell holds a \(delimiter) and is not quoted, so "
        + "that the cells after it stand under the wrong header.")
  }
}

extension CSVDialect {
  /// For messages: "comma".
  package var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: "|"): "bar"
    default: "comma"
    }
  }
}
