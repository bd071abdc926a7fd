/// A case ending (or the third person's possessive) that a template asks for: `{{company|dative}}`.
///
/// The endings by the last sound, after Türk Dil Kurumu's *Yazım Kılavuzu* (spelling guide) and common grammar:
///
/// | | after a vowel | after a consonant | after a possessive compound |
/// | --- | --- | --- | --- |
/// | genitive | Akasya'nın | Kartal'ın | Kliniği'nin |
/// | dative | Akasya'ya | Kartal'a | Kliniği'ne |
/// | accusative | Akasya'yı | Kartal'ı | Kliniği'ni |
/// | locative | Akasya'da | Kartal'da, Petek'te | Kliniği'nde |
/// | ablative | Akasya'dan | Kartal'dan, Petek'ten | Kliniği'nden |
/// | instrumental | Akasya'yla | Kartal'la | Kliniği'yle |
/// | possessive | Akasya'sı | Kartal'ı | Kliniği (it is one) |
///
/// The suffix is separated by an apostrophe and the name stays as its owner writes it ("Petek'i", not "Peteği"): the
/// guide does not show the softening of a proper name's last consonant. It would leave the apostrophe out of names of
/// institutions and workplaces; business letters do not, since it keeps the firm's name whole. `plain` is for common
/// nouns: no apostrophe, and the consonant softens ("yazılımına", "mimarlığın"); an abbreviation keeps it ("SEO'yla").
enum TurkishSuffix: String, CaseIterable {
  case genitive, dative, accusative, locative, ablative, instrumental, possessive

  /// From 0, in the order of the cases.
  var number: Int {
    switch self {
    case .genitive: 0
    case .dative: 1
    case .accusative: 2
    case .locative: 3
    case .ablative: 4
    case .instrumental: 5
    case .possessive: 6
    }
  }

  /// `name` with this ending.
  ///
  /// What stands in brackets at the end is passed over ("Yıldız'ın (Merkez)"), and after a closing quotation mark no
  /// apostrophe is written ("“Bit Palas”ın"), both as the guide has it.
  func applied(to name: String, plain: Bool = false) -> String {
    let parts = NameParts(name)
    guard !parts.stem.isEmpty else { return name }
    var ending = TurkishEnding(of: parts.stem)
    // "su" is declined as if it were "suy": suyun, suyu, but suyla.
    if plain, self != .instrumental, ending.isOpen, parts.stem == "su" || parts.stem.hasSuffix(" su") {
      ending.isOpen = false
    }
    let suffix = text(after: ending)
    if suffix.isEmpty { return name }
    if plain, !endsInAbbreviation(parts.stem) {
      let startsWithVowel = suffix.unicodeScalars.first.map(isTurkishVowel) ?? false
      return (startsWithVowel ? softened(parts.stem) : parts.stem) + suffix + parts.tail
    }
    return parts.stem + (parts.isQuoted ? parts.tail + suffix : "'" + suffix + parts.tail)
  }

  /// The ending itself: "nın", "a", "ndan".
  private func text(after ending: TurkishEnding) -> String {
    let wide = ending.vowel.isFront ? "e" : "a"
    let narrow = ending.vowel.narrow
    let d = ending.isHard ? "t" : "d"
    let n = ending.isCompound ? "n" : ""
    switch self {
    case .genitive: return (ending.isOpen ? "n" : "") + narrow + "n"
    case .dative: return (ending.isCompound ? "n" : ending.isOpen ? "y" : "") + wide
    case .accusative: return (ending.isCompound ? "n" : ending.isOpen ? "y" : "") + narrow
    case .locative: return n + d + wide
    case .ablative: return n + d + wide + "n"
    case .instrumental: return (ending.isOpen ? "y" : "") + "l" + wide
    case .possessive: return ending.isCompound ? "" : (ending.isOpen ? "s" : "") + narrow
    }
  }
}

/// "SEO" and "B2B" keep their apostrophe among common nouns.
private func endsInAbbreviation(_ phrase: String) -> Bool {
  let word = phrase.split(separator: " ").last ?? ""
  return word.count > 1 && word.contains(where: \.isUppercase) && !word.contains(where: \.isLowercase)
}

/// A name, and what follows the place where a suffix goes.
private struct NameParts {
  var stem: String
  var tail = ""
  var isQuoted = false

  init(_ name: String) {
    stem = name
    if let last = name.unicodeScalars.last, closingQuotes.contains(last) {
      isQuoted = true
      tail = String(last)
      stem = String(name.unicodeScalars.dropLast())
    } else if name.hasSuffix(")"), let open = name.lastIndex(of: "("), open != name.startIndex {
      let before = name[..<open]
      let kept = before.hasSuffix(" ") ? before.dropLast() : before
      stem = String(kept)
      tail = String(name[kept.endIndex...])
    }
  }
}

private let closingQuotes: Set<Unicode.Scalar> = ["\"", "”", "»", "’", "'"]
