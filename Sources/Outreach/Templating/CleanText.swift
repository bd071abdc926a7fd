/// The text on one line, without spaces at its ends or doubled inside; nil if nothing is left.
///
/// Also leaves out what is invisible and can still do harm: control characters, byte order marks, zero-width spaces and
/// the marks that turn the direction of writing around.
func cleaned(_ text: String) -> String? {
  var text = text
  if text.withUTF8({ isCleanText($0) }) { return text.isEmpty ? nil : text }
  var scalars = String.UnicodeScalarView()
  var pendingSpace = false
  for scalar in text.unicodeScalars where !isInvisible(scalar) {
    if scalar.properties.isWhitespace {
      pendingSpace = !scalars.isEmpty
    } else {
      if pendingSpace { scalars.append(" ") }
      pendingSpace = false
      scalars.append(scalar)
    }
  }
  return scalars.isEmpty ? nil : String(scalars)
}

/// The common case, decided without decoding: single spaces, and no lead byte of a block that holds odd spaces.
func isCleanText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var previous = UInt8(ascii: " ")
  for byte in text {
    switch byte {
    case UInt8(ascii: " "): if previous == byte { return false }
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF: return false
    default: break
    }
    previous = byte
  }
  return text.isEmpty || previous != UInt8(ascii: " ")
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x85: false
  case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
  default: false
  }
}

/// The text with a full stop at its end, unless it ends a sentence as it is.
func asSentence(_ text: String) -> String {
  guard let text = cleaned(text), let last = text.last else { return text }
  return ".!?…".contains(last) ? text : text + "."
}

/// What the sender says its offer brings, as a sentence that can stand alone.
///
/// What is written in small letters is mostly a phrase ("500 adetten başlayan siparişlerle"), as is a Turkish infinitive
/// ("Faturayı düşürmek"), and is made a sentence. A sentence about others than the sender ("Ekibiniz ne diyeceğini
/// biliyor") would tell the reader what is so already, and gets words before it that say what it is: what comes of it.
func benefitSentence(_ text: String, language: Language) -> String {
  guard let text = cleaned(text), let first = text.first else { return asSentence(text) }
  let rest = text.dropFirst()
  guard language == .tr else {
    let word = fold(text.prefix { $0.isLetter })
    let isClause =
      first.isLowercase
      ? ["we", "you", "it", "this", "they", "your", "our"].contains(word) : !isPhraseInEnglish(text, from: word)
    if ["your", "you"].contains(word) { return asSentence("The result: " + first.lowercased() + rest) }
    return asSentence(isClause ? first.uppercased() + rest : "In short: " + first.lowercased() + rest)
  }
  let last = fold(text.split { !$0.isLetter }.last ?? "")
  let isAcronym = !(rest.first?.isLowercase ?? true)
  let phrase = isAcronym ? text : turkishLowercased(String(first)) + rest
  let isInfinitive = last.utf8.count > 4 && ["mek", "mak"].contains(where: last.hasSuffix)
  if isInfinitive, !["yemek", "ekmek", "kaymak"].contains(last) { return asSentence("Amaç " + phrase) }
  let isClause = first.isUppercase || last.utf8.count > 4 && turkishVerbEndings.contains { last.hasSuffix($0) }
  if isClause {
    let sentence = asSentence(turkishUppercased(String(first)) + rest)
    if isOurs(last) { return sentence }
    let isName = text.prefix { $0 != " " }.contains { "'’".contains($0) }
    return "Kısacası, " + (isName ? sentence : asSentence(phrase))
  }
  if last.utf8.count > 5, ["yla", "yle", "lerle", "larla"].contains(where: last.hasSuffix) {
    return asSentence(turkishUppercased(String(first)) + rest + " çalışıyoruz")
  }
  return asSentence("Öne çıkan yanı: " + phrase)
}

/// "All messages on one screen", as nobody writes a sentence without saying of what it is so.
private func isPhraseInEnglish(_ text: String, from first: String) -> Bool {
  guard ["all", "one", "more", "fewer", "less", "lower", "faster", "up"].contains(first) else { return false }
  let verbs: Set = ["is", "are", "was", "were", "has", "have", "can", "will", "must", "do", "does", "get", "gets"]
  return !text.split { !$0.isLetter }.contains { verbs.contains(fold($0)) }
}

/// Whether a folded verb says what *we* do.
private func isOurs(_ verb: String) -> Bool {
  verb.utf8.count > 4 && ourVerbEndings.contains { verb.hasSuffix($0) }
}

private let ourVerbEndings = [
  "yoruz", "riz", "ruz", "dik", "duk", "tik", "tuk", "mekteyiz", "maktayiz", "cegiz", "cagiz",
]

/// Folded; what only the verb at a sentence's end has.
private let turkishVerbEndings = [
  "riz", "ruz", "yor", "yoruz", "siniz", "sunuz", "ilir", "ulur", "dir", "dur", "tir", "tur", "ecek", "acak", "meyiz",
  "mayiz", "mez", "maz",
]

/// `1250000` as `1.250.000` in Turkish and `1,250,000` in English.
func groupedDigits(_ value: Int, language: Language) -> String {
  let digits = Array(String(value.magnitude).utf8)
  var out: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 {
      out.append(language == .tr ? UInt8(ascii: ".") : UInt8(ascii: ","))
    }
    out.append(digit)
  }
  return String(decoding: out, as: UTF8.self)
}

/// `4.65` as `4,7` in Turkish and `4.7` in English; a whole number has no decimal.
func oneDecimal(_ value: Double, language: Language) -> String? {
  guard let tenths = Int(exactly: (value * 10).rounded()) else { return nil }
  let whole = groupedDigits(tenths / 10, language: language)
  let rest = (tenths % 10).magnitude
  if rest == 0 { return whole }
  return (tenths < 0 && tenths > -10 ? "-" : "") + whole + (language == .tr ? "," : ".") + String(rest)
}
