/// The leads that wordings are tried on: some of which much is known, each in another way, and one of which nothing.
enum SampleLead {
  ///
  /// - Parameter isFamiliar: whether the wordings say *sen*.
  static func all(_ language: Language, isFamiliar: Bool = false, catalog: TemplateCatalog) -> [TemplateValues] {
    let longest = longestSectorWords(language, catalog: catalog)
    let general = catalog.sectorWords(for: nil, language: language)
    let quoted = withQuote(some())
    let samples: [(Lead, Sender, SectorWords?, Acquaintance)] =
      [
        (full(), fullSender, longest, .sample(.offered)), (full(), bareSender, general, .sample(.customer)),
        (some(), fullSender, longest, .sample(.event)), (quoted, fullSender, general, .sample(.form)),
        (Lead(id: id), bareSender, general, .none), (Lead(id: id), fullSender, longest, .none),
      ]
      + OfferKind.allCases.map { (some(), sender(offering: $0), general, .none) }
    return samples.compactMap { lead, sender, sector, acquaintance in
      sector.map {
        TemplateValues(
          lead: lead, base: TemplateValues.Base(sender, language: language, isFamiliar: isFamiliar, catalog: catalog),
          sector: $0, whyNow: "…", acquaintance: acquaintance)
      }
    }
  }

  private static let id = LeadID(checked: "sample")

  /// Long names, as trade registers have them.
  static func full() -> Lead {
    var lead = Lead(id: id)
    lead.company = "Karadeniz Endüstriyel Mutfak San. ve Tic. Ltd. Şti."
    lead.contactName = "Muhammed Emin Karaosmanoğlu"
    lead.salutation = "Muhammed Emin Bey"
    lead.sector = "endüstriyel mutfak"
    lead.city = "Kahramanmaraş"
    lead.country = "Türkiye"
    lead.website = "www.karadenizendustriyel.example"
    lead.employees = 1250
    lead.rating = 4.7
    lead.revenue = 125_000_000
    lead.source = "İstanbul Gıda Fuarı"
    lead.stage = "teklif verildi"
    lead.owner = "Selin Aydın"
    lead.notes = "Yeni şube açıyor"
    return lead
  }

  /// A company and nobody's name.
  static func some() -> Lead {
    var lead = Lead(id: id)
    lead.company = "Hane Mimarlık"
    lead.sector = "mimarlık"
    lead.source = "İstanbul Mobilya Fuarı"
    return lead
  }

  private static func withQuote(_ lead: Lead) -> Lead {
    var lead = lead
    lead.custom = ["mesaj": "Sezon öncesi fiyat almak istiyoruz."]
    return lead
  }

  private static var fullSender: Sender {
    var sender = Sender(name: "Elif Karahan", company: "Ufuk Yazılım")
    sender.phone = "+90 212 555 01 02"
    sender.email = "elif@ufuk.example"
    sender.offer = "müşteri takip ve teklif yazılımı"
    sender.benefit = "Yarım kalan teklifler unutulmuyor."
    sender.tradeName = "Ufuk Yazılım ve Danışmanlık A.Ş."
    sender.mersis = "0123456789012345"
    sender.unsubscribeURL = "https://ufuk.example/ret"
    return sender
  }

  private static var bareSender: Sender { Sender(name: "Elif Karahan", company: "Ufuk Yazılım") }

  private static func sender(offering kind: OfferKind) -> Sender {
    var sender = bareSender
    sender.offer = "XYZ"
    sender.offerKind = kind
    return sender
  }

  /// The longest of each word that any sector has.
  private static func longestSectorWords(_ language: Language, catalog: TemplateCatalog) -> SectorWords? {
    let all = catalog.allSectorWords(language)
    func longest(_ part: (SectorWords) -> String) -> String {
      all.map(part).max { $0.count < $1.count } ?? ""
    }
    guard !all.isEmpty else { return nil }
    return SectorWords(
      name: longest(\.name), customers: longest(\.customers), busy: longest(\.busy), insight: longest(\.insight),
      question: longest(\.question))
  }
}

extension Acquaintance {
  /// Five months after the last contact.
  fileprivate static func sample(_ tie: Tie) -> Acquaintance {
    let today = CivilDay(number: 20_000)
    return Acquaintance(tie: tie, lastContact: CivilDay(number: today.number - 150), today: today, isStranger: false)
  }
}
