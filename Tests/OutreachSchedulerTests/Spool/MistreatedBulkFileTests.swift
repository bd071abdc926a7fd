import Formats
import Outreach
import Requests
import Testing

@testable import Spool
@testable import Storage

/// What somebody does to a bulk file, or to its answers, while it is at work.
@Suite struct MistreatedBulkFileTests {
  private static let rows = (1...9).map { "b\($0),Firma \($0),+9053311\(10_000 + $0)\n" }
  private static let table = "lead_id,company,phone\n" + rows.joined()

  /// Answers the table two rows at a time; `meddle` is called once, when the second slice has begun.
  private func answer(
    _ text: String = table, name: FileName = "fair.csv", rowBytes: Int = 1 << 20,
    meddle: @escaping (inout MemoryDisk, String) -> Void
  ) throws -> MemoryDisk {
    var world = SimulatedSpool()
    try world.drop(name, text)
    let files = world.files()
    var hasMeddled = false
    files.before = { operation, disk in
      guard !hasMeddled, let record = disk.walk().first(where: { $0.path.contains("/.record-") }) else { return }
      hasMeddled = true
      meddle(&disk, String(record.path[..<(record.path.lastIndex(of: "/") ?? record.path.endIndex)]))
    }
    try SimulatedSpool.settle(files)
    return files.snapshot
  }

  private func summary(_ disk: MemoryDisk, _ name: String = "fair") throws -> JSONValue {
    try JSONValue(parsing: try #require(disk.bytes("outbox/responses/\(name).summary.json")))
  }

  /// Through a hard link, or by an owner who never closed it.
  @Test func ofAFileThatIsCutTheMissingRowsAreNamedAndItMayComeAgain() throws {
    let disk = try answer { disk, home in
      guard let file = try? disk.find(path: "\(home)/fair.csv") else { return }
      disk.setBytes(
        Array(Self.table.utf8.prefix(Self.table.utf8.count - Self.rows[6...].joined().utf8.count)), of: file)
    }
    let summary = try summary(disk)
    #expect(summary["ok"]?.bool == false && summary["rows"]?.int == 6 && summary["accepted"]?.int == 6)
    #expect(summary["error"]?["message"]?.string?.contains("was cut from") == true)
    let files = MemoryFileSystem(disk)
    files.edit { disk in
      guard let inbox = try? disk.find(path: "inbox"), let file = try? disk.make(.regular, "again.csv", in: inbox)
      else {
        return
      }
      disk.setBytes(Array(Self.table.utf8), of: file)
      disk.advance(seconds: 5)
    }
    try SimulatedSpool.settle(files)
    let again = try self.summary(files.snapshot, "again")
    #expect(again["ok"]?.bool == true && again["rows"]?.int == 9 && again["accepted"]?.int == 3)
  }

  @Test func whatIsWrittenBehindTheLastRowIsAnsweredToo() throws {
    let disk = try answer { disk, home in
      guard let file = try? disk.find(path: "\(home)/fair.csv") else { return }
      disk.setBytes(Array((Self.table + "c1,Firma,+905331199999\n").utf8), of: file)
    }
    #expect(try summary(disk)["rows"]?.int == 10)
  }

  @Test(arguments: ["outbox/responses", "inbox/failed"]) func removedAnswersAreNamedAndTheFileGoesOn(_ place: String)
    throws
  {
    let text = Self.table.replacing("b2,Firma 2,+905331110002", with: "b2,Firma 2,x")
    let disk = try answer(text) { disk, _ in
      for (path, name, _) in disk.walk().reversed() where path.hasPrefix("\(place)/") {
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        guard let directory = try? disk.find(path: parent), let inode = try? disk.find(path: path) else { continue }
        try? disk.remove(name, in: directory, isDirectory: disk.node(inode)?.kind == .directory)
      }
    }
    let summary = try summary(disk)
    #expect(summary["rows"]?.int == 9 && summary["accepted"]?.int == 8 && summary["ok"]?.bool == true)
    #expect(summary["lost_answers"]?["up_to_row"]?.int == 2)
    #expect(disk.list("inbox/processing").isEmpty)
  }

  @Test(arguments: ["ndjson", "jsonl"]) func zerosAreNoLines(_ ending: String) throws {
    var world = SimulatedSpool()
    try world.drop(FileName("fair.\(ending)"), bytes: [UInt8](repeating: 0, count: 100_000))
    try world.answer()
    let summary = try summary(world.disk)
    #expect(summary["error"]?["code"]?.string == "INVALID_ENCODING" && summary["rows"]?.int == 0)
    #expect(!world.disk.walk().contains { $0.path.contains("rejected") })
  }
}

/// Encodings that lines of JSON cannot have.
@Suite struct WideLinesTests {
  /// The file is refused, and those behind it are answered: it stopped every bulk file.
  @Test(arguments: ["utf-16le", "utf-16le without mark", "utf-16be", "utf-32le"])
  func linesInWideLettersAreRefusedAlone(_ encoding: String) throws {
    let text = Array("{\"lead_id\":1}\n".utf8)
    let bytes: [UInt8] =
      switch encoding {
      case "utf-16le": [0xFF, 0xFE] + text.flatMap { [$0, 0] }
      case "utf-16le without mark": text.flatMap { [$0, 0] }
      case "utf-16be": [0xFE, 0xFF] + text.flatMap { [0, $0] }
      default: [0xFF, 0xFE, 0, 0] + text.flatMap { [$0, 0, 0, 0] }
      }
    var world = SimulatedSpool()
    try world.drop("wide.ndjson", bytes: bytes)
    try world.drop("behind.csv", "lead_id,phone,max_followups\n1,0532 111 22 33,0\n")
    try world.answer()
    #expect(try world.response("wide.summary.json")["error"]?["code"]?.string == "INVALID_ENCODING")
    #expect(try world.response("behind.summary.json")["accepted"]?.int == 1)
    #expect(world.disk.list("inbox/processing").isEmpty)
  }
}

/// A copy of a row that never ends.
@Suite struct LongRowCopyTests {
  @Test(arguments: [1, 7, 64, 1000]) func aCopyIsCutAtItsLimitAndEndsLikeARow(piece: Int) {
    for quoted in [false, true] {
      let text = Array(("a,b," + (quoted ? "\"" : "") + String(repeating: "x", count: 500)).utf8)
      var row = LongRow()
      var copy: [UInt8] = []
      for start in stride(from: 0, to: text.count, by: piece) {
        let bytes = Array(text[start..<min(start + piece, text.count)])
        var taken = row
        _ = taken.take(bytes, delimiter: UInt8(ascii: ","))
        copy += row.keep(bytes[...], upTo: 100, delimiter: UInt8(ascii: ","))
        (row.place, row.lines) = (taken.place, taken.lines)
      }
      #expect(
        String(decoding: copy, as: UTF8.self) == String(decoding: text.prefix(100), as: UTF8.self)
          + (quoted ? "\"\n" : "\n"))
    }
  }

  @Test func aCopyWithinItsLimitStaysAsItCame() {
    var row = LongRow()
    #expect(row.keep(Array("a,b\n".utf8)[...], upTo: 100, delimiter: UInt8(ascii: ",")) == Array("a,b\n".utf8))
  }
}
