import Outreach
import Testing

@testable import Inspection
@testable import Records
@testable import Storage

@Suite struct JobQueryTests {
  private func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", #"{"max_followups":1}"#), ("2.json", #"{"max_followups":0,"channel":"email"}"#)])
    try spool.answer()
    return spool
  }

  @Test func everythingIsPendingAtFirst() throws {
    #expect(try spool().statuses() == ["1-whatsapp-1 pending", "2-email-1 pending", "1-whatsapp-2 pending"])
  }

  @Test func linesStayAsTheyAreButForTheStatus() throws {
    var spool = try spool()
    let id = try #require(try spool.jobs().first).job.id
    let before = try spool.jobs().map { String(decoding: $0.line, as: UTF8.self) }
    try spool.report(#""event":"failed","lead_id":1,"job_id":"\#(id)","error":"no \"account\"""#)
    let after = try spool.jobs().map { String(decoding: $0.line, as: UTF8.self) }
    #expect(
      after[0] == before[0].replacing(#""status":"pending""#, with: #""status":"failed","reason":"no \"account\"""#))
    #expect(Array(after[1...]) == Array(before[1...]))
    #expect(after.allSatisfy { $0.hasSuffix("}\n") })
  }

  @Test func filters() throws {
    var spool = try spool()
    let jobs = try spool.jobs()
    try spool.report(#""event":"sent","job_id":"\#(jobs[0].job.id)""#)
    #expect(try spool.statuses { $0.lead = LeadID("2") } == ["2-email-1 pending"])
    #expect(try spool.statuses { $0.channel = .email } == ["2-email-1 pending"])
    #expect(try spool.statuses { $0.status = .sent } == ["1-whatsapp-1 sent"])
    #expect(try spool.statuses { $0.request = jobs[0].job.request } == ["1-whatsapp-1 sent", "1-whatsapp-2 pending"])
    #expect(try spool.statuses { $0.day = jobs[2].job.sendAt.day } == ["1-whatsapp-2 pending"])
    #expect(try spool.statuses { $0.from = jobs[2].job.sendAt } == ["1-whatsapp-2 pending"])
    #expect(try spool.statuses { $0.to = jobs[2].job.sendAt }.count == 2)
  }

  @Test func aReplacedSequenceIsCancelled() throws {
    var spool = try spool()
    try spool.drop("1.json", #"{"max_followups":0,"on_active":"replace"}"#)
    try spool.answer()
    #expect(
      try spool.statuses { $0.lead = LeadID("1") }
        == ["1-whatsapp-1 cancelled (replaced)", "1-whatsapp-1 pending", "1-whatsapp-2 cancelled (replaced)"])
  }

  @Test func aRescheduledJobIsWhereItWasMovedTo() throws {
    var spool = try spool()
    let job = try #require(try spool.jobs { $0.day = CivilDay(iso8601: "2026-11-25") }.first)
    let batch = "20261123T120000.000000Z"
    let line = String(decoding: job.line.dropLast(2), as: UTF8.self)
    try spool.write(
      "outbox/jobs/2026-11-24/\(batch).ndjson",
      line.replacing(#""send_at":"2026-11-25"#, with: #""send_at":"2026-11-24"#) + ",\"revision\":1}\n")
    try spool.write("outbox/.lock", batch + "\n")
    try spool.write("inbox/processed/2026-11-23/\(batch)/1.reschedule.json", "{}")
    // Until the event is there the old line counts.
    #expect(try spool.jobs { $0.lead = LeadID("1") }.map(\.job.revision) == [0, 0])
    try spool.write(
      "outbox/ledger/2026-11-23/\(batch).ndjson",
      #"{"at":"2026-11-23T12:00:00Z","event":"rescheduled","lead_id":1,"job_id":"\#(job.job.id)","revision":1}"# + "\n")
    #expect(try spool.jobs { $0.lead = LeadID("1") }.map(\.job.revision) == [0, 1])
    #expect(try spool.jobs { $0.day = CivilDay(iso8601: "2026-11-25") }.isEmpty)
  }

  /// Whoever looks while a batch is being published sees the state before it or the one after it, never a mixture.
  @Test func aBatchInPublicationIsNotSeenInParts() throws {
    var spool = try spool()
    try spool.drop("1.json", #"{"max_followups":2,"on_active":"replace"}"#)
    try spool.drop("3.json", "{}")
    let before = try spool.statuses()
    let files = spool.files()
    var seen: Set<[String]> = []
    var failures = 0
    files.observe = { disk, _ in
      var moment = SimulatedSpool()
      moment.disk = disk
      if let statuses = try? moment.statuses() { seen.insert(statuses) } else { failures += 1 }
    }
    try SimulatedSpool.settle(files)
    spool.disk = files.snapshot
    #expect(failures == 0)
    #expect(seen == [before, try spool.statuses()])
  }

  /// A day on which everything has ended moves to done/ while somebody reads.
  @Test func aDayThatMovesIsStillRead() throws {
    let (view, files) = try spool().view()
    files.before = { operation, disk in
      guard operation.verb == "open",
        operation.path == "outbox/jobs/2026-11-25/" || operation.path.hasSuffix(".ndjson"),
        let jobs = try? disk.find(path: "outbox/jobs"), let outbox = try? disk.find(path: "outbox"),
        (try? disk.find("2026-11-25", in: jobs)) != nil
      else { return }
      let done = (try? disk.find("done", in: outbox)) ?? (try? disk.make(.directory, "done", in: outbox)) ?? 0
      try? disk.rename("2026-11-25", in: jobs, to: "2026-11-25", in: done, replacing: false)
    }
    var count = 0
    try JobQuery(view, JobFilter()).run { count += $0.count }
    #expect(count == 3)
    #expect(files.snapshot.list("outbox/done") == ["2026-11-25"])
    view.close()
    #expect(files.openHandles == 0)
  }

  @Test func tornAndForeignLinesArePassedOver() throws {
    var spool = try spool()
    try spool.report(#""event":"danced","lead_id":1"#)
    try spool.write(
      "outbox/ledger/2026-11-24/sender-2.ndjson", #"{"at":"2026-11-24T09:00:00Z","event":"replied","lead_id":1"#)
    #expect(try spool.statuses().allSatisfy { $0.hasSuffix("pending") })
    let log = try LedgerLog(try spool.view().view)
    #expect(
      log.damaged.map(\.place) == [
        LineDamage(path: "ledger/2026-11-24/sender-1.ndjson", line: 1, isTorn: false),
        LineDamage(path: "ledger/2026-11-24/sender-2.ndjson", line: 1, isTorn: true),
      ])
  }

  @Test func readingChangesNothing() throws {
    let (view, files) = try spool().view()
    files.observe = { _, operation in Issue.record("\(operation)") }
    try JobQuery(view, JobFilter()).run { _ in }
  }
}
