internal import Formats

/// Finds the lead's id in a line of NDJSON without reading the rest of it, so that a book of a million lines can be
/// searched about as fast as it can be read.
///
/// It trusts the line to be JSON: a line that turns out to hold a wanted lead is then read by ``JSONValue``.
struct LeadIDFinder {
  private let mapping: ColumnMapping
  /// Which keys name the lead, by their bytes' hash.
  private var known: [UInt64: Bool] = [:]

  package init(mapping: ColumnMapping) { self.mapping = mapping }

  /// The bytes of the id: `lead_id` if the object has it, else the first key that a CRM uses for it.
  package mutating func find(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    var i = line.startsWithMark ? 3 : 0
    guard expect(UInt8(ascii: "{"), line: line, i: &i) else { return nil }
    var alias: UnsafeBufferPointer<UInt8>?
    repeat {
      guard let key = text(line, &i), expect(UInt8(ascii: ":"), line: line, i: &i) else { return alias }
      let value = value(line, &i)
      if key.elementsEqual("lead_id".utf8) { return value }
      if alias == nil, namesLead(key) { alias = value }
    } while expect(UInt8(ascii: ","), line: line, i: &i)
    return alias
  }

  private mutating func namesLead(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let hash = Checksum.of(UnsafeRawBufferPointer(key))
    if let answer = known[hash] { return answer }
    let answer = mapping.column(for: String(decoding: key, as: UTF8.self)) == .leadID
    // A file with ever new keys must not grow the table without end.
    if known.count < 1024 { known[hash] = answer }
    return answer
  }

  private func expect(_ byte: UInt8, line: UnsafeBufferPointer<UInt8>, i: inout Int) -> Bool {
    skipSpace(line, &i)
    guard i < line.count, line[i] == byte else { return false }
    i += 1
    return true
  }

  private func skipSpace(_ line: UnsafeBufferPointer<UInt8>, _ i: inout Int) {
    while i < line.count, line[i] <= 0x20 { i += 1 }
  }

  /// A text's bytes between its quotes, escapes left as they are: ids have none.
  private func text(_ line: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> UnsafeBufferPointer<UInt8>? {
    guard expect(UInt8(ascii: "\""), line: line, i: &i) else { return nil }
    let start = i
    let raw = UnsafeRawBufferPointer(line)
    while i < line.count {
      i = JSONText.endOfPlainRun(raw, from: i)
      guard i < line.count else { return nil }
      if line[i] == UInt8(ascii: "\"") {
        i += 1
        return UnsafeBufferPointer(rebasing: line[start..<(i - 1)])
      }
      i += line[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// Passes over any value; a text's or number's bytes.
  private func value(_ line: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> UnsafeBufferPointer<UInt8>? {
    skipSpace(line, &i)
    guard i < line.count else { return nil }
    if line[i] == UInt8(ascii: "\"") { return text(line, &i) }
    let start = i
    var depth = 0
    while i < line.count {
      switch line[i] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return UnsafeBufferPointer(rebasing: line[start..<i]).trimmed }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return UnsafeBufferPointer(rebasing: line[start..<i]).trimmed
      case UInt8(ascii: "\""):
        _ = text(line, &i)
        continue
      default: break
      }
      i += 1
    }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  var startsWithMark: Bool { count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF }
}
