import Outreach
import Testing

@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// Old answers and refusals go, save those that a pending job or a row to be mended needs.
@Suite struct PruneAnswersTests {
  private func names(in archive: String, _ disk: MemoryDisk) throws -> [String] {
    let files = MemoryFileSystem(disk)
    let slash = try #require(archive.lastIndex(of: "/"))
    let directory = try files.openDirectory(at: String(archive[..<slash]))
    var reader = TarReader()
    var names: [String] = []
    try files.expandFile(FileName(String(archive[archive.index(after: slash)...])), in: directory) { piece in
      try? reader.add(piece) { names.append(String(decoding: $0.path, as: UTF8.self)) }
    }
    #expect(reader.hasEnded)
    return names
  }

  @Test func theyLieInAnArchiveOfTheirDay() throws {
    let spool = try PruneWorld.endedSpool()
    let before = try PruneWorld.reading(spool.disk)
    let files = spool.files()
    let outcome = try PruneWorld.prune(files)
    let disk = files.snapshot
    #expect(outcome.archivedRefusals == 1 && outcome.archivedAnswers == 9)
    #expect(disk.list("inbox/failed").map(\.description) == ["2026-11-23.tar.gz"])
    #expect(disk.list("outbox/responses").map(\.description) == ["2026-11-23.tar.gz", "7.json"])
    let refused = try names(in: "inbox/failed/2026-11-23.tar.gz", disk)
    #expect(refused.count == 2 && refused[0].hasPrefix("2026-11-23/20261123T") && refused[0].hasSuffix("/4.error.json"))
    let answers = try names(in: "outbox/responses/2026-11-23.tar.gz", disk)
    #expect(answers.contains("2026-11-23/1@first.json") && answers.contains("2026-11-23/4.json") && answers.count == 9)
    // Who was refused for what is told from the archive.
    #expect(try PruneWorld.reading(disk) == before)
    #expect(try PruneWorld.plan(MemoryFileSystem(disk)).isEmpty)
  }

  @Test func answersAboutPendingJobsStay() throws {
    let spool = try PruneWorld.spool()
    let files = spool.files()
    try PruneWorld.prune(files)
    let left = files.snapshot.list("outbox/responses").map(\.description)
    // Of the batch of 6.json a job is pending.
    #expect(left.contains("6.json") && left.contains("7.json") && !left.contains("4.json") && !left.contains("5.json"))
    #expect(try PruneWorld.plan(spool.files()).stays.contains { $0.place == .responses })
  }

  @Test func rowsToBeMendedStayWithTheirAnswersUntilTheyCameAgain() throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("fair.csv", "lead_id,tone,max_followups\n1,,0\n2,kurumsl,0\n"), ("bad.csv", "lead_id,chanel\n3,email\n"),
      ("old.csv", "lead_id,tone\n4,kurumsl\n"), ("9.json", #"{"tone":"kurumsl"}"#),
    ])
    try spool.answer()
    try spool.report("sent", try spool.jobs { $0.status = .pending }.map(\.job.id))
    spool.disk.advance(seconds: 120 * 86_400)
    try spool.drop([("old.csv", "lead_id,tone,max_followups\n4,,0\n"), ("7.json", "{}")])
    try spool.answer()
    let files = spool.files()
    try PruneWorld.prune(files)
    spool.disk = files.snapshot
    let left = spool.disk.list("outbox/responses").map(\.description)
    for name in ["fair.ndjson", "fair.summary.json", "bad.summary.json", "old.summary.json"] {
      #expect(left.contains(name), "\(left)")
    }
    #expect(!left.contains("9.json"))
    let kept = spool.disk.list("inbox/failed/2026-11-23").flatMap { spool.disk.list("inbox/failed/2026-11-23/\($0)") }
      .map(\.description)
    #expect(Set(kept) == ["fair.rejected.csv", "bad.csv", "bad.error.json", "9.json", "9.error.json"])
    let stays = try PruneWorld.plan(spool.files()).stays.filter { $0.place == .failed }.map(\.reason)
    #expect(
      Set(stays) == [
        "rows of fair.csv wait to be mended", "rows of bad.csv wait to be mended", "9.json waits to be mended",
      ])
    try spool.drop("9.json", "{}")
    try spool.answer()
    #expect(!(try PruneWorld.plan(spool.files()).stays.contains { $0.reason.hasPrefix("9.json") }))

    try spool.drop("fair.rejected.csv", "lead_id,tone,max_followups\n2,samimi,0\n")
    try spool.answer()
    let again = spool.files()
    try PruneWorld.prune(again)
    #expect(!again.snapshot.list("outbox/responses").contains("fair.ndjson"))
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: again).findings == [])
  }

  @Test func whatWasPutBackStays() throws {
    let spool = try PruneWorld.endedSpool()
    let files = spool.files()
    let directories = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    defer { directories.close(in: files) }
    var prune = Prune(directories, files)
    let plan = try PruneWorld.plan(files)
    let batch = try #require(files.snapshot.list("inbox/failed/2026-11-23").first)
    try prune.carryOut(plan) { body in
      // Somebody else's work, just before the lock is had and behind the archive's making.
      guard files.snapshot.list("inbox/failed").contains("2026-11-23.tar.gz"),
        files.snapshot.list("inbox").contains("4.json") == false
      else { return try body() }
      let day = try files.openDirectory(at: "inbox/failed/2026-11-23/\(batch)")
      let inbox = try files.openDirectory(at: "inbox")
      try? files.rename("4.json", in: day, to: "4.json", in: inbox, replacing: false)
      files.close(day)
      files.close(inbox)
      return try body()
    }
    #expect(files.snapshot.list("inbox").contains("4.json"))
    #expect(prune.outcome.archivedRefusals == 0)
  }
}
