import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// Monday 2026-11-23 10:15:12Z; office hours in Istanbul. Leads 1 to 30 have a phone and an e-mail address, 9 the phone of 1.
@Suite struct CommandTests {
  private static let allow = #"{"on_contacted":"allow"}"#
  private static let both = #"{"channel":["whatsapp","email"]}"#

  // MARK: cancel

  @Test func cancelEndsWhatIsPending() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.cancel.json", #"{"reason":"wrong list"}"#))
    let times = ["2026-11-23T10:15:15Z", "2026-11-25T10:15:15Z", "2026-11-26T10:15:15Z"]
    #expect(try bench.changed("1.cancel.json") == times.enumerated().map { "\($0 + 1) \($1) cancelled wrong list" })
    #expect(bench.pending("1") == [])
    try bench.answer(("1.cancel.json", ""))
    #expect(try bench.code("1.cancel.json") == "NOTHING_PENDING")
  }

  @Test func cancelOfOneChannelLeavesTheOther() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", Self.both))
    try bench.answer(("1.cancel.json", #"{"channel":"email"}"#))
    #expect(try bench.changed("1.cancel.json").count == 3)
    #expect(try bench.data("1.cancel.json")["channel"] == .string("email"))
    #expect(bench.pending("1").map { $0.prefix(8) } == ["whatsapp", "whatsapp", "whatsapp"])
  }

  @Test func cancelOfOneJobLeavesTheOthers() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let id = try bench.job("1.json", 3)
    try bench.answer(("1.cancel.json", #"{"job_id":"\#(id)"}"#))
    #expect(try bench.changed("1.cancel.json") == ["3 2026-11-26T10:15:15Z cancelled cancelled"])
    #expect(bench.pending("1").count == 2)
    try bench.answer(("1.cancel@again.json", #"{"job_id":"\#(id)"}"#))
    #expect(try bench.code("1.cancel@again.json") == "NOTHING_PENDING")
    try bench.answer(("1.cancel.json", ""))
    #expect(try bench.changed("1.cancel.json").count == 2)
  }

  /// A message on its way ends as one or the other: its cancel does not say that it was stopped.
  @Test func whatIsBeingSentIsNotSaidToBeCancelled() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let (first, second) = (try bench.job("1.json", 1), try bench.job("1.json", 2))
    // The second was put off again: nobody is sending it now.
    try bench.spool.report("sending", [first, second])
    try bench.spool.report("retrying", [second])
    try bench.answer(("1.cancel.json", ""))
    #expect(try bench.changed("1.cancel.json").map { $0.prefix(1) } == ["2", "3"])
    #expect(try bench.warnings("1.cancel.json").hasPrefix("Job \(first) is being sent"))
    try bench.spool.report("sent", [first])
    #expect(try bench.spool.jobs().map(\.status) == [.sent, .cancelled, .cancelled])
  }

  /// The same for a single job, and for a reply; what was reported meanwhile has ended.
  @Test func aReportEndsWhatWasBeingSent() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"), ("2.json", "{}"))
    let (mine, other) = (try bench.job("1.json", 1), try bench.job("2.json", 1))
    try bench.spool.report("sending", [mine, other])
    try bench.answer(("1.cancel.json", #"{"job_id":"\#(mine)"}"#))
    #expect(try bench.changed("1.cancel.json") == [])
    try bench.spool.report("failed", [other])
    try bench.answer(("2.reply.json", "{}"))
    #expect(try bench.changed("2.reply.json").map { $0.prefix(1) } == ["2", "3"])
    #expect(try bench.warnings("2.reply.json") == "")
  }

  /// Of two leads that had one address in a batch, the later one has it.
  @Test func anAddressThatChangedHandsInABatchIsFreed() throws {
    var bench = CommandBench()
    try bench.answer(("9.json", "{}"), ("1.json", #"{"on_active":"replace"}"#))
    try bench.answer(("9.json", #"{"on_active":"replace"}"#))
    #expect(bench.pending("1") == [])
    #expect(bench.pending("9").count == 3)
  }

  /// What has failed before it was due is not waited for.
  @Test func aFailedLastJobEndsItsSequenceEarlier() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.failed.json", #"{"job_id":"\#(try bench.job("1.json", 3))"}"#))
    try bench.spool.report("sent", [try bench.job("1.json", 1), try bench.job("1.json", 2)])
    bench.wait(days: 2)
    try bench.answer(("1.json", #"{"on_contacted":"allow"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  @Test func sentJobsAreNotCancelled() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.sent.json", #"{"job_id":"\#(try bench.job("1.json", 1))","provider_id":"wamid.1"}"#))
    #expect(try bench.changed("1.sent.json") == ["1 2026-11-23T10:15:15Z sent -"])
    try bench.answer(("1.cancel.json", ""))
    #expect(try bench.changed("1.cancel.json").map { $0.first } == ["2", "3"])
  }

  @Test(arguments: ["cancel", "reply"]) func whoWasStoppedIsNotContactedAgain(_ verb: String) throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer((FileName("1.\(verb).json"), "{}"))
    // Whatever the objective, and at the address of 1, which 9 shares.
    try bench.answer(
      ("1.json", #"{"objective":"randevu"}"#), ("9.json", #"{"objective":"randevu"}"#),
      ("1@mail.json", #"{"channel":"email"}"#))
    #expect(try bench.code("1.json") == "RECENTLY_CONTACTED")
    #expect(try bench.code("9.json") == "RECENTLY_CONTACTED")
    #expect(try bench.code("1@mail.json") == nil)
    try bench.answer(("1.json", Self.allow))
    #expect(try bench.code("1.json") == nil)
    bench.wait(days: 91)
    try bench.answer(("9.json", #"{"on_active":"replace","objective":"randevu"}"#))
    #expect(try bench.code("9.json") == nil)
  }

  @Test func replacedUnsentIsNoContact() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.json", #"{"on_active":"replace"}"#))
    #expect(try bench.code("1.json") == nil)
  }

  // MARK: Order within a batch

  @Test func aCommandCountsInItsOrder() throws {
    var bench = CommandBench()
    try bench.answer(
      ("1.cancel.json", ""), ("1.json", "{}"), ("2.json", "{}"), ("2.cancel.json", ""), ("2@again.json", Self.allow),
      ("3.opt-out.json", ""), ("3.json", "{}"), ("4.json", "{}"), ("4.opt-out.json", ""), ("5.json", "{}"),
      ("5.reply.json", ""),
      ("6.opt-out.json", ""), ("6.opt-in.json", #"{"source":"phone","at":"2026-11-23T09:00:00Z"}"#), ("6.json", "{}"))
    #expect(try bench.code("1.cancel.json") == "NOTHING_PENDING")
    #expect(bench.pending("1").count == 3)
    #expect(try bench.changed("2.cancel.json").count == 3)
    #expect(bench.pending("2").count == 3)
    #expect(try bench.code("3.json") == "OPTED_OUT")
    #expect(try bench.changed("4.opt-out.json").count == 3)
    #expect(try bench.changed("5.reply.json").allSatisfy { $0.hasSuffix("cancelled replied") })
    #expect(bench.pending("4") + bench.pending("5") == [])
    #expect(try bench.code("6.json") == nil)
  }

  @Test func aCommandReachesEarlierBatchesAndItsOwn() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1@mail.json", #"{"channel":"email"}"#), ("1.cancel.json", ""))
    #expect(try bench.changed("1.cancel.json").count == 6)
    #expect(bench.pending("1") == [])
  }

  // MARK: References, emptiness, fields

  @Test func withAReferenceItIsDoneOnce() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.answer(("1.cancel@a.json", "{}"))
    let first = try bench.data("1.cancel@a.json")
    try bench.answer(("1.json", Self.allow))
    try bench.answer(("1.cancel@a.json", "{}"))
    #expect(try bench.data("1.cancel@a.json") == first)
    #expect(bench.pending("1").count == 3)
    try bench.answer(("1.cancel@a.json", #"{"reason":"b"}"#))
    #expect(try bench.code("1.cancel@a.json") == "DUPLICATE_REQUEST")
  }

  @Test(arguments: CommandVerb.allCases) func emptyFiles(_ verb: CommandVerb) throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    let name = FileName("1.\(verb.rawValue).json")
    try bench.answer((name, ""))
    #expect(try bench.code(name) == (verb.mayBeEmpty ? nil : "INVALID_JSON"))
  }

  @Test(
    arguments: [
      ("cancel", #"{"chanel":"email"}"#, "UNKNOWN_FIELD", "channel"),
      ("cancel", #"{"channel":"mail"}"#, "INVALID_FIELD", "email"),
      ("cancel", #"{"job_id":"2-whatsapp-1-20261123T101512.345678Z"}"#, "INVALID_FIELD", nil),
      ("cancel", "[]", "INVALID_JSON", nil),
      ("cancel", #"{"text":"x"}"#, "UNKNOWN_FIELD", nil), ("cancel", #"{"lead_id":2}"#, "INVALID_FIELD", "1"),
      (
        "cancel", #"{"channel":"email","job_id":"1-whatsapp-1-20261123T101512.345678Z"}"#, "INVALID_FIELD", "whatsapp"
      ),
      ("reschedule", "{}", "MISSING_FIELD", nil), ("reschedule", #"{"shift_hours":0}"#, "INVALID_FIELD", nil),
      ("reschedule", #"{"shift_hours":1,"send_at":"2026-11-24T10:00:00Z"}"#, "INVALID_FIELD", nil),
      ("reschedule", #"{"send_at":"tomorrow"}"#, "INVALID_FIELD", nil),
      ("reschedule", #"{"send_at":"2036-11-24T10:00:00Z"}"#, "INVALID_FIELD", nil),
      ("opt-in", "{}", "MISSING_FIELD", nil),
      ("opt-in", #"{"source":" ","at":"2026-11-23T09:00:00Z"}"#, "INVALID_FIELD", nil),
      ("reply", #"{"text":5}"#, "INVALID_FIELD", nil),
      ("reply", #"{"at":"2030-01-01T00:00:00Z"}"#, "INVALID_FIELD", nil), ("sent", "{}", "MISSING_FIELD", nil),
      ("bounce", #"{"job_id":"x"}"#, "INVALID_FIELD", nil),
    ] as [(String, String, String, String?)])
  func wrongFields(_ verb: String, _ text: String, _ code: String, _ suggestion: String?) throws {
    var bench = CommandBench()
    let name = FileName("1.\(verb).json")
    try bench.answer(("1.json", "{}"), (name, text))
    #expect(try bench.code(name) == code)
    let error = bench.state.responses[name]?["error"]
    if let suggestion, case .array(let details)? = error?["details"] {
      #expect(details.first?["suggestion"]?.string == suggestion)
    }
    #expect(bench.pending("1").count == 3)
  }

  @Test func anEmptyFileMayStillBeWritten() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", "{}"))
    try bench.spool.drop("1.cancel.json", "")
    bench.spool.disk.advance(seconds: -2)
    let files = bench.spool.files()
    var spool = SimulatedSpool.spool(files)
    _ = try spool.turn()
    #expect(spool.takeTally().notReady == 1)
    files.edit { $0.advance(seconds: 3) }
    _ = try spool.turn()
    #expect(spool.takeTally().processed == 1)
  }

  @Test func allThatIsWrongIsSaidAtOnce() throws {
    var bench = CommandBench()
    try bench.answer(("1.opt-in.json", #"{"chanel":"email","source":7}"#))
    guard case .array(let details)? = bench.state.responses["1.opt-in.json"]?["error"]?["details"] else {
      return #expect(Bool(false))
    }
    #expect(details.compactMap { $0["field"]?.string } == ["chanel", "source", "at"])
  }
}
