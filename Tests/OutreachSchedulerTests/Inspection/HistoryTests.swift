import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Storage

@Suite struct HistoryTests {
  private func history(_ spool: SimulatedSpool, _ lead: String) throws -> [HistoryEntry] {
    try History(try spool.view().view).entries(of: try #require(LeadID(lead)))
  }

  private func feed(
    _ disk: MemoryDisk, from time: String? = nil, behind cursor: HistoryCursor? = nil, now: Int64 = 86_400
  ) throws -> [HistoryEntry] {
    let files = MemoryFileSystem(disk)
    files.observe = { _, operation in Issue.record("\(operation)") }
    let view = try SpoolView.open(inbox: "inbox", outbox: "outbox", in: files)
    let start = time.flatMap { Timestamp(rfc3339: $0) }
    var found: [HistoryEntry] = []
    try History(view, from: cursor?.batch ?? start.map(BatchID.init(time:)))
      .feed(from: start, behind: cursor, now: Timestamp(seconds: SimulatedSpool.start + now)) { found += $0 }
    view.close()
    #expect(files.openHandles == 0)
    return found
  }

  @Test func aLeadsHistoryIsInTimeOrder() throws {
    var spool = try AuditTests.spool()
    let jobs = try spool.jobs { $0.lead = LeadID("2") }
    try spool.report(#""event":"sent","job_id":"\#(jobs[0].job.id)""#, at: "2026-11-23T11:00:00Z")
    try spool.report(#""event":"replied","lead_id":2,"text":"Tamam""#, at: "2026-11-24T09:00:00Z")
    try spool.report(#""event":"opted_out","to":"\#(jobs[0].job.to)""#, at: "2026-11-24T09:30:00Z")
    try spool.report(#""event":"replied","lead_id":7"#, at: "2026-11-24T10:00:00Z")
    let found = try history(spool, "2")
    #expect(
      found.map(\.event)
        == ["accepted"] + Array(repeating: "planned", count: 6) + ["repeated", "sent", "replied", "opted_out"])
    #expect(found.map(\.at) == found.map(\.at).sorted())
  }

  /// Dispatch tells whole seconds, and the batch's name its microseconds.
  @Test func whatHappenedInOneSecondStandsInItsOrder() throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json", #"{"max_followups":0}"#)
    try spool.answer()
    let job = try #require(try spool.jobs().first).job
    let second = Timestamp(seconds: try #require(job.batch).time.seconds).iso8601
    try spool.write(
      "outbox/ledger/2026-11-23/dispatch-1-0.ndjson",
      ["sending", "sent"].map {
        #"{"at":"\#(second)","event":"\#($0)","lead_id":1,"job_id":"\#(job.id)","channel":"whatsapp"}"# + "\n"
      }.joined())
    #expect(try history(spool, "1").map(\.event) == ["accepted", "planned", "sending", "sent"])
  }

  @Test func whatIsReportedLateStandsWhereItHappened() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":0}"#))
    let job = try bench.job("1.json", 1)
    bench.spool.disk.advance(seconds: 600)
    try bench.answer(("1.reply.json", #"{"at":"2026-11-23T10:20:00Z","channel":"email","text":"Olur,\nyarın arayın"}"#))
    try bench.answer(("1.sent.json", #"{"job_id":"\#(job)","at":"2026-11-23T10:19:00Z"}"#))
    #expect(
      try history(bench.spool, "1").map(\.event) == ["accepted", "planned", "sent", "replied", "accepted", "accepted"])
    #expect(try history(bench.spool, "1")[3].detail.hasSuffix("\"Olur, yarın arayın\""))
  }

  @Test func aWordThatCameTooLateIsCalledSo() throws {
    var bench = CommandBench()
    try bench.answer(("1.opt-out.json", "{}"))
    try bench.answer(("1.opt-in.json", #"{"source":"form","at":"2026-01-02T10:00:00Z"}"#))
    let told = try history(bench.spool, "1").filter { $0.event.hasPrefix("opted") }
    #expect(told.map { $0.detail.hasSuffix("too old to change anything") } == [true, false])
    #expect(told.map(\.event) == ["opted_in", "opted_out"])
  }

  @Test func peopleAreToldWhenAndWhere() throws {
    var bench = CommandBench()
    try bench.answer(("1.json", #"{"max_followups":0}"#))
    try bench.answer(("1.reschedule.json", #"{"shift_hours":24}"#))
    try bench.answer(("1.opt-out.json", ""))
    let details = try history(bench.spool, "1").filter { ["rescheduled", "opted_out"].contains($0.event) }.map(\.detail)
    #expect(details.first?.hasSuffix("due 2026-11-24T10:15:15Z") ?? false, "\(details)")
    #expect(details.dropFirst().first == "every channel", "\(details)")
  }

  @Test func refusalsAndReplacementsAreToldToo() throws {
    let spool = try AuditTests.spool()
    #expect(try history(spool, "3").map { "\($0.event) \($0.detail)" } == ["refused 3.json, INVALID_FIELD"])
    #expect(
      try history(spool, "1").map(\.event) == ["accepted", "planned", "planned", "accepted", "planned", "cancelled"])
  }

  @Test func linesAreJSONAndCarryTheirCursor() throws {
    var spool = try AuditTests.spool()
    try spool.report(#""event":"replied","lead_id":2,"text":"Tamam }","mood":"good""#, at: "2026-11-24T09:00:00Z")
    for entry in try feed(spool.disk, from: "2026-11-01T00:00:00Z") {
      let line = try JSONValue(parsing: entry.json)
      #expect(line["event"]?.string == entry.event)
      #expect(HistoryCursor(try #require(line["cursor"]?.string)) == entry.cursor)
      #expect(line["status"] == nil)
      if entry.event == "planned" { #expect(line["message"]?.string != nil) }
      if entry.event == "replied" { #expect(line["mood"]?.string == "good") }
    }
  }

  /// From any line on, the rest comes: nothing twice, nothing missing.
  @Test func theFeedContinuesFromAnyCursor() throws {
    var spool = try AuditTests.spool()
    try spool.report(#""event":"replied","lead_id":2"#, at: "2026-11-23T12:00:00Z")
    let all = try feed(spool.disk, from: "2026-11-01T00:00:00Z").map(\.cursor)
    #expect(all.count == 20)
    #expect(all == all.sorted() && Set(all).count == all.count)
    for (index, cursor) in all.enumerated() {
      #expect(try feed(spool.disk, behind: cursor).map(\.cursor) == Array(all[(index + 1)...]))
    }
    #expect(try feed(spool.disk, from: "2026-11-23T11:00:00Z").map(\.event) == ["replied"])
  }

  /// Somebody who reads on after every single operation of a worker reads everything once, in order.
  @Test func aFollowerMissesNothing() throws {
    var spool = try AuditTests.spool()
    try spool.drop([("5.json", "{}"), ("1.json", #"{"on_active":"replace"}"#), ("99.json", "{}")])
    let files = spool.files()
    var read: [HistoryCursor] = []
    var failures = 0
    files.observe = { disk, _ in
      do {
        let now = disk.clock / 1_000_000_000 - SimulatedSpool.start
        let start = read.isEmpty ? "2026-11-01T00:00:00Z" : nil
        read += try feed(disk, from: start, behind: read.last, now: now).map(\.cursor)
      } catch { failures += 1 }
    }
    try SimulatedSpool.settle(files)
    let all = try feed(files.snapshot, from: "2026-11-01T00:00:00Z").map(\.cursor)
    read += try feed(files.snapshot, behind: read.last).map(\.cursor)
    #expect(failures == 0)
    #expect(read == all)
  }

  /// An event that a program appends may come a moment later than its time.
  @Test func freshAppendedEventsAreHeldBack() throws {
    var spool = SimulatedSpool()
    try spool.report(#""event":"replied","lead_id":2"#, at: "2026-11-23T10:15:12Z")
    #expect(try feed(spool.disk, from: "2026-11-01T00:00:00Z", now: 4).isEmpty)
    #expect(try feed(spool.disk, from: "2026-11-01T00:00:00Z", now: 6).count == 1)
  }

  @Test(arguments: [
    "", "x", "2026-11-23", "20261123T101512.345678Z", "20261123T101512.345678Z-9-x", "20261123T101512.345678Z-1-",
  ])
  func whatIsNoCursorIsNone(_ text: String) { #expect(HistoryCursor(text) == nil) }
}
