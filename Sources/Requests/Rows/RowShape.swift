package import Formats
package import Leads
internal import Outreach

/// What a row of a table is, by its shape alone.
package enum RowShape: Hashable, Sendable {
  case data
  /// Cells without text, as spreadsheets leave them below their last row: no request, and no answer.
  case blank
  /// A line that a CRM writes below its rows, as Salesforce does ("Confidential Information - Do Not Distribute"):
  /// counted and not answered.
  case footer

  /// - Parameters:
  ///   - reader: at the row.
  ///   - previous: the shape of the row before it, nil for the first.
  package static func of(
    _ reader: borrowing CSVReader, _ columns: LeadColumns, after previous: RowShape?
  ) -> RowShape {
    // A footer's lines begin below an empty one.
    let mayBeFooter = reader.followsBlankLine || previous == .footer || previous == .blank
    let hasID = columns.leadID.map { reader.withField($0) { !$0.isEmpty } } ?? true
    if hasID, columns.leadID != nil, reader.fieldCount == columns.headers.count, !mayBeFooter { return .data }
    let texts = (0..<reader.fieldCount).filter { hasText(reader, $0) }
    guard let only = texts.first else { return .blank }
    guard mayBeFooter, texts.count == 1, columns.headers.count > 1 else { return .data }
    return mayBeSomebody(reader.string(only), isID: only == columns.leadID) ? .data : .footer
  }

  /// Whether a lone cell names a lead or an address: what a list says behind an empty line counts, too.
  private static func mayBeSomebody(_ cell: String, isID: Bool) -> Bool {
    if LeadID.isValid(ForeignID.leadID(cell).utf8) { return true }
    if (try? ContactAddress.all(in: cell)) != nil { return true }
    // "M 402", and not "Total: 3".
    let parts = cell.split { !($0.isLetter || $0.isNumber) }
    return isID && cell.utf8.count <= 24 && parts.count <= 3 && cell.contains(where: \.isNumber)
      && cell.count(where: \.isLetter) <= 4
  }

  /// Why the row cannot be trusted, if it has text beyond the header's last column. A row that is shorter than the header
  /// is read as if its other cells were empty.
  package static func shift(of reader: borrowing CSVReader, _ columns: LeadColumns) -> Problem? {
    let (cells, width) = (reader.fieldCount, columns.headers.count)
    // A list's only column is all there is of a row: its cells are one.
    if width == 1 { return nil }
    var i = width
    while i < cells, !hasText(reader, i) { i += 1 }
    guard i < cells else { return nil }
    return Problem(
      .invalidCSV,
      "The row has \(cells) cells and the header \(width): probably a cell holds a \(reader.dialect.delimiterName) and is "
        + "not quoted, so that the cells after it stand under the wrong header.")
  }

  private static func hasText(_ reader: borrowing CSVReader, _ index: Int) -> Bool {
    reader.withField(index) { !$0.trimmed.isEmpty }
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
