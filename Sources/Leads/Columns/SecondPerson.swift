internal import Outreach

/// Columns about another person at the lead's firm: "2. Yetkili Tel", and what stands again behind a second "Yetkili".
///
/// The lead is one person. Whoever is greeted by the first one's name must not have the second one's phone.
enum SecondPerson {
  /// Whether a heading says so by its words, folded: an ordinal beside a person. "Yetkili Telefon 2" is a second phone.
  static func isNamed(by words: [String]) -> Bool {
    words.indices.contains { index in
      let word = words[index]
      let stem = String(word.prefix { !("0"..."9").contains($0) })
      guard persons.contains(stem) else { return false }
      let next = index + 1 < words.count ? words[index + 1] : ""
      // A "contact number" is a phone, whoever has it.
      if stem == "contact", ["number", "numbers", "no", "nr"].contains(next) { return false }
      return isOrdinal(String(word.dropFirst(stem.count))) || isOrdinal(next)
        || index > 0 && (isOrdinal(words[index - 1]) || others.contains(words[index - 1]))
    }
  }

  /// The address columns that belong to a second column of the first person's heading: they are headed as those are that
  /// stand between the two.
  static func columns(_ headers: [String], meanings: [LeadColumn]) -> [Int] {
    guard let first = meanings.firstIndex(where: isName) else { return [] }
    let heading = HeaderFolding.fold(headers[first])
    guard
      let second = headers.indices.first(where: {
        $0 > first && isName(meanings[$0]) && HeaderFolding.fold(headers[$0]) == heading
      })
    else { return [] }
    let own = Set((first..<second).filter { isAddress(meanings[$0]) }.map { HeaderFolding.fold(headers[$0]) })
    return headers.indices.filter {
      $0 > second && isAddress(meanings[$0]) && own.contains(HeaderFolding.fold(headers[$0]))
    }
  }

  /// What is said of such a column.
  static func note(_ heading: String) -> String {
    "\"\(heading)\" is another person's than the one who is greeted, so nobody is written to there; it is kept as your own, "
      + "custom.\(heading). Drop second persons as leads of their own."
  }

  private static func isName(_ column: LeadColumn) -> Bool { column == .fact(.contactName) || column == .firstName }

  private static func isAddress(_ column: LeadColumn) -> Bool {
    [.fact(.phone), .mobile, .fact(.email), .fact(.whatsapp)].contains(column)
  }

  private static func isOrdinal(_ word: String) -> Bool {
    Int(word).map { (2...20).contains($0) } ?? ordinals.contains(word)
  }

  private static let persons: Set<String> = [
    "yetkili", "yetkilinin", "kisi", "kisinin", "ilgili", "muhatap", "kontak", "ortak", "contact", "person",
  ]
  private static let ordinals: Set<String> = ["ikinci", "ucuncu", "second", "third", "2nd", "3rd"]
  /// Only in front of a person: "Kişi - Telefon - Diğer" is the same one's.
  private static let others: Set<String> = [
    "diger", "yedek", "alternatif", "ikincil", "other", "alternate", "alternative", "secondary", "additional",
  ]
}
