import Outreach
import Testing

@testable import Inspection
@testable import Records
@testable import Scheduling
@testable import Storage

/// Lines of the ledger and the calendar that cannot be read: named, and nothing they may be about is due.
@Suite struct LedgerDamageTests {
  /// Ten leads are being contacted; lead 4 has opted out.
  private static func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    for lead in 1...10 {
      let phone = "+905\(331_110_000 + lead)"
      try spool.drop(
        FileName("\(lead).json"), #"{"max_followups":0,"lead":{"company":"Firma","phone":"\#(phone)"}}"#)
    }
    try spool.answer()
    try spool.drop("4.opt-out.json")
    try spool.drop("5.reply.json", #"{"text":"merhaba"}"#)
    try spool.answer()
    return spool
  }

  private func due(_ spool: SimulatedSpool) throws -> (leads: [Int], damaged: [LineDamage]) {
    let rule = DueRule(windows: SendingWindows(.always), sendAfterHours: [0], expireAfter: nil)
    let survey = try DueSurvey(
      try spool.view().view, rule, now: Timestamp(seconds: SimulatedSpool.start + 86_400 * 30))
    let leads = survey.jobs.filter(\.verdict.isDue).compactMap { Int($0.job.lead.text) }
    return (leads.sorted(), survey.damaged)
  }

  private static func ledger(_ spool: SimulatedSpool) throws -> (path: String, text: String) {
    let found = spool.disk.walk().filter { $0.path.hasPrefix("outbox/ledger/") && $0.path.hasSuffix(".ndjson") }
    let path = try #require(found.last?.path)
    return (path, String(decoding: spool.disk.bytes(path) ?? [], as: UTF8.self))
  }

  @Test func aWholeLedgerLeavesNoDoubt() throws {
    let found = try due(try Self.spool())
    #expect(found.leads == [1, 2, 3, 6, 7, 8, 9, 10] && found.damaged.isEmpty)
  }

  /// However much of the file is lost: who had opted out stays out, and the others stay due.
  @Test func aTornLedgerMakesNobodyDueWhoHadOptedOut() throws {
    let spool = try Self.spool()
    let (path, text) = try Self.ledger(spool)
    var named = 0
    for length in 1..<text.utf8.count {
      var torn = spool
      try torn.write(path, String(decoding: text.utf8.prefix(length), as: UTF8.self))
      let found = try due(torn)
      // Cut between two lines it is whole, as far as one can see; audit knows its length.
      let isCutBetweenLines = text.utf8.dropFirst(length - 1).first == 0x0A
      if !isCutBetweenLines {
        #expect(found.leads.allSatisfy { $0 != 4 && $0 != 5 }, "cut at \(length)")
        #expect(found.leads.count >= 7 && found.damaged.count == 1, "cut at \(length)")
        named += 1
      }
    }
    #expect(named > 100)
  }

  @Test(arguments: ["\u{0}", "x", "{", "\"", "}"]) func aChangedByteLeavesNobodyDueWhoHadOptedOut(_ byte: String) throws
  {
    let spool = try Self.spool()
    let (path, text) = try Self.ledger(spool)
    for at in stride(from: 0, to: text.utf8.count - 1, by: 3) {
      var bytes = Array(text.utf8)
      guard bytes[at] != 0x0A else { continue }
      bytes[at] = Array(byte.utf8)[0]
      var changed = spool
      try changed.write(path, String(decoding: bytes, as: UTF8.self))
      let found = try due(changed)
      if !found.damaged.isEmpty { #expect(found.leads.allSatisfy { $0 != 4 && $0 != 5 }, "byte \(at)") }
    }
  }

  /// What a sender was appending when the power went: that job alone is in doubt.
  @Test func aSendersTornLineIsAboutItsJob() throws {
    var spool = try Self.spool()
    let job = try #require(try spool.jobs { $0.lead = LeadID("2") }.first).job.id
    try spool.write(
      "outbox/ledger/2026-11-24/sender-1.ndjson",
      #"{"at":"2026-11-24T09:00:00Z","event":"sent","job_id":"\#(job)","pro"#)
    let found = try due(spool)
    #expect(found.leads == [1, 3, 6, 7, 8, 9, 10] && found.damaged.map(\.isTorn) == [true])
    #expect("\(found.damaged[0])" == "ledger/2026-11-24/sender-1.ndjson:1: the line is torn")
  }

  /// Without either nobody can be sure of anybody.
  @Test func withoutTheRosterNobodyIsDue() throws {
    var spool = try Self.spool()
    let (path, text) = try Self.ledger(spool)
    try spool.write(path, String(text.dropLast(20)))
    for table in spool.disk.list("outbox/roster") { try spool.write("outbox/roster/\(table)", "gone") }
    #expect(try due(spool).leads == [])
  }

  @Test func aDamagedJobLineIsNamed() throws {
    var spool = try Self.spool()
    let file = try #require(
      spool.disk.walk().first { $0.path.hasPrefix("outbox/jobs/") && $0.path.hasSuffix(".ndjson") })
    let text = String(decoding: spool.disk.bytes(file.path) ?? [], as: UTF8.self)
    try spool.write(file.path, String(text.dropLast(30)))
    let found = try due(spool)
    #expect(found.leads == [1, 2, 3, 6, 7, 8, 9] && found.damaged.map(\.isTorn) == [true])
  }

  @Test func aHistoryNamesWhatItCannotRead() throws {
    var spool = try Self.spool()
    let (path, text) = try Self.ledger(spool)
    try spool.write(path, String(text.dropLast(20)))
    #expect(try History(try spool.view().view).damaged.map(\.isTorn) == [true])
  }
}
