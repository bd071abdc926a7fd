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

/// Two bulk files whose answers would have the same names: the first one's are not written over before they are whole.
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

  /// Killed at any moment: all rows of both are answered, and the later file's answers are those that stay.
  @Test func oneAfterTheOther() throws {
    var spool = SimulatedSpool()
    try spool.drop([("fair.csv", Self.table), ("fair.ndjson", Self.lines)])
    func check(_ disk: MemoryDisk, _ hint: String) {
      let state = SpoolState(disk, requests: Set(spool.dropped.map(\.inode)))
      #expect(state.bulkResponses["fair.ndjson"]?.count == 2, "\(hint)")
      #expect(state.summaries["fair.summary.json"]?["file"]?.string == "fair.ndjson", "\(hint)")
      #expect(Set(state.jobs.map(\.lead)) == ["1", "2", "3", "4", "5"], "\(hint)")
      let places = spool.dropped.map { state.places[$0.inode]?.first?[1].description ?? "?" }
      #expect(places == ["processed", "processed"], "\(hint)")
    }
    let files = spool.files()
    var instants: [(MemoryDisk, MemoryFileSystem.Operation)] = []
    files.observe = { instants.append(($0, $1)) }
    try SimulatedSpool.settle(files)
    check(files.snapshot, "")
    for (disk, after) in instants {
      let again = MemoryFileSystem(disk)
      try SimulatedSpool.settle(again)
      check(again.snapshot, "killed after \(after)")
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

  @Test func theSameNameAgainIsAnsweredAnew() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", Self.table)
    try spool.answer()
    try spool.drop("fair.csv", "lead_id,max_followups\n6,0\n")
    try spool.answer()
    #expect(spool.state.bulkResponses["fair.ndjson"]?.count == 1)
  }
}
