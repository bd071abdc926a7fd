internal import Formats

extension SortedTable {
  /// 1024 bytes: 42 rows, the block's number, the checksum of all before it. Rows that the last block lacks are zero.
  enum Block {
    package static let size = 1024
    package static let words = size / 8
    package static let rows = 42

    /// - Parameter words: with the rows filled in.
    static func seal(_ words: inout [UInt64], number: Int) {
      words[Block.words - 2] = UInt64(number)
      words[Block.words - 1] = words.withUnsafeBytes { checksum(of: $0) }
    }

    package static func isWhole(_ bytes: UnsafeRawBufferPointer, number: Int) -> Bool {
      bytes.load(fromByteOffset: size - 16, as: UInt64.self) == UInt64(number)
        && bytes.load(fromByteOffset: size - 8, as: UInt64.self) == checksum(of: bytes)
    }

    package static func row(for key: UInt64, in bytes: UnsafeRawBufferPointer, _ count: Int) -> Row? {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if bytes.load(fromByteOffset: middle * MemoryLayout<Row>.stride, as: UInt64.self) < key {
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard low < count else { return nil }
      let row = bytes.load(fromByteOffset: low * MemoryLayout<Row>.stride, as: Row.self)
      return row.key == key ? row : nil
    }

    private static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
      Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<(size - 8)]))
    }
  }

  /// The last words of the file, from which all else is found.
  struct Trailer {
    package static let size = 64
    private static let magic: UInt64 = 0x3352_5453_4F52_534F  // "OSROSTR3"
    /// Of a version whose keys anybody can work out, and its trailer's size.
    private static let formerMagic: UInt64 = 0x3252_5453_4F52_534F  // "OSROSTR2"
    static let formerSize = 48

    package var rows: UInt64
    package var groups: UInt64
    var filterWords: UInt64
    /// Of the blocks' first keys and the filter.
    package var checksum: UInt64
    var seed: Roster.Seed

    package static func checksum(_ firstKeys: [UInt64], _ filter: [UInt64]) -> UInt64 {
      let parts = [firstKeys, filter].map { words in words.withUnsafeBytes { Checksum.of($0) } }
      return parts.withUnsafeBytes { Checksum.of($0) }
    }

    package var blocks: UInt64 { (rows + UInt64(Block.rows) - 1) / UInt64(Block.rows) }
    var fileSize: UInt64 { blocks * UInt64(Block.size + 8) + filterWords * 8 + UInt64(Self.size) }

    package var words: [UInt64] {
      let words = [Self.magic, rows, groups, filterWords, checksum] + seed.words
      return words + [words.withUnsafeBytes { Checksum.of($0) }]
    }

    package init(rows: Int, groups: Int, filterWords: Int, seed: Roster.Seed, checksum: UInt64) {
      self.rows = UInt64(rows)
      self.groups = UInt64(groups)
      self.filterWords = UInt64(filterWords)
      self.checksum = checksum
      self.seed = seed
    }

    /// Whether the last words of a file are such as a former version wrote.
    static func isFormer(_ words: [UInt64]) -> Bool {
      words.count == formerSize / 8 && words[0] == formerMagic
        && words.dropLast().withContiguousStorageIfAvailable { Checksum.of(UnsafeRawBufferPointer($0)) } == words.last
    }

    /// Nil if the words are not what ``words`` wrote.
    package init?(_ words: [UInt64]) {
      guard words.count == Self.size / 8, words[0] == Self.magic else { return nil }
      rows = words[1]
      groups = words[2]
      filterWords = words[3]
      checksum = words[4]
      seed = Roster.Seed(words[5], words[6])
      guard rows < 1 << 40, filterWords < 1 << 40, words == self.words, filterWords > 0,
        filterWords % UInt64(KeyFilter.wordsPerLine) == 0
      else { return nil }
    }
  }
}
