import Outreach
import Testing

@testable import Formats
@testable import Storage

/// Who may be contacted (I7), asked the way users ask: by dropping files.
@Suite struct AdmissionTests {
  private static let day: Int64 = 86_400

  @Test func aLeadHasOneActiveSequence() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json") == "ok")
    #expect(try spool.ask("1@again.json") == "ALREADY_ACTIVE")
    let refusal = try spool.response("1@again.json")["error"]
    let id = try #require(try spool.response("1.json")["data"]?["request_id"]?.string)
    #expect(refusal?["message"]?.string?.contains(id) == true, "names the request that is in the way")
    guard case .array(let details)? = refusal?["details"] else { return #expect(Bool(false), "no details") }
    #expect(details.count == 1, "lead and address are one obstacle")
    #expect(details[0]["field"]?.string == "on_active" && details[0]["allowed"] == .array([.string("replace")]))
    #expect(try spool.ask("1@mail.json", #"{"channel":"email"}"#) == "ok", "another channel is another place")
  }

  @Test func twoLeadsWithOnePhoneShareIt() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json") == "ok")
    #expect(try spool.ask("9.json") == "ALREADY_ACTIVE")
    #expect(try spool.response("9.json")["error"]?["message"]?.string?.contains("+905321112201") == true)
    #expect(try spool.ask("9@other.json", #"{"lead":{"phone":"+90 532 111 22 09"}}"#) == "ok")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func withinABatchTheFirstOneCounts() throws {
    var spool = SimulatedSpool()
    try spool.drop([("9.json", "{}"), ("1.json", "{}"), ("2@a.json", "{}"), ("2@b.json", #"{"on_active":"replace"}"#)])
    try spool.answer()
    #expect(try spool.outcome("9.json") == "ok")
    #expect(try spool.outcome("1.json") == "ALREADY_ACTIVE")
    #expect(try spool.outcome("2@a.json") == "ok")
    #expect(try spool.outcome("2@b.json") == "ok")
    #expect(try spool.jobIDs("2@b.json").allSatisfy { $0.hasSuffix("-2") })
    #expect(spool.state.events.count == 1, "the first one is ended")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func replaceEndsWhatIsPending() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json") == "ok")
    let first = try #require(try spool.response("1.json")["data"]?["request_id"]?.string)
    #expect(try spool.ask("1@new.json", #"{"on_active":"replace"}"#) == "ok", "what it ended unsent is no contact")
    #expect(spool.state.events.map(\.request) == [first])
    #expect(try spool.ask("1@third.json") == "ALREADY_ACTIVE")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  /// The address's holder loses every place it had, its own lead's too.
  @Test func replaceThroughAnAddressFreesTheOtherLead() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json") == "ok")
    #expect(try spool.ask("9.json", #"{"on_active":"replace"}"#) == "ok")
    #expect(try spool.ask("1@new.json", #"{"lead":{"phone":"05321112299"}}"#) == "ok")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func whatWasReplacedUnsentIsNoContactLaterEither() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json", #"{"max_followups":0}"#) == "ok")
    #expect(try spool.ask("1@other.json", #"{"max_followups":0,"objective":"randevu","on_active":"replace"}"#) == "ok")
    spool.disk.advance(seconds: 5 * Self.day)
    try spool.report("sent", try spool.jobIDs("1@other.json"))
    #expect(try spool.ask("1@same.json", #"{"objective":"randevu"}"#) == "RECENTLY_CONTACTED")
    #expect(try spool.ask("1@first.json") == "ok")
  }

  @Test func replaceOfWhatWasSentInPartIsAContact() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json") == "ok")
    try spool.report("sent", [try spool.jobIDs("1.json")[0]])
    #expect(try spool.ask("1@new.json", #"{"on_active":"replace"}"#) == "RECENTLY_CONTACTED")
    #expect(spool.state.events.filter { $0.name == "cancelled" }.isEmpty, "a refused request ends nothing")
    #expect(try spool.ask("1@newer.json", #"{"on_active":"replace","on_contacted":"allow"}"#) == "ok")
  }

  @Test func aSequenceIsOverWhenItsLastMessageIsSent() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json") == "ok")
    spool.disk.advance(seconds: 30 * Self.day)
    #expect(try spool.ask("1@late.json") == "ALREADY_ACTIVE", "due is not sent")
    try spool.report("sent", try spool.jobIDs("1.json"))
    #expect(try spool.ask("1@next.json") == "RECENTLY_CONTACTED")
    #expect(try spool.ask("1@other.json", #"{"objective":"randevu"}"#) == "ok", "another objective")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  /// Ninety days after the last message was due, to the second.
  @Test(arguments: [(-1, "RECENTLY_CONTACTED"), (0, "ok")] as [(Int64, String)])
  func theCoolDownEndsToTheSecond(_ offset: Int64, _ expected: String) throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json", #"{"max_followups":0}"#) == "ok")
    try spool.report("sent", try spool.jobIDs("1.json"))
    guard case .array(let jobs)? = try spool.response("1.json")["data"]?["jobs"],
      let text = jobs.last?["send_at"]?.string,
      let due = Timestamp(rfc3339: text)
    else { return #expect(Bool(false), "no jobs") }
    try spool.drop("1@next.json")
    // The batch takes its name a few operations, of a microsecond each, after the turn begins.
    let target = due.adding(seconds: 90 * Self.day + offset)
    spool.disk.advance(seconds: target.seconds - spool.disk.clock / 1_000_000_000)
    try spool.answer()
    #expect(try spool.outcome("1@next.json") == expected)
    if expected == "ok" { return }
    #expect(
      try spool.response("1@next.json")["error"]?["message"]?.string?.contains(target.adding(seconds: 1).day.iso8601)
        == true)
  }

  @Test func contactedOnOneChannelOrThroughTheAddress() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json", #"{"max_followups":0}"#) == "ok")
    spool.disk.advance(seconds: 5 * Self.day)
    try spool.report("sent", try spool.jobIDs("1.json"))
    #expect(try spool.ask("9.json") == "RECENTLY_CONTACTED", "the same phone")
    #expect(try spool.ask("1@mail.json", #"{"channel":"email"}"#) == "ok")
    #expect(try spool.ask("9@anyway.json", #"{"on_contacted":"allow"}"#) == "ok")
  }

  @Test(arguments: ["failed", "cancelled", "expired", "bounced"]) func aSequenceIsOverHoweverItsLastJobEnded(
    _ event: String
  ) throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json", #"{"max_followups":0}"#) == "ok")
    spool.disk.advance(seconds: 5 * Self.day)
    try spool.report(event, try spool.jobIDs("1.json"))
    #expect(try spool.ask("1@next.json", #"{"on_contacted":"allow"}"#) == "ok")
  }

  @Test func twoChannelsAreTakenOrLeftTogether() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json", #"{"channel":"email"}"#) == "ok")
    #expect(try spool.ask("1@both.json", #"{"channel":["whatsapp","email"]}"#) == "ALREADY_ACTIVE")
    #expect(try spool.ask("1@whatsapp.json") == "ok", "the refused one took no place")
    #expect(try spool.ask("1@all.json", #"{"channel":["whatsapp","email"],"on_active":"replace"}"#) == "ok")
    #expect(spool.state.events.count == 2)
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }
}

@Suite struct FirstAnswersTests {
  @Test func theSameRequestGetsTheSameAnswer() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1@a.json", #"{"tone":"teknik"}"#) == "ok")
    let first = try #require(spool.disk.bytes("outbox/responses/1@a.json"))
    let jobs = spool.state.jobs.count
    spool.disk.advance(seconds: 86_400)
    #expect(try spool.ask("1@a.json", #"{"tone":"teknik"}"#, .changed) == "ok")
    #expect(spool.disk.bytes("outbox/responses/1@a.json") == first)
    #expect(spool.state.jobs.count == jobs)
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func otherBytesAreADuplicate() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1@a.json") == "ok")
    #expect(try spool.ask("1@a.json", "{ }") == "DUPLICATE_REQUEST")
    #expect(try spool.ask("1@a.json", #"{"on_active":"replace"}"#) == "DUPLICATE_REQUEST")
    #expect(try spool.ask("1@a.json") == "ok", "and the first one still gets its answer")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func aRefusedRequestIsAnsweredAfreshWhenItComesAgain() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("77@a.json") == "LEAD_NOT_FOUND")
    #expect(try spool.ask("77@a.json", #"{"lead":{"phone":"05321112277"}}"#) == "ok")
    #expect(try spool.ask("77@a.json", #"{"lead":{"phone":"05321112277"}}"#) == "ok")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func anAnswerThatIsNoLongerKeptPlansNothingAgain() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1@a.json") == "ok")
    let batch = try #require(spool.disk.list("inbox/processed/2026-11-23").first)
    let directory = try spool.disk.find(path: "inbox/processed/2026-11-23/\(batch)")
    try spool.disk.remove(".answer-1@a.json", in: directory, isDirectory: false)
    #expect(try spool.ask("1@a.json") == "DUPLICATE_REQUEST")
  }

  @Test func withoutAReferenceARequestIsNew() throws {
    var spool = SimulatedSpool()
    #expect(try spool.ask("1.json") == "ok")
    #expect(try spool.ask("1.json") == "ALREADY_ACTIVE")
  }
}
