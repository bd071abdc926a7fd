internal import Formats
package import Leads
package import Outreach
internal import Records
internal import Requests
package import Storage

/// All that is held of a lead, as one JSON document: what was asked and answered, planned and done.
///
/// Files of its own are shown whole. Of bulk files, which hold others' data too, its rows and the answers to them are shown.
package struct LeadExport {
  package let json: [UInt8]
  /// Whether anything is held at all.
  package let isEmpty: Bool

  package init(of lead: LeadID, in view: SpoolView, columns: ColumnMapping, now: Timestamp) throws(FileError) {
    let history = try History(view, columns: columns).entries(of: lead)
    var filter = JobFilter()
    filter.lead = lead
    var jobs: [[UInt8]] = []
    try JobQuery(view, filter).run { found in jobs += found.map { Array($0.line.dropLast()) } }
    var files: [(path: String, bytes: [UInt8])] = []
    for place: FileName in ["processed", "failed"] {
      for day in try view.days(of: [place], below: view.inbox) {
        for batch in try view.list([place, FileName(day.iso8601)], below: view.inbox) where batch.kind != .regular {
          files += try Self.files([place, FileName(day.iso8601), batch.name], below: view.inbox, of: lead, view)
        }
      }
      // A day that somebody has unpacked lies there twice.
      let unpacked = Set(files.map(\.path))
      files += try DayArchive.files(of: lead, in: place, below: view.inbox, view).filter { !unpacked.contains($0.path) }
    }
    files += try Self.files([], below: view.inbox, of: lead, view)
    let responses =
      try Self.files(["responses"], below: view.outbox, of: lead, view)
      + DayArchive.files(of: lead, in: "responses", below: view.outbox, view)
    let bulk = try BulkExport(of: lead, in: view, columns: columns, now: now)
    isEmpty = history.isEmpty && jobs.isEmpty && files.isEmpty && responses.isEmpty && bulk.isEmpty
    var out = JSONWriter(capacity: 4096)
    out.raw(#"{"lead_id":"#)
    out.leadID(lead)
    out.raw(#","as_of":"#)
    out.string(now.iso8601)
    out.raw(#","requests":"#)
    Self.append(files.map { ($0.path, Self.content($0.bytes)) } + bulk.rows, to: &out)
    out.raw(#","responses":"#)
    Self.append(responses.map { ($0.path, Self.content($0.bytes)) } + bulk.answers, to: &out)
    out.raw(#","jobs":["#)
    out.raw(Array(jobs.joined(separator: [UInt8(ascii: ",")])))
    out.raw(#"],"history":["#)
    out.raw(Array(history.map { Array($0.json.dropLast()) }.joined(separator: [UInt8(ascii: ",")])))
    out.raw("]}\n")
    json = out.bytes
  }

  /// Those whose names say that they are about the lead.
  private static func files(
    _ path: [FileName], below parent: Directory, of lead: LeadID, _ view: SpoolView
  ) throws(FileError) -> [(path: String, bytes: [UInt8])] {
    try view.withDirectory(path, below: parent) { (directory) throws(FileError) in
      var found: [(path: String, bytes: [UInt8])] = []
      for entry in try view.files.list(directory).sorted(by: { $0.name < $1.name })
      where entry.kind != .directory && !entry.name.hasPrefix(".") && RequestName(entry.name).lead == lead {
        do throws(FileError) {
          let bytes = try view.files.readFile(entry.name, in: directory, upTo: 1 << 26)
          found.append(((path + [entry.name]).map(\.description).joined(separator: "/"), bytes))
        } catch  where error.isNotFound {}
      }
      return found
    } ?? []
  }

  /// As JSON if it is, else as the text that somebody wrote.
  private static func content(_ bytes: [UInt8]) -> JSONValue {
    (try? JSONValue(parsing: bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
  }

  private static func append(_ files: [(path: String, content: JSONValue)], to out: inout JSONWriter) {
    out.raw("[")
    for (index, file) in files.enumerated() {
      if index > 0 { out.raw(",") }
      out.raw(#"{"file":"#)
      out.string(file.path)
      out.raw(#","content":"#)
      out.value(file.content)
      out.raw("}")
    }
    out.raw("]")
  }
}
