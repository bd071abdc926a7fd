import Outreach
import Testing

@testable import Formats
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Storage

/// How a row says what is commanded, and how a file says it of all its rows.
@Suite struct CommandRowTests {
  private static let now = Timestamp(seconds: 1_795_428_912)

  private func refusal(_ line: String, verb: CommandVerb? = nil) -> Refusal? {
    let row = RequestRow(number: 1, line: Array(line.utf8), mapping: .standard, verb: verb)
    guard let command = row.command else {
      Issue.record("no command")
      return nil
    }
    do throws(Refusal) {
      _ = try command.order(now: Self.now)
      return nil
    } catch { return error }
  }

  @Test(
    arguments: [
      (#"{"command":"cancle","lead_id":1}"#, "INVALID_FIELD", "command", "cancel"),
      (#"{"command":"opt_in","lead_id":1}"#, "INVALID_FIELD", "command", "opt-in"),
      (#"{"command":7,"lead_id":1}"#, "INVALID_FIELD", "command", nil),
      (#"{"Command":"cancel"}"#, "MISSING_FIELD", "lead_id", nil),
      (#"{"command":"cancel","to":null}"#, "MISSING_FIELD", "lead_id", nil),
      (#"{"command":"cancel","phone":"","email":"-"}"#, "MISSING_FIELD", "lead_id", nil),
      (#"{"command":"sent"}"#, "MISSING_FIELD", "job_id", nil),
      (#"{"command":"cancel","lead_id":"a b"}"#, "INVALID_FIELD", "lead_id", nil),
      (#"{"command":"cancel","lead_id":1,"ref":"a b"}"#, "INVALID_FIELD", "ref", nil),
      (#"{"command":"cancel","to":"0532 111"}"#, "INVALID_FIELD", "to", nil),
      (#"{"command":"cancel","to":"a@b"}"#, "INVALID_FIELD", "to", nil),
      (#"{"command":"cancel","to":{}}"#, "INVALID_FIELD", "to", nil),
      (#"{"command":"cancel","lead_id":1,"to":"abc"}"#, "INVALID_FIELD", "to", nil),
      (#"{"command":"opt-out","phone":"9,05321E+11"}"#, "INVALID_FIELD", "phone", nil),
      (#"{"command":"reschedule","lead_id":1,"shift_hours":1,"tone":"samimi"}"#, "UNKNOWN_FIELD", "tone", nil),
      (#"{"command":"reschedule","lead_id":1,"shift_hours":1,"lead":{}}"#, "UNKNOWN_FIELD", "lead", nil),
      (#"{"command":"reschedule","lead_id":1,"shift_hours":1,"send_att":"x"}"#, "UNKNOWN_FIELD", "send_att", "send_at"),
      (#"{"command":"cancel","to":"05321112201","channel":"email"}"#, "INVALID_FIELD", "channel", "whatsapp"),
      (#"{"command":"opt-in","to":"05321112201"}"#, "MISSING_FIELD", "source", nil),
    ] as [(String, String, String, String?)])
  func whatIsWrongIsSaid(_ line: String, _ code: String, _ field: String, _ suggestion: String?) {
    let refusal = refusal(line)
    #expect(refusal?.code.rawValue == code)
    #expect(refusal?.problems.first?.field == field, "\(String(describing: refusal))")
    #expect(refusal?.problems.first?.suggestion == suggestion)
  }

  @Test func aFieldOfARequestIsExplained() {
    #expect(
      refusal(#"{"command":"reschedule","lead_id":1,"shift_hours":1,"tone":"x"}"#)?.message.contains(
        "request for a sequence") == true)
  }

  @Test(arguments: [
    #"{"command":"OPT-OUT","lead_id":20}"#, #"{"command":" opt-out","lead_id":20}"#,
    #"{"command":"opt_out","lead_id":20}"#,
    #"{"command":"opt out","lead_id":20}"#, #"{"command":"STOP","lead_id":20}"#,
    #"{"command":"unsubscribe","lead_id":20}"#,
    #"{"command":"opt-out","lead_id":20,"to":"bozuk"}"#, #"{"command":"opt-out","to":{},"lead_id":20}"#,
  ]) func aWishToBeLeftAloneIsObeyed(_ line: String) throws {
    let row = RequestRow(number: 1, line: Array(line.utf8), mapping: .standard)
    let command = try #require(row.command)
    #expect(command.addressee.lead?.text == "20")
    guard case .optOut = try command.order(now: Self.now) else {
      Issue.record("\(line)")
      return
    }
  }

  @Test func aReplyIsHeardWhoseAddressIsNone() throws {
    let line = #"{"command":"reply","lead_id":22,"to":"bozuk","text":"RET"}"#
    let command = try #require(RequestRow(number: 1, line: Array(line.utf8), mapping: .standard).command)
    let decoded = try command.decoded(now: Self.now)
    #expect(decoded.order == .reply(channel: nil, at: nil, text: "RET") && decoded.warnings.count == 1)
  }

  /// A gateway that calls the text otherwise, or a file that was cut off, must not keep anybody from being left alone.
  @Test(arguments: [
    "RET", #"{"Text":"STOP"}"#, #"{"text":["DUR"]}"#, #"{"message":"RET"}"#, #"{"body":{"plain":"STOP"}}"#,
    #"{"text":"Lütfen bir daha yazmayın, DUR"#, "Listeden çıkarın lütfen",
  ]) func aRefusalIsHeardInAnyForm(_ content: String) throws {
    let name = RequestName("10.reply.json")
    let document: JSONValue
    switch RequestContent(of: Array(content.utf8), name) {
    case .document(let found, _): document = found
    case .salvaged(let found, _, _): document = found
    case .unusable(let refusal):
      Issue.record("\(refusal)")
      return
    }
    let order = try CommandFields.decode(document, .reply, leadID: LeadID("10"), now: Self.now).order
    guard case .reply(_, _, let text?) = order else {
      Issue.record("\(order)")
      return
    }
    #expect(OptOutText.isOptOut(text))
  }

  @Test(arguments: ["Evet, arayın", #"{"message":"Evet"}"#, #"{"text":"Bir daha "#, #"{"subject":"STOP"}"#])
  func whatRefusesNothingIsPassedOver(_ content: String) throws {
    var document = JSONValue.object([])
    if case .document(let found, _) = RequestContent(of: Array(content.utf8), RequestName("10.reply.json")) {
      document = found
    }
    let order = try CommandFields.decode(document, .reply, leadID: LeadID("10"), now: Self.now).order
    #expect(order == .reply(channel: nil, at: nil, text: nil))
  }

  @Test func ofTwoLeadsTheFileNameCounts() throws {
    let other = try JSONValue(parsing: Array(#"{"lead_id":"014","text":"RET"}"#.utf8))
    let decoded = try CommandFields.decode(other, .reply, leadID: LeadID("14"), now: Self.now)
    #expect(decoded.order == .reply(channel: nil, at: nil, text: "RET"))
    #expect(decoded.warnings.contains { $0.contains("014.reply.json") }, "\(decoded.warnings)")
    #expect(throws: Refusal.self) {
      _ = try CommandFields.decode(other, .reply, leadID: LeadID("14"), now: Self.now, mayPassOver: false)
    }
  }

  @Test func aMisspeltCommandIsNoRequest() throws {
    let row = RequestRow(number: 1, line: Array(#"{"comand":"cancel","lead_id":1}"#.utf8), mapping: .standard)
    #expect(row.document.map(\.key) == ["comand"], "and so refused as an unknown field")
    #expect(RequestColumns.nearMiss("Comment") == nil)
  }

  @Test func aRowMayAskForASequenceAllTheSame() {
    for line in [#"{"command":"enqueue","lead_id":1}"#, #"{"lead_id":1,"command":null}"#] {
      let row = RequestRow(number: 1, line: Array(line.utf8), mapping: .standard)
      #expect(row.command == nil)
      #expect(row.problems == [])
      #expect(row.document == [], "nothing that a request could be refused for")
    }
    let line = #"{"Command":"cancel","lead_id":1,"command":null}"#
    let row = RequestRow(number: 1, line: Array(line.utf8), mapping: .standard)
    #expect(row.command != nil || row.document != [], "of two that contradict each other none is passed over")
  }

  @Test func addressesAreRead() throws {
    let line =
      #"{"command":"opt-out","phone":"0212 222 33 44; 0532 111 22 01","E-posta":"A@Firma.Example","company":"x"}"#
    let row = try #require(RequestRow(number: 1, line: Array(line.utf8), mapping: .standard).command)
    #expect(row.addressee.addresses.map(\.text) == ["+902122223344", "+905321112201", "a@firma.example"])
    #expect(row.addressee.addresses.map(\.channel) == [.whatsapp, .whatsapp, .email])
  }

  @Test func aBadPhoneBesideALeadIsAWarning() throws {
    let line = #"{"command":"opt-out","lead_id":1,"phone":"abc"}"#
    let row = try #require(RequestRow(number: 1, line: Array(line.utf8), mapping: .standard).command)
    #expect(row.problems == [])
    #expect(row.warnings.count == 1)
  }

  // MARK: Tables

  private struct Table {
    var plan: RowTable
    var rows: [RequestRow]
    /// What each row says: `opt-out +905…`, or its lead.
    var said: [String] {
      rows.map { row in
        guard let command = row.command else { return row.problems.first?.code.rawValue ?? "\(row.lead?.text ?? "?")" }
        let order = try? command.order(now: CommandRowTests.now)
        let whom = (command.addressee.lead.map { [$0.text] } ?? []) + command.addressee.addresses.map(\.text)
        return "\(command.verb?.rawValue ?? "?")\(order == nil ? "!" : "") \(whom.joined(separator: " "))"
      }
    }
  }

  private func table(_ stem: String, _ text: String, command: JSONValue? = nil) throws -> Table {
    var rest = Array(text.utf8)[...]
    func read() -> CSVReader {
      CSVReader { buffer in
        let count = min(buffer.count, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
      }
    }
    var reader = read()
    guard try reader.next() else { throw Problem(.internalError, "empty") }
    let plan = try RowTable(stem: stem, defaultCommand: command, firstRow: reader.strings)
    var rows: [RequestRow] = []
    var isData = !plan.hasHeader
    while try isData || reader.next() {
      isData = false
      rows.append(
        RequestRow(number: rows.count + 1, reader: reader, columns: plan.columns, commands: plan.commands))
    }
    return Table(plan: plan, rows: rows)
  }

  @Test(
    arguments: [
      "905321112201\n0532 111 22 02\n+905321112203\n0532 111 22 02\nali@firma.example\n",
      "Telefon\n905321112201\n0532 111 22 02\n+905321112203\n0532 111 22 02\nali@firma.example\n",
      "RET LİSTESİ\r\n905321112201\r\n0532 111 22 02\r\n+905321112203\r\n0532 111 22 02\r\nali@firma.example\r\n",
      "Blacklist\n905321112201\n0532 111 22 02\n+905321112203\n0532 111 22 02\nali@firma.example\n",
    ])
  func aBareList(_ text: String) throws {
    let expected = ["+905321112201", "+905321112202", "+905321112203", "+905321112202", "ali@firma.example"]
    #expect(try table("iys.opt-out", text).said == expected.map { "opt-out \($0)" })
    #expect(try table("iys", text, command: .string("opt-out")).said == expected.map { "opt-out \($0)" })
  }

  @Test func aBareListOfAKnownColumn() throws {
    let job = "1-whatsapp-1-20261123T101512.345678Z"
    #expect(try table("l3.sent", "job_id\n\(job)\n").said == ["sent "])
    #expect(try table("l3.cancel", "lead_id\n139\n").said == ["cancel 139"])
    #expect(try table("l3.cancel", "to\n05321112201\n").said == ["cancel +905321112201"])
  }

  @Test(arguments: ["iys.opt-out.rejected", "iys.opt-out.skipped", "iys.opt-out.rejected.rejected"])
  func refusedRowsCommandWhatTheirFileDid(_ stem: String) throws {
    #expect(try table(stem, "to,error_code,error_message\n05321112201,X,y\n").said == ["opt-out +905321112201"])
    #expect(try RowTable.verb(stem: stem) == .optOut)
    #expect(try RowTable.verb(stem: "opt-out.rejected") == nil)
  }

  @Test func aListWithoutAWordIsRefused() throws {
    for text in ["905321112201\n05321112202\n", "Telefon\n905321112201\n", "Ad;Telefon\nAli;05321112201\n"] {
      do {
        _ = try table("iys", text)
        Issue.record("taken: \(text)")
      } catch let problem as Problem {
        #expect(problem.code == .missingColumn)
        #expect(problem.message.contains("iys.opt-out.csv"))
      }
    }
  }

  @Test(
    arguments: [
      ("a", "Firma\nX\n", nil, "MISSING_COLUMN"), ("a.cancel", "Firma;Not\nX;Y\n", nil, "MISSING_COLUMN"),
      ("a.sent", "Firma;Not\nX;Y\n", nil, "MISSING_COLUMN"), ("a", "lead_id\n1\n", "cancle", "INVALID_FIELD"),
      ("a.cancel", "lead_id\n1\n", "reply", "INVALID_FIELD"),
      ("a.cancel", "lead_id;jobid\n1;2\n", nil, "UNKNOWN_FIELD"),
      ("a", "lead_id;command;shift_hour\n1;cancel;2\n", nil, "UNKNOWN_FIELD"),
    ] as [(String, String, String?, String)])
  func tablesThatCannotBeRead(_ stem: String, _ text: String, _ command: String?, _ code: String) throws {
    do {
      _ = try table(stem, text, command: command.map(JSONValue.string))
      Issue.record("taken")
    } catch let problem as Problem {
      #expect(problem.code.rawValue == code, "\(problem.message)")
    }
  }

  @Test func aRegistryWithSeveralColumns() throws {
    let text = "ali,0532 111 22 01,ali@firma.example\nveli,05321112202,\n"
    #expect(
      try table("2026.opt-out", text).said == ["opt-out +905321112201 ali@firma.example", "opt-out +905321112202"])
  }

  @Test func anOldSystemsColumnOfOptOuts() throws {
    let text =
      "Ad Soyad;Telefon;E-posta;Ret;E-posta Reddi\nAli;05321112201;a@b.example;E;\nVeli;05321112202;;H;\n"
      + "Can;05321112203;can@b.example;;12.05.2025\n"
    #expect(
      try table("eski", text).said == [
        "opt-out +905321112201 a@b.example", "MISSING_FIELD", "opt-out can@b.example",
      ])
  }

  @Test func exportsOfLeadsStayRequests() throws {
    let table = try table("fair", "lead_id;Telefon;Ret\n1;05321112201;E\n2;05321112202;\n")
    #expect(table.plan.commands == nil)
    #expect(table.said == ["1", "2"])
    #expect(table.rows[0].facts.optedOut == [.whatsapp, .email])
  }

  @Test func aColumnOfCommands() throws {
    let text =
      "lead_id,phone,command,tone,send_at,shift_hours,at\n1,,,samimi,,,\n2,,cancel,,,,\n"
      + ",05321112203,reply,,,,2026-11-23T09:00:00Z\n4,,cancel,samimi,,,\n5,,reschedule,,,24,\n6,,danc,,,,\n7,,enqueue,,,,\n"
    let table = try table("mixed", text)
    #expect(
      table.said
        == ["1", "cancel 2", "reply +905321112203", "cancel 4", "reschedule 5", "INVALID_FIELD", "7"].map {
          $0 == "INVALID_FIELD" ? "?! 6" : $0
        })
  }

  @Test func aFileThatReportsJobs() throws {
    let text = "job_id,provider_id\n1-whatsapp-1-20261123T101512.345678Z,x\n,y\n"
    #expect(try table("today.sent", text).said == ["sent ", "sent! "])
  }

  /// The user's own columns do not stand in the way of a list, whatever commands have such fields.
  @Test func anExportWhoseNameSaysOptOut() throws {
    let text = "lead_id,Company,Source,Text,Ret\n1,X,fair,hello,\n"
    #expect(try table("all.opt-out", text).said == ["opt-out 1"])
  }
}
