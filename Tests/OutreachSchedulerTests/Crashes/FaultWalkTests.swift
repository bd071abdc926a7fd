import Testing

@testable import Formats
@testable import Inspection
@testable import Outreach
@testable import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Refuses every single operation, once or for a while, and looks at what is said and what comes of it (I5).
@Suite struct FaultWalkTests {
  /// What goes wrong: a full disk, a broken one, or directories that are not ours any more.
  struct Fault: Sendable, CustomTestStringConvertible {
    var work: Work
    var code: Int32
    /// How many operations on end are refused.
    var times = 1

    var testDescription: String { "\(work), \(String(cString: strerror(code))), \(times) times" }
  }

  /// What is being done meanwhile.
  enum Work: CaseIterable {
    case batch, bulkFile

    func make() throws -> SimulatedSpool {
      var spool = SimulatedSpool()
      try spool.drop("10.json", #"{"max_followups":0}"#)
      try spool.answer()
      switch self {
      case .batch:
        try spool.drop([
          ("10.json", #"{"max_followups":0,"on_active":"replace"}"#), ("4.json", #"{"tone":"kurumsl"}"#),
          ("3@a.json", "{}"),
        ])
      case .bulkFile:
        try spool.drop("fair.defaults.json", #"{"max_followups":0}"#)
        try spool.drop("fair.csv", "lead_id,tone,on_active\n1,,\n2,kurumsl,\n10,,\n4,,replace\n")
        try spool.drop("6.json", #"{"max_followups":0}"#)
      }
      return spool
    }

    /// Enough to come to the middle of the work.
    var turns: Int { self == .batch ? 2 : 4 }

    /// What was said of each request, and of each row, in the order of their names: nobody is refused for a fault.
    func verdicts(_ state: SpoolState) -> [String] {
      let one = state.responses.sorted { $0.key < $1.key }.map(\.value)
      return (one + (state.bulkResponses["fair.ndjson"] ?? [])).map { $0["error"]?["code"]?.string ?? "ok" }
    }

    var expected: [String] {
      switch self {
      case .batch: ["ok", "ok", "INVALID_FIELD"]
      case .bulkFile: ["ok", "ok", "ok", "INVALID_FIELD", "ALREADY_ACTIVE", "ok"]
      }
    }
  }

  private static let batchFaults = [ENOSPC, EIO, EACCES].map { Fault(work: .batch, code: $0) }
  private static let longFaults = [ENOSPC, EIO, EACCES].map { Fault(work: .batch, code: $0, times: 25) }
  private static let bulkFaults = [
    Fault(work: .bulkFile, code: ENOSPC, times: 25), Fault(work: .bulkFile, code: EIO),
  ]

  /// Each operation that can be refused without its being the request's fault, and a spool on which it is.
  private func walk(
    _ fault: Fault, _ visit: (MemoryFileSystem.Operation, SimulatedSpool, MemoryFileSystem) throws -> Void
  ) throws {
    let start = try fault.work.make()
    let failures = try start.dryRun().filter { !isRequestItself($0, fault.code) }
    for number in stride(from: WalkRounds.longOffset, to: failures.count, by: WalkRounds.longStep) {
      let failing = failures[number]
      let files = start.files()
      files.refuse = { operation in
        let isFailing = (failing.number..<failing.number + fault.times).contains(operation.number)
        return isFailing && !isRequestItself(operation, fault.code) ? fault.code : nil
      }
      try visit(failing, start, files)
    }
  }

  /// A request that its owner will not let us read is the request's fault, and so no fault to walk through.
  private func isRequestItself(_ operation: MemoryFileSystem.Operation, _ code: Int32) -> Bool {
    code == EACCES && operation.verb == "open" && operation.path.hasSuffix(".json")
      && operation.path.hasPrefix("inbox/")
      && !operation.path.contains("/.")
  }

  /// Whoever comes next brings everything to its end.
  private func expectAnEnd(on disk: MemoryDisk, _ start: SimulatedSpool, after failing: MemoryFileSystem.Operation) {
    let files = MemoryFileSystem(disk)
    #expect(throws: Never.self, "\(failing)") { try SimulatedSpool.settle(files) }
    #expect(SpoolInvariants.atRest(files.snapshot, start.dropped) == [], "\(failing)")
  }

  @Test(arguments: batchFaults + longFaults + bulkFaults) func everyOperationFails(_ fault: Fault) throws {
    try walk(fault) { failing, start, files in
      let said: [String]
      do {
        // Keeps the roster's tables open for as long as it lives.
        var spool = SimulatedSpool.spool(files)
        said = SimulatedSpool.work(&spool, files, turns: fault.work.turns)
        #expect(SpoolInvariants.always(files.snapshot, start.dropped) == [], "\(failing)")
        files.refuse = nil
        #expect(throws: Never.self, "\(failing)") { try SimulatedSpool.settle(&spool, files) }
      }
      let end = files.snapshot
      #expect(SpoolInvariants.atRest(end, start.dropped) == [], "\(failing)")
      let state = SpoolState(end, requests: Set(start.dropped.map(\.inode)))
      #expect(fault.work.verdicts(state) == fault.work.expected, "\(failing)")
      for sentence in said {
        #expect(sentence.contains("box/") || sentence.contains("box:"), "where? \(sentence)")
        #expect(sentence.contains(String(cString: strerror(fault.code))), "why? \(sentence)")
      }
      #expect(files.openHandles == 0, "\(failing)")
    }
  }

  /// The machine loses power after the failure, before anybody has tried again, or after some turns that did: what a sync
  /// could not write is gone.
  @Test(arguments: batchFaults + [Fault(work: .bulkFile, code: ENOSPC)])
  func powerFailsAfterTheFailure(_ fault: Fault) throws {
    try walk(fault) { failing, start, files in
      var spool = SimulatedSpool.spool(files)
      _ = SimulatedSpool.work(&spool, files, turns: 1 + (failing.number + Int(fault.code)) % fault.work.turns)
      expectAnEnd(on: files.snapshot.cut(seed: UInt64(failing.number)), start, after: failing)
    }
  }

  /// The process gives up and dies in its clean-up, as one that is killed when the disk is full.
  @Test(arguments: Work.allCases, [ENOSPC, EIO]) func diesWhileCleaningUp(_ work: Work, _ code: Int32) throws {
    try walk(Fault(work: work, code: code)) { failing, start, files in
      files.death = failing.number + 1 + (failing.number + Int(code)) % 9
      var spool = SimulatedSpool.spool(files)
      _ = SimulatedSpool.work(&spool, files, turns: 1)
      expectAnEnd(on: files.snapshot, start, after: failing)
    }
  }
}
