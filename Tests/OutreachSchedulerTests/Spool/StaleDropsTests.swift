import Testing

@testable import Spool
@testable import Storage

/// A drop that was killed leaves unfinished copies in the inbox; one that is at work is left alone.
@Suite struct StaleDropsTests {
  private func spool(_ copies: [String]) throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    for copy in copies { try spool.write("inbox/\(copy)", "lead_id\n1\n") }
    return spool
  }

  private func turn(_ files: MemoryFileSystem) throws -> [FileName] {
    var worker = SimulatedSpool.spool(files)
    _ = try worker.turn()
    return worker.takeTally().staleDrops
  }

  @Test func oldOnesGo() throws {
    var spool = try spool([".drop-9-1795428912000000-0", ".drop-9-1795428912000000-1"])
    spool.disk.advance(seconds: 3_599)
    #expect(try turn(spool.files()) == [])
    spool.disk.advance(seconds: 2)
    try spool.write("inbox/.drop-9-1795428999000000-0", "{}")
    let files = spool.files()
    #expect(try turn(files) == [".drop-9-1795428912000000-0", ".drop-9-1795428912000000-1"])
    #expect(files.snapshot.list("inbox").filter { $0.hasPrefix(".drop-") } == [".drop-9-1795428999000000-0"])
    #expect(files.openHandles == 0)
  }

  /// The first copy of a drop waits for the last.
  @Test func copiesOfADropAtWorkStay() throws {
    var spool = try spool([".drop-9-1-0"])
    spool.disk.advance(seconds: 4_000)
    try spool.write("inbox/.drop-9-1-1", "lead_id\n")
    #expect(try turn(spool.files()) == [])
  }

  @Test func whatIsBeingWrittenStays() throws {
    var spool = try spool([".drop-9-1-0"])
    spool.disk.advance(seconds: 4_000)
    let files = spool.files()
    files.beingWritten = [".drop-9-1-0"]
    #expect(try turn(files) == [])
    #expect(files.snapshot.list("inbox").contains(".drop-9-1-0"))
  }

  /// Other hidden files are nobody's but their owner's.
  @Test func othersStay() throws {
    var spool = try spool([
      ".dropbox", ".drop", ".x.drop-1-1-0", ".drop-notes", ".drop-1-1", ".drop-1-1-x", ".drop-1--1",
    ])
    spool.disk.advance(seconds: 90_000)
    #expect(try turn(spool.files()) == [])
  }
}
