import Testing

@testable import Inspection
@testable import Outreach

/// A prune that dies, or that others read beside, at every instant.
@Suite struct PruneWalkTests {
  /// Killed, or cut off, after any operation: everything reads as before, and the next prune ends it.
  @Test(arguments: [.killed, .powerCut(seed: 0), .powerCut(seed: 1), .powerCut(seed: 5)] as [CrashWalk.Death])
  func anyDeathIsSurvived(_ death: CrashWalk.Death) throws {
    var spool = try PruneWorld.endedSpool()
    spool.disk.syncAll()
    let before = try PruneWorld.reading(spool.disk)
    let whole = spool.files()
    try PruneWorld.prune(whole)
    let end = whole.snapshot.walk().map(\.path).sorted()
    // Of one that died a day may stay empty, and answers that were packed already are packed once more.
    let harmless: Set = ["inbox/failed/2026-11-23", "outbox/responses/2026-11-23.2.tar.gz"]
    let prune: CrashWalk.Worker = { try PruneWorld.prune($0) }
    let walk = CrashWalk(
      disk: spool.disk, workers: [prune, prune],
      faultsAlways: { try PruneWorld.changes($0, since: before) },
      faultsAtRest: { disk in
        try PruneWorld.changes(disk, since: before)
          + disk.walk().map(\.path).filter { !harmless.contains($0) }.sorted().difference(from: end).map { "\($0)" }
      })
    // A power cut that takes all it can leaves few different disks.
    #expect(try walk.run([death]) > 5)
  }

  /// What goes away under a reader's feet is found where it went.
  @Test func readersMeetItAtWork() throws {
    let spool = try PruneWorld.endedSpool()
    let before = try PruneWorld.reading(spool.disk)
    let whole = spool.files()
    var disks: [MemoryDisk] = [spool.disk]
    whole.observe = { disk, _ in disks.append(disk) }
    try PruneWorld.prune(whole)
    // The prune goes on by some steps between any two of the reader's.
    for pace in [1, 3, 10] {
      let files = MemoryFileSystem(spool.disk)
      var step = 0
      files.before = { _, disk in
        step += pace
        disk = disks[min(step / 4, disks.count - 1)]
      }
      let view = try SpoolView.open(inbox: "inbox", outbox: "outbox", in: files)
      var found: [String] = []
      try JobQuery(view, JobFilter()).run { found += $0.map { String(decoding: $0.line, as: UTF8.self) } }
      #expect(found == before.filter { $0.hasPrefix("{") }, "pace \(pace)")
      #expect(try ProcessedBatch.all(view).flatMap(\.requests).count == 10, "pace \(pace)")
    }
  }
}
