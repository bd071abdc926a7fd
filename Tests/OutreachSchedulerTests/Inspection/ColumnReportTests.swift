import Foundation
import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Spool
@testable import Storage

struct ColumnReportTests {
  private func report(
    _ text: String, name: String = "a.csv", defaults: String = "{}", limit: Int = 1000
  ) throws -> ColumnReport {
    let sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    let planner = SequencePlanner(
      configuration: Configuration(sender: sender, windows: SendingWindows(.always)),
      generator: TemplateGenerator(sender: sender))
    var leadBook = LeadBook.none
    var report = try ColumnReport(
      name: name, mapping: .standard, rowBytes: 1 << 16, defaults: RowDefaults(parsing: Array(defaults.utf8)),
      limit: limit, source: Pieces(Array(text.utf8), size: 17).read)
    try report.rehearse(planner, &leadBook, now: instant("2026-11-23T10:15:12Z"))
    return report
  }

  /// A run refuses such a row alone, so it is no reason to refuse the file.
  @Test(arguments: ["a.csv", "a.ndjson"]) func aRowThatIsTooLongIsRefusedAlone(name: String) throws {
    let long = String(repeating: "x", count: 1 << 17)
    let text =
      name == "a.csv"
      ? "lead_id,phone,notes\n1,0532 111 22 33,\n2,0532 111 22 34,\(long)\n3,0532 111 22 35,\n"
      : "{\"lead_id\":1,\"phone\":\"0532 111 22 33\"}\n{\"lead_id\":2,\"notes\":\"\(long)\"}\n{\"lead_id\":3}\n"
    let report = try report(text, name: name)
    #expect(report.refusal == nil && !report.isComplete && report.rows.count == 2)
    guard case .sequence? = report.rows.first?.outcome, case .refused(let refusal)? = report.rows.last?.outcome else {
      Issue.record("\(report.rows.map(\.outcome))")
      return
    }
    #expect(refusal.code == (name == "a.csv" ? .invalidCSV : .invalidJSON))
    #expect(report.rows.last?.line == (name == "a.csv" ? 3 : 2))
    #expect(report.notes.contains { $0.contains("were not looked at") })
    #expect(try self.report("lead_id,\(long)\n1,2\n", name: "a.csv").refusal != nil, "a header that is too long")
  }

  /// Whose row stands in the headings' place is not repeated in answers and logs.
  @Test func headingsThatAreMissingAreToldFromThoseThatAreNotOurs() throws {
    let data = try #require(try report("1001;Öz Güneş Gıda;0532 111 22 33\n").refusal?.message)
    #expect(
      data.contains("The headings are missing") && data.contains("3 columns") && !data.contains("Güneş"), "\(data)")
    let foreign = try #require(try report("Firma;Yetkili;Not\nA;B;C\n").refusal?.message)
    #expect(foreign.contains("taken to be: Firma, Yetkili, Not"), "\(foreign)")
  }

  @Test func aTable() throws {
    let report = try report(
      "\u{FEFF}lead_id;Cep;tone;Bölge;error_code\r\n1;0532 111 22 33;;Ege;X\r\n2;05;samimi\r\n3;0532 111 22 34;samimi;a;b;c\r\n",
      defaults: #"{"tone":"teknik","language":"en","lead":{"city":"İzmir"}}"#)
    guard case .table(let dialect, let lineEnd) = report.form else {
      Issue.record("no table")
      return
    }
    #expect(dialect.hasByteOrderMark && dialect.delimiterName == "semicolon" && lineEnd == "CRLF")
    #expect(
      report.columns.map(\.meaning) == [.leadID, .mobile, .request("tone"), .custom("Bölge"), .ignored])
    #expect(report.refusal == nil && report.isComplete && report.accepted == 1)
    #expect(report.refused.map(\.code) == [.invalidField, .invalidCSV] && report.refused.map(\.first) == [2, 3])
    #expect(report.rows.map(\.line) == [2, 3, 4])
    let first = report.rows[0]
    #expect(first.document.map(\.key) == ["tone", "language"] && first.document[0].value == .string("teknik"))
    #expect(report.rows[1].document[0].value == .string("samimi"))
    #expect(first.lead?.city == "İzmir" && first.lead?.phone?.e164 == "+905321112233")
    guard case .sequence(let order) = first.outcome else {
      Issue.record("refused")
      return
    }
    #expect(order.tone == "teknik" && order.language == .en)
    #expect(report.missing.count == 2)
  }

  @Test func linesOfCommands() throws {
    let report = try report(
      #"{"command":"reply","to":"0532 222 33 44","text":"merhaba","E-posta":"a@b.example"}"# + "\n", name: "a.ndjson")
    #expect(report.columns.map(\.commandField) == [nil, "to", "text", "to"])
    #expect(report.missing == [], "no message is written")
  }

  @Test func wholeFilesRefused() throws {
    let near = try report("lead_id,chanel\n1,x\n")
    #expect(near.refusal?.code == .unknownField && near.columns[1].meant == "channel" && near.rows.isEmpty)
    #expect(try report("company\nx\n").refusal?.code == .missingColumn)
    #expect(try report("").refusal?.code == .invalidCSV)
    #expect(try report("lead_id\n\"1\n").refusal?.code == .invalidCSV)
    #expect(try report("x", name: "a.xlsx").refusal?.code == .unsupportedFileType)
    #expect(throws: Refusal.self) { try report("lead_id\n1\n", defaults: #"{"tonne":"x"}"#) }
    #expect(throws: Refusal.self) { try report("lead_id\n1\n", defaults: "[]") }
  }

  @Test func lines() throws {
    let report = try report(
      #"{"lead_id":1,"phone":"0532 111 22 33","lead":{"city":"x"}}"# + "\n\n"
        + #"{"Record ID":"2","tonne":"x","Bölge":1}"# + "\nx\n", name: "a.NDJSON")
    #expect(report.columns.map(\.header) == ["lead_id", "phone", "lead", "Record ID", "tonne", "Bölge"])
    #expect(report.columns[4].meant == "tone")
    #expect(report.rows.map(\.line) == [1, 3, 4] && report.accepted == 1)
    #expect(report.refused.map(\.code) == [.unknownField, .invalidJSON] && report.missing.isEmpty)
  }

  /// As the spool reads it: a list of phones under a name that says what is to be done.
  @Test func commands() throws {
    let list = try report("0532 111 22 33\n05\nali@x.com\n", name: "netgsm.opt-out.csv")
    #expect(list.refusal == nil && list.hasCommands && list.isComplete && list.missing.isEmpty)
    #expect(list.rows.count == 3 && list.accepted == 2 && list.refused.map(\.first) == [2])
    #expect(list.columns.map(\.commandField) == ["to"])
    guard case .command(.optOut) = list.rows[0].outcome else {
      Issue.record("no opt-out")
      return
    }
    let rows = try report(
      #"{"lead_id":1}"# + "\n" + #"{"command":"reply","to":"0532 111 22 33"}"# + "\n", name: "x.ndjson",
      defaults: #"{"command":"cancel"}"#)
    #expect(rows.hasCommands && rows.accepted == 2)
    #expect(try report("phone\n0532 111 22 33\n").refusal?.code == .missingColumn)
  }

  @Test func aFileOfWhichNothingWouldBeAccepted() throws {
    let bad = try report("lead_id,tone\n1,x\n2,y\n")
    #expect(bad.refusal == nil && bad.wholeRefusal(of: "a.csv", knowsLeads: true) != nil)
    #expect(try report("lead_id\n").wholeRefusal(of: "a.csv", knowsLeads: false) == nil)
    #expect(try report("\n", name: "a.ndjson").wholeRefusal(of: "a.ndjson", knowsLeads: false)?.code == .invalidJSON)
    #expect(try report("lead_id\n1\n").wholeRefusal(of: "a.csv", knowsLeads: false) == nil)
    #expect(try report("lead_id\n1\n").wholeRefusal(of: "a.csv", knowsLeads: true)?.code == .leadNotFound)
  }

  @Test func onlyTheBeginning() throws {
    let text = "lead_id,phone\n" + (1...50).map { "\($0),0532 111 22 33\n" }.joined() + "\"unclosed"
    let report = try report(text, limit: 10)
    #expect(report.rows.count == 10 && !report.isComplete && report.refusal == nil)
  }

  @Test func json() throws {
    let report = try report("lead_id,Cep,chanel2x\n1,0532 111 22 33,y\n2,,\n", defaults: #"{"tone":"samimi"}"#)
    let bytes = report.json(
      file: "a.csv", defaults: [JSONMember(key: "tone", value: .string("samimi"))], shown: 1)
    let value = try JSONValue(parsing: bytes)
    #expect(bytes.last == 0x0A && bytes.count { $0 == 0x0A } == 1)
    #expect(value["ok"] == .bool(true) && value["delimiter"] == .string(",") && value["line_end"] == .string("LF"))
    guard case .array(let columns)? = value["columns"], case .array(let rows)? = value["rows"],
      case .array(let refused)? = value["refused"]
    else {
      Issue.record("\(value)")
      return
    }
    #expect(columns[1]["field"] == .string("phone") && columns[2]["kind"] == .string("custom"))
    #expect(rows.count == 1 && rows[0]["lead"]?["phone"] == .string("+905321112233"))
    #expect(rows[0]["lead_id"] == .number("1") && rows[0]["error"] == .null)
    #expect(refused.count == 1 && value["accepted"] == .number("1"))
    #expect(value["defaults"]?["tone"] == .string("samimi"))
  }
}
