import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Outreach
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// Of a lead that was erased nothing is left in any file, and everybody else's data reads as before.
@Suite struct ErasureTests {
  /// Lead 2, on both channels: answered, replied, bulk rows accepted and refused, some put away, some waiting.
  static func spool() throws -> SimulatedSpool {
    var spool = try PruneWorld.endedSpool()
    let files = spool.files()
    try PruneWorld.prune(files)
    spool.disk = files.snapshot
    try spool.drop("2@again.json", #"{"on_contacted":"allow","channel":["whatsapp","email"],"tone":"samimi"}"#)
    try spool.drop("2@wrong.json", #"{"tone":"kurumsl"}"#)
    try spool.drop(
      "fair.csv", "lead_id,company,phone,tone\n10,Firma 10,,\n2,Firma 2,+905321112202,kurumsl\n11,Firma 11,,x\n")
    try spool.drop("rows.ndjson", #"{"lead_id":12}"# + "\n" + #"{"lead_id":2,"tone":"premium"}"# + "\n")
    try spool.answer()
    try spool.drop("said.ndjson", #"{"command":"reply","to":"+90 532 111 22 02","text":"Firma 2 burada"}"# + "\n")
    try spool.drop("2.reply.json", #"{"text":"Firma 2"}"#)
    try spool.answer()
    try spool.drop("2@waits.json")
    let words = try spool.disk.make(.directory, "words", in: try spool.disk.find(path: "outbox"))
    for lead in [2, 12] {
      let file = try spool.disk.make(.regular, FileName("\(lead)abc.json"), in: words)
      spool.disk.setBytes(Array(#"{"lead_id":\#(lead),"words":"Firma \#(lead)"}"#.utf8), of: file)
    }
    spool.disk.syncAll()
    return spool
  }

  static func erase(_ files: MemoryFileSystem, _ leads: Set<LeadID> = [lead]) throws {
    let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    defer { spool.close(in: files) }
    let lock = try #require(try SpoolLock.take(in: spool.outbox, files))
    defer { lock.release(files) }
    var erasure = Erasure(spool, files, columns: .standard, objective: "ilk_temas")
    #expect(try erasure.finish())
    #expect(try erasure.isAtRest())
    let survey = try erasure.survey(leads, now: Timestamp(microseconds: files.snapshot.clock / 1000))
    if survey.unknown != leads { try erasure.run(survey.persons) }
  }

  static let lead = LeadID(checked: "2")

  /// Files in which something of lead 2 stands.
  static func traces(_ disk: MemoryDisk) -> [String] {
    disk.walk().filter { path, _, _ in
      let name = path.split(separator: "/").last ?? ""
      if name.hasPrefix("2.") || name.hasPrefix("2@") || name.hasPrefix(".answer-2") || name.hasPrefix("2-") {
        return true
      }
      guard let bytes = disk.bytes(path) else { return false }
      let text = String(decoding: bytes, as: UTF8.self)
      return [
        "Firma 2 ", "Firma 2\"", "Firma 2,", "+905321112202", "info@firma2.", "\"lead_id\":2,", "2-whatsapp-", " 2@",
      ]
      .contains { mark in text.firstRange(of: mark).map { isWhole(text, $0) } ?? false }
    }.map(\.path)
  }

  /// 12-whatsapp- is another lead's.
  private static func isWhole(_ text: String, _ range: Range<String.Index>) -> Bool {
    guard text[range].first == "2", range.lowerBound > text.startIndex else { return true }
    return !text[text.index(before: range.lowerBound)].isNumber
  }

  /// What the others' jobs and histories are, and what audit finds.
  static func reading(_ disk: MemoryDisk) throws -> [String] {
    let files = MemoryFileSystem(disk)
    let view = try SpoolView.open(inbox: "inbox", outbox: "outbox", in: files)
    defer { view.close() }
    var found: [String] = []
    try JobQuery(view, JobFilter()).run { jobs in
      found += jobs.map { String(decoding: $0.line, as: UTF8.self) }.filter { !$0.contains(#""lead_id":2,"#) }
    }
    for lead in [1, 3, 5, 6, 7, 10, 12] {
      found += try History(view).entries(of: LeadID(checked: "\(lead)")).map { "\(lead) \($0.event) \($0.detail)" }
    }
    return found + (try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings.map(\.description))
  }

  @Test func nothingOfThemIsLeftAndOthersReadAsBefore() throws {
    let spool = try Self.spool()
    let before = try Self.reading(spool.disk)
    #expect(Self.traces(spool.disk).count > 12)
    let files = spool.files()
    try Self.erase(files)
    #expect(Self.traces(files.snapshot) == [])
    #expect(try Self.reading(files.snapshot).difference(from: before).map { "\($0)" } == [])
    #expect(files.openHandles == 0)
  }

  @Test func theyAreNotContactedAgainUntilTheyWantIt() throws {
    var spool = try Self.spool()
    let files = spool.files()
    try Self.erase(files)
    spool.disk = files.snapshot
    func answers() throws -> [String] {
      try ["2@new.json", "40@other.json"].map { name in
        String(decoding: try #require(spool.disk.bytes("outbox/responses/\(name)")), as: UTF8.self)
      }
    }
    // Under another id, too.
    try spool.drop("2@new.json", #"{"on_contacted":"allow"}"#)
    try spool.drop("40@other.json", #"{"lead":{"company":"X","phone":"0532 111 22 02"}}"#)
    try spool.answer()
    #expect(try answers().allSatisfy { $0.contains("OPTED_OUT") })
    // The refusal outlives a remade roster.
    let again = spool.files()
    let directories = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: again)
    _ = try RosterRebuild(directories, again, objective: "ilk_temas").run()
    directories.close(in: again)
    spool.disk = again.snapshot
    try spool.drop("2@new2.json", #"{"on_contacted":"allow"}"#)
    try spool.answer()
    #expect(
      String(decoding: spool.disk.bytes("outbox/responses/2@new2.json") ?? [], as: UTF8.self).contains("OPTED_OUT"))
    spool.disk.advance(seconds: 60)
    let said = #""source":"web form","at":"\#(Timestamp(microseconds: spool.disk.clock / 1000).iso8601)""#
    try spool.drop("in.ndjson", #"{"command":"opt-in","to":"+905321112202",\#(said)}"# + "\n")
    try spool.drop("2.opt-in.json", "{\(said)}")
    try spool.answer()
    try spool.drop("2@new3.json", #"{"on_contacted":"allow"}"#)
    try spool.answer()
    #expect(
      String(decoding: spool.disk.bytes("outbox/responses/2@new3.json") ?? [], as: UTF8.self).contains(#""ok":true"#))
  }

  /// Killed, or cut off, after any operation: the next one ends it.
  @Test(arguments: [.killed, .powerCut(seed: 0), .powerCut(seed: 5)] as [CrashWalk.Death])
  func anyDeathIsSurvived(_ death: CrashWalk.Death) throws {
    let spool = try Self.spool()
    let before = try Self.reading(spool.disk)
    let jobs = before.filter { $0.hasPrefix("{") }
    let erase: CrashWalk.Worker = { try Self.erase($0) }
    let walk = CrashWalk(
      disk: spool.disk, workers: [erase, erase],
      faultsAlways: { disk in try Self.reading(disk).filter { $0.hasPrefix("{") }.difference(from: jobs).map { "\($0)" }
      },
      faultsAtRest: { disk in
        try Self.traces(disk) + Self.reading(disk).difference(from: before).map { "\($0)" }
          + disk.walk().map(\.path).filter { $0.contains(".erase") }
      })
    #expect(try walk.run([death], step: WalkRounds.step, offset: WalkRounds.offset) > 5)
  }

  @Test func ofAnIdThatNobodyKnowsNothingIsHeld() throws {
    let spool = try Self.spool()
    let files = spool.files()
    let (view, _) = try spool.view()
    let survey = try ErasureSurvey([try #require(LeadID("999"))], view, now: Timestamp(microseconds: 0))
    #expect(survey.unknown.count == 1 && survey.jobs == 0)
    try Self.erase(files, [try #require(LeadID("999"))])
    #expect(files.snapshot.walk().map(\.path) == spool.disk.walk().map(\.path))
  }

  /// Only a refused row and its answer tell of them.
  @Test func whoseRowsWereOnlyRefusedIsErasedToo() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id,company,tone\n1,Firma 1,\n2,Firma 2,kurumsl\n")
    try spool.answer()
    #expect(!Self.traces(spool.disk).isEmpty)
    let files = spool.files()
    try Self.erase(files)
    #expect(Self.traces(files.snapshot) == [])
    let report = try Audit.run(inbox: "inbox", outbox: "outbox", in: MemoryFileSystem(files.snapshot))
    #expect(report.findings.map(\.description) == [])
  }

  @Test func whatIsBeingSentIsNamed() throws {
    var spool = SimulatedSpool()
    try spool.drop("2.json")
    try spool.answer()
    let job = try #require(try spool.jobs().first?.job.id)
    try spool.report(#""event":"sending","lead_id":2,"job_id":"\#(job)","channel":"whatsapp","attempt":1"#)
    #expect(try ErasureSurvey([Self.lead], spool.view().view, now: Timestamp(microseconds: 0)).beingSent == [job])
    try spool.report(#""event":"sent","lead_id":2,"job_id":"\#(job)","channel":"whatsapp""#)
    #expect(try ErasureSurvey([Self.lead], spool.view().view, now: Timestamp(microseconds: 0)).beingSent == [])
  }

  @Test func anAddressThatAnotherLeadHasTooStays() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", "{}")])
    try spool.answer()
    spool.disk.advance(seconds: 86_400)
    try spool.drop([("9.json", #"{"on_active":"replace","on_contacted":"allow"}"#)])
    try spool.answer()
    let survey = try ErasureSurvey([try #require(LeadID("1"))], spool.view().view, now: Timestamp(microseconds: 0))
    #expect(survey.shared.keys.sorted() == ["+905321112201"] && !survey.persons.addresses.contains("+905321112201"))
  }
}
