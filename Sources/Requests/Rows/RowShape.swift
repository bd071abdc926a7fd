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
    let hasID = columns.leadID.map { reader.withField($0) { !$0.isEmpty } } ?? false
    if hasID, reader.fieldCount == columns.headers.count, !mayBeFooter, !mayBeginTotal(reader) { return .data }
    let texts = (0..<reader.fieldCount).filter { hasText(reader, $0) }
    guard let only = texts.first else { return .blank }
    // What DOS wrote behind a text.
    if texts.count == 1, reader.withField(only, { $0.elementsEqual([0x1A]) }) { return .blank }
    // Printed page by page.
    if repeatsHeader(reader, columns) { return .footer }
    if texts.count < 4, isTotal(texts.map { reader.string($0) }) { return .footer }
    guard mayBeFooter, texts.count == 1, columns.headers.count > 1 else { return .data }
    return isProse(reader.string(only)) ? .footer : .data
  }

  private static func repeatsHeader(_ reader: borrowing CSVReader, _ columns: LeadColumns) -> Bool {
    guard columns.headers.count > 1, reader.fieldCount == columns.headers.count,
      reader.withField(0, { $0.elementsEqual(columns.headers[0].utf8) })
    else { return false }
    return columns.headers.indices.allSatisfy { reader.string($0) == columns.headers[$0] }
  }

  /// Ids mostly begin with a digit, and no total does.
  private static func mayBeginTotal(_ reader: borrowing CSVReader) -> Bool {
    reader.withField(0) { $0.first.map { !(48...57).contains($0) } ?? true }
  }

  /// "Genel Toplam: 12", "Kayıt sayısı;2", "Rapor tarihi: 30.11.2026", "Sayfa 2/2": words for a sum or a date of the list itself, and
  /// numbers. Who has an address is a lead, whatever it is called.
  private static func isTotal(_ texts: [String]) -> Bool {
    guard let label = texts.first else { return false }
    let words = fold(label).split { !$0.isLetter && !$0.isNumber }
    guard words.contains(where: { sums.contains(String($0)) }),
      words.allSatisfy({ sums.contains(String($0)) || besideSums.contains(String($0)) || $0.allSatisfy(\.isNumber) })
    else { return false }
    return texts.dropFirst().allSatisfy { text in
      !text.contains(where: \.isLetter) && (try? ContactAddress.all(in: text)) == nil
    }
  }

  private static let sums: Set<String> = [
    "toplam", "toplami", "total", "totals", "subtotal", "sum", "sayisi", "adedi", "count", "tarihi", "date", "sayfa",
    "page",
  ]
  private static let besideSums: Set<String> = [
    "genel", "ara", "kayit", "satir", "musteri", "aday", "kisi", "rapor", "liste", "olusturma", "olusturulma", "grand",
    "row", "rows", "record", "records", "lead", "leads", "report", "adet",
  ]

  /// Whether a cell that stands alone is a sentence or a title, and neither an id nor an address.
  private static func isProse(_ text: String) -> Bool {
    if LeadID.isValid(ForeignID.leadID(text).utf8) || (try? ContactAddress.all(in: text)) != nil { return false }
    let words = text.split(whereSeparator: \.isWhitespace)
    // "M 402" is an id that somebody mistyped.
    return words.count > 1 && words.contains { $0.count > 3 && $0.allSatisfy { !$0.isNumber } }
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

  /// What is said of a row that is shorter than the header.
  static func shortness(of reader: borrowing CSVReader, _ columns: LeadColumns) -> String? {
    let (cells, width) = (reader.fieldCount, columns.headers.count)
    guard cells < width, cells > 0 else { return nil }
    return
      "The row has \(cells) cells and the header \(width), so \"\(columns.headers[cells].prefix(64))\" and what is right of it "
      + "are taken as empty; if a cell is missing in the middle, the others stand under the wrong header."
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
