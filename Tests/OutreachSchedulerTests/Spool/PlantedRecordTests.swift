import Outreach
import Testing

@testable import Formats
@testable import Records
@testable import Spool
@testable import Storage

/// What somebody who may write the inbox puts below it, for the scheduler to act on.
@Suite struct PlantedRecordTests {
  private static func record(_ line: String) -> [UInt8] {
    let body = Array("outreach-batch 1\n\(line)\n".utf8)
    return body + Array("end \(String(Checksum.of(body), radix: 16))\n".utf8)
  }

  @Test(arguments: [
    "refused ../../../home/secret", "refused ..", "refused .", "refused a/b", "refused /etc/passwd", "refused a%2fb",
    "refused .record", "refused a%00b", "absorbed ../jobs/x", "absorbed precious", "absorbed %2e%2e",
    "output responses 1 1 ../jobs/2.json", "output failed 1 1 a/b", "output batch 1 1 ../x", "output roster 1 1 .lock",
    "output jobs/2026-11-23 1 1 ..", "output ledger/2026-11-23 1 1 a%2fb", "output jobs/../.. 1 1 x",
  ])
  func namesThatLeadElsewhereMakeNoRecord(_ line: String) {
    #expect(BatchRecord(Self.record(line)) == nil)
  }

  @Test(arguments: [
    "refused 140.json", "refused %c3%bc%20a.csv", "output batch 1 1 .answer-1@a.json", "output responses 1 1 1.json",
    "absorbed 20261123T101512.345678Z_20261123T101512.345679Z.roster",
  ])
  func namesThatBatchesGiveDo(_ line: String) {
    #expect(BatchRecord(Self.record(line)) != nil)
  }

  @Test func longNamesAndEmptyOnesAreNotPlain() {
    #expect(!FileName("").isPlain && !FileName(String(repeating: "a", count: 256)).isPlain)
    #expect(FileName(String(repeating: "a", count: 255)).isPlain && FileName("...").isPlain)
  }

  /// In place of our own directory, or one within it, another's.
  @Test(
    arguments: ["processing", "processed", "failed"],
    [(owner: UInt32(66), mode: UInt32(0o750)), (1000, 0o770), (0, 0o757)])
  func aDirectoryThatOthersMayWriteIsNotTrusted(_ name: String, _ whose: (owner: UInt32, mode: UInt32)) throws {
    var world = SimulatedSpool()
    try world.answer()
    try world.drop("1.json")
    let inode = try world.disk.find(path: "inbox/\(name)")
    world.disk.edit(inode) { ($0.owner, $0.permissions) = whose }
    let files = world.files()
    let error = #expect(throws: SpoolError.self) { try SimulatedSpool.settle(files) }
    #expect(error?.description.contains("chown") == true)
    #expect(files.snapshot.list("inbox").contains("1.json") && files.openHandles == 0)
    // Root's own, and closed to others, is as good as ours.
    world.disk.edit(inode) { ($0.owner, $0.permissions) = (0, 0o755) }
    let tally = try world.answer()
    #expect(tally.processed == 1)
  }

  @Test func rootTrustsTheSpoolsOwner() throws {
    var world = SimulatedSpool()
    try world.drop("1.json")
    let files = world.files()
    files.user = 0
    #expect(try SimulatedSpool.settle(files).processed == 1)
  }

  /// Within ours, a batch that we did not make: it is named, left alone, and stops nobody.
  @Test func aPlantedBatchIsLeftAlone() throws {
    var world = SimulatedSpool()
    try world.answer()
    try world.drop("1.json")
    let batch = try world.disk.make(
      .directory, "20261123T000000.000000Z", in: try world.disk.find(path: "inbox/processing"))
    world.disk.edit(batch) { $0.owner = 66 }
    _ = try world.disk.make(.regular, "9.json", in: batch)
    let tally = try world.answer()
    #expect(tally.processed == 1 && !tally.onlyRefused)
    #expect(tally.troubles.contains { $0.contains("20261123T000000.000000Z") && $0.contains("chown") })
    #expect(world.disk.list("inbox/processing/20261123T000000.000000Z") == ["9.json"])
  }
}
