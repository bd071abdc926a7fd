import Outreach
import Testing

@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Storage

/// What is said of files before they are dropped.
@Suite struct DropCheckTests {
  private func check(
    _ paths: [String], leads: [String] = [], owners: Set<UInt32>? = nil, byCommand: [String: Set<UInt32>] = [:],
    inbox: String? = nil
  ) throws -> [DropCheck.Checked] {
    let sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    let planner = SequencePlanner(
      configuration: Configuration(sender: sender, windows: SendingWindows(.always)),
      generator: TemplateGenerator(sender: sender))
    let rules = ClaimRules(largestRequest: 1000, settle: 0, allowedOwners: owners, ownersByCommand: byCommand)
    let files = POSIXFileSystem()
    var reading = DropCheck.BulkReading()
    reading.inbox = try inbox.map(files.openDirectory)
    defer { reading.inbox.map(files.close) }
    var dryRun = DryRun(planner: planner, leadBook: LeadBook(paths: leads, clock: MachineClock.now), rules: rules)
    return try DropCheck(files: files, rules: rules, owner: 1000, hasLeadBooks: !leads.isEmpty, bulk: reading)
      .check(paths, with: &dryRun, now: instant("2026-11-23T10:15:12Z"))
  }

  private func codes(_ finding: DropCheck.Checked) -> [RefusalCode]? {
    guard case .refused(let answer) = finding.verdict else { return nil }
    return answer.refusal?.problems.map(\.code)
  }

  @Test(arguments: [
    ("1.json", "{\"tone\":\"kurumsl\",\"chanel\":1}", [RefusalCode.invalidField, .unknownField]),
    ("1.json", "", [.invalidJSON]),
    ("1.json", "{\"a\":1,\"a\":2}", [.invalidJSON]),
    ("a b.json", "{}", [.invalidFileName]),
    ("leads.txt", "{}", [.unsupportedFileType]),
    ("1.json", String(repeating: " ", count: 1001), [.fileTooLarge]),
  ])
  func everythingWrongIsSaidAtOnce(name: String, content: String, expected: [RefusalCode]) throws {
    let spool = try ScratchSpool()
    let findings = try check([spool.write(content, to: name)])
    #expect(codes(findings[0]) == expected)
  }

  @Test func anUnknownLeadIsWrongOnlyIfThereIsALeadBook() throws {
    let spool = try ScratchSpool()
    let path = try spool.write("{}", to: "7.json")
    guard case .goodButUnknown = try check([path])[0].verdict else {
      Issue.record("refused without a lead book")
      return
    }
    let book = try spool.write("lead_id,company,phone\n8,Ada,05321112233\n", to: "leads.csv")
    #expect(try codes(check([path], leads: [book])[0]) == [.leadNotFound])
    let known = try spool.write("{}", to: "8.json")
    guard case .good(let answer) = try check([known], leads: [book])[0].verdict else {
      Issue.record("a lead of the book is refused")
      return
    }
    #expect(answer.order?.parts.first?.to == "+905321112233")
  }

  /// Nobody of them would be written to, and what they say stops what is planned: a file of noes is no mistake.
  @Test func aFileThatOnlySaysNoIsDropped() throws {
    let spool = try ScratchSpool()
    let header = "Müşteri No;Firma;Cep;İzin\n"
    let one = try spool.write(header + "91;Kaya;05391112291;RET\n", to: "tue.csv")
    let two = try spool.write(header + "91;Kaya;05391112291;RET\n92;Ak;bozuk;onay vermemiştir\n", to: "wed.csv")
    for (path, stops) in [(one, 1), (two, 2)] {
      guard case .rows(let report, _) = try check([path])[0].verdict else {
        Issue.record("\(path) is refused")
        continue
      }
      #expect(report.accepted == 0 && report.stops == stops)
    }
    let request = try spool.write(
      #"{"lead":{"company":"Kaya","phone":"05391112291","consent_status":"RET"}}"#, to: "3.json")
    guard case .stop(let answer) = try check([request])[0].verdict else {
      Issue.record("a request that says no is refused before it can say so")
      return
    }
    #expect(answer.refusal?.problems.first?.code == .optedOut)
    let broken = try spool.write(header + "93;Kaya;bozuk;\n", to: "thu.csv")
    #expect(try codes(check([broken])[0]) == [.invalidField])
  }

  @Test func directoriesMissingFilesAndForbiddenUsersAreTold() throws {
    let spool = try ScratchSpool()
    let good = try spool.write("{\"lead\":{\"phone\":\"05321112233\"}}", to: "1.json")
    let findings = try check([spool.inbox, spool.root + "/nowhere.json", good], owners: [0])
    if case .directory = findings[0].verdict {} else { Issue.record("a directory was not recognised") }
    if case .unreadable(let error) = findings[1].verdict {
      #expect(error.isNotFound)
    } else {
      Issue.record("found nothing")
    }
    #expect(codes(findings[2]) == [.forbiddenOwner])
  }

  // MARK: Bulk files

  @Test(arguments: [
    ("a.csv", "lead_id,chanel\n1,x\n", RefusalCode.unknownField), ("a.csv", "company\nx\n", .missingColumn),
    ("a.csv", "", .invalidCSV), ("a.ndjson", "\n", .invalidJSON), ("a.tsv", "lead_id\n\"1\n", .invalidCSV),
    ("a.csv", "lead_id,tone\n1,x\n", .invalidField), ("a.jsonl", "x\n", .invalidJSON),
    ("a.defaults.json", #"{"tonne":"x"}"#, .unknownField), ("a.defaults.json", #"{"tone":"x"}"#, .invalidField),
    ("a.cancel.defaults.json", #"{"command":"reply"}"#, .invalidField), ("a.defaults.json", "", .invalidJSON),
    ("a.csv", "lead_id,phone,command\n1,0532 111 22 33,cancel\n", .forbiddenOwner),
  ])
  func whatWouldBeRefusedAsAWhole(name: String, content: String, expected: RefusalCode) throws {
    let spool = try ScratchSpool()
    let findings = try check([spool.write(content, to: name)], byCommand: ["cancel": [0]])
    #expect(codes(findings[0])?.first == expected)
  }

  private func rows(_ finding: DropCheck.Checked) throws -> ColumnReport {
    guard case .rows(let report, _) = finding.verdict else {
      throw Refusal(.internalError, "no rows: \(finding.verdict)")
    }
    return report
  }

  @Test func rowsAreShownWithTheDefaultsThatWillCount() throws {
    let spool = try ScratchSpool()
    let fair = try spool.write("lead_id,phone\n1,0532 111 22 33\n2,05\n", to: "fair.csv")
    func tone(_ paths: [String], inbox: String? = nil) throws -> String? {
      let report = try rows(check(paths, inbox: inbox)[0])
      guard case .sequence(let order) = report.rows[0].outcome else { return nil }
      #expect(report.accepted == 1 && report.refused.map(\.first) == [2])
      return order.tone
    }
    #expect(try tone([fair]) == "kurumsal")
    try spool.write(#"{"tone":"teknik"}"#, to: "inbox/fair.defaults.json")
    #expect(try tone([fair], inbox: spool.inbox) == "teknik")
    let defaults = try spool.write(#"{"tone":"samimi"}"#, to: "fair.defaults.json")
    #expect(try tone([fair, defaults], inbox: spool.inbox) == "samimi")
    guard case .defaults(let stem) = try check([defaults])[0].verdict else {
      Issue.record("the defaults are not in order")
      return
    }
    #expect(stem == "fair")
  }

  @Test func leadsThatNoBookCouldKnowAreNoFault() throws {
    let spool = try ScratchSpool()
    let fair = try spool.write("lead_id\n1\n2\n", to: "fair.csv")
    #expect(try rows(check([fair])[0]).accepted == 0)
    let book = try spool.write("lead_id,company,phone\n8,Ada,05321112233\n", to: "leads.csv")
    #expect(try codes(check([fair], leads: [book])[0]) == [.leadNotFound])
  }
}
