// What a firm's name and a mailbox tell of the person's.

/// Whether the name is the firm's or one of its words: "Hane Mimarlık", "Arkon" of Arkon Yapı.
func isFirm(_ person: PersonName, _ firm: String) -> Bool {
  // Nearly always they begin differently.
  if let a = foldedInitials(person.full), let b = foldedInitials(firm), a != b { return false }
  let name = fold(person.full)
  let firmName = fold(firm)
  if name == firmName { return true }
  // "öz kar" of Öz-Kar Kargo is as little a person.
  let words = firmName.split { $0 == " " || $0 == "-" }
  if name.contains(" ") {
    let parts = name.split { $0 == " " || $0 == "-" }
    return parts.count < words.count && words.starts(with: parts) && FirstName.known(String(parts[0])) == nil
  }
  return words.first.map { $0 == name } ?? false && FirstName.known(name) == nil
    && Surname.known(name) == nil
}

/// Whether the firm, if there is one, certainly begins otherwise than the name: then neither is called after the other.
func begins(_ firm: String?, otherThan person: PersonName) -> Bool {
  guard let firm else { return true }
  guard let a = foldedInitials(person.full), let b = foldedInitials(firm), a != b else { return false }
  return person.given.map { foldedInitials($0).map { $0 != b } ?? false } ?? true
}

/// Whether a doctor's, a lawyer's firm bears the whole name: "Dr. Nihan Ulu Muayenehanesi" is Nihan Ulu.
func isNamed(_ firm: String, after person: PersonName) -> Bool {
  person.given != nil && person.surname != nil && fold(firm).firstRange(of: fold(person.full)) != nil
}

/// "okafor chidi" of Okafor Logistics, "Rossi Giulia" whose mailbox is giulia@: abroad no list knows every first name.
/// Of Turkish names, which the lists know, only what firm and mailbox both say is believed: "Çınar Emine", emine@, of Çınar
/// Mobilya.
func beginsWithSurname(_ person: PersonName, email: String?, firm: String?, isAbroad: Bool) -> Bool {
  guard let given = person.given, let surname = person.surname else { return false }
  if !isAbroad {
    // Nearly always the firm begins differently.
    guard email != nil, let firm, let a = foldedInitials(given), let b = foldedInitials(firm), a == b else {
      return false
    }
  }
  let mailbox = email.map { fold($0.prefix { $0 != "@" }) } ?? ""
  guard !given.contains(" "), !surname.contains(" ") else { return false }
  let (first, last) = (fold(given), fold(surname))
  let isFirmNamed = firm.map { fold($0).spacedWords.first == Substring(first) } ?? false
  if !isAbroad { return isFirmNamed && mailbox == last && FirstName.known(last) != nil }
  // "ivanov@" is the mailbox of Dimitri Ivanov all the same.
  guard FirstName.known(first) == nil, !mailbox.hasPrefix(first), !PersonReader.looksLikeSurname(last) else {
    return false
  }
  return mailbox.hasPrefix(last) || isFirmNamed
}

/// Whether a firm is called by the whole name and what it does: "Tamsin Cole Architects".
func bearsName(_ firm: String, of person: PersonName) -> Bool {
  let words = firm.spacedWords
  let count = person.full.spacedWords.count
  return count > 1 && words.count == count + 1 && words.last.map(FirmName.isTradeWord) ?? false
}

/// What the name's first two letters are folded to; nil if that cannot be told by their bytes.
private func foldedInitials(_ name: String) -> UInt16? {
  var bytes = name.utf8.makeIterator()
  guard let first = foldedLetter(&bytes), let second = foldedLetter(&bytes) else { return nil }
  return UInt16(first) << 8 | UInt16(second)
}

private func foldedLetter(_ bytes: inout String.UTF8View.Iterator) -> UInt8? {
  guard let first = bytes.next() else { return nil }
  if first < 0x80 {
    let letter = first | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) ? letter : nil
  }
  guard let second = bytes.next() else { return nil }
  switch (first, second) {
  case (0xC3, 0x87), (0xC3, 0xA7): return UInt8(ascii: "c")
  case (0xC3, 0x96), (0xC3, 0xB6): return UInt8(ascii: "o")
  case (0xC3, 0x9C), (0xC3, 0xBC): return UInt8(ascii: "u")
  case (0xC4, 0x9E), (0xC4, 0x9F): return UInt8(ascii: "g")
  case (0xC4, 0xB0), (0xC4, 0xB1): return UInt8(ascii: "i")
  case (0xC5, 0x9E), (0xC5, 0x9F): return UInt8(ascii: "s")
  default: return nil
  }
}

/// Whether the firm's name is just a person's: "Kemal Toprak", not "Arkon" nor "Elif Butik".
func isOwnersName(_ person: PersonName) -> Bool {
  guard let given = person.given, let surname = person.surname else { return false }
  return FirstName.known(fold(given.split(separator: " ").first ?? "")) != nil
    && (Surname.isLikely(fold(surname)) || FirstName.known(fold(surname)) == nil)
    && !FirmName.isTradeWord(Substring(surname))
    && !isPossessiveCompound(turkishLowercased(surname), isOnlyWord: false)
}
