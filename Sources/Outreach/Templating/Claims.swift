/// What a message must not say unless a fact says so: that somebody did what nobody did, that the reader has what nobody
/// asked about, or a greeting that turns out wrong for some.
enum Claims {
  static func faults(
    of text: String, under heading: TemplateDocument.Heading, _ values: TemplateValues, offer: LocalText? = nil
  ) -> [MessageFault] {
    let folded = fold(text)
    var faults: [MessageFault] = []
    for phrase in visits + deeds where contains(folded, phrase) {
      faults.append(
        MessageFault("“\(phrase)” claims or promises what nobody knows to be so; leave it out.", isGrave: true))
    }
    if !values.knows(.isLongAgo) {
      for phrase in silences where contains(folded, phrase) {
        faults.append(
          MessageFault(
            "“\(phrase)” is not true of every lead; put it into a section, {{#long_ago}}…{{/long_ago}}.", isGrave: true)
        )
      }
    }
    if !values.knows(.isStranger) {
      for phrase in firsts where contains(folded, phrase) {
        faults.append(
          MessageFault(
            "“\(phrase)” is not true of every lead; put it into a section, {{#stranger}}…{{/stranger}}.", isGrave: true)
        )
      }
    }
    if !values.knows(.lastContact) {
      for phrase in talks where contains(folded, phrase) {
        faults.append(
          MessageFault(
            "“\(phrase)” is not true of every lead; put it into a section, {{#last_contact}}…{{/last_contact}}.",
            isGrave: true))
      }
    }
    if values.knowsKindOfOffer, !isAboutCustomers(offer?[values.language]) {
      for phrase in customers where contains(folded, phrase) {
        faults.append(
          MessageFault(
            "“\(phrase)” presumes that the offer is about the reader's customers or sales; leave it out, or let --config "
              + "name an offer that says so.", isGrave: true))
      }
    }
    // Only where the sample's offer says nothing of the sort itself.
    if !values.knows(.isSoftware), values.knowsKindOfOffer {
      for phrase in software where contains(folded, phrase) {
        faults.append(
          MessageFault(
            "“\(phrase)” presumes that software is offered; put it into a section, {{#offer.is_software}}…"
              + "{{/offer.is_software}}.", isGrave: true))
      }
    }
    return faults + greetingFaults(of: text, under: heading, values)
  }

  private static func greetingFaults(
    of text: String, under heading: TemplateDocument.Heading, _ values: TemplateValues
  ) -> [MessageFault] {
    guard heading.role.isMessage, let line = text.split(separator: "\n").first else { return [] }
    var faults: [MessageFault] = []
    let folded = fold(line)
    if ["bey bey", "hanim hanim", "bey hanim", "hanim bey", "sayin sayin", "mr mr"].contains(where: folded.contains) {
      faults.append(MessageFault("The greeting says Bey, Hanım or Sayın twice; {{salutation}} has it.", isGrave: true))
    }
    if let name = values[.field(.contactName)], !name.isEmpty,
      ["Bey", "Hanım"].contains(where: { line.contains("\(name) \($0)") })
    {
      faults.append(
        MessageFault(
          "Everybody with a name is greeted by the same Bey or Hanım; {{salutation}} knows which it is.", isGrave: true)
      )
    }
    if ["bey'e,", "hanim'a,", "bey'in,", "hanim'in,"].contains(where: folded.hasSuffix) {
      faults.append(
        MessageFault("The greeting has a case ending; leave the filter of {{salutation}} out.", isGrave: true))
    }
    if folded.hasPrefix("iyi gunler, ") {
      faults.append(
        MessageFault("“İyi günler” and the name have no comma between: İyi günler {{salutation}},", isGrave: true))
    }
    return faults
  }

  /// At the beginning of a word, and not within one.
  private static func contains(_ text: String, _ phrase: String) -> Bool {
    var rest = text[...]
    while let range = rest.firstRange(of: fold(phrase)) {
      if range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isLetter { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  /// Whether an offer is about what its buyer sells, as "müşteri takip yazılımı" is.
  private static func isAboutCustomers(_ offer: String?) -> Bool {
    guard let offer = offer.map(fold) else { return false }
    return ["musteri", "satis", "crm", "customer", "sales", "reklam", "pazarlama", "marketing", "advertis"].contains {
      offer.contains($0)
    }
  }

  private static let customers = [
    "müşteriniz", "müşterileriniz", "müşterin ", "müşterilerin ", "satışlarınız", "satışınız", "your customer",
    "your client", "your sales",
  ]

  private static let talks = [
    "son konuştuklarımız", "konuştuklarımızdan bu yana", "son görüşmemizden bu yana", "since we last talked",
    "since we talked", "since we last spoke", "what we last said",
  ]

  /// The sender may sit anywhere.
  private static let visits = [
    "ofisinize uğra", "size uğra", "sana uğra", "bir kahve içimi uğra", "yanınıza gel", "yanına gel",
    "ziyaretinize gel",
    "come by your office", "drop by your", "visit you at",
  ]

  private static let deeds = [
    "web sitenizi incele", "web siteni incele", "sitenizi incele", "sizi inceledi", "firmanızı araştır",
    "sizi uzun süredir takip", "ortak bir zaman bulamadı", "defalarca yazdı", "sizi aradım ama", "telefonla ulaşamadı",
    "looked at your website", "visited your website", "browsed your website", "been following your",
    "tried to call you",
    "could not find a time that", "researched your company",
  ]

  private static let silences = [
    "uzun süredir görüşemedi", "uzun süredir haberleşemedi", "uzun zamandır görüşemedi", "konuşmayalı epey",
    "görüşmeyeli epey", "görüşmeyeli uzun", "aradan uzun zaman geçti", "long time since we", "has been a long time",
    "have not spoken for a long",
  ]

  private static let firsts = [
    "ilk kez yazıyor", "ilk kez iletişim", "sizinle tanışmadı", "henüz tanışmadı", "bizi tanımıyor",
    "writing to you for the first time", "we have not met", "we haven't met", "you do not know us", "you don't know us",
  ]

  private static let software = [
    "kullanıcı sayı", "veri aktarım", "entegrasyon", "ekran görüntü", "demo ", "yazılımımız", "verileriniz",
    "number of users", "data transfer", "integration", "screenshot", "our software", "your data",
  ]
}
