import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Requests
@testable import Scheduling

@Suite struct RowAnswersTests {
  /// Gives the text in pieces, as a pipe would.
  private func reader(_ text: String, piece: Int = 7, rowBytes: Int = 1 << 16) throws -> RequestRowReader {
    var rest = Array(text.utf8)[...]
    return try RequestRowReader(mapping: .standard, rowBytes: rowBytes) { buffer in
      let count = min(piece, buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
  }

  private func rows(_ text: String) throws -> [RequestRow] {
    var reader = try reader(text)
    var all: [RequestRow] = []
    while true {
      let rows = try reader.next()
      if rows.isEmpty { return all }
      all += rows
    }
  }

  private func answers(_ text: String, leads: [String] = [], explains: Bool = false) throws -> [JSONValue] {
    let sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    let planner = SequencePlanner(
      configuration: Configuration(sender: sender, windows: SendingWindows(.always)),
      generator: TemplateGenerator(sender: sender))
    var answers = RowAnswers(
      planner: planner, leadBook: LeadBook(paths: leads, clock: MachineClock.now), explains: explains)
    let lines = try answers.answer(rows(text), now: instant("2026-11-23T10:15:12Z")).lines
    return try lines.split(separator: 10).map { try JSONValue(parsing: Array($0)) }
  }

  @Test func oneEnvelopeARowInOrder() throws {
    let text = (1...3000).map { "{\"lead_id\":\($0),\"lead\":{\"phone\":\"05321112233\"}}\n" }.joined()
    let found = try rows(text)
    #expect(found.map(\.number) == Array(1...3000))
    #expect(found.map { $0.lead?.text } == (1...3000).map(String.init))
    let envelopes = try answers(text.split(separator: "\n").prefix(300).joined(separator: "\n"))
    #expect(envelopes.count == 300)
    for (index, envelope) in envelopes.enumerated() {
      #expect(envelope["data"]?["lead_id"]?.int == index + 1)
      #expect(envelope["data"]?["row"]?.int == index + 1)
    }
  }

  @Test func nothingIsPlanned() throws {
    let envelope = try #require(try answers("{\"lead_id\":1,\"ref\":\"a\",\"phone\":\"05321112233\"}").first)
    #expect(envelope["ok"]?.bool == true)
    #expect(envelope["data"]?["jobs"] == .array([]))
    #expect(envelope["data"]?["request_id"] == .null)
    #expect(envelope["data"]?["ref"]?.string == "a")
    #expect(envelope["data"]?["ai_context"]?["contributions"] == nil)
  }

  @Test func explanationsAddUpToTheScore() throws {
    let row = "{\"lead_id\":1,\"phone\":\"05321112233\",\"sector\":\"mimarlık\",\"rating\":4.5}"
    let context = try #require(try answers(row, explains: true).first?["data"]?["ai_context"])
    guard case .array(let parts)? = context["contributions"] else {
      Issue.record("no contributions")
      return
    }
    let sum = parts.reduce(0) { $0 + ($1["points"]?.double ?? 0) }
    #expect(abs(sum - Double(try #require(context["priority_score"]?.int))) < 1)
  }

  @Test(arguments: [
    ("{\"lead_id\":1,\"chanel\":\"email\",\"phone\":\"05321112233\"}", "UNKNOWN_FIELD"),
    ("{\"tone\":\"samimi\"}", "MISSING_FIELD"),
    ("{\"lead_id\":\"a b\"}", "INVALID_FIELD"),
    ("{\"lead_id\":1,\"ref\":\"a b\"}", "INVALID_FIELD"),
    ("{\"lead_id\":1,\"command\":\"cancel\"}", "INVALID_FIELD"),
    ("{\"lead_id\":1", "INVALID_JSON"),
    ("{\"lead_id\":1,\"lead_id\":2}", "INVALID_JSON"),
    ("{\"lead_id\":1}", "LEAD_NOT_FOUND"),
    ("{\"lead_id\":1,\"company\":\"Ada\"}", "CHANNEL_UNREACHABLE"),
    ("{\"lead_id\":1,\"phone\":\"05321112233\",\"Unsubscribed\":\"yes\"}", "OPTED_OUT"),
  ])
  func whatIsWrongIsAnswered(row: String, code: String) throws {
    let good = "\n{\"lead_id\":2,\"phone\":\"05321112233\"}\n"
    let envelopes = try answers(row + good)
    #expect(envelopes.first?["error"]?["code"]?.string == code)
    #expect(envelopes.first?["error"]?["row"]?.int == 1)
    #expect(envelopes.last?["data"]?["row"]?.int == 2)
  }

  @Test func commandsAreNotForHere() throws {
    let envelopes = try answers("lead_id,phone,command\n1,05321112233,cancel\n2,05321112244,\n")
    #expect(envelopes.first?["error"]?["details"] != nil)
    #expect(envelopes.first?["error"]?["message"]?.string?.contains("inbox") == true)
    #expect(envelopes.last?["ok"]?.bool == true)
  }

  @Test func tablesAreReadByTheirHeaders() throws {
    let rows = try rows(
      "\u{FEFF}Lead ID;Firma;Cep;max_followups;channel;Renk\n7;\"Ada; Ltd\";05321112233;0;whatsapp+email;mavi\n")
    let row = try #require(rows.first)
    #expect(row.lead?.text == "7")
    #expect(row.facts[.company] == "Ada; Ltd")
    #expect(row.facts.custom["Renk"] == "mavi")
    #expect(row.document.first { $0.key == "max_followups" }?.value == .number("0"))
    #expect(row.document.first { $0.key == "channel" }?.value == .array([.string("whatsapp"), .string("email")]))
  }

  /// Two rows about one lead say different things about it, and the book is under both.
  @Test func eachRowsFactsAreItsOwn() throws {
    let spool = try ScratchSpool()
    let book = try spool.write("lead_id,company,phone\n1,Ada,05321112233\n", to: "leads.csv")
    let envelopes = try answers("{\"lead_id\":1}\n{\"lead_id\":1,\"company\":\"Bora\"}\n", leads: [book])
    let messages = envelopes.map { envelope -> String in
      guard case .array(let steps)? = envelope["data"]?["sequence"] else { return "" }
      return steps.first?["message"]?.string ?? ""
    }
    #expect(messages[0].contains("Ada") && !messages[0].contains("Bora"))
    #expect(messages[1].contains("Bora") && !messages[1].contains("Ada"))
  }

  @Test func aTableWithoutLeadsOrWithAMisspeltColumnIsRefused() {
    #expect(throws: StreamProblem.self) { try rows("company,phone\nAda,1\n") }
    #expect(throws: StreamProblem.self) { try rows("lead_id,chanel\n1,email\n") }
    #expect(throws: Never.self) { try rows("lead_id,Comment,Type\n1,x,y\n") }
  }

  @Test func theRowsBeforeAFaultAreGivenFirst() throws {
    var reader = try reader("lead_id,company\n1,Ada\n2,\"Bora\n")
    #expect(try reader.next().map { $0.lead?.text } == ["1"])
    #expect(throws: CSVError.self) { try reader.next() }
  }

  @Test(arguments: ["", "\n \n", "\u{FEFF}"])
  func nothingIsNoFault(text: String) throws { #expect(try rows(text).isEmpty) }
}
