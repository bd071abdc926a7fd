/// Small letters for what was written in capitals only, as old systems and hurried people write.
///
/// With a Turkish keyboard "DİŞ" and "KIR" say which i they have. Without one, both are I ("DEMIR", "YILDIZ"), and then
/// vowel harmony says it, except where a word is known.
struct CapitalLetters {
  /// The whole text has no letter that only a Turkish keyboard writes, so that its I may be an İ.
  private let isPlain: Bool
  private let isSaidForeign: Bool
  private let text: String

  /// - Parameters:
  ///   - text: the whole text that the words are part of.
  ///   - isForeign: whether it is known to be no Turkish, as after "John".
  init(of text: some StringProtocol, isForeign: Bool = false) {
    isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    isSaidForeign = isForeign
    self.text = String(text)
  }

  /// Asked only of what came in capitals, which is seldom.
  var isForeign: Bool { isSaidForeign || looksForeign(text) }

  func lowercased(_ word: some StringProtocol) -> String {
    if isForeign { return word.lowercased() }
    guard isPlain, word.utf8.contains(UInt8(ascii: "I")) else { return turkishLowercased(word) }
    let folded = fold(word)
    if let known = Self.words[folded] { return known }
    if let name = Surname.known(folded) ?? FirstName.known(folded)?.spelling { return turkishLowercased(name) }
    var letters = Array(turkishLowercased(word).unicodeScalars)
    for index in letters.indices where letters[index] == "ı" {
      // Beside a vowel it is none of Turkish: "Gianluca".
      if index > 0 && isTurkishVowel(letters[index - 1])
        || index + 1 < letters.count && isTurkishVowel(letters[index + 1])
      {
        letters[index] = "i"
        continue
      }
      let before = letters[..<index].last(where: isTurkishVowel)
      let after = letters[(index + 1)...].first { isTurkishVowel($0) && $0 != "ı" }
      if let vowel = (before ?? after).flatMap(TurkishVowel.init), vowel.isFront { letters[index] = "i" }
    }
    return String(String.UnicodeScalarView(letters))
  }

  /// A word that is known with an i and was written with an ı instead; any other stays as it is.
  static func withDots(_ word: Substring) -> String {
    guard let known = words[fold(word)], !known.contains("ı"),
      turkishLowercased(word).replacing("ı", with: "i") == known
    else { return String(word) }
    return String(word.replacing("ı", with: "i"))
  }

  /// With a capital at its beginning.
  func titlecased(_ word: some StringProtocol) -> String {
    let small = lowercased(word)
    guard let first = small.first else { return small }
    return (isForeign ? first.uppercased() : turkishUppercased(String(first))) + small.dropFirst()
  }

  /// A capital for a word that is small already.
  func capitalized(_ word: some StringProtocol) -> String {
    guard let first = word.first else { return String(word) }
    return (isForeign ? first.uppercased() : turkishUppercased(String(first))) + word.dropFirst()
  }

  /// Words of firms' names whose i harmony would get wrong, by their folded spelling.
  private static let words: [String: String] = Dictionary(
    """
    mimarlık mimari sanayi ticaret insaat ziraat kimya lojistik turizm sigorta istanbul izmir diyarbakır sivas hizmet
    hizmetleri limited şirketi şirket kliniği klinik diş dış tarım gıda ilaç ilaçlama cihaz cihazları mali müşavirlik
    mühendislik tekstil giyim iplik konfeksiyon imalat ithalat ihracat nakliyat sivil bilişim bilgi bilgisayar iletişim
    gayrimenkul inci fidan fidancılık filo fitness vinç kırtasiye kitap kitabevi kiralama eğitim yayıncılık mobilya
    tasarım sağlık medikal optik veteriner pide simit bakliyat zirai makina makine elektrik metal plastik ambalaj
    endüstri endüstriyel geri dönüşüm hijyen iş işletme işletmeciliği market petrol pazarlama itfaiye sistemleri
    sistem teknik teknoloji tıp tıbbi vakfı derneği kooperatifi belediyesi birliği çiçekçilik şirin kardeşler ikiz
    mavi deniz iyi bilim bizim gizli kilit renkli şeker sihirli dijital iç mimari pirinç sirke vişne
    ırmak ılıca ısı isıtma ısıtma ışık ızgara islam ilke ideal imaj anadolu marin marina pırlanta altın kuyumculuk
    fırın fırıncılık balık balıkçılık kasap çiftlik çiftliği catering kilim halı halıcılık tamir tamirat bakım onarım
    holding leasing catering trading packaging consulting marketing engineering shipping clothing building printing
    solutions services logistics electronics construction automation aviation fashion clinic
    training lighting rafting banking casting parking piercing orion vision
    smile digital capital hospital hospitality dining living city fitness lift point print mill milling mining skin
    pixel prime pine line mind life time fine final signal original global united minimal animal national international
    bilisim nihai sistemi girişim gurmecisi ihtisas instagram internet invest industrial institute interior imperial
    """.split(whereSeparator: \.isWhitespace).map { (fold($0), String($0)) }, uniquingKeysWith: { first, _ in first })
}

/// Letters and clusters that Turkish does not have.
private func looksForeign(_ text: some StringProtocol) -> Bool {
  // Letters that no Turkish word has.
  if text.unicodeScalars.contains(where: { "äåøæßñéèêëłńřšžÄÅØÆÑÉÈÊËŁŃŘŠŽ".unicodeScalars.contains($0) }) {
    return true
  }
  let folded = fold(text)
  if folded.utf8.contains(where: { $0 == UInt8(ascii: "w") || $0 == UInt8(ascii: "q") || $0 == UInt8(ascii: "x") }) {
    return true
  }
  // "Bright", "Light"; "Smith", "Smile"; but SMMM.
  if folded.contains("ght") || folded.split(separator: " ").contains(where: { $0.hasPrefix("smi") }) { return true }
  if folded.contains("'s ") { return true }
  if folded.split(separator: " ").dropFirst().contains(where: { ["of", "the", "for", "and"].contains($0) }) {
    return true
  }
  return folded.split { !$0.isLetter }.contains { word in
    ["th", "sh", "ck", "tz", "gh", "ph", "ee", "oo", "ll", "ss"].contains { ends(String(word), in: $0) }
  }
}

/// A place as it is written: "BURSA" and "çorum" are Bursa and Çorum; what has both kinds of letters is left as it is.
func placeName(_ text: String, isAbroad: Bool) -> String {
  // By bytes, since nearly every place is as it should be: an ASCII capital before an ASCII small letter.
  var bytes = text.utf8.makeIterator()
  if let first = bytes.next(), let second = bytes.next(), UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first,
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= second
  {
    return text
  }
  guard !(text.contains(where: \.isLowercase) && text.contains(where: \.isUppercase)) else { return text }
  let letters = CapitalLetters(of: text, isForeign: isAbroad)
  var name = ""
  for word in text.split(omittingEmptySubsequences: false, whereSeparator: { !$0.isLetter }) {
    if word.startIndex > text.startIndex { name.append(text[text.index(before: word.startIndex)]) }
    name += letters.titlecased(word)
  }
  return name
}
