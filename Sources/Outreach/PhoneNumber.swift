/// A telephone number in E.164 form, `+905321112233`.
public struct PhoneNumber: Hashable, Sendable {
  public let e164: String

  /// Whether it can receive WhatsApp: true for Turkish mobiles (+90 5…) and for every number outside Türkiye,
  /// where the numbering plans do not tell; false for Turkish landlines and service numbers.
  public var isMobile: Bool {
    !e164.hasPrefix("+90") || e164.utf8.dropFirst(3).first == UInt8(ascii: "5")
  }

  init(e164: String) { self.e164 = e164 }
}
