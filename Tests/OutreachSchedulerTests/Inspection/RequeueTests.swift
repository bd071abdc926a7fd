import Outreach
import Synchronization
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct RequeueTests {
  private static let early = "2026-11-22/20261122T235959.000001Z"
  private static let late = "2026-11-23/20261123T101512.345678Z"

  private static func error(_ code: String) -> String { "{\"ok\":false,\"error\":{\"code\":\"\(code)\"}}\n" }

  private func spool() throws -> ScratchSpool {
    let spool = try ScratchSpool()
    try spool.write("old", to: "inbox/failed/\(Self.early)/140.json")
    try spool.write(Self.error("INVALID_JSON"), to: "inbox/failed/\(Self.early)/140.error.json")
    try spool.write("new", to: "inbox/failed/\(Self.late)/140.json")
    try spool.write(Self.error("INVALID_FIELD"), to: "inbox/failed/\(Self.late)/140.error.json")
    try spool.write("141", to: "inbox/failed/\(Self.late)/141@a.json")
    try spool.write(Self.error("LEAD_NOT_FOUND"), to: "inbox/failed/\(Self.late)/141@a.error.json")
    return spool
  }

  private func requeue(
    _ selection: Requeue.Selection, in spool: ScratchSpool, _ files: any FileSystem = POSIXFileSystem()
  ) throws -> Requeue.Requeued {
    let inbox = try files.openDirectory(at: spool.inbox)
    defer { files.close(inbox) }
    let requeue = Requeue(inbox: inbox, files: files)
    return try requeue.putBack(requeue.find(selection))
  }

  @Test func theNewestOfANameGoesBackAndTheOthersStay() throws {
    let spool = try spool()
    let outcome = try requeue(.init(names: ["140"]), in: spool)
    #expect(outcome.requeued.map(\.name) == ["140.json"])
    #expect(spool.read("inbox/140.json") == "new")
    #expect(spool.list("inbox/failed/\(Self.late)") == ["141@a.error.json", "141@a.json"])
    #expect(spool.list("inbox/failed/\(Self.early)") == ["140.error.json", "140.json"])
  }

  @Test func emptyDirectoriesGo() throws {
    let spool = try spool()
    _ = try requeue(.init(names: ["140.json", "141@a"]), in: spool)
    #expect(spool.list("inbox/failed") == ["2026-11-22"])
  }

  @Test func aNewerDropIsNeverOverwritten() throws {
    let spool = try spool()
    try spool.write("newest", to: "inbox/140.json")
    let outcome = try requeue(.init(since: instant("2026-11-23T00:00:00Z")), in: spool)
    #expect(outcome.taken.map(\.name) == ["140.json"])
    #expect(outcome.requeued.map(\.name) == ["141@a.json"])
    #expect(spool.read("inbox/140.json") == "newest")
    #expect(spool.read("inbox/failed/\(Self.late)/140.json") == "new")
    #expect(spool.read("inbox/failed/\(Self.late)/140.error.json") == Self.error("INVALID_FIELD"))
  }

  @Test(arguments: [
    (Requeue.Selection(code: .leadNotFound), ["141@a.json"]),
    // 140 was refused again since, for another reason.
    (Requeue.Selection(code: .invalidJSON), []),
    (Requeue.Selection(code: .invalidField), ["140.json"]),
    (Requeue.Selection(names: ["140"], code: .leadNotFound), []),
    (Requeue.Selection(since: Timestamp(seconds: 4_000_000_000)), []),
    (Requeue.Selection(names: ["14", "140.js", "141@a.error"]), []),
  ])
  func conditionsMustAllHold(selection: Requeue.Selection, expected: [String]) throws {
    let spool = try spool()
    #expect(try requeue(selection, in: spool).requeued.map(\.name.description) == expected)
  }

  /// Power goes at any operation: every request is in one place, whole, and the next try brings all back.
  @Test func anyCrashLosesNothing() throws {
    let selection = try Requeue.Selection(since: instant("2026-11-23T00:00:00Z"))
    let counting = MeddlingFileSystem()
    _ = try requeue(selection, in: spool(), counting)
    #expect(counting.operations >= 6)
    for operation in 1...counting.operations {
      let spool = try spool()
      // Removing a directory that has gone is a failure nobody minds.
      _ = try? requeue(selection, in: spool, MeddlingFileSystem(failAt: operation, staysDown: true))
      let places = spool.tree()
      for name in ["140.json", "141@a.json"] {
        let found = places.filter { $0.hasSuffix("/" + name) && !$0.contains("2026-11-22") }
        #expect(found.count == 1, "operation \(operation): \(found)")
        // Back in the inbox without its error file is fine; refused without one is not.
        let error = "inbox/failed/\(Self.late)/" + name.replacing(".json", with: ".error.json")
        if found.first?.hasPrefix("inbox/failed/") == true { #expect(places.contains(error), "operation \(operation)") }
      }
      _ = try requeue(selection, in: spool)
      #expect(spool.read("inbox/140.json") == "new", "operation \(operation)")
      #expect(spool.read("inbox/141@a.json") == "141", "operation \(operation)")
    }
  }

  // MARK: Bulk files

  private func bulkSpool() throws -> ScratchSpool {
    let spool = try ScratchSpool()
    for (name, text) in [
      ("fair.csv", "rows"), ("fair.defaults.json", "{}"), ("fair.error.json", Self.error("MISSING_COLUMN")),
      ("fair.rejected.csv", "bad rows"), ("fair.skipped.csv", "other rows"),
    ] { try spool.write(text, to: "inbox/failed/\(Self.late)/\(name)") }
    return spool
  }

  @Test func aBulkFileGoesBackBehindItsDefaults() throws {
    let spool = try bulkSpool()
    let renames = Renames()
    let files = MeddlingFileSystem(beforeRename: { renames.note($0) })
    let outcome = try requeue(.init(code: .missingColumn), in: spool, files)
    #expect(outcome.requeued.map(\.name) == ["fair.csv"] && outcome.requeued[0].code == "MISSING_COLUMN")
    #expect(renames.names == ["fair.defaults.json", "fair.csv"])
    #expect(spool.list("inbox") == ["failed", "fair.csv", "fair.defaults.json"])
    #expect(spool.list("inbox/failed/\(Self.late)") == ["fair.rejected.csv", "fair.skipped.csv"])
    #expect(try requeue(.init(since: Timestamp(seconds: 0)), in: spool).requeued == [])
  }

  @Test func aNewerBulkFileIsNeverOverwritten() throws {
    let spool = try bulkSpool()
    try spool.write("newer", to: "inbox/fair.csv")
    let outcome = try requeue(.init(names: ["fair.csv"]), in: spool)
    #expect(outcome.taken.map(\.name) == ["fair.csv"])
    #expect(spool.read("inbox/fair.csv") == "newer")
    #expect(spool.list("inbox/failed/\(Self.late)").count == 5)
  }

  /// Whoever mends defaults drops them, and puts the file back.
  @Test func newerDefaultsCount() throws {
    let spool = try bulkSpool()
    try spool.write("newer", to: "inbox/fair.defaults.json")
    #expect(try requeue(.init(names: ["fair.csv"]), in: spool).requeued.count == 1)
    #expect(spool.read("inbox/fair.defaults.json") == "newer" && spool.read("inbox/fair.csv") == "rows")
    #expect(spool.read("inbox/failed/\(Self.late)/fair.defaults.json") == "{}")
  }

  /// A file of that name comes while its defaults are on the way.
  @Test func defaultsDoNotGoBackAlone() throws {
    let spool = try bulkSpool()
    let files = MeddlingFileSystem(beforeRename: { name in
      if name == "fair.csv" { _ = try? spool.write("newer", to: "inbox/fair.csv") }
    })
    #expect(try requeue(.init(names: ["fair.csv"]), in: spool, files).taken.count == 1)
    #expect(spool.list("inbox") == ["failed", "fair.csv"])
    #expect(spool.list("inbox/failed/\(Self.late)").count == 5)
  }

  @Test func anyCrashLeavesABulkFileWhole() throws {
    let counting = MeddlingFileSystem()
    _ = try requeue(.init(names: ["fair.csv"]), in: bulkSpool(), counting)
    for operation in 1...counting.operations {
      let spool = try bulkSpool()
      _ = try? requeue(
        .init(names: ["fair.csv"]), in: spool, MeddlingFileSystem(failAt: operation, staysDown: true))
      let places = spool.tree()
      for name in ["fair.csv", "fair.defaults.json"] {
        #expect(places.count { $0.hasSuffix("/" + name) } == 1, "operation \(operation)")
      }
      _ = try requeue(.init(names: ["fair.csv"]), in: spool)
      #expect(spool.read("inbox/fair.csv") == "rows" && spool.read("inbox/fair.defaults.json") == "{}")
    }
  }

  private final class Renames: Sendable {
    private let noted = Mutex<[FileName]>([])
    var names: [FileName] { noted.withLock { $0 } }
    func note(_ name: FileName) { noted.withLock { $0.append(name) } }
  }

  /// Requests may be named like each other's error files, or share a stem.
  @Test func namesThatLookAlikeAreToldApart() throws {
    let spool = try ScratchSpool()
    let directory = "inbox/failed/\(Self.late)"
    try spool.write("a", to: "\(directory)/q.json")
    try spool.write("b", to: "\(directory)/q.error.json")
    try spool.write("c", to: "\(directory)/q")
    try spool.write(Self.error("INVALID_FIELD"), to: "\(directory)/q~7.error.json")
    try spool.write(Self.error("INVALID_FILE_NAME"), to: "\(directory)/q.error.error.json")
    try spool.write(Self.error("UNSUPPORTED_FILE_TYPE"), to: "\(directory)/q~8.error.json")
    #expect(try requeue(.init(code: .unsupportedFileType), in: spool).requeued.map(\.name) == ["q"])
    #expect(try requeue(.init(code: .invalidField), in: spool).requeued.map(\.name) == ["q.json"])
    #expect(try requeue(.init(names: ["q.error.json"]), in: spool).requeued.map(\.name) == ["q.error.json"])
    #expect(spool.list("inbox") == ["failed", "q", "q.error.json", "q.json"])
    #expect(spool.list("inbox/failed").isEmpty)
  }
}
