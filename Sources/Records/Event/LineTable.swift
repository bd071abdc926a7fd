/// Finds lines of a file by the hash of what they hold: open addressing, eight bytes a slot.
///
/// It only says where to look: whoever asks compares the line itself.
struct LineTable {
  struct Line {
    var hash: UInt64
    /// Where it starts in the file.
    package var start: Int
  }

  /// Part of the hash above the line's start + 1; zero if free.
  private var slots: [UInt64]
  private let shift: Int

  private static let startBits: UInt64 = 40
  private static let startMask: UInt64 = (1 << startBits) - 1

  package init(_ lines: [Line]) {
    // At most half full, so that few slots are looked at in vain.
    let bits = max(4, Int.bitWidth - (lines.count * 2).leadingZeroBitCount)
    shift = 64 - bits
    slots = [UInt64](repeating: 0, count: 1 << bits)
    for line in lines {
      var slot = Int(line.hash >> UInt64(shift))
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Self.tag(line.hash) | UInt64(line.start + 1)
    }
  }

  /// The last result that `body` gives for the start of a line that may be meant, in the file's order.
  package func last<Result>(_ hash: UInt64, _ body: (Int) -> Result?) -> Result? {
    var found: Result?
    _ = first(hash) { start -> Never? in
      found = body(start) ?? found
      return nil
    }
    return found
  }

  /// The first result that `body` gives for the start of a line that may be meant, in the file's order.
  package func first<Result>(_ hash: UInt64, _ body: (Int) -> Result?) -> Result? {
    var slot = Int(hash >> UInt64(shift))
    let tag = Self.tag(hash)
    while slots[slot] != 0 {
      if slots[slot] & ~Self.startMask == tag, let result = body(Int(slots[slot] & Self.startMask) - 1) {
        return result
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The hash's lower bits, which do not choose the slot.
  private static func tag(_ hash: UInt64) -> UInt64 { hash << startBits }
}
