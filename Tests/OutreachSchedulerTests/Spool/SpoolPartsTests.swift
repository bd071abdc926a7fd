import Outreach
import Testing

@testable import Formats
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct BatchIDTests {
  @Test func isItsTime() throws {
    let batch = BatchID(time: try instant("2026-11-23T10:15:12.345678Z"))
    #expect(batch.description == "20261123T101512.345678Z")
    #expect(BatchID(batch.fileName) == batch)
    #expect(BatchID(time: try instant("2026-01-02T03:04:05.000007Z")).description == "20260102T030405.000007Z")
  }

  @Test func followsTheLastOneWhateverTheClockSays() throws {
    let last = BatchID(time: try instant("2026-11-23T10:15:12.345678Z"))
    let later = try instant("2026-11-23T10:15:13Z")
    #expect(BatchID.next(after: nil, now: later).time == later)
    #expect(BatchID.next(after: last, now: later).time == later)
    for now in [last.time, try instant("2026-11-23T09:00:00Z"), try instant("1999-01-01T00:00:00Z")] {
      let next = BatchID.next(after: last, now: now)
      #expect(next > last)
      #expect(next.description == "20261123T101512.345679Z")
    }
  }

  @Test func namesSortAsTimesDo() throws {
    var dice = SeededRandom(seed: 1)
    let batches = (0..<200).map { _ in
      BatchID(time: Timestamp(microseconds: Int64(dice.roll(4_000_000_000)) * 1_000_003))
    }
    #expect(batches.sorted().map(\.description) == batches.map(\.description).sorted())
    for batch in batches { #expect(BatchID(batch.description.utf8) == batch) }
  }

  @Test(arguments: [
    "", "20261123T101512.345678", "20261123T101512.345678z", "20261123 101512.345678Z", "20261323T101512.345678Z",
    "20260230T101512.345678Z", "20261123T241512.345678Z", "20261123T106012.345678Z", "20261123T101560.345678Z",
    "2026112xT101512.345678Z", "20261123T101512.34567-Z", "20261123T101512.3456780Z", ".0261123T101512.345678Z",
  ]) func refusesOtherNames(_ text: String) { #expect(BatchID(FileName(text)) == nil) }
}

@Suite struct ChecksumTests {
  /// As published for XXH64 with seed 0.
  @Test(
    arguments: [
      ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
      ("message digest", 0x066E_D728_FCEE_B3BE), ("abcdefghijklmnopqrstuvwxyz", 0xCFE1_F278_FA89_835C),
      ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xAAA4_6907_D304_7814),
      ("12345678901234567890123456789012345678901234567890123456789012345678901234567890", 0xE04A_477F_19EE_145D),
      ("The quick brown fox jumps over the lazy dog", 0x0B24_2D36_1FDA_71BC),
    ] as [(String, UInt64)]) func knownValues(_ text: String, _ expected: UInt64)
  { #expect(Checksum.of(Array(text.utf8)) == expected) }

  @Test func everyBitCounts() {
    for count in [1, 3, 4, 7, 8, 31, 32, 33, 64, 100] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      let sum = Checksum.of(bytes)
      for bit in 0..<(count * 8) {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << (bit % 8)
        #expect(Checksum.of(flipped) != sum)
      }
    }
  }
}

@Suite struct BatchRecordTests {
  private static let table: FileName = "20261123T101512.345678Z_20261123T101512.345679Z.roster"

  private let record: BatchRecord = {
    let day = CivilDay(number: 20_000)
    let awkward = FileName(bytes: (1...255).map { UInt8($0) }.filter { $0 != UInt8(ascii: "/") })
    return BatchRecord(
      outputs: [
        .init(place: .jobs(day: day), name: "20261123T101512.345678Z.ndjson", size: 12, checksum: 0xABC),
        .init(place: .ledger(day: day), name: "x.ndjson", size: 0, checksum: .max),
        .init(place: .roster, name: Self.table, size: 1, checksum: 0),
        .init(place: .failed, name: awkward, size: 9, checksum: 1),
        .init(place: .batch, name: ".answer-139@a.json", size: 5, checksum: 2),
        .init(place: .responses, name: "139@a.json", size: 5, checksum: 2),
      ], refused: [awkward, "a b", "%41", "%", "%zz", FileName(bytes: [0xFF]), "line\nend"], absorbed: [Self.table],
      wordings: BatchWordingsTests.mixed, referenced: Self.references)
  }()

  private static let references: RowReferences = {
    var references = RowReferences()
    for name in ["139@order-77.json", "00139.cancel@x.json"] as [FileName] { references.add(name) }
    return references
  }()

  @Test func referencesOfRowsComeBack() {
    #expect(BatchRecord(record.encode())?.referenced.requests == ["139@order-77.json", "00139.cancel@x.json"])
    #expect(BatchRecord(BatchRecord(outputs: [], refused: [], absorbed: []).encode())?.referenced.requests == [])
  }

  @Test func comesBackAsItWas() { #expect(BatchRecord(record.encode()) == record) }

  @Test func everyByteValueSurvives() {
    for byte in (1...255).map({ UInt8($0) }) where byte != UInt8(ascii: "/") {
      let one = BatchRecord(
        outputs: [], refused: [FileName(bytes: [0x61, byte]), FileName(bytes: [0x25, byte, 0x34])], absorbed: [])
      #expect(BatchRecord(one.encode()) == one)
    }
  }

  @Test func anythingCutIsNoRecord() {
    let bytes = record.encode()
    for count in 0..<bytes.count { #expect(BatchRecord(Array(bytes.prefix(count))) == nil, "\(count) bytes") }
    #expect(BatchRecord(bytes + [10]) == nil)
    #expect(BatchRecord(bytes + bytes) == nil)
  }

  @Test func anyFlippedBitIsNoRecord() {
    let bytes = BatchRecord(
      outputs: Array(record.outputs.prefix(2)), refused: ["4.json"], absorbed: [Self.table],
      wordings: BatchWordingsTests.mixed
    ).encode()
    for bit in 0..<(bytes.count * 8) {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      #expect(BatchRecord(flipped) == nil, "bit \(bit)")
    }
  }
}

@Suite struct FileNameTests {
  @Test func showsWhatPeopleCanRead() {
    #expect(FileName("139.json").description == "139.json")
    #expect(FileName("a\nb\u{7}").description == "a\\nb\\u{07}")
    #expect(FileName(bytes: [0x61, 0xFF]).description == "a\u{FFFD}")
    #expect(FileName(bytes: [0x61, 0xFF]).text == nil)
    #expect(FileName("çağrı.json").text == "çağrı.json")
  }

  @Test func prefixesAndSuffixes() {
    let name: FileName = "139@a.json"
    #expect(name.hasPrefix("139") && name.hasSuffix(".json") && name.count == 10)
    #expect(
      !name.hasPrefix("139@a.json5") && !name.hasSuffix("x139@a.json") && name.hasSuffix("") && name.hasPrefix(""))
  }

  @Test func sortsByBytes() {
    let names: [FileName] = ["b", "a", "ab", "", "B", FileName(bytes: [0xFF]), "é"]
    #expect(names.sorted() == ["", "B", "a", "ab", "b", "é", FileName(bytes: [0xFF])])
  }
}

@Suite struct ErrorFileTests {
  @Test func namesAreDistinctAndFit() {
    let long = FileName(String(repeating: "x", count: 255))
    let requests: [FileName] = [
      "140.error.json", "140", "140.json", "140~2.json", "140~2.error.json", long,
      FileName(bytes: long.bytes.dropLast() + [0x79]),
    ]
    var taken = Set(requests)
    let names = requests.map { ErrorFile.name(for: $0, taken: &taken) }
    #expect(Set(names).count == names.count)
    #expect(Set(names).isDisjoint(with: requests))
    let batch = BatchID(time: Timestamp(seconds: 0))
    for name in names { #expect(name.hasSuffix(".error.json") && BatchFiles.stagedName(name, of: batch).count <= 255) }
    var none: Set<FileName> = []
    #expect(ErrorFile.name(for: "140.json", taken: &none) == "140.error.json")
  }
}
