import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Storage

/// What goes, what stays, and that a spool reads as before.
@Suite struct PruneTests {
  @Test func whatHasEndedGoesAndReadsAsBefore() throws {
    let spool = try PruneWorld.spool()
    let before = try PruneWorld.reading(spool.disk)
    let files = spool.files()
    let outcome = try PruneWorld.prune(files)
    let disk = files.snapshot
    #expect(try PruneWorld.reading(disk) == before)
    #expect(files.openHandles == 0)
    // Of the second batch one job is pending; the others' day is the same.
    #expect(outcome.archivedDays == [])
    #expect(outcome.days.count >= 2)
    #expect(outcome.compressed > 0)
    #expect(outcome.troubles == [])
    for day in disk.list("outbox/done") {
      #expect(disk.list("outbox/done/\(day)").allSatisfy { $0.hasSuffix(".ndjson.gz") })
    }
    #expect(try PruneWorld.plan(MemoryFileSystem(disk)).isEmpty)
    #expect(try PruneWorld.plan(MemoryFileSystem(disk)).stays.map(\.pending).reduce(0, +) == 1)
  }

  @Test func oldRequestsAreArchived() throws {
    var spool = try PruneWorld.endedSpool()
    let before = try PruneWorld.reading(spool.disk)
    let files = spool.files()
    let outcome = try PruneWorld.prune(files)
    spool.disk = files.snapshot
    #expect(outcome.archivedDays.map(\.iso8601) == ["2026-11-23"])
    #expect(outcome.archivedRequests == 9)
    #expect(spool.disk.list("inbox/processed").map(\.description) == ["2026-11-23.tar.gz", "2027-03-23"])
    #expect(try PruneWorld.reading(spool.disk) == before)
    // Who opted out stays so, what was answered is not answered anew, and others are written to again.
    #expect(try spool.ask("3.json") == "OPTED_OUT")
    #expect(try spool.ask("1@first.json") == "DUPLICATE_REQUEST")
    #expect(try spool.ask("6.json") == "ok")
    #expect(try spool.ask("6.json", #"{"on_active":"replace"}"#) == "ok")
  }

  /// Roster knowledge that matters is the same when it is remade from what was put away.
  @Test func aRosterIsRemadeFromWhatWasPutAway() throws {
    var spool = try PruneWorld.endedSpool()
    func rebuilt(_ disk: MemoryDisk) throws -> MemoryDisk {
      let files = MemoryFileSystem(disk)
      let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
      _ = try RosterRebuild(spool, files, objective: "ilk_temas").run()
      return files.snapshot
    }
    let whole = try rebuilt(spool.disk)
    let files = spool.files()
    try PruneWorld.prune(files)
    let pruned = try rebuilt(files.snapshot)
    let table = try #require(whole.list("outbox/roster").first)
    #expect(pruned.list("outbox/roster") == [table])
    #expect(pruned.bytes("outbox/roster/\(table)") == whole.bytes("outbox/roster/\(table)"))
    spool.disk = pruned
    #expect(try spool.ask("3.json") == "OPTED_OUT")
    #expect(try spool.ask("7.json") == "ALREADY_ACTIVE")
  }

  /// A roster that is lost is missed, although all jobs have been put away.
  @Test func nothingIsAnsweredWithoutTheRoster() throws {
    var spool = try PruneWorld.endedSpool()
    try spool.drop("7.cancel.json", "{}")
    try spool.answer()
    let files = spool.files()
    try PruneWorld.prune(files, before: "2027-03-31")
    files.edit { disk in
      guard let roster = try? disk.find(path: "outbox/roster"), let jobs = try? disk.find(path: "outbox/jobs") else {
        return
      }
      for name in disk.list("outbox/roster") { try? disk.remove(name, in: roster, isDirectory: false) }
      #expect(disk.list("outbox/jobs").isEmpty || jobs != roster)
    }
    spool.disk = files.snapshot
    try spool.drop("3.json")
    #expect(throws: SpoolError.self) { try SimulatedSpool.settle(spool.files()) }
  }

  /// What became of a lead's rows in bulk files is told as before, with and without their answers.
  @Test(arguments: [false, true]) func rowsAreToldAsBefore(answersAreGone: Bool) throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", RowHistoryTests.csv)
    try spool.answer()
    try spool.report("sent", try spool.jobs().map(\.job.id))
    spool.disk.advance(seconds: 120 * 86_400)
    try spool.drop("9.json", "{}")
    try spool.answer()
    if answersAreGone {
      let responses = try spool.disk.find(path: "outbox/responses")
      for name in spool.disk.list("outbox/responses") { try spool.disk.remove(name, in: responses, isDirectory: false) }
    }
    func told(_ disk: MemoryDisk) throws -> [String] {
      let view = try SpoolView.open(inbox: "inbox", outbox: "outbox", in: MemoryFileSystem(disk))
      defer { view.close() }
      var found: [String] = []
      for lead in ["1", "2", "M-7", "4"] {
        let entries = try History(view).entries(of: try #require(LeadID(lead)))
        found += entries.map { String(decoding: $0.json, as: UTF8.self) }
      }
      return try found + PruneWorld.reading(disk)
    }
    let before = try told(spool.disk)
    // That a row was skipped only its answer tells.
    #expect(before.count { $0.contains(#""request":"fair.csv""#) } == (answersAreGone ? 4 : 5))
    let files = spool.files()
    #expect(try PruneWorld.prune(files).archivedDays.map(\.iso8601) == ["2026-11-23"])
    #expect(try told(files.snapshot) == before)
  }

  /// A day that was put away comes into use again, and goes again.
  @Test func aDayMayComeTwice() throws {
    var spool = try PruneWorld.endedSpool()
    let files = spool.files()
    try PruneWorld.prune(files)
    spool.disk = files.snapshot
    let day = try #require(spool.disk.list("outbox/done").first)
    let batch = "20270323T101000.000000Z"
    let line =
      #"{"job_id":"9-whatsapp-1-\#(batch)","request_id":"9-\#(batch)","lead_id":9,"channel":"whatsapp","step":1,"type":"initial","to":"+905321112209","message":"x","send_at":"\#(day)T09:00:00Z","status":"pending","variant":"a","time_zone":"Europe/Istanbul"}"#
    try spool.write("outbox/jobs/\(day)/\(batch).ndjson", line + "\n")
    #expect(try PruneWorld.plan(spool.files()).stays.map(\.pending) == [1])
    try spool.report("sent", ["9-whatsapp-1-\(batch)"])
    let statuses = try spool.statuses()
    let again = spool.files()
    #expect(try PruneWorld.prune(again).days.map(\.iso8601) == [day.description])
    spool.disk = again.snapshot
    #expect(!spool.disk.list("outbox/jobs").contains(day))
    #expect(spool.disk.list("outbox/done/\(day)").contains(FileName(batch + ".ndjson.gz")))
    #expect(try spool.statuses() == statuses)
  }

  @Test func damageIsNamed() throws {
    var spool = try PruneWorld.endedSpool()
    let files = spool.files()
    try PruneWorld.prune(files)
    spool.disk = files.snapshot
    let day = try #require(spool.disk.list("outbox/done").first)
    let file = try #require(spool.disk.list("outbox/done/\(day)").first)
    var damaged = spool
    try damaged.write("outbox/done/\(day)/\(file)", "small 1\nhello")
    #expect(
      try Audit.run(inbox: "inbox", outbox: "outbox", in: damaged.files()).findings.map(\.description)
        == ["outbox/done/\(day)/\(file): the compressed file is damaged"])
    damaged = spool
    // Read well, and with other jobs than were published.
    try damaged.write("outbox/done/\(day)/\(file)", "small \(Checksum.of(Array("{}\n".utf8)))\n{}\n")
    let findings = try Audit.run(inbox: "inbox", outbox: "outbox", in: damaged.files()).findings.map(\.path)
    #expect(findings.contains("outbox/done/\(day)/\(file)") && !findings.contains { $0.hasPrefix("outbox/jobs/") })
    damaged = spool
    try damaged.write("inbox/processed/2026-11-23.tar.gz", "small 1\nhello")
    #expect(
      try Audit.run(inbox: "inbox", outbox: "outbox", in: damaged.files()).findings.map(\.description)
        == ["inbox/processed/2026-11-23.tar.gz: the archive is damaged"])
  }
}
