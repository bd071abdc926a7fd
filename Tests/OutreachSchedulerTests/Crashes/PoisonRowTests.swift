import Outreach
import Testing

@testable import Formats
@testable import Spool
@testable import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A row that brings the answering process down is found and refused; the others are answered (I6).
@Suite struct PoisonRowTests {
  private final class Prober: CrashProbe, @unchecked Sendable {
    var asked: [Int] = []
    var deadly = PoisonRows()

    func deadly(among names: [FileName], in directory: String) -> Set<FileName> { [] }

    func poisonRows(in directory: String, after row: Int, atMost count: Int) -> PoisonRows {
      asked.append(row)
      return deadly
    }
  }

  private static let rows = "lead_id,max_followups\n1,0\n2,0\n3,0\n4,0\n5,0\n6,0\n"

  /// A spool whose worker died in the slice behind this many rows of the file, having staged some of it.
  private func dead(after rows: Int, _ text: String = rows, name: FileName = "fair.csv") throws -> SimulatedSpool {
    var world = SimulatedSpool()
    try world.drop(name, text)
    let files = world.files()
    var slices = 0
    files.before = { operation, _ in
      if operation.verb == "create", operation.path.contains("/.slice-") { slices += 1 }
      if slices == rows / 2 + 1, operation.verb == "shorten", files.death == nil { files.death = operation.number + 1 }
    }
    _ = try? SimulatedSpool.settle(files)
    #expect(files.death != nil)
    world.disk = files.snapshot
    return world
  }

  private func end(_ world: SimulatedSpool, _ prober: Prober) throws -> SimulatedSpool {
    var world = world
    let files = world.files()
    try SimulatedSpool.settle(files, prober: prober)
    world.disk = files.snapshot
    #expect(SpoolInvariants.atRest(world.disk, world.dropped) == [])
    return world
  }

  private func codes(_ world: SimulatedSpool, _ name: FileName = "fair.ndjson") throws -> [String] {
    try #require(world.state.bulkResponses[name]).map { $0["error"]?["code"]?.string ?? "ok" }
  }

  @Test(arguments: [0, 2]) func aDeadlyRowIsRefused(rowsBefore: Int) throws {
    let world = try dead(after: rowsBefore)
    let prober = Prober()
    prober.deadly.rows = [4]
    let end = try end(world, prober)
    #expect(prober.asked == [rowsBefore])
    #expect(try codes(end) == ["ok", "ok", "ok", "INTERNAL", "ok", "ok"])
  }

  /// What stands in it is not even looked at to give it back.
  @Test func aDeadlyLineComesBackAsItWas() throws {
    let world = try dead(after: 0, "{\"lead_id\":1}\n{\"lead_id\" : 2}\n", name: "fair.ndjson")
    let prober = Prober()
    prober.deadly.rows = [2]
    let end = try end(world, prober)
    #expect(try codes(end) == ["ok", "INTERNAL"])
    let failed = end.disk.list("inbox/failed/2026-11-23")
    let rejected = try #require(end.disk.bytes("inbox/failed/2026-11-23/\(failed[0])/fair.rejected.ndjson"))
    #expect(String(decoding: rejected, as: UTF8.self) == "{\"lead_id\" : 2}\n")
  }

  @Test func aFileWhoseHeadIsDeadlyIsRefused() throws {
    let world = try dead(after: 0)
    let prober = Prober()
    prober.deadly.unreadableAfter = 0
    let end = try end(world, prober)
    let summary = try JSONValue(parsing: try #require(end.disk.bytes("outbox/responses/fair.summary.json")))
    #expect(summary["error"]?["code"]?.string == "INTERNAL")
    #expect(end.state.jobs.isEmpty)
  }

  @Test(arguments: [0, 2]) func whereReadingIsDeadlyTheRestIsRefused(rowsBefore: Int) throws {
    let world = try dead(after: rowsBefore)
    let prober = Prober()
    prober.deadly.unreadableAfter = 3
    let end = try end(world, prober)
    #expect(try codes(end) == ["ok", "ok", "ok", "INTERNAL"])
    let failed = end.disk.list("inbox/failed/2026-11-23")
    let rejected = try #require(end.disk.bytes("inbox/failed/2026-11-23/\(failed[0])/fair.rejected.csv"))
    #expect(String(decoding: rejected, as: UTF8.self).hasSuffix("\n4,0\n5,0\n6,0\n"))
  }

  @Test func aKilledWorkerIsNobodysFault() throws {
    let end = try end(dead(after: 2), Prober())
    #expect(try codes(end) == Array(repeating: "ok", count: 6))
  }

  @Test(arguments: [ENOSPC, EIO]) func aSliceThatWasGivenUpIsNotProbed(_ code: Int32) throws {
    var world = SimulatedSpool()
    try world.drop("fair.csv", Self.rows)
    let files = world.files()
    let prober = Prober()
    var spool = SimulatedSpool.spool(files, prober: prober)
    for verb in ["create", "write", "shorten", "sync the file system of", "remove", "rename"] {
      files.refuse = { $0.verb == verb && !$0.path.hasSuffix(".lock") ? code : nil }
      _ = try? spool.turn()
      _ = try? spool.turn()
      files.refuse = nil
      _ = try? spool.turn()
    }
    try SimulatedSpool.settle(&spool, files)
    world.disk = files.snapshot
    #expect(prober.asked == [])
    #expect(try codes(world) == Array(repeating: "ok", count: 6))
    #expect(SpoolInvariants.atRest(world.disk, world.dropped) == [])
  }

  @Test func aDecidedSliceIsNotProbed() throws {
    var world = SimulatedSpool()
    try world.drop("fair.csv", Self.rows)
    let files = world.files()
    var published = false
    files.observe = { _, operation in if operation.path.contains("to outbox/jobs/") { published = true } }
    files.before = { operation, _ in if published, files.death == nil { files.death = operation.number + 1 } }
    _ = try? SimulatedSpool.settle(files)
    world.disk = files.snapshot
    let prober = Prober()
    _ = try end(world, prober)
    #expect(prober.asked == [])
  }
}
