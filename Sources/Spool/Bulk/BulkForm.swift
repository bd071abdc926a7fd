internal import Formats
internal import Leads
internal import Outreach
package import Requests
internal import Scheduling
package import Storage

/// How a bulk file's rows are spelled and what they mean: what its name, its defaults and its beginning say.
package struct BulkForm: Sendable {
  package var rows: RowRuns.Form
  /// Where the first row begins.
  package var start: UInt64 = 0
  package var line = 1
  /// The header as it came, with its line end; of a list without one, the one it could have had.
  package var header: [UInt8] = []

  package var isTable: Bool { delimiter != nil }

  /// Nil for NDJSON.
  package var delimiter: UInt8? {
    guard case .table(let dialect, _) = rows else { return nil }
    return dialect.delimiter
  }

  /// Whether a file without rows is whole all the same: a table has its header, a list its brackets. An empty file may be
  /// what a full disk has left of one.
  var mayHaveNoRows: Bool {
    switch rows {
    case .table: true
    case .lines(_, let layout): layout == .objects
    }
  }

  /// Whether the end of a row that is not read can be found among the file's bytes.
  var endsRowsWithLines: Bool {
    switch rows {
    case .table(let dialect, _): !dialect.encoding.isUTF16
    case .lines(_, let layout): layout == .lines
    }
  }

  /// What rows command that do not say; nil: they ask for sequences.
  package var verb: CommandVerb? {
    switch rows {
    case .table(_, let table): table.commands?.verb
    case .lines(let verb, _): verb
    }
  }

  /// - Throws: a ``Refusal`` of the whole file, or the source's error.
  static func recognise(
    _ name: BulkName, defaults: RowDefaults, mapping: ColumnMapping, rowBytes: Int, source: OpenFile,
    files: any FileSystem
  ) throws -> BulkForm {
    let command = defaults.command
    let mapping = defaults.applied(to: mapping)
    var position: UInt64 = 0
    let read: CSVReader.Source = { buffer in
      let count = try files.read(source, at: position, into: buffer)
      position += UInt64(count)
      return count
    }
    guard name.format.isTable else {
      let verb: CommandVerb?
      do throws(Problem) { verb = try RowTable.verb(stem: name.stem, defaultCommand: command) } catch {
        throw Refusal([error])
      }
      do {
        let layout = try LineLayout.recognise(read)
        try refuseWhatIsNoText(source, files)
        return BulkForm(rows: .lines(verb, layout))
      } catch let error as CSVError {
        throw Refusal(error, isTable: false)
      }
    }
    var reader = CSVReader(
      encoding: mapping.reading.encoding, evidence: mapping.headerEvidence(and: CommandColumns.headings),
      rowBytes: rowBytes,
      source: read)
    do {
      guard try reader.next() else {
        throw Refusal(.invalidCSV, "The file is empty; its first row should name the columns, lead_id among them.")
      }
    } catch let error as CSVError {
      throw Refusal(error)
    }
    let table = try table(
      name, command: command, firstRow: reader.strings, mapping: mapping, sample: reader.peek(LeadColumns.rowsSampled))
    if table.commands == nil { try BulkHeader.check(table.columns) }
    guard table.hasHeader else {
      let delimiter = String(UnicodeScalar(reader.dialect.delimiter))
      return BulkForm(
        rows: .table(reader.dialect, table), start: reader.offset, line: reader.line,
        header: Array((table.columns.headers.joined(separator: delimiter) + "\n").utf8))
    }
    return BulkForm(
      rows: .table(reader.dialect, table), start: reader.endOffset, line: reader.endLine,
      header: reader.withRow { Array($0) })
  }

  /// Told by its first bytes: a file of zeros would be one row without an end.
  private static func refuseWhatIsNoText(_ source: OpenFile, _ files: any FileSystem) throws {
    let beginning = try files.read(source, at: 0, count: 4096)
    let isText = !beginning.prefix(4).contains(0) && (beginning.contains(UInt8(ascii: "\n")) || !beginning.contains(0))
    guard !isText else { return }
    throw Refusal(
      .invalidEncoding,
      "The file begins with zero bytes: it is no text, or text in UTF-16 or UTF-32; save it as UTF-8.")
  }

  /// The rows from a place between two slices on.
  package func runs(
    of source: OpenFile, from start: BulkProgress, rowBytes: Int, _ files: any FileSystem
  ) -> RowRuns {
    var position = max(start.offset, self.start)
    return RowRuns(
      rows, rowBytes: rowBytes, offset: position, line: max(start.line, line), rowsBefore: start.rows
    ) { buffer in
      let count = try files.read(source, at: position, into: buffer)
      position += UInt64(count)
      return count
    }
  }

  private static func table(
    _ name: BulkName, command: JSONValue?, firstRow: [String], mapping: ColumnMapping, sample: [[String]]
  ) throws(Refusal) -> RowTable {
    do throws(Problem) {
      return try RowTable(
        stem: name.stem, defaultCommand: command, firstRow: firstRow, mapping: mapping, sample: sample)
    } catch {
      throw Refusal([error])
    }
  }
}
