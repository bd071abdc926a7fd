import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Storage

@Suite struct RosterTests {
  private let shelf = TableShelf()

  private func batch(_ number: Int) -> BatchID { BatchID(time: Timestamp(seconds: 1_700_000_000 + Int64(number))) }

  private func active(_ number: Int, steps: Int = 3) -> Roster.Active {
    Roster.Active(
      batch: batch(number), ordinal: 1, steps: steps, until: Timestamp(seconds: 1_800_000_000 + Int64(number)))
  }

  private func lead(_ id: Int) throws -> Roster.Holder { .lead(try #require(LeadID("\(id)"))) }

  @Test func remembersWhatItWasTold() throws {
    var roster = Roster()
    let entry = Roster.Active(batch: batch(1), ordinal: 300, steps: 11, until: Timestamp(seconds: 1_900_000_000))
    roster.begin(entry, at: roster.place(try lead(1), on: .whatsapp, objective: "randevu"))
    roster.begin(active(2), at: roster.place(.address("+905321112233"), on: .email, objective: "randevu"))
    roster.noteAnswer(to: "1@a.json", batch: batch(1), checksum: 77)
    roster.noteFile(77, batch: batch(1))
    for _ in 0..<2 {
      #expect(roster.active(try lead(1), on: .whatsapp) == entry)
      #expect(roster.active(try lead(1), on: .email) == nil)
      #expect(roster.active(.address("1"), on: .whatsapp) == nil, "a lead and an address of the same text differ")
      #expect(roster.active(.address("+905321112233"), on: .email) == active(2))
      #expect(roster.contact(at: roster.place(try lead(1), on: .whatsapp, objective: "randevu"))?.until == entry.until)
      #expect(roster.contact(at: roster.place(try lead(1), on: .whatsapp, objective: "tanitim")) == nil)
      #expect(roster.answer(to: "1@a.json")?.checksum == 77)
      #expect(roster.answer(to: "1@b.json") == nil)
      #expect(roster.file(77) == batch(1))
      #expect(roster.file(78) == nil)
      #expect(roster.mayKnow(roster.place(try lead(1), on: .whatsapp, objective: "tanitim")), "another objective")
      #expect(!roster.mayKnow(roster.place(try lead(3), on: .whatsapp, objective: "randevu")))
      // And the same from the table.
      try shelf.publish(&roster, batch(3))
      #expect(try shelf.fold(roster, batch(4)) == nil, "nothing changed")
      roster.noteAnswer(to: "2@a.json", batch: batch(4), checksum: 1)
    }
    roster.end(try lead(1), on: .whatsapp)
    roster.forgetContact(at: roster.place(try lead(1), on: .whatsapp, objective: "randevu"))
    try shelf.publish(&roster, batch(5))
    #expect(roster.active(try lead(1), on: .whatsapp) == nil)
    #expect(roster.contact(at: roster.place(try lead(1), on: .whatsapp, objective: "randevu")) == nil)
  }

  /// Nobody can work out whose key is whose without the spool's seed, which its tables keep.
  @Test func everySpoolHasKeysOfItsOwn() throws {
    let (a, b) = (Roster(), Roster())
    #expect(a.seed != b.seed)
    #expect(a.id(try lead(1), on: .whatsapp) != b.id(try lead(1), on: .whatsapp))
    var roster = a
    roster.noteFile(1, batch: batch(1))
    try shelf.publish(&roster, batch(1))
    #expect(roster.seed == a.seed)
    #expect(Roster(segments: roster.segments).seed == a.seed)
  }

  /// Two texts that had one key without a seed: what one of them says is nothing of the other.
  @Test func addressesWithOneUnseededKeyAreTwo() throws {
    let texts = ["info@hedef-firma.com.tr", "sn4slchap@3nb3ia.com.tr"]
    for channel in Channel.allCases {
      let keys = texts.map { text in Checksum.of([UInt8(channel.traits.rosterCode | 4)] + Array(text.utf8)) & ~7 }
      if channel == .email { #expect(keys[0] == keys[1]) }
    }
    var roster = Roster()
    let optOut = Roster.Notice.Consent(isOptedOut: true, at: Timestamp(seconds: 1_700_000_000))
    roster.noteConsent(optOut, of: .address(texts[0]), on: .email)
    #expect(roster.notice(.address(texts[0]), on: .email)?.isOptedOut == true)
    #expect(roster.notice(.address(texts[1]), on: .email) == nil)
  }

  /// Two that have one key by chance are told apart by more of the hash; once both have said something, the no counts
  /// for both.
  @Test func aNoticeIsOnlyItsOwners() throws {
    var roster = Roster()
    let (mine, other) = (Roster.PlaceID(active: 81, check: 5), Roster.PlaceID(active: 81, check: 6))
    let times = (1...4).map { Timestamp(seconds: 1_700_000_000 + Int64($0)) }
    roster.note(.init(consent: .init(isOptedOut: true, at: times[0])), at: mine)
    #expect(roster.notice(mine)?.isOptedOut == true)
    #expect(roster.notice(other) == nil)
    roster.note(.init(consent: .init(isOptedOut: false, at: times[1])), at: other)
    #expect(roster.notice(mine)?.isOptedOut == true)
    roster.note(.init(consent: .init(isOptedOut: false, at: times[2])), at: mine)
    #expect(roster.notice(mine)?.isOptedOut == true)
    #expect(roster.notice(other)?.isOptedOut == true)
    roster.note(.init(stopped: .init(at: times[3], cause: .reply)), at: other)
    #expect(roster.notice(mine)?.stopped?.at == times[3] && roster.notice(mine)?.isOptedOut == true)
  }

  /// However many batches there are, few tables are open, and the newest word counts.
  @Test func tablesStayFew() throws {
    var roster = Roster()
    var expected: [Int: Int] = [:]
    var dice = SeededRandom(seed: 4)
    for number in 0..<400 {
      for _ in 0..<20 {
        let id = dice.roll(6000)
        if dice.roll(5) == 0 {
          roster.end(try lead(id), on: .whatsapp)
          expected[id] = nil
        } else {
          roster.begin(active(number), at: roster.place(try lead(id), on: .whatsapp, objective: "randevu"))
          expected[id] = number
        }
      }
      try shelf.publish(&roster, batch(number))
      #expect(roster.segments.last?.last == batch(number))
      let limit = 3 + Int.bitWidth - (number + 1).leadingZeroBitCount
      #expect(roster.segments.count <= limit, "\(roster.segments.count) tables after \(number + 1) batches")
    }
    for id in 0..<6000 { #expect(roster.active(try lead(id), on: .whatsapp) == expected[id].map { active($0) }) }
  }

  @Test func neverFoldsOverATableThatIsOnlyStaged() throws {
    var roster = Roster()
    roster.begin(active(1), at: roster.place(try lead(1), on: .whatsapp, objective: "randevu"))
    var staged = try #require(try shelf.fold(roster, batch(1))).segment
    staged.isStaged = true
    #expect(staged.name.description == ".\(batch(1))~\(batch(1))_\(batch(1)).roster")
    var later = Roster(segments: [staged])
    #expect(later.active(try lead(1), on: .whatsapp) == active(1))
    later.begin(active(2), at: roster.place(try lead(2), on: .whatsapp, objective: "randevu"))
    let table = try #require(try shelf.fold(later, batch(2)))
    #expect(table.absorbed == [] && table.segment.first == batch(2))
  }

  @Test func supersededTablesAreLeftAside() throws {
    var world = SimulatedSpool()
    for round in 1...5 {
      try world.drop(FileName("\(round).json"))
      try world.answer()
    }
    let tables = world.disk.list("outbox/roster")
    #expect(tables.count == 1, "small tables are folded into one")
    // As after a crash between publishing a table and removing those that it made superfluous.
    let old = try #require(Roster.span(of: tables[0]))
    let inner = try world.disk.make(
      .regular, Roster.segmentName(first: old.first, last: old.first), in: try world.disk.find(path: "outbox/roster"))
    world.disk.setBytes(try shelf.bytes(of: []), of: inner)
    let files = world.files()
    let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    let roster = try RosterStore.load(spool, files, known: Roster())
    #expect(roster.segments.map(\.name) == tables)
    for id in 1...5 { #expect(roster.active(try lead(id), on: .whatsapp) != nil) }
  }

  @Test func aDamagedTableStopsEverything() throws {
    var world = SimulatedSpool()
    try world.drop("1.json")
    try world.answer()
    let name = try #require(world.disk.list("outbox/roster").first)
    world.disk.setBytes([1, 2, 3], of: try world.disk.find(path: "outbox/roster/\(name)"))
    try world.drop("2.json")
    let files = world.files()
    let error = #expect(throws: SpoolError.self) { try SimulatedSpool.settle(files) }
    #expect(error?.description.contains("outbox/roster/\(name)") == true)
    #expect(files.snapshot.list("inbox").contains("2.json"), "nothing was claimed")
  }

  @Test(arguments: [
    "x.roster", "20261123T101512.345678Z.roster", "20261123T101512.345678Z_20261123T101512.345677Z.roster",
    "20261123T101512.345678Z-20261123T101512.345678Z.roster", "20261123T101512.345678Z_20261123T101512.345678Z.roster~",
  ]) func foreignNamesAreNoTables(_ name: String) { #expect(Roster.span(of: FileName(name)) == nil) }
}
