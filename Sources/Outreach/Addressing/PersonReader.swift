/// Tells first names from surnames and gives both the letters they have.
struct PersonReader {
  private(set) var person: PersonName?

  /// - Parameters:
  ///   - words: nothing but the name.
  ///   - isCalledByFirstName: whether a Bey or Hanım follows, which only a first name has before it.
  init(_ words: [Substring], isCalledByFirstName: Bool, isAbroad: Bool = false) {
    var words = words
    turnRound(&words, isAbroad)
    let folded = words.map(foldedWord)
    guard folded.contains(where: { $0.utf8.count > 1 && hasVowelOrIsShort($0) }) else { return }
    let first = words.indices.first { !Self.isInitial(words[$0]) } ?? 0
    let firstName = FirstName.known(folded[first])
    let spelled = spell(words, folded, isForeign: isAbroad || firstName.map { !$0.isTurkish } ?? false)
    let full = spelled.joined(separator: " ")
    if words.count == 1 {
      // A lone "Tuna" is called so, though there are families of that name.
      let isGiven =
        isCalledByFirstName || firstName.map { $0.sex == nil } ?? false
        || firstName != nil && Surname.known(folded[0]) == nil || !Surname.isLikely(folded[0])
      person = PersonName(
        given: isGiven ? full : nil, surname: isGiven ? nil : full, full: full,
        namedSex: isGiven ? firstName?.sex : nil, isTurkish: firstName?.isTurkish ?? false)
      return
    }
    // "M. Kemal" is called Kemal; what to call "İ. Şen" by nobody knows.
    if first == words.count - 1, firstName == nil || Surname.known(folded[first]) != nil {
      person = PersonName(surname: full, full: full, isTurkish: firstName?.isTurkish ?? false)
    } else {
      person = Self.person(
        spelled, words: words, folded: folded, from: first, full: full, isCalledByFirstName: isCalledByFirstName)
    }
  }

  /// - Parameter words: a first name that is known, and what follows it.
  static func person(
    _ spelled: [String], words: [Substring], folded: [String], from first: Int, full: String,
    isCalledByFirstName: Bool = false
  ) -> PersonName {
    // "Hacı Mehmet": nobody is called Mehmet by surname.
    let isAllGiven =
      (isCalledByFirstName || folded.count == 2 && first == 0 && (folded[0] == "haci" || givenOnly.contains(folded[1])))
      && folded[first...].allSatisfy { FirstName.known($0) != nil && Surname.known($0) == nil }
    let count = isAllGiven ? words.count - first : givenCount(folded, words, from: first)
    let surname = spelled[min(first + count, spelled.count)...].joined(separator: " ")
    return PersonName(
      given: spelled[first..<(first + count)].joined(separator: " "),
      surname: surname.isEmpty || isInitial(words[words.count - 1]) ? nil : surname, full: full,
      namedSex: sex(folded[first..<(first + count)]),
      isTurkish: FirstName.known(folded[first])?.isTurkish ?? (FirstName.sexOfCompound(folded[first]) != nil))
  }

  /// "Kaya Elif" is Elif Kaya: a surname that is no first name, before a first name that is no surname.
  private func turnRound(_ words: inout [Substring], _ isAbroad: Bool) {
    guard words.count > 1, let first = words.first, let last = words.last else { return }
    let surname = fold(first)
    let given = fold(last)
    guard isAbroad ? Self.looksLikeSurname(surname) : Surname.isLikely(surname), FirstName.known(surname) == nil,
      FirstName.known(given) != nil,
      Surname.known(given) == nil
    else { return }
    words.append(words.removeFirst())
  }

  /// How many words one is called by: "Mehmet Ali Yıldız" two, "Ayşe Demir Kaya" one.
  private static func givenCount(_ folded: [String], _ words: [Substring], from first: Int) -> Int {
    var count = 1
    let sex = FirstName.known(folded[first])?.sex
    while first + count < words.count - 1, count < 3, !isInitial(words[first + count]) {
      let next = folded[first + count]
      if count == 1, Self.isPair(folded[first], next) {
        count += 1
        continue
      }
      guard let name = FirstName.known(next), Surname.known(next) == nil || Self.seconds.contains(next)
      else { break }
      if let sex, let other = name.sex, sex != other { break }
      count += 1
    }
    return count
  }

  /// First names that are nobody's surname.
  private static let givenOnly: Set<String> = [
    "mehmet", "ahmet", "mustafa", "ali", "huseyin", "hasan", "ibrahim", "ismail", "osman", "ramazan", "ayse", "fatma",
    "emine", "hatice", "zeynep", "elif", "meryem", "nur", "merve", "emre", "murat", "mehmetali",
  ]

  /// Surnames that are second first names more often.
  private static let seconds: Set<String> = ["can", "su", "gul"]

  /// Names that are given together: "María José Fernández" is Ms Fernández, whatever José is alone.
  private static func isPair(_ first: String, _ second: String) -> Bool {
    ["maria jose", "jose maria", "maria jesus", "jean marie", "anne marie", "juan jose", "juan carlos", "jose luis"]
      .contains(first + " " + second)
  }

  /// The first name that tells; nil if two contradict each other.
  private static func sex(_ given: ArraySlice<String>) -> Sex? {
    if given.count == 2, let first = given.first, let second = given.last, isPair(first, second) {
      return FirstName.known(first)?.sex
    }
    let sexes = Set(given.compactMap { FirstName.known($0).map(\.sex) ?? FirstName.sexOfCompound($0) })
    return sexes.count == 1 ? sexes.first : nil
  }

  private static func isInitial(_ word: Substring) -> Bool {
    word.count == 1 || word.count == 2 && word.last == "."
  }

  /// "XXX" and "qwrt" are no names; "Su" and "Ng" are.
  private func hasVowelOrIsShort(_ folded: String) -> Bool {
    folded.utf8.count < 3 || folded.unicodeScalars.contains { isTurkishVowel($0) || $0 == "y" }
      || folded.utf8.contains { $0 >= 0x80 }
  }

  private func spell(_ words: [Substring], _ folded: [String], isForeign: Bool) -> [String] {
    let text = words.joined(separator: " ")
    let letters = CapitalLetters(of: text, isForeign: isForeign)
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    return words.indices.map { index in
      let word = words[index]
      if isPlain, !isForeign, !Self.isInitial(word) {
        if index < words.count - 1 || words.count == 1, let name = FirstName.known(folded[index]), name.isTurkish {
          return name.spelling
        }
        if let known = Surname.known(folded[index]) ?? FirstName.known(folded[index])?.spelling { return known }
      }
      return spell(word, letters, isInside: index > 0 && index < words.count - 1)
    }
  }

  private func spell(_ word: Substring, _ letters: CapitalLetters, isInside: Bool) -> String {
    let hasSmall = word.contains(where: \.isLowercase)
    let hasCapital = word.contains(where: \.isUppercase)
    if isInside, Self.particles.contains(fold(word)), !(hasSmall && hasCapital) {
      // "Al Mansoori" has a capital, "de Vries" in its middle none.
      return fold(word) == "al" ? "Al" : word.lowercased()
    }
    if hasSmall, hasCapital || !word.contains(where: \.isLetter) { return String(word) }
    if Self.isInitial(word) { return letters.capitalized(word) }
    // "AYŞE-NUR", "O'NEIL": a capital after the mark, too.
    var out = ""
    for part in word.split(omittingEmptySubsequences: false, whereSeparator: { "-'’".contains($0) }) {
      if !out.isEmpty { out.append(word[word.index(before: part.startIndex)]) }
      out += letters.titlecased(part)
    }
    if out.hasPrefix("Mc"), out.count > 4, let letter = out.dropFirst(2).first, letter.isLetter {
      return "Mc" + letter.uppercased() + out.dropFirst(3)
    }
    return out
  }

  /// Of names from abroad: "Järvinen", "Nowakowski".
  static func looksLikeSurname(_ folded: String) -> Bool {
    Surname.known(folded) != nil
      || ["nen", "sson", "sen", "ski", "sky", "ska", "ov", "ova", "ev", "eva", "vic", "enko", "mann", "elli"]
        .contains { folded.hasSuffix($0) && folded.utf8.count > $0.utf8.count + 1 }
  }

  static func isParticle(_ word: Substring) -> Bool { particles.contains(fold(word)) }

  private static let particles: Set<String> = [
    "de", "la", "van", "von", "der", "den", "bin", "ibn", "bint", "di", "da", "dos", "del", "du", "el", "al", "zu",
  ]
}
