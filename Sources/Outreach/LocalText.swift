/// A text in the user's own words that may differ by language: `müşteri takip yazılımı`, `customer follow-up software`.
package struct LocalText: Hashable, Sendable {
  /// For every language that has no text of its own.
  package var common: String?
  package var own: [Language: String]

  /// The same words in every language.
  package init(_ text: String) {
    common = text
    own = [:]
  }

  package init(own: [Language: String]) {
    common = nil
    self.own = own
  }

  package subscript(language: Language) -> String? { own[language] ?? common }
}

extension LocalText: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}
