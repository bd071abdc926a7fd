import Testing

@testable import Formats
@testable import Outreach
@testable import Storage

/// Files of commands that come again: what people wish for themselves is never taken for a repetition.
@Suite struct BulkAgainTests {
  private func code(_ summary: FileName, _ spool: SimulatedSpool) throws -> String? {
    try spool.response(summary)["error"]?["code"]?.string
  }

  @Test(arguments: [
    ("opt-out.csv", "lead_id\n1\n"), ("opt-out.ndjson", "{\"lead_id\":1}\n"),
    ("ndjson", "{\"command\":\"reply\",\"lead_id\":1,\"text\":\"STOP\"}\n"),
  ])
  func aSecondOptOutCounts(_ ending: String, _ rows: String) throws {
    var spool = SimulatedSpool()
    for name in ["first", "second"] {
      try spool.drop(FileName("\(name).\(ending)"), rows)
      try spool.answer()
      let stem = ending == "ndjson" ? name : "\(name).opt-out"
      #expect(try code(FileName("\(stem).summary.json"), spool) == nil)
      #expect(try spool.ask("1.json") == "OPTED_OUT")
      #expect(try spool.ask("1.opt-in.json", #"{"source":"form","at":"2026-11-23T10:15:12Z"}"#) == "ok")
    }
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  /// A word without a time is said when it is read: its reference makes it no older than the opt-in before it.
  @Test func aReferenceDoesNotSilenceTheSecondNo() throws {
    let allow = #"{"on_contacted":"allow"}"#
    var spool = SimulatedSpool()
    for content in ["{}", "{}", #"{"reason":"telefonla"}"#] {
      spool.disk.advance(seconds: 100)
      #expect(try spool.ask("1.opt-out@web.json", content) == "ok")
      try spool.drop("rows.csv", "lead_id,command,ref\n2,opt-out,r1\n")
      try spool.answer()
      for lead in [1, 2] {
        #expect(try spool.ask(FileName("\(lead).json"), allow) == "OPTED_OUT", "\(lead): \(content)")
        spool.disk.advance(seconds: 100)
        let now = Timestamp(microseconds: spool.disk.clock / 1000).iso8601
        #expect(try spool.ask(FileName("\(lead).opt-in.json"), #"{"source":"form","at":"\#(now)"}"#) == "ok")
        #expect(try spool.ask(FileName("\(lead).json"), allow) == "ok")
      }
    }
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  @Test func whatTheNameCommandsTellsFilesApart() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", "{}"), ("fair.csv", "lead_id\n2\n")])
    try spool.answer()
    for name in ["a.cancel", "b.opt-out"] {
      try spool.drop(FileName("\(name).csv"), "lead_id\n1\n")
      try spool.answer()
      #expect(try code(FileName("\(name).summary.json"), spool) == nil)
    }
    #expect(try spool.ask("1.json", #"{"on_contacted":"allow"}"#) == "OPTED_OUT")
    // The bytes of a file that planned something, under a name that commands.
    try spool.drop("fair.opt-out.csv", "lead_id\n2\n")
    try spool.answer()
    #expect(try spool.ask("2.json", #"{"on_contacted":"allow"}"#) == "OPTED_OUT")
    try spool.drop("again.csv", "lead_id\n2\n")
    try spool.answer()
    #expect(
      try spool.response("again.summary.json")["duplicate_of"] == spool.response("fair.summary.json")["batch"])
  }

  @Test func refusedCommandsAreMendedAndDroppedAsTheyAre() throws {
    var spool = SimulatedSpool()
    try spool.drop("ex.opt-out.csv", "Telefon\n0532 111 22 33\nabc\n")
    try spool.answer()
    let kept = try #require(spool.state.refusedRows.first { $0.key.hasSuffix("ex.opt-out.rejected.csv") }?.value)
    let mended = String(decoding: kept, as: UTF8.self).replacing("abc", with: "0533 111 22 34")
    try spool.drop("ex.opt-out.rejected.csv", mended)
    try spool.answer()
    #expect(try spool.response("ex.opt-out.rejected.summary.json")["accepted"]?.int == 1)
  }
}
