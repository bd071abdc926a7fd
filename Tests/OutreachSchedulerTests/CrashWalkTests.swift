import Testing

@testable import OutreachScheduler

/// Kills the answering process, or the machine, after every single operation, and looks at what the next one makes of it.
@Suite struct CrashWalkTests {
  /// The batch that is interrupted.
  enum Scenario: String, CaseIterable, CustomTestStringConvertible {
    /// Every kind of request; so many files that the whole file system is synced.
    case manifold
    /// Few enough for a sync of each file.
    case small
    /// Nothing but refused ones: no jobs, nothing stays in processed/.
    case refused
    /// Commands about earlier batches and about this one, before and after its enqueues.
    case commands
    /// A request that was answered before: nothing but a response, which is there already.
    case again

    var testDescription: String { rawValue }

    /// A spool with an earlier batch answered, and this one waiting.
    func make() throws -> SimulatedSpool {
      var spool = SimulatedSpool()
      switch self {
      case .manifold:
        try spool.drop([("10.json", "{}"), ("11@first.json", "{}"), ("12.json", #"{"max_followups":0}"#)])
        try spool.answer()
        try spool.drop([
          ("1.json", "{}"), ("2@order-7.json", #"{"tone":"teknik"}"#), ("3@a.json", "{}"), ("3@b.json", "{}"),
          ("4.json", #"{"tone":"kurumsl"}"#), ("10.json", #"{"on_active":"replace","max_followups":1}"#),
          ("11@first.json", "{}"), ("6.json", #"{"channel":["whatsapp","email"]}"#), ("99.json", "{}"),
          ("99.error.json", "{}"), ("notes.txt", "hello"), ("7.json", "{"),
        ])
        try spool.drop("5.json", "", kind: .link)
      case .small:
        try spool.drop([("10.json", #"{"max_followups":0}"#)])
        try spool.answer()
        try spool.drop([
          ("10.json", #"{"max_followups":0,"on_active":"replace"}"#), ("4.json", #"{"tone":"kurumsl"}"#),
          ("3@a.json", #"{"max_followups":0}"#),
        ])
      case .again:
        try spool.drop("11@first.json", #"{"max_followups":0}"#)
        try spool.answer()
        try spool.drop("11@first.json", #"{"max_followups":0}"#)
      case .commands:
        try spool.drop([
          ("10.cancel@a.json", #"{"reason":"wrong list"}"#), ("10.json", #"{"on_contacted":"allow"}"#),
          ("11.reschedule.json", #"{"shift_hours":30}"#), ("1.json", "{}"), ("1.reply.json", #"{"text":"İPTAL"}"#),
          ("9.json", "{}"), ("2.json", "{}"), ("2.reschedule.json", #"{"send_at":"2026-11-24T08:00:00Z"}"#),
          ("12.sent.json", #"{"job_id":"12-whatsapp-1-20261123T101512.000000Z"}"#), ("3.json", "{}"),
          ("3.cancel.json", ""),
          ("4.opt-out.json", ""), ("77.cancel.json", ""), ("5.cancle.json", "{}"),
        ])
      case .refused: try spool.drop([("4.json", #"{"tone":"kurumsl"}"#), ("99.json", "{}")])
      }
      return spool
    }
  }

  /// The disks that a death at any instant of this work can leave.
  private func instants(of disk: MemoryDisk, _ setting: Setting = .usual, powerFails: Bool = false) throws -> [(
    disk: MemoryDisk, after: MemoryFileSystem.Operation
  )] {
    let files = MemoryFileSystem(disk)
    var instants: [(disk: MemoryDisk, after: MemoryFileSystem.Operation)] = []
    files.observe = { disk, operation in
      // A sync changes nothing but what a power cut would leave.
      if powerFails || !operation.verb.hasPrefix("sync") { instants.append((disk, operation)) }
    }
    try SimulatedSpool.settle(files, setting)
    return instants
  }

  private func recovered(_ disk: MemoryDisk, _ setting: Setting) throws -> MemoryDisk {
    let files = MemoryFileSystem(disk)
    let tally = try SimulatedSpool.settle(files, setting)
    #expect(tally.troubles == [])
    #expect(files.openHandles == 0)
    return files.snapshot
  }

  @Test(arguments: Scenario.allCases) func uninterrupted(_ scenario: Scenario) throws {
    let spool = try scenario.make()
    let end = try recovered(spool.disk, .usual)
    #expect(SpoolInvariants.atRest(end, spool.dropped) == [])
  }

  @Test(arguments: Scenario.allCases, [false, true]) func processDies(_ scenario: Scenario, settingsChange: Bool) throws
  {
    let spool = try scenario.make()
    for (disk, after) in try instants(of: spool.disk) {
      #expect(SpoolInvariants.always(disk, spool.dropped) == [], "after \(after)")
      let end = try recovered(disk, settingsChange ? .changed : .usual)
      let faults = SpoolInvariants.atRest(end, spool.dropped)
      #expect(faults == [], "killed after \(after)")
    }
  }

  @Test(arguments: Scenario.allCases, [0, 1, 2, 3] as [UInt64]) func powerFails(_ scenario: Scenario, seed: UInt64)
    throws
  {
    let spool = try scenario.make()
    var last: MemoryDisk?
    for (number, (disk, after)) in try instants(of: spool.disk, powerFails: true).enumerated() {
      let cut = disk.cut(seed: seed < 2 ? seed : seed &* 1000 &+ UInt64(number))
      if cut.holdsTheSame(as: last) { continue }
      last = cut
      let end = try recovered(cut, seed % 2 == 0 ? .usual : .changed)
      let faults = SpoolInvariants.atRest(end, spool.dropped)
      #expect(faults == [], "power cut after \(after)")
    }
  }

  enum Deaths: String, CaseIterable {
    case killedTwice, killedThenPowerCut, powerCutTwice

    var offset: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// Dies, and dies again at every operation of the recovery, which may have begun under other settings. Each kind of
  /// deaths takes every fourth instant of the batch for the first one, and not the same.
  @Test(arguments: [Scenario.small, .refused, .again], Deaths.allCases)
  func diesDuringRecovery(_ scenario: Scenario, _ deaths: Deaths) throws {
    let spool = try scenario.make()
    let cutsFirst = deaths == .powerCutTwice
    let cutsSecond = deaths != .killedTwice
    let firsts = try instants(of: spool.disk, powerFails: cutsFirst)
    for number in stride(from: deaths.offset, to: firsts.count, by: 4) {
      let (first, after) = firsts[number]
      let left = cutsFirst ? first.cut(seed: UInt64(number)) : first
      var last: MemoryDisk?
      for (inner, (second, then)) in try instants(of: left, .changed, powerFails: cutsSecond).enumerated() {
        let again = cutsSecond ? second.cut(seed: UInt64(number + inner)) : second
        if again.holdsTheSame(as: last) { continue }
        last = again
        let faults = SpoolInvariants.atRest(try recovered(again, .usual), spool.dropped)
        #expect(faults == [], "\(deaths) after \(after), then after \(then)")
      }
    }
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
        let end = try recovered(left, .changed)
        #expect(SpoolInvariants.atRest(end, start.dropped) == [], "died at operation \(number)")
      }
    }
  }
}
