import Testing

@testable import Inspection
@testable import Leads
@testable import Outreach
@testable import Records
@testable import Requests
@testable import Storage

/// What is known of an address that two leads have outlives either of them.
@Suite struct ErasureSharedAddressTests {
  /// Leads 1 and 9 have one phone, and what was sent to lead 1 came back.
  private static func spool(_ bounces: [String]) throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("9.json", #"{"on_contacted":"allow","max_followups":0}"#)
    try spool.answer()
    let first = try #require(try spool.jobs().first?.job.id)
    try spool.report(#""event":"sent","lead_id":9,"job_id":"\#(first)","channel":"whatsapp""#)
    spool.disk.advance(seconds: 86_400)
    try spool.drop("1.json", #"{"on_active":"replace","on_contacted":"allow"}"#)
    try spool.answer()
    let jobs = try spool.jobs { $0.lead = LeadID(checked: "1") }.map(\.job.id).sorted()
    try spool.report("sent", jobs)
    for (number, kind) in bounces.enumerated() {
      spool.disk.advance(seconds: 60)
      let job = jobs[min(number, jobs.count - 1)]
      try spool.drop("1.bounce.json", #"{"job_id":"\#(job)","kind":"\#(kind)"}"#)
      try spool.answer()
    }
    return spool
  }

  private static func answer(_ spool: inout SimulatedSpool) throws -> String {
    spool.disk.advance(seconds: 60)
    try spool.drop("9@again.json", #"{"on_contacted":"allow"}"#)
    try spool.answer()
    return String(decoding: try #require(spool.disk.bytes("outbox/responses/9@again.json")), as: UTF8.self)
  }

  private static func erase(_ spool: inout SimulatedSpool, _ lead: String) throws {
    let files = spool.files()
    try ErasureTests.erase(files, [LeadID(checked: lead)])
    spool.disk = files.snapshot
  }

  @Test(arguments: [["hard"], ["soft", "soft", "soft"]])
  func whatCameBackFromItStaysKnown(_ bounces: [String]) throws {
    var spool = try Self.spool(bounces)
    try Self.erase(&spool, "1")
    #expect(try ErasureTests.reading(spool.disk).filter { $0.contains("1-whatsapp-") } == [])
    #expect(try Self.answer(&spool).contains("CHANNEL_UNREACHABLE"))
  }

  /// Whoever answers there may be who was erased: nothing new goes there, under whichever id, until somebody opts in.
  @Test func itIsClosedToWhatIsNew() throws {
    var spool = try Self.spool(["soft", "soft"])
    try Self.erase(&spool, "1")
    #expect(try Self.answer(&spool).contains("OPTED_OUT"))
    try spool.drop("40.json", #"{"lead":{"company":"X","phone":"0532 111 22 01"}}"#)
    try spool.answer()
    #expect(
      String(decoding: spool.disk.bytes("outbox/responses/40.json") ?? [], as: UTF8.self).contains("OPTED_OUT"))
    spool.disk.advance(seconds: 60)
    let at = Timestamp(microseconds: spool.disk.clock / 1000).iso8601
    try spool.drop("9.opt-in.json", #"{"source":"web form","at":"\#(at)"}"#)
    #expect(try Self.answer(&spool).contains(#""ok":true"#))
  }

  /// The other's own messages go on; the lead on both channels and its two addresses are closed by their hashes.
  @Test func whatIsPlannedForTheOtherStays() throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json", #"{"max_followups":0}"#)
    try spool.answer()
    try spool.report("sent", try spool.jobs().map(\.job.id))
    spool.disk.advance(seconds: 86_400)
    try spool.drop("9.json", #"{"on_contacted":"allow"}"#)
    try spool.answer()
    let before = try spool.jobs { $0.lead = LeadID(checked: "9") }.map { "\($0.job.id) \($0.status)" }
    #expect(before.count == 3)
    try Self.erase(&spool, "1")
    #expect(try spool.jobs { $0.lead = LeadID(checked: "9") }.map { "\($0.job.id) \($0.status)" } == before)
    let ledger = spool.disk.walk().map(\.path).filter { $0.hasPrefix("outbox/ledger/") && $0.contains("/erase-") }
      .compactMap { spool.disk.bytes($0) }.map { String(decoding: $0, as: UTF8.self) }.joined()
    #expect(!ledger.contains("+90") && ledger.split(separator: "\n").count == 4)
  }

  /// Killed at any moment, the next one ends it, and counts nothing twice.
  @Test func anyDeathIsSurvived() throws {
    let spool = try Self.spool(["soft", "soft"])
    let erase: CrashWalk.Worker = { try ErasureTests.erase($0, [LeadID(checked: "1")]) }
    let walk = CrashWalk(
      disk: spool.disk, workers: [erase, erase], faultsAlways: { _ in [] },
      faultsAtRest: { disk in
        let texts = disk.walk().map(\.path).filter { $0.hasPrefix("outbox/ledger/") }
          .compactMap { disk.bytes($0) }.map { String(decoding: $0, as: UTF8.self) }
        let count = texts.joined().split(separator: "\n").count { $0.contains(#""event":"bounced""#) }
        return count == 2 ? [] : ["\(count) bounces"]
      })
    #expect(try walk.run([.killed], step: WalkRounds.step, offset: WalkRounds.offset) > 5)
  }

  /// When nobody is left who has the address, nothing names it any more.
  @Test func withTheLastOfThemItGoes() throws {
    var spool = try Self.spool(["hard"])
    try Self.erase(&spool, "1")
    try Self.erase(&spool, "9")
    let traces = spool.disk.walk().map(\.path).filter { path in
      spool.disk.bytes(path).map { String(decoding: $0, as: UTF8.self).contains("+905321112201") } ?? false
    }
    #expect(traces == [])
    #expect(try Self.answer(&spool).contains("OPTED_OUT"))
  }
}
