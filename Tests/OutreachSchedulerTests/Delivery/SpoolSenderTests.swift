import Outreach
import Testing

@testable import Dispatching
@testable import Inspection
@testable import Records
@testable import Scheduling
@testable import Storage

/// `outbox/due/`, where another program fetches what is to be sent.
@Suite struct SpoolSenderTests {
  private func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("1.json", #"{"max_followups":0}"#)
    try spool.drop("2.json", #"{"max_followups":0}"#)
    try spool.answer()
    return spool
  }

  private func release(_ spool: inout SimulatedSpool) throws -> DispatchTally {
    let files = spool.files()
    let tally = try SimulatedSpool.dispatch(
      files, [.whatsapp: SpoolSender(outbox: "outbox", channel: .whatsapp, files: files)])
    spool.disk = files.snapshot
    return tally
  }

  private func due(_ spool: SimulatedSpool, _ place: String = "whatsapp") -> [String] {
    spool.disk.list("outbox/due/\(place)").map(\.description).sorted()
  }

  private func move(_ name: String, to place: String, _ spool: inout SimulatedSpool) throws {
    let files = spool.files()
    let outbox = try files.openDirectory(at: "outbox")
    let due = try files.openDirectory("due", in: outbox)
    let (from, to) = (try files.openDirectory("whatsapp", in: due), try files.openDirectory(FileName(place), in: due))
    try files.rename(FileName(name), in: from, to: FileName(name), in: to, replacing: false)
    spool.disk = files.snapshot
  }

  @Test func theFileIsTheJobAndItsMoveTheAnswer() throws {
    var spool = try spool()
    let line = try #require(try spool.jobs().first).line
    #expect(try release(&spool).released == 2)
    let names = due(spool)
    #expect(names.count == 2)
    #expect(spool.disk.bytes("outbox/due/whatsapp/\(names[0])") == line)
    // Not again while it is there.
    #expect(try release(&spool).released == 0)
    try move(names[0], to: "sent", &spool)
    try move(names[1], to: "failed", &spool)
    try spool.write(
      "outbox/due/failed/\(names[1].dropLast(5)).error.json", #"{"error":"no such number"}"#)
    #expect(try release(&spool).reported == 2)
    #expect(try spool.statuses() == ["1-whatsapp-1 sent", "2-whatsapp-1 failed (no such number)"])
    #expect(due(spool, "sent") == [] && due(spool, "failed") == [])
  }

  @Test func whatIsStoppedBeforeItIsFetchedIsTakenBack() throws {
    var spool = try spool()
    _ = try release(&spool)
    try spool.drop("1.opt-out.json")
    try spool.answer()
    #expect(try release(&spool).recalled == 1)
    #expect(due(spool).map { $0.prefix(2) } == ["2-"])
    #expect(try spool.statuses { $0.lead = LeadID("1") } == ["1-whatsapp-1 cancelled (opted_out)"])
  }

  private func warnings(_ name: String, _ spool: SimulatedSpool) throws -> String {
    String(decoding: try #require(spool.disk.bytes("outbox/responses/\(name)")), as: UTF8.self)
  }

  @Test func whatNobodyHasFetchedCanBeCancelled() throws {
    var spool = try spool()
    _ = try release(&spool)
    try spool.drop("1.cancel.json")
    try spool.answer()
    let answer = try warnings("1.cancel.json", spool)
    #expect(answer.contains("unless it has been fetched") && !answer.contains("cannot be called back"), "\(answer)")
    #expect(try release(&spool).recalled == 1)
    #expect(try spool.statuses { $0.lead = LeadID("1") } == ["1-whatsapp-1 cancelled (cancelled)"])
  }

  @Test func whatNobodyHasFetchedGoesOnTheNewDay() throws {
    var spool = try spool()
    _ = try release(&spool)
    try spool.drop("1.reschedule.json", #"{"shift_hours":24}"#)
    try spool.answer()
    #expect(try warnings("1.reschedule.json", spool).contains("unless it has been fetched"))
    #expect(try release(&spool).recalled == 1)
    #expect(due(spool).map { $0.prefix(2) } == ["2-"])
    spool.disk.advance(seconds: 24 * 3600)
    #expect(try release(&spool).released == 1)
    #expect(due(spool).map { $0.prefix(2) } == ["1-", "2-"])
  }

  @Test func anotherSenderTakesOverWhatNobodyHasFetched() throws {
    var spool = try spool()
    _ = try release(&spool)
    try move(due(spool)[0], to: "sent", &spool)
    let receiver = Receiver()
    let tally = try spool.dispatch(to: receiver) { $0.kind = .webhook }
    #expect(tally.recalled == 1 && tally.reported == 1 && tally.sent == 1)
    #expect(receiver.counts.keys.map { $0.prefix(2) } == ["2-"])
    #expect(due(spool) == [])
  }

  @Test func whatWaitsWhenTheWindowClosesIsTakenBackUntilTheMorning() throws {
    var spool = try spool()
    _ = try release(&spool)
    spool.disk.advance(seconds: 9 * 3600)
    #expect(try release(&spool).recalled == 2)
    #expect(due(spool) == [])
    #expect(try release(&spool) == DispatchTally())
    spool.disk.advance(seconds: 12 * 3600)
    #expect(try release(&spool).released == 2)
  }

  /// A dispatcher that dies on the way loses none: what is not written down as taken back is shown again, or goes by another
  /// sender.
  @Test(arguments: [DeliverySettings.Kind.spool, .webhook]) func nothingIsLostWhileItIsTakenBack(
    kind: DeliverySettings.Kind
  ) throws {
    var spool = try spool()
    _ = try release(&spool)
    try spool.drop("1.reschedule.json", #"{"shift_hours":24}"#)
    try spool.answer()
    let files = spool.files()
    files.refuse = { $0.path.contains("dispatch-") ? 28 : nil }
    #expect(throws: FileError.self) {
      try SimulatedSpool.dispatch(
        files, [.whatsapp: SpoolSender(outbox: "outbox", channel: .whatsapp, files: files)])
    }
    spool.disk = files.snapshot
    #expect(due(spool).count == 2)
    let receiver = Receiver()
    let next = kind == .spool ? try release(&spool) : try spool.dispatch(to: receiver) { $0.kind = kind }
    #expect(next.unknown == 0)
    spool.disk.advance(seconds: 24 * 3600)
    _ = kind == .spool ? try release(&spool) : try spool.dispatch(to: receiver) { $0.kind = kind }
    #expect(try spool.statuses { $0.status = .failed } == [])
    if kind == .webhook { #expect(receiver.counts.values.allSatisfy { $0 == 1 } && receiver.counts.count == 2) }
  }

  @Test func whatASenderHasFetchedIsNotReleasedAgain() throws {
    var spool = try spool()
    _ = try release(&spool)
    for name in due(spool) {
      let files = spool.files()
      let outbox = try files.openDirectory(at: "outbox")
      let directory = try files.openDirectory("whatsapp", in: files.openDirectory("due", in: outbox))
      try files.remove(FileName(name), in: directory)
      spool.disk = files.snapshot
    }
    // By policy it is held, until somebody says what came of it.
    #expect(try release(&spool).released == 0)
    #expect(due(spool) == [])
  }
}
