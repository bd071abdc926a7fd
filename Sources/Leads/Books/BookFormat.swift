internal import Formats
internal import Outreach
internal import Storage

/// How a book's file is written, with what its beginning said.
enum BookFormat: Sendable {
  case table(CSVDialect, LeadColumns, leadID: Int)
  case lines(LineLayout)

  /// By the extension, or else by the first byte: a file of JSON objects starts with a brace or bracket.
  private static func isLines(_ file: BookFile, _ path: String) throws(FileError) -> Bool {
    let name = path.lowercased()
    if name.hasSuffix(".csv") || name.hasSuffix(".tsv") { return false }
    if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") { return true }
    var first = InitialBytes()
    try first.read(file)
    return first.text.first == UInt8(ascii: "{") || first.text.first == UInt8(ascii: "[")
  }

  // MARK: Reading it all

  package static func scan(
    _ file: BookFile, path: String, collector: inout RowCollector, options: BookOptions
  ) throws -> BookFormat {
    try isLines(file, path)
      ? scanLines(file, path: path, collector: &collector, options: options)
      : scanTable(file, path: path, collector: &collector, options: options)
  }

  private static func scanTable(
    _ file: BookFile, path: String, collector: inout RowCollector, options: BookOptions
  ) throws -> BookFormat {
    let mapping = options.mapping
    var reader = CSVReader(
      encoding: mapping.reading.encoding, evidence: mapping.headerEvidence(), rowBytes: options.rowBytes,
      source: file.source())
    guard try reader.next() else {
      throw LeadBookError(.malformed, path: path, explanation: "is empty; its first row names the columns.")
    }
    let columns = LeadColumns(headers: reader.strings, mapping: mapping, sample: reader.peek(LeadColumns.rowsSampled))
    guard let leadID = columns.leadID else {
      throw LeadBookError(
        .malformed, path: path,
        explanation: "has no column lead_id; its header is \(columns.headers.prefix(12).joined(separator: ", ")).")
    }
    while try reader.next() {
      let offset = reader.offset
      if let id = reader.withField(leadID, { collector.wants($0.trimmed, at: offset) }) {
        collector.take(id, columns.facts(of: reader))
      }
    }
    return .table(reader.dialect, columns, leadID: leadID)
  }

  private static func scanLines(
    _ file: BookFile, path: String, collector: inout RowCollector, options: BookOptions
  ) throws -> BookFormat {
    let layout = try LineLayout.recognise(file.source())
    var reader = LineReader(layout: layout, rowBytes: options.rowBytes, source: file.source())
    var finder = LeadIDFinder(mapping: options.mapping)
    while try reader.next() {
      let offset = reader.offset
      let line = reader.line
      reader.withLine { bytes in
        guard let found = finder.find(bytes), let id = collector.wants(found, at: offset) else { return }
        take(id, bytes: bytes, place: "line \(line)", collector: &collector)
      }
    }
    return .lines(layout)
  }

  // MARK: Reading single rows

  package func look(up index: LeadIndex, _ file: BookFile, collector: inout RowCollector, options: BookOptions)
    throws
  {
    var finder = LeadIDFinder(mapping: options.mapping)
    for id in collector.wanted.ids {
      var text = id.text
      for offset in index.offsets(text.withUTF8 { Checksum.of(UnsafeRawBufferPointer($0)) }) {
        switch self {
        case .table(let dialect, let columns, let leadID):
          var reader = CSVReader(
            dialect: dialect, rowBytes: options.rowBytes, offset: offset, chunk: 4096, source: file.source(from: offset)
          )
          guard try reader.next(), reader.withField(leadID, { id.isSpelled($0.trimmed) }) else {
            continue
          }
          collector.take(id, columns.facts(of: reader))
        case .lines(let layout):
          var reader = LineReader(
            layout: layout, rowBytes: options.rowBytes, offset: offset, chunk: 4096, source: file.source(from: offset))
          guard try reader.next() else { continue }
          reader.withLine { bytes in
            guard let found = finder.find(bytes), id.isSpelled(found) else { return }
            Self.take(id, bytes: bytes, place: "byte \(offset)", collector: &collector)
          }
        }
      }
    }
  }

  private static func take(
    _ id: LeadID, bytes: UnsafeBufferPointer<UInt8>, place: String, collector: inout RowCollector
  ) {
    do throws(JSONError) {
      guard case .object(let members) = try JSONValue(parsing: bytes) else { return }
      collector.take(id, LeadFacts.reading(bookObject: members, mapping: collector.options.mapping))
    } catch {
      let column = error.column
      collector.refuse(
        id, "The lead book \(collector.path) has no valid JSON at \(place), column \(column): \(error.explanation).")
    }
  }
}

extension LeadID {
  /// Whether a cell of a book means this lead.
  fileprivate func isSpelled(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    text.utf8.elementsEqual(cell) || ForeignID.respelled(cell).map(text.utf8.elementsEqual) ?? false
  }
}

/// The first four bytes of a file.
private struct InitialBytes {
  private var bytes: [UInt8] = []

  package mutating func read(_ file: BookFile) throws(FileError) {
    var four: UInt32 = 0
    var outcome: Result<Int, FileError> = .success(0)
    withUnsafeMutableBytes(of: &four) { buffer in
      do throws(FileError) { outcome = .success(try file.read(into: buffer, at: 0)) } catch {
        outcome = .failure(error)
      }
    }
    let count = try outcome.get()
    bytes = withUnsafeBytes(of: four) { Array($0.prefix(count)) }
  }

  /// Without a UTF-8 byte order mark.
  package var text: ArraySlice<UInt8> { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...] }
}
