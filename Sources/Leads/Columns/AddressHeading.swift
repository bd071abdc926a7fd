internal import Outreach

/// A heading that is a lead's phone or e-mail address, recognised by its words: "Phone (mobile)", `cari_CepTel`,
/// "Primary contact's email".
///
/// No list of headings is ever whole. One word has to say what stands there, and every other has to be one that leaves it
/// the lead's: "Owner Email", "Email Sent Date" and "Phone Type" are something else.
enum AddressHeading {
  /// Nil for a heading that is about something else.
  static func column(for header: String) -> LeadColumn? {
    guard mayBeMeant(header) else { return nil }
    let words = HeaderWords.split(header)
    return SecondPerson.isNamed(by: words) ? nil : column(of: words)
  }

  /// Whether it would be, were it not another person's.
  static func isSecondPersons(_ header: String) -> Bool {
    guard mayBeMeant(header) else { return false }
    let words = HeaderWords.split(header)
    return SecondPerson.isNamed(by: words) && column(of: words.filter { Int($0) == nil }) != nil
  }

  private static func column(of words: [String]) -> LeadColumn? {
    let words = words.map { word in
      String(word.prefix { !("0"..."9").contains($0) })
    }.filter { !$0.isEmpty }
    guard words.count <= 6 else { return nil }
    var isPhone = false
    var isEmail = false
    var isMobile = false
    var isWhatsApp = false
    for (index, word) in words.enumerated() {
      if mobiles.contains(word) {
        isMobile = true
      } else if phones.contains(word) {
        isPhone = true
      } else if emails.contains(word) || word == "mail" || (word == "posta" && index > 0 && words[index - 1] == "e") {
        isEmail = true
      } else if word == "whatsapp" || (word == "app" && index > 0 && words[index - 1] == "whats") {
        isWhatsApp = true
      } else if !others.contains(word) {
        return nil
      }
    }
    switch (isPhone || isMobile, isEmail, isWhatsApp) {
    case (true, false, false): return isMobile ? .mobile : .fact(.phone)
    case (false, true, false): return .fact(.email)
    case (_, false, true): return .fact(.whatsapp)
    default: return nil
    }
  }

  /// Most headings that nobody knows are about something else altogether.
  private static func mayBeMeant(_ header: String) -> Bool {
    guard header.utf8.count <= 60 else { return false }
    let letters = header.lowercased()
    return ["tel", "phone", "gsm", "cep", "mob", "cell", "mail", "posta", "whatsapp"].contains(where: letters.contains)
  }

  private static let phones: Set<String> = [
    "phone", "phones", "telephone", "tel", "telefon", "telefonu", "telefonlar", "telnr", "telnrs", "telno",
    "phonenumber",
  ]

  private static let mobiles: Set<String> = ["mobile", "mobil", "cell", "cellphone", "gsm", "cep", "ceptel", "gsmno"]

  private static let emails: Set<String> = [
    "email", "emails", "eposta", "epostasi", "emailaddress", "emailaddr", "maili", "postasi",
  ]

  /// What leaves an address the lead's.
  private static let others: Set<String> = [
    "e", "number", "numbers", "no", "nr", "numara", "numarasi", "numaralari", "address", "adres", "adresi", "value",
    "primary", "secondary", "main", "other", "alternate", "alternative", "additional", "default", "first", "second",
    "birincil", "ikincil", "diger", "alternatif", "ana", "yedek", "ikinci", "ucuncu", "third",
    "work", "home", "business", "office", "direct", "personal", "private", "is", "ev", "ofis", "kisisel", "kurumsal",
    "sabit", "hat", "hatti", "dahili",
    "contact", "contacts", "person", "people", "lead", "leads", "user", "customer", "client", "account", "company",
    "organization", "organisation", "firm", "cari", "musteri", "firma", "sirket", "kisi", "iletisim", "yetkili", "aday",
    "ilgili", "muhatap", "kontak", "ortak", "your", "s", "whats",
  ]
}
