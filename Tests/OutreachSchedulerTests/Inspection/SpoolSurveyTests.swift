import Foundation
import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct SpoolSurveyTests {
  private func survey(_ spool: ScratchSpool, at now: String = "2026-11-23T12:00:00Z") throws -> SpoolStatus {
    try SpoolSurvey(files: POSIXFileSystem(), now: instant(now)).status(inbox: spool.inbox, outbox: spool.outbox)
  }

  private func job(_ lead: Int) -> String {
    #"{"job_id":"\#(lead)-whatsapp-1-20261123T100000.000000Z","request_id":"\#(lead)-20261123T100000.000000Z","lead_id":\#(lead),"#
      + #""channel":"whatsapp","step":1,"type":"initial","to":"+905321112233","message":"Merhaba","#
      + #""send_at":"2026-11-25T06:00:00Z","status":"pending","variant":"a","time_zone":"Europe/Istanbul"}"# + "\n"
  }

  /// As if the two batches of the tests were done.
  private func settle(_ spool: ScratchSpool) throws {
    for hour in [10, 11] {
      try spool.write("{}", to: "inbox/processed/2026-11-23/20261123T\(hour)0000.000000Z/\(hour).json")
    }
    try spool.write("20261123T110000.000000Z\n", to: "outbox/.lock")
  }

  private func now() -> Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)) }

  @Test func anUntouchedSpoolIsEmptyAndStaysUntouched() throws {
    let spool = try ScratchSpool()
    let status = try survey(spool)
    #expect(status.waiting.requests == 0)
    #expect(status.waiting.oldest == nil)
    #expect(status.jobs.total == 0)
    #expect(status.lastBatch == nil)
    #expect(!status.isStalled(after: 0))
    #expect(spool.list("inbox").isEmpty)
    #expect(spool.list("outbox").isEmpty)
  }

  @Test func countsWhatIsThere() throws {
    let spool = try ScratchSpool()
    try spool.write("{}", to: "inbox/1.json")
    try spool.write("{}", to: "inbox/.hidden.json")
    try spool.write("{}", to: "inbox/2.json.tmp")
    try spool.write("{}", to: "inbox/processing/20261123T115500.000000Z/3.json")
    try spool.write("x", to: "inbox/processing/20261123T115500.000000Z/.record")
    try spool.write("{}", to: "inbox/processed/2026-11-23/20261123T100000.000000Z/4.json")
    try spool.write("{}", to: "inbox/processed/2026-11-23/20261123T100000.000000Z/.answer-4.json")
    try spool.write("{}", to: "inbox/processed/2026-11-20/20261120T100000.000000Z/5.json")
    for (name, code) in [
      ("6", "INVALID_FIELD"), ("7", "INVALID_FIELD"), ("8", "LEAD_NOT_FOUND"), ("12", "ALREADY_ACTIVE"),
    ] {
      let stem = "inbox/failed/2026-11-23/20261123T100000.000000Z/\(name)"
      try spool.write("{}", to: stem + ".json")
      try spool.write("{\"ok\":false,\"error\":{\"code\":\"\(code)\"}}", to: stem + ".error.json")
    }
    try spool.write("x", to: "inbox/processed/\(DayArchive.name(instant("2026-10-01T00:00:00Z").day, part: 1))")
    try spool.write("x", to: "inbox/failed/\(DayArchive.name(instant("2026-10-02T00:00:00Z").day, part: 1))")
    try spool.write("x", to: "inbox/failed/\(DayArchive.name(instant("2026-10-02T00:00:00Z").day, part: 2))")
    // Left by a requeue that was cut short: says nothing.
    try spool.write("{}", to: "inbox/failed/2026-11-22/20261122T100000.000000Z/9.error.json")
    try spool.write(job(4) + job(5) + "{}\n", to: "outbox/jobs/2026-11-25/20261123T100000.000000Z.ndjson")
    try spool.write(job(6), to: "outbox/jobs/2026-11-25/20261123T110000.000000Z.ndjson")
    try spool.write(job(7), to: "outbox/jobs/2026-11-25/.20261123T110000.000000Z~staged")
    try spool.write(job(8), to: "outbox/jobs/2026-11-26/20261123T100000.000000Z.ndjson")
    // One that is being answered.
    try spool.write(job(3), to: "outbox/jobs/2026-11-26/20261123T115500.000000Z.ndjson")
    try spool.write("{}", to: "inbox/processed/2026-11-23/20261123T110000.000000Z/6.json")
    try spool.write("20261123T110000.000000Z\n", to: "outbox/.lock")
    try spool.setModified("inbox/processing/20261123T115500.000000Z/3.json", to: "2026-11-23T11:55:00Z")
    let status = try survey(spool)
    #expect(status.archivedDays == 1 && status.archivedFailedDays == 1)
    #expect(status.waiting.requests == 1)
    #expect(status.processing.map(\.requests) == [1])
    #expect(status.processing.first?.age == 300)
    #expect((status.processed.today, status.processed.total) == (2, 3))
    #expect((status.failed.today, status.failed.total) == (4, 4))
    #expect(status.codesToday.map(\.code) == ["INVALID_FIELD", "ALREADY_ACTIVE", "LEAD_NOT_FOUND"])
    // For the fourth only its time had not come.
    #expect(status.toMend.map { "\($0.file)" } == ["6.json", "7.json", "8.json"])
    #expect(status.codesToday.map(\.count) == [2, 1, 1])
    #expect(status.jobs.days.map(\.jobs) == [3, 1])
    #expect(status.lastBatch?.description == "20261123T110000.000000Z")
    #expect(!status.isLocked)
  }

  /// A batch that is stuck has another name at every try; a bulk file keeps its own, and may be as old as it likes.
  @Test func whatIsTriedAgainAndAgainGrowsOld() throws {
    let spool = try ScratchSpool()
    for (batch, name) in [("20261123T115958.000000Z", "3.json"), ("20261123T115959.000000Z", "fair.csv")] {
      try spool.write("{}", to: "inbox/processing/\(batch)/\(name)")
      try spool.setModified("inbox/processing/\(batch)/\(name)", to: "2026-11-23T11:00:00Z")
    }
    let status = try survey(spool)
    #expect(status.processing.map(\.age) == [3600, 1])
    #expect(status.isStalled(after: 300))
  }

  /// Most jobs are counted without being taken apart; whatever an event is about, its job is not among those.
  @Test(arguments: [
    (#""event":"sent","job_id":"5-whatsapp-1-20261123T100000.000000Z""#, CalendarJob.Status.sent),
    (#""event":"failed","job_id":"5-whatsapp-1-20261123T100000.000000Z""#, .failed),
    (#""event":"cancelled","request_id":"5-20261123T100000.000000Z""#, .cancelled),
    (#""event":"replied","lead_id":5"#, .cancelled), (#""event":"opted_out","to":"+905321112205""#, .cancelled),
  ]) func eventsAreCounted(_ event: String, _ status: CalendarJob.Status) throws {
    let spool = try ScratchSpool()
    let jobs = (1...9).map { job($0).replacing("12233", with: "1220\($0)") }.joined()
    try spool.write(jobs, to: "outbox/jobs/2026-11-25/20261123T100000.000000Z.ndjson")
    try spool.write(
      #"{"at":"2026-11-23T11:00:00Z",\#(event)}"# + "\n", to: "outbox/ledger/2026-11-23/20261123T110000.000000Z.ndjson")
    try settle(spool)
    let found = try survey(spool).jobs.byStatus
    #expect(found[.pending] == 8)
    #expect(found[status] == 1)
  }

  /// It counts once, under the day to which it was moved.
  @Test func aMovedJobIsCountedOnce() throws {
    let spool = try ScratchSpool()
    let moved = job(5).replacing("2026-11-25", with: "2026-11-27").replacing("}\n", with: #","revision":1}"# + "\n")
    try spool.write(job(4) + job(5), to: "outbox/jobs/2026-11-25/20261123T100000.000000Z.ndjson")
    try spool.write(moved, to: "outbox/jobs/2026-11-27/20261123T110000.000000Z.ndjson")
    try spool.write(
      #"{"at":"2026-11-23T11:00:00Z","event":"rescheduled","job_id":"5-whatsapp-1-20261123T100000.000000Z","revision":1}"#
        + "\n", to: "outbox/ledger/2026-11-23/20261123T110000.000000Z.ndjson")
    try settle(spool)
    #expect(try survey(spool).jobs.days.map(\.jobs) == [1, 1])
  }

  @Test func aClaimedBatchStallsUnlessSomebodyWorks() throws {
    let spool = try ScratchSpool()
    try spool.write("{}", to: "inbox/processing/20261123T115500.000000Z/3.json")
    #expect(try survey(spool).isStalled(after: 299))
    #expect(try !survey(spool).isStalled(after: 300))
    let files = POSIXFileSystem()
    let outbox = try files.openDirectory(at: spool.outbox)
    defer { files.close(outbox) }
    let lock = try #require(try SpoolLock.take(in: outbox, files))
    let status = try survey(spool)
    #expect(status.isLocked)
    #expect(!status.isStalled(after: 299))
    lock.release(files)
    #expect(try !survey(spool).isLocked)
  }

  /// What somebody still writes is not waiting for us, however long that takes.
  @Test func aFileThatIsBeingWrittenDoesNotStall() throws {
    let spool = try ScratchSpool()
    try spool.write("{}", to: "inbox/1.json")
    let later = now().adding(hours: 1)
    let survey = SpoolSurvey(files: POSIXFileSystem(), now: later)
    #expect(try survey.status(inbox: spool.inbox, outbox: spool.outbox).isStalled(after: 300))
    let writer = try #require(FileHandle(forWritingAtPath: spool.inbox + "/1.json"))
    let status = try survey.status(inbox: spool.inbox, outbox: spool.outbox)
    try writer.close()
    #expect(try #require(status.waiting.oldest) > 3500)
    #if os(Linux)
      #expect(!status.isStalled(after: 300))
    #endif
  }

  @Test func theJSONIsOneLineThatReads() throws {
    let spool = try ScratchSpool()
    try spool.write(job(1), to: "outbox/jobs/2026-11-26/20261123T100000.000000Z.ndjson")
    let line = try survey(spool).json(isStalled: true)
    let value = try JSONValue(parsing: line)
    #expect(value["jobs"]?["days"]?["2026-11-26"]?.int == 1)
    #expect(value["waiting"]?["oldest_seconds"] == .null)
    #expect(value["stalled"]?.bool == true)
    #expect(line.filter { $0 == 10 }.count == 1)
  }

  @Test(arguments: ["", "\n", "a", "a\n", "a\nb", "a\n\n"])
  func linesAreCountedByTheirEnds(text: String) {
    #expect(FileContents(copying: Array(text.utf8)).lines == text.filter { $0 == "\n" }.count)
  }
}
