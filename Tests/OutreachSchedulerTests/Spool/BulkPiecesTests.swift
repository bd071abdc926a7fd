import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Requests
@testable import Spool
@testable import Storage

/// Nobody holds the lock for as long as a very large file takes to be read.
@Suite struct BulkPiecesTests {
  /// Every look at the clock takes longer than a slice may.
  private func slowWorker(_ files: MemoryFileSystem, rowBytes: Int = 1 << 20) -> Worker {
    var settings = Worker.Settings(inbox: "inbox", outbox: "outbox", rules: SimulatedSpool.rules)
    settings.slice.rowBytes = rowBytes
    return Worker(
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
    let batch = try #require(spool.state.summaries["fair.summary.json"]?["batch"]?.string)
    #expect(spool.state.summaries["again.summary.json"]?["duplicate_of"]?.string == batch)
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
    for number in stride(from: WalkRounds.longOffset, to: instants.count, by: WalkRounds.longStep) {
      let (disk, after) = instants[number]
      let next = MemoryFileSystem(powerFails ? disk.cut(seed: UInt64(number)) : disk)
      try SimulatedSpool.settle(next)
      check(next.snapshot, spool, "\(after)")
    }
  }

  private static let long = String(repeating: "x", count: 300_000)

  /// A row that nobody can hold is refused alone, and those behind it are answered.
  @Test(arguments: [
    ("csv", "lead_id,max_followups,notes\n", "1,0,\n", "\n2,0,\(long)\n", "3,0,\n", "\n"),
    ("csv", "lead_id,max_followups,notes\r\n", "1,0,\r\n", "2,0,\"a\r\nb\"\"\",\(long)\r\n", "3,0,\r\n", "\r\n"),
    ("csv", "lead_id,max_followups,notes\r", "1,0,\r", "2,0,\(long),\"\r4,0,\"\r", "3,0,\r", "\r"),
    ("csv", "lead_id,max_followups\n", "1,0\n", "2" + String(repeating: ",", count: 20_000) + "\n", "3,0\n", "\n"),
    (
      "ndjson", "", #"{"lead_id":1,"max_followups":0}"# + "\n", #"{"lead_id":2,"notes":"\#(long)"}"# + "\n",
      #"{"lead_id":3,"max_followups":0}"# + "\n", "\n"
    ),
  ])
  func aRowThatIsTooLongIsRefusedAlone(
    _ ending: String, _ head: String, _ first: String, _ row: String, _ last: String, _ lineEnd: String
  ) throws {
    var spool = SimulatedSpool()
    try spool.drop(FileName("fair.\(ending)"), head + first + row + last)
    let files = spool.files()
    var instants: [MemoryDisk] = []
    files.observe = { disk, _ in instants.append(disk) }
    var worker = slowWorker(files, rowBytes: 1 << 12)
    try SimulatedSpool.settle(&worker, files)
    #expect(instants.count > 30)
    // A copy ends where a row has to.
    let copy = String(decoding: row.utf8.prefix(1 << 12), as: UTF8.self) + "\n"
    let expected =
      head.isEmpty ? copy : head.dropLast(lineEnd.count) + ",error_code,error_message" + lineEnd + copy
    // Killed at any moment, or cut off from power, too.
    instants.append(files.snapshot)
    for number in stride(from: WalkRounds.longOffset, to: instants.count, by: WalkRounds.longStep) {
      let disk = instants[number]
      let next = MemoryFileSystem(number % 2 == 0 ? disk : disk.cut(seed: UInt64(number)))
      var worker = slowWorker(next, rowBytes: 1 << 12)
      try SimulatedSpool.settle(&worker, next)
      #expect(SpoolInvariants.atRest(next.snapshot, spool.dropped) == [], "\(number)")
      let state = SpoolState(next.snapshot, requests: Set(spool.dropped.map(\.inode)))
      #expect(state.bulkResponses["fair.ndjson"]?.map { $0["ok"]?.bool } == [true, false, true], "\(number)")
      #expect(state.summaries["fair.summary.json"]?["unread"] == nil)
      #expect(state.refusedRows.values.map { $0 == Array(expected.utf8) } == [true], "\(number)")
    }
  }

  @Test func aLongRowWhoseQuoteIsNeverClosedTakesTheRest() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id,max_followups,notes\n1,0,\n2,0,\(Self.long),\"\n3,0,\n")
    let files = spool.files()
    var worker = slowWorker(files, rowBytes: 1 << 12)
    try SimulatedSpool.settle(&worker, files)
    spool.disk = files.snapshot
    let summary = try spool.response("fair.summary.json")
    #expect(summary["accepted"]?.int == 1 && summary["rows"]?.int == 2)
    #expect(summary["unread"]?["from_line"]?.int == 3)
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  /// What never ends must not fill the disk: 64 of the longest rows are kept of it.
  @Test func ofTheRestNoMoreIsKeptThanAFewLongRows() throws {
    let kept = 64 << 12
    var spool = SimulatedSpool()
    try spool.drop(
      "fair.csv",
      "lead_id,max_followups,notes\n1,0,\n" + "2,0,\"x\n" + String(repeating: "2,0\n", count: 200_000))
    let files = spool.files()
    var worker = SimulatedSpool.spool(files)
    worker.settings.slice.rowBytes = 1 << 12
    try SimulatedSpool.settle(&worker, files)
    spool.disk = files.snapshot
    let state = SpoolState(spool.disk, requests: Set(spool.dropped.map(\.inode)))
    let copy = try #require(state.refusedRows.values.first)
    #expect(copy.count < kept + 100 && copy.count >= kept, "\(copy.count)")
    let summary = try spool.response("fair.summary.json")
    #expect(summary["unread"]?["message"]?.string?.contains("in processed/") == true)
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  /// A directory where the defaults should be is said, and nobody is written to without them.
  @Test func aDirectoryOfDefaultsRefusesTheFile() throws {
    var spool = SimulatedSpool()
    _ = try spool.disk.make(.directory, "fair.defaults.json", in: try spool.disk.find(path: "inbox"))
    try spool.drop("fair.csv", "lead_id\n1\n")
    try spool.answer()
    #expect(try spool.response("fair.summary.json")["error"]?["code"]?.string == "NOT_A_REGULAR_FILE")
    #expect(spool.disk.list("outbox/jobs") == [])
  }

  /// A process that died of reading on counts the rest as one row, in pieces as well.
  @Test func whatKillsIsKeptInTurns() throws {
    struct Died: CrashProbe {
      func deadly(among names: [FileName], in directory: String) -> Set<FileName> { [] }
      func poisonRows(in directory: String, after row: Int, atMost count: Int) -> PoisonRows {
        PoisonRows(unreadableAfter: 2)
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
