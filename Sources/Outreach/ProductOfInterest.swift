/// What a lead asked for by name, where a column says so: "krem kutusu" under `İlgilendiği Ürün`.
package struct ProductOfInterest: Hashable, Sendable {
  /// As the file spells it.
  package let heading: String
  package let name: String

  /// Of several such columns the first by name counts.
  package init?(_ lead: borrowing Lead) {
    var found: (heading: String, name: String)?
    for (key, value) in lead.custom where ProductOfInterest.mayBeHeading(key) {
      guard ProductOfInterest.headings.contains(fold(key)), let name = cleaned(value) else { continue }
      if found.map({ key < $0.heading }) ?? true { found = (key, name) }
    }
    guard let found else { return nil }
    (heading, name) = found
  }

  /// What a message can call it in place of the sender's offer; nil where that would not read right.
  ///
  /// Turkish only, where a compound stands in every sentence its kin stands in: "krem kutusu" for a sender of "baskılı karton
  /// kutular", "kasko sigortası" for one of "işyeri paket sigortası". Codes, lists, measures, brands and things of another kind do not.
  package func name(inPlaceOf offer: String, _ language: Language) -> String? {
    guard language == .tr else { return nil }
    let words = name.spacedWords
    guard (2...4).contains(words.count), name.utf8.count <= 40, let last = words.last, words.allSatisfy(Self.isWord),
      !last.contains(where: \.isUppercase), !(name.first?.isUppercase ?? true) || Self.isAcronym(words[0]),
      Self.isCompoundHead(fold(last)), Self.heads(of: offer).contains(where: { Self.areKin(fold(last), $0) })
    else { return nil }
    return name
  }

  /// What is offered, folded: of "kutu, etiket ve baskı işleri" three things, of "makine yedek parçası" one.
  private static func heads(of offer: String) -> [String] {
    let parts = fold(offer).split { ",;/".contains($0) }.flatMap { String($0).parts(between: " ve ") }
    return parts.compactMap { String($0).spacedWords.last.map(String.init) }
  }

  /// Whether the messages speak of it already.
  package func isSaid(by offer: String) -> Bool {
    let (name, offer) = (fold(name), fold(offer))
    return offer.contains(name) || name.contains(offer)
  }

  private static func isWord(_ word: Substring) -> Bool { word.allSatisfy(\.isLetter) }

  private static func isAcronym(_ word: Substring) -> Bool {
    word.count <= 4 && word.allSatisfy(\.isUppercase)
  }

  /// "kutusu", "sigortası", "programı".
  private static func isCompoundHead(_ folded: String) -> Bool {
    folded.utf8.count > 3 && (folded.hasSuffix("i") || folded.hasSuffix("u"))
  }

  /// "kutusu" and "kutular": four letters or more alike, and nothing but endings behind them.
  private static func areKin(_ a: String, _ b: String) -> Bool {
    let common = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
    guard common >= 4 else { return false }
    return [a, b].allSatisfy { word in endings.contains(String(word.utf8.dropFirst(common)) ?? "-") }
  }

  private static let endings: Set<String> = [
    "", "i", "u", "si", "su", "lar", "ler", "lari", "leri", "ari", "eri", "ar", "er",
  ]

  /// Most columns are called otherwise.
  private static func mayBeHeading(_ key: String) -> Bool {
    guard key.utf8.count <= 32, let first = key.utf8.first else { return false }
    // İ and Ü begin with these two.
    return first == 0xC3 || first == 0xC4 || [UInt8(ascii: "i"), 0x75, 0x70, 0x73, 0x68, 0x74].contains(first | 0x20)
  }

  private static let headings: Set<String> = [
    "ilgilendigi urun", "ilgilendigi hizmet", "ilgilendigi urunler", "ilgilendigi urun/hizmet", "ilgili urun",
    "ilgilenilen urun", "ilgi alani", "ilgilendigi", "urun", "urun adi", "urunler", "urun/hizmet", "urun / hizmet",
    "hizmet", "talep edilen urun",
    "talep ettigi urun", "istenen urun", "istedigi urun", "product", "products", "product name", "product of interest",
    "product interest", "products of interest", "interested in", "interested product", "service", "service of interest",
  ]
}
