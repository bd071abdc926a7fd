package import Formats
package import Leads

/// Reads a stream of rows in runs: rows as they came, not yet taken apart, so that taking them apart can be another
/// core's work. Finding where rows end is a small part of reading them.
package final class RowRuns {
  package enum Form: Sendable {
    case table(CSVDialect, RowTable)
    /// With what a line commands that does not say; nil: it asks for a sequence.
    case lines(CommandVerb?, LineLayout)
  }

  private enum Stream {
    case lines(LineRows)
    case table(TableRows)
  }

  private let stream: Stream
  private let form: Form
  private var number: Int
  /// What ended the stream before its end; told once the rows before it are out.
  package private(set) var failure: (any Error)?
  /// Where the row is that `failure` is about.
  package var position: (offset: UInt64, line: Int) {
    switch stream {
    case .lines(let lines): lines.position
    case .table(let table): table.position
    }
  }
  /// Lines at the end that are no data, so far.
  package var footerLines: Int { if case .table(let table) = stream { table.footerLines } else { 0 } }

  /// Whether every row has been given.
  package private(set) var isAtEnd = false

  /// Enough for a core to be worth waking, few enough to be shared out evenly.
  package static let rows = 128
  package static let bytes = 256 << 10

  /// - Parameters:
  ///   - offset: the position of the first byte that `source` gives, where a row begins.
  ///   - line: the line on which that byte stands.
  ///   - rowsBefore: how many rows came before it.
  package init(
    _ form: Form, rowBytes: Int, offset: UInt64, line: Int, rowsBefore: Int, source: @escaping CSVReader.Source
  ) {
    self.form = form
    number = rowsBefore
    switch form {
    case .table(let dialect, let table):
      let reader = CSVReader(dialect: dialect, rowBytes: rowBytes, offset: offset, line: line, source: source)
      stream = .table(TableRows(reader, columns: table.columns, commands: table.commands))
    case .lines(_, let layout):
      let reader = LineReader(layout: layout, rowBytes: rowBytes, offset: offset, line: line, source: source)
      stream = .lines(LineRows(reader))
    }
  }

  /// The next run of at most so many rows; nil at the end, and from the row on that ``failure`` is about.
  package func next(atMost limit: Int = RowRuns.rows) -> RowRun? {
    guard failure == nil, !isAtEnd else { return nil }
    var run = RowRun(form: form, firstNumber: number + 1)
    do {
      while run.rows.count < min(limit, Self.rows), run.bytes.count < Self.bytes {
        guard try add(to: &run) else {
          isAtEnd = true
          break
        }
      }
    } catch {
      failure = error
    }
    number += run.rows.count
    return run.rows.isEmpty ? nil : run
  }

  private func add(to run: inout RowRun) throws -> Bool {
    switch stream {
    case .table(let table):
      guard try table.next() else { return false }
      run.rows.append(.init(start: run.bytes.count, offset: table.reader.offset, line: table.reader.line))
      run.fields.append(contentsOf: table.reader.fields)
      run.fieldEnds.append(run.fields.count)
      table.reader.withRow { run.bytes.append(contentsOf: $0) }
    case .lines(let lines):
      guard try lines.next() else { return false }
      run.rows.append(.init(start: run.bytes.count, offset: lines.reader.offset, line: lines.reader.line))
      lines.reader.withLine { run.bytes.append(contentsOf: $0) }
      run.bytes.append(UInt8(ascii: "\n"))
    }
    return true
  }
}

/// Some rows that stand one behind the other.
package struct RowRun: Sendable {
  package struct Row: Sendable {
    /// In ``RowRun/bytes``.
    package var start: Int
    /// In the input.
    package var offset: UInt64
    /// From 1.
    package var line: Int
  }

  package var form: RowRuns.Form
  /// The first row's number, from 1.
  package var firstNumber: Int
  package var bytes: [UInt8] = []
  package var rows: [Row] = []
  /// Where the fields of a table's rows are, which whoever finds a row's end has found, too; and behind the last one of
  /// each row.
  var fields: [CSVField] = []
  var fieldEnds: [Int] = []

  package init(form: RowRuns.Form, firstNumber: Int) {
    self.form = form
    self.firstNumber = firstNumber
  }

  /// The row as it came, with its line end.
  package func range(of index: Int) -> Range<Int> {
    rows[index].start..<(index + 1 < rows.count ? rows[index + 1].start : bytes.count)
  }

  /// Takes the rows apart.
  ///
  /// - Parameter untouched: numbers of rows that are not.
  package func requests(_ mapping: ColumnMapping, except untouched: Set<Int> = []) -> [RequestRow] {
    switch form {
    case .lines(let verb, _):
      return rows.indices.map { index in
        if untouched.contains(firstNumber + index) { return RequestRow(number: firstNumber + index) }
        let line = Array(bytes[range(of: index)].dropLast())
        return RequestRow(number: firstNumber + index, line: line, mapping: mapping, verb: verb)
      }
    case .table(let dialect, let table):
      var found: [RequestRow] = []
      found.reserveCapacity(rows.count)
      var reader = CSVReader(of: bytes, dialect.ofRows)
      for index in rows.indices {
        let number = firstNumber + index
        if untouched.contains(number) {
          found.append(RequestRow(number: number))
        } else {
          reader.stand(at: range(of: index), fields: fields[(index > 0 ? fieldEnds[index - 1] : 0)..<fieldEnds[index]])
          found.append(RequestRow(number: number, reader: reader, columns: table.columns, commands: table.commands))
        }
      }
      return found
    }
  }
}
