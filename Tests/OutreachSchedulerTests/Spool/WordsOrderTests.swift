import Outreach
import Testing

@testable import Formats
@testable import Generating
@testable import Inspection
@testable import Requests
@testable import Spool
@testable import Storage

/// What has to wait for words is decided in the order in which it came, as it is where nobody writes.
@Suite(.enabled(if: Setting.hasPython, "skipped: needs python3"))
struct WordsOrderTests {
  typealias Drops = [(name: FileName, text: String)]

  /// Leads 1 and 9 have one phone.
  static let histories: [Drops] = [
    [("1.json", "{}"), ("1@en.json", #"{"language":"en"}"#)],
    [("1.json", "{}"), ("9.json", "{}"), ("2.json", "{}")],
    [("9.json", "{}"), ("1.json", #"{"channel":["whatsapp","email"]}"#), ("1@mail.json", #"{"channel":"email"}"#)],
    [("1.json", "{}"), ("1@new.json", #"{"on_active":"replace","objective":"tanitim"}"#), ("1@more.json", "{}")],
    [("1.json", "{}"), ("9.json", "{}"), ("9.cancel.json", "{}")],
    [("1.json", "{}"), ("9@bad.json", #"{"tone":"kurumsl"}"#), ("9.json", "{}"), ("9.opt-out.json", "{}")],
  ]

  @Test(arguments: Self.histories) func itIsDecidedAsWithoutAProgram(_ drops: Drops) throws {
    #expect(try Self.decisions(drops) { try $0.answer() } == Self.decisions(drops) { try Self.answer(&$0, "slow") })
  }

  /// While the earlier one waits nothing is said of the later one.
  @Test func theLaterOneStaysInTheInbox() throws {
    var spool = SimulatedSpool()
    try spool.drop(Self.histories[0].map { ($0.name, $0.text) })
    let files = spool.files()
    var worker = SimulatedSpool.spool(files, .writing("hang", on: files))
    defer { worker.stopWords() }
    for _ in 0..<3 {
      try worker.askForWords()
      #expect(worker.words?.desk.pendingCount == 1)
      _ = try worker.turn()
    }
    #expect(Set(files.snapshot.list("inbox").filter { !$0.hasPrefix(".") }).isSuperset(of: ["1.json", "1@en.json"]))
  }

  /// Nobody is asked for what the one before it leaves no room for.
  @Test func onlyWhatIsAcceptedIsAskedFor() throws {
    var spool = SimulatedSpool()
    try spool.drop(Self.histories[1].map { ($0.name, $0.text) })
    try Self.answer(&spool, "good")
    #expect(spool.disk.list("outbox/words").count { !$0.hasPrefix(".") } == 2)
  }

  private static func answer(_ spool: inout SimulatedSpool, _ mode: String) throws {
    let files = spool.files()
    var worker = SimulatedSpool.spool(files, .writing(mode, on: files))
    defer { worker.stopWords() }
    for _ in 0..<60 {
      try worker.askForWords()
      // Once with words still to come, once when they are there.
      _ = try worker.turn()
      worker.words?.desk.finish()
      let turn = try worker.turn()
      if case .idle = turn, !worker.isAwaitingWords, try !worker.hasWork() { break }
      files.edit { $0.advance(seconds: 3) }
    }
    spool.disk = files.snapshot
  }

  private static func decisions(
    _ drops: Drops, _ answer: (inout SimulatedSpool) throws -> Void
  ) throws -> [String: String] {
    var spool = SimulatedSpool()
    try spool.drop(drops.map { ($0.name, $0.text) })
    try answer(&spool)
    var found: [String: String] = [:]
    for drop in drops {
      let bytes = try #require(spool.disk.bytes("outbox/responses/\(drop.name)"), "\(drop.name) has no answer")
      let envelope = try JSONValue(parsing: bytes)
      found["\(drop.name)"] = envelope["error"]?["code"]?.string ?? "ok"
    }
    return found
  }
}
