import Outreach
import Records
import Testing

@testable import Formats
@testable import Requests
@testable import Storage

/// Commands that name an address or a lead in a row. Lead 1 has +905321112201 and info@firma1.example, 9 the phone of 1.
@Suite struct RowCommandTests {
  private static let phone = #""to":"0532 111 22 01""#
  private static let mail = #""to":"info@firma1.example""#
  private static let both = #"{"channel":["whatsapp","email"]}"#

  /// ALI@x.com and ali@x.com are one mailbox.
  @Test(arguments: ["INFO@firma1.example", "Info@Firma1.Example"]) func anOptOutHoldsHoweverTheAddressIsSpelled(
    _ address: String
  ) throws {
    var world = SimulatedSpool()
    try world.drop("gone.ndjson", #"{"command":"opt-out","to":"\#(address)"}"# + "\n")
    try world.answer()
    #expect(try world.ask("1.json", #"{"channel":"email"}"#) == "OPTED_OUT")
    #expect(try world.ask("2.json", #"{"channel":"email","lead":{"email":"iNFO@firma1.example"}}"#) == "OPTED_OUT")
    #expect(try world.ask("3.json", #"{"channel":"email"}"#) == "ok")
  }

  /// The lead's request gave a mailbox beside the phone that its messages go to.
  @Test(
    arguments: [
      #"{"command":"opt-out","lead_id":7}"#, #"{"command":"reply","lead_id":7,"text":"STOP"}"#,
      #"{"command":"opt-out","lead_id":7,"channel":"email"}"#,
    ], [true, false]) func anOptOutHoldsForTheAddressGivenBesides(_ line: String, isOneSlice: Bool) throws
  {
    var world = SimulatedSpool()
    let facts = #""lead":{"company":"Kuzey","phone":"0532 999 88 77","email":"ayse@kuzey.example"}"#
    let request = #"{"lead_id":7,\#(facts),"channel":"whatsapp"}"# + "\n"
    if isOneSlice {
      try world.drop("all.ndjson", request + line + "\n")
    } else {
      try world.drop("new.ndjson", request)
      try world.answer()
      try world.drop("gone.ndjson", line + "\n")
    }
    try world.answer()
    let other = #"{"channel":"email","lead":{"company":"Güney","email":"ayse@kuzey.example"}}"#
    #expect(try world.ask("8.json", other) == "OPTED_OUT")
  }

  /// What a browser calls the second download, and what people call such lists, asks for nobody to be written to.
  @Test(arguments: [
    "liste.opt-out (2)", "liste.opt-out(1)", "x.opt_out", "x.optout", "x.opt-outs", "x.unsubscribe", "x.cancle",
    "opt-out",
    "2026-11-29-opt-out", "x.opt-out.2026",
  ])
  func aListThatIsNearlyCalledAStopIsNoRequest(_ stem: String) throws {
    var world = SimulatedSpool()
    let name = FileName(stem + ".csv")
    try world.drop(name, "lead_id\n1\n")
    try world.answer()
    #expect(world.state.pending.isEmpty)
    #expect(throws: Problem.self) { try RowTable(stem: stem, firstRow: ["lead_id", "company"]) }
  }

  /// Rows that command, or that say themselves who wants no messages, are obeyed whatever the file is called.
  @Test(arguments: [
    ("optouts.csv", "to,command\n05321112201,opt-out\n"),
    ("RET-optout.csv", "phone,opt_out\n05321112201,evet\n"),
    ("opt_out.csv", "lead_id,consent_status\n1,RET\n"),
    ("x.optout.ndjson", #"{"command":"opt-out","lead_id":1}"# + "\n"),
  ])
  func stopsAreObeyedWhateverTheFileIsCalled(_ name: String, _ text: String) throws {
    var world = SimulatedSpool()
    try world.drop(FileName(name), text)
    try world.answer()
    #expect(try world.ask("1.json", "{}") == "OPTED_OUT")
  }

  @Test(arguments: ["leads", "fuar.2026", "list.opt-out", "x.cancel", "list.opt-out.rejected", "a.b"])
  func otherListsAreTaken(_ stem: String) {
    #expect(throws: Never.self) { try RowTable(stem: stem, firstRow: ["lead_id"]) }
  }

  @Test(arguments: [
    ("K 1@a.opt-out.json", "<leadId>.opt-out@<ref>.json"), ("+905321112233.opt-out.json", "<leadId>.opt-out.json"),
    ("7.opt-uot.json", "7.opt-out.json"), ("7.cancle.json", "7.cancel.json"),
  ])
  func noAdviceMakesARequestOfAStop(_ name: String, advice: String) {
    guard case .refused(_, let message) = RequestName(FileName(name)) else {
      Issue.record("\(name) is taken")
      return
    }
    #expect(message.contains(advice), "\(message)")
  }

  @Test func aStopFromAClockThatIsAheadIsObeyed() throws {
    var world = SimulatedSpool()
    #expect(try world.ask("1.reply.json", #"{"text":"DUR","at":"2099-01-01T10:00:00Z"}"#) == "ok")
    #expect(try world.ask("1.json", "{}") == "OPTED_OUT")
  }

  /// İYS's own shape, and a cell that names the command in other words.
  @Test(arguments: [
    "İZİN TİPİ;ALICI;DURUM\nMESAJ;+905321112201;RET\n", "recipient,type,status\n+905321112201,MESAJ,RET\n",
    "to,command\n05321112201,OPT_OUT\n", "to,command\n05321112201,çıkar\n",
  ]) func aListOfOptOutsIsObeyed(_ text: String) throws {
    var world = SimulatedSpool()
    try world.drop("gone.opt-out.csv", text)
    try world.answer()
    #expect(try world.ask("1.json") == "OPTED_OUT")
  }

  /// A mail system's list of bounces knows addresses and no jobs; a phone beside one says whose it is.
  @Test func aBounceByAddressClosesIt() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", Self.both))
    try rows.rows(#"{"command":"bounce",\#(Self.mail),"phone":"05321112201","error":"550 no such user"}"#)
    #expect(try rows.changed(1) == (1...3).map { "1 email \($0) cancelled bounced" })
    #expect(rows.pending("1").allSatisfy { $0.contains("whatsapp") })
    let other = #"{"lead_id":9,"channel":"email","lead":{"email":"INFO@firma1.example"}}"#
    try rows.rows(other)
    #expect(rows.code(1) == "CHANNEL_UNREACHABLE")
  }

  @Test func threeSoftBouncesByAddressCloseIt() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", Self.both))
    for count in 1...3 {
      #expect(rows.pending("1").contains { $0.contains("email") })
      try rows.rows(#"{"command":"bounce",\#(Self.mail),"kind":"soft"}"#)
      #expect(try rows.changed(1).isEmpty == (count < 3))
    }
    #expect(!rows.pending("1").contains { $0.contains("email") })
  }

  @Test func aBounceOfNoAddressIsRefused() throws {
    var rows = RowCommandBench()
    try rows.rows(#"{"command":"bounce","lead_id":1}"#)
    #expect(rows.code(1) == "MISSING_FIELD")
  }

  /// The id is none, the address is whose the wish is.
  @Test func aStopWithAnIDThatIsNoneHoldsForTheAddress() throws {
    var world = SimulatedSpool()
    try world.drop("gone.opt-out.csv", "lead_id,to\na.b,05321112201\n")
    try world.answer()
    #expect(try world.ask("1.json") == "OPTED_OUT")
  }

  /// Proposals whose keys are another roster's are keyed anew, not taken for strangers'.
  @Test func aPlannerWithAnotherSeedReachesNobodyWhoSaidNo() throws {
    var rows = RowCommandBench()
    rows.plannerSeed = Roster.Seed(1, 2)
    try rows.bench.answer(("1.json", Self.both))
    try rows.rows(#"{"command":"opt-out","to":"0532 111 22 02"}"#)
    try rows.rows(#"{"lead_id":1}"#, #"{"lead_id":2}"#, #"{"lead_id":3}"#, #"{"lead_id":3}"#)
    #expect((1...4).map { rows.code($0) } == ["ALREADY_ACTIVE", "OPTED_OUT", nil, "ALREADY_ACTIVE"])
  }

  /// As Google's contacts and people join several.
  @Test(arguments: ["0532 999 88 77 ::: 0533 444 55 66", "05329998877 / 05334445566", "05329998877\\n05334445566"])
  func aReplyFromTheSecondNumberIsTheLeads(_ phones: String) throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", #"{"lead":{"phone":"\#(phones)"}}"#))
    try rows.rows(#"{"command":"reply","to":"+905334445566"}"#)
    #expect(try rows.changed(1) == (1...3).map { "1 whatsapp \($0) cancelled replied" })
  }

  // MARK: cancel and reschedule

  @Test func cancelByPhoneEndsWhatIsSentThere() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("9.json", Self.both))
    try rows.rows(#"{"command":"cancel",\#(Self.phone),"reason":"wrong list","ref":"a-1"}"#)
    #expect(try rows.changed(1) == (1...3).map { "9 whatsapp \($0) cancelled wrong list" })
    let data = try rows.data(1)
    #expect(data["lead_id"]?.int == 9)
    #expect(data["to"]?.string == "+905321112201")
    #expect(data["channel"]?.string == "whatsapp")
    #expect(data["row"]?.int == 1)
    #expect(data["ref"]?.string == "a-1")
    #expect(data["request_id"]?.string?.hasPrefix("row.1-") == true)
    #expect(rows.pending("9").map { $0.prefix(5) } == ["email", "email", "email"])
    try rows.rows(#"{"command":"cancel",\#(Self.phone)}"#, #"{"command":"cancel","to":"info@firma9.example"}"#)
    #expect(rows.code(1) == "NOTHING_PENDING")
    #expect(rows.envelopes[0]["error"]?["message"]?.string?.contains("+905321112201") == true)
    #expect(try rows.changed(2).count == 3)
  }

  @Test func cancelByLeadAndAddressReachesBoth() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", Self.both), ("2.json", "{}"))
    try rows.rows(#"{"command":"cancel","lead_id":2,\#(Self.phone)}"#)
    #expect(
      try rows.changed(1).map { $0.prefix(10) } == ["2 whatsapp", "2 whatsapp", "2 whatsapp"]
        + ["1 whatsapp", "1 whatsapp", "1 whatsapp"])
    #expect(try rows.data(1)["lead_id"]?.int == 2)
    #expect(rows.pending("1").count == 3)
    #expect(rows.pending("2") == [])
  }

  @Test func aLeadAndItsOwnAddressAreOne() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", "{}"))
    try rows.rows(#"{"command":"cancel","lead_id":1,\#(Self.phone)}"#)
    #expect(try rows.changed(1).count == 3)
    #expect(try rows.data(1)["request_id"]?.string?.hasPrefix("1-") == true)
  }

  @Test func rescheduleByPhone() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", "{}"))
    try rows.rows(#"{"command":"reschedule","to":"+905321112201","send_at":"2026-11-28T12:00:00+03:00"}"#)
    let times = ["2026-11-30T06:00:00Z", "2026-12-02T06:00:00Z", "2026-12-03T06:00:00Z"]
    #expect(rows.pending("1") == times.enumerated().map { "whatsapp \($0 + 1) \($1)" })
    try rows.rows(
      #"{"command":"reschedule","phone":"5321112202","shift_hours":24}"#,
      #"{"command":"reschedule",\#(Self.phone),"shift_hours":24}"#, #"{"command":"cancel",\#(Self.phone)}"#)
    #expect(rows.code(1) == "NOTHING_PENDING")
    #expect(try rows.changed(2).count == 3)
    #expect(try rows.changed(3).count == 3)
    #expect(rows.pending("1") == [])
  }

  @Test func aJobNeedsNoLead() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", "{}"))
    let jobs = try (1...3).map { try rows.bench.job("1.json", $0) }
    try rows.rows(
      #"{"command":"sent","job_id":"\#(jobs[0])"}"#, #"{"command":"cancel","job_id":"\#(jobs[1])"}"#,
      #"{"command":"cancel","job_id":"\#(jobs[2])","to":"+905321112202"}"#,
      #"{"command":"cancel","job_id":"\#(jobs[2])","lead_id":2}"#)
    #expect(try rows.data(1)["lead_id"]?.int == 1)
    #expect(try rows.changed(2) == ["1 whatsapp 2 cancelled cancelled"])
    #expect(rows.code(3) == "INVALID_FIELD")
    #expect(rows.code(4) == "INVALID_FIELD")
    #expect(rows.pending("1").count == 1)
    try rows.rows(#"{"command":"bounce","job_id":"\#(jobs[2])"}"#)
    #expect(try rows.changed(1) == ["1 whatsapp 3 failed bounced"])
  }

  // MARK: reply

  @Test func aReplyEndsTheLeadOnEveryChannel() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", Self.both))
    try rows.rows(#"{"command":"reply",\#(Self.phone),"text":"Arayın beni"}"#)
    #expect(try rows.changed(1).count == 6)
    #expect(try rows.data(1)["lead_id"]?.int == 1)
    #expect(rows.pending("1") == [])
    #expect(rows.bench.state.events.filter { $0.name == "replied" }.map(\.lead) == ["1"])
    try rows.bench.answer(("1.json", "{}"))
    #expect(try rows.bench.code("1.json") == "RECENTLY_CONTACTED")
  }

  /// Whoever was written to last at a phone answers there, though what is left to send goes elsewhere.
  @Test func aReplyFindsTheLastLeadThere() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", Self.both))
    try rows.bench.answer(("1.cancel.json", #"{"channel":"whatsapp"}"#))
    try rows.rows(#"{"command":"reply",\#(Self.phone)}"#)
    #expect(try rows.changed(1) == (1...3).map { "1 email \($0) cancelled replied" })
  }

  @Test func aReplyCanBeAnOptOut() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", Self.both))
    try rows.rows(#"{"command":"reply",\#(Self.phone),"text":"RET"}"#)
    #expect(
      try rows.changed(1).map { $0.suffix(9) } == Array(repeating: "opted_out", count: 3)
        + Array(repeating: "d replied", count: 3))
    try rows.bench.answer(("9.json", "{}"), ("9@mail.json", #"{"channel":"email"}"#))
    #expect(try rows.bench.code("9.json") == "OPTED_OUT")
    #expect(try rows.bench.code("9@mail.json") == nil)
  }

  @Test func whatNobodyKnowsIsRecorded() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("2.json", "{}"))
    try rows.rows(
      #"{"command":"reply","to":"+4915112345678"}"#, #"{"command":"opt-out","to":"x@example.com"}"#,
      #"{"command":"bounce","job_id":"79-email-1-20261101T101512.000000Z"}"#)
    #expect(try rows.data(1)["lead_id"] == .null)
    #expect(try rows.changed(1) + rows.changed(2) + rows.changed(3) == [])
    #expect(
      Set(rows.bench.state.events.map { "\($0.name) \($0.to ?? $0.job ?? "?")" }) == [
        "replied +4915112345678", "opted_out x@example.com", "bounced 79-email-1-20261101T101512.000000Z",
      ])
  }

  // MARK: opt-out and opt-in

  @Test func anOptOutHoldsForEveryLeadWithTheAddress() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("9.json", "{}"))
    try rows.rows(#"{"command":"opt-out","phone":"90 532 111 22 01"}"#, #"{"command":"opt-out","phone":"05321112201"}"#)
    #expect(try rows.changed(1) == (1...3).map { "9 whatsapp \($0) cancelled opted_out" })
    #expect(try rows.warnings(1) == "")
    #expect(try rows.warnings(2).contains("had opted out before"))
    #expect(try rows.data(1)["request_id"] != rows.data(2)["request_id"])
    let allow = #"{"on_contacted":"allow"}"#
    try rows.bench.answer(("1.json", allow), ("9.json", allow), ("9@mail.json", #"{"channel":"email"}"#))
    #expect(try rows.bench.code("1.json") == "OPTED_OUT")
    #expect(try rows.bench.code("9.json") == "OPTED_OUT")
    #expect(try rows.bench.code("9@mail.json") == nil)
    rows.bench.wait(days: 2)
    try rows.rows(
      #"{"command":"opt-in",\#(Self.phone),"source":"fair","at":"2026-11-24T09:00:00Z"}"#,
      #"{"command":"opt-in","to":"05321112230","source":"fair","at":"2026-11-24T09:00:00Z"}"#)
    #expect(try rows.warnings(1) == "")
    #expect(try rows.warnings(2).contains("had not opted out"))
    try rows.bench.answer(("1.json", allow))
    #expect(try rows.bench.code("1.json") == nil)
  }

  @Test func anOptInOfTheAddressLeavesTheLeadsOwnOptOut() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", "{}"))
    try rows.bench.answer(("1.opt-out.json", ""))
    rows.bench.wait(days: 2)
    try rows.rows(#"{"command":"opt-in",\#(Self.phone),"source":"fair","at":"2026-11-24T09:00:00Z"}"#)
    #expect(try rows.warnings(1).contains("Lead 1"))
    try rows.bench.answer(("1.json", #"{"on_contacted":"allow"}"#), ("9.json", #"{"on_contacted":"allow"}"#))
    #expect(try rows.bench.code("1.json") == "OPTED_OUT")
    #expect(try rows.bench.code("9.json") == nil)
  }

  // MARK: Order within a batch

  @Test func commandsCountInTheirOrder() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("20.json", "{}"))
    try rows.rows(
      #"{"command":"cancel",\#(Self.phone)}"#, #"{"lead_id":1}"#, #"{"command":"cancel",\#(Self.phone)}"#,
      #"{"command":"opt-out","to":"0532 111 22 02"}"#, #"{"lead_id":2}"#, #"{"lead_id":3}"#,
      #"{"command":"opt-out","to":"0532 111 22 03"}"#, #"{"lead_id":4,"channel":["whatsapp","email"]}"#,
      #"{"command":"reply","to":"0532 111 22 04"}"#, #"{"lead_id":5,"channel":["whatsapp","email"]}"#,
      #"{"command":"cancel","to":"0532 111 22 05"}"#, #"{"command":"reply","to":"0532 111 22 05"}"#)
    #expect(
      (1...12).map { rows.code($0) ?? "ok" } == [
        "NOTHING_PENDING", "ok", "ok", "ok", "OPTED_OUT", "ok", "ok", "ok", "ok", "ok", "ok", "ok",
      ])
    #expect(try rows.changed(3).count == 3)
    #expect(try rows.changed(7).count == 3)
    #expect(try rows.changed(9).count == 6)
    #expect(try rows.changed(12).map { $0.prefix(7) } == ["5 email", "5 email", "5 email"])
    for lead in 1...5 { #expect(rows.pending("\(lead)") == []) }
    #expect(rows.pending("20").count == 3)
  }

  @Test func aCommandReachesEarlierBatchesAndItsOwn() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", "{}"))
    try rows.rows(#"{"lead_id":1,"channel":"email"}"#, #"{"command":"reply",\#(Self.mail)}"#)
    #expect(try rows.changed(2).count == 6)
    #expect(rows.pending("1") == [])
  }

  @Test func aRowWhoseCommandComesFromTheFile() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", "{}"))
    try rows.rows(#"{"phone":5321112201,"company":"Hane"}"#, #"{"email":"ad@firma.example"}"#, verb: .optOut)
    #expect(try rows.changed(1).count == 3)
    #expect(try rows.data(2)["to"]?.string == "ad@firma.example")
  }
}
