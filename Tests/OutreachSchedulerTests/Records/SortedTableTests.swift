import Outreach
import Testing

@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct SortedTableTests {
  private let shelf = TableShelf()

  private func rows(_ keys: some Sequence<UInt64>) -> [SortedTable.Row] {
    Set(keys).sorted().map { SortedTable.Row(key: $0, a: $0 &* 3, b: ~$0) }
  }

  private func table(_ keys: some Sequence<UInt64>) throws -> SortedTable {
    try #require(try shelf.table(of: try shelf.bytes(of: rows(keys))))
  }

  @Test(arguments: [0, 1, 2, 3, 10, 42, 43, 100, 5000]) func agreesWithADictionary(_ count: Int) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var dice = SeededRandom(seed: seed)
      // Even keys, as hashes are, and badly clustered ones.
      let keys = (0..<count).map { _ in seed == 3 ? UInt64(dice.roll(count * 2)) : dice.next() }
      let table = try table(keys)
      #expect(table.count == Set(keys).count)
      #expect(table.groups == Set(keys.map(\.group)).count)
      for key in keys { #expect(table.row(for: key) == SortedTable.Row(key: key, a: key &* 3, b: ~key)) }
      let edges: [UInt64] = [0, 1, .max, .max - 1, 1 << 63]
      for key in edges + (0..<100).map({ _ in dice.next() }) where !keys.contains(key) {
        #expect(table.row(for: key) == nil)
      }
      #expect(table.error == nil)
    }
  }

  @Test func extremeKeys() throws {
    let keys: [UInt64] = [0, 1, 2, .max - 1, .max]
    let table = try table(keys)
    for key in keys { #expect(table.row(for: key)?.key == key) }
    #expect(table.row(for: 3) == nil)
  }

  /// Of strangers about one in a hundred is taken for known, and nobody who is known for a stranger.
  @Test func theFilterKnowsMostStrangers() throws {
    var dice = SeededRandom(seed: 5)
    let keys = (0..<20_000).map { _ in dice.next() }
    let table = try table(keys)
    #expect(keys.allSatisfy { table.mayHold(group: $0.group) })
    let mistaken = (0..<20_000).count { _ in table.mayHold(group: dice.next().group) }
    #expect(mistaken < 500, "\(mistaken) of 20,000")
  }

  @Test func damagedBytesAreNoTable() throws {
    let bytes = try shelf.bytes(of: (0..<50).map { SortedTable.Row(key: UInt64($0) << 40, a: 1, b: 2) })
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(try shelf.table(of: Array(bytes.prefix(count))) == nil)
    }
    #expect(try shelf.table(of: bytes + [0]) == nil)
    #expect(try shelf.table(of: bytes + [UInt8](repeating: 0, count: 8)) == nil)
    for bit in 0..<(bytes.count * 8) {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      if try shelf.table(of: flipped) != nil { Issue.record("bit \(bit)") }
    }
    #expect(shelf.files.openHandles == 0)
  }

  /// A large table is not read through when it is opened: damage is found where it is met, and then not forgotten.
  @Test func damageInALargeTableIsMetAndRemembered() throws {
    var dice = SeededRandom(seed: 6)
    let keys = (0..<10_000).map { _ in dice.next() }.sorted()
    var bytes = try shelf.bytes(of: rows(keys))
    bytes[100 * SortedTable.Block.size + 5] ^= 1
    let table = try #require(try shelf.table(of: bytes))
    #expect(table.row(for: keys[0])?.key == keys[0])
    #expect(table.error == nil)
    #expect(table.row(for: keys[100 * SortedTable.Block.rows]) == nil)
    #expect(table.error?.code == FileError.damaged)
    #expect(throws: FileError.self) { try table.verify() }
    // Whatever is decided on its answers is not published, and what would be folded with it neither.
    let batch = BatchID(time: Timestamp(seconds: 1_700_000_000))
    var roster = Roster(segments: [Roster.Segment(first: batch, last: batch, table: table)])
    roster.noteAnswer(to: "1@a.json", batch: batch, checksum: 1)
    #expect(throws: FileError.self) { try shelf.fold(roster, batch) }
  }

  /// A block that lies where another belongs is damage, too.
  @Test func blocksInTheWrongPlaceAreDamage() throws {
    var dice = SeededRandom(seed: 7)
    let keys = (0..<100).map { _ in dice.next() }
    var bytes = try shelf.bytes(of: rows(keys))
    bytes.replaceSubrange(
      0..<SortedTable.Block.size, with: bytes[SortedTable.Block.size..<(2 * SortedTable.Block.size)])
    #expect(try shelf.table(of: bytes) == nil)
  }
}

@Suite struct KeyTableTests {
  private struct Value: Hashable, BitwiseCopyable, Sendable { var number: Int }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func agreesWithADictionary(_ seed: UInt64) {
    var dice = SeededRandom(seed: seed)
    var table = KeyTable(filler: Value(number: -1))
    var expected: [UInt64: Value] = [:]
    if seed % 2 == 0 { table.reserve(500) }
    for number in 1...3000 {
      // Evenly spread, in groups, and crowded at either end.
      let key: UInt64 =
        switch seed {
        case 1: dice.next() | 1
        case 2: UInt64(dice.roll(400)) << 55 | UInt64(dice.roll(4) + 1)
        case 3: UInt64.max - UInt64(dice.roll(2000))
        default: UInt64(dice.roll(2000) + 1)
        }
      table.set(key, to: Value(number: number))
      expected[key] = Value(number: number)
    }
    #expect(table.count == expected.count)
    for (key, value) in expected { #expect(table[key] == value) }
    for _ in 0..<1000 {
      let key = dice.next() | 1
      #expect(table[key] == expected[key])
      #expect(table.holds(group: key.group) == expected.keys.contains { $0.group == key.group })
    }
    for key in expected.keys.prefix(50) { #expect(table.holds(group: key.group)) }
    var walked: [UInt64] = []
    var slot = 0
    while true {
      let before = walked.count
      slot = table.forEach(from: slot, upTo: 7) { key, _ in walked.append(key) }
      if walked.count == before { break }
    }
    #expect(walked == expected.keys.sorted())
  }

  @Test func copiesAreTheirOwn() {
    var table = KeyTable(filler: 0)
    table.set(7, to: 1)
    let copy = table
    table.set(7, to: 2)
    #expect(copy[7] == 1 && table[7] == 2 && copy[8] == nil && !copy.holds(group: 1))
  }
}
