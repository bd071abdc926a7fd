import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct DropTests {
  private func items(_ names: String...) -> [Drop.Item] {
    names.map { Drop.Item(name: FileName($0), bytes: Array("{\"name\":\"\($0)\"}".utf8)) }
  }

  private func drop(_ items: [Drop.Item], in spool: ScratchSpool, _ files: any CommandFileSystem = POSIXFileSystem())
    throws
    -> Drop.Dropped
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
