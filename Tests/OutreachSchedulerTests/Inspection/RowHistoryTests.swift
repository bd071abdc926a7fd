import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Requests
@testable import Spool
@testable import Storage

/// What a lead's history and the feed tell of rows of bulk files.
@Suite struct RowHistoryTests {
  static let csv = "lead_id,tone,max_followups\n1,,0\n2,kurumsl,\nM-7,premium,1\n1,,0\n4,,0\n"

  static func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", Self.csv)
    try spool.answer()
    return spool
  }

  private func view(_ disk: MemoryDisk) throws -> (view: SpoolView, files: MemoryFileSystem) {
    let files = MemoryFileSystem(disk)
    files.observe = { _, operation in Issue.record("\(operation)") }
    return (try SpoolView.open(inbox: "inbox", outbox: "outbox", in: files), files)
  }

  private func history(_ disk: MemoryDisk, _ lead: String) throws -> [HistoryEntry] {
    let (view, files) = try view(disk)
    let found = try History(view).entries(of: try #require(LeadID(lead)))
    view.close()
    #expect(files.openHandles == 0)
    return found
  }

  private func feed(_ disk: MemoryDisk, behind cursor: HistoryCursor? = nil) throws -> [HistoryEntry] {
    let (view, files) = try view(disk)
    var found: [HistoryEntry] = []
    let start = cursor == nil ? Timestamp(rfc3339: "2026-11-01T00:00:00Z") : nil
    try History(view, from: cursor?.batch ?? start.map(BatchID.init(time:)))
      .feed(from: start, behind: cursor, now: Timestamp(seconds: SimulatedSpool.start + 86_400)) { found += $0 }
    view.close()
    #expect(files.openHandles == 0)
    return found
  }

  private func lines(_ entries: [HistoryEntry]) throws -> [JSONValue] {
    try entries.map { try JSONValue(parsing: $0.json) }
  }

  @Test func anAcceptedRowIsToldWithItsScore() throws {
    let found = try history(try Self.spool().disk, "4")
    #expect(found.map(\.event) == ["accepted", "planned"])
    let line = try #require(try lines(found).first)
    #expect(line["request"]?.string == "fair.csv")
    #expect(line["row"]?.int == 5)
    #expect(line["lead_id"]?.int == 4)
    #expect(line["ai_context"]?["priority_score"]?.int != nil)
    #expect(line["request_id"]?.string?.hasPrefix("4-2026") == true)
    #expect(line["code"] == nil && line["sequence"] == nil && line["jobs"] == nil)
    #expect(found[0].detail.hasPrefix("fair.csv row 5, score "))
  }

  @Test func aRefusedRowIsToldWithItsReason() throws {
    let spool = try Self.spool()
    let found = try history(spool.disk, "2")
    #expect(found.map(\.event) == ["refused"])
    let line = try #require(try lines(found).first)
    #expect(line["row"]?.int == 2)
    #expect(line["code"]?.string == "INVALID_FIELD")
    #expect(line["message"]?.string?.contains("tone") == true)
    #expect(found[0].detail.hasPrefix("fair.csv row 2, INVALID_FIELD: "))
    let again = try history(spool.disk, "1")
    #expect(again.map(\.event) == ["accepted", "planned", "refused"])
    #expect(try lines(again).last?["code"]?.string == "ALREADY_ACTIVE")
  }

  /// 1 is neither 10 nor the text "1".
  @Test func noOtherLeadsRowsAreTold() throws {
    var spool = SimulatedSpool()
    try spool.drop(
      "fair.ndjson", "{\"lead_id\":10}\n{\"lead_id\":3,\"tone\":\"\\\"lead_id\\\":1,\"}\n{\"lead_id\":\"x-1\"}\n")
    try spool.answer()
    #expect(try history(spool.disk, "1").isEmpty)
    #expect(try history(spool.disk, "10").first?.event == "accepted")
    #expect(try history(spool.disk, "x-1").map(\.event) == ["refused"])
  }

  /// An id in what the row asked for is not the answer's.
  @Test func whatARowQuotesMisleadsNobody() throws {
    var spool = SimulatedSpool()
    let foreign = #"{"a":1,"sequence":[],"request_id":"1-20261123T101512.345678Z","lead_id":1,"jobs":[]}"#
    try spool.drop("fair.ndjson", "{\"tone\":\(foreign)}\n{\"lead_id\":3,\"tone\":\(foreign)}\n{\"lead_id\":4}\n")
    try spool.answer()
    #expect(try history(spool.disk, "1").isEmpty)
    #expect(try history(spool.disk, "3").map(\.event) == ["refused"])
    #expect(try feed(spool.disk).map(\.event).filter { $0 != "planned" } == ["accepted", "refused", "accepted"])
  }

  @Test func commandsInRowsAreTold() throws {
    var spool = try Self.spool()
    try spool.drop(
      "later.ndjson", "{\"command\":\"cancel\",\"lead_id\":4}\n{\"command\":\"opt-out\",\"to\":\"+905321119999\"}\n")
    try spool.answer()
    let found = try history(spool.disk, "4")
    #expect(found.map(\.event) == ["accepted", "planned", "accepted", "cancelled"])
    #expect(try lines(found)[2]["command"]?.string == "cancel")
    #expect(found[2].detail == "later.ndjson row 1, cancel")
    #expect(try feed(spool.disk).contains { $0.detail == "later.ndjson row 2, opt-out" })
  }

  /// Readers may delete answers, and those to tomorrow's file of the same name replace them.
  @Test func withoutItsAnswerAnAcceptedRowIsStillTold() throws {
    var spool = try Self.spool()
    let before = try feed(spool.disk)
    let responses = try spool.disk.find(path: "outbox/responses")
    try spool.disk.remove("fair.ndjson", in: responses, isDirectory: false)
    let found = try history(spool.disk, "4")
    #expect(found.map(\.event) == ["accepted", "planned"])
    #expect(found[0].detail == "fair.csv")
    // The cursors stay, so that whoever reads on sees nothing twice.
    let after = try feed(spool.disk)
    #expect(after.map(\.cursor) == before.filter { $0.event != "refused" }.map(\.cursor))
  }

  @Test func aLaterFileOfTheNameKeepsItsRowsApart() throws {
    var spool = try Self.spool()
    try spool.drop("fair.csv", "lead_id,max_followups\n5,0\n4,0\n")
    try spool.answer()
    #expect(
      try history(spool.disk, "4").map(\.detail).map { $0.prefix(14) } == [
        "fair.csv", "whatsapp messa", "fair.csv row 2",
      ])
    #expect(try history(spool.disk, "5").first?.detail.hasPrefix("fair.csv row 1, score") == true)
  }

  /// What is kept to be mended still tells why; answers that are there are not told twice.
  @Test func withoutItsAnswerARefusedRowIsStillTold() throws {
    var spool = try Self.spool()
    try spool.drop("fair.csv", "lead_id,max_followups,tone\n5,0,\n2,0,x\n")
    try spool.answer()
    let found = try history(spool.disk, "2")
    #expect(found.map(\.event) == ["refused", "refused"])
    #expect(
      found[0].detail.hasPrefix("fair.csv, INVALID_FIELD: ") && found[1].detail.hasPrefix("fair.csv row 2, INVALID"))
    #expect(try lines(found)[0]["code"]?.string == "INVALID_FIELD")
    // That its second row was skipped was said in the answer alone.
    #expect(try history(spool.disk, "1").map(\.event) == ["accepted", "planned"])
    #expect(try history(spool.disk, "5").map(\.event) == ["accepted", "planned"])
  }

  @Test func rowsOfAFileWithoutAnyAcceptedOneAreKept() throws {
    var spool = SimulatedSpool()
    try spool.drop("none.ndjson", "{\"lead_id\":2,\"tone\":\"x\"}\nrubbish\n{\"lead_id\":99}\n")
    try spool.answer()
    let told = try history(spool.disk, "99").map(\.detail)
    #expect(told.first?.hasPrefix("none.ndjson row 3, LEAD_NOT_FOUND: ") == true && told.count == 1)
    #expect(try feed(spool.disk).map(\.event) == ["refused", "refused", "refused"])
    try spool.disk.remove("none.ndjson", in: try spool.disk.find(path: "outbox/responses"), isDirectory: false)
    let kept = try history(spool.disk, "99").map(\.detail)
    #expect(kept.first?.hasPrefix("none.ndjson, LEAD_NOT_FOUND: ") == true && kept.count == 1)
  }

  /// The finished slices of a file at work are told of a lead; the feed waits for the whole file.
  @Test func aFileAtWorkIsToldAsFarAsItIs() throws {
    var start = SimulatedSpool()
    try start.drop("fair.csv", Self.csv)
    let files = start.files()
    var spool = SimulatedSpool.spool(files)
    _ = try spool.turn()
    let disk = files.snapshot
    #expect(disk.list("outbox/responses").allSatisfy { $0.hasPrefix(".") })
    #expect(try history(disk, "1").map(\.event) == ["accepted", "planned"])
    #expect(try history(disk, "2").map(\.event) == ["refused"])
    #expect(try history(disk, "4").isEmpty)
    #expect(try feed(disk).isEmpty)
  }

  @Test func theFeedContinuesFromAnyCursor() throws {
    var spool = try Self.spool()
    try spool.drop("6.json")
    try spool.drop("other.csv", "lead_id,max_followups\n5,0\n4,0\n")
    try spool.answer()
    let found = try feed(spool.disk)
    let all = found.map(\.cursor)
    #expect(found.filter { $0.detail.contains(" row ") }.count == 7)
    #expect(all == all.sorted() && Set(all).count == all.count)
    for (index, cursor) in all.enumerated() {
      #expect(try feed(spool.disk, behind: cursor).map(\.cursor) == Array(all[(index + 1)...]))
    }
    for line in try lines(found) { #expect(HistoryCursor(try #require(line["cursor"]?.string)) != nil) }
  }

  /// Somebody who reads on after every single operation of a worker reads everything once, in order.
  @Test func aFollowerMissesNothing() throws {
    var spool = try Self.spool()
    try spool.drop([("5.json", "{}"), ("other.csv", "lead_id,max_followups\n6,0\n4,0\n8,0\n"), ("99.json", "{}")])
    try spool.drop("none.csv", "lead_id,tone\n4,x\n8,x\n9,x\n")
    let files = spool.files()
    var read: [HistoryCursor] = []
    var failures = 0
    files.observe = { disk, _ in
      do { read += try feed(disk, behind: read.last).map(\.cursor) } catch { failures += 1 }
    }
    try SimulatedSpool.settle(files)
    read += try feed(files.snapshot, behind: read.last).map(\.cursor)
    #expect(failures == 0)
    #expect(read == (try feed(files.snapshot).map(\.cursor)))
    #expect(read.count > 20)
  }

  /// A lead's history never loses an entry while a file is answered.
  @Test func aLeadsRowIsNeverLostMeanwhile() throws {
    let start = try Self.spool()
    var spool = start
    try spool.drop("other.csv", "lead_id,max_followups\n6,0\n4,0\n8,0\n")
    let files = spool.files()
    var most = 0
    files.observe = { disk, _ in
      let count = (try? history(disk, "6"))?.count ?? -1
      #expect(count >= most)
      most = max(most, count)
    }
    try SimulatedSpool.settle(files)
    #expect(most == 2)
  }
}
