/// One spelling for numbers that have two.
///
/// Mexico dropped the 1 behind +52 in 2019, Argentine mobiles have a 9 behind +54 from abroad only, and Brazilian ones were
/// given a 9 before the number; WhatsApp goes on using the old forms beside the new. Whoever has opted out under one must not be
/// written to under the other.
enum NumberSpelling {
  /// - Parameter e164: a number in international form.
  static func common(_ e164: String) -> String {
    var text = e164
    return text.withUTF8 { bytes in
      guard bytes.count > 12, bytes[1] == UInt8(ascii: "5") else { return nil }
      switch bytes[2] {
      case UInt8(ascii: "2") where bytes.count == 14 && bytes[3] == UInt8(ascii: "1"):
        return joined(bytes, end: 3, digit: "", start: 4)
      case UInt8(ascii: "4") where bytes.count == 13: return joined(bytes, end: 3, digit: "9", start: 3)
      // Eight digits behind the area code: those of mobiles begin with 6 to 9.
      case UInt8(ascii: "5") where bytes.count == 13 && (UInt8(ascii: "6")...UInt8(ascii: "9")).contains(bytes[5]):
        return joined(bytes, end: 5, digit: "9", start: 5)
      default: return nil
      }
    } ?? e164
  }

  private static func joined(_ bytes: UnsafeBufferPointer<UInt8>, end: Int, digit: String, start: Int) -> String {
    String(decoding: bytes[..<end], as: UTF8.self) + digit + String(decoding: bytes[start...], as: UTF8.self)
  }
}
