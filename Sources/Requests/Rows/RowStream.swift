package import Formats
package import Leads

/// The rows of a table that are requests, one after the other: whoever reads a table moves through it here.
///
/// A class, because a reader cannot be copied and an enum's payload not be changed in place.
package final class TableRows {
  /// At the current row.
  package var reader: CSVReader
  package let columns: LeadColumns
  package let commands: CommandColumns?
  /// Lines at the end that are no data, so far.
  package private(set) var footerLines = 0
  /// Where the next row begins.
  package private(set) var position: (offset: UInt64, line: Int)
  private var shape: RowShape?
  /// Whether the reader stands at the first row, which is no header.
  private var isAtFirst: Bool

  package init(
    _ reader: consuming CSVReader, columns: LeadColumns, commands: CommandColumns?, isAtFirst: Bool = false
  ) {
    position = (reader.endOffset, reader.endLine)
    self.reader = reader
    self.columns = columns
    self.commands = commands
    self.isAtFirst = isAtFirst
  }

  /// Moves to the next row with data; false at the end.
  package func next() throws -> Bool {
    while try isAtFirst || reader.next() {
      isAtFirst = false
      position = (reader.endOffset, reader.endLine)
      let current = RowShape.of(reader, columns, after: shape)
      shape = current
      switch current {
      case .data: return true
      case .footer: footerLines += 1
      case .blank: break
      }
    }
    return false
  }

  package func request(number: Int) -> RequestRow {
    RequestRow(number: number, reader: reader, columns: columns, commands: commands)
  }
}

/// The lines of a file that are requests: those that are not empty.
package final class LineRows {
  /// At the current line.
  package var reader: LineReader
  /// Where the next line begins.
  package private(set) var position: (offset: UInt64, line: Int)

  package init(_ reader: consuming LineReader) {
    position = (reader.endOffset, reader.endLine)
    self.reader = reader
  }

  /// Moves to the next line with text; false at the end.
  package func next() throws -> Bool {
    while try reader.next() {
      position = (reader.endOffset, reader.endLine)
      if reader.withLine({ !$0.isEmpty }) { return true }
    }
    return false
  }
}
