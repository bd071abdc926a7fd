import Testing

@testable import Outreach

/// What a first message says that it is about, and that those after it do not say again.
struct TopicTests {
  private static func steps(
    tone: String = "kurumsal", objective: String = "ilk_temas", offer: LocalText? = "muhasebe ve bordro hizmeti",
    benefit: LocalText? = nil, company: String = "Tekin Mali Müşavirlik", followUps: Int = 3,
    change: (inout Lead) -> Void = { _ in }
  ) throws -> [String] {
    var sender = Sender(name: "Murat Tekin", company: company)
    sender.offer = offer
    sender.benefit = benefit
    var lead = Lead(id: LeadID(checked: "7"))
    lead.contactName = "Yusuf Kara"
    change(&lead)
    let request = SequenceTests.request(lead, tone: tone, objective: objective, followUps: followUps)
    return try SequenceTests.sequence(for: request, TemplateGenerator(sender: sender)).steps.map(\.message)
  }

  @Test(arguments: [
    ("muhasebe ve bordro hizmeti", true, "muhasebe ve bordro hizmeti veriyoruz."),
    ("satış eğitimi", true, "satış eğitimi veriyoruz."),
    ("ofis temizliği", true, "ofis temizliği yapıyoruz."),
    ("paketleme makinesi", true, "paketleme makinesi satıyoruz."),
    ("stok takip programı", true, "stok takip programı sunuyoruz."),
    ("kurumsal diş anlaşması", true, "kurumsal diş anlaşması konusunda yazıyorum."),
    ("güneş enerjisi", true, "güneş enerjisi konusunda yazıyorum."),
    ("muhasebe ve bordro hizmeti", false, "muhasebe ve bordro hizmeti konusunda yazıyorum."),
  ]) func `what one gives is said to be given to whom it is news`(offer: String, isNews: Bool, sentence: String) {
    #expect(topic(offer, .tr, isNews: isNews) == sentence)
  }

  @Test(
    arguments: [
      ("Pırıl Temizlik Hizmetleri", "temizlik hizmeti"), ("Pırıl Temizlik Hizm. Ltd. Şti.", "temizlik hizmeti"),
      ("Ege Temizlik ve Güvenlik Hizmetleri A.Ş.", "temizlik ve güvenlik hizmeti"),
      ("Tekin Mali Müşavirlik", "mali müşavirlik hizmeti"), ("Anadolu Hizmetleri", nil), ("Ufuk", nil),
      ("Temizlik", nil),
    ] as [(String, String?)]) func `a firm's own name may say its trade`(company: String, offer: String?)
  {
    #expect(trade(inNameOf: company, .tr) == offer)
  }

  @Test(arguments: TemplateCatalog.builtIn.tones) func `the whole offer is named in two messages at most`(tone: String)
    throws
  {
    for objective in TemplateCatalog.builtIn.objectives {
      for stage in [nil, "Müşteri", "Teklif gönderildi", "Görüşme yapıldı", "Randevu alındı", "Kaybedildi"] {
        let steps = try Self.steps(tone: tone, objective: objective) { $0.stage = stage }
        let named = steps.count { fold($0).contains("muhasebe ve bordro") }
        #expect(named <= 2, "\(tone) \(objective) \(stage ?? ""): \(steps)")
        #expect(fold(steps[0]).contains("muhasebe ve bordro"), "\(tone) \(objective) \(stage ?? ""): \(steps[0])")
      }
    }
  }

  @Test(arguments: TemplateCatalog.builtIn.tones) func `nothing is announced that does not come`(tone: String) throws {
    for objective in TemplateCatalog.builtIn.objectives {
      for step in try Self.steps(tone: tone, objective: objective, offer: nil, company: "Ufuk") {
        #expect(!step.contains("anlatmak isterim") && !step.contains("bilgi eklemek"), "\(step)")
      }
    }
  }

  @Test func `words of one's own are answered, and no trade is told beside them`() throws {
    let first = try Self.steps { $0.custom = ["mesaj": "Merhaba, şahıs şirketi kurmak istiyorum"] }[0]
    #expect(first.contains("“şahıs şirketi kurmak istiyorum” diye yazmışsınız, bunun için dönüyorum."))
    #expect(!first.contains("muhasebe"))
  }

  @Test(arguments: [
    ("Merhaba, 3 depomuz var. Fiyat alabilir miyim?", "Fiyat alabilir miyim?"),
    ("İyi günler, ofis temizliği için yazıyorum", "ofis temizliği için yazıyorum"),
    ("İyi bir temizlik firması arıyoruz.", "İyi bir temizlik firması arıyoruz"),
    ("Hi, do you ship to the Netherlands?", "do you ship to the Netherlands?"),
  ]) func `the question is what is quoted, without a greeting`(text: String, quote: String) {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.custom = ["message": text]
    #expect(quotableSentence(of: lead) == quote)
  }

  @Test func `who asks for a demo is asked for a day, and who asks for a price what it depends on`() throws {
    func question(_ text: String) throws -> String {
      try Self.steps(offer: "stok takip programı") { $0.custom = ["mesaj": text] }[0]
    }
    #expect(try question("demo var mı acaba").contains("Size hangi gün göstereyim?"))
    #expect(try question("Aylık ücretiniz ne kadar?").contains("yaklaşık kullanıcı sayısını yazar mısınız?"))
    #expect(try question("Üç depomuz var bizim").contains("Bu konuyu telefonda ne zaman konuşabiliriz?"))
  }

  @Test func `a benefit that says siz is left out where the tone says sen`() throws {
    let benefit: LocalText = "Ekibiniz itiraza hazır oluyor."
    #expect(try Self.steps(tone: "samimi", benefit: benefit)[0].contains("Kısacası, ekibiniz itiraza hazır oluyor."))
    #expect(try !Self.steps(tone: "samimi_sen", benefit: benefit)[0].contains("Ekibiniz"))
    #expect(!saysYouPolitely("Denizli'de yalnız biz varız") && saysYouPolitely("Firmanızın işi kolaylaşıyor"))
  }

  @Test(arguments: TemplateCatalog.builtIn.tones)
  func `a meeting that is agreed on is confirmed, and asked for no more`(tone: String) throws {
    for objective in TemplateCatalog.builtIn.objectives {
      let steps = try Self.steps(tone: tone, objective: objective, followUps: 10) { $0.stage = "Randevu alındı" }
      #expect(steps[0].contains("planladığımız görüşme"), "\(steps[0])")
      for step in steps {
        for wrong in ["hangi gün", "müsait", "görüşme yapmak", "son kez", "sırası değilse"] {
          #expect(!step.contains(wrong), "\(tone) \(objective): \(step)")
        }
      }
    }
    #expect(!TemplateCatalog.builtIn.objectives.contains(TemplateDocument.plannedMeeting))
    #expect(!TemplateCatalog.builtIn.has(objective: TemplateDocument.plannedMeeting))
  }

  @Test(arguments: TemplateCatalog.builtIn.tones) func `who left is not asked about a price`(tone: String) throws {
    for objective in ["ilk_temas", "tanitim", "yeniden_temas"] {
      for step in try Self.steps(tone: tone, objective: objective, change: { $0.stage = "Kaybedildi" }) {
        #expect(!step.contains("fiyat verebilmem") && !step.contains("belirliyor"), "\(tone) \(objective): \(step)")
      }
    }
  }
}
