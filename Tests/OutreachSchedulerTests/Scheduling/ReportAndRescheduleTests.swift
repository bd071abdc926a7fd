import Outreach
import Testing

@testable import Storage

@Suite struct ReportAndRescheduleTests {
  // MARK: sent, failed, bounce

  @Test func whenAllHaveEndedThePlaceIsFree() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":1}"#))
    let jobs = [try bench.job("1.json", 1), try bench.job("1.json", 2)]
    bench.wait(days: 5)
    try bench.answer(("1.sent.json", #"{"job_id":"\#(jobs[0])"}"#), ("1@early.json", #"{"objective":"randevu"}"#))
    #expect(try bench.code("1@early.json") == "ALREADY_ACTIVE")
    try bench.answer(("1.sent.json", #"{"job_id":"\#(jobs[1])","at":"2026-11-25T10:20:00Z"}"#))
    try bench.answer(("1.json", #"{"objective":"randevu"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  @Test func reportsCountInTheirOrder() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":0}"#), ("2.json", "{}"))
    let (last, first) = (try bench.job("1.json", 1), try bench.job("2.json", 1))
    bench.wait(days: 1)
    try bench.answer(
      ("1@before.json", #"{"objective":"randevu"}"#), ("1.sent.json", #"{"job_id":"\#(last)"}"#),
      ("1@after.json", #"{"objective":"randevu"}"#), ("2.sent.json", #"{"job_id":"\#(first)"}"#),
      ("2.json", #"{"on_active":"replace"}"#))
    #expect(try bench.code("1@before.json") == "ALREADY_ACTIVE")
    #expect(try bench.code("1@after.json") == nil)
    // Part of what would be replaced has gone out.
    #expect(try bench.code("2.json") == "RECENTLY_CONTACTED")
  }

  @Test func aSequenceThatFailsEarlyFreesItsPlace() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":1}"#))
    let jobs = [try bench.job("1.json", 1), try bench.job("1.json", 2)]
    try bench.answer(
      ("1.failed.json", #"{"job_id":"\#(jobs[1])","error":"no such number"}"#),
      ("1.failed@b.json", #"{"job_id":"\#(jobs[0])"}"#))
    try bench.answer(("1.json", #"{"objective":"randevu"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  /// Seed 1404: the place was kept until the day of a message that had long been sent.
  @Test func aSequenceThatIsSentEarlyFreesItsPlace() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":1}"#))
    let jobs = [try bench.job("1.json", 1), try bench.job("1.json", 2)]
    try bench.answer(("1.sent.json", #"{"job_id":"\#(jobs[1])"}"#), ("1@still.json", #"{"objective":"randevu"}"#))
    #expect(try bench.code("1@still.json") == "ALREADY_ACTIVE")
    try bench.answer(("1.sent@b.json", #"{"job_id":"\#(jobs[0])"}"#), ("1.json", #"{"objective":"randevu"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  /// Seed 805: what had gone out on one channel counted as a contact on the other.
  @Test func onlyTheChannelOnWhichSomethingWasSentIsAContact() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"channel":["whatsapp","email"]}"#))
    let id = try bench.job("1.json", 1)
    try bench.answer(
      ("1.sent.json", #"{"job_id":"\#(id)"}"#),
      ("1@mail.json", #"{"channel":"email","on_active":"replace"}"#),
      ("1@phone.json", #"{"on_active":"replace"}"#))
    #expect(try bench.code("1@mail.json") == nil)
    #expect(try bench.code("1@phone.json") == "RECENTLY_CONTACTED")
  }

  @Test func aBounceEndsTheChannel() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"channel":["whatsapp","email"]}"#))
    let id = try bench.job("1.json", 1, channel: "email")
    try bench.answer(("1.sent.json", #"{"job_id":"\#(id)"}"#))
    try bench.answer(("1.bounce.json", #"{"job_id":"\#(id)","error":"550 no such user"}"#))
    #expect(
      try bench.changed("1.bounce.json").map { $0.split(separator: " ").suffix(2).joined(separator: " ") }
        == ["failed bounced", "cancelled bounced", "cancelled bounced"])
    #expect(bench.pending("1").map { $0.prefix(8) } == ["whatsapp", "whatsapp", "whatsapp"])
  }

  @Test func aReportListsItsJob() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let jobs = try (1...3).map { try bench.job("1.json", $0) }
    try bench.answer(
      ("1.sent.json", #"{"job_id":"\#(jobs[0])"}"#), ("1.failed.json", #"{"job_id":"\#(jobs[1])","error":"no line"}"#))
    #expect(try bench.changed("1.sent.json") == ["1 2026-11-23T10:15:15Z sent -"])
    #expect(try bench.changed("1.failed.json") == ["2 2026-11-25T10:15:15Z failed no line"])
    #expect(try bench.warnings("1.sent.json") == "")
    try bench.answer(
      ("1.sent.json", #"{"job_id":"\#(jobs[0])"}"#), ("1.failed.json", #"{"job_id":"\#(jobs[0])"}"#),
      ("1.sent@late.json", #"{"job_id":"\#(jobs[1])"}"#), ("1.sent@later.json", #"{"job_id":"\#(jobs[1])"}"#))
    for name in ["1.sent.json", "1.failed.json", "1.sent@later.json"] as [FileName] {
      #expect(try bench.changed(name) == [])
      #expect(
        try bench.warnings(name).contains("was reported as sent before; the report was recorded and changes nothing"))
    }
    #expect(try bench.changed("1.sent@late.json") == ["2 2026-11-25T10:15:15Z sent -"])
    #expect(try bench.warnings("1.sent@late.json").contains("was reported as failed before; it counts as sent now"))
  }

  @Test(arguments: ["cancel", "reply", "opt-out"]) func aReportOfWhatWasEndedMeanwhileSaysSo(_ verb: String) throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let jobs = try (1...3).map { try bench.job("1.json", $0) }
    try bench.answer(("1.reschedule.json", #"{"shift_hours":24}"#))
    try bench.answer((FileName("1.\(verb).json"), "{}"), ("1.failed.json", #"{"job_id":"\#(jobs[1])"}"#))
    try bench.answer(("1.sent.json", #"{"job_id":"\#(jobs[0])"}"#))
    #expect(try bench.changed("1.failed.json") == [])
    #expect(try bench.warnings("1.failed.json").contains("was cancelled"))
    #expect(try bench.changed("1.sent.json") == ["1 2026-11-24T10:15:15Z sent -"])
    let what = verb == "opt-out" ? "has opted out" : "the lead's last \(verb) is of"
    #expect(try bench.warnings("1.sent.json").contains(what))
  }

  @Test func aBounceInTheSameBatch() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let id = try bench.job("1.json", 1)
    try bench.answer(
      ("1.cancel.json", ""), ("1.json", #"{"on_contacted":"allow"}"#), ("1.bounce.json", #"{"job_id":"\#(id)"}"#))
    #expect(try bench.changed("1.bounce.json").count == 3)
    #expect(bench.pending("1") == [])
  }

  /// The lead has another number by now, and the old one's bounce says nothing of it.
  @Test func aBounceOfAnotherAddressEndsNothing() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let id = try bench.job("1.json", 1)
    try bench.answer(("1.cancel.json", ""))
    try bench.answer(("1.json", #"{"on_contacted":"allow","lead":{"phone":"05321112299"}}"#))
    try bench.answer(("1.bounce.json", #"{"job_id":"\#(id)"}"#))
    #expect(try bench.changed("1.bounce.json") == [])
    #expect(bench.pending("1").count == 3)
  }

  @Test func aBounceEndsWhatGoesToTheAddressByNow() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let id = try bench.job("1.json", 1)
    try bench.answer(("1.cancel.json", ""))
    // Lead 9 has the phone of lead 1.
    try bench.answer(("9.json", #"{"on_contacted":"allow"}"#), ("1.json", #"{"channel":"email"}"#))
    try bench.answer(("1.bounce.json", #"{"job_id":"\#(id)"}"#))
    #expect(try bench.changed("1.bounce.json").map { $0.suffix(17) } == Array(repeating: "cancelled bounced", count: 3))
    #expect(bench.pending("9") == [])
    #expect(bench.pending("1").count == 3)
    try bench.answer(("9.json", #"{"on_contacted":"allow"}"#))
    #expect(try bench.code("9.json") == "CHANNEL_UNREACHABLE")
  }

  // MARK: reschedule

  @Test func whatNeverGoesIsNotPromised() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let first = try bench.job("1.json", 1)
    try bench.answer(("1.failed.json", #"{"job_id":"\#(first)","error":"no such number"}"#))
    try bench.answer(("1.reschedule.json", #"{"shift_hours":-100}"#))
    let warnings = try bench.warnings("1.reschedule.json")
    #expect(warnings.contains("does not go out unless") && !warnings.contains("as soon as it may"), "\(warnings)")
  }

  @Test func laterStepsKeepTheirGaps() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    // Saturday: the window opens on Monday at 06:00Z.
    try bench.answer(("1.reschedule.json", #"{"send_at":"2026-11-28T12:00:00+03:00"}"#))
    let times = ["2026-11-30T06:00:00Z", "2026-12-02T06:00:00Z", "2026-12-03T06:00:00Z"]
    #expect(try bench.changed("1.reschedule.json") == times.enumerated().map { "\($0 + 1) \($1) pending rescheduled" })
    #expect(bench.pending("1") == times.enumerated().map { "whatsapp \($0 + 1) \($1)" })
  }

  /// A weekend's wait is no gap: it would grow with every move.
  @Test func movedThereAndBackAllIsAsItWas() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.reschedule.json", #"{"shift_hours":24}"#))
    let planned = bench.pending("1")
    for hours in [24, 24, -24, -24] { try bench.answer(("1.reschedule.json", #"{"shift_hours":\#(hours)}"#)) }
    #expect(bench.pending("1") == planned)
  }

  @Test func onlyWhatIsPendingMoves() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.sent.json", #"{"job_id":"\#(try bench.job("1.json", 1))"}"#))
    try bench.answer(("1.reschedule.json", #"{"shift_hours":-24}"#))
    #expect(bench.pending("1") == ["whatsapp 2 2026-11-24T10:15:15Z", "whatsapp 3 2026-11-25T10:15:15Z"])
  }

  @Test func aSingleJobMovesAlone() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let id = try bench.job("1.json", 2)
    try bench.answer(("1.reschedule.json", #"{"job_id":"\#(id)","shift_hours":48}"#))
    #expect(try bench.changed("1.reschedule.json") == ["2 2026-11-27T10:15:15Z pending rescheduled"])
    #expect(try bench.warnings("1.reschedule.json").contains("out of order with step 3"))
    #expect(
      bench.pending("1") == [
        "whatsapp 1 2026-11-23T10:15:15Z", "whatsapp 2 2026-11-27T10:15:15Z", "whatsapp 3 2026-11-26T10:15:15Z",
      ])
  }

  @Test func movedTwiceThenCancelled() throws {
    var bench = CommandBench()
    try bench.answer(
      ("1.json", "{}"), ("1.reschedule.json", #"{"shift_hours":24}"#), ("1.reschedule@b.json", #"{"shift_hours":-48}"#))
    #expect(try bench.warnings("1.reschedule@b.json").contains("in the past"))
    try bench.answer(("1.reschedule.json", #"{"shift_hours":72}"#))
    #expect(Set(bench.state.effective.map(\.revision)).isSuperset(of: [3]))
    try bench.answer(("9.json", "{}"), ("1.cancel.json", ""))
    #expect(try bench.code("9.json") == "ALREADY_ACTIVE")
    #expect(try bench.changed("1.cancel.json").count == 3)
    #expect(bench.pending("1") == [])
  }

  @Test func theCooldownCountsFromTheNewEnd() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":0}"#))
    let id = try bench.job("1.json", 1)
    try bench.answer(("1.reschedule.json", #"{"send_at":"2027-02-01T09:00:00Z"}"#))
    bench.wait(days: 100)
    try bench.answer(("1.sent.json", #"{"job_id":"\#(id)"}"#))
    try bench.answer(("1.json", "{}"))
    #expect(try bench.code("1.json") == "RECENTLY_CONTACTED")
  }

  /// Seed 2724: it was forgotten with the next sequence.
  @Test func theNewEndIsKnownAfterAnotherSequence() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":0}"#))
    let id = try bench.job("1.json", 1)
    try bench.answer(("1.reschedule.json", #"{"send_at":"2027-02-01T09:00:00Z"}"#))
    bench.wait(days: 75)
    try bench.answer(("1.sent.json", #"{"job_id":"\#(id)"}"#))
    try bench.answer(("1@b.json", #"{"max_followups":0,"objective":"randevu"}"#))
    #expect(try bench.code("1@b.json") == nil)
    bench.wait(days: 20)
    try bench.answer(("1.sent.json", #"{"job_id":"\#(try bench.job("1@b.json", 1))"}"#))
    try bench.answer(("1.json", "{}"))
    #expect(try bench.code("1.json") == "RECENTLY_CONTACTED")
  }
}
