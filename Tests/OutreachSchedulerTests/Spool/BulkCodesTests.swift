import Testing

@testable import Formats
@testable import Leads
@testable import Outreach
@testable import Requests
@testable import Spool
@testable import Storage

/// A file that cannot be used at all is refused with a code that fits its format.
@Suite struct BulkCodesTests {
  private func code(_ name: FileName, _ text: String) throws -> String? {
    var spool = SimulatedSpool()
    try spool.drop(name, text)
    try spool.answer()
    return spool.state.errors.first?.envelope["error"]?["code"]?.string
  }

  @Test func withoutRows() throws {
    #expect(try code("a.ndjson", "\n\n") == "INVALID_JSON")
    #expect(try code("a.jsonl", "") == "INVALID_JSON")
    #expect(try code("a.csv", "lead_id\n") == nil)
    #expect(try code("a.tsv", "") == "INVALID_CSV")
  }

  @Test func aLineThatNeverEnds() throws {
    #expect(try code("a.ndjson", String(repeating: "x", count: 1_100_000)) == "INVALID_JSON")
  }

  @Test func theOnlyRow() throws {
    var spool = SimulatedSpool()
    try spool.drop("a.csv", "lead_id,tone\n1,x\n")
    try spool.answer()
    let message = spool.state.errors.first?.envelope["error"]?["message"]?.string ?? ""
    #expect(message.hasPrefix("The only row was not accepted, for INVALID_FIELD; failed/2026-11-23/"), "\(message)")
    #expect(message.hasSuffix("/a.rejected.csv has it with the reason, to be mended and dropped again."), "\(message)")
  }

  /// Thousands of near misses: no more is said than anybody mends.
  @Test func thousandsOfNearMisses() {
    do {
      try BulkHeader.check(LeadColumns(headers: ["lead_id"] + (0..<3_000).map { "objectiv_\($0 % 10)" }))
      Issue.record("near misses were accepted")
    } catch { #expect(error.problems.count == 20 && error.code == .unknownField) }
  }

  /// A header is looked at in the first slices, and never again.
  @Test func aHeaderIsUnderstoodOnce() throws {
    var spool = SimulatedSpool()
    try spool.drop("a.csv", "lead_id,max_followups\n" + (1...9).map { "\($0),0\n" }.joined())
    let files = spool.files()
    var worker = SimulatedSpool.spool(files)
    for known in [0, 1, 1, 1, 0] {
      _ = try worker.turn()
      #expect(worker.bulkFiles.values.count { $0.form != nil } == known)
    }
  }
}
