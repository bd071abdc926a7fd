package import Formats
package import Leads
package import Outreach
package import Records
package import Requests
package import Scheduling
internal import Storage

/// How a bulk file would be read: its dialect, what each column means, and what its first rows would be answered with.
package struct ColumnReport: Sendable {
  /// How the file is read.
  package enum Form: Sendable {
    /// The line end is that of the header: "CRLF", "LF" or "CR"; nil if nothing follows it.
    case table(CSVDialect, lineEnd: String?)
    case lines
  }

  /// A column, and what is made of it.
  package struct Column: Sendable {
    package var header: String
    package var meaning: LeadColumn
    /// What it is to rows that are commands: "to", or the name of a command's field.
    package var commandField: String?
    /// The field of a request that was probably meant.
    package var meant: String?
    /// Whether it is about consent and has words that are not understood.
    package var isUnsure = false
    /// Whether it is called by a channel and may say what is wanted there.
    package var mayBeConsent = false
  }

  /// A row, and what would come of it.
  package struct Row: Sendable {
    package var request: RequestRow
    /// Where it starts in the file, from 1.
    package var line: Int
    package var outcome = Verdict.refused(Refusal([]))

    /// The request's own fields, defaults included.
    package var document: [JSONMember] { request.document }

    /// The facts as they are understood, without what a lead book adds.
    package var lead: Lead? { request.lead.map { LeadDecoder.decode($0, request.facts).lead } }
  }

  /// What would come of a row.
  package enum Verdict: Sendable {
    case sequence(SequenceOrder)
    /// A command in order; what it changes is decided when it is answered.
    case command(CommandVerb)
    case refused(Refusal)
  }

  /// Nil if the file was given up before that was known.
  package internal(set) var form: Form?
  package internal(set) var columns: [Column] = []
  /// The line on which a table's header was found, from 1.
  package internal(set) var headerLine = 1
  /// What was made of columns that could be taken for something else.
  package internal(set) var notes: [String] = []
  /// Whether it is whole without any rows, as a table that has its header is.
  package internal(set) var mayHaveNoRows = false
  /// Whether rows of it may be commands.
  package internal(set) var hasCommands = false
  /// Why the whole file would be refused.
  package internal(set) var refusal: Refusal?
  package internal(set) var rows: [Row] = []
  /// Lines below the rows that are no data.
  package internal(set) var footerLines = 0
  /// Whether the file ends with the rows examined.
  package internal(set) var isComplete = false

  /// Reads the beginning of a file.
  ///
  /// - Parameters:
  ///   - name: its extension says what the file is.
  ///   - limit: how many rows are examined.
  package init(
    name: String, mapping: ColumnMapping, rowBytes: Int, defaults: RowDefaults, limit: Int,
    source: @escaping CSVReader.Source
  ) throws {
    do {
      guard let bulk = BulkName(FileName(name.split(separator: "/").last.map(String.init) ?? name)) else {
        throw Refusal(
          .unsupportedFileType, "A bulk file is called .csv, .tsv, .ndjson or .jsonl; export a workbook as CSV.")
      }
      let mapping = defaults.applied(to: mapping)
      if bulk.format.isTable {
        let reader = CSVReader(
          encoding: mapping.reading.encoding, evidence: mapping.headerEvidence(and: CommandColumns.headings),
          rowBytes: rowBytes, source: source)
        try readTable(reader, stem: bulk.stem, command: defaults.command, mapping: mapping, limit: limit)
      } else {
        let verb = try RowTable.verb(stem: bulk.stem, defaultCommand: defaults.command)
        let (layout, source) = try LineLayout.recognise(replaying: source)
        mayHaveNoRows = layout == .objects
        try readLines(
          LineReader(layout: layout, rowBytes: rowBytes, source: source), verb: verb, mapping: mapping, limit: limit)
      }
    } catch let problem as Problem {
      refusal = Refusal([problem])
    } catch let error as CSVError {
      let isTable = if case .lines? = form { false } else { true }
      if isRefusedAlone(error) {
        let row = RequestRow(number: rows.count + 1, unreadable: error, isTable: isTable)
        rows.append(Row(request: row, line: error.line))
        notes.append("The rows behind line \(error.line) were not looked at; a run goes on with them.")
      } else {
        refusal = Refusal(error, isTable: isTable)
      }
    } catch let error as Refusal {
      refusal = error
    }
    for i in rows.indices { defaults.fill(&rows[i].request) }
  }

  /// Rehearses the rows; nothing is planned, and nobody is asked whether a lead is being contacted already.
  ///
  /// - Parameter owner: whose file it will be; nil: nobody asks.
  package mutating func rehearse(
    _ planner: SequencePlanner, _ leadBook: inout LeadBook, owner: RowOwner? = nil, now: Timestamp
  ) throws(LeadBookError) {
    let books = try leadBook.facts(for: Array(Set(rows.compactMap(\.request.lead))))
    let outcomes = parallelMap(rows.map(\.request), run: 16) { row in
      owner?.refusal(of: row).map { .refused($0) } ?? Self.outcome(row, books: books, planner: planner, now: now)
    }
    for (i, outcome) in outcomes.enumerated() { rows[i].outcome = outcome }
  }

  /// Whether the row is too long and the end of it can be found without reading it, as a run does.
  private func isRefusedAlone(_ error: CSVError) -> Bool {
    guard error.reason == .rowTooLong || error.reason == .tooManyColumns else { return false }
    switch form {
    case .table(let dialect, _)?: return !dialect.encoding.isUTF16 && !columns.isEmpty && error.line > headerLine
    case .lines?: return !mayHaveNoRows
    case nil: return false
    }
  }

  private static func outcome(
    _ row: RequestRow, books: LeadBook.Lookup, planner: SequencePlanner, now: Timestamp
  ) -> Verdict {
    if let command = row.command { return outcome(command, now) }
    do throws(Refusal) {
      return .sequence(
        try planner.withMemo { (memo) throws(Refusal) in try planner.plan(row, books: books, now: now, memo: &memo) })
    } catch {
      return .refused(error)
    }
  }

  private static func outcome(_ command: CommandRow, _ now: Timestamp) -> Verdict {
    do throws(Refusal) {
      _ = try command.order(now: now)
    } catch {
      return .refused(error)
    }
    return command.verb.map { .command($0) } ?? .refused(Refusal(command.problems))
  }

  // MARK: Reading

  private mutating func readTable(
    _ reader: consuming CSVReader, stem: String, command: JSONValue?, mapping: ColumnMapping, limit: Int
  ) throws {
    guard try reader.next() else { throw Refusal(.invalidCSV, "The file is empty; its first row names the columns.") }
    form = .table(reader.dialect, lineEnd: reader.withRow { Self.lineEnd(of: $0) })
    headerLine = reader.line
    mayHaveNoRows = true
    let sample = reader.peek(LeadColumns.rowsSampled)
    // However it ends, the columns are told.
    columns = Self.columns(of: LeadColumns(headers: reader.strings, mapping: mapping, sample: sample), nil)
    let rowTable = try RowTable(
      stem: stem, defaultCommand: command, firstRow: reader.strings, mapping: mapping, sample: sample)
    let table = rowTable.columns
    notes = table.notes
    columns = Self.columns(of: table, rowTable.commands)
    hasCommands = rowTable.commands != nil
    if !hasCommands { try BulkHeader.check(table) }
    let stream = TableRows(reader, columns: table, commands: rowTable.commands, isAtFirst: !rowTable.hasHeader)
    defer { footerLines = stream.footerLines }
    while try stream.next() {
      guard rows.count < limit else { return }
      rows.append(Row(request: stream.request(number: rows.count + 1), line: stream.reader.line))
    }
    isComplete = true
  }

  private static func columns(of table: LeadColumns, _ commands: CommandColumns?) -> [Column] {
    zip(table.headers, table.columns).enumerated().map { index, column in
      let (header, meaning) = column
      if let field = commands?.field(at: index) {
        return Column(header: header, meaning: meaning, commandField: field)
      }
      // A column that a configuration has given another name is the user's own, whatever it is called.
      guard meaning == .custom(header), commands == nil else {
        return Column(header: header, meaning: meaning, isUnsure: table.unsureConsent.contains(header))
      }
      return Column(
        header: header, meaning: meaning, meant: RequestColumns.nearMiss(header),
        mayBeConsent: table.channelDoubts.contains(header))
    }
  }

  private mutating func readLines(
    _ reader: consuming LineReader, verb: CommandVerb?, mapping: ColumnMapping, limit: Int
  ) throws {
    form = .lines
    hasCommands = verb != nil
    let stream = LineRows(reader)
    while try stream.next() {
      guard rows.count < limit else { return }
      let bytes = stream.reader.withLine { Array($0) }
      let request = RequestRow(number: rows.count + 1, line: bytes, mapping: mapping, verb: verb)
      if request.command != nil { hasCommands = true }
      note(bytes, mapping: mapping, command: request.command)
      rows.append(Row(request: request, line: stream.reader.line))
    }
    isComplete = true
  }

  /// The keys of a line are its columns; together they are the file's.
  private mutating func note(_ line: [UInt8], mapping: ColumnMapping, command: CommandRow?) {
    guard case .object(let members)? = try? JSONValue(parsing: line) else { return }
    for member in members where columns.count < 256 && !columns.contains(where: { $0.header == member.key }) {
      let isField = RequestFields.names.contains(member.key) && member.key != "lead_id"
      var meaning: LeadColumn = isField ? .request(member.key) : mapping.column(for: member.key)
      if !isField, case .request(let name) = meaning,
        RequestColumns.value(of: name, member.value, in: mapping.reading.values) == nil
      {
        meaning = .custom(member.key)
        notes.append(ForeignColumns.note(member.key, field: name, value: member.value.string ?? ""))
      }
      if let field = command?.field(of: member.key, meaning) {
        columns.append(Column(header: member.key, meaning: meaning, commandField: field))
        continue
      }
      guard case .custom = meaning else {
        columns.append(
          Column(header: member.key, meaning: meaning, isUnsure: mapping.isUnsure(meaning, of: member.key)))
        continue
      }
      columns.append(Column(header: member.key, meaning: meaning, meant: RequestColumns.nearMiss(member.key)))
    }
  }

  private static func lineEnd(of row: UnsafeBufferPointer<UInt8>) -> String? {
    switch (row.dropLast().last, row.last) {
    case (0x0D, 0x0A): "CRLF"
    case (_, 0x0A): "LF"
    case (_, 0x0D): "CR"
    default: nil
    }
  }
}
