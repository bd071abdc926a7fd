import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// A spool of which some has ended, the program that puts that away, and what its readers see.
enum PruneWorld {
  static let today = "2027-04-01"

  /// Batches of one week, long ago: sent, cancelled, replied, rescheduled, answered again, refused for another lead at the
  /// same address, a late job still pending.
  static func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1@first.json", "{}"), ("2.json", #"{"channel":["whatsapp","email"]}"#), ("3.json", "{}"),
      ("4.json", #"{"lead":{"phone":"+905321112201"}}"#), ("5.json", #"{"max_followups":0}"#),
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

  static func plan(_ files: MemoryFileSystem, before: String = "2027-03-01") throws -> PrunePlan {
    try Prune.plan(
      inbox: "inbox", outbox: "outbox", in: files, before: civilDay(before), today: civilDay(today), cooldownDays: 90)
  }

  @discardableResult
  static func prune(_ files: MemoryFileSystem, before: String = "2027-03-01") throws -> Prune.Pruned {
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
  static func reading(_ disk: MemoryDisk) throws -> [String] {
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

  /// What it tells them now and did not, or told them and does no more.
  static func changes(_ disk: MemoryDisk, since before: [String]) throws -> [String] {
    try reading(disk).difference(from: before).map { "\($0)" }
  }

  /// The same spool when all of that week has ended.
  static func endedSpool() throws -> SimulatedSpool {
    var spool = try spool()
    try spool.report(
      "sent", try spool.jobs { $0.status = .pending }.map(\.job.id).filter { $0.hasPrefix("6-") })
    return spool
  }
}
