internal import Formats
internal import Leads
internal import Outreach
internal import Storage

/// Times as gateways write them: seconds or milliseconds since 1970, an offset without its colon, no offset at all.
enum LooseTime {
  static func timestamp(_ value: JSONValue) -> Timestamp? {
    switch value {
    case .number(let text): epoch(text)
    case .string(let text): epoch(text) ?? written(text)
    default: nil
    }
  }

  /// What a date would be to whoever writes the month first: "7/5/2026" as the fifth of July. Nil for any other form.
  static func monthFirst(_ text: String) -> Timestamp? {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return written("\(parts[1])/\(parts[0])/\(parts[2])")
  }

  /// Between 2001 and 2286, whichever unit it is in.
  private static func epoch(_ text: String) -> Timestamp? {
    guard let number = Double(text), number.isFinite, number >= 1e9 else { return nil }
    switch number {
    case ..<1e10: return Timestamp(seconds: Int64(number))
    case ..<1e13: return Timestamp(seconds: Int64(number / 1e3))
    case ..<1e16: return Timestamp(seconds: Int64(number / 1e6))
    default: return nil
    }
  }

  private static func written(_ text: String) -> Timestamp? {
    var text = text.filter { !$0.isWhitespace || $0 == " " }
    while text.last == " " { text.removeLast() }
    // "+0300", "+03"
    if let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }), text[..<sign].contains(":") {
      let offset = text[text.index(after: sign)...]
      guard offset.allSatisfy({ $0.isNumber || $0 == ":" }) else { return nil }
      let digits = offset.filter(\.isNumber)
      guard digits.count == 4 || digits.count == 2 else { return nil }
      let hours = digits.prefix(2)
      let minutes = digits.count == 4 ? digits.suffix(2) : "00"
      text = text[...sign] + "\(hours):\(minutes)"
    }
    if let time = Timestamp(rfc3339: text) { return time }
    let joined = text.replacing(" ", with: "T")
    return Timestamp(rfc3339: joined) ?? Timestamp(rfc3339: joined + "Z") ?? FactDate.timestamp(text)
  }
}

extension Channel {
  /// However a gateway spells it: `WhatsApp`, `E-mail`, `wa`.
  init?(loosely text: String) {
    switch HeaderFolding.fold(text) {
    case "whatsapp", "wa", "sms", "phone", "telefon", "whatsappbusiness", "mesaj": self = .whatsapp
    case "email", "mail", "eposta", "epostaadresi", "posta": self = .email
    default: return nil
    }
  }
}
