internal import Formats
internal import Outreach

extension ConsentHeading {
  /// A heading's words, folded.
  struct Words {
    private let words: [String]
    /// Of all of them together.
    private let joined: String

    init(_ header: String) {
      words = HeaderWords.split(header)
      joined = words.joined()
    }

    private func has(_ wanted: Set<String>) -> Bool { words.contains(where: wanted.contains) }
    private func begins(_ stems: [String]) -> Bool { words.contains { word in stems.contains(where: word.hasPrefix) } }
    private func has(_ first: String, then stems: [String]) -> Bool {
      words.indices.dropLast().contains { words[$0] == first && stems.contains(where: words[$0 + 1].hasPrefix) }
    }

    /// Nobody's heading is a whole sentence.
    var mayBeMeant: Bool { !words.isEmpty && words.count <= 14 }

    // MARK: No

    /// "ONAY/RET": what stands below says which.
    var namesBoth: Bool {
      has(["ret", "red"]) && has(["onay", "izin", "onayi", "izni"]) && !has(["liste", "listesi"])
    }

    /// "KVKK Silme Talebi", "GDPR erasure request", "Forget this Individual".
    var asksToBeForgotten: Bool {
      begins(["forget", "forgotten", "erasure", "unutul", "anonim"]) || has("silme", then: ["talep", "taleb", "iste"])
        || begins(["veri", "kisisel"]) && has(["silme", "silinme"]) || Self.deleted.contains(joined)
        || isAboutConsent && begins(["sil", "imha", "eras", "delet", "unutul"])
    }

    /// Who is in the table no more but for the row.
    private static let deleted: Set<String> = [
      "silindi", "silindimi", "silinecek", "silinmis", "isdeleted", "deleted", "deletedat", "deleteddate",
      "silinmetarihi",
      "kayitsilindi",
    ]

    /// "İzin Gerekli", "Onay Bekliyor": neither yes nor no.
    var isUndecided: Bool {
      isAboutConsent
        && begins([
          "gerek", "bekl", "pending", "required", "needed", "alinacak", "istenecek", "sorulacak", "basvuru", "ihlal",
        ])
    }

    var refuses: Bool {
      if begins(Self.refusing) || has(Self.refusals) || asksToBeForgotten || EndedNote.isAsked(by: words) {
        return true
      }
      if isAboutConsent,
        begins(Self.takingBack) || words.contains(where: Self.isNegated) || words.first == "no"
          || has(["not", "without"])
      {
        return true
      }
      if begins(["market", "pazarlama", "contact", "iletisim"]), begins(["suspend", "exclu", "restrict", "kisit"]) {
        return true
      }
      // An address from which messages come back, or whose owner has called one spam.
      if begins(["email", "mail", "eposta"]), begins(["quarantin", "invalid", "gecersiz"]) { return true }
      if namesChannel || begins(["iletisim"]), has(["yasagi"]) { return true }
      if has("haric", then: ["tut"]) || has(["tps", "ctps", "mps"]) { return true }
      if ["bloke", "bloklu", "blokeli", "blokemi", "blokelimi", "bloklumu", "blokedurumu"].contains(joined) {
        return true
      }
      if has(["spam"]), begins(["sikayet", "mark", "report", "complain", "bildir"]) || words.count == 1 { return true }
      if joined == "cleantime" { return true }
      // "Consent withdrawn", "İzin iptali", "İletişim İzni Yok": a yes there is a no.
      if namesChannel, has(["iptal", "iptali", "atma", "yapma", "yazma", "yollama", "engeli"]) { return true }
      if isAboutConsent, has("geri", then: ["al", "cek"]) || words.last == "yok" { return true }
      if has("non", then: ["market"]) || has("iletisime", then: ["gecil", "gecme"]) || joined.hasPrefix("noemail") {
        return true
      }
      if Self.refusingTogether.contains(where: joined.contains) { return true }
      if has("opt", then: ["out"]) || has("opted", then: ["out"]) || has("kara", then: ["liste"]) { return true }
      if has("do", then: ["not"]) || has("dont", then: [""]) || has("never", then: [""]) || has("donot", then: [""]) {
        return begins(Self.doing)
      }
      if has("no", then: Self.doing)
        || has("stop", then: ["list", "mail", "email", "sms", "call", "contact", "message", "market"])
      {
        return true
      }
      if has("exclude", then: ["from"]) || has("not", then: ["contactable", "marketable", "subscribed", "allowed"]) {
        return true
      }
      return begins(["istemiyor", "istemeyen", "istemez", "istemedi", "cik", "ayril"])
        && begins([
          "mesaj", "mail", "posta", "eposta", "sms", "ileti", "aran", "arama", "whatsapp", "telefon", "abone", "liste",
          "bulten", "iletisim", "almak", "bilgi", "kampanya", "reklam", "tanitim",
        ])
    }

    private var namesChannel: Bool {
      begins(["sms", "whatsapp", "email", "eposta", "mesaj", "arama", "ileti", "bulten", "newsletter"])
        || has(["mail", "posta"])
    }

    /// Whether a word for consent is among them.
    private var isAboutConsent: Bool {
      has(["izin", "izni", "onay", "onayi", "optin", "kvkk", "etk", "iys", "gdpr", "ccpa"])
        || begins(["consent", "permission", "riza"]) || has("opt", then: ["in"])
    }

    /// What takes a consent back, or says that there is none.
    private static let takingBack = [
      "iptal", "kaldir", "itiraz", "object", "sikayet", "kisit", "restrict", "durdur", "denied", "deny", "denial",
      "refus",
      "declin", "missing", "cancel", "engel", "expired", "yoktur",
    ]

    private static let negations = [
      "madi", "medi", "miyor", "muyor", "mamis", "memis", "maz", "mez", "masin", "mesin", "meyen", "mayan",
    ]

    /// "Vermedi", "alınmamış".
    private static func isNegated(_ word: String) -> Bool {
      word.utf8.count > 5 && negations.contains(where: word.hasSuffix)
    }

    private static let refusing = [
      "unsub", "blacklist", "blocklist", "karaliste", "optout", "optedout", "suppress", "donot", "reddet", "reddedi",
      "aranmasin", "aramayin", "aranmak", "aranmayac", "gonderilmesin", "gonderme", "yazilmasin", "engellen", "engelli",
      "yasakli",
      "dontcontact", "withdr", "revok", "bounc", "complain", "atilmasin", "atmayin", "ulasilmasin", "kurulmasin",
      "yapilmasin", "engelle", "robinson", "edilmesin",
    ]
    private static let refusals: Set<String> = [
      "ret", "reddi", "red", "dnc", "dnd", "dne", "dnm", "retli", "izinsiz", "onaysiz", "blocked", "engel", "yasak",
    ]
    private static let refusingTogether = [
      "optout", "optedout", "donotcontact", "donotemail", "donotcall", "unsubscribe", "karaliste", "blacklist",
      "blocklist",
      "retlistesi", "iletisimreddi", "rahatsizetme",
    ]
    private static let doing = [
      "contact", "email", "mail", "call", "phone", "message", "text", "sms", "market", "disturb", "send", "allow",
      "whatsapp",
      "bulk", "solicit", "wa", "write", "newsletter", "process",
    ]

    // MARK: Yes

    var consents: Bool {
      // "SMSIZNI", run together.
      if words.count == 1, ["izni", "onayi"].contains(where: joined.hasSuffix),
        begins(Self.subjects + ["eposta", "mesaj"])
      {
        return true
      }
      if has(["can", "may"]), begins(Self.doing) { return true }
      if words.count <= 2, begins(["mailable", "emailable", "marketable", "contactable"]) { return true }
      if has(["kabul"]), begins(["iletisim", "ileti", "mesaj", "mail", "sms", "eposta", "posta", "kampanya"]) {
        return true
      }
      // "SMS gönderilsin mi", "Aransın mı".
      if begins(["gonderilsin", "aransin", "yazilsin", "atilsin", "aranabilir", "gonderilebilir", "atilabilir"]) {
        return true
      }
      if namesChannel, ["gonder", "gitsin", "gidebilir", "gonderebilir"].contains(words.last ?? "") { return true }
      if namesChannel, has(["alsin", "yazilabilir", "almali"]) { return true }
      if has(["want", "wants"]), begins(Self.subjects) { return true }
      if has("send", then: ["me", "us"]) || has("keep", then: ["me", "us"]) { return true }
      if words.count == 2, has(["marketing", "promotional"]), has(["emails", "mails", "messages", "sms"]) {
        return true
      }
      if has("ticari", then: ["elektronik", "ileti"]), has(["ileti", "iletiler"]) { return true }
      if begins(["istiyor"]), has(["almak", "haberdar"]) { return true }
      if words.count == 2, words[1] == "marketing", begins(["email", "sms", "whatsapp"]) { return true }
      if has(Self.consenting) || begins(["consent", "permission", "riza"]) { return true }
      if has("opt", then: ["in"]) || has("opted", then: ["in"]) || has("acik", then: ["riza"]) { return true }
      if begins(["accept", "allow", "agree", "receive", "permit", "ok"]), begins(Self.subjects) { return true }
      if begins(["subscri", "abonelik", "abone", "newsletter", "bulten"]) {
        return words.count == 1
          || begins(["status", "durum", "email", "eposta", "posta", "mail", "mi", "newsletter", "bulten", "sms"])
          || words.last == "subscribed"
      }
      if begins(["marketing", "pazarlama"]), begins(["status", "durum", "contact", "allowed", "ok"]) { return true }
      return words.count <= 3 && begins(["status", "durum"])
        && begins(["email", "mailing", "sms", "whatsapp", "eposta", "posta"])
    }

    /// Whether every word is one that leaves a heading about consent what it is.
    var areAllKnown: Bool {
      words.allSatisfy { word in
        word.utf8.count <= 2 || word.first?.isNumber ?? false || Self.consenting.contains(word)
          || Self.beside.contains(word) || Self.besideStems.contains(where: word.hasPrefix)
      }
    }

    private static let besideStems =
      subjects + [
        "izin", "izn", "onay", "consent", "permission", "riza", "subscri", "abone", "bulten", "pazarlama", "eposta",
        "mesaj",
        "arama", "aran", "call", "phone", "telefon", "gsm", "ileti", "kampanya", "accept", "allow", "agree", "receive",
        "permit", "gonderil", "yazil", "atil", "kanal", "channel", "durum", "status", "tarih", "date", "istiyor",
        "ediyor",
        "reklam", "tanitim", "bilgilendirme", "alindi", "verildi", "given", "grant", "confirm", "elektronik", "kisisel",
        "person", "musteri", "customer", "veri", "process", "isle", "mailable", "mailing", "optin", "opted",
      ]

    private static let beside: Set<String> = [
      "ticari", "commercial", "acik", "explicit", "express", "double", "single", "durumu", "state", "zaman", "zamani",
      "time", "var", "verdi", "verilmis", "alinmis", "mevcut", "has", "have", "was", "been", "the", "and", "for",
      "from",
      "via", "ile", "icin", "you", "your", "our", "all", "tum", "her", "lead", "kisi", "user", "uye", "veli", "last",
      "son",
      "general", "genel", "data", "privacy", "kabul", "almak", "alma", "alsin", "haberdar", "kvkk", "gdpr", "etk",
      "iys",
      "opt", "can", "may", "want", "wants", "send", "keep", "updates", "yes", "evet", "posta", "mail", "mails", "type",
      "turu", "tipi", "bilgi", "bilgisi", "hs", "is", "haber", "duyuru", "gonderim", "checkbox", "aydinlatma", "legal",
      "basis", "lawful", "updated", "metni", "ettim", "current", "overall", "company", "firma", "ok", "okay",
    ]

    private static let consenting: Set<String> = [
      "izin", "izni", "izinli", "izinler", "izinleri", "onay", "onayi", "onayli", "onaylari", "optin", "optedin",
      "kvkk", "etk", "iys",
      "gdpr", "subscribed", "ticariileti",
    ]
    private static let subjects = [
      "market", "email", "mail", "sms", "whatsapp", "newsletter", "message", "promo", "commun", "contact", "offer",
      "bulk", "text",
    ]

    // MARK: About something else

    /// An order's approval, the date of a consent, the link under which one unsubscribes: no statement about the person.
    var isAside: Bool {
      has(Self.aside) && !has("do", then: ["not"]) || begins(Self.asideStems) && !begins(["istemiyor", "istemeyen"])
    }

    private static let aside: Set<String> = [
      "link", "url", "token", "hash", "key", "id", "ip", "text", "metni", "metin", "version", "versiyon", "kaynak",
      "kaynagi",
      "source", "method", "yontem", "yontemi", "form", "formu", "kod", "kodu", "code", "count", "sayi", "sayisi",
      "adet",
      "siparis", "teklif", "odeme", "fatura", "order", "offer", "invoice", "payment", "sozlesme", "contract", "proje",
      "project",
      "yillik", "leave", "doviz", "renk", "color", "colour", "page", "sayfa", "document", "belge", "evrak", "butce",
    ]
    private static let asideStems = ["onaylayan", "izinveren", "approv", "granting"]

    var isDoubtful: Bool {
      ["marketing", "pazarlama", "reachable"].contains(joined) || begins(["aydinlat"])
        || has(["kvkk"]) && (has(Self.consenting.subtracting(["kvkk"])) || begins(["onaylan"]))
        || begins(Self.doubtful) && !has(Self.plainAside) || has("legal", then: ["basis"])
        || ["sikayet", "sikayeti", "iptaltarihi"].contains(joined) || joined.hasPrefix("maillist")
        || has(["kampanya", "toplu"]) && (namesChannel || begins(["bilgilendirme"]))
        || begins(["whatsapp"]) && has(["has", "var"]) && words.count <= 3
        || joined == "onaylandi" || joined == "itiraz" || joined == "exclude" || joined == "excluded"
        || joined == "dataprocessingbasis" || words.count <= 2 && namesChannel && has(["gonderim", "gonderimi"])
        || has("lawful", then: ["basis"])
        || isAside && (refuses || has(Self.consenting))
          && !has(Self.plainAside)
    }

    private static let doubtful = [
      "tercih", "preferen", "gdpr", "privacy", "gizlilik", "permission", "contactab", "marketab", "unsub", "suppress",
      "consent",
      "optin", "optout", "ccpa", "subscri", "abone", "mailing", "legitimate", "iletiizin",
    ]
    private static let plainAside: Set<String> = [
      "link", "url", "token", "hash", "key", "siparis", "teklif", "odeme", "fatura", "order", "offer", "invoice",
      "payment",
      "sozlesme", "contract", "kod", "kodu", "code", "proje", "project", "yillik", "leave", "count", "sayi", "sayisi",
      "kaynak",
      "kaynagi", "source", "renk", "color", "colour", "ip", "metni", "metin", "text", "version", "versiyon", "form",
      "formu",
    ]

    // MARK: The channel

    struct Scope {
      var one: Channel?
    }

    /// Nil if it is about something else than messages of ours: fax, letters.
    var channel: Scope? {
      // Tools for newsletters mean these.
      let isMarketing =
        begins(["marketing", "pazarlama"]) && begins(["status", "durum", "contact"]) && !isAboutConsent
      let isEmail =
        isMarketing
        || begins(["email", "eposta", "newsletter", "bulten", "mailing", "mailable", "bounc"]) || has(["spam"])
        || joined == "cleantime"
        || has(["posta", "bulkemail"])
        || has("e", then: ["mail", "posta"]) || joined.contains("email")
      let isMail = has(["mail", "mails"])
      let isPhone =
        begins(["whatsapp", "sms", "phone", "telefon", "mesaj", "call", "arama", "aran", "gsm", "mobil", "cep"])
        || has(["wa", "text", "texts", "message", "messages"]) || Self.phones.contains(where: joined.contains)
      let isOther = begins(["fax", "faks", "postal", "letter"]) || has("direct", then: ["mail"])
      switch (isEmail || isMail, isPhone) {
      case (true, true): return Scope(one: nil)
      case (true, false): return isOther && !isEmail ? nil : Scope(one: .email)
      case (false, true): return Scope(one: .whatsapp)
      case (false, false): return isOther ? nil : Scope(one: nil)
      }
    }

    private static let phones = ["whatsapp", "donotcall", "donottext", "donotsms", "donotphone"]
  }
}
