package import Formats
package import Leads

/// Writes refused rows back as they came, each with the reason, so that they can be mended and dropped again.
///
/// Encoding, delimiter, header and line ends stay the original's. Defaults that came in a file of their own are filled
/// in, since the rows may be dropped again without it. A header that has error columns already keeps them, with the new
/// values.
package struct RejectedRows: Sendable {
  /// What stands before the first row: byte order mark, `sep=` and header.
  package let head: [UInt8]

  /// Of the rows as they are read.
  private let dialect: CSVDialect
  /// What they are written in.
  private let output: TextEncoding
  private let lineEnd: [UInt8]
  /// How many columns the original has.
  private let width: Int
  private let fillings: [Filling]
  private let codeColumn: Int?
  private let messageColumn: Int?
  /// The cells of the defaults that the original has no column for.
  private let addedDefaults: [[UInt8]]

  /// A default whose column is there but may be empty in a row.
  private struct Filling {
    /// Where the value may stand; two columns may hold phones.
    package var columns: [Int]
    package var cell: [UInt8]
  }

  /// - Parameters:
  ///   - header: the header row as it came, with its line end.
  ///   - defaults: the members of `<name>.defaults.json`.
  package init(dialect: CSVDialect, header: [UInt8], columns: LeadColumns, defaults: [JSONMember]) {
    output = dialect.encoding
    let dialect = dialect.ofRows
    self.dialect = dialect
    let headerCells = header.withUnsafeBufferPointer { Self.cells(of: $0, dialect) }
    let end = headerCells.last?.upperBound ?? 0
    lineEnd = end < header.count ? Array(header[end...]) : [0x0A]
    width = columns.headers.count
    func position(_ name: String) -> Int? {
      columns.columns.indices.first { i in
        columns.columns[i] == .ignored && HeaderFolding.fold(columns.headers[i]) == HeaderFolding.fold(name)
      }
    }
    codeColumn = position("error_code")
    messageColumn = position("error_message")
    var (fillings, added): ([Filling], [(name: String, cell: [UInt8])]) = ([], [])
    for value in DefaultCell.cells(of: defaults) where !columns.headers.contains(value.name) || !value.means.isEmpty {
      let cell = Self.cell(value.text, dialect)
      let places = columns.columns.indices.filter { value.means.contains(columns.columns[$0]) }
      if places.isEmpty {
        added.append((value.name, cell))
      } else {
        fillings.append(Filling(columns: places, cell: cell))
      }
    }
    self.fillings = fillings
    addedDefaults = added.map(\.cell)
    var names = added.map(\.name)
    if codeColumn == nil { names.append("error_code") }
    if messageColumn == nil { names.append("error_message") }
    var head: [UInt8] = dialect.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    if dialect.hasSeparatorLine { head += Array("sep=".utf8) + [dialect.delimiter] + lineEnd }
    header.withUnsafeBufferPointer { Self.copy(UnsafeBufferPointer(rebasing: $0[..<end]), dialect, to: &head) }
    for name in names { head += [dialect.delimiter] + Self.cell(name, dialect) }
    self.head = Self.encoded(head + lineEnd, output)
  }

  /// Rows of a file in UTF-16 are put together in UTF-8, as they are read.
  private static func encoded(_ bytes: [UInt8], _ output: TextEncoding) -> [UInt8] {
    output.isUTF16 ? output.encode(String(decoding: bytes, as: UTF8.self)) : bytes
  }

  /// Appends one row.
  ///
  /// A short row is filled up, so that what is added stands under its header, and empty cells beyond the header are cut.
  /// Of a row with text there, probably with a delimiter that is not quoted, all cells are kept, and what is added comes
  /// behind them: once the cells are put together again it stands under its header, too.
  ///
  /// - Parameter row: the row as it came, with its line end if it has one.
  package func append(_ row: UnsafeBufferPointer<UInt8>, code: String, message: String, to out: inout [UInt8]) {
    guard output.isUTF16 else { return write(row, code: code, message: message, to: &out) }
    var bytes: [UInt8] = []
    write(row, code: code, message: message, to: &bytes)
    out += Self.encoded(bytes, output)
  }

  private func write(_ row: UnsafeBufferPointer<UInt8>, code: String, message: String, to out: inout [UInt8]) {
    let cells = Self.cells(of: row, dialect)
    let isLong = cells.dropFirst(width).contains { !isEmpty(row[$0]) }
    let length = isLong ? cells.count : width
    let code = Self.cell(code, dialect)
    let message = Self.cell(FactText.singleLine(message), dialect)
    var replaced: [Int: [UInt8]] = [:]
    for filling in fillings where filling.columns.allSatisfy({ isEmpty($0, cells: cells, row: row) }) {
      replaced[filling.columns[0]] = filling.cell
    }
    let hasReason = place(&replaced, code: code, message: message, shift: length - width, cells: cells, row: row)

    if replaced.isEmpty, let last = cells.last, cells.count <= width {
      Self.copy(UnsafeBufferPointer(rebasing: row[..<last.upperBound]), dialect, to: &out)
      out.append(contentsOf: repeatElement(dialect.delimiter, count: width - cells.count))
    } else {
      for i in 0..<length {
        if i > 0 { out.append(dialect.delimiter) }
        if let cell = replaced[i] {
          out += cell
        } else if i < cells.count {
          Self.copy(UnsafeBufferPointer(rebasing: row[cells[i]]), dialect, to: &out)
        }
      }
    }
    for cell in addedDefaults { out += [dialect.delimiter] + cell }
    if codeColumn == nil || !hasReason { out += [dialect.delimiter] + code }
    if messageColumn == nil || !hasReason { out += [dialect.delimiter] + message }
    let end = cells.last?.upperBound ?? 0
    if end < row.count { out += row[end...] } else { out += lineEnd }
  }

  /// Puts the reason under the header's error columns, if there are any; in a row that is longer by `shift` cells, where
  /// they probably are.
  ///
  /// - Returns: whether it may stand there. A cell that may be somebody's own is kept.
  private func place(
    _ replaced: inout [Int: [UInt8]], code: [UInt8], message: [UInt8], shift: Int, cells: [Range<Int>],
    row: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if shift > 0 {
      guard let codeColumn else { return false }
      let old = String(decoding: row[cells[codeColumn + shift]], as: UTF8.self)
      guard old.isEmpty || RefusalCode(rawValue: old) != nil else { return false }
    }
    if let codeColumn { replaced[codeColumn + shift] = code }
    if let messageColumn { replaced[messageColumn + shift] = message }
    return true
  }

  // MARK: Cells

  /// Where the cells are, their quotes included.
  private static func cells(of row: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> [Range<Int>] {
    var scanner = CSVScanner(delimiter: dialect.delimiter)
    _ = scanner.scan(UnsafeRawBufferPointer(row), from: 0, isLast: true)
    var start = 0
    return scanner.fields.map { field in
      // The scanner leaves out the quotes of a cell that is plainly quoted.
      let isBare = field.needsUnquoting || Int(field.start) == start
      let cell = start..<(Int(field.end) + (isBare ? 0 : 1))
      start = cell.upperBound + 1
      return cell
    }
  }

  /// By the rules by which a row is read.
  private func isEmpty(_ column: Int, cells: [Range<Int>], row: UnsafeBufferPointer<UInt8>) -> Bool {
    column >= cells.count || isEmpty(row[cells[column]])
  }

  private func isEmpty(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let text = dialect.encoding.decode(UnsafeBufferPointer(rebasing: cell).trimmed)
    return text.isEmpty || text.allSatisfy { $0 == "\"" || $0.isWhitespace }
  }

  /// A cell of a UTF-8 file that is not UTF-8 becomes it: at the beginning of a short file it would make the whole one
  /// look like Windows-1254.
  private static func copy(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, to out: inout [UInt8]) {
    if dialect.encoding == .utf8, UTF8Check.of(bytes) != .valid {
      out += Array(dialect.encoding.decode(bytes).utf8)
    } else {
      out.append(contentsOf: bytes)
    }
  }

  private static func cell(_ text: String, _ dialect: CSVDialect) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let bytes = dialect.encoding.encode(text)
    let isPlain = !bytes.contains { $0 == dialect.delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D }
    if isPlain, bytes.first != 0x20, bytes.last != 0x20 { return bytes }
    return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
