/// Whether a word is spelled out when read aloud: "TRT", "ABC", "A.Ş.", "GmbH" are; "KOÇ", "HANE" and "Ltd." are not.
///
/// A word without a vowel is, and so is a short one in capitals with a cluster that a Turkish syllable does not have.
func isReadLetterByLetter(_ word: some StringProtocol) -> Bool {
  if word.utf8.contains(UInt8(ascii: ".")) {
    let parts = word.unicodeScalars.split(separator: ".")
    return parts.allSatisfy { $0.count == 1 }
  }
  var hasSmall = false
  var hasVowel = false
  for scalar in word.unicodeScalars {
    let isSmall = isSmallLetter(scalar)
    hasSmall = hasSmall || isSmall
    hasVowel = hasVowel || "aeıioöuüâîûAEIİOÖUÜÂÎÛ".unicodeScalars.contains(scalar) || (isSmall && scalar == "y")
    if hasSmall, hasVowel { return false }
    if !isLetter(scalar) { return false }
  }
  if !hasVowel { return word.unicodeScalars.count > 1 }
  let sounds = Array(turkishLowercased(word).unicodeScalars)
  guard (2...5).contains(sounds.count) else { return false }
  if sounds == ["a", "ş"] { return true }
  let onset = sounds.prefix { !isTurkishVowel($0) }
  let coda = sounds.reversed().prefix { !isTurkishVowel($0) }.reversed()
  return !isPronounceable(onset: onset) || !isPronounceable(coda: Array(coda), wordLength: sounds.count)
}

private func isSmallLetter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x61...0x7A, 0xDF...0xFF: true
  case 0..<0xDF: false
  default: scalar.properties.isLowercase
  }
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
