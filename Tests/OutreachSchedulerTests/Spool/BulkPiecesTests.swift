import Outreach
import Testing

@testable import OutreachScheduler

/// Nobody holds the lock for as long as a very large file takes to be read.
@Suite struct BulkPiecesTests {
  /// Every look at the clock takes longer than a slice may.
  private func slowWorker(_ files: MemoryFileSystem) -> Spool {
    let settings = Spool.Settings(inbox: "inbox", outbox: "outbox", rules: SimulatedSpool.rules)
    return Spool(
      settings: settings, files: files, planner: Setting.usual.planner, leadBook: Setting.usual.leadBook,
      prober: NobodyDied(),
      clock: {
        files.edit { $0.advance(seconds: 1) }
        return Timestamp(microseconds: files.snapshot.clock / 1000)
      })
  }

  private func drop(_ name: FileName, into files: MemoryFileSystem, _ spool: inout SimulatedSpool) throws {
    spool.disk = files.snapshot
    try spool.drop(name, #"{"max_followups":0}"#)
    files.edit { $0 = spool.disk }
  }

  @Test func theChecksumIsMadeInTurns() throws {
    var spool = SimulatedSpool()
    let note = String(repeating: "x", count: 900_000)
    try spool.drop("fair.csv", "lead_id,max_followups,notes\n" + (1...4).map { "\($0),0,\(note)\n" }.joined())
    let files = spool.files()
    var worker = slowWorker(files)
    _ = try worker.turn()
    #expect(worker.tally.bulk?.file == "fair.csv" && worker.tally.bulk?.rows == 0)
    try drop("7.json", into: files, &spool)
    _ = try worker.turn()
    #expect(files.snapshot.list("outbox/responses") == ["7.json"], "a request is answered between two pieces")
    try SimulatedSpool.settle(&worker, files)
    spool.disk = files.snapshot
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
    #expect(spool.state.bulkResponses["fair.ndjson"]?.count == 4)
    // It is known by the same checksum as if it had been read at once.
    let first = try #require(spool.disk.bytes("outbox/responses/fair.summary.json"))
    try spool.drop("again.csv", "lead_id,max_followups,notes\n" + (1...4).map { "\($0),0,\(note)\n" }.joined())
    try spool.answer()
    #expect(spool.state.summaries["again.summary.json"]?["error"]?["code"]?.string == "DUPLICATE_REQUEST")
    #expect(spool.disk.bytes("outbox/responses/fair.summary.json") == first)
  }

  private static let rest = "2,\"" + String(repeating: "3,0\n", count: 160_000)

  private func unreadable() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id,max_followups\n1,0\n" + Self.rest)
    return spool
  }

  private func check(_ disk: MemoryDisk, _ spool: SimulatedSpool, _ hint: String = "") {
    #expect(SpoolInvariants.atRest(disk, spool.dropped) == [], "\(hint)")
    let state = SpoolState(disk, requests: Set(spool.dropped.map(\.inode)))
    #expect(state.bulkResponses["fair.ndjson"]?.map { $0["ok"]?.bool } == [true, false], "\(hint)")
    let kept = state.refusedRows.filter { $0.key.hasSuffix("/fair.rejected.csv") }.values
    let expected = Array(("lead_id,max_followups,error_code,error_message\n" + Self.rest).utf8)
    #expect(kept.map { $0 == expected } == [true], "\(hint)")
  }

  @Test func whatCannotBeReadIsKeptInTurns() throws {
    var spool = try unreadable()
    let files = spool.files()
    var worker = slowWorker(files)
    _ = try worker.turn()
    try drop("7.json", into: files, &spool)
    _ = try worker.turn()
    #expect(files.snapshot.list("outbox/responses").contains("7.json"))
    #expect(!files.snapshot.list("outbox/responses").contains("fair.ndjson"), "there is more to be kept")
    try SimulatedSpool.settle(&worker, files)
    check(files.snapshot, spool)
  }

  /// Whoever only looks at how it went must not take a file that was read in part for one that was answered.
  @Test(arguments: [("1,0\n", true), ("x y,0\n", false)])
  func whatWasNotReadIsSaid(_ rows: String, _ isAccepted: Bool) throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id,max_followups\n" + rows + "2,\"" + String(repeating: "3,0\n", count: 300_000))
    let tally = try spool.answer()
    let summary = try spool.response("fair.summary.json")
    let unread = try #require(summary["unread"]?["message"]?.string)
    #expect(summary["unread"]?["from_line"]?.int == 3 && unread.contains("Nothing from line 3 on was read"))
    #expect(unread.contains("fair.rejected.csv") == isAccepted)
    #expect(tally.files.map(\.unread) == [unread])
    #expect(spool.state.bulkResponses["fair.ndjson"]?.last?["error"]?["message"]?.string?.hasSuffix(unread) == true)
    #expect(isAccepted || summary["error"]?["message"]?.string?.hasSuffix(unread) == true)
  }

  /// Killed at any moment, or cut off from power: every byte is kept once.
  @Test(arguments: [false, true]) func whoeverGoesOnKeepsTheRest(powerFails: Bool) throws {
    let spool = try unreadable()
    let files = spool.files()
    var instants: [(MemoryDisk, MemoryFileSystem.Operation)] = []
    files.observe = { instants.append(($0, $1)) }
    var worker = slowWorker(files)
    try SimulatedSpool.settle(&worker, files)
    #expect(instants.count > 40)
    for (number, (disk, after)) in instants.enumerated() {
      let next = MemoryFileSystem(powerFails ? disk.cut(seed: UInt64(number)) : disk)
      try SimulatedSpool.settle(next)
      check(next.snapshot, spool, "\(after)")
    }
  }

  /// A process that died of reading on counts the rest as one row, in pieces as well.
  @Test func whatKillsIsKeptInTurns() throws {
    struct Died: RequestProber {
      func deadly(among names: [FileName], in directory: String) -> Set<FileName> { [] }
      func deadlyRows(in directory: String, after row: Int, atMost count: Int) -> DeadlyRows {
        DeadlyRows(unreadableAfter: 2)
      }
    }
    var spool = SimulatedSpool()
    let rest = String(repeating: "3,0\n", count: 160_000)
    try spool.drop("fair.csv", "lead_id,max_followups\n1,0\n2,0\n" + rest)
    // A slice that somebody left.
    let files = spool.files()
    var first = SimulatedSpool.spool(files, sliceRows: 2)
    _ = try first.turn()
    var disk = files.snapshot
    let home = try #require(disk.list("inbox/processing").first)
    disk.advance(seconds: 9)
    let slice = BatchID(time: Timestamp(microseconds: disk.clock / 1000))
    _ = try disk.make(.regular, BatchRecord.sliceName(slice), in: try disk.find(path: "inbox/processing/\(home)"))
    let again = MemoryFileSystem(disk)
    var worker = SimulatedSpool.spool(again, prober: Died())
    try SimulatedSpool.settle(&worker, again)
    let state = SpoolState(again.snapshot, requests: Set(spool.dropped.map(\.inode)))
    #expect(SpoolInvariants.atRest(again.snapshot, spool.dropped) == [])
    #expect(
      state.bulkResponses["fair.ndjson"]?.map { $0["error"]?["code"]?.string ?? "ok" } == ["ok", "ok", "INTERNAL"])
    #expect(state.refusedRows.values.map(\.count).contains { $0 > rest.utf8.count })
  }
}
