internal import Storage

/// Rows in the order of their keys, some at a time: a table's, or the changes of the batch in hand.
struct RowSource {
  private enum Origin {
    case table(SortedTable)
    case changes(KeyTable<Roster.Words>)
  }

  private static let blocksAtOnce = 64

  private let origin: Origin
  /// The next block of the table, or slot of the changes.
  private var next = 0
  /// The rows at hand, and which of them comes next.
  fileprivate private(set) var rows: [SortedTable.Row] = []
  fileprivate var at = 0
  private var bytes: [UInt8] = []

  package init(_ table: SortedTable) { origin = .table(table) }
  package init(_ changes: KeyTable<Roster.Words>) { origin = .changes(changes) }

  package var count: Int {
    switch origin {
    case .table(let table): table.count
    case .changes(let changes): changes.count
    }
  }

  /// At most how many groups the keys fall into.
  package var groups: Int {
    switch origin {
    case .table(let table): table.groups
    case .changes(let changes): changes.count
    }
  }

  /// Takes the next rows to hand; false at the end.
  mutating func refill() throws(FileError) -> Bool {
    rows.removeAll(keepingCapacity: true)
    at = 0
    switch origin {
    case .table(let table): try refill(from: table)
    case .changes(let changes):
      next = changes.forEach(from: next, upTo: Self.blocksAtOnce * SortedTable.Block.rows) { key, value in
        rows.append(SortedTable.Row(key: key, a: value.a, b: value.b))
      }
    }
    return !rows.isEmpty
  }

  private mutating func refill(from table: SortedTable) throws(FileError) {
    let blocks = min(Self.blocksAtOnce, table.blocks - next)
    guard blocks > 0 else { return }
    let size = SortedTable.Block.size
    if bytes.count != blocks * size { bytes = [UInt8](repeating: 0, count: blocks * size) }
    var failure: FileError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(FileError) { try table.read(next, into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    bytes.withUnsafeBytes { buffer in
      for block in 0..<blocks {
        let start = block * size
        let end = start + table.rows(in: next + block) * MemoryLayout<SortedTable.Row>.stride
        rows.append(
          contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start..<end]).bindMemory(to: SortedTable.Row.self))
      }
    }
    next += blocks
  }
}

/// Several sources as one, in the order of keys: of rows with the same key the newest source's.
struct RowMerge {
  /// Those with rows left, newest first, and the key that comes next in each.
  private var sources: [RowSource] = []
  private var keys: [UInt64] = []

  /// - Parameter sources: newest first.
  package init(_ sources: [RowSource]) throws(FileError) {
    for var source in sources where try source.refill() {
      keys.append(source.rows[0].key)
      self.sources.append(source)
    }
  }

  package mutating func write(to writer: inout SortedTableWriter) throws(FileError) {
    while !sources.isEmpty {
      var first = 0
      for i in 1..<max(1, keys.count) where keys[i] < keys[first] { first = i }
      let key = keys[first]
      try writer.append(sources[first].rows[sources[first].at])
      for i in (first..<keys.count).reversed() where keys[i] == key { try advance(i) }
    }
  }

  private mutating func advance(_ i: Int) throws(FileError) {
    sources[i].at += 1
    if sources[i].at == sources[i].rows.count, try !sources[i].refill() {
      sources.remove(at: i)
      keys.remove(at: i)
    } else {
      keys[i] = sources[i].rows[sources[i].at].key
    }
  }
}
