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

  /// Rows hold what no answer repeats: a note, an address that was not used, all of a row that was refused.
  @Test(arguments: [false, true]) func rowsOfBulkFilesAndTheirAnswersAreShown(isPruned: Bool) throws {
    var spool = SimulatedSpool()
    try spool.drop(
      "fair.csv",
      "lead_id,company,phone,Not\n21,Acme,0532 111 22 33,\"boşanmış, borçlu\"\n22,Beta,0532 111 22 34,gizli\n23,Ceta,bozuk,hasta\n"
    )
    try spool.drop("more.ndjson", #"{"lead_id":21,"lead":{"phone":"05321112233","notes":"geç arar"}}"# + "\n")
    try spool.answer()
    if isPruned {
      try spool.drop([("21.cancel.json", "{}"), ("22.cancel.json", "{}")])
      try spool.answer()
      let files = spool.files()
      files.edit { $0.advance(seconds: 400 * 86_400) }
      try PruneWorld.prune(files)
      spool.disk = files.snapshot
    }
    for (lead, own, others) in [
      ("21", ["boşanmış, borçlu", "geç arar"], "gizli"), ("22", ["gizli"], "borçlu"),
      ("23", ["hasta", "bozuk"], "gizli"),
    ] {
      let document = try export(lead, spool.disk).document
      let (requests, responses) = (try files(document["requests"]), try files(document["responses"]))
      for text in own { #expect(requests.contains { $0.contains(text) }, "\(lead): \(requests)") }
      #expect(!(requests + responses).contains { $0.contains(others) }, "\(lead)")
      #expect(responses.contains { $0.contains("fair.ndjson") && $0.contains(lead) }, "\(lead): \(responses)")
    }
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
