import Outreach
import Testing

@testable import Inspection
@testable import Storage

@Suite struct AuditTests {
  static func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", #"{"max_followups":1}"#), ("2@a.json", #"{"channel":["whatsapp","email"],"objective":"tanitim"}"#),
      ("3.json", #"{"tone":"kurumsl"}"#),
    ])
    try spool.answer()
    try spool.drop([
      ("1.json", #"{"on_active":"replace","max_followups":0}"#), ("4.json", "{}"),
      ("2@a.json", #"{"channel":["whatsapp","email"],"objective":"tanitim"}"#),
    ])
    try spool.answer()
    return spool
  }

  private func findings(_ spool: SimulatedSpool) throws -> [String] {
    let files = spool.files()
    files.observe = { _, operation in Issue.record("\(operation)") }
    let found = try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings.map(\.description)
    #expect(files.openHandles == 0)
    return found
  }

  @Test func aSoundSpoolIsAccountedFor() throws {
    let spool = try Self.spool()
    let report = try Audit.run(inbox: "inbox", outbox: "outbox", in: spool.files())
    #expect(report.findings.map(\.description) == [])
    #expect(report.requests == 6)
    #expect(report.jobs == 12)
    #expect(report.events == 1)
    #expect(report.batches == 2)
    #expect(report.rosterWasCompared)
  }

  @Test func anEmptySpoolIsAccountedFor() throws { #expect(try findings(SimulatedSpool()) == []) }

  /// Seed 545: senders report without batches, so the last batch's day was taken for today.
  @Test func aSequenceThatRanItsCourseSinceTheLastBatchIsNoProblem() throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json")
    try spool.answer()
    let jobs = try spool.jobIDs("1.json")
    spool.disk.advance(seconds: 4 * 86_400)
    try spool.report("sent", jobs)
    #expect(try findings(spool) == [])
  }

  @Test func readersMayDeleteAnswers() throws {
    var spool = try Self.spool()
    let responses = try spool.disk.find(path: "outbox/responses")
    try spool.disk.remove("1.json", in: responses, isDirectory: false)
    #expect(try findings(spool) == [])
  }

  @Test(arguments: ["1.json", "4.json", "2@a.json"]) func anEditedAnswerIsNamed(_ name: String) throws {
    var spool = try Self.spool()
    let path = "outbox/responses/\(name)"
    let text = String(decoding: try #require(spool.disk.bytes(path)), as: UTF8.self)
    for edited in [text.replacing("Merhaba", with: "Merhabe"), String(text.dropLast(9)), text + " "]
    where edited != text {
      spool.disk.setBytes(Array(edited.utf8), of: try spool.disk.find(path: path))
      let found = try findings(spool)
      #expect(found.count == 1 && found[0].hasPrefix(path), "\(found)")
    }
  }

  /// A bulk file's answers, its summary, and the file itself.
  @Test func anEditedBulkFileIsNamed() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id\n1\n2\n3\n")
    try spool.answer()
    let batch = try #require(spool.disk.list("inbox/processed/\(spool.disk.list("inbox/processed")[0])").first)
    let home = "inbox/processed/\(spool.disk.list("inbox/processed")[0])/\(batch)"
    for path in ["outbox/responses/fair.ndjson", "outbox/responses/fair.summary.json", "\(home)/fair.csv"] {
      var edited = spool
      let bytes = try #require(spool.disk.bytes(path))
      edited.disk.setBytes(bytes + [32], of: try spool.disk.find(path: path))
      let found = try findings(edited)
      #expect(found.count == 1 && found[0].hasPrefix(path), "\(found)")
    }
  }

  /// A job file of the first batch, by its path.
  private func jobFile(_ spool: SimulatedSpool) throws -> String {
    let day = try #require(spool.disk.list("outbox/jobs").last)
    return "outbox/jobs/\(day)/\(try #require(spool.disk.list("outbox/jobs/\(day)").first))"
  }

  @Test func aChangedJobFileIsNamed() throws {
    var spool = try Self.spool()
    let path = try jobFile(spool)
    let text = String(decoding: try #require(spool.disk.bytes(path)), as: UTF8.self)
    try spool.write(path, text.replacing("Merhaba", with: "Servus"))
    let found = try findings(spool)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("\(path): it is not as batch 2026") ?? false)
  }

  @Test func aMissingJobFileIsNamed() throws {
    var spool = try Self.spool()
    let path = try jobFile(spool)
    let parts = path.split(separator: "/").map { FileName(String($0)) }
    let day = try spool.disk.find(path: parts.dropLast().map(\.description).joined(separator: "/"))
    try spool.disk.remove(parts[3], in: day, isDirectory: false)
    #expect(try findings(spool).contains { $0.hasPrefix("\(path): it is missing") })
  }

  @Test func foreignAndTornLinesAreNamed() throws {
    var spool = try Self.spool()
    let path = try jobFile(spool)
    let text = String(decoding: try #require(spool.disk.bytes(path)), as: UTF8.self)
    let lines = text.split(separator: "\n").count
    try spool.write(path, text + "hello\n" + text.prefix(40))
    let found = try findings(spool)
    #expect(found.contains("\(path):\(lines + 1): the line is no job"))
    #expect(found.contains("\(path):\(lines + 2): the line is torn"))
    try spool.write(path, text + text)
    #expect(try findings(spool).contains { $0.hasPrefix("\(path):\(lines + 1): job ") && $0.hasSuffix(" too") })
  }

  @Test func jobsOfNobodyAreNamed() throws {
    var spool = try Self.spool()
    let path = try jobFile(spool)
    let batch = path.suffix(30).prefix(23)
    let processed = try spool.disk.find(path: "inbox/processed/2026-11-23")
    try spool.disk.rename(
      FileName(String(batch)), in: processed, to: "elsewhere", in: MemoryDisk.root, replacing: false)
    #expect(try findings(spool).contains { $0.hasPrefix(path) && $0.contains("belongs to no accepted request") })
  }

  @Test func eventsAboutNothingAreNamed() throws {
    var spool = try Self.spool()
    try spool.report(#""event":"sent","job_id":"99-whatsapp-1-20261123T101512.000000Z""#)
    try spool.report(#""event":"cancelled","request_id":"99-20261123T101512.000000Z""#)
    try spool.report(#""event":"replied","lead_id":99"#)
    try spool.report(#""event":"danced""#)
    let path = "outbox/ledger/2026-11-24/sender-1.ndjson"
    let torn = String(decoding: try #require(spool.disk.bytes(path)), as: UTF8.self) + "{\"at\":"
    try spool.write(path, torn)
    #expect(
      try findings(spool) == [
        "\(path):1: sent is about job 99-whatsapp-1-20261123T101512.000000Z, which is nowhere (a note, no problem)",
        "\(path):2: cancelled is about request 99-20261123T101512.000000Z, which has no jobs",
        "\(path):4: the line is no event", "\(path):5: the line is torn",
      ])
  }

  /// It was recorded as it should be, and no rebuild takes it away.
  @Test(arguments: ["sent", "delivered", "read"]) func aReportAboutAnUnknownJobIsNoProblem(_ verb: String) throws {
    var bench = CommandBench()
    let name = FileName("9.\(verb).json")
    try bench.answer((name, #"{"job_id":"9-whatsapp-1-20261101T101512.000000Z"}"#))
    #expect(try bench.warnings(name).contains("There is no job"))
    let report = try Audit.run(inbox: "inbox", outbox: "outbox", in: bench.spool.files())
    #expect(report.findings.map(\.isNote) == [true] && report.problems == 0)
  }

  @Test func leftoversAndForeignFilesAreNamed() throws {
    var spool = try Self.spool()
    try spool.write("outbox/responses/.20261123T101512.000000Z~1.json", "{}")
    try spool.write("outbox/jobs/notes.txt", "")
    try spool.write("outbox/roster/old", "")
    #expect(
      try findings(spool) == [
        "outbox/jobs/notes.txt: nobody knows what this is; it is not ours",
        "outbox/responses/.20261123T101512.000000Z~1.json: it was staged and left behind",
        "outbox/roster/old: nobody knows what this is; it is not ours",
      ])
  }

  @Test func aForeignFileAmongBatchesIsNamed() throws {
    var spool = try Self.spool()
    try spool.write("inbox/processing/foo", "x")
    #expect(try findings(spool) == ["inbox/processing/foo: nobody knows what this is; it is not ours"])
  }

  @Test func aRefusalWithoutAReasonIsNamed() throws {
    var spool = try Self.spool()
    let batch = try #require(spool.disk.list("inbox/failed/2026-11-23").first)
    let directory = try spool.disk.find(path: "inbox/failed/2026-11-23/\(batch)")
    try spool.disk.remove("3.error.json", in: directory, isDirectory: false)
    #expect(
      try findings(spool) == ["inbox/failed/2026-11-23/\(batch)/3.json: it was refused, and no error file says why"])
  }

  @Test func aRefusalThatIsGoneIsNoted() throws {
    var spool = try Self.spool()
    let batch = try #require(spool.disk.list("inbox/failed/2026-11-23").first)
    let directory = try spool.disk.find(path: "inbox/failed/2026-11-23/\(batch)")
    try spool.disk.remove("3.json", in: directory, isDirectory: false)
    #expect(
      try findings(spool) == [
        "inbox/failed/2026-11-23/\(batch)/3.error.json: the refused request itself was taken away by hand "
          + "(a note, no problem)"
      ])
  }

  @Test func aRecordThatIsGoneIsNamed() throws {
    var spool = try Self.spool()
    let batch = try #require(spool.disk.list("inbox/processed/2026-11-23").first)
    let directory = try spool.disk.find(path: "inbox/processed/2026-11-23/\(batch)")
    try spool.disk.remove(".record", in: directory, isDirectory: false)
    #expect(try findings(spool) == ["inbox/processed/2026-11-23/\(batch): it has no .record"])
  }

  /// Looked at in the middle of anything, a batch at work is no problem.
  @Test func aBatchAtWorkIsNoProblem() throws {
    var spool = try Self.spool()
    try spool.drop([("4.json", #"{"on_active":"replace"}"#), ("5@x.json", "{}"), ("99.json", "{}")])
    let files = spool.files()
    var seen: Set<[String]> = []
    files.observe = { disk, _ in
      let report = try? Audit.run(inbox: "inbox", outbox: "outbox", in: MemoryFileSystem(disk))
      seen.insert(report?.findings.map(\.description) ?? ["it failed"])
    }
    try SimulatedSpool.settle(files)
    #expect(seen == [[]])
  }
}
