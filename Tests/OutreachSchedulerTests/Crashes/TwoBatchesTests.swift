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

/// While a batch is made visible the next one is claimed: two are in flight, and dying loses and doubles nothing of either.
@Suite struct TwoBatchesTests {
  /// Nobody to help, so that a batch is made visible only when all of the next one is claimed: the same every time.
  private static let alone = HelperThreads(limit: 0) { _ in false }
  /// Another core, and the operations' order another one every time.
  private static let helped = HelperThreads(limit: 1) { HelperThreads.startThread($0) }

  /// Most walks take fewer of their instants than others do: there are many, and every step of a batch is walked elsewhere.
  private static let step = WalkRounds.isFull ? 1 : 3 * WalkRounds.step

  /// Three batches of three. Leads come again in the batch after theirs: refused, replaced, cancelled, answered before.
  private static func waiting() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("10.json", #"{"max_followups":0}"#)
    try spool.answer()
    try spool.drop([
      ("1.json", #"{"max_followups":0}"#), ("2@a.json", #"{"max_followups":1}"#), ("4.json", #"{"tone":"kurumsl"}"#),
      ("1.cancel.json", #"{"reason":"wrong list"}"#), ("2@b.json", "{}"), ("3.json", #"{"max_followups":0}"#),
      ("3@again.json", #"{"on_active":"replace","max_followups":0}"#), ("5.json", "["),
      ("10@more.json", #"{"max_followups":0}"#),
    ])
    return spool
  }

  private static func work(_ files: MemoryFileSystem, _ helpers: HelperThreads, _ setting: Setting = .usual) throws {
    var spool = SimulatedSpool.spool(files, setting, batchSize: 3, helpers: helpers)
    let tally = try SimulatedSpool.settle(&spool, files)
    #expect(tally.troubles == [])
  }

  private static func walk(_ spool: SimulatedSpool, _ settings: Setting...) -> CrashWalk {
    CrashWalk(
      disk: spool.disk, workers: settings.map { setting in { files in try work(files, alone, setting) } },
      faultsAlways: { SpoolInvariants.always($0, spool.dropped) },
      faultsAtRest: { SpoolInvariants.atRest($0, spool.dropped) })
  }

  private static func inFlight(_ disk: MemoryDisk) -> Int {
    disk.list("inbox/processing").count
  }

  @Test func theNextBatchIsClaimedBeforeTheOneBeforeIsVisible() throws {
    let files = try Self.waiting().files()
    var (most, answers) = (0, Set<Int>())
    files.observe = { disk, _ in
      most = max(most, Self.inFlight(disk))
      if Self.inFlight(disk) == 2 { answers.insert(disk.list("outbox/responses").filter { !$0.hasPrefix(".") }.count) }
    }
    try Self.work(files, Self.alone)
    #expect(most == 2)
    // Of the earlier one every answer in turn became visible meanwhile.
    #expect(answers.count > 4)
  }

  @Test(arguments: [false, true]) func processDies(settingsChange: Bool) throws {
    let visited = try Self.walk(try Self.waiting(), .usual, settingsChange ? .changed : .usual).run(
      [.killed], step: WalkRounds.step, offset: WalkRounds.offset)
    #expect(visited > 20)
  }

  @Test(arguments: [0, 1, 2, 3] as [UInt64]) func powerFails(seed: UInt64) throws {
    try Self.walk(try Self.waiting(), .usual, seed % 2 == 0 ? .usual : .changed).run(
      [.powerCut(seed: seed)], step: Self.step, offset: WalkRounds.offset)
  }

  @Test func diesAgainWhileTwoBatchesAreRecovered() throws {
    try Self.walk(try Self.waiting(), .usual, .changed, .usual).run(
      [.killed, .powerCut(seed: 7)], step: 6 * WalkRounds.step, offset: WalkRounds.offset)
  }

  @Test func diesWhileBothCoresAreAtIt() throws {
    let start = try Self.waiting()
    let whole = start.files()
    try Self.work(whole, Self.helped)
    #expect(SpoolInvariants.atRest(whole.snapshot, start.dropped) == [])
    for number in stride(from: 20 + WalkRounds.offset, to: whole.operations, by: Self.step) {
      let files = start.files()
      files.death = number
      _ = try? Self.work(files, Self.helped)
      for left in [files.snapshot, files.snapshot.cut(seed: UInt64(number))] {
        #expect(SpoolInvariants.always(left, start.dropped) == [], "died at operation \(number)")
        let next = MemoryFileSystem(left)
        try Self.work(next, Self.helped, .changed)
        #expect(SpoolInvariants.atRest(next.snapshot, start.dropped) == [], "died at operation \(number)")
      }
    }
  }

  /// A batch that cannot be made visible is no reason to answer the next one before it.
  @Test(arguments: [ENOSPC, EIO]) func whereverPublishingFailsTheOrderStays(_ code: Int32) throws {
    let start = try Self.waiting()
    let whole = start.files()
    whole.keepsLog = true
    try Self.work(whole, Self.alone)
    let expected = Self.verdicts(whole.snapshot, start)
    for number in stride(from: WalkRounds.offset, to: whole.operations, by: Self.step) {
      let files = start.files()
      files.refuse = { operation in
        let isPublishing = operation.path.hasPrefix("outbox/") || operation.path.hasSuffix("/.record")
        return isPublishing && (number..<number + 12).contains(operation.number) ? code : nil
      }
      var spool = SimulatedSpool.spool(files, batchSize: 3, helpers: Self.alone)
      _ = SimulatedSpool.work(&spool, files, turns: 3)
      #expect(SpoolInvariants.always(files.snapshot, start.dropped) == [], "operation \(number)")
      files.refuse = nil
      try SimulatedSpool.settle(&spool, files)
      #expect(SpoolInvariants.atRest(files.snapshot, start.dropped) == [], "operation \(number)")
      #expect(Self.verdicts(files.snapshot, start) == expected, "\(whole.log[number])")
    }
  }

  private static func verdicts(_ disk: MemoryDisk, _ start: SimulatedSpool) -> [String] {
    SpoolState(disk, requests: Set(start.dropped.map(\.inode))).responses.sorted { $0.key < $1.key }.map {
      "\($0.key): \($0.value["error"]?["code"]?.string ?? "ok")"
    }
  }

  /// Stopped, its lock file removed, and all of it answered by another one: then it goes on.
  @Test func losesItsLockWithTwoInFlight() throws {
    let start = try Self.waiting()
    var stopped = 0
    for stop in stride(from: 4, to: 600, by: 7) {
      let files = start.files()
      let hasStopped = files.takeOver(before: stop) { _ = try? Self.work($0, Self.alone) }
      _ = try? Self.work(files, Self.alone)
      guard hasStopped() else { break }
      stopped += 1
      files.before = nil
      try Self.work(files, Self.alone)
      #expect(SpoolInvariants.atRest(files.snapshot, start.dropped) == [], "stopped before operation \(stop)")
    }
    #expect(stopped > 20)
  }
}
