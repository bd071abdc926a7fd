/// A firm's name as a sentence says it: "Hane Mimarlık", where the register has "HANE MİMARLIK SAN. VE TİC. LTD. ŞTİ.".
enum FirmName {
  /// The name without its legal form, and with small letters where it came in capitals only or in none.
  static func mended(_ name: String, isAbroad: Bool = false) -> String {
    guard needsMending(name) else { return withDots(name) }
    var words = words(of: name)
    dropLegalForm(&words)
    return withDots(recased(words, isAbroad).joined(separator: " "))
  }

  /// Capitals that went through Turkish small letters lose the dots of foreign names: "Orıon" for ORION.
  private static func withDots(_ name: String) -> String {
    // The second byte of "ı".
    guard name.utf8.contains(0xB1) else { return name }
    let words = name.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    return words.map { $0.contains(0xB1) ? CapitalLetters.withDots(Substring($0)) : String(Substring($0)) }
      .joined(separator: " ")
  }

  /// The name without its legal form, its letters as they were: how a sender speaks of its own firm.
  static func withoutLegalForm(_ name: String) -> String {
    guard needsMending(name) else { return name }
    var words = words(of: name)
    guard let last = words.last, isForm(last, foldedWithoutMarks(last)) else { return name }
    dropLegalForm(&words)
    return words.joined(separator: " ")
  }

  /// Told apart by scalars: taking a name apart by characters takes three times as long.
  private static func words(of name: String) -> [Substring] {
    name.unicodeScalars.split { scalar in
      scalar.value == 0x20 || (scalar.value < 0x20 || scalar.value > 0x7F) && scalar.properties.isWhitespace
    }.map(Substring.init)
  }

  /// Whether the word, folded and without points, is part of a legal form.
  static func isLegalForm(_ folded: String, hasPoint: Bool) -> Bool {
    legalForms.contains(folded) || hasPoint && legalForms.contains(folded + ".")
  }

  /// Whether a word names a trade and no person: "Mimarlık", "Otel", "Kliniği".
  static func isTradeWord(_ word: Substring) -> Bool {
    isTradeWord(folded: foldedWord(word))
  }

  static func isTradeWord(folded: String) -> Bool {
    tradeWords.contains(folded)
      || tradeEndings.contains { folded.utf8.count > $0.utf8.count + 2 && ends(folded, in: $0) }
        && FirstName.known(folded) == nil && Surname.known(folded) == nil
  }

  /// Whether the two words of a firm's name say what it sells: "Petek Bal" and "Pınar Su" are nobody, for all that Petek and
  /// Pınar are names and Bal and Su surnames. "Mehmet Çiçek" may be its owner.
  static func isOfWares(_ first: String, _ last: String) -> Bool { wares.contains(last) && nameNouns.contains(first) }

  /// Authorities and associations have no "team" that one would greet, but somebody who is responsible.
  static func isPublicBody(_ name: String) -> Bool {
    let start = name.utf8.lastIndex(of: UInt8(ascii: " ")).map(name.utf8.index(after:)) ?? name.startIndex
    let last = fold(name[start...])
    let initial = last.utf8.first
    return publicHeads.contains { $0.utf8.first == initial && last.hasPrefix($0) }
      || start > name.startIndex && fold(name).spacedWords.contains { authorities.contains(String($0)) }
  }

  // MARK: Legal forms

  /// By bytes, since nearly every name is as it should be: a point, a word in capitals only, no capital at all, or a
  /// known form at the end.
  static func needsMending(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { needsMending($0) }
  }

  static func needsMending(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasSmall = false
    var hasCapital = false
    var wasCapital = false
    var previous: UInt8 = 0
    for byte in name {
      if byte &- UInt8(ascii: "a") < 26 {
        (hasSmall, wasCapital, previous) = (true, false, byte)
        continue
      }
      var isCapital = false
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): isCapital = true
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "("): return true
      // The second byte of Ç, Ö, Ü, and of Ğ, İ, Ş; the small ones follow them.
      case 0x80...0xBF where previous == 0xC3: if byte < 0xA0 { isCapital = true } else { hasSmall = true }
      case 0x80...0xBF where previous == 0xC4 || previous == 0xC5:
        if byte & 1 == 0 { isCapital = true } else { hasSmall = true }
      case 0xC3...0xC5:
        previous = byte
        continue
      default: break
      }
      // "A.Ş." has points; "AŞ", "LLC" and "TİC" are found here.
      if isCapital, wasCapital { return true }
      hasCapital = hasCapital || isCapital
      wasCapital = isCapital
      previous = byte
    }
    return !hasSmall || !hasCapital || endsInSmallForm(name)
  }

  /// "Ltd", "Limited Şirketi", "Inc", "GmbH" without points.
  private static func endsInSmallForm(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = name.lastIndex(of: UInt8(ascii: " ")), name.count - last <= 10, last + 1 < name.count,
      // Few words begin and end as one of them does.
      name[last + 1] >= 0x80 || smallFormInitials.contains(name[last + 1] | 0x20)
    else { return false }
    let word = Substring(decoding: name[(last + 1)...], as: UTF8.self)
    return isForm(word, fold(word))
  }

  private static let smallFormInitials = Set(legalForms.union(foreignForms).compactMap(\.utf8.first))

  /// A hotel has a "Spa", and an Italian firm is an "SpA"; "T.A.Ş." is a form, and "Taş" a stone.
  private static func isForm(_ word: Substring, _ folded: String) -> Bool {
    legalForms.contains(folded) || foreignForms.contains(folded) || word == "SpA"
      || folded == "tas" && hasPointInside(word)
  }

  private static func dropLegalForm(_ words: inout [Substring]) {
    let whole = words
    // "(Merkez)" and what stands in brackets at the end is no part of the name.
    while words.count > 1, let last = words.last, last.utf8.last == UInt8(ascii: ")"),
      let open = words.lastIndex(where: { $0.hasPrefix("(") }),
      open > 0
    {
      words.removeSubrange(open...)
    }
    if words.contains(where: hasPointInside) { words = words.flatMap(splitAtPoints) }
    dropOffice(&words)
    var dropped = false
    while words.count > 1, let last = words.last {
      let folded = foldedWithoutMarks(last)
      guard
        folded.isEmpty || isForm(last, folded) || dropped && ["&", "sp", "z"].contains(folded)
          || last.utf8.contains(UInt8(ascii: ".")) && legalForms.contains(folded + ".")
      else {
        break
      }
      words.removeLast()
      dropped = true
    }
    dropTrade(&words, dropped: dropped)
    if let last = words.last, last.utf8.last == UInt8(ascii: ",") { words[words.count - 1] = last.dropLast() }
    if words.isEmpty { words = whole }
    if words.contains(where: { $0.utf8.last == UInt8(ascii: ".") }) {
      // In front, "Prof." is a professor.
      let head = dropped || words.count == 1 ? nil : words.last.flatMap(head)
      let isProfessor = words.first.map { fold($0) == "prof." } ?? false
      words = words.prefix(isProfessor ? 1 : 0) + words.dropFirst(isProfessor ? 1 : 0).map(expanded)
      if let head { words[words.count - 1] = head }
    }
  }

  /// "… A.Ş. Genel Müdürlük": which of the firm's offices it is.
  private static func dropOffice(_ words: inout [Substring]) {
    guard words.count > 3, ["mudurluk", "mudurlugu"].contains(fold(words[words.count - 1])),
      fold(words[words.count - 2]) == "genel"
    else { return }
    let form = words[words.count - 3]
    if isForm(form, foldedWithoutMarks(form)) { words.removeLast(2) }
  }

  /// What an abbreviation stands for that has no legal form behind it: the head of an authority's, a school's name.
  private static func head(_ word: Substring) -> Substring? {
    guard word.utf8.last == UInt8(ascii: "."), let long = heads[fold(word.dropLast())] else { return nil }
    return Substring(word.contains(where: \.isLowercase) ? long : turkishUppercased(long))
  }

  /// Nearly no word has one.
  private static func hasPointInside(_ word: Substring) -> Bool {
    word.utf8.dropLast().contains(UInt8(ascii: "."))
  }

  private static func foldedWithoutMarks(_ word: Substring) -> String {
    let isMark = { (byte: UInt8) in byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
    }
    if !word.utf8.contains(where: isMark) { return fold(word) }
    return fold(String(decoding: word.utf8.filter { !isMark($0) }, as: UTF8.self))
  }

  /// "SAN. VE TİC." before the form; "Ege Ticaret Ltd. Şti." is called Ege Ticaret.
  private static func dropTrade(_ words: inout [Substring], dropped: Bool) {
    var count = words.count
    var isPair = false
    while count > 1 {
      let word = words[count - 1]
      let folded = foldedWithoutMarks(word)
      let isAbbreviated = word.utf8.last == UInt8(ascii: ".")
      if folded == "ve" || folded == "and" || word == "&" || tradeAbbreviations.contains(folded) && isAbbreviated
        || dropped && tradeAbbreviations.contains(folded) && folded.utf8.count <= 4 && folded != "dis"
      {
        isPair = true
      } else if dropped, ["sanayi", "sanayii", "ticaret", "sanayı"].contains(folded) {
        // Two of them, or one beside an abbreviation, are the register's; one alone is the name's.
        let before = count > 2 ? fold(words[count - 2].filter { $0 != "." }) : ""
        guard isPair || ["ve", "sanayi", "sanayii", "san", "ic", "dis"].contains(before) else { break }
        isPair = true
      } else if isPair, folded == "ic" || folded == "dis" {
        // "İç ve Dış Ticaret"
      } else {
        break
      }
      count -= 1
    }
    // "Yıldız Tic." alone would lose its trade.
    if count == 1, words.count == 2 { return }
    words.removeSubrange(count...)
  }

  /// "A.Ş." stays one word, "Paz.San.Tic." becomes three.
  private static func splitAtPoints(_ word: Substring) -> [Substring] {
    guard hasPointInside(word), !isReadLetterByLetter(word), !word.contains("@") else { return [word] }
    let parts = word.split(separator: ".")
    guard parts.count > 1, parts.allSatisfy({ $0.count >= 1 }),
      !parts.contains(where: { $0.contains(where: \.isNumber) }),
      !["com", "net", "org", "tr", "co", "io", "app", "ai", "istanbul"].contains(fold(parts[parts.count - 1]))
    else { return [word] }
    var pieces: [Substring] = []
    var rest = word
    while let point = rest.firstIndex(of: ".") {
      pieces.append(rest[...point])
      rest = rest[rest.index(after: point)...]
    }
    if !rest.isEmpty { pieces.append(rest) }
    // "Ltd.Şti." and "San.A.Ş.": single letters belong together.
    var joined: [Substring] = []
    for piece in pieces {
      if piece.count == 2, let last = joined.last, last.endIndex == piece.startIndex, last.suffix(2).count == 2,
        last.count % 2 == 0, isReadLetterByLetter(last)
      {
        joined[joined.count - 1] = word[last.startIndex..<piece.endIndex]
      } else {
        joined.append(piece)
      }
    }
    return joined
  }

  private static func expanded(_ word: Substring) -> Substring {
    guard word.utf8.last == UInt8(ascii: ".") else { return word }
    let folded = fold(word.dropLast())
    guard let long = longForms[folded] else { return word }
    return Substring(word.contains(where: \.isLowercase) ? long : turkishUppercased(long))
  }

  // MARK: Letters

  private static func recased(_ words: [Substring], _ isAbroad: Bool) -> [String] {
    let (hasSmall, hasCapital) = cases(of: words)
    if hasSmall, hasCapital { return words.map(String.init) }
    let letters = CapitalLetters(of: words.joined(separator: " "), isForeign: isAbroad)
    if !hasSmall {
      return words.enumerated().map { index, word in
        small(word, isInside: index > 0)
          ?? (isAbbreviation(word, letters, isAlone: words.count == 1) ? String(word) : titlecased(word, letters))
      }
    }
    if !hasCapital, words.count > 1 {
      return words.enumerated().map { index, word in
        word.contains(where: \.isNumber) || word.contains(".")
          ? String(word) : small(word, isInside: index > 0) ?? capitalized(word, letters)
      }
    }
    if !hasCapital, let word = words.first, !word.contains("."), !word.contains(where: \.isNumber) {
      return [letters.capitalized(word)]
    }
    return words.map(String.init)
  }

  /// "FOODS" and "SEEDS" are words.
  private static func hasEnglishVowel(_ folded: String) -> Bool { ["oo", "ee", "ea"].contains(where: folded.contains) }

  /// Whether there are small letters and capitals among them.
  private static func cases(of words: [Substring]) -> (hasSmall: Bool, hasCapital: Bool) {
    var found = (hasSmall: false, hasCapital: false)
    for word in words {
      for scalar in word.unicodeScalars {
        switch scalar.value {
        case 0x61...0x7A: found.hasSmall = true
        case 0x41...0x5A: found.hasCapital = true
        case 0..<0x80: break
        default:
          if scalar.properties.isLowercase { found.hasSmall = true }
          if scalar.properties.isUppercase { found.hasCapital = true }
        }
      }
    }
    return found
  }

  private static func titlecased(_ word: Substring, _ letters: CapitalLetters) -> String {
    parts(of: word).map { letters.titlecased($0) }.joined()
  }

  private static func capitalized(_ word: Substring, _ letters: CapitalLetters) -> String {
    parts(of: word).map { letters.capitalized($0) }.joined()
  }

  /// Cut behind each mark that a capital follows: "OTO-KLİMA", "D&R", "(MERKEZ)".
  private static func parts(of word: Substring) -> [Substring] {
    var parts: [Substring] = []
    var rest = word
    while let mark = rest.firstIndex(where: { "-&/(+".contains($0) }) {
      parts.append(rest[...mark])
      rest = rest[rest.index(after: mark)...]
    }
    return parts + [rest]
  }

  private static func small(_ word: Substring, isInside: Bool) -> String? {
    let folded = fold(word)
    return isInside && ["ve", "ile", "veya", "and", "of", "the"].contains(folded) ? turkishLowercased(word) : nil
  }

  /// "TRT", "HDI", "A&B" and "ODTÜ" keep their capitals; "EGE YAPI" does not.
  private static func isAbbreviation(_ word: Substring, _ letters: CapitalLetters, isAlone: Bool) -> Bool {
    let folded = fold(word)
    if ["st.", "mt.", "dr.", "av.", "dt.", "ecz.", "prof.", "op.", "uzm.", "vet."].contains(folded) { return false }
    if word.contains(where: \.isNumber) || word.contains(".") || knownAbbreviations.contains(folded) { return true }
    if shortWords.contains(folded) { return false }
    let count = word.count(where: \.isLetter)
    if word.contains("&"), count <= 3 { return true }
    // A brand of five letters or less that stands alone is written as its owner writes it.
    if isAlone, count <= 5 { return true }
    // No Turkish word ends as "EARTH" does.
    return count == 2 || isReadLetterByLetter(word) && !(count > 4 && (letters.isForeign || hasEnglishVowel(folded)))
  }
}
