/// Finds out what free text is about by the stems its words begin with: "architecture", "Mimarlık ofisi" and
/// "IC MIMAR" all hold a stem of the same trade.
///
/// A stem may have several words; text and stems are compared folded. The longest stem wins, then the earlier word.
struct StemIndex<Value: Sendable>: Sendable {
  private struct Stem {
    var bytes: [UInt8]
    var value: Value
  }
  /// By their first byte, the longest first.
  private var stems: [[Stem]] = Array(repeating: [], count: 256)

  init() {}

  init(_ groups: [(Value, [String])]) {
    for (value, texts) in groups {
      for text in texts { add(text, value) }
    }
  }

  mutating func add(_ text: String, _ value: Value) {
    let bytes = Array(fold(text).utf8)
    guard let first = bytes.first else { return }
    let bucket = stems[Int(first)]
    let place = bucket.firstIndex { $0.bytes.count < bytes.count } ?? bucket.count
    stems[Int(first)].insert(Stem(bytes: bytes, value: value), at: place)
  }

  func value(in text: String) -> Value? {
    let bytes = Array(fold(text).utf8)
    var best: Value?
    var longest = 0
    var atWordStart = true
    for (index, byte) in bytes.enumerated() {
      if atWordStart {
        for stem in stems[Int(byte)] {
          if stem.bytes.count <= longest { break }
          if bytes[index...].starts(with: stem.bytes) {
            best = stem.value
            longest = stem.bytes.count
            break
          }
        }
      }
      atWordStart = !isLetter(byte)
    }
    return best
  }
}

/// In folded text a letter is `a`…`z` or a byte beyond ASCII.
private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte >= 0x80 }
