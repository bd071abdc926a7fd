/// Who a message is addressed to, and how letters and messages say it.
///
/// Facts come as CRMs have them: a name in capitals, a role behind it, a department instead, a "Bey" or "Ms." in a column
/// of its own. Whoever cannot be made out is nobody, and "Merhaba," is right for nobody. A firm is no person either; where
/// only the firm is known, its people are greeted: "Merhaba Hane Mimarlık ekibi,".
struct Addressee: Hashable, Sendable {
  private var person: PersonName?
  /// The user's own form of address where it is more than a word of respect: "Hüseyin Usta".
  private var own: String?
  private var sex: Sex?
  /// Whether a column of its own says Bey or Hanım.
  private var isSexSaid = false
  /// The other of two: "Ece & Burak".
  private var second: PersonName?
  /// "Mr and Mrs Cole", for English letters.
  private var couple: String?
  /// The firm, where nobody is named and its people can be greeted together.
  private var team: String?
  /// Whether it is an authority or an association, where nobody is named: one writes to who is responsible there.
  private var isOffice = false
  /// Whether the firm bears its owner's name, so that it cannot be spoken of as something else: "Kemal Toprak".
  private(set) var isFirmItself = false

  /// - Parameter firm: the lead's firm as a sentence says it.
  init(_ lead: borrowing Lead, firm: String?) {
    let names = NameMemo()
    self.init(lead, firm: firm, names)
  }

  /// The same for who reads one name after the other.
  init(_ lead: borrowing Lead, firm: String?, _ names: NameMemo) {
    let isAbroad = lead.isAbroad
    names.isAbroad = isAbroad
    let name = lead.contactName
    let contact = name.map { names.reading(of: $0) }
    // Nearly everybody: a plain name beside a firm of another, and no column more.
    if !isAbroad, let contact, contact.isPlain, !lead.texts.has(.salutation), !lead.texts.has(.gender),
      contact.person.map({ begins(firm, otherThan: $0) }) ?? false
    {
      person = contact.person
      sex = contact.person?.namedSex
      return
    }
    let said = lead.salutation.flatMap(Addressee.sex(saidBy:))
    let column = said == nil ? lead.salutation.map { names.reading(of: withoutGreeting($0)) } : nil
    person = contact?.person
    if let named = person, beginsWithSurname(named, email: lead.email?.text, firm: firm, isAbroad: isAbroad) {
      person?.turnRound()
    }
    let isPublic = person == nil && firm.map(FirmName.isPublicBody) ?? false
    if name == nil, lead.salutation == nil, let firm, !isPublic { team = firm }
    if person == nil, let owner = team.flatMap(Addressee.owner(of:)) {
      person = owner
      team = nil
    }
    if let firm, let named = person, named.saidSex == nil, isFirm(named, firm) {
      if isOwnersName(named) || isAbroad && bearsName(firm, of: named) {
        isFirmItself = true
      } else {
        person = nil
      }
    } else if let firm, let named = person, named.titles != nil, isNamed(firm, after: named) {
      isFirmItself = true
    }
    couple = name.flatMap(Addressee.couple(in:))
    if person != nil, lead.salutation == nil { second = name.flatMap { Addressee.second(in: $0, names) } }
    join(column, contact: contact, text: lead.salutation)
    isOffice = isPublic && person == nil
    isSexSaid = said != nil || column?.saidSex != nil
    person?.takeAsSurname(behind: column?.saidSex ?? contact?.saidSex)
    let stated = said ?? column?.saidSex ?? contact?.saidSex ?? lead.gender.flatMap(Addressee.sex(saidBy:))
    if let stated, let named = person?.namedSex, stated != named {
      // One of the two is wrong, and a name without Bey or Hanım is not.
      sex = nil
      person?.englishHonorific = nil
    } else {
      sex = stated ?? person?.namedSex
      if said != nil, person?.englishHonorific == nil {
        person?.englishHonorific = englishHonorific(in: lead.salutation)
      }
    }
  }

  /// The other of two persons who are both known by their first names.
  private static func second(in text: String, _ names: NameMemo) -> PersonName? {
    // Most are two words with nothing between them.
    guard
      text.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "/") })
        || text.utf8.count(where: { $0 == UInt8(ascii: " ") }) > 1
    else { return nil }
    guard let mark = ["&", " ve ", " and ", " ile ", "/", " - "].lazy.compactMap({ text.firstRange(of: $0) }).first,
      let first = names.reading(of: String(text[..<mark.lowerBound])).person,
      let second = names.reading(of: String(text[mark.upperBound...])).person, first.isByFirstName,
      second.isByFirstName
    else { return nil }
    // Behind a whole name a slash and a dash begin something else, or who has taken its bearer's place.
    return ["/", " - "].contains(text[mark]) && first.surname != nil ? nil : second
  }

  private static func couple(in text: String) -> String? {
    // By bytes, since it is asked of everybody.
    var bytes = text.utf8.makeIterator()
    guard let first = bytes.next(), let second = bytes.next(),
      first == UInt8(ascii: "M") && second | 0x20 == UInt8(ascii: "r")
        || first == UInt8(ascii: "B") && second | 0x20 == UInt8(ascii: "a"),
      let surname = text.split(separator: " ").last,
      ["mr & mrs ", "mr and mrs ", "bay ve bayan ", "bay & bayan "].contains(
        where: fold(text.filter { $0 != "." }).hasPrefix)
    else { return nil }
    return "Mr and Mrs \(surname)"
  }

  /// What the column for the form of address adds to the name, or has in its place.
  private mutating func join(_ column: NameReading?, contact: NameReading?, text: String?) {
    guard let column else { return }
    if let said = column.person {
      let isWholeForm = said.saidSex != nil || said.isEsteemed || said.titles != nil
      if !isWholeForm, said.full != person?.full {
        guard isOwnForm(said) else { return }
        own = said.full
        if person == nil { person = said }
        return
      }
      take(said)
    }
    guard var named = person else { return }
    if column.isEsteemed { named.isEsteemed = true }
    if named.titles == nil { named.take(column.titles) }
    if let honorific = column.englishHonorific { named.englishHonorific = honorific }
    person = named
  }

  /// "Hüseyin Usta" is one; a first name alone is what the contact column says already, and "Patron" is nobody's.
  private func isOwnForm(_ said: PersonName) -> Bool {
    let words = fold(said.full).split(separator: " ").map(String.init)
    guard let person else { return words.contains { FirstName.known($0) != nil || Surname.known($0) != nil } }
    let named = fold(person.full).split(separator: " ").map(String.init)
    return words.contains(where: named.contains) && !words.allSatisfy(named.contains)
  }

  /// The person after whom a firm is named, where it has no other name: "Ahmet Yılmaz".
  private static func owner(of firm: String) -> PersonName? {
    guard (1...4).contains(firm.utf8.count { $0 == UInt8(ascii: " ") }) else { return nil }
    let words = fold(firm).spacedWords.map(String.init)
    guard (2...3).contains(words.count), let first = FirstName.known(words[0]), first.isTurkish, first.sex != nil,
      Surname.isLikely(words[words.count - 1]), !(words.count == 2 && FirmName.isOfWares(words[0], words[1]))
    else { return nil }
    return NameReading(firm).person
  }

  /// A form of address that has a name in it: the contact's, of which it says what they are called by, or another's.
  private mutating func take(_ said: PersonName) {
    guard var named = person else {
      person = said
      return
    }
    let words = fold(named.full).split(separator: " ")
    guard fold(said.full).split(separator: " ").allSatisfy(words.contains) else {
      person = said
      return
    }
    if let given = said.given, said.surname == nil, given != named.surname {
      named.given = given
      named.namedSex = said.namedSex ?? named.namedSex
    }
    person = named
  }

  /// Whether *sen* is fit: for somebody known by a first name, without a title or a Sayın before it.
  var isOnFirstNameTerms: Bool {
    guard own == nil, second == nil, let person else { return own != nil }
    return person.given != nil && person.titles == nil && !person.isEsteemed && !isMaster && !isElder
  }

  /// "Ali Usta" is called so with the respect of *siz*, and called by the whole name if Usta should be his surname.
  private var isMaster: Bool { person?.namedSex == .male && person?.surname.map(fold) == "usta" }

  /// "Güler Abla" and "Ayşe Hoca" have no surname: they are Güler Hanım and Ayşe Hanım, with the respect of *siz*.
  private var isElder: Bool {
    guard let person, let word = person.surname, word.utf8.count <= 8 else { return false }
    return NameWord.isElder(fold(word), person.namedSex)
  }

  var isPerson: Bool {
    switch person {
    case .some: true
    case nil: false
    }
  }

  /// The name with its titles, nobody's is nil.
  var fullName: String? { person.map { name in name.titles.map { "\($0) \(name.full)" } ?? name.full } }

  // MARK: Forms

  enum Form { case plain, formal, informal }

  /// What follows "Merhaba" or "Hello"; nil for nobody.
  ///
  /// - Parameter isLetter: whether it stands in an e-mail, where a name of which the sex is not known is "Sayın …".
  func form(_ form: Form, language: Language, isLetter: Bool) -> String? {
    if let own { return own }
    if let couple { return language == .tr ? nil : couple }
    guard let person else {
      if isOffice { return language == .tr ? "Sayın Yetkili" : nil }
      return team.map { language == .tr ? $0 + " ekibi" : $0 + " team" }
    }
    if let second, let given = person.given, let other = second.given {
      guard language == .tr else { return "\(given) and \(other)" }
      if let sex = person.saidSex ?? person.namedSex, let otherSex = second.saidSex ?? second.namedSex,
        person.isTurkish, second.isTurkish
      {
        return "\(given) \(sex.turkishHonorific), \(other) \(otherSex.turkishHonorific)"
      }
      return "\(given) ve \(other)"
    }
    if language != .tr { return english(person, form) }
    if form != .formal, isMaster, person.titles == nil, !person.isEsteemed { return person.full }
    if form == .informal, person.titles == nil, let given = person.given { return given }
    var respectful = "Sayın " + (fullName ?? person.full)
    if person.titles != nil, person.surname == nil, person.given == person.full, let sex = turkishSex(person) {
      respectful += " " + sex.turkishHonorific
    }
    if let titles = person.titles {
      // A column that says Bey does without "SMMM" wherever no letter is written, and "Ecz." is said to nobody's face.
      let isSaidWithout =
        person.areTitlesSpoken ? form != .formal : isSexSaid && (form != .formal || !isLetter)
      if person.areTitlesForLetters, isSaidWithout, !person.isEsteemed,
        let given = person.given,
        let sex = turkishSex(person)
      {
        return "\(given) \(sex.turkishHonorific)"
      }
      guard form != .formal, !person.isEsteemed, person.areTitlesSpoken, let sex = turkishSex(person),
        let given = person.given
      else {
        return respectful
      }
      return "\(titles) \(given) \(sex.turkishHonorific)"
    }
    guard let given = person.given, !person.isEsteemed else { return respectful }
    if let sex = turkishSex(person) { return "\(given) \(sex.turkishHonorific)" }
    // "Merhaba Deniz," is too near for a formal letter, and Bey or Hanım nobody knows.
    guard person.surname != nil else { return form == .formal && person.isTurkish ? nil : given }
    return form == .formal && isLetter ? respectful : person.full
  }

  /// "John Bey" is for whom a CRM says Bey; the list of English names tells nothing to a Turkish letter.
  private func turkishSex(_ person: PersonName) -> Sex? {
    guard let sex else { return nil }
    return person.isTurkish || person.namedSex == nil || person.saidSex != nil ? sex : nil
  }

  private func english(_ person: PersonName, _ form: Form) -> String? {
    // Nobody is Ms Abla.
    if isElder, person.titles == nil, let given = person.given { return given }
    // A knight is called by the first name.
    if let title = person.englishTitle, ["Sir", "Dame"].contains(title), let given = person.given {
      return "\(title) \(given)"
    }
    if let title = person.englishTitle { return "\(title) \(person.surname.map(withoutInitials) ?? person.full)" }
    // Who is called Ms. and something that is no first name is called by the surname: "Ms. O'Brien".
    if person.surname == nil, let honorific = person.englishHonorific, let name = person.given,
      name == person.full, !name.contains(" "), FirstName.known(fold(name)) == nil
    {
      return "\(honorific) \(name)"
    }
    // "Hr. Meyer" is no first name either.
    if person.surname == nil, let name = person.given, let sex = person.saidSex ?? (isSexSaid ? sex : nil),
      name == person.full, !name.contains(" "), FirstName.known(fold(name)) == nil
    {
      return "\(sex.englishHonorific) \(name)"
    }
    if form != .formal, let given = person.given { return given }
    guard let surname = person.surname.map(withoutInitials) else { return person.given }
    if let honorific = person.englishHonorific { return "\(honorific) \(surname)" }
    if let sex { return "\(sex.englishHonorific) \(surname)" }
    // "Dear Kaya" is said to nobody.
    return person.given == nil ? nil : person.full
  }

  /// What a column for it says: "K", "Erkek", "female", "Bayan".
  private static func sex(saidBy text: String) -> Sex? {
    switch fold(text.filter { $0 != "." && $0 != " " }) {
    case "k", "kadin", "kadın", "f", "female", "woman", "w", "bayan", "hanim", "kiz", "ms", "mrs", "weiblich": .female
    case "e", "erkek", "m", "male", "man", "bay", "bey", "mr", "mannlich": .male
    default: nil
    }
  }
}

extension PersonName {
  /// "Ms Owen" is called by the surname, whoever else is an Owen.
  fileprivate mutating func takeAsSurname(behind sex: Sex?) {
    guard englishHonorific != nil, surname == nil, full == given, let sex, let namedSex, sex != namedSex else { return }
    (surname, given, self.namedSex) = (full, nil, nil)
  }

  fileprivate var isByFirstName: Bool {
    titles == nil && given.map { FirstName.known(fold($0)) != nil } ?? false
  }
}

extension PersonName {
  /// How others are told of: "Veli Bey" and "Dr. Lale Tuna" in Turkish, the whole name elsewhere. Nil for half a name.
  func spokenOf(_ language: Language) -> String? {
    guard let given, surname != nil || saidSex != nil else { return nil }
    if let titles { return "\(titles) \(full)" }
    guard language == .tr, isTurkish || saidSex != nil, let sex = saidSex ?? namedSex else { return full }
    return "\(given) \(sex.turkishHonorific)"
  }
}

extension Sex {
  fileprivate var turkishHonorific: String { self == .female ? "Hanım" : "Bey" }
  fileprivate var englishHonorific: String { self == .female ? "Ms" : "Mr" }
}

/// "J. Whitcombe" is Mrs Whitcombe.
private func withoutInitials(_ surname: String) -> String {
  let words = surname.split(separator: " ")
  let left = words.drop { $0.count == 1 || $0.count == 2 && $0.last == "." }
  return left.isEmpty ? surname : left.joined(separator: " ")
}

/// The column's Ms. or Mr. as it was written, with its point or without.
private func englishHonorific(in salutation: String?) -> String? {
  guard let salutation, ["mr", "mrs", "ms", "miss"].contains(fold(salutation.filter(\.isLetter))) else { return nil }
  return salutation
}

/// "Merhaba Ayşe Hanım," and "Dear Ms. Kaya" without the greeting, which the wording has.
private func withoutGreeting(_ text: String) -> String {
  let words = text.split(whereSeparator: \.isWhitespace)
  guard let first = words.first,
    ["merhaba", "selam", "sevgili", "degerli", "dear", "hello", "hi"].contains(fold(first.filter(\.isLetter)))
  else { return text }
  return words.dropFirst().joined(separator: " ")
}
