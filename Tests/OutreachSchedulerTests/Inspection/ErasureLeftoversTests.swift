import Testing

@testable import Inspection
@testable import Outreach
@testable import Records
@testable import Requests
@testable import Storage

/// What was put away, or left by a prune that was cut short, is no hiding place.
@Suite struct ErasureLeftoversTests {
  /// Of batches that are lead 2's alone nothing is left that others would vouch for.
  private static func batchesOfTheirOwn() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("2.json", #"{"max_followups":0}"#)
    try spool.answer()
    try spool.report("sent", try spool.jobs().map(\.job.id))
    // Nothing to be mended: it is put away.
    try spool.drop("2@wrong.json", "{}")
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

  /// Neither calendar nor ledger has heard of them.
  @Test(
    arguments: [
      ("2@wrong.json", #"{"lead":{"phone":"+905321112201"}}"#),
      ("fair.csv", "lead_id,company,tone\n1,Firma 1,\n2,Firma 2,kurumsl\n"),
    ] as [(FileName, String)])
  func whoseRefusalsWerePutAwayIsErasedToo(_ name: FileName, _ text: String) throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json", #"{"max_followups":0}"#)
    try spool.answer()
    try spool.drop(name, text)
    try spool.answer()
    // Rows that came again and were answered wait no more.
    try spool.drop("fair.csv", "lead_id,company,tone\n1,Firma 1,\n3,Firma 3,\n")
    try spool.answer()
    try spool.report("sent", try spool.jobs { $0.status = .pending }.map(\.job.id))
    spool.disk.advance(seconds: 120 * 86_400)
    try spool.drop("7.json", "{}")
    try spool.answer()
    let files = spool.files()
    try PruneWorld.prune(files)
    try ErasureTests.erase(files)
    let paths = files.snapshot.walk().map(\.path)
    #expect(paths.contains("inbox/failed/2026-11-23.tar.gz"))
    #expect(ErasureTests.traces(files.snapshot) == [])
    let report = try Audit.run(inbox: "inbox", outbox: "outbox", in: MemoryFileSystem(files.snapshot))
    #expect(report.findings.map(\.description) == [])
  }
}
