/// What is checked before the first brace.
extension JSONParser {
  /// Where the text starts, after a byte order mark.
  static func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Int {
    switch UTF8Check.of(bytes) {
    case .valid: break
    case .incomplete(let offset):
      throw JSONError(.incomplete, at: offset, in: bytes, "the text ends inside a character")
    case .invalid(let offset):
      throw JSONError(.invalidEncoding, at: offset, in: bytes, otherEncoding(bytes) ?? "the text is not UTF-8 here")
    }
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return 3 }
    // UTF-16 and UTF-32 without a mark are valid UTF-8 with NULs between ASCII characters.
    if bytes.count >= 2, bytes[0] == 0 || bytes[1] == 0 {
      throw JSONError(.invalidEncoding, at: 0, in: bytes, "the text looks like UTF-16 or UTF-32; save it as UTF-8")
    }
    return 0
  }

  private static func otherEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count >= 2 else { return nil }
    let isUTF32 = bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): return "the text is \(isUTF32 ? "UTF-32" : "UTF-16"); save it as UTF-8"
    case (0xFE, 0xFF): return "the text is UTF-16; save it as UTF-8"
    default: return nil
    }
  }
}
