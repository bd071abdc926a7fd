import Foundation
import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// The same request comes to the same bytes, envelope and jobs, whether it is a file of its own, a row of NDJSON or of a
/// table, or a line that `generate` reads.
///
/// Differences that are meant, and left out here: the batch and `row`; which file name or row is no request at all
/// (`INVALID_FILE_NAME` and no response, against an answered row); where in the text JSON is broken (a line and a column
/// in a file, a column in a row); what a table cannot say (see ``AskedRequest/fitsTable``); a reference that comes again
/// (a file gets its first answer again, a row is refused); a member that nobody knows (a file is refused, in a row it is a
/// fact of the user's own); and that `generate` plans nothing, so that it refuses nobody for having been asked about
/// already.
@Suite struct SameBytesTests {
  private func compare(_ requests: [AskedRequest], _ office: AnsweredAlike.Office) throws {
    let files = try AnsweredAlike.asFiles(requests, office)
    let lines = requests.map { $0.line().text + "\n" }.joined()
    expectSame(files, try AnsweredAlike.asRows(of: Array(lines.utf8), in: "rows.ndjson", office), "file and NDJSON")
    try compareGenerated(Array(lines.utf8), files, office)
    let sayable = requests.filter(\.fitsTable)
    let table = AskedRequest.table(of: sayable)
    let rows = try AnsweredAlike.asRows(of: Array(table.utf8), in: "rows.csv", office)
    expectSame(try AnsweredAlike.asFiles(sayable, office), rows, "file and table")
    let flat = sayable.map { $0.line(nested: false).text + "\n" }.joined()
    expectSame(rows, try AnsweredAlike.asRows(of: Array(flat.utf8), in: "rows.ndjson", office), "table and flat NDJSON")
    try compareGenerated(Array(table.utf8), rows, office)
  }

  private func compareGenerated(_ text: [UInt8], _ planned: AnsweredAlike, _ office: AnsweredAlike.Office) throws {
    let addresses = planned.addresses
    /// The lead and its addresses, each with the objective; none if it was refused.
    func places(_ envelope: String) -> [String] {
      guard envelope.hasPrefix(#"{"ok":true"#), let lead = AnsweredAlike.member("lead_id", of: envelope),
        let objective = AnsweredAlike.member("objective", of: envelope)
      else { return [] }
      return ([lead] + addresses[lead, default: []]).map { "\($0) \(objective)" }
    }
    let generated = try AnsweredAlike.generated(from: text, office)
    // Whoever hears of the same objective again gets other words, and `generate` does not know that it is again.
    var met: Set<String> = []
    let pairs = zip(planned.unplanned, generated.envelopes).filter { planned, _ in
      if ["ALREADY_ACTIVE", "RECENTLY_CONTACTED", "OPTED_OUT"].contains(where: {
        planned.hasPrefix(#"{"ok":false,"error":{"code":"\#($0)""#)
      }) {
        return false
      }
      let keys = places(planned)
      let isFirst = met.isDisjoint(with: keys)
      met.formUnion(keys)
      return isFirst
    }
    #expect(planned.envelopes.count == generated.envelopes.count)
    expectSame(pairs.map(\.0), pairs.map(\.1), "planned and generated")
  }

  @Test func sampleRequests() throws {
    let office = try AnsweredAlike.Office(leads: [Samples.url("leads.csv").path])
    let requests = try Samples.names("requests").map { name in
      let parts = name.dropLast(".json".count).split(separator: "@").map(String.init)
      guard
        case .object(let fields) = try JSONValue(parsing: [UInt8](Data(contentsOf: Samples.url("requests/\(name)"))))
      else { throw CocoaError(.coderReadCorrupt) }
      return AskedRequest(lead: parts[0], ref: parts.count > 1 ? parts[1] : nil, fields: fields)
    }
    #expect(requests.count > 5)
    try compare(requests, office)
  }

  /// What the sample book says about its leads, said by the requests; and by the book alone.
  @Test func sampleLeads() throws {
    let requests = try SampleTable("leads.csv").rows.map { row in
      AskedRequest(lead: try #require(row.request).lead, facts: row.members.filter { $0.key != "lead_id" })
    }
    let nobody = try AnsweredAlike.Office(leads: [])
    try compare(requests, nobody)
    let book = try AnsweredAlike.Office(leads: [Samples.url("leads.csv").path])
    let asked = requests.map { AskedRequest(lead: $0.lead) }
    expectSame(
      try AnsweredAlike.asFiles(asked, book), try AnsweredAlike.asFiles(requests, nobody), "lead book and request")
  }

  /// A CRM's export as a bulk file, as NDJSON with its headings for keys, and as a lead book of whose leads one-lead files
  /// ask.
  @Test(arguments: try Samples.names("crm")) func sampleExports(name: String) throws {
    let export = try SampleTable("crm/\(name)")
    let nobody = try AnsweredAlike.Office(leads: [])
    let table = try AnsweredAlike.asRows(of: export.bytes, in: "rows.csv", nobody)
    #expect(table.envelopes.count == export.rows.count)
    let lines = export.rows.map { JSONValue.object($0.members).text + "\n" }.joined()
    let rows = try AnsweredAlike.asRows(of: Array(lines.utf8), in: "rows.ndjson", nobody)
    expectSame(table, rows, "table and NDJSON")
    try compareGenerated(export.bytes, table, nobody)

    let asked = export.rows.indices.filter { export.rows[$0].request != nil }
    #expect(asked.count > 2)
    let files = try AnsweredAlike.asFiles(
      asked.compactMap { export.rows[$0].request }, try AnsweredAlike.Office(leads: [Samples.url("crm/\(name)").path]))
    expectSame(files.envelopes, asked.map { table.envelopes[$0] }, "lead book and table")
    #expect(files.jobs == table.jobs)
  }

  /// Headings are read alike, and a dash says as little.
  @Test func headingsAndPlaceholders() throws {
    let nobody = try AnsweredAlike.Office(leads: [])
    let table = "Lead ID,REF,Tone,OBJECTIVE,Firma,Cep,Notes\n7,a,samimi,randevu,-,0532 111 22 33,N/A\n"
    let line =
      #"{"Lead ID":"7","REF":"a","Tone":"samimi","OBJECTIVE":"randevu","Firma":"-","Cep":"0532 111 22 33","Notes":"N/A"}"#
    let rows = try AnsweredAlike.asRows(of: Array(table.utf8), in: "rows.csv", nobody)
    #expect(rows.envelopes.first?.contains("\"tone\":\"samimi\"") == true)
    expectSame(rows, try AnsweredAlike.asRows(of: Array(line.utf8), in: "rows.ndjson", nobody), "table and NDJSON")
  }

  /// Every combination of channel, tone, language, objective and length, in three parts; one of them by default.
  @Test(arguments: WalkRounds.isFull ? [0, 1, 2] : [Int.random(in: 0...2)]) func generatedRequests(part: Int) throws {
    let scratch = try ScratchSpool()
    let office = try AnsweredAlike.Office(leads: [try scratch.write(RequestMaker.book, to: "book.csv")])
    let count = (RequestMaker.combinations + 2) / 3
    var maker = RequestMaker(seed: UInt64(part), first: part * count)
    let requests = (0..<count).map { _ in maker.next() }
    #expect(requests.filter(\.fitsTable).count > 330)
    try compare(requests, office)
  }
}

/// A table among the samples, cell by cell.
private struct SampleTable {
  struct Row {
    /// The cells that say something, by their headings.
    var members: [JSONMember]
    /// What a one-lead file would ask for; nil if the row is refused for its own sake.
    var request: AskedRequest?
  }

  let bytes: [UInt8]
  private(set) var rows: [Row] = []

  init(_ name: String) throws {
    bytes = [UInt8](try Data(contentsOf: Samples.url(name)))
    var reader = CSVReader(source: Pieces(bytes, size: 4096).read)
    #expect(try reader.next())
    let columns = LeadColumns(headers: reader.strings)
    var shape: RowShape?
    while try reader.next() {
      shape = RowShape.of(reader, columns, after: shape)
      guard shape == .data else { continue }
      let row = RequestRow(number: rows.count + 1, reader: reader, columns: columns)
      let members = zip(columns.headers, reader.strings).filter { !$1.isEmpty }.map {
        JSONMember(key: $0, value: .string($1))
      }
      let request = row.lead.map { AskedRequest(lead: $0.text, ref: row.ref, fields: row.document) }
      rows.append(Row(members: members, request: row.problems.isEmpty ? request : nil))
    }
  }
}
