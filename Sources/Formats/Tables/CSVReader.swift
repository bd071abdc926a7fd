/// Reads CSV in a stream: RFC 4180 and what programs really write.
///
/// Delimiters `,` `;` tab and `|` are recognised from the header, as are `sep=;`, a byte order mark, the encoding, and
/// CRLF, LF or CR line ends. Rows may have any number of fields; empty lines are passed over. Memory is bounded by the
/// longest row allowed, and nothing is copied until a field is asked for.
///
/// ```swift
/// var reader = CSVReader { try file.read(into: $0) }
/// while try reader.next() { print(reader.line, reader.string(0)) }
/// ```
@usableFromInline
package struct CSVReader: ~Copyable {
  /// Fills the buffer as far as it can and returns the count of bytes, 0 at the end.
  package typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

  private let source: Source
  private let rowBytes: Int
  @usableFromInline var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many of `bytes` hold input.
  private var filled = 0
  private var isAtEnd = false
  private var hasStarted = false
  /// The current row, and so where the next one starts.
  @usableFromInline var row = 0..<0
  /// The position of `bytes`' first byte in the input.
  private var base: UInt64
  private var nextLine: Int
  @usableFromInline var scanner: CSVScanner
  private let isDialectGiven: Bool
  private let encoding: TextEncoding?
  private let evidence: TableBeginning.Evidence?
  /// Nil unless the input is UTF-16.
  private var transcoder: UTF16Transcoder?

  /// Known once the first row was read.
  package private(set) var dialect: CSVDialect
  /// The line on which the current row starts, from 1.
  package private(set) var line = 0
  /// Whether an empty line stands before the current row.
  package private(set) var followsBlankLine = false

  /// - Parameters:
  ///   - dialect: nil to recognise it; given to go on in the middle of a file.
  ///   - encoding: of the input, if somebody has said it; nil: as its bytes tell.
  ///   - evidence: tells a header from the rows above it; nil: the first row with text is the header.
  ///   - rowBytes: the longest row; a quote that is never closed is found after so many bytes.
  ///   - offset: the position in the file of the first byte that `source` gives.
  ///   - line: the line on which that byte stands.
  package init(
    dialect: CSVDialect? = nil, encoding: TextEncoding? = nil, evidence: TableBeginning.Evidence? = nil,
    rowBytes: Int = 1 << 20, offset: UInt64 = 0, line: Int = 1, chunk: Int = 256 << 10, source: @escaping Source
  ) {
    self.source = source
    self.rowBytes = rowBytes
    self.encoding = encoding
    self.evidence = evidence
    transcoder = dialect.flatMap { UTF16Transcoder($0.encoding, position: offset) }
    self.dialect = dialect ?? CSVDialect()
    isDialectGiven = dialect != nil
    base = offset
    nextLine = line
    scanner = CSVScanner(delimiter: self.dialect.delimiter)
    capacity = max(chunk, 64)
    bytes = .allocate(capacity: capacity)
  }

  /// Over rows that another reader has found and read; see ``stand(at:fields:)``.
  package init(of rows: [UInt8], _ dialect: CSVDialect) {
    self.init(dialect: dialect, chunk: rows.count) { _ in 0 }
    rows.withUnsafeBufferPointer { rows in
      if let start = rows.baseAddress { bytes.initialize(from: start, count: rows.count) }
    }
    filled = rows.count
    hasStarted = true
    isAtEnd = true
  }

  deinit { bytes.deallocate() }

  // MARK: Rows

  /// Moves to a row that is known.
  ///
  /// - Parameters:
  ///   - range: in the bytes that the reader was given.
  ///   - fields: as ``fields`` was at that row.
  package mutating func stand(at range: Range<Int>, fields: ArraySlice<CSVField>) {
    precondition(range.upperBound <= filled)
    row = range
    scanner.fields.removeAll(keepingCapacity: true)
    scanner.fields.append(contentsOf: fields)
  }

  /// Moves to the next row that is not empty; false at the end.
  ///
  /// - Throws: ``CSVError``, or whatever the source throws.
  package mutating func next() throws -> Bool {
    if !hasStarted { try begin() }
    followsBlankLine = false
    while true {
      switch scanner.scan(UnsafeRawBufferPointer(start: bytes, count: filled), from: row.upperBound, isLast: isAtEnd) {
      case .row(let end):
        let isBlank = scanner.fields.count == 1 && scanner.fields[0].end == 0
        if end == row.upperBound { return false }
        guard end - row.upperBound <= rowBytes else { throw tooLong(insideQuotes: false) }
        row = row.upperBound..<end
        if transcoder != nil {
          transcoder?.step(over: UnsafeBufferPointer(start: bytes + row.lowerBound, count: row.count))
        }
        line = nextLine
        nextLine += scanner.lines
        if !isBlank { return true }
        followsBlankLine = true
      case .needsMore(let insideQuotes):
        guard filled - row.upperBound <= rowBytes else { throw tooLong(insideQuotes: insideQuotes) }
        guard !isAtEnd else {
          throw CSVError(
            reason: .unclosedQuote, line: nextLine + scanner.lastQuoteLine,
            explanation: "a quote is opened here and never closed.")
        }
        try fill()
      case .tooManyColumns:
        throw CSVError(
          reason: .tooManyColumns, line: nextLine,
          explanation: "the row has more than \(CSVScanner.maximumColumns) columns.")
      }
    }
  }

  private func tooLong(insideQuotes: Bool) -> CSVError {
    insideQuotes
      ? CSVError(
        reason: .unclosedQuote, line: nextLine + scanner.lastQuoteLine,
        explanation: "a quote is opened here and not closed within \(rowBytes) bytes.")
      : CSVError(reason: .rowTooLong, line: nextLine, explanation: "the row is longer than \(rowBytes) bytes.")
  }

  /// The position of the current row in the input.
  package var offset: UInt64 { transcoder?.row.lowerBound ?? (base + UInt64(row.lowerBound)) }
  /// The position after the current row and its line end.
  package var endOffset: UInt64 { transcoder?.row.upperBound ?? (base + UInt64(row.upperBound)) }

  /// The line after the current row.
  package var endLine: Int { nextLine }

  /// The current row as it came, with its line end; in UTF-8 if it came in UTF-16.
  @inlinable
  package func withRow<R, E: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    try body(UnsafeBufferPointer(start: bytes.advanced(by: row.lowerBound), count: row.count))
  }

  // MARK: Fields

  package var fieldCount: Int { scanner.fields.count }

  /// Where they are in the current row.
  package var fields: [CSVField] { scanner.fields }

  /// The bytes of a field without its quotes; empty beyond the row's last field.
  @inlinable
  package func withField<R, E: Error>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R
  {
    guard index < scanner.fields.count else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    let field = scanner.fields[index]
    let start = bytes.advanced(by: row.lowerBound + Int(field.start))
    let bytes = UnsafeBufferPointer(start: start, count: Int(field.end - field.start))
    guard field.needsUnquoting else { return try body(bytes) }
    return try CSVField.unquoted(bytes).withUnsafeBufferPointer(body)
  }

  /// The text of a field in the file's encoding, without white space around it.
  package func string(_ index: Int) -> String {
    withField(index) { dialect.encoding.decode($0.trimmed) }
  }

  /// The texts of the row.
  package var strings: [String] { (0..<fieldCount).map { string($0) } }

  // MARK: Input

  private mutating func fill() throws {
    if row.upperBound > 0 {
      filled -= row.upperBound
      bytes.update(from: bytes + row.upperBound, count: filled)
      base += UInt64(row.upperBound)
      row = 0..<0
    }
    // A character has up to four bytes, and is not divided.
    if capacity - filled < (transcoder == nil ? 1 : 4) {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.initialize(from: bytes, count: filled)
      bytes.deallocate()
      bytes = larger
      capacity *= 2
    }
    let room = UnsafeMutableRawBufferPointer(start: bytes + filled, count: capacity - filled)
    let count = try transcoder?.fill(room, from: source) ?? source(room)
    if count == 0 { isAtEnd = true }
    filled += count
  }

  private mutating func begin() throws {
    while !isAtEnd, filled < capacity { try fill() }
    hasStarted = true
    guard !isDialectGiven else { return }
    let raw = UnsafeBufferPointer(start: UnsafePointer(bytes), count: filled)
    if let (encoding, mark) = TextEncoding.utf16(raw, said: encoding) {
      transcoder = UTF16Transcoder(encoding, position: UInt64(mark))
      transcoder?.pending = Array(raw[mark...])
      dialect.encoding = encoding
      dialect.hasByteOrderMark = mark > 0
      (filled, isAtEnd) = (0, false)
      while !isAtEnd, filled < capacity - 4 { try fill() }
    }
    let text = UnsafeBufferPointer(start: UnsafePointer(bytes), count: filled)
    let start: Int
    (dialect, start) = try CSVDialect.recognise(text, known: dialect, said: encoding)
    let beginning = try TableBeginning(of: text, from: start, isWhole: isAtEnd, dialect.encoding, evidence)
    dialect.delimiter = beginning.delimiter
    dialect.hasSeparatorLine = beginning.hasSeparatorLine
    scanner = CSVScanner(delimiter: dialect.delimiter)
    transcoder?.step(over: UnsafeBufferPointer(rebasing: text[..<beginning.header]))
    row = beginning.header..<beginning.header
    nextLine += beginning.lines
  }

  /// The rows behind the current one, at most so many, as far as they are in memory: for whoever has to know what is in
  /// a column before its first row is read.
  package func peek(_ count: Int) -> [[String]] {
    let text = UnsafeBufferPointer(start: UnsafePointer(bytes), count: filled)
    return TableBeginning.rows(
      of: text, from: row.upperBound, atMost: count, isWhole: isAtEnd, dialect.delimiter, dialect.encoding
    ).map(\.cells)
  }
}
