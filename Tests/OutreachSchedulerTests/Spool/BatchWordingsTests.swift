import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct BatchWordingsTests {
  private static let batch = BatchID(time: Timestamp(seconds: 1_795_428_912))
  private static let usual = Wording(tone: "kurumsal", language: "tr", objective: "ilk_temas")
  /// Somebody's own names, with all that a name can hold.
  private static let awkward = Wording(tone: "çok samimi 100%", language: "en", objective: "line\nend *")

  private static func ids(_ leads: String...) -> [RequestID] {
    leads.compactMap { LeadID($0) }.map { RequestID(lead: $0, batch: batch) }
  }

  static let mixed = BatchWordings([usual: ids("1", "2", "a-b"), awkward: ids("3")])

  @Test func whatMostHaveIsKeptOnce() throws {
    let mixed = Self.mixed
    #expect(mixed.common == Self.usual)
    #expect(Array(mixed.exceptions.values) == [Self.awkward])
    for id in Self.ids("1", "2", "a-b") { #expect(mixed.wording(of: id.description) == Self.usual) }
    for id in Self.ids("3") { #expect(mixed.wording(of: id.description) == Self.awkward) }
    #expect(BatchWordings([:]).wording(of: "1") == nil)
  }

  @Test func theRecordRemembers() throws {
    let record = BatchRecord(outputs: [], refused: [], absorbed: [], wordings: Self.mixed)
    let text = String(decoding: record.encode(), as: UTF8.self)
    #expect(text.contains("wording kurumsal tr ilk_temas *\n"))
    #expect(BatchRecord(record.encode())?.wordings == Self.mixed)
    #expect(BatchRecord(BatchRecord(outputs: [], refused: [], absorbed: []).encode())?.wordings == BatchWordings())
  }

  @Test func aBatchRemembersWhatItWroteWith() throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", "{}"), ("2.json", #"{"tone":"samimi","objective":"randevu","language":"en"}"#), ("3.json", "{}"),
      ("4.json", #"{"tone":"kurumsl"}"#),
    ])
    try spool.answer()
    let batch = try #require(try ProcessedBatch.all(try spool.view().view).first)
    let wordings = try #require(batch.record?.wordings)
    #expect(wordings.common == Self.usual)
    let ids = try (1...3).map { try spool.response(FileName("\($0).json"))["data"]?["request_id"]?.string ?? "" }
    #expect(
      ids.map { wordings.wording(of: $0)?.tone } == ["kurumsal", "samimi", "kurumsal"])
    #expect(wordings.exceptions.count == 1)
  }

  /// Answers are readers' to delete, and requests may rest on defaults that have changed since.
  @Test func objectivesAreKnownWithoutAnswers() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", "{}"), ("2.json", #"{"objective":"randevu"}"#), ("3.json", "{}")])
    try spool.answer()
    let ids = try (1...3).compactMap {
      RequestID(parsing: try spool.response(FileName("\($0).json"))["data"]?["request_id"]?.string ?? "")
    }
    let responses = try spool.disk.find(path: "outbox/responses")
    for name in spool.disk.list("outbox/responses") {
      try spool.disk.remove(name, in: responses, isDirectory: false)
    }
    let view = try spool.view().view
    let wordings = try SequenceWordings(try ProcessedBatch.all(view), view)
    #expect(ids.map { wordings.objective(of: $0) } == ["ilk_temas", "randevu", "ilk_temas"])
  }
}
