import Outreach
import Testing

@testable import OutreachScheduler

/// What goes, what stays, and that a spool reads as before whenever the prune, or the machine, dies.
@Suite struct PruneTests {
  // MARK: The decision

  private func terms(before: String = "2026-11-01", cooldown: Int = 30, lastBatch: String? = nil) throws
    -> PrunePlan.Terms
  {
    PrunePlan.Terms(
      before: try civilDay(before), today: try civilDay("2026-11-22"), cooldownDays: cooldown,
      lastBatch: try lastBatch.map(civilDay))
  }

  @Test func onlyEndedDaysGo() throws {
    var ended = PrunePlan.JobsDay(day: try civilDay("2026-10-01"), files: ["a.ndjson"], jobs: 3)
    var pending = PrunePlan.JobsDay(day: try civilDay("2026-10-02"), jobs: 120, pending: 3)
    var odd = PrunePlan.JobsDay(day: try civilDay("2026-10-03"), jobs: 3, unknownLines: 1)
    let atWork = PrunePlan.JobsDay(day: try civilDay("2026-10-04"), jobs: 3, strangers: [".staged"])
    let late = PrunePlan.JobsDay(day: try civilDay("2026-11-01"), jobs: 3)
    var plan = PrunePlan()
    plan.decide([ended, pending, odd, atWork, late], try terms())
    #expect(plan.ended.map(\.day.iso8601) == ["2026-10-01"])
    #expect(
      plan.stays.map { "\($0.day.iso8601) \($0.pending) \($0.reason)" } == [
        "2026-10-02 3 3 of 120 jobs are pending", "2026-10-03 0 1 line is no job; audit names it",
        "2026-10-04 0 .staged is no settled batch's",
      ])
    (ended.pending, pending.pending, odd.unknownLines) = (1, 0, 0)
    plan = PrunePlan()
    plan.decide([ended, pending, odd, atWork, late], try terms())
    #expect(plan.ended.map(\.day.iso8601) == ["2026-10-02", "2026-10-03"])
  }

  @Test func whatIsRememberedStays() throws {
    let id = try #require(BatchID("20261001T101512.345678Z"))
    let slice = try #require(BatchID("20261001T101514.000000Z"))
    let day = PrunePlan.ProcessedDay(
      day: try civilDay("2026-10-01"), batches: [id], planners: [id, slice], requests: 2)
    func decided(_ remembered: Set<BatchID>, _ terms: PrunePlan.Terms) -> PrunePlan {
      var plan = PrunePlan()
      plan.decide([day], remembered: remembered, terms)
      return plan
    }
    #expect(decided([], try terms()).settled.map(\.requests) == [2])
    #expect(decided([slice], try terms()).settled.isEmpty)
    #expect(
      decided([slice], try terms()).stays.map(\.reason) == [
        "batch \(slice) has jobs that are pending, or within the cool-down"
      ])
    #expect(decided([], try terms(cooldown: 90)).settled.isEmpty)
    #expect(decided([], try terms(before: "2026-10-01")).settled.isEmpty)
    #expect(decided([], try terms(lastBatch: "2026-10-01")).settled.isEmpty)
  }

  // MARK: The archive's form

  @Test func anArchiveReadsAsItWasWritten() throws {
    let long = Array(String(repeating: "ğ", count: 120).utf8)
    let files: [([UInt8], [UInt8])] = [
      (Array("a/b".utf8), Array("hello".utf8)), (long, Array(repeating: 7, count: 1300)), (Array("empty".utf8), []),
      (Array("block".utf8), Array(repeating: 1, count: 512)),
    ]
    let whole =
      files.flatMap { path, bytes in
        TarStream.header(path: path, size: bytes.count, modified: 1_795_428_912) + bytes
          + TarStream.padding(after: bytes.count)
      } + TarStream.end
    for step in [1, 100, 512, whole.count] {
      var reader = TarReader()
      var found: [TarReader.Member] = []
      for start in stride(from: 0, to: whole.count, by: step) {
        try Array(whole[start..<min(start + step, whole.count)]).withUnsafeBytes { piece in
          try reader.add(piece) { found.append($0) }
        }
      }
      #expect(reader.hasEnded)
      #expect(found.map(\.path) == files.map(\.0))
      #expect(found.map(\.contents) == files.map(\.1))
    }
    var reader = TarReader()
    #expect(throws: TarReader.Fault.self) {
      try Array(repeating: UInt8(9), count: 512).withUnsafeBytes { try reader.add($0) { _ in } }
    }
  }

  @Test func archivesAreKnownByTheirNames() throws {
    let day = try civilDay("2026-08-01")
    for part in [1, 2, 12] { #expect(DayArchive.day(of: DayArchive.name(day, part: part)) == day) }
    for name in ["2026-08-01", "2026-08-01.tar", "2026-08-01.1.tar.gz", "2026-08-01.x.tar.gz", ".2026-08-01.tar.gz"] {
      #expect(DayArchive.day(of: FileName(name)) == nil)
    }
  }

  // MARK: A spool

  private static let today = "2027-04-01"

  /// Batches of one week, long ago: sent, cancelled, replied, rescheduled, answered again, a late job still pending.
  private static func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1@first.json", "{}"), ("2.json", #"{"channel":["whatsapp","email"]}"#), ("3.json", "{}"),
      ("4.json", #"{"tone":"kurumsl"}"#), ("5.json", #"{"max_followups":0}"#),
    ])
    try spool.answer()
    try spool.drop([
      ("1@first.json", "{}"), ("2.cancel.json", "{}"), ("3.reply.json", #"{"text":"STOP"}"#),
      ("6.json", #"{"max_followups":1}"#),
    ])
    try spool.answer()
    try spool.drop("5.reschedule.json", #"{"shift_hours":72}"#)
    try spool.answer()
    try spool.report(
      "sent", try spool.jobs { $0.status = .pending }.map(\.job.id).filter { !$0.hasPrefix("6-whatsapp-2") })
    // Months later.
    spool.disk.advance(seconds: 120 * 86_400)
    try spool.drop("7.json", "{}")
    try spool.answer()
    return spool
  }

  private static func plan(_ files: MemoryFileSystem, before: String = "2027-03-01") throws -> PrunePlan {
    try Prune.plan(
      inbox: "inbox", outbox: "outbox", in: files, before: civilDay(before), today: civilDay(today), cooldownDays: 90)
  }

  @discardableResult
  private static func prune(_ files: MemoryFileSystem, before: String = "2027-03-01") throws -> Prune.Outcome {
    let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    defer { spool.close(in: files) }
    let own = try #require(try Prune.begin(in: spool.outbox, files))
    defer { files.close(own) }
    var prune = Prune(spool, files)
    try prune.carryOut(try plan(files, before: before)) { body in
      let lock = try #require(try SpoolLock.take(in: spool.outbox, files))
      defer { lock.release(files) }
      return try body()
    }
    return prune.outcome
  }

  /// What a spool tells its readers: all jobs, all that is in the history, what audit finds.
  private static func reading(_ disk: MemoryDisk) throws -> [String] {
    let files = MemoryFileSystem(disk)
    let view = try SpoolView.open(inbox: "inbox", outbox: "outbox", in: files)
    defer { view.close() }
    var found: [String] = []
    try JobQuery(view, JobFilter()).run { found += $0.map { String(decoding: $0.line, as: UTF8.self) } }
    try History(view).feed(from: nil, behind: nil, now: instant("2027-04-01T00:00:00Z")) { entries in
      found += entries.map { "\($0.cursor) \($0.event) \($0.detail)" }
    }
    let report = try Audit.run(inbox: "inbox", outbox: "outbox", in: files)
    found.append("\(report.requests) \(report.batches) \(report.jobs) \(report.events)")
    return found + report.findings.map(\.description)
  }

  @Test func whatHasEndedGoesAndReadsAsBefore() throws {
    let spool = try Self.spool()
    let before = try Self.reading(spool.disk)
    let files = spool.files()
    let outcome = try Self.prune(files)
    let disk = files.snapshot
    #expect(try Self.reading(disk) == before)
    #expect(files.openHandles == 0)
    // Of the second batch one job is pending; the others' day is the same.
    #expect(outcome.archivedDays == [])
    #expect(outcome.days.count >= 2)
    #expect(outcome.compressed > 0)
    #expect(outcome.troubles == [])
    for day in disk.list("outbox/done") {
      #expect(disk.list("outbox/done/\(day)").allSatisfy { $0.hasSuffix(".ndjson.gz") })
    }
    #expect(try Self.plan(MemoryFileSystem(disk)).isEmpty)
    #expect(try Self.plan(MemoryFileSystem(disk)).stays.map(\.pending).reduce(0, +) == 1)
  }

  private static func endedSpool() throws -> SimulatedSpool {
    var spool = try spool()
    try spool.report(
      "sent", try spool.jobs { $0.status = .pending }.map(\.job.id).filter { $0.hasPrefix("6-") })
    return spool
  }

  @Test func oldRequestsAreArchived() throws {
    var spool = try Self.endedSpool()
    let before = try Self.reading(spool.disk)
    let files = spool.files()
    let outcome = try Self.prune(files)
    spool.disk = files.snapshot
    #expect(outcome.archivedDays.map(\.iso8601) == ["2026-11-23"])
    #expect(outcome.archivedRequests == 9)
    #expect(spool.disk.list("inbox/processed").map(\.description) == ["2026-11-23.tar.gz", "2027-03-23"])
    #expect(try Self.reading(spool.disk) == before)
    // Who opted out stays so, what was answered is not answered anew, and others are written to again.
    #expect(try spool.ask("3.json") == "OPTED_OUT")
    #expect(try spool.ask("1@first.json") == "DUPLICATE_REQUEST")
    #expect(try spool.ask("6.json") == "ok")
    #expect(try spool.ask("6.json", #"{"on_active":"replace"}"#) == "ok")
  }

  /// Roster knowledge that matters is the same when it is remade from what was put away.
  @Test func aRosterIsRemadeFromWhatWasPutAway() throws {
    var spool = try Self.endedSpool()
    func rebuilt(_ disk: MemoryDisk) throws -> MemoryDisk {
      let files = MemoryFileSystem(disk)
      let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
      _ = try RosterRebuild(spool, files, objective: "ilk_temas").run()
      return files.snapshot
    }
    let whole = try rebuilt(spool.disk)
    let files = spool.files()
    try Self.prune(files)
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
    var spool = try Self.endedSpool()
    try spool.drop("7.cancel.json", "{}")
    try spool.answer()
    let files = spool.files()
    try Self.prune(files, before: "2027-03-31")
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

  /// A day that was put away comes into use again, and goes again.
  @Test func aDayMayComeTwice() throws {
    var spool = try Self.endedSpool()
    let files = spool.files()
    try Self.prune(files)
    spool.disk = files.snapshot
    let day = try #require(spool.disk.list("outbox/done").first)
    let batch = "20270323T101000.000000Z"
    let line =
      #"{"job_id":"9-whatsapp-1-\#(batch)","request_id":"9-\#(batch)","lead_id":9,"channel":"whatsapp","step":1,"type":"initial","to":"+905321112209","message":"x","send_at":"\#(day)T09:00:00Z","status":"pending","variant":"a","time_zone":"Europe/Istanbul"}"#
    try spool.write("outbox/jobs/\(day)/\(batch).ndjson", line + "\n")
    #expect(try Self.plan(spool.files()).stays.map(\.pending) == [1])
    try spool.report("sent", ["9-whatsapp-1-\(batch)"])
    let statuses = try spool.statuses()
    let again = spool.files()
    #expect(try Self.prune(again).days.map(\.iso8601) == [day.description])
    spool.disk = again.snapshot
    #expect(!spool.disk.list("outbox/jobs").contains(day))
    #expect(spool.disk.list("outbox/done/\(day)").contains(FileName(batch + ".ndjson.gz")))
    #expect(try spool.statuses() == statuses)
  }

  @Test func damageIsNamed() throws {
    var spool = try Self.endedSpool()
    let files = spool.files()
    try Self.prune(files)
    spool.disk = files.snapshot
    let day = try #require(spool.disk.list("outbox/done").first)
    let file = try #require(spool.disk.list("outbox/done/\(day)").first)
    var damaged = spool
    try damaged.write("outbox/done/\(day)/\(file)", "small 1\nhello")
    #expect(
      try Audit.run(inbox: "inbox", outbox: "outbox", in: damaged.files()).findings.map(\.description)
        == ["outbox/done/\(day)/\(file): the compressed file is damaged"])
    damaged = spool
    try damaged.write("inbox/processed/2026-11-23.tar.gz", "small 1\nhello")
    #expect(
      try Audit.run(inbox: "inbox", outbox: "outbox", in: damaged.files()).findings.map(\.description)
        == ["inbox/processed/2026-11-23.tar.gz: the archive is damaged"])
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
      return try found + Self.reading(disk)
    }
    let before = try told(spool.disk)
    #expect(before.count { $0.contains(#""request":"fair.csv""#) } == 5)
    let files = spool.files()
    #expect(try Self.prune(files).archivedDays.map(\.iso8601) == ["2026-11-23"])
    #expect(try told(files.snapshot) == before)
  }

  /// Killed, or cut off, after any operation: everything reads as before, and the next prune ends it.
  @Test(arguments: [nil, 0, 1, 5] as [UInt64?]) func anyDeathIsSurvived(powerCut seed: UInt64?) throws {
    var spool = try Self.endedSpool()
    spool.disk.syncAll()
    let before = try Self.reading(spool.disk)
    let whole = spool.files()
    var disks: [(MemoryDisk, MemoryFileSystem.Operation)] = []
    whole.observe = { disk, operation in disks.append((disk, operation)) }
    try Self.prune(whole)
    #expect(disks.count > 60)
    let end = whole.snapshot.walk().map(\.path).sorted()
    var last: MemoryDisk?
    for (number, (disk, after)) in disks.enumerated() {
      let left = seed.map { disk.cut(seed: $0 < 2 ? $0 : $0 &* 1000 &+ UInt64(number)) } ?? disk
      if left.holdsTheSame(as: last) { continue }
      last = left
      #expect(try Self.reading(left) == before, "after \(after)")
      let next = MemoryFileSystem(left)
      try Self.prune(next)
      #expect(try Self.reading(next.snapshot) == before, "pruned again after \(after)")
      #expect(next.snapshot.walk().map(\.path).sorted() == end, "pruned again after \(after)")
    }
  }

  /// What goes away under a reader's feet is found where it went.
  @Test func readersMeetItAtWork() throws {
    let spool = try Self.endedSpool()
    let before = try Self.reading(spool.disk)
    let whole = spool.files()
    var disks: [MemoryDisk] = [spool.disk]
    whole.observe = { disk, _ in disks.append(disk) }
    try Self.prune(whole)
    // The prune goes on by some steps between any two of the reader's.
    for pace in [1, 3, 10] {
      let files = MemoryFileSystem(spool.disk)
      var step = 0
      files.before = { _, disk in
        step += pace
        disk = disks[min(step / 4, disks.count - 1)]
      }
      let view = try SpoolView.open(inbox: "inbox", outbox: "outbox", in: files)
      var found: [String] = []
      try JobQuery(view, JobFilter()).run { found += $0.map { String(decoding: $0.line, as: UTF8.self) } }
      #expect(found == before.filter { $0.hasPrefix("{") }, "pace \(pace)")
      #expect(try ProcessedBatch.all(view).flatMap(\.requests).count == 10, "pace \(pace)")
    }
  }
}
