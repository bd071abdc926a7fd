import Testing

@testable import Formats
@testable import Outreach
@testable import Requests
@testable import Spool
@testable import Storage

/// Nightly exports: what has nothing to be mended is no failure, and what has is found at once.
@Suite struct QuietNightsTests {
  private static let night = "lead_id,max_followups\n1,0\n2,0\n3,0\n"

  /// The state in which the batch that claimed a bulk file has left it.
  private func place(of name: FileName, _ spool: SimulatedSpool) -> String? {
    spool.state.places.values.joined().first { $0.last == name }.map { $0[1].description }
  }

  private func skipped(_ summary: JSONValue) -> [String] {
    guard case .array(let rows)? = summary["skipped_rows"] else { return [] }
    return rows.map { "\($0["row"]?.int ?? 0) \($0["code"]?.string ?? "?")" }
  }

  @Test func rowsThatWereOnlySkippedAreNoFailure() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", "{}"), ("2.json", "{}"), ("3.json", "{}")])
    try spool.answer()
    try spool.drop("night.csv", Self.night)
    try spool.answer()
    let summary = try spool.response("night.summary.json")
    #expect(summary["ok"]?.bool == true && summary["rows"]?.int == 3 && summary["skipped"]?.int == 3)
    #expect(skipped(summary) == ["1 ALREADY_ACTIVE", "2 ALREADY_ACTIVE", "3 ALREADY_ACTIVE"])
    #expect(place(of: "night.csv", spool) == "processed")
    #expect(spool.state.refusedRows.isEmpty, "nobody asked for the rows")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test(arguments: [
    ("night.csv", "lead_id,tone\n"), ("night.csv", "lead_id,tone"), ("night.opt-out.csv", "Telefon\n"),
    ("night.ndjson", "[]"),
    ("night.csv", "Müşteri Listesi;;\n;;\nlead_id;tone;\n"),
  ])
  func aHeaderWithoutRowsIsNoFailure(_ name: String, _ text: String) throws {
    var spool = SimulatedSpool()
    try spool.drop(FileName(name), text)
    try spool.answer()
    let stem = try #require(BulkName(FileName(name))).stem
    let summary = try spool.response(FileName("\(stem).summary.json"))
    #expect(summary["ok"]?.bool == true && summary["rows"]?.int == 0)
    #expect(place(of: FileName(name), spool) == "processed")
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  /// A full disk upstream leaves such files.
  @Test(arguments: [("night.ndjson", "\n\n"), ("night.csv", "lead_id,chanel\n"), ("night.csv", "Ad,Soyad\n")])
  func whatIsNoWholeFileIsRefused(_ name: String, _ text: String) throws {
    var spool = SimulatedSpool()
    try spool.drop(FileName(name), text)
    try spool.answer()
    #expect(try spool.response("night.summary.json")["ok"]?.bool == false)
    #expect(place(of: FileName(name), spool) == "failed")
  }

  @Test(arguments: ["night.csv", "again.csv", "again.tsv"])
  func theSameBytesAgainAreNoFailure(_ name: String) throws {
    var spool = SimulatedSpool()
    try spool.drop("night.csv", Self.night)
    try spool.answer()
    let first = try spool.response("night.summary.json")
    try spool.drop(FileName(name), Self.night)
    try spool.answer()
    let stem = try #require(BulkName(FileName(name))).stem
    let summary = try spool.response(FileName("\(stem).summary.json"))
    #expect(summary["ok"]?.bool == true && summary["duplicate_of"] == first["batch"] && summary["jobs"]?.int == 0)
    #expect(spool.state.jobs.count == 3)
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func whatIsToBeMendedIsAFailureAmongSkippedRows() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", "{}"), ("3.json", "{}")])
    try spool.answer()
    try spool.drop("night.csv", "lead_id,tone\n1,\n2,kurumsl\n3,\n")
    try spool.answer()
    let summary = try spool.response("night.summary.json")
    #expect(summary["ok"]?.bool == false && summary["error"]?["code"]?.string == "INVALID_FIELD")
    let batch = try #require(summary["batch"]?.string)
    let path = "failed/2026-11-23/\(batch)/night.rejected.csv"
    let message = try #require(summary["error"]?["message"]?.string)
    #expect(
      message
        == "None of the 3 rows was accepted. 1 has to be mended, 1 of them for INVALID_FIELD: \(path) has it with the "
        + "reason, to be mended and dropped again. 2 were only skipped; there is nothing to be done about them.")
    #expect(skipped(summary) == ["1 ALREADY_ACTIVE", "3 ALREADY_ACTIVE"])
    #expect(spool.state.refusedRows.map(\.key) == ["inbox/\(path)"])
    #expect(place(of: "night.csv", spool) == "failed")
  }

  @Test func skippedRowsAreKeptWhereTheDefaultsSaySo() throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json", "{}")
    try spool.answer()
    try spool.drop([("night.defaults.json", #"{"keep_skipped":true}"#), ("night.csv", "lead_id,Not\n1,gece\n2,\n")])
    try spool.answer()
    let kept = try #require(spool.state.refusedRows.first { $0.key.hasSuffix("night.skipped.csv") }?.value)
    #expect(
      String(decoding: kept, as: UTF8.self).hasPrefix("lead_id,Not,error_code,error_message\n1,gece,ALREADY_ACTIVE,"))
  }

  @Test(arguments: [#"{"keep_skipped":"yes"}"#, #"{"keep_skiped":true}"#])
  func whatKeepSkippedCannotBeIsSaid(_ defaults: String) throws {
    var spool = SimulatedSpool()
    try spool.drop([("night.defaults.json", defaults), ("night.csv", Self.night)])
    try spool.answer()
    let message = try #require(try spool.response("night.summary.json")["error"]?["message"]?.string)
    #expect(message.contains("keep_skipped"))
  }

  // MARK: Numbers of skipped rows

  @Test func runsOfRowsAreRememberedBetweenSlices() throws {
    var progress = BulkProgress()
    for code in [RefusalCode.alreadyActive, .alreadyActive, .invalidField, .alreadyActive, .recentlyContacted] {
      progress.count(code)
    }
    let words = progress.encoded.split(separator: " ").dropFirst().map(String.init)
    #expect(words.contains("skipped-rows=ALREADY_ACTIVE:1-2,ALREADY_ACTIVE:4-4,RECENTLY_CONTACTED:5-5"))
    #expect(BulkProgress(words: words) == progress)
    #expect(progress.codesToMend == ["INVALID_FIELD": 1])
    #expect(BulkProgress(words: ["skipped-rows=ALREADY_ACTIVE:2-1"]) == nil)
    #expect(BulkProgress(words: ["skipped-rows=NO_CODE:1-2"]) == nil)
  }

  @Test func manyRunsDoNotMakeRecordsLong() throws {
    var progress = BulkProgress()
    for row in 1...5000 { progress.count(row.isMultiple(of: 2) ? .alreadyActive : .invalidField) }
    #expect(progress.skippedRows.runs.count == 1000 && progress.skipped == 2500)
    #expect(progress.encoded.utf8.count < 40_000)
    let words = progress.encoded.split(separator: " ").dropFirst().map(String.init)
    #expect(BulkProgress(words: words) == progress)
  }
}
