import Testing

@testable import OutreachScheduler

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Refuses every single operation of a batch, once or for a while, and looks at what is said and what comes of it (I5).
@Suite struct FaultWalkTests {
  /// A full disk, a broken one, and directories that are not ours any more.
  static let codes: [Int32] = [ENOSPC, EIO, EACCES]

  private func make() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop([("10.json", #"{"max_followups":0}"#)])
    try spool.answer()
    try spool.drop([
      ("10.json", #"{"max_followups":0,"on_active":"replace"}"#), ("4.json", #"{"tone":"kurumsl"}"#),
      ("3@a.json", "{}"),
    ])
    return spool
  }

  /// A request that its owner will not let us read is the request's fault, and so no fault to walk through.
  private func isRequestItself(_ operation: MemoryFileSystem.Operation, _ code: Int32) -> Bool {
    code == EACCES && operation.verb == "open" && operation.path.hasSuffix(".json")
      && operation.path.hasPrefix("inbox/")
      && !operation.path.contains("/.")
  }

  /// What a worker does about an error: say it, and try again later.
  private func work(_ spool: inout Spool, _ files: MemoryFileSystem, turns: Int) -> [String] {
    var said: [String] = []
    for _ in 0..<turns {
      do { _ = try spool.turn() } catch { said.append(error.description) }
      said += spool.takeTally().troubles
      files.edit { $0.advance(seconds: 3) }
    }
    return said
  }

  @Test(arguments: codes, [1, 25]) func everyOperationFails(_ code: Int32, times: Int) throws {
    let start = try make()
    let rehearsal = start.files()
    rehearsal.keepsLog = true
    try SimulatedSpool.settle(rehearsal)
    for number in rehearsal.log.indices where !isRequestItself(rehearsal.log[number], code) {
      let failing = rehearsal.log[number]
      let files = start.files()
      files.refuse = {
        $0.number >= number && $0.number < number + times && !self.isRequestItself($0, code) ? code : nil
      }
      let said: [String]
      do {
        // Keeps the roster's tables open for as long as it lives.
        var spool = SimulatedSpool.spool(files)
        said = work(&spool, files, turns: 2)
        #expect(SpoolInvariants.always(files.snapshot, start.dropped) == [], "\(failing)")
        files.refuse = nil
        #expect(throws: Never.self, "\(failing)") { try SimulatedSpool.settle(&spool, files) }
      }
      let end = files.snapshot
      #expect(SpoolInvariants.atRest(end, start.dropped) == [], "\(failing)")
      #expect(end.list("outbox/responses").count == 3)
      let refused = SpoolState(end, requests: Set(start.dropped.map(\.inode))).errors.map {
        $0.envelope["error"]?["code"]?.string
      }
      #expect(refused == ["INVALID_FIELD"], "nobody is refused for \(failing)")
      for sentence in said {
        #expect(sentence.contains("box/") || sentence.contains("box:"), "where? \(sentence)")
        #expect(sentence.contains(String(cString: strerror(code))), "why? \(sentence)")
      }
      #expect(files.openHandles == 0, "\(failing)")
    }
  }

  /// The machine loses power after the failure, before anybody has tried again: what a sync could not write is gone.
  @Test(arguments: codes) func powerFailsAfterTheFailure(_ code: Int32) throws {
    let start = try make()
    let rehearsal = start.files()
    rehearsal.keepsLog = true
    try SimulatedSpool.settle(rehearsal)
    for number in rehearsal.log.indices where !isRequestItself(rehearsal.log[number], code) {
      let files = start.files()
      files.refuse = { $0.number == number ? code : nil }
      var spool = SimulatedSpool.spool(files)
      // After one turn, or after another that has finished what the first one left.
      _ = work(&spool, files, turns: 1 + (number + Int(code)) % 2)
      let after = MemoryFileSystem(files.snapshot.cut(seed: UInt64(number)))
      #expect(throws: Never.self, "\(rehearsal.log[number])") { try SimulatedSpool.settle(after) }
      #expect(SpoolInvariants.atRest(after.snapshot, start.dropped) == [], "\(rehearsal.log[number])")
    }
  }

  /// The process gives up and dies in its clean-up, as one that is killed when the disk is full.
  @Test(arguments: [ENOSPC, EIO]) func diesWhileCleaningUp(_ code: Int32) throws {
    let start = try make()
    let rehearsal = start.files()
    rehearsal.keepsLog = true
    try SimulatedSpool.settle(rehearsal)
    for number in rehearsal.log.indices {
      let files = start.files()
      files.refuse = { $0.number == number ? code : nil }
      files.death = number + 1 + (number + Int(code)) % 9
      var spool = SimulatedSpool.spool(files)
      _ = work(&spool, files, turns: 1)
      let next = MemoryFileSystem(files.snapshot)
      #expect(throws: Never.self, "\(rehearsal.log[number])") { try SimulatedSpool.settle(next) }
      #expect(SpoolInvariants.atRest(next.snapshot, start.dropped) == [], "\(rehearsal.log[number])")
    }
  }
}
