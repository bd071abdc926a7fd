import Outreach
import Records
import Testing

@testable import Formats
@testable import Leads
@testable import Requests
@testable import Scheduling
@testable import Storage

/// Wishes to be left alone that come in nearly the right form. To refuse one would be to write on. Lead 1 has +905321112201
/// and info@firma1.example.
@Suite struct StopsInAnyFormTests {
  @Test(
    arguments: [
      ("139@r1.opt-out.json", CommandVerb.optOut, "r1"), ("139@ticket77.reply.json", .reply, "ticket77"),
      ("139.OPT-OUT.JSON", .optOut, nil), ("139.opt-out@.json", .optOut, nil), ("139.optout@x y.json", .optOut, nil),
      ("139.opt-out@\(String(repeating: "a", count: 65)).json", .optOut, nil), ("139.opt-out.json.json", .optOut, nil),
      (" 139.opt-out.json", .optOut, nil), ("139.ret.json", .optOut, nil), ("139.dur.json", .optOut, nil),
      ("139.unsub.json", .optOut, nil), ("139.blacklist.json", .optOut, nil), ("139.opt-out", .optOut, nil),
      ("139.opt-out.txt", .optOut, nil),
    ] as [(String, CommandVerb, String?)])
  func aNameThatIsNearlyAStopIsOne(_ name: String, _ verb: CommandVerb, _ ref: String?) throws {
    #expect(RequestName(FileName(name)) == .command(lead: try #require(LeadID("139")), verb: verb, ref: ref))
  }

  @Test(arguments: [
    "139.cancel.reply.json", "139.retail.json", "139.opt-in.JSON", "139.txt", "x y.ret.json", "139.ret.csv",
  ])
  func otherNamesAreNone(_ name: String) { #expect(RequestName(FileName(name)).verb == nil) }

  /// Refused, since a request has no such field; heard, since it says what it says.
  @Test(arguments: [
    #"{"consent_status":"RET"}"#, #"{"command":"opt-out"}"#, #"{"opt_out":true}"#,
    #"{"lead":{"do_not_contact":true}}"#,
  ])
  func aRefusedRequestIsHeard(_ text: String) throws {
    var world = SimulatedSpool()
    #expect(try world.ask("1.json", "{}") == "ok")
    #expect(try world.ask("1@again.json", text) == "UNKNOWN_FIELD")
    #expect(world.state.pending.isEmpty)
    #expect(try world.ask("1@third.json", #"{"on_contacted":"allow"}"#) == "OPTED_OUT")
  }

  @Test(arguments: [
    #"{"command":"opt-out","recipient":"05321112201"}"#, #"{"command":"opt-out","alici":"+905321112201"}"#,
    #"{"command":"ret","to":"05321112201"}"#, #"{"command":"reply","from":"05321112201","text":"RET"}"#,
  ])
  func rowsOfGatewaysAreObeyed(_ line: String) throws {
    var world = SimulatedSpool()
    #expect(try world.ask("1.json", "{}") == "ok")
    try world.drop("gateway.ndjson", line + "\n")
    try world.answer()
    #expect(world.state.pending.isEmpty)
    #expect(try world.ask("1@again.json", #"{"on_contacted":"allow"}"#) == "OPTED_OUT")
  }

  @Test(arguments: [
    ("İNFO@FİRMA1.EXAMPLE", "info@firma1.example"), ("info@firma1.example eski", "info@firma1.example"),
    ("info@firma1,example", "info@firma1.example"), ("info@firma1.example 03.04.2026", "info@firma1.example"),
    ("Ayşe Kaya info@firma1.example", "info@firma1.example"), ("info @firma1.example", "info@firma1.example"),
    ("info[at]firma1.example", "info@firma1.example"), ("0532 111 22 01 RET", "+905321112201"),
    ("Ali Kaya (0532 111 22 01)", "+905321112201"),
  ])
  func addressesAreFoundInWhatStandsThere(_ cell: String, _ address: String) {
    #expect(LooseAddress.all(in: cell).map(\.text) == [address])
  }

  @Test(arguments: ["", "Ali Kaya", "info@", "@firma1", "12345", "3 Nisan 2026"])
  func noAddressIsMadeUp(_ cell: String) { #expect(LooseAddress.all(in: cell) == []) }

  /// The first row of a bare list is somebody, too.
  @Test(arguments: [
    "İNFO@FİRMA1.EXAMPLE", "info@firma1.example Ali Veli", "info@firma1.example eski", "info[at]firma1.example",
  ])
  func theFirstRowOfAListIsNoHeader(_ first: String) throws {
    var world = SimulatedSpool()
    try world.drop("liste.opt-out.csv", "\(first)\nb@firma2.example\n")
    try world.answer()
    #expect(try world.ask("1.json", #"{"channel":"email"}"#) == "OPTED_OUT")
  }

  @Test func bareIDsAreNoHeader() throws {
    var world = SimulatedSpool()
    try world.drop("liste.opt-out.csv", "1\n2\n")
    try world.answer()
    #expect(try world.ask("1.json", "{}") == "OPTED_OUT")
    #expect(try world.ask("2.json", "{}") == "OPTED_OUT")
    #expect(try world.ask("3.json", "{}") == "ok")
  }

  @Test(arguments: [
    "kara-liste", "Kara Liste", "karaliste", "aranmayacaklar (2)", "RET", "iys-ret", "istemeyenler", "engellenenler",
    "suppression", "dnc", "do-not-contact", "blacklist", "bounces", "silinecekler", "kvkk-silme",
    "abonelikten-cikanlar", "opted-out", "unsubs", "gdpr-erasure", "vefat",
  ])
  func aListOfRefusalsIsNoListOfLeads(_ stem: String) {
    #expect(throws: Problem.self) { try RowTable(stem: stem, firstRow: ["lead_id", "Telefon"]) }
  }

  @Test(arguments: ["karet", "leads_cleaned", "fuar", "stop-sale-mobilya", "retail", "vefa-lisesi"])
  func otherListsAre(_ stem: String) {
    #expect(throws: Never.self) { try RowTable(stem: stem, firstRow: ["lead_id", "Telefon"]) }
  }

  /// İYS's export, with either headings; whoever consented stays.
  @Test(arguments: [
    "recipient,type,status,consentDate,source,recipientType\n+905321112201,MESAJ,RET,2026-01-01 10:00:00,HS_WEB,BIREYSEL\n+905321112202,MESAJ,ONAY,2026-01-01 10:00:00,HS_WEB,BIREYSEL\n",
    "Telefon,Durum\n05321112201,RET\n05321112202,ONAY\n",
  ])
  func aRegistersExportIsUnderstood(_ text: String) throws {
    var world = SimulatedSpool()
    try world.drop("iys.csv", text)
    try world.answer()
    #expect(try world.ask("1.json", "{}") == "OPTED_OUT")
    #expect(try world.ask("2.json", "{}") == "ok")
  }

  /// Messages go to the phone and to the mailbox that is given first; the no comes from the other.
  @Test(arguments: [
    #"{"command":"opt-out","to":"ikinci@firma7.example"}"#,
    #"{"command":"reply","to":"ikinci@firma7.example","text":"Bir daha yazmayın"}"#,
  ])
  func aNoFromAnotherAddressOfTheLeadHolds(_ line: String) throws {
    var world = SimulatedSpool()
    let facts = #""lead":{"company":"Kuzey","email":"ayse@firma7.example; ikinci@firma7.example"}"#
    let request = #"{\#(facts),"channel":"email"}"#
    #expect(try world.ask("7.json", request) == "ok")
    try world.drop("gone.ndjson", line + "\n")
    try world.answer()
    #expect(world.state.pending.isEmpty)
    #expect(try world.ask("7@again.json", #"{\#(facts),"channel":"email","on_contacted":"allow"}"#) == "OPTED_OUT")
  }

  /// A field that would send at another time than was meant, or send instead of stopping.
  @Test(arguments: [
    #""send_at":"2027-03-01T10:00:00+03:00""#, #""followups":0"#, #""action":"cancel""#, #""action":"opt-out""#,
  ])
  func aMisplacedFieldRefusesTheRow(_ member: String) {
    let line = #"{"lead_id":1,"lead":{"company":"A","phone":"05321112201"},\#(member)}"#
    let row = RequestRow(number: 1, line: Array(line.utf8), mapping: .standard)
    #expect(row.problems.map(\.code) == [.unknownField] && row.problems.first?.suggestion != nil)
  }

  @Test func anActionOfOnesOwnIsAFact() {
    let line = #"{"lead_id":1,"lead":{"company":"A"},"action":"teklif"}"#
    #expect(RequestRow(number: 1, line: Array(line.utf8), mapping: .standard).problems == [])
  }

  /// What was sent is not sent again because of a number or a word too many.
  @Test(arguments: [
    #""provider_id":123"#, #""channel":"whatsapp""#, #""to":"+905321112201""#, #""at":"2026-11-23T10:20:00""#,
    #""at":1795428912"#, #""whatever":[1]"#,
  ])
  func aReportCountsWithWhateverStandsInIt(_ member: String) throws {
    let job = "139-whatsapp-1-20261123T101512.345678Z"
    let document = try JSONValue(parsing: Array(#"{"job_id":"\#(job)",\#(member)}"#.utf8))
    for verb in [CommandVerb.sent, .failed] {
      let decoded = try CommandFields.decode(
        document, verb, leadID: LeadID("139"), now: Timestamp(seconds: 1_795_689_000))
      #expect(decoded.order.job?.description == job)
    }
  }

  /// The fifth of July or the seventh of May: the later one, so that no opt-in in between outweighs it.
  @Test(arguments: [
    ("7/5/2026", "2026-07-05"), ("5/7/2026", "2026-07-05"), ("25/7/2026", "2026-07-25"), ("7.5.2026", "2026-05-07"),
  ])
  func ofTwoDaysTheLaterCounts(_ text: String, _ day: String) throws {
    let document = try JSONValue(parsing: Array(#"{"at":"\#(text)"}"#.utf8))
    let now = try #require(Timestamp(rfc3339: "2026-11-30T08:00:00Z"))
    let decoded = try CommandFields.decode(document, .optOut, leadID: LeadID("139"), now: now)
    guard case .optOut(_, _, let at) = decoded.order else {
      Issue.record("no opt-out")
      return
    }
    #expect(at?.day.iso8601 == day)
  }

  /// In a file whose last row counts, and in the second of two books.
  @Test func aNoInAnyRowOfABookIsHeard() throws {
    let directory = try ScratchDirectory()
    let both = try directory.write(
      "b.csv", "lead_id,company,phone,consent_status\n1,A,05321112233,RET\n1,A,05321112233,onaylı\n")
    let yes = try directory.write("yes.csv", "lead_id,company,consent_status\n1,A,onaylı\n")
    let no = try directory.write("no.csv", "lead_id,company,consent_status\n1,A,RET\n")
    let id = try #require(LeadID("1"))
    for paths in [[both], [yes, no], [no, yes]] {
      var book = LeadBook(paths: paths, clock: MachineClock.now)
      let facts = try book.facts(for: [id]).facts[id]
      #expect(SequencePlanner.stated(id, [facts])?.channels == Set(Channel.allCases), "\(paths.count)")
    }
    let later = try directory.write(
      "later.csv", "lead_id,company,consent_status,consent_at\n1,A,RET,2026-01-01\n1,A,onaylı,2026-05-01\n")
    var book = LeadBook(paths: [later], clock: MachineClock.now)
    #expect(SequencePlanner.stated(id, [try book.facts(for: [id]).facts[id]]) == nil)
  }
}
