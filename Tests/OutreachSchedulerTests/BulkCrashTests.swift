import Testing

@testable import OutreachScheduler

/// Kills the worker, or the machine, at every operation while bulk files are answered in slices of two rows.
@Suite struct BulkCrashTests {
  enum Scenario: String, CaseIterable, CustomTestStringConvertible {
    /// Accepted, refused and skipped rows, defaults, a lead twice, one-lead requests between the slices.
    case fair
    /// Not one row is accepted.
    case hopeless
    /// Refused as a whole.
    case misspelt

    var testDescription: String { rawValue }

    func make() throws -> SimulatedSpool {
      var spool = SimulatedSpool()
      try spool.drop("10.json", #"{"max_followups":0}"#)
      try spool.answer()
      switch self {
      case .fair:
        try spool.drop("fair.defaults.json", #"{"max_followups":1}"#)
        try spool.drop(
          "fair.csv",
          "lead_id,tone,max_followups,on_active\n1,,,\n2,kurumsl,,\n3,samimi,0,\n3,,,\n10,,,\n9,,,\n4,,,replace\n5,,,\n"
        )
        try spool.drop([("6.json", #"{"max_followups":0}"#), ("5.json", #"{"max_followups":0}"#)])
      case .hopeless: try spool.drop("none.ndjson", "{\"lead_id\":99}\n\n{\"lead_id\":10}\nrubbish\n")
      case .misspelt:
        try spool.drop("bad.csv", "lead_id,chanel\n1,email\n")
        try spool.drop("7.json", #"{"max_followups":0}"#)
      }
      return spool
    }
  }

  private func settled(_ disk: MemoryDisk, _ setting: Setting = .usual) throws -> MemoryDisk {
    let files = MemoryFileSystem(disk)
    let tally = try SimulatedSpool.settle(files, setting)
    #expect(tally.troubles == [])
    #expect(files.openHandles == 0)
    return files.snapshot
  }

  private func instants(of disk: MemoryDisk, powerFails: Bool) throws -> [(
    disk: MemoryDisk, after: MemoryFileSystem.Operation
  )] {
    let files = MemoryFileSystem(disk)
    var instants: [(disk: MemoryDisk, after: MemoryFileSystem.Operation)] = []
    files.observe = { disk, operation in
      if powerFails || !operation.verb.hasPrefix("sync") { instants.append((disk, operation)) }
    }
    try SimulatedSpool.settle(files)
    return instants
  }

  @Test(arguments: Scenario.allCases) func uninterrupted(_ scenario: Scenario) throws {
    let spool = try scenario.make()
    let end = try settled(spool.disk)
    #expect(SpoolInvariants.atRest(end, spool.dropped) == [])
  }

  @Test(arguments: Scenario.allCases, [false, true]) func processDies(_ scenario: Scenario, settingsChange: Bool) throws
  {
    let spool = try scenario.make()
    for (disk, after) in try instants(of: spool.disk, powerFails: false) {
      #expect(SpoolInvariants.always(disk, spool.dropped) == [], "after \(after)")
      let end = try settled(disk, settingsChange ? .changed : .usual)
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
      let faults = SpoolInvariants.atRest(try settled(cut, seed % 2 == 0 ? .usual : .changed), spool.dropped)
      #expect(faults == [], "power cut after \(after)")
    }
  }

  /// Seeds 5284 and 7076: a slice's record stayed behind, and with it the directory.
  @Test func aRefusedFileLeavesNothingBehind() throws {
    var spool = SimulatedSpool()
    // Lead 8 has no phone.
    try spool.drop("fair.csv", "lead_id\n8\n")
    let worker = spool.files()
    var disks: [(MemoryDisk, MemoryFileSystem.Operation)] = []
    worker.observe = { disk, operation in disks.append((disk, operation)) }
    try SimulatedSpool.settle(worker)
    for (disk, after) in disks {
      let end = try settled(disk)
      #expect(SpoolInvariants.atRest(end, spool.dropped) == [], "after \(after)")
    }
  }
}
