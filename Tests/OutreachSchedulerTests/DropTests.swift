import Outreach
import Testing

@testable import OutreachScheduler

@Suite struct DropTests {
  private func items(_ names: String...) -> [Drop.Item] {
    names.map { Drop.Item(name: FileName($0), bytes: Array("{\"name\":\"\($0)\"}".utf8)) }
  }

  private func drop(_ items: [Drop.Item], in spool: ScratchSpool, _ files: any CommandFileSystem = POSIXFileSystem())
    throws
    -> Drop.Outcome
  {
    let inbox = try files.openDirectory(at: spool.inbox)
    defer { files.close(inbox) }
    return try Drop(inbox: inbox, files: files, mark: "test").put(items)
  }

  @Test func filesArriveWholeAndInTheOrderGiven() throws {
    let spool = try ScratchSpool()
    let outcome = try drop(items("9.json", "1.json", "5@a.json"), in: spool)
    #expect(outcome.dropped == ["9.json", "1.json", "5@a.json"])
    #expect(outcome.taken.isEmpty)
    #expect(spool.read("inbox/5@a.json") == "{\"name\":\"5@a.json\"}")
    let files = POSIXFileSystem()
    let inbox = try files.openDirectory(at: spool.inbox)
    defer { files.close(inbox) }
    #expect(try Inbox.scan(inbox, files).map(\.name) == ["9.json", "1.json", "5@a.json"])
  }

  @Test func aNameThatWaitsKeepsEverythingOut() throws {
    let spool = try ScratchSpool()
    try spool.write("older", to: "inbox/2.json")
    let outcome = try drop(items("1.json", "2.json"), in: spool)
    #expect(outcome.dropped.isEmpty)
    #expect(outcome.taken == ["2.json"])
    #expect(spool.list("inbox") == ["2.json"])
    #expect(spool.read("inbox/2.json") == "older")
  }

  /// Somebody drops the same name while this drop is under way.
  @Test func aRaceIsNeverWonByOverwriting() throws {
    let spool = try ScratchSpool()
    let files = MeddlingFileSystem(beforeRename: { name in
      if name == "2.json" { _ = try? spool.write("theirs", to: "inbox/2.json") }
    })
    let outcome = try drop(items("1.json", "2.json", "3.json"), in: spool, files)
    #expect(outcome.dropped == ["1.json"])
    #expect(outcome.taken == ["2.json"])
    #expect(spool.list("inbox") == ["1.json", "2.json"])
    #expect(spool.read("inbox/2.json") == "theirs")
  }

  private func copy(_ path: String, _ name: FileName) throws -> Drop.Item {
    let files = POSIXFileSystem()
    let file = try files.open(at: path)
    defer { files.close(file) }
    return Drop.Item(name: name, content: .copy(of: path, try files.status(file)))
  }

  @Test func aBulkFileArrivesBehindItsDefaults() throws {
    let spool = try ScratchSpool()
    let text = "lead_id\n" + (1...400_000).map { "\($0)\n" }.joined()
    let path = try spool.write(text, to: "fair.csv")
    let outcome = try drop([copy(path, "fair.csv")] + items("1.json", "fair.defaults.json"), in: spool)
    #expect(outcome.dropped == ["fair.defaults.json", "fair.csv", "1.json"])
    #expect(spool.read("inbox/fair.csv") == text)
  }

  @Test func aFileThatChangedSinceItWasCheckedIsNotDropped() throws {
    let spool = try ScratchSpool()
    let item = try copy(spool.write("lead_id\n1\n", to: "fair.csv"), "fair.csv")
    try spool.write("lead_id\n1\n2\n", to: "fair.csv")
    let outcome = try drop(items("1.json") + [item], in: spool)
    #expect(outcome.changed == [spool.root + "/fair.csv"] && outcome.dropped.isEmpty)
    #expect(spool.list("inbox").isEmpty)
  }

  @Test func anyFailureOfACopyLeavesOnlyWholeFiles() throws {
    for operation in 1...8 {
      let spool = try ScratchSpool()
      let item = try copy(spool.write("lead_id\n1\n", to: "fair.csv"), "fair.csv")
      _ = try? drop([item], in: spool, MeddlingFileSystem(failAt: operation))
      for name in spool.list("inbox") { #expect(name == "fair.csv" && spool.read("inbox/fair.csv") == "lead_id\n1\n") }
    }
  }

  /// A disk that fails once, at any operation: no half file under a final name, nothing unfinished left.
  @Test func anyFailureLeavesOnlyWholeFiles() throws {
    let counting = MeddlingFileSystem()
    _ = try drop(items("1.json", "2.json"), in: ScratchSpool(), counting)
    #expect(counting.operations >= 8)
    for operation in 1...counting.operations {
      let spool = try ScratchSpool()
      #expect(throws: FileError.self, "operation \(operation)") {
        try drop(items("1.json", "2.json"), in: spool, MeddlingFileSystem(failAt: operation))
      }
      for name in spool.list("inbox") {
        #expect(["1.json", "2.json"].contains(name), "operation \(operation)")
        #expect(spool.read("inbox/\(name)") == "{\"name\":\"\(name)\"}", "operation \(operation)")
      }
    }
  }

  @Test func whatIsBeingDroppedIsIgnoredByTheInbox() throws {
    let spool = try ScratchSpool()
    // The disk goes away while the second file is written.
    #expect(throws: FileError.self) {
      try drop(items("1.json", "2.json"), in: spool, MeddlingFileSystem(failAt: 4, staysDown: true))
    }
    let left = spool.list("inbox")
    #expect(!left.isEmpty)
    #expect(left.allSatisfy { RequestName.isIgnored(FileName($0)) })
  }
}

@Suite struct DropCheckTests {
  private func check(
    _ paths: [String], leads: [String] = [], owners: Set<UInt32>? = nil, byCommand: [String: Set<UInt32>] = [:],
    inbox: String? = nil
  ) throws -> [DropCheck.Finding] {
    let sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    let planner = SequencePlanner(
      configuration: Configuration(sender: sender, windows: SendingWindows(.always)),
      generator: TemplateGenerator(sender: sender))
    let rules = ClaimRules(largestRequest: 1000, settle: 0, allowedOwners: owners, ownersByCommand: byCommand)
    let files = POSIXFileSystem()
    var reading = DropCheck.BulkReading()
    reading.inbox = try inbox.map(files.openDirectory)
    defer { reading.inbox.map(files.close) }
    var rehearsal = Rehearsal(planner: planner, leadBook: LeadBook(paths: leads), rules: rules)
    return try DropCheck(files: files, rules: rules, owner: 1000, hasLeadBooks: !leads.isEmpty, bulk: reading)
      .check(paths, with: &rehearsal, now: instant("2026-11-23T10:15:12Z"))
  }

  private func codes(_ finding: DropCheck.Finding) -> [RefusalCode]? {
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
    ("a.csv", "", .invalidCSV), ("a.csv", "lead_id\n", .invalidCSV), ("a.tsv", "lead_id\n\"1\n", .invalidCSV),
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

  private func rows(_ finding: DropCheck.Finding) throws -> ColumnReport {
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
