import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Spool
@testable import Storage

@Suite struct WordingOutcomesTests {
  private func outcomes(_ spool: SimulatedSpool) throws -> WordingOutcomes {
    let (view, files) = try spool.view()
    files.observe = { _, operation in Issue.record("\(operation)") }
    let outcomes = try WordingOutcomes(view)
    view.close()
    #expect(files.openHandles == 0)
    return outcomes
  }

  /// `ilk_temas kurumsal whatsapp 1 a: 3 planned, 2 sent, 1 replies, 0 opt-outs`
  private func lines(_ spool: SimulatedSpool) throws -> [String] {
    try outcomes(spool).rows.map { row, counts in
      let name = [row.objective, row.tone, row.channel.rawValue, String(row.step), row.variant].joined(separator: " ")
      return "\(name): \(counts.planned) \(counts.sent) \(counts.replies) \(counts.optOuts)"
    }
  }

  private func sent(_ jobs: [String], at time: String, _ spool: inout SimulatedSpool) throws {
    for job in jobs { try spool.report(#""event":"sent","job_id":"\#(job)""#, at: time) }
  }

  @Test func nothingPlannedIsNothing() throws {
    let outcomes = try outcomes(SimulatedSpool())
    #expect(outcomes.rows.isEmpty)
    #expect(outcomes.json == Array("{\"variants\":[]}\n".utf8))
  }

  @Test func anAnswerCountsForTheLastMessageBeforeIt() throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", #"{"max_followups":1}"#), ("2.json", #"{"max_followups":1}"#),
      ("3.json", #"{"max_followups":0,"tone":"samimi","objective":"randevu"}"#),
    ])
    try spool.answer()
    let (one, two, three) = (
      try spool.jobIDs("1.json"), try spool.jobIDs("2.json"), try spool.jobIDs("3.json")
    )
    try sent([one[0], two[0], three[0]], at: "2026-11-24T09:00:00Z", &spool)
    try sent([two[1]], at: "2026-11-26T09:00:00Z", &spool)
    // Lead 1 answers before its second message would have been sent, twice; lead 2 after its second.
    for _ in 1...2 {
      try spool.report(#""event":"replied","lead_id":1,"channel":"whatsapp""#, at: "2026-11-25T09:00:00Z")
    }
    try spool.report(#""event":"opted_out","lead_id":2"#, at: "2026-11-27T09:00:00Z")
    try spool.report(#""event":"opted_out","to":"+905321112202","channel":"whatsapp""#, at: "2026-11-27T09:00:00Z")
    // Nobody had written to them by then.
    try spool.report(#""event":"opted_out","lead_id":3"#, at: "2026-11-23T09:00:00Z")
    try spool.report(#""event":"replied","lead_id":99"#, at: "2026-11-27T09:00:00Z")
    #expect(
      try lines(spool) == [
        "ilk_temas kurumsal whatsapp 1 a: 2 2 1 0", "ilk_temas kurumsal whatsapp 2 a: 2 1 0 1",
        "randevu samimi whatsapp 1 a: 1 1 0 0",
      ])
    let json = try JSONValue(parsing: try outcomes(spool).json)
    guard case .array(let rows)? = json["variants"] else { return #expect(Bool(false)) }
    #expect(rows[0]["reply_rate"] == .number("0.5"))
    #expect(rows[1]["opt_outs"]?.int == 1)
    #expect(rows[1]["language"]?.string == "tr")
  }

  /// By an address alone, by a command file, and for the channel on which the answer came in.
  @Test func anAnswerFindsItsChannel() throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json", #"{"channel":["whatsapp","email"],"max_followups":0}"#)
    try spool.answer()
    let jobs = try spool.jobIDs("1.json")
    try sent([jobs[0]], at: "2026-11-23T10:00:00Z", &spool)
    try sent([jobs[1]], at: "2026-11-23T10:05:00Z", &spool)
    try spool.drop("1.reply.json", #"{"channel":"whatsapp","text":"Tamam"}"#)
    try spool.answer()
    try spool.report(#""event":"opted_out","to":"info@firma1.example""#)
    #expect(
      try lines(spool) == ["ilk_temas kurumsal email 1 a: 1 1 0 1", "ilk_temas kurumsal whatsapp 1 a: 1 1 1 0"])
  }

  /// A message that came back has reached nobody; one that was moved is one message.
  @Test func onlyWhatArrivedIsSent() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", #"{"max_followups":0}"#), ("2.json", #"{"max_followups":0}"#)])
    try spool.answer()
    let (one, two) = (try spool.jobIDs("1.json"), try spool.jobIDs("2.json"))
    try sent([one[0], one[0]], at: "2026-11-24T09:00:00Z", &spool)
    try spool.report(#""event":"bounced","job_id":"\#(one[0])""#)
    try spool.drop("2.reschedule.json", #"{"shift_hours":72}"#)
    try spool.answer()
    try sent(two, at: "2026-11-27T09:00:00Z", &spool)
    #expect(try lines(spool) == ["ilk_temas kurumsal whatsapp 1 a: 2 1 0 0"])
  }

  /// The wording that got the most replies comes first among those that differ in nothing else.
  @Test func theBestComesFirst() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", #"{"max_followups":0}"#), ("2.json", #"{"max_followups":0}"#)])
    try spool.answer()
    let file = try #require(spool.disk.list("outbox/jobs/2026-11-23").first)
    let path = "outbox/jobs/2026-11-23/\(file)"
    let lines = String(decoding: try #require(spool.disk.bytes(path)), as: UTF8.self).split(separator: "\n")
    try spool.write(path, lines[0] + "\n" + lines[1].replacing(#""variant":"a""#, with: #""variant":"b""#) + "\n")
    let jobs = try spool.jobIDs("1.json") + spool.jobIDs("2.json")
    try sent(jobs, at: "2026-11-24T09:00:00Z", &spool)
    try spool.report(#""event":"replied","lead_id":2"#, at: "2026-11-25T09:00:00Z")
    #expect(
      try self.lines(spool) == ["ilk_temas kurumsal whatsapp 1 b: 1 1 1 0", "ilk_temas kurumsal whatsapp 1 a: 1 1 0 0"])
  }

  /// Batches of before the record knew: their answers and requests say what can be known.
  @Test func whatNobodyRemembersIsCountedAllTheSame() throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", #"{"max_followups":0}"#), ("2.json", #"{"max_followups":0,"objective":"randevu"}"#),
      ("3.json", #"{"max_followups":0}"#),
    ])
    try spool.answer()
    let batch = try #require(spool.disk.list("inbox/processed/2026-11-23").first)
    let path = "inbox/processed/2026-11-23/\(batch)/.record"
    let bytes = try #require(spool.disk.bytes(path))
    let record = try #require(BatchRecord(bytes))
    let old = BatchRecord(outputs: record.outputs, refused: record.refused, absorbed: record.absorbed)
    try spool.write(path, String(decoding: old.encode(), as: UTF8.self))
    let responses = try spool.disk.find(path: "outbox/responses")
    for name in ["2.json", "3.json"] as [FileName] { try spool.disk.remove(name, in: responses, isDirectory: false) }
    #expect(
      try lines(spool) == [
        "  whatsapp 1 a: 1 0 0 0", "ilk_temas kurumsal whatsapp 1 a: 1 0 0 0", "randevu  whatsapp 1 a: 1 0 0 0",
      ])
  }
}
