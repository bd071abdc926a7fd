import Testing

@testable import OutreachScheduler

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two bulk files whose answers would have the same names: the first one's are never written over.
@Suite struct SharedAnswersTests {
  private static let table = "lead_id,max_followups\n1,0\n2,0\n3,0\n"
  private static let lines = "{\"lead_id\":4}\n{\"lead_id\":5}\n"

  private func check(_ disk: MemoryDisk, _ spool: SimulatedSpool, _ hint: String = "") {
    #expect(SpoolInvariants.atRest(disk, spool.dropped) == [], "\(hint)")
    let state = SpoolState(disk, requests: Set(spool.dropped.map(\.inode)))
    #expect(state.bulkResponses["fair.ndjson"]?.count == 3, "\(hint)")
    #expect(state.summaries["fair.summary.json"]?["file"]?.string == "fair.csv", "\(hint)")
    let places = spool.dropped.map { state.places[$0.inode]?.first?[1].description ?? "?" }
    #expect(places == ["processed", "failed"], "\(hint)")
    let errors = state.errors.compactMap { $0.envelope["error"] }
    #expect(errors.map { $0["code"]?.string } == ["INVALID_FILE_NAME"], "\(hint)")
    #expect(errors.first?["message"]?.string?.contains("rename the file") == true, "\(hint)")
  }

  @Test func oneAfterTheOther() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", Self.table)
    try spool.answer()
    try spool.drop("fair.ndjson", Self.lines)
    let tally = try spool.answer()
    #expect(tally.files.first?.refusal?.contains("\"fair.csv\"") == true)
    check(spool.disk, spool)
  }

  /// Killed at any moment.
  @Test func bothAtOnce() throws {
    var spool = SimulatedSpool()
    try spool.drop([("fair.csv", Self.table), ("fair.ndjson", Self.lines)])
    let files = spool.files()
    var instants: [(MemoryDisk, MemoryFileSystem.Operation)] = []
    files.observe = { instants.append(($0, $1)) }
    try SimulatedSpool.settle(files)
    check(files.snapshot, spool)
    for (disk, after) in instants {
      let again = MemoryFileSystem(disk)
      try SimulatedSpool.settle(again)
      check(again.snapshot, spool, "killed after \(after)")
    }
  }

  /// A file that cannot be finished lets others pass, but none that would take its answers' names.
  @Test func theFirstIsStuck() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", Self.table)
    let files = spool.files()
    files.refuse = { $0.path.contains("fair.summary.json") ? EIO : nil }
    var worker = SimulatedSpool.spool(files)
    for _ in 0..<4 { _ = try? worker.turn() }
    spool.disk = files.snapshot
    try spool.drop("fair.ndjson", Self.lines)
    files.edit { $0 = spool.disk }
    files.refuse = { $0.path.contains("~fair.summary.json") ? EIO : nil }
    for _ in 0..<4 { _ = try? worker.turn() }
    #expect(!files.snapshot.list("inbox").contains("fair.ndjson"))
    files.refuse = nil
    try SimulatedSpool.settle(&worker, files)
    check(files.snapshot, spool)
  }

  /// A file that is refused for another reason leaves the answers alone, too; and once they are gone the name is free.
  @Test func theNameIsFreeOnceTheAnswersAreGone() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", Self.table)
    try spool.answer()
    let responses = try spool.disk.find(path: "outbox/responses")
    for name: FileName in ["fair.ndjson", "fair.summary.json"] {
      try spool.disk.remove(name, in: responses, isDirectory: false)
    }
    try spool.drop("fair.ndjson", Self.lines)
    try spool.answer()
    #expect(spool.state.bulkResponses["fair.ndjson"]?.count == 2)
    try spool.drop("fair.csv", "lead_id,chanel\n1,email\n")
    try spool.answer()
    #expect(spool.state.bulkResponses["fair.ndjson"]?.count == 2)
    #expect(spool.state.summaries["fair.summary.json"]?["file"]?.string == "fair.ndjson")
  }

  @Test func theSameNameAgainIsAnsweredAnew() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", Self.table)
    try spool.answer()
    try spool.drop("fair.csv", "lead_id,max_followups\n6,0\n")
    try spool.answer()
    #expect(spool.state.bulkResponses["fair.ndjson"]?.count == 1)
  }
}
