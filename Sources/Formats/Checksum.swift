/// XXH64 with seed 0 (<https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md>).
///
/// Finds torn and foreign files and spreads keys evenly; it is no protection against somebody who forges files.
package enum Checksum {
  private static let p1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let p2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let p3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let p4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let p5: UInt64 = 0x27D4_EB2F_1656_67C5

  package static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

  package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes = Lanes()
    let whole = bytes.count & ~31
    lanes.take(bytes, 0..<whole)
    return lanes.finish(UnsafeRawBufferPointer(rebasing: bytes[whole...]), total: bytes.count)
  }

  /// The same over bytes that come piece by piece.
  package struct Running: Sendable {
    private var lanes = Lanes()
    /// What does not fill 32 bytes yet.
    private var rest: [UInt8] = []
    private var total = 0

    package init() {}

    package mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBytes { add($0) }
    }

    package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
      total += bytes.count
      var start = 0
      if !rest.isEmpty {
        start = min(32 - rest.count, bytes.count)
        rest.append(contentsOf: bytes[..<start])
        guard rest.count == 32 else { return }
        rest.withUnsafeBytes { lanes.take($0, 0..<32) }
        rest.removeAll(keepingCapacity: true)
      }
      let whole = start + (bytes.count - start) & ~31
      lanes.take(bytes, start..<whole)
      rest.append(contentsOf: bytes[whole...])
    }

    package var value: UInt64 { rest.withUnsafeBytes { lanes.finish($0, total: total) } }
  }

  private struct Lanes: Sendable {
    private var a = p1 &+ p2
    private var b = p2
    private var c: UInt64 = 0
    private var d = 0 &- p1

    /// - Parameter range: a multiple of 32 bytes.
    @inline(__always)
    package mutating func take(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
      var at = range.lowerBound
      while at < range.upperBound {
        a = round(a, word(bytes, at))
        b = round(b, word(bytes, at + 8))
        c = round(c, word(bytes, at + 16))
        d = round(d, word(bytes, at + 24))
        at += 32
      }
    }

    /// - Parameters:
    ///   - rest: the last bytes, fewer than 32.
    ///   - total: the count of all.
    @inline(__always)
    package func finish(_ rest: UnsafeRawBufferPointer, total: Int) -> UInt64 {
      var hash = p5
      if total >= 32 {
        hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
        hash = merge(merge(merge(merge(hash, a), b), c), d)
      }
      hash &+= UInt64(total)
      var at = 0
      while at + 8 <= rest.count {
        hash = rotate(hash ^ round(0, word(rest, at)), 27) &* p1 &+ p4
        at += 8
      }
      if at + 4 <= rest.count {
        let half = UInt64(UInt32(littleEndian: rest.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
        hash = rotate(hash ^ (half &* p1), 23) &* p2 &+ p3
        at += 4
      }
      while at < rest.count {
        hash = rotate(hash ^ (UInt64(rest[at]) &* p5), 11) &* p1
        at += 1
      }
      hash = (hash ^ (hash >> 33)) &* p2
      hash = (hash ^ (hash >> 29)) &* p3
      return hash ^ (hash >> 32)
    }
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }
  private static func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { (x << n) | (x >> (64 - n)) }
  private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 { rotate(lane &+ input &* p2, 31) &* p1 }
  private static func merge(_ hash: UInt64, _ lane: UInt64) -> UInt64 { (hash ^ round(0, lane)) &* p1 &+ p4 }
}
