/// A person's name, taken out of what a CRM has in its contact column.
struct PersonName: Hashable, Sendable {
  /// "Prof. Dr." before the name; nil without any.
  var titles: String?
  /// Whether the titles go with a first name.
  var areTitlesSpoken = true
  /// Whether only letters say them.
  var areTitlesForLetters = false
  /// What an English letter says for them.
  var englishTitle: String?
  /// The first names by which one is called, "Mehmet Ali"; nil for a lone surname.
  var given: String?
  var surname: String?
  /// All of the name without titles.
  var full: String
  /// As a Bey or Ms. beside the name says it.
  var saidSex: Sex?
  /// The Ms. or Mr. as it was written, for English letters.
  var englishHonorific: String?
  var isEsteemed = false
  /// As the first names say it.
  var namedSex: Sex?
  /// Whether the first name is one that Turkish registers have.
  var isTurkish = false

  /// A name that was written with the surname first.
  mutating func turnRound() {
    guard let first = given, let last = surname else { return }
    (given, surname) = (last, first)
    full = "\(last) \(first)"
    namedSex = FirstName.known(fold(last))?.sex
  }

  mutating func take(_ titles: [NameWord.Title]) {
    let titles = titles.filter { !$0.isQualification }
    guard !titles.isEmpty else { return }
    areTitlesForLetters = titles.allSatisfy(\.isForLetters)
    self.titles = titles.map(\.spelling).joined(separator: " ")
    areTitlesSpoken = titles.allSatisfy(\.isSpoken)
    englishTitle = titles.lazy.compactMap(\.english).first
  }
}

/// What a text says of a person, be it only how they are addressed.
struct NameReading {
  var person: PersonName?
  var titles: [NameWord.Title] = []
  var saidSex: Sex?
  var englishHonorific: String?
  var isEsteemed = false
  /// Whether a role has been read, beside which one unknown word is the rest of it: "Branch Manager", "Tourism and Promotion".
  private var isBesideRole = false
  /// Whether the text is a name as it should be and nothing else.
  private(set) var isPlain = false
  /// The words that are left, mended.
  var words: [String] = []

  /// Of a name that needed no taking apart.
  init(plain person: PersonName) {
    self.person = person
    isPlain = true
  }

  /// - Parameter text: a name with whatever stands around it: "Yılmaz, Mehmet (Genel Müdür)", "info", "Sn. AYŞE KAYA".
  init(_ text: String, isAbroad: Bool = false) {
    // An address of a site is nobody.
    if text.contains("://") { return }
    let parts = nameParts(of: withShortTitles(text))
    // "Park ve Bahçeler Müdürlüğü" is one office, and "Ayşe Kaya, Satın Alma Müdürlüğü" somebody in one.
    if parts.count > 1, let last = parts.last?.last, isOffice(foldedWord(last)),
      !text.contains(where: { ",-/(|".contains($0) })
    {
      return
    }
    for (index, part) in parts.enumerated() {
      read(part, isAbroad)
      if person != nil {
        takeTitles(behindName: parts[(index + 1)...])
        return
      }
      isBesideRole = isBesideRole || part.contains { NameWord.isRole($0) }
    }
  }

  /// "Ece Bal, Av."
  private mutating func takeTitles(behindName parts: ArraySlice<[Substring]>) {
    let behind = parts.map { part in
      part.compactMap { word -> NameWord.Title? in
        guard case .title(let title)? = NameWord.known(foldedWord(word), hasPoint: word.contains(".")) else {
          return nil
        }
        return title
      }
    }
    let whole = zip(behind, parts).filter { $0.count == $1.count }.flatMap(\.0)
    guard !whole.isEmpty else { return }
    titles = NameWord.joined(titles + whole)
    person?.take(titles)
  }

  private mutating func read(_ part: [Substring], _ isAbroad: Bool) {
    var names: [Substring] = []
    var hasFirm = false
    var hasRole = false
    var isBehindOf = false
    reading: for word in nameBehindPlace(part) {
      let folded = foldedWord(word)
      if folded.isEmpty { continue }
      // "Er Ailesi" is as little one person as a firm is.
      if FirmName.isLegalForm(folded, hasPoint: word.contains(".")) || folded == "ailesi" { hasFirm = true }
      // "Faculty of Law" is a place, and "Head of Purchasing Anna Smith" somebody who has one.
      if isPreposition(word), word.startIndex > part[0].startIndex {
        if names.first.map({ FirstName.known(foldedWord($0)) != nil }) ?? false { break }
        names = []
        isBehindOf = true
        continue
      }
      let isLast = word.endIndex == part.last?.endIndex
      switch isOffice(folded) ? .role : NameWord.known(folded, hasPoint: word.contains(".")) {
      case .honorific? where folded == "sr" && !names.isEmpty: continue
      case .honorific(let sex, let isAfterName)?:
        // "Bay" and "Miss" stand before a name only; behind one they are names themselves.
        if !isAfterName, !names.isEmpty { names.append(word) } else { take(sex, word, isAfterName: isAfterName) }
        if isAfterName, !names.isEmpty { break reading }
      case .esteemed? where names.isEmpty: isEsteemed = true
      // "Y. Mim." is one, "Ahmet Y." hides a surname.
      case .title? where folded == "y" && !names.isEmpty: names.append(word)
      case .title(let title)?:
        // "Gıda Müh. Yasin Koru": of what he is an engineer.
        if title.isQualification, names.allSatisfy(FirmName.isTradeWord) { names = [] }
        titles.append(title)
      case .role? where names.isEmpty:
        hasRole = true
        takeRole(folded)
        continue
      // "Yurt Müdürlüğü" is an office, whatever stands before it.
      case .role? where names.count == 1 && isOffice(folded):
        names = []
        continue
      case .role?:
        // "Fleet Office" is a place and "Bilgi İşlem Müdürü Serkan" somebody in one.
        if names.count == 1, !isKnown(names[0]),
          isAbroad || hasRole || isAcronym(names[0], before: word) || FirmName.isTradeWord(names[0])
        {
          names = []
          continue
        }
        // "Dr. Emre Üretim" has a surname; "Mehmet Üretim" is in production.
        let isNamed = !titles.isEmpty && !hasRole && isLast && !FirmName.isTradeWord(word)
        guard names.count == 1, isNamed || NameWord.mayBeSurname(folded) else { break reading }
        names.append(word)
      case nil where isBehindOf && names.isEmpty && FirstName.known(folded) == nil: continue
      case .esteemed?, nil: names.append(word)
      }
    }
    if isBehindOf, names.count < 2 { return }
    guard !hasFirm, !names.isEmpty, names.count <= 6, !namesTrade(names), !isRestOfRole(names, part) else { return }
    takePerson(names, part: part, isBehindRole: hasRole, isAbroad: isAbroad)
  }

  /// "Dr. Öğr. Üyesi" is one title; a pharmacist's assistant, "Ecz. Kalfası", has none.
  private mutating func takeRole(_ folded: String) {
    if folded == "uyesi", titles.last?.spelling == "Öğr." {
      titles[titles.count - 1].spelling = "Öğr. Üyesi"
    } else if NameWord.isAssistant(folded) {
      titles = []
    }
  }

  /// Whether the one word that is left belongs to a role beside it: "Branch" of Branch Manager.
  private func isRestOfRole(_ names: [Substring], _ part: [Substring]) -> Bool {
    guard names.count == 1, saidSex == nil, titles.isEmpty, !isKnown(names[0]) else { return false }
    return (isBesideRole || part.contains(where: NameWord.isRole))
      && FirstName.sexOfCompound(foldedWord(names[0])) == nil
  }

  private mutating func takePerson(
    _ names: [Substring], part: [Substring], isBehindRole: Bool, isAbroad: Bool
  ) {
    person =
      PersonReader(
        names,
        // "Şantiye Şefi Yavuz" is called so, whoever else is a Yavuz.
        isCalledByFirstName: (saidSex != nil && englishHonorific == nil || isBehindRole && names.count == 1)
          && !isAbroad,
        isAbroad: isAbroad
      ).person
    titles = NameWord.joined(titles)
    person?.take(titles)
    // "Sr. Margaret Daly" is a sister, whatever "Sr. Juan" is.
    if person?.namedSex == .female, part.contains(where: { foldedWord($0) == "sr" }) {
      saidSex = nil
      person?.englishTitle = "Sr."
    }
    person?.saidSex = saidSex
    person?.englishHonorific = englishHonorific
    person?.isEsteemed = isEsteemed
  }

  private mutating func take(_ sex: Sex, _ word: Substring, isAfterName: Bool) {
    saidSex = sex
    let text = word.lowercased()
    if !isAfterName, ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"].contains(text) {
      englishHonorific = text.prefix(1).uppercased() + text.dropFirst()
    }
  }
}

/// Whether the lists have it as a first name or a surname.
private func isKnown(_ word: Substring) -> Bool {
  let folded = foldedWord(word)
  return FirstName.known(folded) != nil || Surname.known(folded) != nil
}

/// Whether a word is a firm's. "Özge Çam" is a person for all that çam is timber: a surname after a first name.
private func namesTrade(_ names: [Substring]) -> Bool {
  names.indices.contains { index in
    guard FirmName.isTradeWord(names[index]) else { return false }
    let isSurname =
      index > 0 && index == names.count - 1 && Surname.known(foldedWord(names[index])) != nil
      && FirstName.known(foldedWord(names[0])) != nil
    return !isSurname
  }
}

/// The name without brackets, cut where something else begins, each part as words; "Yılmaz, Mehmet" turned round.
private func nameParts(of text: String) -> [[Substring]] {
  var outside = ""
  var depth = 0
  for character in text {
    switch character {
    case "(", "[", "{", "<": depth += 1
    case ")", "]", "}", ">": depth = max(0, depth - 1)
    case "\"", "“", "”", "*", "_": outside.append(" ")
    case "/", "|", ";", "\\", "&", "+", ":", "•": if depth == 0 { outside.append("|") }
    default: if depth == 0 { outside.append(character) }
    }
  }
  var parts: [[Substring]] = []
  for piece in outside.split(separator: "|") {
    let commas = piece.split(separator: ",").map(words)
    if commas.count >= 2, isSurnameFirst(commas[0], commas[1]) {
      parts.append(commas[1] + commas[0])
      continue
    }
    for words in commas {
      // A lone dash and "ve" begin something else: "Mehmet Yılmaz - Satın Alma", "Ali ve Ayşe".
      parts += words.split { ["-", "–", "—", "ve", "and", "veya", "ile"].contains($0.lowercased()) }.map { Array($0) }
    }
  }
  return parts
}

/// Split at spaces and after points ("Doç.Dr.Ali"); without what is no letter around, and without what no name has.
private func words(_ text: Substring) -> [Substring] {
  var words: [Substring] = []
  for chunk in text.split(whereSeparator: \.isWhitespace) {
    if chunk == "-" || chunk == "–" || chunk == "—" {
      words.append(chunk)
      continue
    }
    if chunk.contains("@") || chunk.contains(where: \.isNumber) || chunk.hasPrefix("www.") { continue }
    if chunk.first == "-" || chunk.first == "–" { words.append("-") }
    var rest = chunk
    // "Sig.ra" and "Dott.ssa" are one word.
    while let point = rest.firstIndex(of: "."), rest.index(after: point) < rest.endIndex,
      !["ra", "ssa"].contains(rest[rest.index(after: point)...])
    {
      words.append(rest[...point])
      rest = rest[rest.index(after: point)...]
    }
    words.append(rest)
    if chunk.last == "-" { words.append("-") }
  }
  return words.compactMap { word in
    if word == "-" || word == "–" || word == "—" { return "-" }
    guard let first = word.firstIndex(where: \.isLetter), let last = word.lastIndex(where: { $0.isLetter || $0 == "." })
    else { return nil }
    return word[first...last]
  }
}

/// "Yılmaz, Mehmet" and not "Mehmet Yılmaz, Genel Müdür".
private func isSurnameFirst(_ before: [Substring], _ after: [Substring]) -> Bool {
  func name(_ word: Substring) -> String { foldedWord(word) }
  func isPlace(_ words: [Substring]) -> Bool {
    words.contains { NameWord.known(name($0), hasPoint: $0.contains(".")) == .role }
  }
  guard !before.isEmpty, before.filter({ !PersonReader.isParticle($0) }).count <= 2, (1...3).contains(after.count),
    !isPlace(before), !isPlace(after)
  else {
    return false
  }
  if before.contains(where: FirmName.isTradeWord) || after.contains(where: FirmName.isTradeWord) { return false }
  if before.filter({ !PersonReader.isParticle($0) }).count == 1 {
    return before.count > 1 || FirstName.known(name(before[0])) == nil || Surname.known(name(before[0])) != nil
      || after.contains { FirstName.known(name($0)) != nil }
  }
  return FirstName.known(name(before[0])) == nil && after.contains { FirstName.known(name($0)) != nil }
}

private func isOffice(_ folded: String) -> Bool {
  ["lugu", "ligi"].contains { folded.hasSuffix($0) }
    || ["birimi", "bolumu", "departmani", "department", "dept"].contains(folded) || folded.hasSuffix("abteilung")
}

private func isPreposition(_ word: Substring) -> Bool { ["of", "for"].contains(word.lowercased()) }

/// "İSG Uzmanı", "ARGE Sorumlusu": capitals that only the first of the two words has.
private func isAcronym(_ word: Substring, before role: Substring) -> Bool {
  word.count <= 4 && !word.contains(where: \.isLowercase) && role.contains(where: \.isLowercase)
}

/// The word folded and without points.
func foldedWord(_ word: Substring) -> String {
  word.utf8.contains(UInt8(ascii: ".")) ? fold(word.filter { $0 != "." }) : fold(word)
}

/// Whether the word says whose the next one is: "Ahmet Bey'in", "Ayşe Er'in".
private func isGenitive(_ word: Substring) -> Bool {
  let folded = foldedWord(word)
  return ["'in", "'un", "'nin", "'nun"].contains(where: folded.hasSuffix) || ["beyin", "hanimin"].contains(folded)
}

/// "Fen İşleri Md. Sn. Cengiz Aktaş": what stands before a Sayın and has a role in it is the place. So is whoever has
/// somebody for something: "Ahmet Bey'in sekreteri".
private func nameBehindPlace(_ part: [Substring]) -> ArraySlice<Substring> {
  if let owner = part.dropLast().lastIndex(where: isGenitive), NameWord.isRole(part[owner + 1]) {
    return part[(owner + 2)...]
  }
  let known = part.map { NameWord.known(foldedWord($0), hasPoint: $0.contains(".")) }
  guard let esteemed = known.lastIndex(of: .esteemed), esteemed < part.count - 1, known[..<esteemed].contains(.role)
  else { return part[...] }
  return part[esteemed...]
}
