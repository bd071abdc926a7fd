internal import Formats
internal import Storage

/// Writes a table from its first row to its last; in memory are only what an open table holds there and some rows.
struct SortedTableWriter {
  private static let flushSize = 1 << 17

  private let file: OpenFile
  private let files: any FileSystem
  private var waiting: [UInt8] = []
  private var checksum = Checksum.Running()
  private var size = 0

  private var block = [UInt64](repeating: 0, count: SortedTable.Block.words)
  private var firstKeys: [UInt64] = []
  private var filter: KeyFilter
  private var rows = 0
  private var groups = 0
  private let seed: Roster.Seed
  private var lastGroup: UInt32?

  /// - Parameters:
  ///   - seed: what the keys were made with.
  ///   - groups: at most how many groups the keys fall into.
  package init(_ file: OpenFile, seed: Roster.Seed, expecting groups: Int, _ files: any FileSystem) {
    self.file = file
    self.seed = seed
    self.files = files
    filter = KeyFilter(expecting: groups)
    waiting.reserveCapacity(Self.flushSize + SortedTable.Block.size)
  }

  /// - Parameter row: with a greater key than the one before.
  package mutating func append(_ row: SortedTable.Row) throws(FileError) {
    let index = rows % SortedTable.Block.rows
    if index == 0 {
      if rows > 0 { try seal() }
      firstKeys.append(row.key)
    }
    block[index * 3] = row.key
    block[index * 3 + 1] = row.a
    block[index * 3 + 2] = row.b
    rows += 1
    if row.key.group != lastGroup {
      lastGroup = row.key.group
      groups += 1
      filter.insert(group: row.key.group)
    }
  }

  /// - Returns: the size and the checksum of the whole file.
  package mutating func finish() throws(FileError) -> (size: Int, checksum: UInt64) {
    if rows > 0 {
      for i in ((rows - 1) % SortedTable.Block.rows + 1) * 3..<SortedTable.Block.words { block[i] = 0 }
      try seal()
    }
    let trailer = SortedTable.Trailer(
      rows: rows, groups: groups, filterWords: filter.words.count, seed: seed,
      checksum: SortedTable.Trailer.checksum(firstKeys, filter.words))
    try write(firstKeys)
    try write(filter.words)
    try write(trailer.words)
    try flush()
    return (size, checksum.value)
  }

  private mutating func seal() throws(FileError) {
    SortedTable.Block.seal(&block, number: firstKeys.count - 1)
    try write(block)
  }

  private mutating func write(_ words: [UInt64]) throws(FileError) {
    words.withUnsafeBytes { waiting.append(contentsOf: $0) }
    if waiting.count >= Self.flushSize { try flush() }
  }

  private mutating func flush() throws(FileError) {
    try files.write(waiting, to: file)
    checksum.add(waiting)
    size += waiting.count
    waiting.removeAll(keepingCapacity: true)
  }
}
