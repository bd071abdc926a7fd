import Outreach
import Testing

@testable import Records
@testable import Requests
@testable import Storage

/// Time decides between no and yes; a stop is obeyed however it is wrapped; who bounced stays closed.
@Suite struct ConsentTimeTests {
  private static let allow = #"{"on_contacted":"allow"}"#

  @Test func theLaterWordCounts() throws {
    var bench = CommandBench()
    try bench.answer(("1.opt-out.json", #"{"at":"2026-11-22T10:00:00Z"}"#))
    try bench.answer(("1.opt-in.json", #"{"source":"form","at":"2026-11-22T10:00:00Z"}"#), ("1.json", "{}"))
    #expect(try bench.code("1.json") == "OPTED_OUT")
    #expect(try bench.warnings("1.opt-in.json").contains("does not lift it"))
    try bench.answer(("1.opt-in.json", #"{"source":"form","at":"2026-11-22T10:00:01Z"}"#), ("1.json", "{}"))
    #expect(try bench.code("1.json") == nil)
    // An opt-out that is older than the opt-in ends nothing.
    try bench.answer(("1.opt-out.json", #"{"at":"2026-11-21T10:00:00Z"}"#))
    #expect(try bench.warnings("1.opt-out.json").contains("changes nothing"))
    #expect(bench.pending("1").count == 3)
  }

  @Test(
    arguments: [
      ("opt-out", #"{"reason":3}"#), ("opt-out", #"{"channel":"WhatsApp"}"#), ("opt-out", "\n"), ("opt-out", "[]"),
      ("opt-out", #"{"neu":{"x":1}}"#), ("opt-out", #"{"at":"2036-11-24T10:00:00Z"}"#), ("reply", #"{"text":1}"#),
      ("reply", #"{"text":"Tamam \ud83d"}"#), ("reply", #"{"at":1795430000}"#), ("reply", #"{"text":"Tam"#),
      ("cancel", #"{"chanel":"email"}"#), ("cancel", "{"), ("opt-out", #"{"job_id":"nope"}"#),
      ("reply", #"{"job_id":"1-whatsapp-1","text":"Olur"}"#), ("opt-out", #"{"lead_id":{}}"#),
    ]) func aStopIsNeverRefusedForItsWrapping(_ verb: String, _ text: String) throws
  {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let name = FileName("1.\(verb).json")
    try bench.answer((name, text))
    #expect(try bench.code(name) == nil)
    #expect(bench.pending("1") == [])
  }

  @Test(arguments: ["YOK", "yok", "Kabul edilmedi", "geri çekildi"]) func whatRefusesRefuses(_ word: String) throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"lead":{"consent_status":"\#(word)"}}"#))
    #expect(try bench.code("1.json") == "OPTED_OUT")
  }

  @Test func aLongTextIsReadToItsEndAndCut() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let text = String(repeating: "Merhaba. ", count: 900) + "Lütfen beni listeden çıkarın."
    try bench.answer(("1.reply.json", #"{"text":"\#(text)"}"#))
    #expect(try bench.warnings("1.reply.json").contains("is an opt-out"))
    #expect(try bench.warnings("1.reply.json").contains("more than 4096 bytes"))
  }

  @Test func aReplyCountsThoughNothingWasPending() throws {
    var bench = CommandBench()
    try bench.answer(("1.reply.json", #"{"text":"Merhaba"}"#), ("1.json", "{}"))
    #expect(try bench.code("1.json") == "RECENTLY_CONTACTED")
    bench.wait(days: 91)
    try bench.answer(("1.json", "{}"))
    #expect(try bench.code("1.json") == nil)
  }

  @Test func aReplyThatNamesOnlyTheDayEndsWhatBeganOnIt() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    bench.spool.disk.advance(seconds: 600)
    try bench.answer(("1.reply.json", #"{"at":"2026-11-23","text":"Merhaba"}"#))
    #expect(bench.pending("1") == [])
  }

  @Test func aReplyOfOldEndsNothing() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.reply.json", #"{"at":"2026-10-01T10:00:00Z","text":"Merhaba"}"#))
    #expect(try bench.warnings("1.reply.json").contains("does not end it"))
    #expect(bench.pending("1").count == 3)
  }

  @Test func threeSoftBouncesCloseAnAddress() throws {
    var bench = CommandBench()
    for day in 0..<3 {
      try bench.answer(("1.json", #"{"channel":"email","on_active":"replace","on_contacted":"allow"}"#))
      #expect(try bench.code("1.json") == nil, "\(day)")
      let id = try bench.job("1.json", 1, channel: "email")
      try bench.answer(("1.bounce.json", #"{"job_id":"\#(id)","kind":"soft"}"#))
      bench.wait(days: 1)
    }
    try bench.answer(("1.json", #"{"channel":"email","on_active":"replace","on_contacted":"allow"}"#))
    #expect(try bench.code("1.json") == "CHANNEL_UNREACHABLE")
    try bench.answer(("1.opt-in.json", #"{"source":"phone","at":"2026-11-26T10:00:00Z"}"#))
    try bench.answer(("1.json", #"{"channel":"email","on_active":"replace","on_contacted":"allow"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  @Test func aStatedRefusalHoldsForTheAddress() throws {
    var bench = CommandBench()
    try bench.answer(("9.json", "{}"))
    // Lead 9 has the phone of lead 1.
    try bench.answer(("1.json", #"{"lead":{"consent_status":"RET"}}"#))
    #expect(try bench.code("1.json") == "OPTED_OUT")
    #expect(bench.pending("9") == [])
    try bench.answer(("9.json", Self.allow))
    #expect(try bench.code("9.json") == "OPTED_OUT")
    #expect(bench.state.events.contains { $0.name == "opted_out" && $0.to == "+905321112201" })
  }
}
