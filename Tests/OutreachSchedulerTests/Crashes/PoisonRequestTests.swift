import Testing

@testable import Outreach
@testable import Spool
@testable import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A request that brings the answering process down is found and refused; nobody else is (I6).
@Suite struct PoisonRequestTests {
  private final class Prober: CrashProbe, @unchecked Sendable {
    var asked: [[FileName]] = []
    var deadly: Set<FileName> = []

    func deadly(among names: [FileName], in directory: String) -> Set<FileName> {
      asked.append(names)
      return deadly.intersection(names)
    }

    func poisonRows(in directory: String, after row: Int, atMost count: Int) -> PoisonRows { PoisonRows() }
  }

  /// A spool whose worker died while it was answering 1, 2 and 3@a.
  private func dead() throws -> SimulatedSpool {
    var world = SimulatedSpool()
    try world.drop([("1.json", "{}"), ("2.json", "{}"), ("3@a.json", "{}")])
    let files = world.files()
    files.before = { operation, _ in
      if operation.verb == "create", files.death == nil { files.death = operation.number + 1 }
    }
    _ = try? SimulatedSpool.settle(files)
    world.disk = files.snapshot
    #expect(world.disk.list("inbox/processing").count == 1)
    return world
  }

  @Test func aDeadlyRequestIsRefused() throws {
    let world = try dead()
    let prober = Prober()
    prober.deadly = ["2.json"]
    let files = world.files()
    try SimulatedSpool.settle(files, prober: prober)
    #expect(prober.asked == [["1.json", "2.json", "3@a.json"]])
    var end = world
    end.disk = files.snapshot
    #expect(try end.outcome("1.json") == "ok")
    #expect(try end.outcome("2.json") == "INTERNAL")
    #expect(try end.outcome("3@a.json") == "ok")
    #expect(SpoolInvariants.atRest(end.disk, end.dropped) == [])
  }

  @Test func aKilledWorkerIsNobodysFault() throws {
    var world = try dead()
    let prober = Prober()
    let files = world.files()
    try SimulatedSpool.settle(files, prober: prober)
    world.disk = files.snapshot
    for name: FileName in ["1.json", "2.json", "3@a.json"] { #expect(try world.outcome(name) == "ok") }
  }

  @Test(arguments: [ENOSPC, EIO, EACCES]) func aBatchThatWasGivenUpIsNotProbed(_ code: Int32) throws {
    var world = SimulatedSpool()
    try world.drop([("1.json", "{}"), ("2.json", "{}")])
    let files = world.files()
    let prober = Prober()
    prober.deadly = ["1.json"]
    var spool = SimulatedSpool.spool(files, prober: prober)
    for verb in ["create", "write", "sync", "touch"] {
      files.refuse = { $0.verb == verb && !$0.path.hasSuffix("inbox") ? code : nil }
      _ = try? spool.turn()
      _ = try? spool.turn()
    }
    files.refuse = nil
    try SimulatedSpool.settle(&spool, files)
    world.disk = files.snapshot
    #expect(prober.asked == [])
    #expect(try world.outcome("1.json") == "ok")
    #expect(SpoolInvariants.atRest(world.disk, world.dropped) == [])
  }

  @Test func aDecidedBatchIsNotProbed() throws {
    var world = SimulatedSpool()
    try world.drop("1.json", "{}")
    let files = world.files()
    var published = false
    files.observe = { _, operation in if operation.path.contains("to outbox/jobs/") { published = true } }
    files.before = { operation, _ in if published, files.death == nil { files.death = operation.number + 1 } }
    _ = try? SimulatedSpool.settle(files)
    let prober = Prober()
    prober.deadly = ["1.json"]
    let next = MemoryFileSystem(files.snapshot)
    try SimulatedSpool.settle(next, prober: prober)
    #expect(prober.asked == [])
    #expect(SpoolInvariants.atRest(next.snapshot, world.dropped) == [])
  }
}
