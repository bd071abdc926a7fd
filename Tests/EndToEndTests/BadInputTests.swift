import Foundation
import Outreach
import Requests
import Storage
import Testing

/// Bad requests get a clear answer; what comes after them is answered in the same run.
struct BadInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var title: String
    var code: String
    var name: FileName = "1.json"
    var bytes: [UInt8]
    /// What a person needs to find in the answer.
    var mentions: [String] = []

    init(_ title: String, _ code: String, _ text: String, name: FileName = "1.json", mentions: [String] = []) {
      self.init(title, code, bytes: Array(text.utf8), name: name, mentions: mentions)
    }

    init(_ title: String, _ code: String, bytes: [UInt8], name: FileName = "1.json", mentions: [String] = []) {
      (self.title, self.code, self.bytes, self.name, self.mentions) = (title, code, bytes, name, mentions)
    }

    var testDescription: String { title }
  }

  static let cases: [Case] = [
    Case("unknown tone", "INVALID_FIELD", #"{"tone":"kurumsl"}"#, mentions: ["kurumsal", #""suggestion":"kurumsal""#]),
    Case("unknown channel", "INVALID_FIELD", #"{"channel":"whatsap"}"#, mentions: [#""suggestion":"whatsapp""#]),
    Case("channel twice", "INVALID_FIELD", #"{"channel":["email","email"]}"#, mentions: ["channel"]),
    Case("no channel", "INVALID_FIELD", #"{"channel":[]}"#, mentions: ["channel"]),
    Case("unknown language", "INVALID_FIELD", #"{"language":"de"}"#, mentions: ["tr", "en"]),
    Case("unknown objective", "INVALID_FIELD", #"{"objective":"ilk temas"}"#, mentions: [#""suggestion":"ilk_temas""#]),
    Case("too many follow-ups", "INVALID_FIELD", #"{"max_followups":11}"#, mentions: ["0 to 10"]),
    Case("negative follow-ups", "INVALID_FIELD", #"{"max_followups":-1}"#),
    Case("half a follow-up", "INVALID_FIELD", #"{"max_followups":1.5}"#),
    Case("follow-ups beyond 64 bits", "INVALID_FIELD", #"{"max_followups":99999999999999999999999}"#),
    Case("follow-ups beyond Double", "INVALID_FIELD", #"{"max_followups":1e999}"#),
    Case("follow-ups as text", "INVALID_FIELD", #"{"max_followups":"2"}"#),
    Case("no time", "INVALID_FIELD", #"{"start_at":"tomorrow"}"#, mentions: ["start_at"]),
    Case("30 February", "INVALID_FIELD", #"{"start_at":"2026-02-30T10:00:00Z"}"#),
    Case("time without offset", "INVALID_FIELD", #"{"start_at":"2026-11-23T10:00:00"}"#, mentions: ["offset"]),
    Case("a start in the far future", "INVALID_FIELD", #"{"start_at":"9999-12-31T10:00:00Z"}"#),
    Case("lead is no object", "INVALID_FIELD", #"{"lead":[1]}"#, mentions: ["lead"]),
    Case("another lead's id", "INVALID_FIELD", #"{"lead_id":2}"#, mentions: ["lead_id"]),
    Case("unknown time zone", "INVALID_FIELD", #"{"lead":{"time_zone":"Europe/Istambul"}}"#, mentions: ["Istambul"]),
    Case("unknown field", "UNKNOWN_FIELD", #"{"chanel":"email"}"#, mentions: [#""suggestion":"channel""#]),
    Case("unknown fact", "UNKNOWN_FIELD", #"{"lead":{"compny":"X"}}"#, mentions: [#""suggestion":"company""#]),
    Case(
      "all problems at once", "UNKNOWN_FIELD", #"{"chanel":"email","tone":"x","max_followups":99}"#,
      mentions: ["chanel", "tone", "max_followups"]),
    Case("unknown lead", "LEAD_NOT_FOUND", "{}", name: "4711.json", mentions: ["4711", "lead book"]),
    Case(
      "no mobile", "CHANNEL_UNREACHABLE", #"{"lead":{"phone":"0212 555 01 01"}}"#, name: "new.json",
      mentions: ["mobile"]),
    Case(
      "no mailbox", "CHANNEL_UNREACHABLE", #"{"channel":"email","lead":{"company":"X"}}"#, name: "new.json",
      mentions: ["e-mail"]),
    Case(
      "a bad phone that is needed", "INVALID_FIELD", #"{"lead":{"phone":"12"}}"#, name: "new.json",
      mentions: ["12"]),
    Case("empty", "INVALID_JSON", "", mentions: ["empty"]),
    Case("blank", "INVALID_JSON", " \n"),
    Case("half a file", "INVALID_JSON", #"{"tone":"kurum"#),
    Case("something after the end", "INVALID_JSON", "{} {}"),
    Case("no object", "INVALID_JSON", "[]"),
    Case("null", "INVALID_JSON", "null"),
    Case("a key twice", "INVALID_JSON", #"{"tone":"samimi","tone":"premium"}"#, mentions: ["tone"]),
    Case("a key twice, once escaped", "INVALID_JSON", #"{"tone":"samimi","\u0074one":"premium"}"#),
    Case("a trailing comma", "INVALID_JSON", #"{"tone":"samimi",}"#),
    Case("a raw line end in a string", "INVALID_JSON", "{\"tone\":\"sam\nimi\"}"),
    Case("half a surrogate pair", "INVALID_JSON", #"{"lead":{"company":"\ud83d"}}"#),
    Case(
      "10,000 deep", "INVALID_JSON",
      "{\"lead\":{\"custom\":" + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000) + "}}"),
    Case("10,000 deep and not closed", "INVALID_JSON", String(repeating: "{\"a\":", count: 10_000)),
    Case(
      "invalid UTF-8", "INVALID_ENCODING",
      bytes: Array(#"{"lead":{"company":""#.utf8) + [0xFF, 0xC3] + Array(#""}}"#.utf8)),
    Case(
      "UTF-16", "INVALID_ENCODING", bytes: [0xFF, 0xFE] + "{}".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
    Case(
      "Windows-1254", "INVALID_ENCODING", bytes: Array(#"{"lead":{"company":"Ye"#.utf8) + [0xFE] + Array(#"il"}}"#.utf8)
    ),
    Case(
      "2 MiB", "FILE_TOO_LARGE", bytes: [UInt8](repeating: UInt8(ascii: " "), count: 2 << 20),
      mentions: ["2097152", "1048576"]),
    Case("no extension", "UNSUPPORTED_FILE_TYPE", "{}", name: "139"),
    Case("a picture", "UNSUPPORTED_FILE_TYPE", bytes: [0x89, 0x50, 0x4E, 0x47], name: "scan.png"),
    Case("only an extension", "INVALID_FILE_NAME", "{}", name: "@.json"),
    Case("a name with a space", "INVALID_FILE_NAME", "{}", name: "lead 1.json"),
    Case("a name with ..", "INVALID_FILE_NAME", "{}", name: "..1..json"),
    Case("a name with a line end", "INVALID_FILE_NAME", "{}", name: "1\n2.json"),
    Case("a name with quotes", "INVALID_FILE_NAME", "{}", name: "1\"$(id)'.json"),
    Case("a name with ESC", "INVALID_FILE_NAME", "{}", name: "1\u{1B}[31m.json"),
    Case("a reference that is empty", "INVALID_FILE_NAME", "{}", name: "1@.json"),
    Case("two references", "INVALID_FILE_NAME", "{}", name: "1@a@b.json"),
    Case("a lead id of 65", "INVALID_FILE_NAME", "{}", name: FileName(String(repeating: "7", count: 65) + ".json")),
    Case(
      "a name of 255 bytes", "INVALID_FILE_NAME", "{}", name: FileName(String(repeating: "x", count: 250) + ".json")),
    Case("another of 255 bytes", "UNSUPPORTED_FILE_TYPE", "{}", name: FileName(String(repeating: "y", count: 255))),
    Case(
      "a name in Windows-1254", "INVALID_FILE_NAME", bytes: Array("{}".utf8),
      name: FileName(bytes: [0xDE, 0xFE, 0x2E] + "json".utf8)),
    Case(
      "a name of no text", "UNSUPPORTED_FILE_TYPE", bytes: Array("{}".utf8), name: FileName(bytes: [0xFF, 0x01, 0x80])),
  ].map { one in
    var one = one
    // ..1..json begins with a dot and would be ignored.
    if one.title == "a name with .." { one.name = "1..2.json" }
    return one
  }

  /// All at once: none may get in another's way. One spool for those of one name, since a name holds one file.
  @Test("every bad request is refused with its reason, and a good one after them is answered")
  func refused() throws {
    var rounds: [[Case]] = []
    for one in Self.cases {
      let index = rounds.firstIndex { !$0.contains { $0.name == one.name } } ?? rounds.count
      if index == rounds.count { rounds.append([]) }
      rounds[index].append(one)
    }
    let workplace = try Workplace(leads: 10)
    workplace.configure("\"settle_seconds\":0")
    var dropped: [FileName: [[UInt8]]] = [:]
    for (number, round) in rounds.enumerated() {
      for one in round {
        #expect(Files.write(one.bytes, to: one.name, in: workplace.inbox), "\(one.title)")
        dropped[one.name, default: []].append(one.bytes)
      }
      if number == 0 {
        Files.write(Array("{}".utf8), to: "2.json", in: workplace.inbox)
        dropped["2.json"] = [Array("{}".utf8)]
      }
      let end = try workplace.run()
      #expect(end.status == 0, "\(end.errors)")
      #expect(end.summary["failed"] == Double(round.count), "\(end.output)")
      let errors = SpoolListing(inbox: workplace.inbox).errorFiles.map { String(decoding: $0.bytes, as: UTF8.self) }
      for one in round { check(one, workplace, errors) }
    }
    #expect(workplace.answer("2.json")["ok"] as? Bool == true)
    #expect(SpoolAudit(workplace, dropped: dropped).problems().isEmpty)
  }

  private func check(_ one: Case, _ workplace: Workplace, _ errors: [String]) {
    guard RequestName(one.name).lead != nil else {
      // No valid name, no response; the reason lies beside the file, and names it legibly.
      #expect(workplace.response(one.name) == nil, "\(one.title)")
      #expect(errors.contains { $0.contains("\"\(one.code)\"") }, "\(one.title)")
      return
    }
    let response = String(decoding: workplace.response(one.name) ?? [], as: UTF8.self)
    #expect(workplace.code(one.name) == one.code, "\(one.title): \(response)")
    #expect(errors.contains(response), "\(one.title): the .error.json is another than the response")
    for word in one.mentions { #expect(response.contains(word), "\(one.title): \(word) is not in \(response)") }
    let message = (workplace.answer(one.name)["error"] as? [String: Any])?["message"] as? String ?? ""
    #expect(
      (message.hasSuffix(".") || message.hasSuffix("?")) && message.count > 20 && message.count < 600,
      "\(one.title): \(message)")
  }

  @Test(
    "what looks odd and is fine is accepted",
    arguments: [
      "\u{FEFF}{}", " {\r\n} ", #"{"tone":null}"#, #"{"max_followups":0}"#, #"{"max_followups":1e0}"#,
      #"{"max_followups":2.0}"#,
      #"{"lead":{"custom":{"a":[1e308,-0,"\ud83d\ude00"]}}}"#, #"{"lead_id":1}"#, #"{"lead_id":"1"}"#,
      #"{"channel":["email","whatsapp"]}"#, #"{"lead":{}}"#, #"{"start_at":"2020-01-01T00:00:00+03:00"}"#,
      #"{"lead":{"website":"not a site","employees":"many"}}"#,
    ])
  func accepted(text: String) throws {
    let workplace = try Workplace(leads: 1)
    Files.write(Array(text.utf8), to: "1.json", in: workplace.inbox)
    let end = try workplace.run()
    #expect(
      end.summary["processed"] == 1, "\(text): \(String(decoding: workplace.response("1.json") ?? [], as: UTF8.self))")
    #expect(SpoolAudit(workplace, dropped: ["1.json": [Array(text.utf8)]]).problems().isEmpty)
  }

  @Test("ids keep their form: 00139 and 139 are two leads, a number of 16 digits is text")
  func ids() throws {
    let workplace = try Workplace(leads: 139)
    let facts = #"{"lead":{"company":"X","phone":"+905321112244"}}"#
    Files.write(Array("{}".utf8), to: "139.json", in: workplace.inbox)
    Files.write(Array(facts.utf8), to: "00139.json", in: workplace.inbox)
    Files.write(Array(facts.replacing("44", with: "45").utf8), to: "1234567890123456.json", in: workplace.inbox)
    #expect(try workplace.run().summary["processed"] == 3)
    let id = { (name: FileName) in (workplace.answer(name)["data"] as? [String: Any])?["lead_id"] }
    #expect((id("139.json") as? NSNumber)?.intValue == 139)
    #expect(id("00139.json") as? String == "00139")
    #expect(id("1234567890123456.json") as? String == "1234567890123456")
  }

  @Test("a reference again: the same bytes get the first answer, others are refused")
  func references() throws {
    let workplace = try Workplace(leads: 3)
    let bytes = Array(#"{"max_followups":1}"#.utf8)
    Files.deliver(bytes, to: "1@order.json", in: workplace.inbox)
    try workplace.run()
    let first = workplace.response("1@order.json")
    Files.deliver(bytes, to: "1@order.json", in: workplace.inbox)
    #expect(try workplace.run().summary["jobs"] == 0)
    #expect(workplace.response("1@order.json") == first)
    Files.deliver(Array("{}".utf8), to: "1@order.json", in: workplace.inbox)
    #expect(try workplace.run().summary["failed"] == 1)
    #expect(workplace.code("1@order.json") == "DUPLICATE_REQUEST")
    #expect(SpoolAudit.jobs(of: workplace).count == 2)
  }

  @Test("active, replaced, contacted lately")
  func activeAndContacted() throws {
    let workplace = try Workplace(leads: 3)
    workplace.configure("\"window\":\"always\"")
    Files.deliver(Array(#"{"max_followups":0}"#.utf8), to: "1.json", in: workplace.inbox)
    try workplace.run()
    Files.deliver(Array("{}".utf8), to: "1@b.json", in: workplace.inbox)
    try workplace.run()
    #expect(workplace.code("1@b.json") == "ALREADY_ACTIVE")
    Files.deliver(Array(#"{"on_active":"replace","max_followups":0}"#.utf8), to: "1@c.json", in: workplace.inbox)
    try workplace.run()
    let data = workplace.answer("1@c.json")["data"] as? [String: Any]
    let job = (data?["jobs"] as? [[String: Any]])?.first?["job_id"] as? String ?? "none"
    // Another program's sender reports that the replacement went out.
    let day = "\(workplace.outbox)/ledger/2099-01-01"
    try FileManager.default.createDirectory(atPath: day, withIntermediateDirectories: true)
    let event = "{\"at\":\"2099-01-01T00:00:00Z\",\"event\":\"sent\",\"lead_id\":1,\"job_id\":\"\(job)\"}\n"
    Files.deliver(Array(event.utf8), to: "sender.ndjson", in: day)
    Clock.sleep(1.1)
    Files.deliver(Array("{}".utf8), to: "1@d.json", in: workplace.inbox)
    try workplace.run()
    #expect(workplace.code("1@d.json") == "RECENTLY_CONTACTED", "\(workplace.answer("1@d.json"))")
    Files.deliver(Array(#"{"on_contacted":"allow"}"#.utf8), to: "1@e.json", in: workplace.inbox)
    try workplace.run()
    #expect(workplace.answer("1@e.json")["ok"] as? Bool == true)
  }

  @Test("a wording that needs a fact nobody has: the request is refused and names it")
  func generationFails() throws {
    let workplace = try Workplace(leads: 3)
    try FileManager.default.createDirectory(atPath: "\(workplace.root)/words/tr", withIntermediateDirectories: true)
    let text =
      "# ilk_temas\n## initial whatsapp\nMerhaba {{company}}, kodunuz {{custom.code}}.\n# *\n## refusal whatsapp\nRET\n"
    Files.write(Array(text.utf8), to: "sade.md", in: "\(workplace.root)/words/tr")
    let options = ["--templates", "\(workplace.root)/words"]
    Files.deliver(Array(#"{"tone":"sade","max_followups":0}"#.utf8), to: "1.json", in: workplace.inbox)
    Files.deliver(
      Array(#"{"tone":"sade","max_followups":0,"lead":{"custom":{"code":"A7"}}}"#.utf8), to: "2.json",
      in: workplace.inbox)
    let end = try workplace.run(options)
    #expect(end.status == 0, "\(end.errors)")
    #expect(workplace.code("1.json") == "GENERATION_FAILED", "\(workplace.answer("1.json"))")
    #expect(String(decoding: workplace.response("1.json") ?? [], as: UTF8.self).contains("code"))
    #expect(workplace.answer("2.json")["ok"] as? Bool == true)
  }
}
