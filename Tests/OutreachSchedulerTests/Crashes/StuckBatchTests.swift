import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Spool
@testable import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A batch or a bulk file that cannot be finished for a while, and others that go on beside it (I5, I7).
@Suite struct StuckBatchTests {
  private let first: [(FileName, String)] = [("1.json", "{}"), ("4.json", #"{"tone":"kurumsl"}"#), ("3@a.json", "{}")]

  private func make() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("10.json", #"{"max_followups":0}"#)
    try spool.answer()
    return spool
  }

  /// A worker that is refused one operation for as long as others go on.
  private struct Stuck {
    private var world: SimulatedSpool
    private var spool: Worker
    private let files: MemoryFileSystem
    /// The operation's verb and path.
    private let path: String

    init(_ start: SimulatedSpool, at path: String, _ code: Int32 = EIO, turns: Int) {
      world = start
      self.path = path
      files = world.files()
      files.refuse = { "\($0.verb) \($0.path)" == path ? code : nil }
      spool = SimulatedSpool.spool(files)
      _ = SimulatedSpool.work(&spool, files, turns: turns)
    }

    /// Drops more, and works on.
    ///
    /// - Returns: what the worker said.
    @discardableResult
    mutating func goOn(with later: [(FileName, String)], turns: Int) throws -> [String] {
      world.disk = files.snapshot
      try world.drop(later)
      files.edit { $0 = world.disk }
      return SimulatedSpool.work(&spool, files, turns: turns)
    }

    var disk: MemoryDisk { files.snapshot }

    /// What is there when nothing is refused any more, and the work has come to its end.
    mutating func end() throws -> SpoolState {
      files.refuse = nil
      try SimulatedSpool.settle(&spool, files)
      world.disk = files.snapshot
      #expect(SpoolInvariants.atRest(world.disk, world.dropped) == [], "\(path)")
      return world.state
    }
  }

  /// While the first batch is stuck in the middle of its publishing the same leads are asked about again, and others.
  @Test(arguments: [EIO, EACCES]) func laterBatchesGoOn(_ code: Int32) throws {
    var start = try make()
    try start.drop(first)
    for path in try start.publishingPaths() {
      var stuck = Stuck(start, at: path, code, turns: 2)
      let said = try stuck.goOn(
        with: [("1.json", "{}"), ("2.json", "{}"), ("3@a.json", "{}"), ("9.json", "{}"), ("4.json", "{}")], turns: 2)
      #expect(
        stuck.disk.list("outbox/responses").contains("2.json"), "a new lead is answered while \(path) fails: \(said)")
      #expect(stuck.disk.list("inbox").filter { $0.hasSuffix(".json") } == [], "\(path)")
      let state = try stuck.end()
      #expect(state.responses["1.json"]?["error"]?["code"]?.string == "ALREADY_ACTIVE", "\(path)")
      #expect(state.responses["9.json"]?["error"]?["code"]?.string == "ALREADY_ACTIVE", "the same phone, \(path)")
      #expect(state.responses["4.json"]?["ok"]?.bool == true, "the newer answer stays, \(path)")
      #expect(state.responses["3@a.json"]?["ok"]?.bool == true, "the first answer again, \(path)")
    }
  }

  /// While a file is stuck in the middle of its publishing, others are answered, of whatever kind.
  @Test func aStuckFileDoesNotStopTheOthers() throws {
    var start = SimulatedSpool()
    try start.drop("fair.csv", "lead_id,max_followups\n1,0\n2,0\n")
    for path in try start.publishingPaths() {
      var stuck = Stuck(start, at: path, turns: 4)
      let said = try stuck.goOn(
        with: [("4.json", "{}"), ("1.json", "{}"), ("other.csv", "lead_id,max_followups\n5,0\n1,0\n9,0\n6,0\n")],
        turns: 6)
      #expect(stuck.disk.list("outbox/responses").contains("4.json"), "\(path): \(said)")
      #expect(stuck.disk.list("inbox").filter { $0.hasSuffix(".json") || $0.hasSuffix(".csv") } == [], "\(path)")
      let state = try stuck.end()
      #expect(state.responses["1.json"]?["error"]?["code"]?.string == "ALREADY_ACTIVE", "\(path)")
      #expect(
        state.bulkResponses["other.ndjson"]?.map { $0["error"]?["code"]?.string ?? "ok" }
          == ["ok", "ALREADY_ACTIVE", "ALREADY_ACTIVE", "ok"], "the phone of 1 too, \(path)")
    }
  }

  /// What is replaced while its batch is stuck is ended for good.
  @Test func replacesASequenceOfAStuckBatch() throws {
    var start = try make()
    try start.drop(first)
    for path in try start.publishingPaths() {
      var stuck = Stuck(start, at: path, turns: 1)
      try stuck.goOn(with: [("1.json", #"{"on_active":"replace"}"#)], turns: 1)
      #expect(try stuck.end().responses["1.json"]?["ok"]?.bool == true, "\(path)")
    }
  }

  /// What recovery has decided counts for the rest of the turn, however little of it could be published.
  @Test(arguments: ["outbox/jobs/", "outbox/roster/", "outbox/responses/", "inbox/processed/"])
  func aBatchStuckInRecoveryIsKnownInTheSameTurn(_ place: String) throws {
    var world = try make()
    try world.drop("1.json", "{}")
    let files = world.files()
    files.refuse = { $0.verb == "create" ? ENOSPC : nil }
    var spool = SimulatedSpool.spool(files)
    _ = try? spool.turn()
    world.disk = files.snapshot
    #expect(world.disk.list("inbox/processing").count == 1)
    try world.drop([("1@other.json", "{}"), ("2.json", "{}")])
    files.edit { $0 = world.disk }
    var refusals = 0
    files.refuse = {
      guard $0.verb == "rename", $0.path.contains("to \(place)"), refusals == 0 else { return nil }
      refusals += 1
      return EIO
    }
    _ = try spool.turn()
    #expect(refusals == 1)
    #expect(spool.takeTally().troubles.count == 1)
    world.disk = files.snapshot
    #expect(world.disk.list("inbox/processing").isEmpty == false)
    #expect(try world.outcome("1@other.json") == "ALREADY_ACTIVE")
    #expect(try world.outcome("2.json") == "ok")
    try SimulatedSpool.settle(&spool, files)
    world.disk = files.snapshot
    #expect(try world.outcome("1.json") == "ok")
    #expect(SpoolInvariants.atRest(world.disk, world.dropped) == [])
  }

  /// A batch that waits for its requests to be whole is answered after one that was decided, however old it is.
  @Test func decidedBatchesComeBeforeUndecidedOnes() throws {
    var world = try make()
    try world.drop("1.json", "{}")
    let files = world.files()
    // The first batch is abandoned for want of room, the second dies in the middle of its publishing.
    files.refuse = {
      $0.verb == "create"
        || ($0.verb == "rename" && $0.path.contains("processing/") && $0.path.contains("1.json to inbox/processing")
          && $0.number > 60)
        ? ENOSPC : nil
    }
    var spool = SimulatedSpool.spool(files)
    _ = try? spool.turn()
    files.refuse = nil
    world.disk = files.snapshot
    #expect(world.disk.list("inbox/processing").count == 1)
    let older = try #require(world.disk.list("inbox/processing").first)
    try world.drop("1@other.json", "{}")
    let second = world.files()
    // While the older batch cannot be entered, the newer request is answered, up to its jobs.
    second.refuse = { $0.verb == "open" && $0.path == "inbox/processing/\(older)" ? EACCES : nil }
    var published = false
    second.observe = { _, operation in if operation.path.contains("to outbox/jobs/") { published = true } }
    second.before = { operation, _ in if published, second.death == nil { second.death = operation.number + 1 } }
    _ = try? SimulatedSpool.settle(second)
    #expect(second.snapshot.list("inbox/processing").count == 2)
    let third = MemoryFileSystem(second.snapshot)
    try SimulatedSpool.settle(third)
    #expect(SpoolInvariants.atRest(third.snapshot, world.dropped) == [])
  }

  @Test func aMissingLeadBookDoesNotStopWhatIsDecided() throws {
    var world = try make()
    try world.drop(first)
    let files = world.files()
    var published = false
    files.observe = { _, operation in if operation.path.contains("to outbox/roster/") { published = true } }
    files.before = { operation, _ in if published, files.death == nil { files.death = operation.number + 1 } }
    _ = try? SimulatedSpool.settle(files)
    world.disk = files.snapshot
    #expect(world.disk.list("outbox/responses").contains("1.json") == false)
    // An older batch was left undecided, and needs the book.
    try world.drop("2.json", "{}")
    let older: FileName = "20261101T000000.000000Z"
    let processing = try world.disk.find(path: "inbox/processing")
    let aside = try world.disk.make(.directory, older, in: processing)
    try world.disk.rename("2.json", in: try world.disk.find(path: "inbox"), to: "2.json", in: aside, replacing: false)
    var setting = Setting.usual
    setting.leadBook = LeadBook(paths: ["/nowhere/leads.csv"], clock: MachineClock.now)
    let next = world.files()
    #expect(throws: SpoolError.self) { try SimulatedSpool.settle(next, setting) }
    #expect(next.snapshot.list("outbox/responses").contains("1.json"))
    #expect(next.snapshot.list("inbox/processing") == [older])
    try SimulatedSpool.settle(next)
    #expect(SpoolInvariants.atRest(next.snapshot, world.dropped) == [])
  }

  /// A watcher would take the lock again and again.
  @Test func aForeignFileAmongBatchesIsNoWork() throws {
    var world = SimulatedSpool()
    try world.write("inbox/processing/foo", "x")
    #expect(try !SimulatedSpool.spool(world.files()).hasWork())
  }

  /// The clock goes back; or it stands still, and the machine lost power and with it what the lock file said.
  @Test(arguments: [(0, true), (-3600, false), (-200_000, false)] as [(Int64, Bool)])
  func batchNamesComeOnce(clockGoesBackBy shift: Int64, lockFileIsLost: Bool) throws {
    var world = SimulatedSpool()
    let fixed = Timestamp(seconds: SimulatedSpool.start)
    for round in 1...4 {
      try world.drop("1.json", "[]")
      let files = world.files()
      var spool = Worker(
        settings: Worker.Settings(inbox: "inbox", outbox: "outbox", rules: SimulatedSpool.rules), files: files,
        planner: Setting.usual.planner, leadBook: Setting.usual.leadBook, prober: NobodyDied(),
        clock: { fixed.adding(seconds: shift * Int64(round)) })
      try SimulatedSpool.settle(&spool, files)
      world.disk = files.snapshot
      if lockFileIsLost, let lock = try? world.disk.find(path: "outbox/.lock") { world.disk.setBytes([], of: lock) }
      #expect(SpoolInvariants.atRest(world.disk, world.dropped) == [])
    }
  }
}
