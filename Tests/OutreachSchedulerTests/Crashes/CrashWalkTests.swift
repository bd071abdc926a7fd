import Testing

@testable import Storage

/// Kills the answering process, or the machine, after every single operation, and looks at what the next one makes of it.
@Suite struct CrashWalkTests {
  @Test(arguments: Scenario.allCases) func uninterrupted(_ scenario: Scenario) throws {
    try CrashWalk(scenario.make(), .usual).run()
  }

  @Test(arguments: Scenario.allCases, [false, true]) func processDies(_ scenario: Scenario, settingsChange: Bool) throws
  {
    try CrashWalk(scenario.make(), .usual, settingsChange ? .changed : .usual).run(
      [.killed], step: WalkRounds.longStep, offset: WalkRounds.longOffset)
  }

  @Test(arguments: Scenario.allCases, [0, 1, 2, 3] as [UInt64])
  func powerFails(_ scenario: Scenario, seed: UInt64) throws {
    try CrashWalk(scenario.make(), .usual, seed % 2 == 0 ? .usual : .changed).run(
      [.powerCut(seed: seed)], step: WalkRounds.longStep, offset: WalkRounds.longOffset)
  }

  private static let twoDeaths: [[CrashWalk.Death]] = [
    [.killed, .killed], [.killed, .powerCut(seed: 4)], [.powerCut(seed: 5), .powerCut(seed: 6)],
  ]

  /// Dies, and dies again at every operation of the recovery, which may have begun under other settings. Each kind of
  /// deaths takes every fourth instant of the batch (in full rounds) for the first one, and not the same.
  @Test(arguments: [Scenario.small, .refused, .again], twoDeaths.indices)
  func diesDuringRecovery(_ scenario: Scenario, _ deaths: Int) throws {
    try CrashWalk(scenario.make(), .usual, .changed, .usual).run(
      Self.twoDeaths[deaths], step: 4 * WalkRounds.step, offset: deaths + 4 * WalkRounds.offset)
  }

  /// Found by a random history: a slice's record stayed behind, and with it the directory. Lead 8 has no phone.
  @Test func aWhollyRefusedBulkFileLeavesNothing() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id\n8\n")
    #expect(try CrashWalk(spool, .usual, .usual).run([.killed]) > 20)
  }

  /// Enough requests for both cores, which makes the operations' order another one every time.
  @Test func diesWithManyRequestsInHand() throws {
    var start = SimulatedSpool()
    for id in 1...30 { try start.drop(FileName("\(id)@many.json"), id % 7 == 0 ? "[]" : #"{"max_followups":0}"#) }
    let whole = start.files()
    try SimulatedSpool.settle(whole)
    #expect(SpoolInvariants.atRest(whole.snapshot, start.dropped) == [])
    for number in stride(from: 40, to: whole.operations, by: whole.operations / 16) {
      let files = start.files()
      files.death = number
      #expect(throws: (any Error).self) { try SimulatedSpool.settle(files) }
      for left in [files.snapshot, files.snapshot.cut(seed: UInt64(number))] {
        #expect(SpoolInvariants.always(left, start.dropped) == [], "died at operation \(number)")
        let next = MemoryFileSystem(left)
        try SimulatedSpool.settle(next, .changed)
        #expect(SpoolInvariants.atRest(next.snapshot, start.dropped) == [], "died at operation \(number)")
      }
    }
  }
}
