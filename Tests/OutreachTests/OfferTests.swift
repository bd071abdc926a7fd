import Testing

@testable import Outreach

struct OfferTests {
  @Test(arguments: [
    ("müşteri takip yazılımı", OfferKind.software), ("araç takip yazılımı", .software),
    ("araç kiralama hizmeti", .service), ("sigorta aracılık hizmeti", .service), ("bulut tabanlı CRM", .software),
    ("muhasebe programı", .software),
    ("ofis temizlik hizmeti", .service), ("muhasebe ve bordro hizmeti", .service),
    ("yurt içi dağıtım ve lojistik", .service),
    ("ambalaj makinesi bakımı", .service), ("baskılı ambalaj malzemeleri", .goods),
    ("endüstriyel mutfak ekipmanı", .goods),
    ("su arıtma cihazı", .goods), ("çatı üstü güneş enerjisi kurulumu", .works), ("endüstriyel zemin kaplama", .works),
    ("çatı yalıtımı", .works), ("ISO 9001 danışmanlığı", .consulting), ("satış ekibi eğitimi", .consulting),
    ("liderlik eğitim programı", .consulting), ("kurumsal sağlık sigortası", .insurance),
    ("filo kasko poliçesi", .insurance),
    ("customer tracking software", .software), ("office cleaning services", .service),
    ("printed packaging materials", .goods),
    ("rooftop solar installation", .works), ("güneş paneli kurulumu", .works),
    ("güneş paneli", .works), ("sales team training", .consulting),
    ("group health insurance", .insurance),
    ("baskılı ajanda ve takvim", .goods), ("ışıklı tabela", .goods), ("nitril muayene eldiveni", .goods),
    ("corporate gift hampers", .goods), ("marble slabs", .goods), ("fason dikim", .service),
    ("iş makinesi lastiği", .goods), ("toptan kuru meyve", .goods), ("plaket ve ödül", .goods),
    ("çelik soyunma dolabı", .goods), ("otel havlusu ve bornoz", .goods),
    ("kutu, etiket ve kurumsal baskı işleri", .goods), ("kartvizit baskısı", .goods), ("baskı hizmeti", .service),
    ("paketleme makinesi", .machines), ("packaging machines", .machines), ("makine yedek parçası", .goods),
    ("insurance for solar parks", .insurance), ("training in sales software", .consulting),
  ]) func `the kind is guessed from the head of the phrase`(offer: String, kind: OfferKind) {
    #expect(OfferKind(guessedFrom: offer) == kind)
  }

  @Test(arguments: [
    "", "kurumlara özel çözümler", "our work", "XYZ", "araç takip sistemi", "vehicle tracking", "kamera sistemleri",
    "akustik duvar paneli",
  ])
  func `what tells nothing is no kind`(offer: String) {
    #expect(OfferKind(guessedFrom: offer) == nil)
  }

  @Test func `each kind has its own words in both languages`() {
    for language in Language.builtIn {
      let words = OfferKind.allCases.map { TemplateCatalog.builtIn.offerWords(for: $0, language: language) }
      let general = TemplateCatalog.builtIn.offerWords(for: nil, language: language)
      #expect(general != nil)
      #expect(Set(words + [general]).count == OfferKind.allCases.count + 1)
    }
  }

  @Test func `a stated kind counts before a guessed one, and a language's own offer before a common one`() throws {
    var sender = Sender(name: "Elif", company: "Ufuk")
    sender.offer = LocalText(own: [.tr: "zemin kaplama", .en: "flooring"])
    #expect(sender.offer?[.en] == "flooring")
    sender.offerKind = .service
    let base = TemplateValues.Base(sender, language: .tr)
    let values = TemplateValues(base: base)
    #expect(values.knows(.isService) && !values.knows(.isWorks))
    #expect(values[.field(.offer)] == "zemin kaplama")
  }

  @Test func `without an offer there is a general name for it`() {
    let values = TemplateValues(base: TemplateValues.Base(Sender(name: "Elif", company: "Ufuk"), language: .tr))
    #expect(values[.field(.offer)] == "hizmetlerimiz")
    #expect(values[.field(.senderOffer)] == nil)
  }

  @Test func `an offer begins a sentence with a capital and stands small within one`() throws {
    var sender = SampleBook.sender
    sender.offer = "işyeri temizliği"
    let document = TemplateSyntaxTests.document(
      "# ilk_temas\n## initial\n{{offer}} için yazıyorum. {{offer}} hakkında, {{offer}} diye. Konu: {{offer}}.")
    let wording = try #require(document.wordings.values.first?.first)
    let values = TemplateValues(base: TemplateValues.Base(sender, language: .tr))
    var out: [UInt8] = []
    try wording.body.render(values, into: &out)
    #expect(
      String(decoding: out, as: UTF8.self)
        == "İşyeri temizliği için yazıyorum. İşyeri temizliği hakkında, işyeri temizliği diye. Konu: işyeri temizliği.")
  }

  @Test func `a long offer gives way to its general name in a subject`() throws {
    var sender = SampleBook.sender
    sender.offer = "uçtan uca müşteri ilişkileri yönetimi ve teklif takip yazılımı"
    let document = TemplateSyntaxTests.document("# ilk_temas\n## initial email\nSubject: Kısaca: {{offer}}\nx")
    let subject = try #require(document.wordings.values.first?.first?.subject)
    let values = TemplateValues(base: TemplateValues.Base(sender, language: .tr))
    #expect(try subjectLine(subject, values) == "Kısaca: hizmetlerimiz")
  }
}
