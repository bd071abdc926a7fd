/// A status taken apart into words, and what they come to.
struct ConsentWords {
  /// Folded.
  private let words: [String]

  /// `-1`
  private let isNegative: Bool

  init(_ text: String) {
    let words = Self.split(text)
    // "R E T"
    self.words = words.count > 2 && words.allSatisfy { $0.utf8.count == 1 } ? [words.joined()] : words
    isNegative = words.count == 1 && words[0].allSatisfy(\.isNumber) && (text.first == "-" || text.first == "−")
  }

  /// `OptedOut`, `opted_out` and "Opted out" are the same words.
  static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var previous: Character?
    for typed in text {
      let character = plain(typed)
      let isWord = character.isLetter || character.isNumber
      // "WhatsApp" is one word.
      let begins = character.isUppercase && (previous?.isLowercase ?? false) && fold(part) != "whats"
      if !isWord || begins {
        if !part.isEmpty { parts.append(fold(part)) }
        part = ""
      }
      if isWord { part.append(character) }
      previous = character
    }
    if !part.isEmpty { parts.append(fold(part)) }
    return parts
  }

  /// Letters of full width are taken for plain ones.
  private static func plain(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value) else {
      return character
    }
    return Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
  }

  var isEmpty: Bool { words.isEmpty }

  private func has(_ wanted: Set<String>) -> Bool { words.contains(where: wanted.contains) }

  private func begins(_ stems: [String]) -> Bool { words.contains { word in stems.contains(where: word.hasPrefix) } }

  private func has(_ first: String, then second: [String]) -> Bool {
    words.indices.dropLast().contains { words[$0] == first && second.contains(where: words[$0 + 1].hasPrefix) }
  }

  /// "Alınmamıştır", "vermemiştir", "alamadık", "veremedi": a verb of consent that says no.
  private var hasNegatedConsent: Bool {
    words.contains { word in
      Self.consenting.contains { stem in
        guard word.hasPrefix(stem) else { return false }
        let ending = word.dropFirst(stem.count)
        let able = ending.first == "a" || ending.first == "e" ? ending.dropFirst() : ending
        return Self.negations.contains { ending.hasPrefix($0) || able.hasPrefix($0) }
      }
    }
  }

  // MARK: What they say

  var saysBounced: Bool { begins(["bounc", "undeliver"]) || has("hard", then: ["bounc"]) || words == ["cleaned"] }

  /// That somebody must not be written to, whatever the column is about.
  var saysStop: Bool {
    if begins(["unsub", "blocklist", "blacklist", "dnc", "optout", "optedout", "suppress", "karaliste"]) {
      return true
    }
    if begins(EndedNote.deaths) || has("passed", then: ["away"]) { return true }
    // "Teklif reddedildi" is about an offer.
    if begins(["reddet", "reddedi"]) {
      return words.count == 1 || begins(["ileti", "mesaj", "mail", "izin", "izn", "onay"])
    }
    if has("opt", then: ["out"]) || has("opted", then: ["out"]) || has("kara", then: ["liste"]) { return true }
    if begins(["nonsubscribed", "izinsiz", "complain"]) || words == ["istemiyor"] || words.last == "spam" {
      return true
    }
    if has("no", then: ["consent", "permission"]) || has("never", then: ["subscribed", "opted"]) { return true }
    if has("not", then: ["subscribed", "opted", "consent"]) || has("non", then: ["subscribed", "marketing"]) {
      return true
    }
    if has("izin", then: ["yok"]) || has("onay", then: ["yok"]) || has("riza", then: ["yok"])
      || has("abone", then: ["degil"])
      || has("ret", then: ["ver"])
    {
      return true
    }
    if has("do", then: ["not"]) || has("dont", then: Self.contacts) || has("no", then: Self.contacts) {
      return begins(Self.contacts)
    }
    if has("abonelikten", then: ["cik", "ayr"]) || has("listeden", then: ["cik"]) { return true }
    // Not "aranmasını istiyor", "gönderilmesini istiyor".
    if begins(["aramayin", "yazmayin", "gondermeyin"])
      || has(["aranmasin", "gonderilmesin", "yazilmasin", "atilmasin"])
    {
      return true
    }
    if has("rahatsiz", then: ["edilme", "etme"]) || has("iletisime", then: ["gecilme", "gecme"]) { return true }
    if has(["kvkk", "gdpr"]), begins(["sil", "eras", "delet", "denied", "itiraz"]) { return true }
    if has("consent", then: ["denied", "refused", "withdrawn", "revoked"]) { return true }
    if begins(["istemiyor", "istemedi"]) {
      return begins(["ileti", "mesaj", "mail", "aran", "posta", "gorus", "bilgi"])
    }
    return words == ["ret"] || words == ["red"]
  }

  private static let contacts = [
    "contact", "email", "mail", "call", "phone", "message", "text", "sms", "market", "disturb", "send", "allow",
    "whatsapp",
  ]

  private static let noes: Set<String> = [
    "ret", "red", "hayir", "h", "no", "n", "false", "denied", "deny", "declined", "decline", "refused", "refuse",
    "rejected",
    "reject", "withdrawn", "withdrew", "withdraw", "revoked", "revoke", "out", "cancelled", "canceled", "iptal",
    "verilmedi",
    "vermedi", "yok", "izinsiz", "onaysiz", "onaylanmadi", "onaylamadi", "blocked", "block", "never", "off", "disabled",
    "inactive", "pasif", "engellendi", "engelli", "olumsuz", "yasak", "yasakli", "kapali", "cikti", "ayrildi",
    "disagree",
    "disagreed", "opposed", "objected", "complained", "spam", "unconsented", "forbidden", "yanlis", "kaldirildi",
    "vazgecti",
    "istemiyor", "istemedi", "istemez", "expired", "f", "nonsubscribed", "disallowed", "disallow", "etmedi",
    "etmiyor", "alinmadi", "gecersiz", "invalid", "removed", "ended", "archived", "noconsent",
    "edilmedi", "edilmemis", "verilmemis", "alinmamis", "onaylanmamis", "iptali", "reddi", "refusal", "objection",
    "prohibited", "stop", "stopped", "negative", "silindi", "sil", "silinsin", "doldu", "dolmus", "bitti", "bitmis",
    "asla", "olmaz", "cekildi", "cekti", "durduruldu", "durdurdu", "sonlandirildi", "sonlandirdi", "kapatildi",
    "kapatti",
    "sildirdi", "sildirildi", "nein", "abgelehnt", "abgemeldet", "widerrufen", "olumsuzdur", "vermiyor", "retli",
    "donduruldu",
    "olmasin", "mevcutdegil", "engelledi", "terminated", "suspended", "lapsed", "unsubscribed", "kaldirildi",
  ]
  /// "Şikayet etti", "itiraz etti", "silinmesini talep etti", "listeden çıkarılsın".
  private static let objecting = ["sikayet", "itiraz", "silin", "cikar", "kaldir"]
  private static let consenting = [
    "alin", "al", "veril", "ver", "edil", "et", "onaylan", "onayla", "isten", "iste", "imzalan", "imzala",
  ]
  /// What makes a Turkish verb say that it did not or does not happen, or shall not.
  private static let negations = [
    "madi", "medi", "mamis", "memis", "mayacak", "meyecek", "miyor", "muyor", "maz", "mez", "mamakta", "memekte",
  ]
  private static let pleas = ["masin", "mesin", "mayin", "meyin", "masinlar", "mesinler"]
  private static let denials: Set<String> = ["not", "non", "no", "degil", "yok", "dont", "without", "hic"]

  var saysNo: Bool {
    if has("geri", then: ["al", "cek"]) || has("sona", then: ["er"]) || begins(Self.objecting) || hasNegatedConsent {
      return true
    }
    // Of RET and ONAY the first letter.
    if words == ["r"] { return true }
    if words.contains(where: { word in Self.pleas.contains(where: word.hasSuffix) }) { return true }
    if !has(Self.noes) && !has(Self.denials) && !begins(["redd", "ret"]) { return isNought || isNegative }
    // "Not withdrawn", "ret değil": two noes beside each other.
    let noes = Self.noes.subtracting(Self.denials)
    return !words.indices.dropLast().contains {
      words[$0] == "not" && noes.contains(words[$0 + 1]) || noes.contains(words[$0]) && words[$0 + 1] == "degil"
    }
  }

  /// 0, 0.0, 00.
  private var isNought: Bool { words.allSatisfy { $0.allSatisfy { $0 == "0" } } }

  private static let yeses: Set<String> = [
    "onay", "onayi", "onayli", "onaylandi", "onayladi", "onaylanmis", "izin", "izinli", "izni", "var", "evet", "yes",
    "true",
    "granted", "grant", "given", "give", "accepted", "accepts", "accept", "agreed", "agree", "agrees", "confirmed",
    "kabul",
    "subscribed", "subscriber", "optin", "optedin", "in", "allowed", "allow", "allows", "aktif", "active", "acik",
    "approved",
    "verildi", "verdi", "verilmis", "on", "enabled", "ok", "okay", "olumlu", "consented", "consent", "abone", "uye",
    "explicit", "express", "implied", "implicit", "marketing", "marketable", "permitted", "valid", "gecerli",
    "dogru",
    "tamam", "alindi", "obtained", "legitimate", "contractual", "tacir", "esnaf", "istiyor", "isterim", "onayladim",
    "onayliyorum", "verdim", "veriyorum", "verilmistir", "alinmis", "alinmistir", "edilmis",
  ]
  /// Yes by themselves only: "E-posta" is an address, "T" a name's first letter.
  private static let letters: Set<String> = ["e", "y", "t"]

  /// What may stand beside a yes and leaves it one. A yes beside anything else is none: "onay gerekli", "izin süresi", "evet
  /// ama …" say it too.
  private static let companions: Set<String> = [
    // of what
    "ticari", "elektronik", "ileti", "iletisi", "iletiler", "iletisim", "kvkk", "acik", "riza", "rizasi", "metni",
    "data", "processing", "communication", "communications", "terms", "privacy", "policy", "interest", "legal",
    "basis", "performance", "contract", "gdpr", "newsletter", "contact", "contacts", "contacted", "bulten",
    // by whom
    "musteri", "alici", "kisi", "kendisi", "tarafindan", "customer", "user", "person", "prospect", "lead", "existing",
    "mevcut",
    // how
    "sozlu", "yazili", "islak", "imzali", "imza", "fuar", "fuarda", "form", "formu", "formdan", "formla", "formuyla",
    "web", "website", "site", "sitesi", "siteden", "sitesinden", "online", "dijital", "telefonda", "toplantida",
    "gorusmede", "verbal", "verbally", "written", "signed", "freely", "double", "single", "full", "fully", "manual",
    "manually", "landing", "page", "list", "crm", "iys", "iysde", "kayit", "kayitli", "import", "imported",
    // small words
    "ve", "ile", "icin", "tarihinde", "tarihli", "tarih", "tum", "butun", "kanal", "kanallar", "kanallara", "hepsi",
    "her", "etti", "ediyor", "ediyorum", "edildi", "edilmistir", "edilmesi", "durumu", "status", "to", "has", "have",
    "is", "was", "been", "be", "the", "a", "an", "and", "of", "by", "via", "from", "for", "with", "at", "us", "opt",
    "opted", "all", "channels", "i", "we", "mi",
  ]

  /// A yes to one channel is none to the others.
  private var namedChannels: Set<Channel> {
    var named: Set<Channel> = []
    if begins(["email", "eposta", "mail"]) || has("e", then: ["posta", "mail"]) { named.insert(.email) }
    if begins(["sms", "whatsapp", "telefon", "phone", "arama", "mesaj", "call", "text"]) { named.insert(.whatsapp) }
    return named
  }

  /// Those that somebody leaves out by naming some; nil if nothing says so.
  var excludedChannels: Set<Channel>? {
    let named = namedChannels
    let others = Set(Channel.allCases).subtracting(named)
    if named.isEmpty || others.isEmpty { return nil }
    if has(["sadece", "yalniz", "yalnizca", "only"]) {
      // Whoever takes text messages or calls only has not said yes to WhatsApp.
      let isOther = begins(["sms", "arama", "telefon", "phone", "call"]) && !begins(["whatsapp", "mesaj"])
      return isOther ? Set(Channel.allCases) : others
    }
    return has(["haric", "disinda", "except"]) ? named : nil
  }

  var saysYes: Bool {
    if words.count == 1, Self.letters.contains(words[0]) || words[0].allSatisfy(\.isNumber) && !isNought { return true }
    return has(Self.yeses) && namedChannels.isEmpty
      && words.allSatisfy { word in
        Self.yeses.contains(word) || Self.companions.contains(word) || word.first?.isNumber ?? false
      }
  }

  private static let undecided: Set<String> = [
    "unknown", "bilinmiyor", "belirsiz", "bekliyor", "beklemede", "bekleniyor", "pending", "null", "sorulmadi",
    "undefined", "unset", "unconfirmed", "na", "belirtilmemis", "unspecified", "requested", "istendi", "nan",
    "asked",
    "girilmemis", "bos", "empty", "tbd", "soruldu", "gerek", "gerekli", "gerekiyor", "required", "needed", "needs",
    "need", "alinacak", "istenecek", "sorulacak", "verilecek", "ulasilamadi",
  ]

  var saysOpen: Bool {
    has(Self.undecided) || has("not", then: ["asked", "set", "specif", "known", "applic", "provid", "requir"])
  }

  /// A day, with or without its time: when it was given.
  var isDay: Bool {
    let numbers = words.prefix(3).compactMap { Int($0.prefix(while: \.isNumber)) }
    return numbers.count == 3 && numbers.contains { (1990...2100).contains($0) }
  }
}
