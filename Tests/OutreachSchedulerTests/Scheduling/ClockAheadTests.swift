import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// The clock was ahead once, and names of batches have run ahead of it since.
@Suite struct ClockAheadTests {
  /// A spool with a sequence of lead 1, planned when names were so many days ahead.
  private static func bench(ahead days: Int64) throws -> CommandBench {
    var bench = CommandBench()
    bench.wait(days: days)
    try bench.answer(("2.json", "{}"))
    bench.wait(days: -days)
    try bench.answer(("1.json", "{}"))
    return bench
  }

  @Test(arguments: [2, 3300] as [Int64], ["cancel", "opt-out", "reply"])
  func aStopFindsAllThatIsPending(_ days: Int64, _ verb: String) throws {
    var bench = try Self.bench(ahead: days)
    #expect(bench.pending("1").count == 3)
    try bench.answer((FileName("1.\(verb).json"), "{}"))
    #expect(try bench.changed(FileName("1.\(verb).json")).count == 3)
    #expect(bench.pending("1") == [])
  }

  @Test(arguments: [2, 3300] as [Int64]) func whatWasSentIsNotCalledBack(_ days: Int64) throws {
    var bench = try Self.bench(ahead: days)
    let first = try bench.job("1.json", 1)
    try bench.answer(("1.sent.json", #"{"job_id":"\#(first)"}"#))
    try bench.answer(("1.reschedule.json", #"{"shift_hours":24}"#))
    #expect(try bench.changed("1.reschedule.json").map { $0.prefix(1) } == ["2", "3"])
    try bench.answer(("1.json", #"{"on_active":"replace","on_contacted":"allow"}"#))
    #expect(bench.pending("1").count == 3)
  }

  @Test func runAuditAndTheAnswersSayIt() throws {
    let bench = try Self.bench(ahead: 2)
    let files = bench.spool.files()
    let tally = try SimulatedSpool.settle(files)
    #expect(tally.nameAhead?.contains("is named ahead of this machine's clock") == true)
    let now = Timestamp(microseconds: files.snapshot.clock / 1000)
    let report = try Audit.run(inbox: "inbox", outbox: "outbox", in: files, now: now)
    #expect(report.problems == 0)
    #expect(report.findings.map(\.path) == ["outbox/.lock"])
  }

  @Test func clocksThatDifferALittleAreNotWorthAWord() {
    let now = Timestamp(seconds: 1_800_000_000)
    #expect(NameAhead.warning(BatchID(time: now.adding(seconds: 300)), now: now) == nil)
    #expect(NameAhead.warning(BatchID(time: now.adding(seconds: 301)), now: now) != nil)
    #expect(NameAhead.warning(nil, now: now) == nil)
  }
}
