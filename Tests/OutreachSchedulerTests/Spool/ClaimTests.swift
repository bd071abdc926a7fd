import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Requests
@testable import Spool
@testable import Storage

/// Which files are taken out of the inbox, and when.
@Suite struct ClaimTests {
  private func settle(_ world: inout SimulatedSpool, _ prepare: (MemoryFileSystem) -> Void) throws -> Worker.Tally {
    let files = world.files()
    prepare(files)
    let tally = try SimulatedSpool.settle(files)
    world.disk = files.snapshot
    return tally
  }

  @Test func aFileThatIsBeingWrittenWaits() throws {
    var world = SimulatedSpool()
    try world.drop([("1.json", "{}"), ("2.json", "{}")])
    let tally = try settle(&world) { $0.beingWritten = ["1.json"] }
    #expect(tally.notReady == 1 && tally.requests == 1)
    #expect(SpoolInvariants.atRest(world.disk, world.dropped, waiting: ["1.json"]) == [])
    try world.answer()
    #expect(try world.outcome("1.json") == "ok")
  }

  @Test(arguments: ["", "{", #"{"tone":"#]) func aFileThatMakesNoSenseYetWaits(_ text: String) throws {
    var world = SimulatedSpool()
    try world.drop("1.json", text)
    let inode = world.dropped[0].inode
    world.disk.touch(inode)
    let files = world.files()
    var spool = SimulatedSpool.spool(files)
    _ = try spool.turn()
    #expect(spool.tally.notReady == 1)
    #expect(files.snapshot.list("inbox").contains("1.json"))
    files.edit { $0.advance(seconds: 3) }
    try SimulatedSpool.settle(&spool, files)
    world.disk = files.snapshot
    #expect(try world.outcome("1.json") == "INVALID_JSON")
  }

  @Test func withoutLeasesAFileWaitsUntilItHasBeenQuietForAWhile() throws {
    var world = SimulatedSpool()
    try world.drop("1.json")
    world.disk.touch(world.dropped[0].inode)
    let files = world.files()
    files.trustsLeases = false
    var spool = SimulatedSpool.spool(files)
    _ = try spool.turn()
    #expect(spool.tally.notReady == 1)
    files.edit { $0.advance(seconds: 3) }
    _ = try spool.turn()
    #expect(files.snapshot.list("outbox/responses") == ["1.json"])
  }

  /// Another file comes under the name between the look and the claim: it has not been read, so it goes back.
  @Test func aFileThatWasReplacedUnderwayGoesBack() throws {
    var world = SimulatedSpool()
    try world.drop("1.json", #"{"tone":"samimi"}"#)
    try world.drop("1.tmp", #"{"tone":"teknik"}"#)
    let files = world.files()
    var done = false
    files.before = { operation, disk in
      guard operation.verb == "rename", operation.path.hasPrefix("inbox/1.json"), !done,
        let inbox = try? disk.find(path: "inbox")
      else { return }
      done = true
      try? disk.rename("1.tmp", in: inbox, to: "1.json", in: inbox, replacing: true)
    }
    var spool = SimulatedSpool.spool(files)
    _ = try spool.turn()
    #expect(done && spool.tally.requests == 0)
    #expect(files.snapshot.list("inbox").contains("1.json"))
    try SimulatedSpool.settle(&spool, files)
    world.disk = files.snapshot
    #expect(try world.response("1.json")["data"]?["tone"]?.string == "teknik")
    #expect(world.disk.list("inbox/processing") == [])
  }

  /// Another user's, of whose writers no lease tells: he writes on while it is being answered. Nothing of what was decided
  /// counts, and all of it is answered once it is whole.
  @Test func aFileThatGrowsWhileItIsAnsweredIsAnsweredWhole() throws {
    var world = SimulatedSpool()
    try world.drop([("1.json", "{}"), ("2.json", "{}")])
    let inode = world.dropped[0].inode
    let files = world.files()
    files.trustsLeases = false
    files.edit { $0.advance(seconds: 3) }
    var done = false
    files.before = { operation, disk in
      guard operation.path.hasPrefix("outbox/responses/"), !done else { return }
      done = true
      disk.setBytes(Array(#"{"tone":"samimi"}"#.utf8), of: inode)
      disk.touch(inode)
    }
    var spool = SimulatedSpool.spool(files)
    for _ in 0..<3 { _ = try spool.turn() }
    #expect(done && files.snapshot.list("outbox/responses") == [])
    #expect(spool.tally.notReady == 2)
    files.edit { $0.advance(seconds: 3) }
    try SimulatedSpool.settle(&spool, files)
    world.disk = files.snapshot
    #expect(try world.response("1.json")["data"]?["tone"]?.string == "samimi")
    #expect(try world.jobs().count == 6)
    #expect(spool.tally.troubles == [])
    #expect(world.disk.list("inbox/processing") == [])
  }

  /// When its answer is out already, it is said.
  @Test func aFileThatChangesBehindItsAnswerIsNamed() throws {
    var world = SimulatedSpool()
    try world.drop("1.json")
    let inode = world.dropped[0].inode
    let files = world.files()
    files.trustsLeases = false
    files.edit { $0.advance(seconds: 3) }
    files.before = { operation, disk in
      if operation.verb == "rename", operation.path.hasPrefix("outbox/responses/") {
        disk.setBytes(Array(#"{"tone":"samimi"}"#.utf8), of: inode)
      }
    }
    var spool = SimulatedSpool.spool(files)
    _ = try spool.turn()
    #expect(spool.tally.troubles.count == 1)
    #expect(spool.tally.troubles.first?.hasPrefix("\"1.json\" was written to") == true)
    #expect(files.snapshot.list("inbox/processing") == [])
    let found = try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings.map(\.description)
    #expect(found.count == 1 && found[0].contains("1.json: it is not as it was when it was answered"), "\(found)")
  }

  /// Its old name is taken again, so it can be neither answered nor put back: it waits in a batch of its own.
  @Test func aFileThatCannotGoBackIsAnsweredLater() throws {
    var world = SimulatedSpool()
    try world.drop([("1.json", "{}"), ("2.json", "{}")])
    let files = world.files()
    let newer = #"{"on_active":"replace"}"#
    var added: MemoryDisk.Inode?
    files.before = { operation, disk in
      guard operation.verb == "examine", operation.path.contains("processing/"), operation.path.hasSuffix("/1.json"),
        added == nil, let inbox = try? disk.find(path: "inbox"), let new = try? disk.make(.regular, "1.json", in: inbox)
      else { return }
      added = new
      disk.setBytes(Array(newer.utf8), of: new)
      files.beingWritten = ["1.json"]
    }
    var spool = SimulatedSpool.spool(files)
    _ = try spool.turn()
    world.adopt(try #require(added), name: "1.json", newer)
    #expect(spool.tally.requests == 1, "2.json is answered")
    #expect(files.snapshot.list("inbox/processing").count == 1, "1.json waits")
    files.beingWritten = []
    try SimulatedSpool.settle(&spool, files)
    #expect(SpoolInvariants.atRest(files.snapshot, world.dropped) == [])
  }

  @Test func whatIsNotARequestIsRefusedWithAReason() throws {
    var world = SimulatedSpool()
    try world.drop("1.json", "", kind: .link)
    try world.drop("2.json", "", kind: .other)
    try world.drop("3.json", "{}")
    world.disk.edit(world.dropped[2].inode) { $0.isReadable = false }
    try world.drop("leads.xlsx", "PK")
    try world.drop("..json", "{}")
    try world.drop("a b.json", "{}")
    try world.drop("x@y@z.json", "{}")
    try world.drop("line\nbreak.json", "{}")
    try world.drop(FileName(bytes: [0xFF, 0xFE]), "{}")
    try world.drop(FileName(String(repeating: "n", count: 255)), "{}")
    try world.drop(FileName(String(repeating: "m", count: 250) + ".json"), "{}")
    try world.answer()
    let waiting: Set<FileName> = ["..json"]
    #expect(SpoolInvariants.atRest(world.disk, world.dropped, waiting: waiting) == [])
    #expect(try world.outcome("1.json") == "NOT_A_REGULAR_FILE")
    #expect(try world.outcome("2.json") == "NOT_A_REGULAR_FILE")
    #expect(try world.outcome("3.json") == "UNREADABLE")
    let codes = world.state.errors.compactMap { $0.envelope["error"]?["code"]?.string }.sorted()
    #expect(
      codes == [
        "INVALID_FILE_NAME", "INVALID_FILE_NAME", "INVALID_FILE_NAME", "INVALID_FILE_NAME", "NOT_A_REGULAR_FILE",
        "NOT_A_REGULAR_FILE", "UNREADABLE", "UNSUPPORTED_FILE_TYPE", "UNSUPPORTED_FILE_TYPE", "UNSUPPORTED_FILE_TYPE",
      ])
    #expect(world.state.responses.count == 3, "a name that is no request's has no response")
  }

  @Test func rulesBeforeReading() throws {
    let rules = ClaimRules(largestRequest: 10, settle: 0, allowedOwners: [7])
    let status = FileStatus(
      kind: .regular, device: 1, inode: 1, size: 10, owner: 7, modified: FileTime(seconds: 0),
      changed: FileTime(seconds: 0))
    #expect(rules.refusal(of: "1.json", RequestName("1.json"), status) == nil)
    var large = status
    large.size = 11
    #expect(rules.refusal(of: "1.json", RequestName("1.json"), large)?.code == .fileTooLarge)
    var foreign = status
    foreign.owner = 8
    #expect(rules.refusal(of: "1.json", RequestName("1.json"), foreign)?.code == .forbiddenOwner)
    let perCommand = ClaimRules(largestRequest: 10, settle: 0, allowedOwners: nil, ownersByCommand: ["cancel": [7]])
    #expect(perCommand.refusal(of: "1.cancel.json", RequestName("1.cancel.json"), foreign)?.code == .forbiddenOwner)
    #expect(perCommand.refusal(of: "1.json", RequestName("1.json"), foreign) == nil)
    #expect(rules.refusal(of: "1.exe", RequestName("1.exe"), status)?.code == .unsupportedFileType)
  }

  @Test func requestsCountInTheOrderOfTheirTimesThenNames() throws {
    var world = SimulatedSpool()
    try world.drop([("1@b.json", "{}"), ("1@a.json", "{}"), ("1@c.json", "{}")])
    // As copied with their old times.
    let same = world.disk.node(world.dropped[2].inode)?.modified ?? 0
    for request in world.dropped.dropFirst() { world.disk.edit(request.inode) { $0.modified = same } }
    world.disk.edit(world.dropped[0].inode) { $0.modified = same + 1 }
    try world.answer()
    #expect(try world.outcome("1@a.json") == "ok")
    #expect(try world.outcome("1@b.json") == "ALREADY_ACTIVE")
    #expect(try world.outcome("1@c.json") == "ALREADY_ACTIVE")
    #expect(try world.jobIDs("1@a.json").allSatisfy { !$0.hasSuffix("-2") })
  }

  /// Whether a file is finished is told by the clock of the file system it lies on, not by the outbox's, nor by ours.
  @Test(arguments: [-3600, 3600] as [Int64]) func theInboxHasItsOwnClock(outboxIsAheadBy shift: Int64) throws {
    var world = SimulatedSpool()
    try world.drop("1.json", "{}")
    let files = world.files()
    files.trustsLeases = false
    let ours = Timestamp(microseconds: world.disk.clock / 1000).adding(seconds: shift)
    var isShifted = false
    files.before = { operation, disk in
      let isOutbox = operation.path.hasPrefix("outbox")
      if isOutbox != isShifted { disk.advance(seconds: isOutbox ? shift : -shift) }
      isShifted = isOutbox
    }
    var spool = Worker(
      settings: Worker.Settings(inbox: "inbox", outbox: "outbox", rules: SimulatedSpool.rules), files: files,
      planner: Setting.usual.planner, leadBook: Setting.usual.leadBook, prober: NobodyDied(), clock: { ours })
    _ = try spool.turn()
    #expect(files.snapshot.list("outbox/responses") == ["1.json"])
    // One that was written just now is not ready, whatever the outbox thinks.
    files.edit { disk in
      if isShifted { disk.advance(seconds: -shift) }
      isShifted = false
      guard let inbox = try? disk.find(path: "inbox"), let inode = try? disk.make(.regular, "2.json", in: inbox) else {
        return
      }
      disk.setBytes(Array("{}".utf8), of: inode)
      disk.advance(seconds: 1)
    }
    _ = try spool.turn()
    #expect(files.snapshot.list("outbox/responses") == ["1.json"])
    #expect(files.snapshot.list("inbox").contains("2.json"))
    #expect(spool.takeTally().notReady == 1)
  }

  @Test func batchesAreOfTheSizeThatIsSet() throws {
    var world = SimulatedSpool()
    for id in 10...20 { try world.drop(FileName("\(id).json")) }
    let files = world.files()
    var spool = SimulatedSpool.spool(files, batchSize: 4)
    let tally = try SimulatedSpool.settle(&spool, files)
    #expect(tally.batches == 3 && tally.requests == 11 && tally.processed == 11 && tally.jobs == 33)
    #expect(SpoolInvariants.atRest(files.snapshot, world.dropped) == [])
  }

  @Test func twoWorkersNeverHoldTheLockAtOnce() throws {
    let files = SimulatedSpool().files()
    let outbox = try files.openDirectory(at: "outbox")
    let first = try #require(try SpoolLock.take(in: outbox, files))
    #expect(try SpoolLock.take(in: outbox, files) == nil)
    var other = SimulatedSpool.spool(files)
    #expect(try other.turn() == .locked)
    first.release(files)
    #expect(try other.turn() == .idle)
  }
}
