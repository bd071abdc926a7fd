/// What a compiled time zone file says (TZif, RFC 9636): when its clocks change, and the rule for the time after the last
/// recorded change.
struct TimeZoneFile {
  package private(set) var initial: Int64 = 0
  package private(set) var changes: [(second: Int64, offset: Int64)] = []
  private(set) var rule: TimeZoneRule?

  /// Nil if the bytes are no such file, or one cut short.
  package init?(_ bytes: [UInt8]) {
    guard let old = Header(bytes, at: 0) else { return nil }
    // The first block has times of 32 bits, for readers of the last century.
    if old.version == 0 {
      guard read(bytes, old, timeSize: 4) != nil else { return nil }
      return
    }
    guard let header = Header(bytes, at: old.end(timeSize: 4)), let end = read(bytes, header, timeSize: 8),
      end < bytes.count, bytes[end] == UInt8(ascii: "\n"),
      let close = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    rule = TimeZoneRule(bytes[(end + 1)..<close])
  }

  /// Reads a block and says where it ends.
  private mutating func read(_ bytes: [UInt8], _ header: Header, timeSize: Int) -> Int? {
    let end = header.end(timeSize: timeSize)
    guard end <= bytes.count, header.types > 0 else { return nil }
    let kinds = header.start + header.times * timeSize
    let types = kinds + header.times
    func offset(ofType type: Int) -> Int64? {
      type < header.types ? Int64(bytes.bigEndian(at: types + type * 6, count: 4)) : nil
    }
    guard let first = offset(ofType: 0) else { return nil }
    initial = first
    for index in 0..<header.times {
      guard let offset = offset(ofType: Int(bytes[kinds + index])) else { return nil }
      changes.append((bytes.bigEndian(at: header.start + index * timeSize, count: timeSize), offset))
    }
    return end
  }
}

/// The counts that stand before each block.
private struct Header {
  package var version: UInt8
  /// Where the block begins.
  package var start: Int
  package var times: Int
  var types: Int
  private var characters: Int
  private var leaps: Int
  private var flags: Int

  package init?(_ bytes: [UInt8], at position: Int) {
    start = position + 44
    guard start <= bytes.count, bytes[position..<position + 4].elementsEqual("TZif".utf8) else { return nil }
    version = bytes[position + 4]
    let counts = (0..<6).map { Int(bytes.bigEndian(at: position + 20 + $0 * 4, count: 4)) }
    guard counts.allSatisfy({ (0...bytes.count).contains($0) }) else { return nil }
    flags = counts[0] + counts[1]
    (leaps, times, types, characters) = (counts[2], counts[3], counts[4], counts[5])
  }

  package func end(timeSize: Int) -> Int {
    start + times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + flags
  }
}

extension [UInt8] {
  /// A signed number of `count` bytes.
  fileprivate func bigEndian(at position: Int, count: Int) -> Int64 {
    let unsigned = self[position..<position + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return count == 4 ? Int64(Int32(truncatingIfNeeded: unsigned)) : Int64(bitPattern: unsigned)
  }
}
