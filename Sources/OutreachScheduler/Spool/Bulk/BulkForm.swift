internal import Outreach

/// How a bulk file's rows are spelled and what they mean: what its beginning says.
struct BulkForm: Sendable {
  var rows: RowRuns.Form
  /// Where the first row begins.
  var start: UInt64
  var line: Int
  /// The header as it came, with its line end.
  var header: [UInt8] = []

  /// - Throws: a ``Refusal`` of the whole file, or the source's error.
  static func recognise(
    _ name: BulkName, _ mapping: ColumnMapping, rowBytes: Int, _ source: OpenFile, _ files: any FileSystem
  ) throws -> BulkForm {
    guard name.format.isTable else { return BulkForm(rows: .lines, start: 0, line: 1) }
    var position: UInt64 = 0
    var reader = CSVReader(rowBytes: rowBytes) { buffer in
      let count = try files.read(source, at: position, into: buffer)
      position += UInt64(count)
      return count
    }
    do {
      guard try reader.next() else {
        throw Refusal(.invalidCSV, "The file is empty; its first row should name the columns, lead_id among them.")
      }
    } catch let error as CSVError {
      throw Refusal(error)
    }
    let columns = LeadColumns(headers: reader.strings, mapping: mapping)
    try BulkHeader.check(columns)
    return BulkForm(
      rows: .table(reader.dialect, columns), start: reader.endOffset, line: reader.endLine,
      header: reader.withRow { Array($0) })
  }
}
