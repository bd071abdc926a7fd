/// Where a table begins, and what divides its cells.
///
/// Above the header there may be `sep=;`, titles, notes, comments and rows of nothing but delimiters. Delimiter and header
/// are found together: each delimiter is tried, and the one counts in which a row is the header by what it says, and
/// which divides the rows below alike.
package struct TableBeginning {
  /// What a row's cells tell of it.
  package enum Kind: Sendable, Equatable {
    /// How many cells are headings, and whether one of them leaves no doubt.
    case headings(Int, isCertain: Bool)
    /// It says something about somebody, so that there is no header below it.
    case data
    case other
  }

  package typealias Evidence = @Sendable ([String]) -> Kind

  /// Where the header begins.
  let header: Int
  /// How many lines stand above it.
  let lines: Int
  let delimiter: UInt8
  let hasSeparatorLine: Bool

  /// How many rows with text the header may be behind.
  package static let rowsSearched = 20
  private static let rowsCompared = 40
  private static let bytesCompared = 64 << 10

  /// - Parameters:
  ///   - isWhole: whether the bytes are all there is.
  ///   - evidence: nil: the first row with text is the header.
  init(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool, _ encoding: TextEncoding,
    _ evidence: Evidence?
  ) throws(CSVError) {
    let separator = SeparatorLine(bytes, from: start)
    let first = separator?.end ?? start
    var best: (found: Found, delimiter: UInt8)?
    for delimiter in separator?.delimiter.map({ [$0] }) ?? CSVDialect.delimiters {
      let rows = Self.rows(of: bytes, from: first, atMost: Self.rowsCompared, isWhole: isWhole, delimiter, encoding)
      let found = Found(rows, evidence)
      if best.map({ found > $0.found }) ?? true { best = (found, delimiter) }
    }
    header = best?.found.row?.start ?? first
    lines = (separator == nil ? 0 : 1) + (best?.found.row?.line ?? 0)
    delimiter = best?.delimiter ?? CSVDialect.delimiters[0]
    hasSeparatorLine = separator != nil
  }

  // MARK: Rows

  package struct Row {
    package var cells: [String]
    var start: Int
    /// How many lines stand before it.
    var line: Int

    var hasText: Bool { cells.contains { !$0.isEmpty } }
  }

  /// The rows from `start` on that are whole, empty lines left out.
  static func rows(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, atMost count: Int, isWhole: Bool, _ delimiter: UInt8,
    _ encoding: TextEncoding
  ) -> [Row] {
    var scanner = CSVScanner(delimiter: delimiter)
    var rows: [Row] = []
    var (position, line) = (start, 0)
    while rows.count < count, position < bytes.count, rows.isEmpty || position - start < bytesCompared,
      case .row(let end) = scanner.scan(UnsafeRawBufferPointer(bytes), from: position, isLast: isWhole)
    {
      let row = UnsafeBufferPointer(rebasing: bytes[position..<end])
      if scanner.fields.count > 1 || scanner.fields.first?.end != 0 {
        rows.append(Row(cells: scanner.fields.map { $0.text(in: row, encoding) }, start: position, line: line))
      }
      line += scanner.lines
      position = end
    }
    return rows
  }

  // MARK: The header

  /// What a delimiter makes of the rows; the greater, the better.
  private struct Found: Comparable {
    var row: Row?
    /// Cells of the header that are headings.
    private var headings = 0
    private var isDivided = false
    /// Rows below the header with as many cells.
    private var alike = 0
    private var width = 0

    init(_ rows: [Row], _ evidence: Evidence?) {
      guard let (index, headings) = Self.header(rows, evidence) else { return }
      let row = rows[index]
      self.row = row
      self.headings = headings
      // A delimiter that divides nothing is no better than one of which no row ends.
      width = row.cells.count > 1 ? row.cells.count : 0
      // A single heading over cells that hold several values is no reason to divide those.
      isDivided = headings == 0 && width > 1
      alike = rows[(index + 1)...].count { $0.cells.count == row.cells.count }
    }

    static func < (a: Found, b: Found) -> Bool {
      (a.headings, a.isDivided ? 1 : 0, a.alike, a.width) < (b.headings, b.isDivided ? 1 : 0, b.alike, b.width)
    }

    static func == (a: Found, b: Found) -> Bool { !(a < b) && !(b < a) }

    private static func header(_ rows: [Row], _ evidence: Evidence?) -> (index: Int, headings: Int)? {
      let texts = rows.indices.filter { rows[$0].hasText }.prefix(TableBeginning.rowsSearched)
      guard let first = texts.first, let evidence else { return texts.first.map { ($0, 0) } }
      var best: (index: Int, headings: Int)?
      var only: (index: Int, headings: Int)?
      var heading: Int?
      search: for index in texts {
        let row = rows[index]
        switch evidence(row.cells) {
        case .data:
          // What stands right above data with one heading in it.
          if only == nil, let heading { only = (heading, 1) }
          break search
        case .other: heading = nil
        case .headings(let count, let isCertain):
          if count > 1, isCertain, row.cells.first?.hasPrefix("#") != true { return (index, count) }
          if count > 1, count > best?.headings ?? 0 { best = (index, count) }
          if count == 1, index == first { only = (index, 1) }
          heading = count == 1 ? index : nil
        }
      }
      return best ?? only ?? (first, 0)
    }
  }
}

/// Excel's `sep=;` above the header, however a spreadsheet has saved it again: `"sep=;"`, `sep=;;;`.
private struct SeparatorLine {
  /// Nil if what follows it is divided otherwise.
  var delimiter: UInt8?
  var end: Int

  init?(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    let quote = UInt8(ascii: "\"")
    let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    guard end - start <= 300 else { return nil }
    let line = bytes[start..<end].filter { $0 != quote && $0 != 0x20 }
    guard line.count > 4, zip(line, "sep=".utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 }),
      line[4...].allSatisfy(CSVDialect.delimiters.contains)
    else { return nil }
    delimiter = line[5...].allSatisfy { $0 == line[4] } ? line[4] : nil
    let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    self.end = min(bytes.count, end + (isPair ? 2 : 1))
  }
}
