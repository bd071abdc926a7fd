internal import Outreach

/// Names that are in no fact: people, firms, places, products.
enum NameWords {
  static func unknown(in text: String, subject: String?, _ facts: FactBook, _ language: Language) -> String? {
    for line in text.split(whereSeparator: \.isNewline) {
      let words = TextWords.all(in: line)
      let capitals = words.count { $0.text.first?.isUppercase ?? false }
      // English titles have capitals everywhere.
      let isTitle =
        subject.map { line.elementsEqual($0) } ?? false && words.count >= 3 && capitals * 10 >= words.count * 6
      for (index, word) in words.enumerated() {
        let folded = word.folded
        let stem = String(folded.prefix { $0 != "'" })
        guard word.text.first?.isUppercase ?? false else {
          if followsName(words, index), isPerson(stem), !facts.knows(folded) { return String(word.text) }
          continue
        }
        if hasInnerCapital(word.text), !facts.words.contains(stem), !common.contains(stem) { return String(word.text) }
        if facts.knows(folded) || common.contains(stem) || stem.count == 1 { continue }
        if followsName(words, index), isPerson(stem) { return String(word.text) }
        if hasEnding(word.text), !englishContractions.contains(where: { folded.hasSuffix($0) }) {
          return String(word.text)
        }
        if word.isFirst {
          // The second of two capitals tells below; a first name by itself is known.
          if isPerson(stem), language == .tr ? !turkishWords.contains(stem) : !englishWords.contains(stem) {
            return String(word.text)
          }
          continue
        }
        if !isTitle { return String(word.text) }
      }
    }
    if let claim = companies.first(in: FoldedText(text)), !facts.text.contains(claim) { return claim }
    return nil
  }

  private static func isPerson(_ folded: String) -> Bool { isFirstName(folded) }

  /// Before "Bey" or "Hanım", or another capital.
  private static func followsName(_ words: [TextWord], _ index: Int) -> Bool {
    guard index + 1 < words.count else { return false }
    return ["bey", "hanim"].contains { words[index + 1].folded.hasPrefix($0) }
  }

  /// "Ankara'da": only names take an apostrophe.
  private static func hasEnding(_ word: Substring) -> Bool {
    guard let mark = word.firstIndex(where: { $0 == "'" || $0 == "’" }) else { return false }
    return word[mark...].count > 1
  }

  /// "TakipPro": products are called so.
  private static func hasInnerCapital(_ word: Substring) -> Bool {
    zip(word, word.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
  }

  private static let englishContractions = ["'m", "'d", "'ll", "'re", "'ve", "'t", "'s"]

  /// Capitals that are nobody's name, or said of everybody.
  private static let common: Set<String> = [
    "i", "i'm", "i'd", "i'll", "i've", "bey", "hanim", "sayin", "mr", "ms", "mrs", "dr", "whatsapp", "e-posta",
    "e-mail",
    "email", "excel", "pdf", "crm", "erp", "sms", "ret", "red", "stop", "dur", "iptal", "evet", "hayir", "yes", "no",
    "ok", "turkce", "turkiye", "turkey", "turkish", "english", "ingilizce", "mersis", "faks", "tel", "telefon", "phone",
    "unsubscribe", "web", "it", "ik", "hr", "ceo", "roi", "b2b", "kobi", "tamam", "olur", "ilgilenmiyorum",
  ]
  /// First names that begin sentences as other words.
  private static let turkishWords: Set<String> = [
    "deniz", "umut", "sevgi", "guven", "ilk", "can", "baris", "eylem", "duygu", "yasam", "gunes", "arzu", "ozlem",
    "onur", "savas", "huzur", "inanc", "ilgi", "bilgi", "ocak", "yagmur", "gonul", "hayat", "olcay", "ulas", "ugur",
    "ak", "er", "dogan", "sen", "ilke", "hedef", "yazar", "soner", "tan", "ay", "gul", "gunay", "alp", "us", "bulut",
    "toprak", "yol", "yalin", "guler", "yeter", "dogru", "dursun", "bilge", "ozgur", "ozel", "vardar", "emek", "erdem",
    "gercek", "evrim", "devrim", "cozum", "olgun", "rahat", "ada", "doga", "kaya", "kumsal", "mine", "nazik", "sanat",
    "tuna", "ufuk", "ulku", "yurt", "irmak", "asli", "ahenk", "akin", "bahar", "buse", "ceylan", "derya", "ece",
    "ekin", "ender", "evin", "fikir", "hazir", "ideal", "kader", "maksat", "mutlu", "neden", "nur", "oya", "pinar",
    "sade", "secil", "seda", "sema", "sinem", "sevinc", "sevin", "songul", "sonuc", "sure", "su", "temel", "tek",
    "turk", "tekin", "vural", "yildiz", "zaman", "rica", "okan", "hepsi", "sirri", "sukran", "sidika", "hak", "hal",
  ]
  private static let englishWords: Set<String> = [
    "will", "may", "mark", "grace", "hope", "joy", "faith", "rose", "art", "bill", "grant", "jack", "sue", "pat",
    "drew",
    "guy", "max", "rob", "ray", "sky", "dawn", "june", "april", "august", "summer", "amber", "crystal", "frank", "gene",
    "just", "can", "deniz", "even", "eve", "long", "miles", "once", "or", "other", "rich", "sunny", "victor", "chance",
    "chase", "cliff", "earl", "dean", "duke", "don", "al", "so", "any", "in", "is", "it", "an", "umut",
  ]
  private static let companies: Phrases = [
    "google", "microsoft", "meta", "amazon", "openai", "garanti bankasi", "is bankasi", "akbank", "trendyol",
    "hepsiburada", "turkcell", "vodafone", "ttnet", "sap ", "salesforce", "hubspot", "logo yazilim", "migros",
    "koc holding",
    "sabanci", "bizi tercih et", "bizi sec", "bizimle calisiyor", "chose us", "already work with us",
    "already works with us", "rakipleriniz", "your competitor",
  ]
}
