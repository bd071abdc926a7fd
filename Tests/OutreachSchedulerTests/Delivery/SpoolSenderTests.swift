import Outreach
import Testing

@testable import Dispatching
@testable import Inspection
@testable import Records
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
