import Testing

@testable import Outreach

/// What a native reader would not have sent, each as the kind that it is.
struct NativeReadingTests {
  @Test(arguments: [
    ("elektrik faturasını düşürmek", "Amaç elektrik faturasını düşürmek."),
    ("Elektrik faturasını düşürmek", "Amaç elektrik faturasını düşürmek."),
    ("gece vardiyasıyla mesaiyi bölmeden temizlik.", "Öne çıkan yanı: gece vardiyasıyla mesaiyi bölmeden temizlik."),
    ("aynı bütçeyle daha fazla arama alırsınız", "Kısacası, aynı bütçeyle daha fazla arama alırsınız."),
    ("işinizi iki günde bitiririz", "İşinizi iki günde bitiririz."),
    ("Yarım kalan teklifler unutulmuyor.", "Kısacası, yarım kalan teklifler unutulmuyor."),
    ("Bursa'da aynı gün geliriz, sıra beklemezsiniz.", "Kısacası, Bursa'da aynı gün geliriz, sıra beklemezsiniz."),
    ("Ekibiniz itiraza hazır.", "Kısacası, ekibiniz itiraza hazır."),
    ("SGK girişlerini biz yaparız", "SGK girişlerini biz yaparız."),
    ("her öğlen sıcak yemek", "Öne çıkan yanı: her öğlen sıcak yemek."),
    ("500 adetten başlayan siparişlerle", "500 adetten başlayan siparişlerle çalışıyoruz."),
  ]) func `a benefit stands as a sentence of its own`(benefit: String, sentence: String) {
    #expect(benefitSentence(benefit, language: .tr) == sentence)
  }

  @Test(arguments: [
    ("more calls for the same budget", "In short: more calls for the same budget."),
    ("we clean by night", "We clean by night."), ("No quote is forgotten", "No quote is forgotten."),
    ("Your team knows what to say.", "The result: your team knows what to say."),
  ]) func `an English benefit, too`(benefit: String, sentence: String) {
    #expect(benefitSentence(benefit, language: .en) == sentence)
  }

  private static func messages(
    _ objective: String, _ tone: String, _ language: Language, over channel: Channel = .whatsapp, number: Int = 1,
    round: Int = 0, change: (inout Lead) -> Void = { _ in }
  ) throws -> [OutreachSequence.Step] {
    var lead = Lead(id: LeadID(checked: String(number)))
    lead.contactName = "Yusuf Kara"
    lead.company = "Güneş Mobilya"
    change(&lead)
    let generator = TemplateGenerator(sender: SampleBook.sender(writing: language))
    let score = ScoringModel().score(
      lead, channel: channel, objective: objective, language: language, asOf: SampleBook.now)
    let request = SequenceRequest(
      lead: lead, channel: channel, tone: tone, language: language, objective: objective, maxFollowUps: 5, round: round)
    return try generator.sequence(for: request, score: score).steps
  }

  @Test(arguments: Language.builtIn) func `whom nobody ever wrote to is not written to again`(language: Language) throws
  {
    let claims =
      language == .tr
      ? ["yeniden", "hâlâ", "artık", "eski", "tekrar ele", "son konuş"]
      : [" again", "still", "out of date", "old figures", "come back to", "left off", "reopen"]
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for channel in [Channel.whatsapp, .email] {
        for number in 1...6 {
          for step in try Self.messages("yeniden_temas", tone, language, over: channel, number: number) {
            let text = ((step.subject ?? "") + "\n" + step.message).lowercased()
              .replacing("hello again", with: "").replacing("hi again", with: "")
            for claim in claims { #expect(!text.contains(claim), "\(tone) says “\(claim)”: \(text)") }
          }
        }
      }
    }
    let known = try Self.messages("yeniden_temas", "enerjik", .tr) { $0.lastActivity = SampleBook.now }
    #expect(known.contains { $0.message.contains("yeniden") })
  }

  @Test(
    arguments: Language.builtIn, ["", "müşteri", "teklif gönderildi", "toplantı yapıldı", "beklemede", "cevap yok"])
  func `no sentence stands in two messages of a sequence`(language: Language, stage: String) throws {
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for objective in TemplateCatalog.builtIn.objectives {
        for channel in Channel.allCases {
          for number in 1...4 {
            let steps = try Self.messages(objective, tone, language, over: channel, number: number) {
              $0.stage = stage
              $0.lastActivity = stage.isEmpty ? nil : SampleBook.now.adding(seconds: -90 * 86_400)
            }
            var said: Set<String> = []
            for step in steps.prefix(4) {
              let sentences = Self.sentences(of: step.message)
              for sentence in sentences where said.contains(sentence) {
                Issue.record("\(tone) \(objective) \(channel) says “\(sentence)” twice")
              }
              said.formUnion(sentences)
            }
          }
        }
      }
    }
  }

  /// Without greetings and signatures, which end in a comma or in nothing, and without how to refuse.
  private static func sentences(of message: String) -> [String] {
    let breaks = [". ", "? ", "! "].reduce(message) { $0.replacing($1, with: $1.prefix(1) + "\n") }
    return breaks.split(separator: "\n").map(String.init).filter { sentence in
      sentence.count >= 14 && ".?!".contains(sentence.last ?? ",")
        && !["RET", "STOP", "A.Ş.", "No more "].contains(where: sentence.contains)
    }
  }

  @Test func `nobody is thanked for what is long past`() throws {
    func first(_ change: (inout Lead) -> Void) throws -> String {
      try Self.messages("ilk_temas", "kurumsal", .tr, change: change)[0].message
    }
    let longAgo = SampleBook.now.adding(seconds: -280 * 86_400)
    #expect(
      try first {
        $0.stage = "görüşüldü"
        $0.lastActivity = longAgo
      }.contains("konusunda görüşmüştük."))
    #expect(
      try first {
        $0.source = "web formu"
        $0.lastActivity = longAgo
      }.contains("Bize daha önce bir formla ulaşmıştınız."))
    #expect(
      try first {
        $0.source = "web formu"
        $0.stage = "cevap yok"
      }.contains("Bize bir formla ulaşmıştınız; sonrasında size ulaşamamıştım."))
    #expect(try first { $0.source = "web formu" }.contains("Formumuzu doldurduğunuz için teşekkür ederim."))
    #expect(try first { $0.source = "Growtech 2025" }.contains("Sizinle Growtech 2025 vesilesiyle görüşmüştük."))
    #expect(try first { $0.source = "Growtech 2026" }.contains("Size Growtech 2026 vesilesiyle ulaşıyorum."))
    #expect(try !first { $0.source = "kongre" }.contains("vesilesiyle"))
  }

  @Test(arguments: Language.builtIn) func `a former customer is not asked who deals with such things`(
    language: Language
  ) throws {
    for tone in TemplateCatalog.builtIn.tones(in: language) where !tone.hasSuffix("_sen") {
      for number in 1...4 {
        let text = try Self.messages("ilk_temas", tone, language, number: number) {
          $0.source = "eski müşteri"
          $0.stage = "kaybedildi"
        }[0].message
        #expect(text.contains(language == .tr ? "birlikte çalışmıştık" : "worked together before"), "\(tone): \(text)")
      }
    }
  }

  /// There are two beginnings: the third time says that it is not the first.
  @Test(arguments: Language.builtIn) func `four times the same objective begin in four ways`(language: Language) throws
  {
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for objective in TemplateCatalog.builtIn.objectives {
        for channel in [Channel.whatsapp, .email] {
          let beginnings = try (0..<4).map {
            try Self.messages(objective, tone, language, over: channel, round: $0)[0].message
          }
          #expect(Set(beginnings).count == 4, "\(tone) \(objective)")
          let fourth = try #require(beginnings.last)
          #expect(fourth.contains(language == .tr ? "önce de" : "before"), "\(fourth)")
        }
      }
    }
  }

  @Test(arguments: [
    "CNR Emitt 2026", "Win Eurasia", "Maktek Avrasya", "Intermob 2026", "Busworld Türkiye", "Solarex", "IDEF 2027",
    "Gulfood", "Interpack", "Arab Health", "Texhibition", "Unicera 2026", "TÜYAP", "Logitrans",
  ]) func `fairs are known by their names`(source: String) { #expect(LeadOrigin(of: source) == .event) }

  @Test(arguments: ["BRIGHT SMILE DENTAL", "DIGITAL POINT LTD", "CITY FITNESS", "Orıon Bilişim"])
  func `English capitals keep their dots`(firm: String) {
    #expect(!FirmName.mended(firm).dropLast(8).contains("ı"), "\(FirmName.mended(firm))")
  }

  @Test(arguments: Language.builtIn) func `nobody known by name is asked whose job it is`(language: Language) throws {
    let questions =
      language == .tr
      ? [
        "siz mi bakıyor", "siz mi ilgileniyor", "sorumluluğunuz", "kiminle görüş", "kiminle konuş", "kime yaz",
        "kim bakıyor", "başka bir arkadaşınız", "sen mi bakıyor", "birim adı", "santral",
      ]
      : ["right person", "who should i", "who looks after", "whom should", "switchboard", "the department"]
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for objective in TemplateCatalog.builtIn.objectives where objective != "randevu" {
        for number in 1...4 {
          for step in try Self.messages(objective, tone, language, number: number) {
            let text = ((step.subject ?? "") + "\n" + step.message).lowercased()
            for question in questions { #expect(!text.contains(question), "\(tone) asks “\(question)”: \(text)") }
          }
        }
      }
    }
  }

  @Test(arguments: Language.builtIn) func `no message names a year, which may be over tomorrow`(language: Language)
    throws
  {
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for objective in TemplateCatalog.builtIn.objectives {
        for number in 1...4 {
          for step in try Self.messages(objective, tone, language, number: number) {
            let text = ((step.subject ?? "") + "\n" + step.message).lowercased()
            for year in ["bu yıl", "bu sene", "this year", "gelecek sene", "next year"] {
              #expect(!text.contains(year), "\(tone): \(text)")
            }
          }
        }
      }
    }
  }

  @Test func `customers and those in talks are asked something else than strangers`() throws {
    func asked(_ stage: String?) throws -> String {
      var sender = Sender(name: "Can", company: "Kutusan")
      sender.offer = "baskılı karton kutu"
      sender.offerKind = .goods
      var lead = Lead(id: LeadID(checked: "1"))
      lead.stage = stage
      let words = TemplateCatalog.builtIn.offerWords(for: .goods, language: .tr)
      let score = ScoringModel().score(
        lead, channel: .whatsapp, objective: "tanitim", language: .tr, asOf: SampleBook.now)
      let message = try TemplateGenerator(sender: sender).sequence(
        for: SequenceRequest(
          lead: lead, channel: .whatsapp, tone: "kurumsal", language: .tr, objective: "tanitim", maxFollowUps: 0),
        score: score
      ).steps[0].message
      let known = [
        words?.question, words?.questionToCustomer, words?.questionUnderWay, words?.questionAfterOffer,
        words?.questionAfterMeeting,
        words?.questionToPaused,
      ].compactMap(\.self)
      return known.first { message.contains($0) } ?? message
    }
    let words = try #require(TemplateCatalog.builtIn.offerWords(for: .goods, language: .tr))
    #expect(try asked(nil) == words.question)
    #expect(try asked("müşteri") == words.questionToCustomer)
    #expect(try asked("teklif gönderildi") == words.questionAfterOffer)
    #expect(try asked("görüşülüyor") == words.questionAfterMeeting)
  }

  @Test(arguments: ["kurumsal", "samimi", "enerjik", "teknik", "premium"])
  func `an offer that is out is written about as such, and not praised once more`(tone: String) throws {
    var sender = Sender(name: "Can", company: "Kutusan")
    sender.offer = "printed boxes"
    sender.offerKind = .goods
    sender.benefit = "Boxes are cut to measure."
    for objective in ["ilk_temas", "tanitim", "randevu"] {
      for channel in Channel.allCases {
        var lead = Lead(id: LeadID(checked: "1"))
        lead.stage = "offer sent"
        let score = ScoringModel().score(
          lead, channel: channel, objective: objective, language: .en, asOf: SampleBook.now)
        let message = try TemplateGenerator(sender: sender).sequence(
          for: SequenceRequest(
            lead: lead, channel: channel, tone: tone, language: .en, objective: objective, maxFollowUps: 0),
          score: score
        ).steps[0].message
        #expect(message.contains("the quote we sent you for printed boxes"), "\(tone) \(objective): \(message)")
        #expect(!message.contains("cut to measure"), "\(tone) \(objective): \(message)")
      }
    }
  }

  @Test func `a meeting and a quote are written about as such, whatever the wording`() throws {
    let generator = TemplateGenerator(
      sender: {
        var sender = Sender(name: "Can", company: "Kutusan")
        sender.offer = "baskılı karton kutu"
        sender.offerKind = .goods
        sender.benefit = "Kutular ölçüye göre kesilir."
        return sender
      }())
    for tone in generator.tones {
      for objective in generator.objectives where objective != "yeniden_temas" && objective != "teklif_takibi" {
        for (channel, stage) in [
          (Channel.whatsapp, "görüşme yapıldı"), (.email, "görüşme yapıldı"), (.whatsapp, "teklif gönderildi"),
          (.email, "teklif gönderildi"),
        ] {
          for round in 0..<4 {
            var lead = Lead(id: LeadID(checked: "7"))
            lead.stage = stage
            lead.contactName = "Deniz Kara"
            let score = ScoringModel().score(
              lead, channel: channel, objective: objective, language: .tr, asOf: SampleBook.now)
            let message = try generator.sequence(
              for: SequenceRequest(
                lead: lead, channel: channel, tone: tone, language: .tr, objective: objective, maxFollowUps: 0,
                round: round),
              score: score
            ).steps[0].message
            let place = "\(tone) \(objective) \(stage) \(round): \(message)"
            #expect(fold(message).firstRange(of: "baskili karton kutu") != nil, "\(place)")
            #expect(!message.contains("konusunda yazıyorum"), "\(place)")
            #expect(!message.contains("ölçüye göre"), "\(place)")
            #expect(message.contains("teklif") == stage.contains("teklif"), "\(place)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("endüstriyel teraziler", "endüstriyel teraziler için verdiğimiz teklif"),
    ("endüstriyel terazi", "endüstriyel terazi teklif"),
    ("çalışanlar için sağlık sigortası", "çalışanlar için sağlık sigortası teklif"),
  ])
  func `a plural is no part of a compound`(offer: String, said: String) throws {
    var sender = Sender(name: "Can", company: "Kutusan")
    sender.offer = LocalText(stringLiteral: offer)
    for tone in ["kurumsal", "samimi", "enerjik", "teknik", "premium"] {
      var lead = Lead(id: LeadID(checked: "7"))
      lead.stage = "teklif gönderildi"
      let score = ScoringModel().score(
        lead, channel: .email, objective: "teklif_takibi", language: .tr, asOf: SampleBook.now)
      let message = try TemplateGenerator(sender: sender).sequence(
        for: SequenceRequest(
          lead: lead, channel: .email, tone: tone, language: .tr, objective: "teklif_takibi", maxFollowUps: 0),
        score: score
      ).steps[0].message
      #expect(fold(message).firstRange(of: fold(said)) != nil, "\(tone): \(message)")
    }
  }

  @Test func `who has talked to us is not asked anew what is needed`() throws {
    let words = try #require(TemplateCatalog.builtIn.offerWords(for: .consulting, language: .tr))
    var sender = Sender(name: "Can", company: "Kutusan")
    sender.offer = "ihracat danışmanlığı"
    sender.offerKind = .consulting
    func messages(_ stage: String?) throws -> [String] {
      try ["kurumsal", "samimi", "teknik", "premium"].flatMap { tone in
        try (0..<4).flatMap { round in
          var lead = Lead(id: LeadID(checked: "7"))
          lead.stage = stage
          let score = ScoringModel().score(
            lead, channel: .email, objective: "tanitim", language: .tr, asOf: SampleBook.now)
          return try TemplateGenerator(sender: sender).sequence(
            for: SequenceRequest(
              lead: lead, channel: .email, tone: tone, language: .tr, objective: "tanitim", maxFollowUps: 3,
              round: round),
            score: score
          ).steps.map(\.message)
        }
      }
    }
    #expect(try messages(nil).contains { $0.contains(words.size) })
    let met = try messages("görüşme yapıldı")
    #expect(!met.contains { $0.contains(words.size) })
    #expect(met.contains { $0.contains(words.sizeAfterMeeting) })
  }

  @Test(arguments: [
    ("İSG Uzmanı", nil), ("ARGE Sorumlusu", nil), ("BT Müdürü", nil), ("Bilgi İşlem", nil), ("Housekeeping", nil),
    ("Support Services Unit", nil), ("Front Office", nil), ("QA/QC", nil), ("Executive Chef", nil),
    ("Human Resources", nil),
    ("Kim. Yük. Müh. Orçun Vardar", "Orçun Bey"), ("Gıda Müh. Yasin Koru", "Yasin Bey"),
    ("Gıda Mühendisi Yasin Koru", "Yasin Bey"), ("Yüksek Mimar Elif Kaya", "Elif Hanım"), ("Elif Yüksek", "Elif Hanım"),
    ("Uğurcan Seymen", "Uğurcan Bey"), ("Elif Nur Kaya", "Elif Nur Hanım"),
    ("Vet. Hek. Onur Kılınç", "Onur Bey"),
    ("Garo Gümüşyan", "Garo Bey"), ("Ali Müdür", "Ali Bey"),
    ("Yurt Müdürlüğü", nil), ("Park ve Bahçeler Müdürlüğü", nil), ("Ayşe Kaya, Satın Alma Müdürlüğü", "Ayşe Hanım"),
    ("reis ibrahim", "İbrahim Bey"), ("Gn. Md. Ali Er", "Ali Bey"), ("Berber Hasan", "Hasan Bey"),
    ("Hasan Berber", "Hasan Bey"), ("Öğretmen Sevgi Hoca", "Sevgi Hanım"), ("Hemşire Esra", "Esra Hanım"),
    ("Hakim Burak", "Burak Bey"), ("İmam Hasan Er", "Hasan Bey"), ("Ecz.Kalfası Murat", "Murat Bey"),
    ("Er Ailesi", nil), ("Ahmet Bey'in sekreteri", nil), ("Ayşe Er'in asistanı", nil),
    ("Ayşe Er’in asistanı Murat Tok", "Murat Bey"), ("Ali Usta", "Ali Usta"), ("Ayşe Usta", "Ayşe Hanım"),
    ("Güler Abla", "Güler Hanım"), ("Mehmet Abi", "Mehmet Bey"), ("Deniz Hoca", "Deniz Hoca"),
    ("Ecz. Fatma Gül Şen", "Fatma Gül Hanım"),
    ("Dt. Deniz Akçay", "Sayın Dt. Deniz Akçay"), ("Dr. Sibel Ergin", "Dr. Sibel Hanım"),
  ])
  func `a department with a role is nobody`(name: String, greeted: String?) {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.contactName = name
    #expect(Addressee(lead, firm: nil).form(.plain, language: .tr, isLetter: false) == greeted)
  }

  @Test(arguments: [
    ("kurumsal web sitesi yapımı", nil), ("tanıtım filmi yapımı", .service), ("havuz yapımı", OfferKind.works),
    ("çatı yapımı", .works), ("çelik konstrüksiyon", .works),
  ])
  func `what is made is no building`(offer: String, kind: OfferKind?) {
    #expect(OfferKind(guessedFrom: offer) == kind)
  }

  @Test(arguments: [
    ("offer sent", LeadStage.proposal), ("Quoted", .proposal), ("Estimate sent", .proposal),
    ("fiyat verildi", .proposal),
    ("numune gönderildi", .sampled), ("sample sent", .sampled),
    ("asked for an offer", .requested), ("offer rejected", .lost), ("no reply", .unreached),
    ("No Reply Yet", .unreached), ("Ulaşılamadı", .unreached), ("Arandı - cevap yok", .unreached),
    ("Aranacak", .uncalled),
    ("Rakibe gitti", .lost), ("Bütçe yok", .lost), ("Lost to competitor", .lost), ("No budget", .lost),
    ("Şikayet", .complaint), ("Memnun değil", .complaint), ("Soğuk", .new),
  ])
  func `a quote and a silence are known by their usual names`(stage: String, known: LeadStage) {
    #expect(LeadStage(of: stage) == known)
  }

  @Test(arguments: [
    "Teklif hazırlanıyor", "Teklif verilecek", "Teklif istendi", "Teklif bekliyor", "Teklif talebi",
    "Teklif talep edildi", "Quote in preparation", "Proposal requested", "Quote requested",
    "Demo yapıldı, teklif hazırlanıyor",
  ]) func `who has asked waits for us`(stage: String) { #expect(LeadStage(of: stage) == .requested) }

  @Test(arguments: ["Demo talebi", "Toplantı talebi", "Randevu istendi", "Demo requested"])
  func `who asks for a meeting asks for no quote`(stage: String) { #expect(LeadStage(of: stage) == .enquired) }

  @Test(arguments: [
    "Demo planlandı", "Randevu alındı", "Randevu verildi", "Toplantı planlandı", "Toplantı ayarlandı",
    "Toplantı bekleniyor", "Keşif yapılacak", "Meeting scheduled", "Demo scheduled", "Meeting booked",
    "Upcoming meeting",
  ]) func `a meeting that lies ahead was not held`(stage: String) { #expect(LeadStage(of: stage) == .planned) }

  @Test(arguments: [
    ("Toplantı yapıldı, karar bekleniyor", LeadStage.meeting), ("Randevu tamamlandı", .meeting),
    ("Demo yapıldı - randevu alındı", .meeting), ("Keşif yapıldı", .meeting), ("Meeting held", .meeting),
    ("Teklif gönderildi, cevap bekleniyor", .proposal), ("Teklif verildi, toplantı planlandı", .planned),
    ("Teklif onaylandı", .customer), ("Sözleşme imzalandı", .customer), ("Contract signed", .customer),
    ("Fatura kesildi", .customer), ("Satış yapıldı", .customer), ("Satış kapandı", .customer), ("Yenileme", .customer),
    ("Toplantı iptal", .lost), ("Toplantı ertelendi", .paused),
  ]) func `what was held, sent or signed is over`(stage: String, known: LeadStage) {
    #expect(LeadStage(of: stage) == known)
  }

  @Test(arguments: ["Kapandı", "Closed"]) func `how it was closed is not guessed`(stage: String) {
    #expect(LeadStage(of: stage) == nil)
  }

  @Test(arguments: [Language.tr, .en])
  func `each kind of offer says how less of it can be had`(language: Language) throws {
    let texts = try ([nil] + OfferKind.allCases).map {
      try #require(TemplateCatalog.builtIn.offerWords(for: $0, language: language)?.smaller)
    }
    #expect(Set(texts).count == texts.count)
  }

  @Test func `of two first names the mailbox and the firm tell which is which`() {
    func greeting(_ name: String, _ firm: String?, _ email: String?) -> String? {
      var lead = Lead(id: LeadID(checked: "1"))
      lead.contactName = name
      lead.email = email.flatMap { try? EmailAddress(parsing: $0) }
      return Addressee(lead, firm: firm).form(.plain, language: .tr, isLetter: false)
    }
    #expect(greeting("Çınar Emine", "Çınar Mobilya", "emine@cinarmobilya.com.tr") == "Emine Hanım")
    #expect(greeting("YILDIZ METİN", "Yıldız İnşaat Malzemeleri", "metin@yildizinsaat.com") == "Metin Bey")
    // One of the two alone tells nothing.
    #expect(greeting("Metin Yıldız", "Yıldız İnşaat", "yildiz@yildizinsaat.com") == "Metin Bey")
    #expect(greeting("Emine Çınar", "Çınar Mobilya", "emine@cinarmobilya.com.tr") == "Emine Hanım")
    #expect(greeting("Emine Çınar", nil, "cinar@example.com") == "Emine Hanım")
  }

  @Test(arguments: [
    ("HORECA Fair", "the HORECA Fair"), ("Packaging Summit", "the Packaging Summit"),
    ("The Hotel Show", "The Hotel Show"),
    ("HORECA Fair 2026", "HORECA Fair 2026"), ("MAKTEK Fuarı", "the MAKTEK fair"),
    ("Ankara Gıda Fuarı 2026", "Ankara Gıda 2026"), ("Agroexpo", "Agroexpo"),
  ])
  func `an English fair has its article`(source: String, said: String) {
    #expect(fairName(source, language: .en) == said)
  }

  @Test func `two persons are both greeted`() {
    func greeting(_ name: String, _ language: Language = .tr) -> String? {
      var lead = Lead(id: LeadID(checked: "1"))
      lead.contactName = name
      return Addressee(lead, firm: nil).form(.plain, language: language, isLetter: false)
    }
    #expect(greeting("Ece & Burak") == "Ece Hanım, Burak Bey")
    #expect(greeting("Ayşe ve Mehmet Demir") == "Ayşe Hanım, Mehmet Bey")
    #expect(greeting("Ece & Burak", .en) == "Ece and Burak")
    #expect(greeting("Can Bey / Ayşe Hanım") == "Can Bey, Ayşe Hanım")
    #expect(greeting("Ayşe Er ile Can Er") == "Ayşe ve Can")
    #expect(greeting("Ayşe/Can Er") == "Ayşe ve Can")
    #expect(greeting("Ayşe - Mehmet Demir") == "Ayşe Hanım, Mehmet Bey")
    // One of the two may be anything.
    #expect(greeting("Ece & Satın Alma") == "Ece Hanım")
  }

  @Test func `a place before the name is no name`() {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.contactName = "Bilgi İşlem Müdürü Serkan"
    #expect(Addressee(lead, firm: nil).form(.plain, language: .tr, isLetter: true) == "Serkan Bey")
    lead.contactName = "Dt. Zeynep"
    #expect(Addressee(lead, firm: nil).form(.formal, language: .tr, isLetter: true) == "Sayın Dt. Zeynep Hanım")
  }

  @Test func `nobody tells a customer what they bought it for`() throws {
    func first(_ stage: String?) throws -> String {
      var sender = Sender(name: "Can", company: "Raf A.Ş.")
      sender.benefit = "Sayım farkları aynı gün görülüyor."
      var lead = Lead(id: LeadID(checked: "1"))
      lead.stage = stage
      let score = ScoringModel().score(
        lead, channel: .whatsapp, objective: "randevu", language: .tr, asOf: SampleBook.now)
      return try TemplateGenerator(sender: sender).sequence(
        for: SequenceRequest(
          lead: lead, channel: .whatsapp, tone: "kurumsal", language: .tr, objective: "randevu", maxFollowUps: 0),
        score: score
      ).steps[0].message
    }
    #expect(try first(nil).contains("sayım farkları"))
    #expect(try !first("müşteri").contains("ayım farkları"))
  }

  @Test func `a column's Bey does without the accountant's title where people talk`() {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.contactName = "SMMM Hakan Demir"
    lead.salutation = "Bey"
    let person = Addressee(lead, firm: "Demir Mali Müşavirlik")
    #expect(person.form(.plain, language: .tr, isLetter: false) == "Hakan Bey")
    #expect(person.form(.formal, language: .tr, isLetter: true) == "Sayın SMMM Hakan Demir")
  }

  @Test(arguments: [
    ("İMOB fuarı 2026", "İMOB Fuarı 2026"), ("Yapı Fuarı 2026", "Yapı Fuarı 2026"),
    ("Gıda fuarı Antalya", "Antalya Gıda Fuarı"),
    ("Logitrans 2026 fuarı", "Logitrans 2026 fuarı"), ("WorldFood İstanbul", "WorldFood İstanbul"),
  ]) func `a fair's cell is said as a sentence says it`(cell: String, name: String) {
    #expect(fairName(cell, language: .tr) == name)
  }

  @Test func `who recommended a lead is named`() throws {
    let text = try Self.messages("ilk_temas", "kurumsal", .tr) { $0.source = "Referans - Lale Tuna (Tuna Mimarlık)" }[0]
      .message
    #expect(text.contains("Adınızı bana Lale Hanım verdi."))
    let plain = try Self.messages("ilk_temas", "kurumsal", .tr) { $0.source = "tavsiye" }[0].message
    #expect(plain.contains("tavsiye üzerine"))
  }

  @Test func `who did not answer has not been talked to`() throws {
    let text = try Self.messages("yeniden_temas", "kurumsal", .tr) {
      $0.stage = "cevap yok"
      $0.lastActivity = SampleBook.now
    }[0].message
    #expect(!text.contains("haberleşmiştik"))
  }

  @Test(arguments: [
    "güvenlik kamerası sistemleri", "security camera systems", "kartlı geçiş kontrol sistemi",
    "kahve makinesi kiralama", "hire of site machines", "portable generator hire",
  ])
  func `of cameras and rentals no kind is guessed`(offer: String) {
    #expect(OfferKind(guessedFrom: offer) == nil)
  }

  @Test func `names from abroad are written and greeted as there`() throws {
    func greeting(
      _ name: String, _ form: Addressee.Form = .formal, firm: String? = nil, salutation: String? = nil,
      country: String = "Finland", email: String? = nil
    ) -> String? {
      var lead = Lead(id: LeadID(checked: "1"))
      lead.email = email.flatMap { try? EmailAddress(parsing: $0) }
      lead.contactName = name
      lead.company = firm
      lead.salutation = salutation
      lead.country = country
      return Addressee(lead, firm: firm).form(form, language: .en, isLetter: true)
    }
    #expect(greeting("JÄRVINEN TIINA", salutation: "Ms") == "Ms Järvinen")
    #expect(greeting("JÄRVINEN TIINA", .plain) == "Tiina")
    #expect(greeting("J. Whitcombe", salutation: "Mrs", country: "UK") == "Mrs Whitcombe")
    #expect(greeting("Tom & Wendy", .plain, country: "UK") == "Tom and Wendy")
    #expect(greeting("van der Berg, Joost", salutation: "Mr", country: "Netherlands") == "Mr van der Berg")
    #expect(greeting("Hr. Meyer jun.", .plain, country: "Germany") == "Mr Meyer")
    #expect(greeting("okafor chidi", .plain, firm: "Okafor Logistics", country: "Nigeria") == "Chidi")
    #expect(greeting("Rossi Giuliana", .plain, country: "Italy", email: "giuliana@rossi.example") == "Giuliana")
    #expect(greeting("Nkechi Okafor", .plain, country: "Nigeria", email: "nkechi@okafor.example") == "Nkechi")
    #expect(greeting("Technik", country: "Germany") == nil)
    #expect(greeting("Fleet Office", country: "UK") == nil)
    #expect(greeting("Dr. Niamh Kelly", .plain, country: "Ireland") == "Dr Kelly")
    #expect(greeting("The Ven. Peter Aldous", .plain, country: "UK") == "Peter")
    #expect(greeting("Eng. Khalid Al-Mansoori", .plain, country: "UAE") == "Khalid")
    #expect(greeting("Tamsin Cole", .plain, firm: "Tamsin Cole Architects", country: "UK") == "Tamsin")
    // At home a capital I is dotless where harmony says so, and Şen is a surname.
    #expect(greeting("YILDIZ ŞEN", .plain, country: "Türkiye") == "Yıldız")
    let names = NameMemo()
    names.isAbroad = true
    #expect(names.firm("ST MARY'S HOSPICE LTD").contains("Hospice"))
    names.isAbroad = false
    #expect(names.firm("YILDIZ MOBİLYA LTD. ŞTİ.") == "Yıldız Mobilya")
  }
}
