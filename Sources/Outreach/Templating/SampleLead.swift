/// The leads that wordings are tried on: one of which everything is known, one of which some, one of which nothing.
enum SampleLead {
  static func all(_ language: Language, catalog: TemplateCatalog) -> [TemplateValues] {
    let longest = longestSectorWords(language, catalog: catalog)
    let general = catalog.sectorWords(for: nil, language: language)
    return [
      longest.map { values(full(), sender: fullSender, $0, language) },
      general.map { values(full(), sender: bareSender, $0, language) },
      longest.map { values(some(), sender: fullSender, $0, language) },
      general.map { values(Lead(id: id), sender: bareSender, $0, language) },
      longest.map { values(Lead(id: id), sender: fullSender, $0, language) },
    ].compactMap { $0 }
  }

  private static func values(
    _ lead: Lead, sender: Sender, _ sector: SectorWords, _ language: Language
  ) -> TemplateValues {
    TemplateValues(lead: lead, base: TemplateValues.Base(sender), sector: sector, whyNow: "…", language: language)
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
    return lead
  }

  private static var fullSender: Sender {
    var sender = Sender(name: "Elif Karahan", company: "Ufuk Yazılım")
    sender.phone = "+90 212 555 01 02"
    sender.email = "elif@ufuk.example"
    sender.offer = "müşteri takip ve teklif yazılımı"
    sender.tradeName = "Ufuk Yazılım ve Danışmanlık A.Ş."
    sender.mersis = "0123456789012345"
    sender.unsubscribeURL = "https://ufuk.example/ret"
    return sender
  }

  private static var bareSender: Sender { Sender(name: "Elif Karahan", company: "Ufuk Yazılım") }

  /// The longest of each word that any sector has.
  private static func longestSectorWords(_ language: Language, catalog: TemplateCatalog) -> SectorWords? {
    let all = catalog.allSectorWords(language)
    func longest(_ part: (SectorWords) -> String) -> String {
      all.map(part).max { $0.count < $1.count } ?? ""
    }
    guard !all.isEmpty else { return nil }
    return SectorWords(
      name: longest(\.name), customers: longest(\.customers), insight: longest(\.insight),
      question: longest(\.question),
      gain: longest(\.gain))
  }
}
