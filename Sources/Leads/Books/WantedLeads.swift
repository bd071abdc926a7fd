internal import Formats
internal import Outreach

/// The leads of a batch, to be looked up by bytes once per row of a book.
struct WantedLeads {
  package let ids: [LeadID]
  /// Open addressing; an entry is a position in `ids` plus one, 0 is free.
  private var slots: [UInt32]
  private var hashes: [UInt64]
  private let mask: Int

  package init(_ wanted: [LeadID]) {
    var ids: [LeadID] = []
    var capacity = 16
    while capacity < wanted.count * 4 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    hashes = Array(repeating: 0, count: capacity)
    mask = capacity - 1
    for id in wanted {
      var text = id.text
      let hash = text.withUTF8 { Checksum.of(UnsafeRawBufferPointer($0)) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0, ids[Int(slots[slot]) - 1] != id { slot = (slot + 1) & mask }
      guard slots[slot] == 0 else { continue }
      ids.append(id)
      slots[slot] = UInt32(ids.count)
      hashes[slot] = hash
    }
    self.ids = ids
  }

  /// The position in ``ids`` of the id with these bytes.
  @inline(__always)
  package func position(_ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if hashes[slot] == hash, ids[Int(slots[slot]) - 1].text.utf8.elementsEqual(bytes) { return Int(slots[slot]) - 1 }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
