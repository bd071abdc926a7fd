/// Where the rows of a book are: eight bytes a row, 24 bits of the id's hash above 40 bits of the row's position, sorted.
///
/// Rows that share the 24 bits (one in sixteen million) are told apart by reading them.
struct LeadIndex: Sendable {
  private var entries: [UInt64] = []

  /// The longest book that can be indexed, 1 TiB.
  static let maximumSize: UInt64 = 1 << 40

  /// Reserving is free: pages that are never written take no memory.
  package init(expectedRows: Int) { entries.reserveCapacity(expectedRows) }

  package var count: Int { entries.count }

  package mutating func append(_ hash: UInt64, at offset: UInt64) {
    entries.append(hash & ~(Self.maximumSize - 1) | offset)
  }

  package mutating func sort() { entries.sort() }

  /// The positions of the rows whose id may have this hash, in file order.
  func offsets(_ hash: UInt64) -> [UInt64] {
    let tag = hash & ~(Self.maximumSize - 1)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < tag { low = middle + 1 } else { high = middle }
    }
    var found: [UInt64] = []
    while low < entries.count, entries[low] & ~(Self.maximumSize - 1) == tag {
      found.append(entries[low] & (Self.maximumSize - 1))
      low += 1
    }
    return found
  }
}
