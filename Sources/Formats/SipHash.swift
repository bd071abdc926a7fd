/// SipHash-1-3 with a result of 128 bits (<https://github.com/veorq/SipHash>).
///
/// Whoever does not know the key cannot make two texts that have the same hash; as fast as ``Checksum`` on short texts.
package enum SipHash {
  /// Two halves of 64 bits.
  package typealias Hash = (low: UInt64, high: UInt64)

  /// - Parameters:
  ///   - prefix: goes before the bytes, as eight of them, the lowest first.
  ///   - key: secret.
  package static func of(
    prefix: UInt64, _ bytes: UnsafeRawBufferPointer, key: (UInt64, UInt64)
  ) -> Hash {
    var state = State(key)
    state.take(prefix)
    return state.finish(bytes, total: bytes.count + 8)
  }

  /// Without a prefix.
  package static func of(_ bytes: UnsafeRawBufferPointer, key: (UInt64, UInt64)) -> Hash {
    var state = State(key)
    return state.finish(bytes, total: bytes.count)
  }

  private struct State {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    @inline(__always)
    init(_ key: (UInt64, UInt64)) {
      a = key.0 ^ 0x736F_6D65_7073_6575
      b = key.1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE
      c = key.0 ^ 0x6C79_6765_6E65_7261
      d = key.1 ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func take(_ word: UInt64) {
      d ^= word
      round()
      a ^= word
    }

    /// - Parameter total: how many bytes there were in all.
    @inline(__always)
    mutating func finish(_ bytes: UnsafeRawBufferPointer, total: Int) -> Hash {
      var at = 0
      while at + 8 <= bytes.count {
        take(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
        at += 8
      }
      var last = UInt64(truncatingIfNeeded: total) << 56
      while at < bytes.count {
        last |= UInt64(bytes[at]) << UInt64(8 * (at & 7))
        at += 1
      }
      take(last)
      c ^= 0xEE
      for _ in 0..<3 { round() }
      let low = a ^ b ^ c ^ d
      b ^= 0xDD
      for _ in 0..<3 { round() }
      return (low, a ^ b ^ c ^ d)
    }

    @inline(__always)
    private mutating func round() {
      a &+= b
      b = rotate(b, 13) ^ a
      a = rotate(a, 32)
      c &+= d
      d = rotate(d, 16) ^ c
      a &+= d
      d = rotate(d, 21) ^ a
      c &+= b
      b = rotate(b, 17) ^ c
      c = rotate(c, 32)
    }

    @inline(__always)
    private func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
  }
}
