/// Whether a word ends in the possessive of a compound, "Yıldız Diş Kliniği", whose cases take the pronominal n.
///
/// A vowel at the end does not tell by itself: "Yılmaz Yapı" and "Ege Enerji" are no compounds, "Simit Sarayı" is. So:
/// 1. what a list knows is as the list says;
/// 2. a word that has grown together with its possessive is one by itself ("Boğaziçi", "Yayınevi", "Karaoğlu"), and so is
///    one in -lIğI ("Kaymakamlığı");
/// 3. otherwise it takes two words, of which the last ends in a consonant and a narrow vowel ("Kooperatifi", "Feneri"),
///    unless that makes a trade (-CI: "Boyacı"), a quality (-lI: "Renkli"), a thing (-GI, -ntI: "Sergi", "Bağlantı"), a
///    science (-loji) or a name of a person ("Çelebi").
func isPossessiveCompound(_ word: String, isOnlyWord: Bool) -> Bool {
  let sounds = Array(word.unicodeScalars)
  guard sounds.count > 2, let last = sounds.last, isNarrow(last) else { return TurkishLexicon.compounds.contains(word) }
  if TurkishLexicon.simpleNouns.contains(word) { return false }
  if TurkishLexicon.compounds.contains(word) { return true }
  for ending in TurkishLexicon.grownTogether where ends(word, in: ending) {
    if sounds.dropLast(ending.unicodeScalars.count).contains(where: isTurkishVowel) { return true }
  }
  if sounds.count > 6, ["lığı", "liği", "luğu", "lüğü"].contains(where: { ends(word, in: $0) }) { return true }
  if isOnlyWord { return false }
  let stem = sounds.dropLast()
  let consonant = stem.last ?? " "
  let before = stem.dropLast().last ?? " "
  if consonant == "s", isTurkishVowel(before) { return true }
  if ends(word, in: "ları") || ends(word, in: "leri") || ends(word, in: "lari") { return true }
  if consonant == "ğ" || (consonant == "g" && isTurkishVowel(before)) { return true }
  let noun = String(String.UnicodeScalarView(stem))
  if TurkishLexicon.isHeadNoun(noun) { return true }
  if ends(word, in: "yii") { return true }
  if isTurkishVowel(consonant) || isDerived(consonant, after: before) { return false }
  let folded = fold(word)
  return FirstName.known(folded) == nil && Surname.known(folded) == nil
}

/// Whether a consonant and the narrow vowel behind it are an ending that makes words: -CI, -lI, -GI, -ntI, -ji.
private func isDerived(_ consonant: Unicode.Scalar, after before: Unicode.Scalar) -> Bool {
  switch consonant {
  case "c", "ç", "l", "g", "k": true
  case "t": before == "n" || before == "l" || before == "t"
  case "j": before != "a"
  default: false
  }
}

private func isNarrow(_ scalar: Unicode.Scalar) -> Bool {
  ["ı", "i", "u", "ü"].contains(scalar)
}

/// The last word of a common noun as it is before a vowel: "mimarlık" becomes "mimarlığ-", "kitap" "kitab-", "isim"
/// "ism-"; "sanat" and "top" stay.
func softened(_ phrase: String) -> String {
  let words = phrase.split(separator: " ", omittingEmptySubsequences: false)
  guard let last = words.last else { return phrase }
  let word = turkishLowercased(last)
  if let irregular = TurkishLexicon.irregularStems[word] {
    return String(phrase.dropLast(last.count)) + irregular
  }
  let sounds = Array(word.unicodeScalars)
  let syllables = sounds.count(where: isTurkishVowel)
  guard let final = sounds.last, syllables > 0 else { return phrase }
  let softer: String? =
    switch final {
    case "k" where syllables > 1 && !TurkishLexicon.keepsHard.contains(word):
      sounds[sounds.count - 2] == "n" ? "g" : "ğ"
    case "p" where syllables > 1 && !TurkishLexicon.keepsHard.contains(word) || word == "grup": "b"
    case "ç" where syllables > 1 && !TurkishLexicon.keepsHard.contains(word) || ["borç", "genç", "güç"].contains(word):
      "c"
    case "t" where TurkishLexicon.softensT.contains(word): "d"
    default: nil
    }
  return softer.map { String(phrase.dropLast()) + $0 } ?? phrase
}
