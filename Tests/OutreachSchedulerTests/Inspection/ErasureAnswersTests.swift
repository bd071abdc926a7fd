import Testing

@testable import Inspection
@testable import Leads
@testable import Outreach
@testable import Records
@testable import Requests
@testable import Storage

/// Whoever is named by an address or a job alone is named all the same, in rows and in what they were told.
@Suite struct ErasureAnswersTests {
  private static func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop([("2.json", "{}"), ("3.json", "{}")])
    try spool.answer()
    let job = try #require(try spool.jobs().map(\.job.id).filter { $0.hasPrefix("2-whatsapp-") }.min())
    try spool.drop("black.opt-out.csv", "info@firma2.example\ninfo@firma3.example\n")
    try spool.drop("black2.opt-out.csv", "info@firma2.example\n")
    let rows = [
      #"{"command":"delivered","job_id":"\#(job)"}"#,
      #"{"command":"reply","job_id":"\#(job)","text":"Firma 2 burada"}"#,
      #"{"command":"cancel","to":"+905321112202"}"#, #"{"command":"cancel","to":["+90 532 111 22 03"]}"#,
      #"{"command":"cancel","to":"0532 111 22 02"}"#,
      #"{"command":"opt-out","to":["x@y.example","+905321112202"]}"#,
    ]
    try spool.drop("mixed.ndjson", rows.map { $0 + "\n" }.joined())
    try spool.drop("jobs.csv", "command,job_id,text\nbounce,\(job),\nreply,\(job),Firma 2 yine\n")
    try spool.answer()
    try spool.drop("again.ndjson", rows.dropFirst(2).map { $0 + "\n" }.joined())
    try spool.answer()
    return spool
  }

  private static func text(_ path: String, _ disk: MemoryDisk) throws -> String {
    String(decoding: try #require(disk.bytes(path)), as: UTF8.self)
  }

  @Test func rowsAndAnswersThatNameAnAddressOrAJobGo() throws {
    let spool = try Self.spool()
    let before = try ErasureTests.reading(spool.disk)
    let files = spool.files()
    try ErasureTests.erase(files)
    #expect(ErasureTests.traces(files.snapshot) == [])
    #expect(try ErasureTests.reading(files.snapshot).difference(from: before).map { "\($0)" } == [])
    #expect(try Self.text("outbox/responses/black.opt-out.ndjson", files.snapshot).contains("info@firma3.example"))
    #expect(try Self.text("outbox/responses/mixed.ndjson", files.snapshot).contains("+905321112203"))
  }

  /// A day of answers that was put away and unpacked again lies in a directory of its own.
  @Test func answersThatWereUnpackedGoToo() throws {
    var spool = try Self.spool()
    for name in ["2.json", "3.json", "black.opt-out.ndjson"] {
      let text = try Self.text("outbox/responses/\(name)", spool.disk)
      try spool.write("outbox/responses/2026-11-23/\(name)", text)
    }
    let files = spool.files()
    try ErasureTests.erase(files)
    #expect(ErasureTests.traces(files.snapshot) == [])
    #expect(files.snapshot.bytes("outbox/responses/2026-11-23/3.json") != nil)
  }

  /// Nothing else tells of them any more.
  @Test func ofWhomOnlyUnpackedAnswersTellIsErasedToo() throws {
    var spool = SimulatedSpool()
    try spool.drop("3.json")
    try spool.answer()
    try spool.write("outbox/responses/2026-11-23/2@old.json", #"{"ok":false,"error":{"lead_id":"2"}}"#)
    try spool.write("outbox/responses/2026-11-23/fair.ndjson", #"{"ok":false,"error":{"lead_id":"4"}}"# + "\n")
    let files = spool.files()
    try ErasureTests.erase(files, [ErasureTests.lead])
    try ErasureTests.erase(files, [LeadID(checked: "4")])
    #expect(files.snapshot.bytes("outbox/responses/2026-11-23/2@old.json") == nil)
    #expect(files.snapshot.bytes("outbox/responses/2026-11-23/fair.ndjson") == [])
  }
}
