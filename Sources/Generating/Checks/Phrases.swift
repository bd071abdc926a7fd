internal import Outreach

/// Folded phrases that are looked for in folded texts, at the beginnings of words.
///
/// By their first byte and as bytes: every answer is searched for several hundred of them.
struct Phrases: ExpressibleByArrayLiteral, Sendable {
  private var byFirst: [UInt8: [[UInt8]]] = [:]

  init(_ phrases: [String]) {
    for phrase in phrases {
      let bytes = Array(phrase.utf8)
      if let first = bytes.first { byFirst[first, default: []].append(bytes) }
    }
  }

  init(arrayLiteral phrases: String...) { self.init(phrases) }

  /// The first that stands in the text; nil if none does.
  func first(in text: FoldedText) -> String? {
    for start in text.starts {
      guard let candidates = byFirst[text.bytes[start]] else { continue }
      for candidate in candidates where text.bytes[start...].starts(with: candidate) {
        return String(decoding: candidate, as: UTF8.self)
      }
    }
    return nil
  }
}

/// A text folded, and where words begin in it.
struct FoldedText: Sendable {
  let bytes: [UInt8]
  fileprivate let starts: [Int]

  init(_ text: some StringProtocol) { self.init(folded: fold(text)) }

  init(folded text: String) {
    // Line ends are spaces, so that a phrase may go over one.
    bytes = text.utf8.map { $0 == 0x0A ? 0x20 : $0 }
    var starts: [Int] = []
    for index in bytes.indices where index == 0 || !Self.isLetter(bytes[index - 1]) { starts.append(index) }
    self.starts = starts
  }

  func contains(_ phrase: String) -> Bool {
    let wanted = Array(phrase.utf8)
    return starts.contains { bytes[$0...].starts(with: wanted) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) || byte >= 0x80 }
}
