internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Spool
internal import Storage

/// Refused rows of a bulk file, kept in `failed/` to be mended: what is left of their answers when readers have deleted
/// those, or a later file of the same name has replaced them.
struct KeptRows {
  let home: BatchID
  /// `fair.rejected.csv`, and the file that it came from.
  private let name: FileName
  private let file: FileName
  private let responses: FileName

  /// Those of all files, oldest first.
  package static func all(_ view: SpoolView) throws(FileError) -> [KeptRows] {
    var found: [KeptRows] = []
    for day in try view.days(of: ["failed"], below: view.inbox) {
      let path: [FileName] = ["failed", FileName(day.iso8601)]
      for home in try view.list(path, below: view.inbox).compactMap({ BatchID($0.name) }).sorted()
      where view.settled.contains(home) {
        let names = Set(try view.list(path + [home.fileName], below: view.inbox).map(\.name))
        let requests = Set(ErrorFile.requests(among: names))
        found += names.subtracting(requests).sorted().compactMap { KeptRows(home: home, name: $0) }
      }
    }
    return found
  }

  /// Bulk files of which no row was accepted, with the batches that claimed them.
  static func refusedFiles(_ view: SpoolView) throws(FileError) -> [(home: BatchID, file: FileName)] {
    var found: [(home: BatchID, file: FileName)] = []
    for day in try view.days(of: ["failed"], below: view.inbox) {
      let path: [FileName] = ["failed", FileName(day.iso8601)]
      for home in try view.list(path, below: view.inbox).compactMap({ BatchID($0.name) }) {
        let names = Set(try view.list(path + [home.fileName], below: view.inbox).map(\.name))
        found += ErrorFile.requests(among: names).filter { BulkName($0) != nil }.map { (home, $0) }
      }
    }
    return found
  }

  private init?(home: BatchID, name: FileName) {
    guard !name.hasPrefix("."), let file = BulkName.original(ofRejectedRows: name),
      let original = BulkName(file)
    else { return nil }
    self.home = home
    self.name = name
    self.file = file
    responses = original.responses
  }

  /// Those of which the answers are not there any more: answers are those of the last file that was claimed before they
  /// were given.
  static func withoutAnswers(
    _ kept: [KeptRows], answers: [AnswerFile], homes: [ProcessedBatch]
  ) -> [KeptRows] {
    let claims =
      kept.map { ($0.responses, $0.home) }
      + homes.compactMap { home in
        home.bulkFile.flatMap { BulkName($0)?.responses }.map { ($0, home.id) }
      }
    let homesByAnswers = Dictionary(grouping: claims, by: \.0).mapValues { $0.map(\.1) }
    var answered: [FileName: BatchID] = [:]
    for file in answers {
      guard let first = file.firstBatch else { continue }
      answered[file.file] = homesByAnswers[file.file]?.filter { $0 < first }.max()
    }
    return kept.filter { answered[$0.responses] != $0.home }
  }

  // MARK: One lead

  /// - Parameter slices: the file's, if any row of it was accepted.
  package func entries(
    of lead: LeadID, _ slices: [(batch: BatchID, record: BatchRecord)], mapping: ColumnMapping, view: SpoolView
  ) throws(FileError) -> [HistoryEntry] {
    let path: [FileName] = ["failed", FileName(home.time.day.iso8601), home.fileName]
    let contents: FileContents?
    do throws(FileError) {
      contents = try view.withDirectory(path, below: view.inbox) { (directory) throws(FileError) in
        try view.files.contents(of: name, in: directory)
      }
    } catch  where error.isNotFound {
      return []
    }
    // A CRM's own id may have been respelled, with "_" for what lead ids cannot have.
    let spelled = Array(lead.text.utf8)
    guard let contents,
      spelled.contains(UInt8(ascii: "_")) || spelled.withUnsafeBytes({ contents.bytes.firstOffset(of: $0) }) != nil
    else { return [] }
    let rows = BulkName(name)?.format.isTable == true ? tableRows(contents, mapping) : lineRows(contents, mapping)
    return rows.filter { $0.lead == lead }.map { entry($0, lead: lead, slices: slices) }
  }

  private struct Row {
    package var lead: LeadID?
    package var offset: Int
    package var code: String
    package var message: String
  }

  /// As far as they can be read.
  private func tableRows(_ contents: FileContents, _ mapping: ColumnMapping) -> [Row] {
    var position = 0
    var reader = CSVReader { buffer in
      let part = contents.bytes[position...].prefix(buffer.count)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
      position += part.count
      return part.count
    }
    guard (try? reader.next()) == true else { return [] }
    let columns = LeadColumns(headers: reader.strings, mapping: mapping)
    guard columns.leadID != nil, let code = columns.headers.lastIndex(of: "error_code"),
      let message = columns.headers.lastIndex(of: "error_message")
    else { return [] }
    var rows: [Row] = []
    while (try? reader.next()) == true {
      // The reason stands behind all cells of a row that has too many.
      let shift = max(0, reader.fieldCount - columns.headers.count)
      guard max(code, message) + shift < reader.fieldCount else { continue }
      let request = RequestRow(number: rows.count + 1, reader: reader, columns: columns, commands: nil)
      rows.append(
        Row(
          lead: request.lead, offset: Int(reader.offset), code: reader.string(code + shift),
          message: reader.string(message + shift)))
    }
    return rows
  }

  private func lineRows(_ contents: FileContents, _ mapping: ColumnMapping) -> [Row] {
    var rows: [Row] = []
    var offset = 0
    contents.forEachLine { (line, number, _) in
      defer { offset += line.count + 1 }
      let bytes = line.bindMemory(to: UInt8.self)
      guard let value = try? JSONValue(parsing: bytes), let code = value["error_code"]?.string else { return }
      let request = RequestRow(number: number, line: Array(bytes), mapping: mapping)
      rows.append(
        Row(lead: request.lead, offset: offset, code: code, message: value["error_message"]?.string ?? ""))
    }
    return rows
  }

  private func entry(_ row: Row, lead: LeadID, slices: [(batch: BatchID, record: BatchRecord)]) -> HistoryEntry {
    let isSkipped = BulkName(name)?.stem.hasSuffix(".skipped") == true
    let slice = slices.first { slice in
      let progress = slice.record.slice
      return row.offset < (isSkipped ? progress?.skippedBytes : progress?.rejectedBytes) ?? 0
    }
    let batch = slice?.batch ?? home
    var out = JSONWriter(capacity: 512)
    out.raw(#"{"at":""#)
    out.raw(batch.time.iso8601Bytes)
    out.raw(#"","event":"refused","lead_id":"#)
    out.leadID(lead)
    for (key, text) in [
      ("request", file.description), ("batch", batch.description), ("code", row.code), ("message", row.message),
    ] {
      out.raw(",")
      out.string(key)
      out.raw(":")
      out.string(text)
    }
    return HistoryEntry(
      cursor: HistoryCursor(batch: batch, rank: .request, item: HistoryCursor.item(name.description, line: row.offset)),
      at: batch.time, event: "refused", lead: lead, detail: "\(file), \(row.code): \(row.message)", open: out.bytes)
  }
}
