/// Values by 64-bit keys that are hashes already, never 0: open addressing, in the order of the keys.
///
/// A key's home is the slot that its first bits name; where keys crowd they stand behind it in order. So a walk over
/// the slots meets the keys sorted, and nothing need be sorted before it is written.
@usableFromInline
package struct KeyTable<Value: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline
  struct Slot: Sendable {
    /// 0 where the slot is free.
    @usableFromInline var key: UInt64
    @usableFromInline var value: Value

    @inlinable init(key: UInt64, value: Value) {
      self.key = key
      self.value = value
    }
  }

  @usableFromInline let filler: Value
  /// A power of two of homes, then room for those who crowd at the end; the last one is always free.
  @usableFromInline var slots: [Slot] = []
  /// How far to shift a key for its home.
  @usableFromInline var shift: UInt64 = 64
  /// How many slots there are behind the last home.
  @usableFromInline var room = 64
  @usableFromInline package var count = 0

  /// - Parameter filler: any value; it stands in slots that are free.
  @inlinable
  package init(filler: Value) { self.filler = filler }

  @inlinable
  package var isEmpty: Bool { count == 0 }

  @inlinable
  package subscript(key: UInt64) -> Value? {
    guard count > 0 else { return nil }
    return slots.withUnsafeBufferPointer { slots in
      var at = Int(key >> shift)
      while slots[at].key != 0, slots[at].key < key { at += 1 }
      return slots[at].key == key ? slots[at].value : nil
    }
  }

  /// Whether there is any key with these first 32 bits.
  @inlinable
  package func holds(group: UInt32) -> Bool {
    guard count > 0 else { return false }
    let first = UInt64(group) << 32
    return slots.withUnsafeBufferPointer { slots in
      var at = Int(first >> shift)
      while slots[at].key != 0, slots[at].key < first { at += 1 }
      return slots[at].key != 0 && slots[at].key >> 32 == UInt64(group)
    }
  }

  @inlinable
  package mutating func set(_ key: UInt64, to value: Value) { _ = put(key, value, replacing: true) }

  /// - Returns: the value that the key has already, and keeps; nil if it was not there.
  @inlinable
  package mutating func insert(_ key: UInt64, _ value: Value) -> Value? { put(key, value, replacing: false) }

  /// Makes room for that many keys more.
  @inlinable
  package mutating func reserve(_ more: Int) {
    if (count + more) * 2 > slots.count - room { resize(for: count + more) }
  }

  /// Takes up to `limit` keys and values from a slot on, in order; the slot to go on from.
  func forEach(from slot: Int, upTo limit: Int, _ body: (UInt64, Value) -> Void) -> Int {
    slots.withUnsafeBufferPointer { slots in
      var (at, left) = (slot, limit)
      while at < slots.count, left > 0 {
        if slots[at].key != 0 {
          body(slots[at].key, slots[at].value)
          left -= 1
        }
        at += 1
      }
      return at
    }
  }

  /// - Returns: the value that the key had.
  @inlinable
  mutating func put(_ key: UInt64, _ value: Value, replacing: Bool) -> Value? {
    if count * 2 >= slots.count - room { resize(for: max(count * 2, 16)) }
    while true {
      switch place(key, value: value, replacing: replacing) {
      case .known(let earlier): return earlier
      case .new: return nil
      case .full:
        room *= 2
        resize(for: count)
      }
    }
  }

  @usableFromInline
  enum Placed {
    case known(Value)
    case new
    /// Those who crowd at the end have no room left.
    case full
  }

  @inlinable
  mutating func place(_ key: UInt64, value: Value, replacing: Bool) -> Placed {
    let shift = shift
    let placed: Placed = slots.withUnsafeMutableBufferPointer { slots in
      var at = Int(key >> shift)
      while slots[at].key != 0, slots[at].key < key { at += 1 }
      if slots[at].key == key {
        let earlier = slots[at].value
        if replacing { slots[at].value = value }
        return .known(earlier)
      }
      var free = at
      while slots[free].key != 0 { free += 1 }
      guard free + 1 < slots.count else { return .full }
      while free > at {
        slots[free] = slots[free - 1]
        free -= 1
      }
      slots[at] = Slot(key: key, value: value)
      return .new
    }
    if case .new = placed { count += 1 }
    return placed
  }

  @inlinable
  mutating func resize(for wanted: Int) {
    // At most half full, and a group of keys never has more than one home.
    let bits = min(32, Int.bitWidth - (wanted * 2 - 1).leadingZeroBitCount)
    let homes = 1 << bits
    // Those who crowd at the end are no more of them where there are more homes.
    room = max(room, homes / 8)
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, value: filler), count: homes + room)
    shift = UInt64(64 - bits)
    count = 0
    for slot in old where slot.key != 0 { _ = place(slot.key, value: slot.value, replacing: true) }
  }
}
