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
  private func check(_ paths: [String], leads: [String] = [], owners: Set<UInt32>? = nil) throws -> [DropCheck.Finding]
  {
    let sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    let planner = SequencePlanner(
      configuration: Configuration(sender: sender, windows: SendingWindows(.always)),
      generator: TemplateGenerator(sender: sender))
    let rules = ClaimRules(largestRequest: 1000, settle: 0, allowedOwners: owners)
    var rehearsal = Rehearsal(planner: planner, leadBook: LeadBook(paths: leads), rules: rules)
    return try DropCheck(files: POSIXFileSystem(), rules: rules, owner: 1000, hasLeadBooks: !leads.isEmpty)
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
}
