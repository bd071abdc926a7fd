/// Says of most keys that are not in a table that they are not, without a look at the table: a blocked Bloom filter.
///
/// It knows keys by their group, the first 32 bits, so that one question answers for all that is known of a place. A
/// group has one line of 512 bits, and about ten bits are spent on it: one stranger in a hundred is taken for known.
/// Lines follow each other as keys do, so that a sorted table fills them from the first to the last.
struct KeyFilter: Sendable {
  static let wordsPerLine = 8
  private static let bitsPerGroup = 10

  package private(set) var words: [UInt64]
  private let lines: UInt64

  /// - Parameter groups: how many there will be at most.
  package init(expecting groups: Int) {
    let lines = groups * Self.bitsPerGroup / (Self.wordsPerLine * 64) + 1
    words = [UInt64](repeating: 0, count: lines * Self.wordsPerLine)
    self.lines = UInt64(lines)
  }

  /// - Parameter words: those of another filter; whole lines, at least one.
  package init(words: [UInt64]) {
    self.words = words
    lines = UInt64(words.count / Self.wordsPerLine)
  }

  package mutating func insert(group: UInt32) {
    let (line, probe) = (line(of: group), Self.mix(group))
    words[line + Int(probe & 7)] |= Self.bits(probe >> 3)
    words[line + Int(probe >> 32 & 7)] |= Self.bits(probe >> 35)
  }

  func mayHold(group: UInt32) -> Bool {
    let (line, probe) = (line(of: group), Self.mix(group))
    let first = Self.bits(probe >> 3)
    guard words[line + Int(probe & 7)] & first == first else { return false }
    let second = Self.bits(probe >> 35)
    return words[line + Int(probe >> 32 & 7)] & second == second
  }

  /// Three of a word's bits. Whoever is not known mostly fails at the first word, which a processor learns to expect.
  private static func bits(_ probe: UInt64) -> UInt64 {
    1 << (probe & 63) | 1 << (probe >> 6 & 63) | 1 << (probe >> 12 & 63)
  }

  private func line(of group: UInt32) -> Int { Int((UInt64(group) * lines) >> 32) * Self.wordsPerLine }

  private static func mix(_ group: UInt32) -> UInt64 {
    let product = UInt64(group) &* 0x9E37_79B9_7F4A_7C15
    let again = (product ^ product >> 32) &* 0xC2B2_AE3D_27D4_EB4F
    return again ^ again >> 29
  }
}

extension UInt64 {
  /// Of a key: what it shares with the other keys about the same place.
  package var group: UInt32 { UInt32(truncatingIfNeeded: self >> 32) }
}
