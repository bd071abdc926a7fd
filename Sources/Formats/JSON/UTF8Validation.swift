/// What a check of UTF-8 found.
package enum UTF8Check: Equatable {
  case valid
  /// The byte at this offset cannot be there.
  case invalid(at: Int)
  /// The bytes end inside a character that starts at this offset.
  case incomplete(at: Int)

  /// Checks against the table of well-formed sequences in the Unicode standard (3-7): no overlong forms, no surrogates.
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UTF8Check {
    let count = bytes.count
    var i = 0
    while i < count {
      if bytes[i] < 0x80 {
        i = endOfASCII(bytes, from: i)
        continue
      }
      let first = bytes[i]
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return .invalid(at: i)
      }
      var k = 1
      while k < length {
        guard i + k < count else { return .incomplete(at: i) }
        guard (k == 1 ? second : 0x80...0xBF).contains(bytes[i + k]) else { return .invalid(at: i) }
        k += 1
      }
      i += length
    }
    return .valid
  }

  private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let count = bytes.count
    var i = start
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 8 <= count, raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 { i += 8 }
    while i < count, raw[i] < 0x80 { i += 1 }
    return i
  }
}
