/// Remembers what was found out about short stretches of bytes, such as a trade or the last word of a name.
///
/// An open-addressing table that is asked without making a key first. What is in it came from people's data, so it has a
/// bound: who finds it full lets it forget everything.
package struct ByteMemo<Value> {
  private struct Entry {
    var hash: UInt64
    var kind: UInt64
    var start: Int
    var count: Int
    var value: Value
  }

  private var entries: [Entry] = []
  private var keys: [UInt8] = []
  /// Positions in `entries` plus one; 0 is free. Twice as many as entries at least.
  private var slots: [UInt32] = []
  private let limit: Int

  /// - Parameter limit: how many entries make it full.
  package init(limit: Int = 4096) { self.limit = limit }

  /// - Parameter kind: tells apart questions of several kinds about the same bytes.
  package func value(of key: UnsafeBufferPointer<UInt8>, kind: UInt64 = 0) -> Value? {
    guard !slots.isEmpty else { return nil }
    let hash = Self.hash(key, kind)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let at = Int(slots[slot]) - 1
      if entries[at].hash == hash, entries[at].kind == kind, entries[at].count == key.count, isKey(at, key) {
        return entries[at].value
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  package var isFull: Bool { entries.count >= limit }

  package mutating func removeAll() { self = ByteMemo(limit: limit) }

  /// Remembers the value of a key that has none yet.
  package mutating func insert(_ value: Value, for key: UnsafeBufferPointer<UInt8>, kind: UInt64 = 0) {
    if (entries.count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(key, kind)
    entries.append(Entry(hash: hash, kind: kind, start: keys.count, count: key.count, value: value))
    keys.append(contentsOf: key)
    place(entries.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: max(64, slots.count * 2))
    for entry in entries.indices { place(entry) }
  }

  private mutating func place(_ entry: Int) {
    var slot = Int(truncatingIfNeeded: entries[entry].hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(entry + 1)
  }

  private func isKey(_ at: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    keys.withUnsafeBufferPointer {
      areEqual(UnsafeBufferPointer(rebasing: $0[entries[at].start...].prefix(key.count)), key)
    }
  }

  /// Eight bytes at a time, each mixed by a multiplication whose two halves are folded into each other (wyhash).
  private static func hash(_ key: UnsafeBufferPointer<UInt8>, _ kind: UInt64) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(key)
    var hash = mixed(kind ^ 0xa076_1d64_78bd_642f, UInt64(bytes.count) ^ 0xe703_7ed1_a0b4_28db)
    var i = 0
    while i + 8 <= bytes.count {
      hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self), 0x8ebc_6af0_9c88_c6e3)
      i += 8
    }
    var rest: UInt64 = 0
    while i < bytes.count {
      rest = rest << 8 | UInt64(bytes[i])
      i += 1
    }
    return mixed(hash ^ rest, 0x5899_65cc_7537_4cc3)
  }

  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}

/// Eight bytes at a time.
func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  let (a, b) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
  var i = 0
  while i + 8 <= a.count {
    if a.loadUnaligned(fromByteOffset: i, as: UInt64.self) != b.loadUnaligned(fromByteOffset: i, as: UInt64.self) {
      return false
    }
    i += 8
  }
  while i < a.count {
    if a[i] != b[i] { return false }
    i += 1
  }
  return true
}
