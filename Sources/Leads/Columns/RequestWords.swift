internal import Outreach

/// What people and CRMs call the values of a request's fields: "Türkçe", "E-posta", "İlk Temas".
package enum RequestWords {
  /// The field's own value for a text; nil if it is none that is known.
  ///
  /// - Parameter values: the values of each field.
  package static func value(of text: String, for field: String, _ values: [String: [String]]) -> String? {
    guard let known = values[field] else { return nil }
    if known.contains(text) { return text }
    let letters = Self.letters(of: text)
    if letters.isEmpty { return nil }
    if let value = known.first(where: { Self.letters(of: $0) == letters }) { return value }
    switch field {
    case "language":
      // "Turkish / Türkçe", "English (US)", "tr-TR".
      let words = text.split { !($0.isLetter || $0.isNumber) }.map { Self.letters(of: $0) }
      return ([letters] + words).lazy.compactMap { languages[$0] }.first { known.contains($0) }
    case "channel": return channels[letters].flatMap { known.contains($0) ? $0 : nil }
    default: return nil
    }
  }

  private static func letters(of text: some StringProtocol) -> String { HeaderFolding.fold(String(text)) }

  private static let languages = [
    "tr": "tr", "tur": "tr", "trtr": "tr", "turkce": "tr", "turkish": "tr", "turk": "tr", "turkisch": "tr",
    "turc": "tr",
    "en": "en", "eng": "en", "enus": "en", "engb": "en", "ingilizce": "en", "english": "en", "englisch": "en",
    "anglais": "en", "ing": "en",
  ]

  private static let channels = [
    "whatsapp": "whatsapp", "whatsup": "whatsapp", "wa": "whatsapp", "wp": "whatsapp", "whatsappmesaji": "whatsapp",
    "whatsappbusiness": "whatsapp", "whatsappmessage": "whatsapp",
    "email": "email", "mail": "email", "eposta": "email", "elektronikposta": "email", "epostaadresi": "email",
    "auto": "auto", "otomatik": "auto", "automatic": "auto",
  ]
}
