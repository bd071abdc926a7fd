import Testing

@testable import Formats
@testable import Outreach
@testable import Spool
@testable import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A request that is ours and cannot be answered: what comes later for its lead waits, stops and everybody else do not.
@Suite struct LeadsBehindTests {
  private func later(_ start: inout SimulatedSpool, refusing: @escaping (MemoryFileSystem.Operation) -> Bool) throws
    -> (Worker, MemoryFileSystem)
  {
    try start.drop([("1.json", #"{"max_followups":0}"#), ("3.json", #"{"max_followups":0}"#)])
    let files = start.files()
    files.refuse = { refusing($0) ? EIO : nil }
    var spool = SimulatedSpool.spool(files)
    _ = SimulatedSpool.work(&spool, files, turns: 2)
    start.disk = files.snapshot
    try start.drop([("1.cancel.json", "{}"), ("3.opt-out.json", "{}"), ("2.json", #"{"max_followups":0}"#)])
    files.edit { $0 = start.disk }
    _ = SimulatedSpool.work(&spool, files, turns: 2)
    start.disk = files.snapshot
    return (spool, files)
  }

  private func expectItsTurn(_ start: SimulatedSpool, _ stuck: (spool: Worker, files: MemoryFileSystem)) throws {
    #expect(try start.outcome("2.json") == "ok")
    #expect(try start.outcome("3.opt-out.json") == "ok")
    #expect(start.disk.bytes("outbox/responses/1.cancel.json") == nil)
    #expect(start.disk.bytes("outbox/responses/1.json") == nil)
    var end = start
    var spool = stuck.spool
    stuck.files.refuse = nil
    try SimulatedSpool.settle(&spool, stuck.files)
    end.disk = stuck.files.snapshot
    #expect(try end.outcome("1.json") == "ok")
    #expect(try end.outcome("1.cancel.json") == "ok")
    #expect(try end.outcome("3.json") == "OPTED_OUT")
    #expect(SpoolInvariants.atRest(end.disk, end.dropped) == [])
  }

  @Test func inABatchThatIsStuck() throws {
    var start = SimulatedSpool()
    // The first batch is given up, and cannot be looked through afterwards.
    let stuck = try later(&start) { operation in
      operation.verb == "create" && (operation.path.hasSuffix("~1.json") || operation.path.hasSuffix("~3.json"))
        || operation.verb == "rename" && operation.path.hasPrefix("inbox/processing/")
          && (operation.path.contains("/1.json to inbox/processing")
            || operation.path.contains("/3.json to inbox/processing"))
    }
    try expectItsTurn(start, stuck)
  }

  @Test func inTheInbox() throws {
    var start = SimulatedSpool()
    let stuck = try later(&start) { $0.verb == "open" && ["inbox/1.json", "inbox/3.json"].contains($0.path) }
    try expectItsTurn(start, stuck)
  }
}
