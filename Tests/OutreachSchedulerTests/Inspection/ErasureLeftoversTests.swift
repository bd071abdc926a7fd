import Testing

@testable import Inspection
@testable import Outreach
@testable import Records
@testable import Requests
@testable import Storage

/// What a prune that was cut short has left is no hiding place.
@Suite struct ErasureLeftoversTests {
  /// Of batches that are lead 2's alone nothing is left that others would vouch for.
  private static func batchesOfTheirOwn() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("2.json", #"{"max_followups":0}"#)
    try spool.answer()
    try spool.report("sent", try spool.jobs().map(\.job.id))
    try spool.drop("2@wrong.json", #"{"tone":"kurumsl"}"#)
    try spool.answer()
    spool.disk.advance(seconds: 120 * 86_400)
    try spool.drop("7.json", "{}")
    try spool.answer()
    return spool
  }

  @Test(arguments: [true, false]) func afterAPruneThatDiedNothingIsLeft(_ withOthers: Bool) throws {
    let spool = try withOthers ? PruneWorld.endedSpool() : Self.batchesOfTheirOwn()
    let before = try ErasureTests.reading(spool.disk)
    let walk = CrashWalk(
      disk: spool.disk, workers: [{ try PruneWorld.prune($0) }, { try ErasureTests.erase($0) }],
      faultsAlways: { _ in [] },
      faultsAtRest: { disk in
        try ErasureTests.traces(disk) + ErasureTests.reading(disk).difference(from: before).map { "\($0)" }
          + disk.walk().map(\.path).filter { $0.contains(".prune~") }
      })
    #expect(try walk.run([.killed], step: WalkRounds.step, offset: WalkRounds.offset) > 5)
  }
}
