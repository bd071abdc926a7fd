/// Upper and lower case in Turkish, where i belongs to İ and I to ı.

func turkishUppercased(_ text: some StringProtocol) -> String {
  map(text) { $0 == "i" ? "İ" : $0 == "ı" ? "I" : $0.properties.uppercaseMapping }
}

func turkishLowercased(_ text: some StringProtocol) -> String {
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { appendTurkishLowercase(scalar, to: &out) }
  return String(out)
}

/// The letters of Turkish names by hand; the tables of Unicode, which cost ten times as much, for the rest.
private func appendTurkishLowercase(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
  switch scalar {
  case "I": out.append("ı")
  case "İ": out.append("i")
  case "A"..."Z": out.append(Unicode.Scalar(UInt8(scalar.value) + 32))
  case "\0"..."\u{7F}", "à"..."ö", "ø"..."ÿ", "ğ", "ı", "ş": out.append(scalar)
  case "Ğ": out.append("ğ")
  case "Ş": out.append("ş")
  case "À"..."Ö", "Ø"..."Þ": out.append(Unicode.Scalar(UInt8(scalar.value) + 32))
  default: out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
  }
}

/// A capital at the start of each word, "Hane Mimarlık ve Tasarım A.Ş.".
///
/// Conjunctions stay small inside a title, as the spelling guide has it, and what is read letter by letter ("TRT",
/// "A.Ş.") keeps its capitals.
func turkishTitlecased(_ text: some StringProtocol) -> String {
  let small = ["ve", "ile", "veya", "ya", "da", "de", "ki"]
  return titlecased(
    text, upper: { turkishUppercased($0) }, lower: { turkishLowercased($0) },
    staysSmall: { small.contains(turkishLowercased($0)) })
}

/// Title case with a language's own letters; `staysSmall` tells which words do not get a capital inside a title.
func titlecased(
  _ text: some StringProtocol, upper: (String) -> String, lower: (String) -> String,
  staysSmall: (String) -> Bool = { _ in false }
) -> String {
  let words = String(text).split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
  return words.enumerated().map { index, word in
    if isReadLetterByLetter(word) { return word }
    let small = lower(word)
    if index > 0, staysSmall(word) { return small }
    // The first letter, which a bracket or a quotation mark may precede; also the one after a hyphen or dot inside.
    var out = ""
    var atStart = true
    for character in small {
      out += atStart && character.isLetter ? upper(String(character)) : String(character)
      atStart = !(character.isLetter || character.isNumber || character == "'" || character == "’")
    }
    return out
  }.joined(separator: " ")
}

private func map(_ text: some StringProtocol, _ change: (Unicode.Scalar) -> String) -> String {
  var out = ""
  out.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars { out += change(scalar) }
  return out
}
