/// Steps over the bytes of a line of NDJSON that was written by us, without understanding it.
package struct LineScanner {
  private let line: UnsafeRawBufferPointer
  package private(set) var at = 0

  package init(_ line: UnsafeRawBufferPointer) { self.line = line }

  package var isAtEnd: Bool { at == line.count }

  /// Past one byte.
  @inline(__always)
  package mutating func step() { at += 1 }

  @inline(__always)
  package mutating func skip(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= line.count else { return false }
    let start = text.utf8Start
    // Eight bytes at a time: most texts are a key with its punctuation.
    let wanted = UnsafeRawPointer(start)
    var i = 0
    while i + 8 <= count {
      let (a, b) = (
        line.loadUnaligned(fromByteOffset: at + i, as: UInt64.self),
        wanted.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      )
      guard a == b else { return false }
      i += 8
    }
    while i < count {
      guard line[at + i] == start[i] else { return false }
      i += 1
    }
    at += count
    return true
  }

  /// A text without escapes and its closing quote.
  @inline(__always)
  package mutating func plainText() -> Range<Int>? {
    let start = at
    let end = JSONText.endOfPlainRun(line, from: at)
    guard end < line.count, line[end] == UInt8(ascii: "\"") else { return nil }
    at = end + 1
    return start..<end
  }

  /// Past a text's closing quote, whatever escapes it holds.
  @inline(__always)
  package mutating func skipText() -> Bool {
    while true {
      at = JSONText.endOfPlainRun(line, from: at)
      guard at < line.count else { return false }
      switch line[at] {
      case UInt8(ascii: "\""):
        at += 1
        return true
      case UInt8(ascii: "\\"): at += 2
      default: return false
      }
    }
  }

  @inline(__always)
  package mutating func leadID() -> Range<Int>? {
    if skip("\"") { return plainText() }
    let start = at
    return digits() == nil ? nil : start..<at
  }

  @inline(__always)
  package mutating func digits() -> Int? {
    let start = at
    var value = 0
    while at < line.count, line[at] &- 48 < 10, at - start < 16 {
      value = value * 10 + Int(line[at] - 48)
      at += 1
    }
    return at > start ? value : nil
  }
}
