package import Formats
package import Leads

/// Reads requests from a stream, NDJSON or a table, in chunks that can be answered together.
package struct RequestRowReader {
  private enum Form {
    case lines(LineRows)
    case table(TableRows)
    case empty
  }

  private let form: Form
  private let mapping: ColumnMapping
  private var number = 0
  /// What ended the stream before its end; told once the rows before it are out.
  private var failure: (any Error)?

  /// Bytes of input that a chunk may have, so that memory does not depend on the length of the rows.
  private static let chunkBytes: UInt64 = 2 << 20
  private static let chunkRows = 1024

  /// Looks at the beginning: an object or a list is JSON, anything else a table with a header.
  ///
  /// - Throws: ``CSVError``, a ``StreamProblem`` if the header cannot be used, or what `source` throws.
  package init(mapping: ColumnMapping, rowBytes: Int, source: @escaping CSVReader.Source) throws {
    self.mapping = mapping
    var first = try Self.read(source)
    // A first line that is no JSON may be a header, or a spoilt line before others.
    while first.count < 1 << 16, !Self.beginsJSON(first), Self.secondLine(of: first) == nil {
      let more = try Self.read(source)
      if more.isEmpty { break }
      first += more
    }
    var rest = first[...]
    let replaying: CSVReader.Source = { buffer in
      guard !rest.isEmpty else { return try source(buffer) }
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
    let beginning = first.starts(with: [0xEF, 0xBB, 0xBF]) ? first.dropFirst(3) : first[...]
    guard let byte = beginning.first(where: { $0 > 0x20 }) else {
      form = .empty
      return
    }
    if Self.isJSON(byte) || Self.secondLine(of: first).map(Self.isObject) ?? false {
      let (layout, source) = try LineLayout.recognise(replaying: replaying)
      form = .lines(LineRows(LineReader(layout: layout, rowBytes: rowBytes, source: source)))
      return
    }
    var reader = CSVReader(
      encoding: mapping.reading.encoding, evidence: mapping.headerEvidence(), rowBytes: rowBytes, source: replaying)
    guard try reader.next() else {
      form = .empty
      return
    }
    let columns = LeadColumns(
      headers: reader.strings, mapping: mapping, sample: reader.peek(LeadColumns.rowsSampled))
    do throws(Refusal) { try BulkHeader.check(columns) } catch { throw StreamProblem(error.message) }
    let commands = columns.request("command").map { _ in CommandColumns(columns, verb: nil) }
    form = .table(TableRows(reader, columns: columns, commands: commands))
  }

  private static func read(_ source: CSVReader.Source) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = try source(UnsafeMutableRawBufferPointer(buffer))
    }
  }

  private static func isJSON(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

  private static func beginsJSON(_ bytes: [UInt8]) -> Bool {
    let beginning = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return beginning.first { $0 > 0x20 }.map(isJSON) ?? false
  }

  /// Nil if its end has not come yet.
  private static func secondLine(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard let first = bytes.firstIndex(of: 0x0A), let second = bytes[(first + 1)...].firstIndex(of: 0x0A) else {
      return nil
    }
    return bytes[(first + 1)..<second]
  }

  private static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
    if case .object? = try? JSONValue(parsing: Array(line)) { true } else { false }
  }

  /// The next rows; empty at the end.
  ///
  /// - Throws: ``CSVError`` or what the source throws, when all rows before it have been given.
  package mutating func next() throws -> [RequestRow] {
    if let failure { throw failure }
    let rows =
      switch form {
      case .empty: [RequestRow]()
      case .table(let table): rows(of: table)
      case .lines(let lines): rows(of: lines)
      }
    if rows.isEmpty, let failure { throw failure }
    return rows
  }

  private mutating func advance(_ next: () throws -> Bool) -> Bool {
    do {
      return try next()
    } catch {
      failure = error
      return false
    }
  }

  private mutating func rows(of table: TableRows) -> [RequestRow] {
    var rows: [RequestRow] = []
    let start = table.reader.endOffset
    while rows.count < Self.chunkRows, table.reader.endOffset - start < Self.chunkBytes,
      advance({ try table.next() })
    {
      number += 1
      rows.append(table.request(number: number))
    }
    return rows
  }

  private mutating func rows(of lines: LineRows) -> [RequestRow] {
    var found: [(number: Int, bytes: [UInt8])] = []
    let start = lines.reader.endOffset
    while found.count < Self.chunkRows, lines.reader.endOffset - start < Self.chunkBytes,
      advance({ try lines.next() })
    {
      number += 1
      found.append((number, lines.reader.withLine { Array($0) }))
    }
    let mapping = mapping
    return parallelMap(found, run: 32) { RequestRow(number: $0.number, line: $0.bytes, mapping: mapping) }
  }
}

/// Why a stream of rows cannot be read at all.
package struct StreamProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
