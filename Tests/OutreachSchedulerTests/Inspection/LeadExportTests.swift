import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Storage

/// All that is held of a lead, wherever it lies by now.
@Suite struct LeadExportTests {
  private func export(_ lead: String, _ disk: MemoryDisk) throws -> (document: JSONValue, isEmpty: Bool) {
    let view = try SpoolView.open(inbox: "inbox", outbox: "outbox", in: MemoryFileSystem(disk))
    defer { view.close() }
    let export = try LeadExport(
      of: try #require(LeadID(lead)), in: view, columns: .standard, now: instant("2027-04-01T00:00:00Z"))
    return (try JSONValue(parsing: export.json), export.isEmpty)
  }

  /// Name and content, wherever the file lies.
  private func files(_ value: JSONValue?) throws -> [String] {
    guard case .array(let files)? = value else { return [] }
    return try files.map { file in
      let path = try #require(file["file"]?.string)
      return "\(path.split(separator: "/").last ?? "") \(file["content"] ?? .null)"
    }.sorted()
  }

  @Test(arguments: ["1", "2", "3", "4", "5", "6", "7"])
  func archivesAreReadToo(_ lead: String) throws {
    let spool = try PruneWorld.endedSpool()
    let before = try export(lead, spool.disk).document
    let files = spool.files()
    try PruneWorld.prune(files)
    let after = try export(lead, files.snapshot).document
    for kind in ["requests", "responses"] {
      #expect(try !self.files(before[kind]).isEmpty)
      #expect(try self.files(before[kind]) == self.files(after[kind]), "\(kind)")
    }
    #expect(before["jobs"] == after["jobs"] && before["history"] == after["history"])
  }

  /// An archive stays where it was when somebody unpacks it.
  @Test func whatWasUnpackedIsToldOnce() throws {
    var spool = try PruneWorld.endedSpool()
    let before = spool.disk
    let files = spool.files()
    try PruneWorld.prune(files)
    spool.disk = files.snapshot
    for (path, _, _) in before.walk() where path.hasPrefix("inbox/processed/2026-11-23/") {
      if let bytes = before.bytes(path), try before.node(before.find(path: path))?.kind == .regular {
        try spool.write(path, String(decoding: bytes, as: UTF8.self))
      }
    }
    let (was, now) = (try export("1", before).document, try export("1", spool.disk).document)
    #expect(try self.files(was["requests"]) == self.files(now["requests"]))
  }

  @Test func ofAStrangerNothingIsHeld() throws {
    let spool = try PruneWorld.endedSpool()
    let (document, isEmpty) = try export("99", spool.disk)
    #expect(isEmpty && document["jobs"] == .array([]))
  }

  /// What is damaged is said, not left out.
  @Test func aDamagedArchiveIsAnError() throws {
    let spool = try PruneWorld.endedSpool()
    let files = spool.files()
    try PruneWorld.prune(files)
    for path in ["inbox/failed/2026-11-23.tar.gz", "outbox/responses/2026-11-23.tar.gz"] {
      var damaged = spool
      damaged.disk = files.snapshot
      try damaged.write(path, "small 1\nhello")
      #expect(throws: FileError.self) { try export("4", damaged.disk) }
    }
  }
}
