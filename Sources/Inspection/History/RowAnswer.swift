internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Storage

/// What a bulk file's row was told, read back from a line of `outbox/responses/<name>.ndjson`.
struct RowAnswer {
  package let request: RowRequest
  package let lead: LeadID?
  private let answer: JSONValue
  private let isAccepted: Bool

  /// Nil if the line is no answer to a row, or to one that names nobody: then there is nobody whose history it is.
  package init?(_ line: UnsafeRawBufferPointer) {
    guard let envelope = Self.parse(line), let ok = envelope["ok"]?.bool,
      let answer = envelope[ok ? "data" : "error"], answer["row"]?.int != nil,
      let id = answer["request_id"]?.string, let request = RowRequest(id)
    else { return nil }
    self.request = request
    self.answer = answer
    isAccepted = ok
    lead = LeadID(answer["lead_id"])
  }

  /// Messages and jobs are most of an answer, and are told as what was planned.
  private static func parse(_ line: UnsafeRawBufferPointer) -> JSONValue? {
    if line.firstOffset(of: #"{"ok":true"#) == 0, let head = line.firstOffset(of: #","sequence":["#),
      let id = line.firstOffset(of: #","request_id":"#, from: head),
      let jobs = line.firstOffset(of: #","jobs":["#, from: id)
    {
      return try? JSONValue(parsing: Array(line[..<head]) + Array(line[id..<jobs]) + Array("}}".utf8))
    }
    return try? JSONValue(parsing: line.bindMemory(to: UInt8.self))
  }

  /// - Parameter file: the bulk file's name.
  package func entry(of file: FileName) -> HistoryEntry {
    let row = answer["row"]?.int ?? 0
    var out = request.opening(isAccepted ? "accepted" : "refused", lead: lead, file: file)
    out.nextKey("row")
    out.int(row)
    out.nextKey("ref")
    out.string(answer["ref"]?.string)
    var detail = "\(file) row \(row)"
    for key: StaticString in ["command", "ai_context", "code", "message"] {
      guard let value = answer[key.description] else { continue }
      out.nextKey(key)
      out.value(value)
    }
    if let command = answer["command"]?.string { detail += ", \(command)" }
    if let code = answer["code"]?.string, let message = answer["message"]?.string { detail += ", \(code): \(message)" }
    if let context = answer["ai_context"], let score = context["priority_score"]?.int,
      let band = context["ai_score_band"]?.string
    {
      detail += ", score \(score) \(band)"
    }
    return request.entry(isAccepted ? "accepted" : "refused", lead: lead, detail: detail, open: out.bytes)
  }
}

/// A row's request by its id, and its place in a history. An answer and a job tell the same one.
struct RowRequest: Hashable {
  package let id: String
  package let batch: BatchID
  private let item: String

  /// Nil for what is no id: `139-20261123T101512.345678Z-2`, or `row.17-20261123T101512.345678Z` of a command that
  /// names only an address.
  package init?(_ id: String) {
    self.id = id
    if let request = RequestID(parsing: id) {
      batch = request.batch
      item = HistoryCursor.item(request.lead.text, line: request.ordinal)
      return
    }
    let parts = id.split(separator: "-")
    guard parts.count > 1, parts[0].hasPrefix("row."), let row = Int(parts[0].dropFirst(4)),
      let batch = BatchID(parts[1].utf8)
    else { return nil }
    self.batch = batch
    item = HistoryCursor.item("row.", line: row)
  }

  /// What the entry's object begins with.
  func opening(_ event: String, lead: LeadID?, file: FileName) -> JSONWriter {
    var out = HistoryEntry.opening(event, at: batch.time, lead: lead)
    out.nextKey("request")
    out.string(file.description)
    out.nextKey("batch")
    out.string(batch.description)
    out.nextKey("request_id")
    out.string(id)
    return out
  }

  package func entry(_ event: String, lead: LeadID?, detail: String, open: [UInt8]) -> HistoryEntry {
    HistoryEntry(
      cursor: HistoryCursor(batch: batch, rank: .request, item: item), at: batch.time, event: event, lead: lead,
      detail: detail, open: open)
  }
}
