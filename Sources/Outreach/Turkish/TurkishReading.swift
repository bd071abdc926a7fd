/// How the end of a name is read aloud, which is what its suffix follows: "34" is "dört", "TRT" is "te re te",
/// "Şti." is "şirketi", "Google" is "gugıl".
struct TurkishReading {
  /// The last word as it sounds, in lower case.
  var sounds: String
  /// Known for legal forms; nil where the word must tell.
  var isCompound: Bool?
  /// Whether the name has no other word, so that its last one is probably not a compound.
  var isOnlyWord: Bool

  init(of name: String) {
    let words = name.split(separator: " ")
    let last = String(words.last ?? "")
    isOnlyWord = words.count < 2
    let bare = turkishLowercased(String(last.unicodeScalars.filter { $0 != "." }))
    if let legal = TurkishLexicon.legalForms[bare], last.hasSuffix(".") || legal.needsNoDot {
      sounds = legal.sounds
      isCompound = legal.isCompound
      return
    }
    if let plus = last.last, plus == "+" {
      sounds = "artı"
      isCompound = false
      return
    }
    let segment = lastSegment(of: last)
    if let number = spokenNumber(segment.text, in: last) {
      sounds = number
      isCompound = false
    } else if segment.text.unicodeScalars.count == 1 || isReadLetterByLetter(segment.text) {
      sounds = segment.text.unicodeScalars.last.map(letterName) ?? ""
      isCompound = false
    } else {
      let word = turkishLowercased(segment.text)
      if let foreign = TurkishLexicon.foreignReadings[fold(segment.text)] ?? readingByEnding(word) {
        sounds = foreign
        isCompound = false
      } else {
        sounds = word
        isOnlyWord = isOnlyWord && !segment.isPart
      }
    }
  }
}

/// The last run of letters or digits in a word: "com" of "Sahibinden.com", "34" of "Stüdyo34", "M" of "H&M".
private func lastSegment(of word: String) -> (text: String, isPart: Bool) {
  var scalars = Array(word.unicodeScalars)
  while let last = scalars.last, !isLetterOrDigit(last) { scalars.removeLast() }
  guard let last = scalars.last else { return ("", false) }
  let isDigit = last.properties.numericType != nil
  var start = scalars.count
  while start > 0, isLetterOrDigit(scalars[start - 1]), (scalars[start - 1].properties.numericType != nil) == isDigit {
    start -= 1
  }
  // In "McDonald's" or "Levi's" the apostrophe is part of the word.
  if !isDigit, start > 1, scalars[start - 1] == "'" || scalars[start - 1] == "’" {
    start -= 1
    while start > 0, scalars[start - 1].properties.isAlphabetic { start -= 1 }
  }
  var text = String.UnicodeScalarView()
  text.append(contentsOf: scalars[start...])
  return (String(text), start > 0)
}

private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic || scalar.properties.numericType != nil
}

/// The last word of a number read aloud: "üç" for 1903, "yüz" for 100. nil if `digits` is none.
private func spokenNumber(_ digits: String, in word: String) -> String? {
  guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let last = digits.utf8.last, last >= 48 else { return nil }
  var figures = Array(digits.utf8)
  // "1.000" is one number; in "4.0" the point is spoken and the nought stands alone.
  if figures.count == 3, figures == [48, 48, 48], word.hasSuffix(".000") {
    figures = Array(word.utf8.filter { (48...57).contains($0) })
  }
  let zeros = figures.reversed().prefix { $0 == 48 }.count
  guard zeros < figures.count else { return "sıfır" }
  let digit = Int(figures[figures.count - 1 - zeros]) - 48
  switch zeros {
  case 0: return ["sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"][digit]
  case 1: return ["sıfır", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan"][digit]
  case 2: return "yüz"
  case 3...5: return "bin"
  case 6...8: return "milyon"
  case 9...11: return "milyar"
  default: return "trilyon"
  }
}

/// The letters' names in the Turkish alphabet; q, w and x as they are commonly read.
private func letterName(_ letter: Unicode.Scalar) -> String {
  switch letter {
  case "A", "a", "Â": "a"
  case "E", "e": "e"
  case "I", "ı": "ı"
  case "İ", "i": "i"
  case "O", "o": "o"
  case "Ö", "ö": "ö"
  case "U", "u": "u"
  case "Ü", "ü": "ü"
  case "Q", "q": "kü"
  case "X", "x": "iks"
  default: "e"
  }
}

/// Whether a word is spelled out when read aloud: "TRT", "ABC", "A.Ş.", "GmbH" are; "KOÇ", "HANE" and "Ltd." are not.
///
/// A word without a vowel is, and so is a short one in capitals with a cluster that a Turkish syllable does not have.
func isReadLetterByLetter(_ word: String) -> Bool {
  let parts = word.split(separator: ".")
  if parts.count > 1 { return parts.allSatisfy { $0.unicodeScalars.count == 1 } }
  if word.hasSuffix(".") { return parts.first?.unicodeScalars.count == 1 }
  let scalars = Array(word.unicodeScalars)
  guard scalars.count > 1, scalars.allSatisfy(\.properties.isAlphabetic) else { return false }
  let sounds = Array(turkishLowercased(word).unicodeScalars)
  let isCapitals = scalars.allSatisfy { $0.properties.isUppercase }
  let hasVowel = sounds.contains { isTurkishVowel($0) || ($0 == "y" && !isCapitals) }
  if !hasVowel { return true }
  guard isCapitals, scalars.count <= 5 else { return false }
  if sounds == ["a", "ş"] { return true }
  let onset = sounds.prefix { !isTurkishVowel($0) }
  let coda = sounds.reversed().prefix { !isTurkishVowel($0) }.reversed()
  return !isPronounceable(onset: onset) || !isPronounceable(coda: Array(coda), wordLength: scalars.count)
}

private func isPronounceable(onset: some Collection<Unicode.Scalar>) -> Bool {
  if onset.count < 2 { return true }
  let text = String(String.UnicodeScalarView(onset))
  return [
    "br", "cr", "dr", "fr", "gr", "kr", "pr", "tr", "bl", "cl", "fl", "gl", "kl", "pl", "sl", "sp", "st", "sk", "sm",
    "sn", "sh", "ch", "th", "ph", "sw", "tw", "str",
  ].contains(text)
}

private func isPronounceable(coda: [Unicode.Scalar], wordLength: Int) -> Bool {
  if coda.count < 2 { return true }
  let text = String(String.UnicodeScalarView(coda))
  if wordLength > 3, ["ng", "nd", "ld", "rd", "rl", "ck", "ss", "ll", "sh", "ch", "th", "ff"].contains(text) {
    return true
  }
  return [
    "lk", "rk", "nk", "sk", "lt", "rt", "nt", "st", "ft", "şt", "rs", "ns", "ks", "lp", "rp", "mp", "lç", "rç", "nç",
    "rf", "lf", "rş", "lm", "rm", "rn", "rd",
  ].contains(text)
}

/// Foreign spellings that are read alike wherever they end a word: "boutique" (butik), "vogue", "bureau" (büro), and
/// "family", where a y after a consonant is an i.
private func readingByEnding(_ word: String) -> String? {
  let sounds = Array(word.unicodeScalars)
  if word.hasSuffix("ique") { return "ik" }
  if word.hasSuffix("que"), word.count > 4 { return String(word.dropLast(3)) + "k" }
  if word.hasSuffix("gue"), word.count > 4 { return String(word.dropLast(2)) }
  if word.hasSuffix("eau") || word.hasSuffix("eaux") { return "o" }
  if sounds.count > 2, sounds.last == "y", !isTurkishVowel(sounds[sounds.count - 2]) {
    return String(word.dropLast()) + "i"
  }
  return nil
}
