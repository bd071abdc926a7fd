import Outreach
import Testing

@testable import OutreachScheduler

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Refuses every single operation while bulk files are answered, and keeps one file from going on beside others (I5).
@Suite struct BulkFaultTests {
  private func make() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("10.json", #"{"max_followups":0}"#)
    try spool.answer()
    try spool.drop("fair.defaults.json", #"{"max_followups":0}"#)
    try spool.drop("fair.csv", "lead_id,tone,on_active\n1,,\n2,kurumsl,\n10,,\n4,,replace\n")
    try spool.drop("6.json", #"{"max_followups":0}"#)
    return spool
  }

  /// What a worker does about an error: say it, and try again later.
  private func work(_ spool: inout Spool, _ files: MemoryFileSystem, turns: Int) -> [String] {
    var said: [String] = []
    for _ in 0..<turns {
      do { _ = try spool.turn() } catch { said.append(error.description) }
      said += spool.takeTally().troubles
      files.edit { $0.advance(seconds: 3) }
    }
    return said
  }

  private func log(_ start: SimulatedSpool) throws -> [MemoryFileSystem.Operation] {
    let rehearsal = start.files()
    rehearsal.keepsLog = true
    try SimulatedSpool.settle(rehearsal)
    return rehearsal.log
  }

  private func codes(_ disk: MemoryDisk, _ start: SimulatedSpool) -> [String] {
    SpoolState(disk, requests: Set(start.dropped.map(\.inode))).bulkResponses["fair.ndjson"]?.map {
      $0["error"]?["code"]?.string ?? "ok"
    } ?? []
  }

  @Test(arguments: [(ENOSPC, 25), (EIO, 1)]) func everyOperationFails(_ code: Int32, times: Int) throws {
    let start = try make()
    for failing in try log(start) {
      let number = failing.number
      let files = start.files()
      files.refuse = { $0.number >= number && $0.number < number + times ? code : nil }
      let said: [String]
      do {
        var spool = SimulatedSpool.spool(files)
        said = work(&spool, files, turns: 4)
        #expect(SpoolInvariants.always(files.snapshot, start.dropped) == [], "\(failing)")
        files.refuse = nil
        #expect(throws: Never.self, "\(failing)") { try SimulatedSpool.settle(&spool, files) }
      }
      let end = files.snapshot
      #expect(SpoolInvariants.atRest(end, start.dropped) == [], "\(failing)")
      #expect(codes(end, start) == ["ok", "INVALID_FIELD", "ALREADY_ACTIVE", "ok"], "\(failing)")
      for sentence in said {
        #expect(sentence.contains("box/") || sentence.contains("box:"), "where? \(sentence)")
        #expect(sentence.contains(String(cString: strerror(code))), "why? \(sentence)")
      }
      #expect(files.openHandles == 0, "\(failing)")
    }
  }

  /// The machine loses power after the failure: what a sync could not write is gone.
  @Test func powerFailsAfterTheFailure() throws {
    let start = try make()
    for failing in try log(start) {
      let files = start.files()
      files.refuse = { $0.number == failing.number ? ENOSPC : nil }
      var spool = SimulatedSpool.spool(files)
      _ = work(&spool, files, turns: 1 + failing.number % 5)
      let after = MemoryFileSystem(files.snapshot.cut(seed: UInt64(failing.number)))
      #expect(throws: Never.self, "\(failing)") { try SimulatedSpool.settle(after) }
      #expect(SpoolInvariants.atRest(after.snapshot, start.dropped) == [], "\(failing)")
    }
  }

  /// Every path at which a slice, once it is being published, may find itself refused.
  private func publishingPaths(_ start: SimulatedSpool) throws -> [String] {
    let log = try log(start)
    let from = try #require(log.firstIndex { $0.verb == "rename" && $0.path.contains("~") })
    let earlier = Set(log[..<from].map { "\($0.verb) \($0.path)" })
    // What every batch needs stops every batch.
    return Set(log[from...].map { "\($0.verb) \($0.path)" }).subtracting(earlier)
      .subtracting(["sync inbox/processing", "sync outbox/responses"]).sorted()
  }

  /// While a file is stuck in the middle of its publishing, others are answered, of whatever kind.
  @Test func aStuckFileDoesNotStopTheOthers() throws {
    var start = SimulatedSpool()
    try start.drop("fair.csv", "lead_id,max_followups\n1,0\n2,0\n")
    for path in try publishingPaths(start) {
      var world = start
      let files = world.files()
      files.refuse = { "\($0.verb) \($0.path)" == path ? EIO : nil }
      var spool = SimulatedSpool.spool(files)
      _ = work(&spool, files, turns: 4)
      world.disk = files.snapshot
      try world.drop([
        ("4.json", "{}"), ("1.json", "{}"), ("other.csv", "lead_id,max_followups\n5,0\n1,0\n9,0\n6,0\n"),
      ])
      files.edit { $0 = world.disk }
      let said = work(&spool, files, turns: 6)
      let meanwhile = files.snapshot
      #expect(meanwhile.list("outbox/responses").contains("4.json"), "\(path): \(said)")
      #expect(meanwhile.list("inbox").filter { $0.hasSuffix(".json") || $0.hasSuffix(".csv") } == [], "\(path)")
      files.refuse = nil
      try SimulatedSpool.settle(&spool, files)
      let end = files.snapshot
      #expect(SpoolInvariants.atRest(end, world.dropped) == [], "\(path)")
      let state = SpoolState(end, requests: Set(world.dropped.map(\.inode)))
      #expect(state.responses["1.json"]?["error"]?["code"]?.string == "ALREADY_ACTIVE", "\(path)")
      #expect(
        state.bulkResponses["other.ndjson"]?.map { $0["error"]?["code"]?.string ?? "ok" }
          == ["ok", "ALREADY_ACTIVE", "ALREADY_ACTIVE", "ok"], "the phone of 1 too, \(path)")
    }
  }
}
