import Outreach
import Testing

@testable import Storage

/// Replies, opt-outs and opt-ins. The leads are those of ``CommandTests``.
@Suite struct ConsentCommandTests {
  private static let allow = #"{"on_contacted":"allow"}"#
  private static let both = #"{"channel":["whatsapp","email"]}"#

  @Test(arguments: [("cancel", "{}"), ("reschedule", #"{"shift_hours":24}"#)])
  func whoeverWasNeverWrittenToIsCalledSo(_ verb: String, _ text: String) throws {
    var bench = CommandBench()
    let name = FileName("4711.\(verb).json")
    try bench.answer((name, text), ("1.json", "{}"))
    #expect(try bench.message(name).contains("was never written to"))
    try bench.answer(("1.cancel.json", "{}"))
    try bench.answer(("1.cancel.json", "{}"))
    #expect(try bench.message("1.cancel.json").contains("Lead 1 has no pending jobs; nothing was changed."))
  }

  @Test func aReplyEndsEveryChannel() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", Self.both))
    try bench.answer(
      ("1.reply.json", #"{"channel":"whatsapp","at":"2026-11-23T10:16:00+00:00","text":"Merhaba, arayın"}"#))
    #expect(try bench.changed("1.reply.json").count == 6)
    try bench.answer(("1.json", #"{"on_contacted":"allow"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  @Test func anotherWordForTheChannelIsNamed() throws {
    var bench = CommandBench()
    try bench.answer(
      ("1.json", Self.both), ("1.cancel.json", #"{"channel":"sms"}"#), ("2.opt-out.json", #"{"channel":"E-Mail"}"#))
    #expect(try bench.warnings("1.cancel.json").contains("\"sms\" was taken for whatsapp"))
    #expect(try bench.changed("1.cancel.json").count == 3)
    #expect(try !bench.warnings("2.opt-out.json").contains("taken for"))
  }

  @Test func aReplyCanBeAnOptOut() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", Self.both))
    try bench.answer(("1.reply.json", #"{"channel":"whatsapp","text":"İptal lütfen"}"#))
    #expect(try bench.warnings("1.reply.json").contains("opt-out"))
    #expect(
      try bench.changed("1.reply.json").map { $0.split(separator: " ").last } == Array(repeating: "opted_out", count: 3)
        + Array(repeating: "replied", count: 3))
    try bench.answer(("1.json", Self.allow), ("1@mail.json", #"{"channel":"email","on_contacted":"allow"}"#))
    #expect(try bench.code("1.json") == "OPTED_OUT")
    #expect(try bench.code("1@mail.json") == nil)
  }

  @Test func anOptInSaysWhetherItLiftsABounce() throws {
    var bench = CommandBench()
    let mail = #"{"channel":"email"}"#
    try bench.answer(("1.json", mail))
    let job = try bench.job("1.json", 1, channel: "email")
    try bench.answer(("1.bounce.json", #"{"job_id":"\#(job)"}"#))
    try bench.answer(("1.json", #"{"channel":"email","on_contacted":"allow"}"#))
    #expect(try bench.code("1.json") == "CHANNEL_UNREACHABLE")
    try bench.answer(("1.opt-in.json", #"{"source":"fair","at":"2026-01-01T09:00:00Z"}"#))
    #expect(try bench.warnings("1.opt-in.json").contains("which does not lift that"))
    bench.wait(days: 2)
    try bench.answer(("1.opt-in.json", #"{"source":"call","at":"2026-11-25T09:00:00Z"}"#))
    #expect(try bench.warnings("1.opt-in.json").contains("the opt-in lifts that"))
    try bench.answer(("1.json", #"{"channel":"email","on_contacted":"allow"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  @Test func anOptOutHoldsForTheAddress() throws {
    var bench = CommandBench()
    try bench.answer(("9.json", "{}"))
    // Lead 1 has the phone that lead 9 is being written to.
    try bench.answer(("1.opt-out.json", #"{"reason":"asked by phone"}"#))
    #expect(try bench.changed("1.opt-out.json").count == 3)
    #expect(bench.pending("9") == [])
    try bench.answer(("9.json", Self.allow), ("1.json", Self.allow), ("9@mail.json", #"{"channel":"email"}"#))
    #expect(try bench.code("9.json") == "OPTED_OUT")
    #expect(try bench.code("1.json") == "OPTED_OUT")
    #expect(try bench.code("9@mail.json") == nil)
    bench.wait(days: 2000)
    try bench.answer(("9.json", Self.allow))
    #expect(try bench.code("9.json") == "OPTED_OUT")
    try bench.answer(("9.opt-in.json", #"{"source":"fair 2032","at":"2032-05-01T09:00:00Z"}"#), ("9.json", Self.allow))
    #expect(try bench.code("9.json") == nil)
  }

  @Test func anOptOutFollowsTheLastSequence() throws {
    var bench = CommandBench()
    // Not the phone that the lead book has.
    let other = #"{"lead":{"phone":"+905551234567"},"on_contacted":"allow"}"#
    try bench.answer(("1.json", other))
    try bench.answer(("1.cancel.json", ""))
    try bench.answer(("1.opt-out.json", #"{"channel":"whatsapp"}"#), ("2.json", other))
    #expect(try bench.code("2.json") == "OPTED_OUT")
  }

  @Test func unknownLeadsAreRecorded() throws {
    var bench = CommandBench()
    try bench.answer(
      ("77.reply.json", ""), ("78.opt-out.json", ""),
      ("79.bounce.json", #"{"job_id":"79-email-1-20261101T101512.000000Z"}"#),
      ("80.cancel.json", ""), ("81.reschedule.json", #"{"shift_hours":1}"#))
    #expect(try bench.changed("77.reply.json") == [])
    #expect(try bench.warnings("78.opt-out.json").contains("No address of lead 78 is known"))
    #expect(try bench.warnings("79.bounce.json").contains("no job"))
    #expect(try bench.code("80.cancel.json") == "NOTHING_PENDING")
    #expect(try bench.code("81.reschedule.json") == "NOTHING_PENDING")
    #expect(Set(bench.state.events.map(\.name)) == ["replied", "opted_out", "bounced"])
    try bench.answer(("78.json", #"{"lead":{"company":"X","phone":"+905551234567"}}"#))
    #expect(try bench.code("78.json") == "OPTED_OUT")
  }
}
