/// A case ending (or the third person's possessive) that a template asks for: `{{company|dative}}`.
enum TurkishSuffix: String, CaseIterable {
  case genitive, dative, accusative, locative, ablative, instrumental, possessive

  func applied(to name: String, plain: Bool) -> String { name }
}

func isReadLetterByLetter(_ word: String) -> Bool { false }
