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
    let bytes = name.utf8
    let wordStart = bytes.lastIndex(of: UInt8(ascii: " ")).map(bytes.index(after:)) ?? bytes.startIndex
    let last = name[wordStart...]
    isOnlyWord = wordStart == bytes.startIndex
    isCompound = false
    if let legal = TurkishLexicon.legalForm(last) {
      sounds = legal.sounds
      isCompound = legal.isCompound
      return
    }
    if bytes.last == UInt8(ascii: "+") {
      sounds = "artı"
      return
    }
    let segment = lastSegment(of: last)
    if let number = spokenNumber(segment.text, in: last) {
      sounds = number
    } else if segment.text.unicodeScalars.count == 1 || isReadLetterByLetter(segment.text) {
      sounds = segment.text.unicodeScalars.last.map(letterName) ?? ""
    } else if let foreign = TurkishLexicon.foreignReadings[fold(segment.text)] {
      sounds = foreign
    } else {
      let word = turkishLowercased(segment.text)
      if let foreign = readingByEnding(word) {
        sounds = foreign
      } else {
        sounds = word
        isCompound = nil
        isOnlyWord = isOnlyWord && !segment.isPart
      }
    }
  }
}

/// The last run of letters or digits in a word: "com" of "Sahibinden.com", "34" of "Stüdyo34", "M" of "H&M".
private func lastSegment(of word: Substring) -> (text: Substring, isPart: Bool) {
  let scalars = word.unicodeScalars
  guard let last = scalars.lastIndex(where: { isLetter($0) || isDigit($0) }) else { return (word.prefix(0), false) }
  let end = scalars.index(after: last)
  let wantsDigits = isDigit(scalars[last])
  var start = startOfRun(in: scalars[..<end], ofDigits: wantsDigits)
  // In "McDonald's" and "Levi's" the apostrophe is part of the word.
  if !wantsDigits, start > scalars.startIndex {
    let before = scalars.index(before: start)
    if scalars[before] == "'" || scalars[before] == "’" { start = startOfRun(in: scalars[..<before], ofDigits: false) }
  }
  return (word[start..<end], start > scalars.startIndex)
}

private func startOfRun(in scalars: Substring.UnicodeScalarView, ofDigits: Bool) -> Substring.Index {
  var start = scalars.endIndex
  while start > scalars.startIndex {
    let before = scalars.index(before: start)
    guard ofDigits ? isDigit(scalars[before]) : isLetter(scalars[before]) else { break }
    start = before
  }
  return start
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

/// The tables of Unicode are asked only beyond Latin, where they have to be.
func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x41...0x5A, 0x61...0x7A: true
  case 0..<0xC0, 0xD7, 0xF7: false
  case 0xC0..<0x250: true
  default: scalar.properties.isAlphabetic
  }
}

/// The last word of a number read aloud: "üç" for 1903, "yüz" for 100. nil if `digits` is none.
private func spokenNumber(_ digits: Substring, in word: Substring) -> String? {
  guard let first = digits.unicodeScalars.first, isDigit(first) else { return nil }
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

/// Foreign spellings that are read alike wherever they end a word: "boutique" (butik), "vogue", "bureau" (büro), and
/// "family", where a y after a consonant is an i.
private func readingByEnding(_ word: String) -> String? {
  switch word.utf8.last {
  case UInt8(ascii: "e"):
    if ends(word, in: "ique") { return "ik" }
    if ends(word, in: "que"), word.utf8.count > 4 { return String(word.dropLast(3)) + "k" }
    if ends(word, in: "gue"), word.utf8.count > 4 { return String(word.dropLast(2)) }
  case UInt8(ascii: "u"), UInt8(ascii: "x"):
    if ends(word, in: "eau") || ends(word, in: "eaux") { return "o" }
  case UInt8(ascii: "y"):
    if let before = word.unicodeScalars.dropLast().last, !isTurkishVowel(before) {
      return String(word.dropLast()) + "i"
    }
  default: break
  }
  return nil
}

/// `hasSuffix` by bytes, which is what these lower-case lists need and a tenth of the cost.
func ends(_ word: String, in ending: String) -> Bool {
  var a = word.utf8.endIndex
  var b = ending.utf8.endIndex
  while b > ending.utf8.startIndex {
    guard a > word.utf8.startIndex else { return false }
    a = word.utf8.index(before: a)
    b = ending.utf8.index(before: b)
    if word.utf8[a] != ending.utf8[b] { return false }
  }
  return true
}
