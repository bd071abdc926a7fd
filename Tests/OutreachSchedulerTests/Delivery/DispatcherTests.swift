import Outreach
import Testing

@testable import Dispatching
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Storage

/// Counted where messages arrive.
@Suite struct DispatcherTests {
  private func spool(_ count: Int = 3, _ text: String = "{}") throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    for id in 1...count { try spool.drop(FileName("\(id).json"), text) }
    try spool.answer()
    return spool
  }

  @Test func theFirstStepsGoAndNothingElse() throws {
    var spool = try spool()
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver).sent == 3)
    #expect(receiver.counts.keys.sorted().map { $0.prefix(12) } == ["1-whatsapp-1", "2-whatsapp-1", "3-whatsapp-1"])
    #expect(try spool.dispatch(to: receiver).sent == 0)
    #expect(receiver.counts.values.allSatisfy { $0 == 1 })
    #expect(try spool.statuses { $0.status = .sent }.count == 3)
  }

  @Test func aSenderThatWasDownForFourDaysSendsOneStepOfEachAtMost() throws {
    var spool = try spool(1)
    spool.disk.advance(seconds: 4 * 86_400)
    let receiver = Receiver()
    let tally = try spool.dispatch(to: receiver)
    #expect(tally.expired == 1 && receiver.counts.isEmpty)
    #expect(try spool.statuses { $0.status = .cancelled } == ["1-whatsapp-1 cancelled (expired)"])
  }

  @Test func aFollowUpWaitsForTheRealSendingAndGoesBeforeFirsts() throws {
    var spool = try spool(1)
    spool.disk.advance(seconds: 24 * 3600)
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver).sent == 1)
    spool.disk.advance(seconds: 24 * 3600 + 60)
    #expect(try spool.reached() == ["1-whatsapp-2 gap"])
    #expect(try spool.dispatch(to: receiver).sent == 0)
    try spool.drop("2.json")
    try spool.answer()
    spool.disk.advance(seconds: 24 * 3600)
    #expect(try spool.dispatch(to: receiver).sent == 2)
    #expect(receiver.inOrder.map { $0.prefix(12) } == ["1-whatsapp-1", "1-whatsapp-2", "2-whatsapp-1"])
  }

  @Test func nothingGoesOutsideTheWindow() throws {
    var spool = try spool(1)
    spool.disk.advance(seconds: 9 * 3600)
    #expect(try spool.reached() == ["1-whatsapp-1 window"])
    #expect(try spool.dispatch(to: Receiver()).sent == 0)
  }

  @Test(arguments: ["cancel", "reply", "opt-out"]) func whatWasStoppedDoesNotGo(command: String) throws {
    var spool = try spool(2)
    try spool.drop(FileName("1.\(command).json"), "{}")
    try spool.answer()
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver).sent == 1)
    #expect(receiver.counts.keys.allSatisfy { $0.hasPrefix("2-") })
  }

  /// Whether or not the worker can work just then.
  @Test(arguments: ["1.opt-out.json", "1.reply@mail-7.json", "1.cancel.json", "1.bounce.json", "1.reschedule.json"])
  func whoHasSaidNoIsNotWrittenToBeforeThatIsAnswered(file: String) throws {
    var spool = try spool(2)
    try spool.drop(FileName(file), "")
    let receiver = Receiver()
    #expect(try spool.reached().contains("1-whatsapp-1 unanswered \(file)"))
    #expect(try spool.dispatch(to: receiver).sent == 1)
    #expect(receiver.counts.keys.allSatisfy { $0.hasPrefix("2-") })
  }

  /// Only reading a list tells whom it is about.
  @Test(arguments: ["list.opt-out.csv", "dün.cancel.ndjson", "BAJA.OPT-OUT.CSV", "list.opt-out.rejected.csv"])
  func aListOfNoesThatIsNotAnsweredHoldsAll(file: String) throws {
    var spool = try spool(2)
    try spool.drop(FileName(file), "to\n05330000000\n")
    #expect(try spool.dispatch(to: Receiver()).handedOver == 0)
  }

  @Test(arguments: [
    "1.opt-in.json", "1.sent.json", "3.json", "list.csv", "list.sent.csv", ".1.opt-out.json", "1.opt-out.json~",
  ])
  func whatStopsNobodyHoldsNobody(file: String) throws {
    var spool = try spool(2)
    try spool.drop(FileName(file), "{}")
    #expect(try spool.dispatch(to: Receiver()).sent == 2)
  }

  /// A worker that died had claimed it.
  @Test func aClaimedNoThatIsNotAnsweredCounts() throws {
    var spool = try spool(2)
    let home = try spool.disk.make(
      .directory, "20261125T101512.000001Z", in: try spool.disk.find(path: "inbox/processing"))
    _ = try spool.disk.make(.regular, "1.opt-out.json", in: home)
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver).sent == 1)
    #expect(receiver.counts.keys.allSatisfy { $0.hasPrefix("2-") })
  }

  /// `unsubscribe_url` may ask for the job's id, which is not known yet when words are written.
  @Test func aLinkThatIsToNameTheJobDoes() throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json")
    try spool.answer(
      Setting(
        words: "https://c.example/u?j={job}", tone: "kurumsal", windows: SendingWindows(.always),
        book: "company,phone,email\n", phones: "532"))
    var line = ""
    let receiver = Receiver()
    receiver.before = { line = String(decoding: $0.line, as: UTF8.self) }
    #expect(try spool.dispatch(to: receiver).sent == 1)
    #expect(line.contains("https://c.example/u?j=1-whatsapp-1-2"), "\(line)")
  }

  @Test func nothingFollowsAFailedStep() throws {
    var spool = try spool(1)
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.failed, error: "no such number") }
    #expect(try spool.dispatch(to: receiver).failed == 1)
    spool.disk.advance(seconds: 48 * 3600)
    #expect(try spool.reached() == ["1-whatsapp-2 step 1 failed"])
    #expect(try spool.dispatch(to: receiver).handedOver == 0)
    // Of no use for anything any more, they expire, and the lead is free.
    spool.disk.advance(seconds: 96 * 3600)
    #expect(try spool.dispatch(to: receiver).expired == 2)
    try spool.drop("1@anew.json", #"{"on_contacted":"allow"}"#)
    try spool.answer()
    #expect(try spool.statuses { $0.status = .pending }.count == 3)
  }

  @Test func aReportThatItWentOutAfterAllLetsThemGo() throws {
    var spool = try spool(1)
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.failed, error: "no such number") }
    #expect(try spool.dispatch(to: receiver).failed == 1)
    let job = try #require(try spool.jobs().first { $0.job.step == 1 }).job.id
    spool.disk.advance(seconds: 72 * 3600)
    try spool.drop("1.sent.json", #"{"job_id":"\#(job)"}"#)
    try spool.answer()
    receiver.answer = { _ in DeliveryOutcome(.sent) }
    spool.disk.advance(seconds: 96 * 3600)
    #expect(try spool.dispatch(to: receiver).sent == 1)
  }

  @Test func aRetryWaitsAndEndsSomeTime() throws {
    var spool = try spool(1)
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.retry, error: "busy", retryAfter: 120) }
    #expect(try spool.dispatch(to: receiver).retrying == 1)
    spool.disk.advance(seconds: 60)
    #expect(try spool.dispatch(to: receiver).handedOver == 0)
    spool.disk.advance(seconds: 120)
    #expect(try spool.dispatch(to: receiver).retrying == 1)
    #expect(receiver.counts.values.reduce(0, +) == 2)
    #expect(try spool.statuses { $0.status = .pending }.count == 3)
  }

  @Test func anAccountThatIsRefusedStopsTheChannelAndCostsNoAttempt() throws {
    var spool = try spool(5)
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.account, error: "token expired") }
    for _ in 1...3 {
      let tally = try spool.dispatch(to: receiver)
      #expect(tally.stopped[.whatsapp] == "token expired")
    }
    // All that were handed over together, then one for each look.
    #expect(receiver.counts.values.reduce(0, +) == 7)
    #expect(try spool.statuses { $0.status = .pending }.count == 15)
    let forecast = try Forecast(
      try spool.view().view, rule: SimulatedSpool.rule, delivery: [:],
      now: Timestamp(microseconds: spool.disk.clock / 1000))
    #expect(forecast.isStopped)
    receiver.answer = { _ in DeliveryOutcome(.sent) }
    #expect(try spool.dispatch(to: receiver).sent == 5)
    #expect(
      try !Forecast(
        try spool.view().view, rule: SimulatedSpool.rule, delivery: [:],
        now: Timestamp(microseconds: spool.disk.clock / 1000)
      ).isStopped)
  }

  private static var notFound: DeliveryOutcome {
    var outcome = DeliveryOutcome(.failed, error: "404")
    outcome.isNotFound = true
    return outcome
  }

  /// Nothing is found where two of twenty messages go to: that is theirs, and the others go.
  @Test(arguments: [["1", "11"], ["1", "2"], ["19", "20"]]) func deadRecipientsCloseNoChannel(_ dead: [String]) throws {
    var spool = try spool(20)
    let receiver = Receiver()
    receiver.answer = { job in
      dead.contains(job.lead.text) ? Self.notFound : DeliveryOutcome(.sent)
    }
    for _ in 1...4 {
      _ = try spool.dispatch(to: receiver)
      spool.disk.advance(seconds: 600)
    }
    // Some of the leads have one telephone between them.
    #expect(receiver.counts.count > 16)
    #expect(try spool.statuses { $0.status = .sent }.count == receiver.counts.count - 2)
    #expect(receiver.counts.values.count { $0 == 1 } >= receiver.counts.count - 2)
  }

  /// The address in the configuration is wrong: everything waits, and nothing is lost.
  @Test func whereNothingIsFoundEverythingWaits() throws {
    var spool = try spool(6)
    let receiver = Receiver()
    receiver.answer = { _ in Self.notFound }
    for _ in 1...5 {
      _ = try spool.dispatch(to: receiver)
      spool.disk.advance(seconds: 600)
    }
    #expect(try spool.statuses { $0.status = .pending }.count >= 15)
    // Each look tries another one.
    #expect(Set(receiver.inOrder.suffix(3)).count == 3)
  }

  /// They wait for no limit.
  @Test func whatIsLeftOfAStoppedChannelWaitsForTheAccount() throws {
    let receiver = Receiver()
    receiver.atOnce = 4
    receiver.answer = { _ in DeliveryOutcome(.account, error: "token expired") }
    var dispatcher = try SimulatedSpool.dispatcher(try spool(24).files(), [.whatsapp: receiver])
    defer { dispatcher.close() }
    #expect(try dispatcher.turn() == .sent(4))
    #expect(dispatcher.waiting > 0 && dispatcher.waitingForAccount == dispatcher.waiting)
  }

  @Test func theDaysCapHoldsAndTheRestGoesTheNextDay() throws {
    var spool = try spool(7)
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver) { $0.cap.perDay = 3 }.sent == 3)
    #expect(try spool.dispatch(to: receiver) { $0.cap.perDay = 3 }.sent == 0)
    spool.disk.advance(seconds: 86_400)
    #expect(try spool.dispatch(to: receiver) { $0.cap.perDay = 3 }.sent == 3)
  }

  /// No more is promised to be on its way than goes out in about a second: the rest can still be called back.
  @Test func whatIsHandedOverAtOnceGoesOutInASecond() throws {
    let spool = try spool(24)
    let slow = spool.files()
    let receiver = Receiver()
    receiver.atOnce = 4
    receiver.before = { _ in slow.edit { $0.advance(seconds: 1) } }
    var dispatcher = try SimulatedSpool.dispatcher(slow, [.whatsapp: receiver])
    defer { dispatcher.close() }
    for _ in 1...3 { #expect(try dispatcher.turn() == .sent(4)) }
    let quick = spool.files()
    let other = Receiver()
    other.atOnce = 4
    var fast = try SimulatedSpool.dispatcher(quick, [.whatsapp: other])
    defer { fast.close() }
    #expect(try (1...2).map { _ in try fast.turn() } == [.sent(4), .sent(16)])
  }

  /// A wrong address fails one message at most, however slowly messages go, and a later dispatch no more.
  @Test func whatIsFoundNowhereStopsTheChannel() throws {
    var spool = try spool(6)
    let receiver = Receiver()
    var answer = DeliveryOutcome(.failed, error: "HTTP 404")
    answer.isNotFound = true
    receiver.answer = { _ in answer }
    let first = try spool.dispatch(to: receiver) { $0.perSecond = 1 }
    #expect(first.failed == 1)
    for _ in 1...3 {
      let again = try spool.dispatch(to: receiver)
      #expect(again.failed == 0 && again.stopped[.whatsapp] == "HTTP 404")
    }
    receiver.answer = { _ in DeliveryOutcome(.sent) }
    #expect(try spool.dispatch(to: receiver).sent == 5)
  }

  /// The room on the disk is for what went out; what cannot be passed on is left in doubt.
  @Test func whatTheInboxDoesNotTakeLosesNoOutcome() throws {
    let spool = try spool(4)
    let files = spool.files()
    let receiver = Receiver()
    receiver.answer = { job in
      job.id.hasPrefix("2-") ? DeliveryOutcome(.failed, error: "no", cause: .optedOut) : DeliveryOutcome(.sent)
    }
    files.refuse = { $0.path.contains("2.opt-out") ? 28 : nil }
    var dispatcher = try SimulatedSpool.dispatcher(files, [.whatsapp: receiver])
    #expect(throws: FileError.self) { try dispatcher.turn() }
    dispatcher.close()
    var next = spool
    next.disk = files.snapshot
    let statuses = try next.statuses()
    #expect(statuses.filter { $0.hasSuffix(" sent") }.count == 3, "\(statuses)")
    #expect(statuses.contains("2-whatsapp-1 failed (unknown)"), "\(statuses)")
  }

  @Test func aWaveFollowsWhatTheLastOnesTook() {
    var wave = WaveSize(from: 4, upTo: 256)
    var counts: [Int] = []
    for (sent, seconds) in [(4, 0.0), (16, 0.1), (64, 0.1), (256, 1.0), (256, 8.0), (32, 16.0), (4, 0.5)] {
      wave.learn(sent: sent, seconds: seconds)
      counts.append(wave.count)
    }
    #expect(counts == [16, 64, 256, 256, 32, 4, 8])
    #expect(WaveSize(from: 1000, upTo: 256).count == 256)
  }

  @Test(arguments: ["opt-out", "cancel", "reply"]) func whoeverSaysNoBetweenTwoWavesIsSpared(command: String) throws {
    var spool = try spool(10)
    let receiver = Receiver()
    receiver.atOnce = 2
    let files = spool.files()
    receiver.before = { _ in files.edit { $0.advance(seconds: 1) } }
    var dispatcher = try SimulatedSpool.dispatcher(files, [.whatsapp: receiver])
    defer { dispatcher.close() }
    #expect(try dispatcher.turn() == .sent(2))
    spool.disk = files.snapshot
    let spared = (1...10).filter { id in !receiver.counts.keys.contains { $0.hasPrefix("\(id)-") } }
    for id in spared { try spool.drop(FileName("\(id).\(command).json"), "{}") }
    try spool.answer()
    files.edit { $0 = spool.disk }
    #expect(try dispatcher.turn() == .idle(until: nil))
    #expect(receiver.counts.count == 2)
  }

  @Test func theRateIsKept() throws {
    let spool = try spool(5)
    let files = spool.files()
    let receiver = Receiver()
    var dispatcher = try SimulatedSpool.dispatcher(files, [.whatsapp: receiver]) { $0.perSecond = 2 }
    defer { dispatcher.close() }
    #expect(try dispatcher.turn() == .sent(2))
    guard case .idle(let until?) = try dispatcher.turn() else {
      Issue.record("it should wait")
      return
    }
    #expect(until > Timestamp(microseconds: files.snapshot.clock / 1000))
    files.edit { $0.advance(seconds: 2) }
    #expect(try dispatcher.turn() == .sent(2))
  }

  @Test(
    arguments: [
      (DeliverySettings.OnUnknown.hold, "failed (unknown)", 1),
      (.retry, "pending (retrying: its sender did not say what became of it)", 2),
      (.failed, "failed (unknown: its sender did not say what became of it)", 1),
    ] as [(DeliverySettings.OnUnknown, String, Int)])
  func whoDoesNotSayWhatBecameOfIt(policy: DeliverySettings.OnUnknown, status: String, arrivals: Int) throws {
    var spool = try spool(1, #"{"max_followups":0}"#)
    let receiver = Receiver()
    receiver.answer = { _ in nil }
    _ = try spool.dispatch(to: receiver) { $0.unknown = policy }
    #expect(try spool.statuses() == ["1-whatsapp-1 \(status)"])
    spool.disk.advance(seconds: 3600)
    _ = try spool.dispatch(to: receiver) { $0.unknown = policy }
    #expect(receiver.counts.values.reduce(0, +) == arrivals)
  }

  /// A dispatcher died between the act and its outcome, and what is tried again goes when somebody wants it.
  @Test func aRescheduleCountsForWhatIsTriedAgain() throws {
    var spool = try spool(1, #"{"max_followups":0}"#)
    let job = try #require(try spool.jobs().first).job
    try spool.write(
      "outbox/ledger/2026-11-23/dispatch-1-0.ndjson",
      #"{"at":"\#(job.sendAt.iso8601)","event":"sending","lead_id":1,"job_id":"\#(job.id)","channel":"whatsapp","attempt":1}"#
        + "\n")
    try spool.drop("1.reschedule.json", #"{"shift_hours":24}"#)
    try spool.answer()
    let answer = String(decoding: spool.disk.bytes("outbox/responses/1.reschedule.json") ?? [], as: UTF8.self)
    #expect(answer.contains("counts if it did not go out") && !answer.contains("is not tried again"), "\(answer)")
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver) { $0.unknown = .retry }.retrying == 1)
    spool.disk.advance(seconds: 3600)
    #expect(try spool.dispatch(to: receiver) { $0.unknown = .retry }.sent == 0)
    spool.disk.advance(seconds: 24 * 3600)
    #expect(try spool.dispatch(to: receiver) { $0.unknown = .retry }.sent == 1)
  }

  @Test func aLineThatCannotBeReadKeepsBackWhomItNames() throws {
    var spool = try spool(2)
    try spool.write(
      "outbox/ledger/2026-11-23/sender-9.ndjson", #"{"at":"2026-11-23T10:00:00Z","event":"opted_o","lead_id":1,"#)
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver).sent == 1)
    #expect(receiver.counts.keys.allSatisfy { $0.hasPrefix("2-") })
  }

  @Test func twoLinesOfOneJobAreOneMessage() throws {
    var spool = try spool(1, #"{"max_followups":0}"#)
    let day = "outbox/jobs/2026-11-23"
    let name = try #require(spool.disk.list(day).first)
    let bytes = try #require(spool.disk.bytes("\(day)/\(name)"))
    try spool.write("\(day)/\(name)", String(decoding: bytes + bytes, as: UTF8.self))
    let receiver = Receiver()
    _ = try spool.dispatch(to: receiver)
    #expect(receiver.counts.values.reduce(0, +) == 1)
  }
}
