import Testing

@testable import Outreach

struct AcquaintanceTests {
  private static func acquaintance(_ change: (inout Lead) -> Void) -> Acquaintance {
    var lead = Lead(id: LeadID(checked: "1"))
    change(&lead)
    return ScoringModel().score(lead, channel: .whatsapp, objective: "ilk_temas", language: .tr, asOf: SampleBook.now)
      .acquaintance
  }

  @Test(arguments: [
    ("web formu", "yeni", Acquaintance.Tie.form), ("web formu", "müşteri", .customer),
    ("fuar", "teklif verildi", .offered),
    ("web formu", "demo istedi", .form), ("fuar", "teklif bekliyor", .enquiry), ("", "Demo talebi", .enquiry),
    ("", "Toplantı planlandı", .planned), ("web formu", "Meeting scheduled", .planned), ("", "Şikayet", .customer),
    ("mevcut müşteri", "", .customer), ("mevcut müşteri", "Yenileme", .customer), ("eski müşteri", "", .formerCustomer),
    ("web formu", "Kaybedildi", .lost), ("Agroexpo", "Rakibe gitti", .lost), ("eski müşteri", "Lost", .formerCustomer),
    ("fuar", "toplantı yapıldı", .met), ("tavsiye", "yeni", .recommended), ("EMITT fuarı", "", .event),
    ("", "Görüşme planlandı", .planned), ("", "Randevu Alındı", .planned), ("", "Meeting Arranged", .planned),
    ("", "Görüşme günü kararlaştırıldı", .planned), ("", "Toplantı teyit edildi", .planned),
    ("", "Demo Booked", .planned),
    ("", "Keşif randevusu verildi", .planned), ("", "Meeting set", .planned), ("", "Sunum yapılacak", .planned),
    ("", "Eğitim tamamlandı", .customer), ("", "Teslim edildi", .customer), ("", "Kurulum tamamlandı", .customer),
    ("", "Hasar ödendi", .customer), ("", "Sipariş alındı", .customer), ("", "Delivered", .customer),
    ("", "Keşif tamamlandı", .met), ("", "Demo tamamlandı", .met), ("", "Ziyaret edildi", .met), ("", "Ziyaret", .met),
    ("", "Attempted to Contact", .unanswered), ("Velisi yönlendirdi", "yeni", .recommended),
  ]) func `the nearest tie counts`(source: String, stage: String, tie: Acquaintance.Tie) {
    #expect(
      Self.acquaintance {
        $0.source = source
        $0.stage = stage
      }.tie == tie)
  }

  @Test(arguments: [
    ("", "İlk temas kuruldu"), ("", "Contact Made"), ("", "İletişime geçildi"), ("Soğuk arama", "Connected"),
    ("Ziyaret", "Aday"), ("Saha ziyareti", "Yeni"),
  ]) func `whoever was spoken to once is told so`(source: String, stage: String) throws {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.contactName = "Tolga Er"
    (lead.source, lead.stage) = (source.isEmpty ? nil : source, stage)
    lead.lastActivity = SampleBook.now.adding(seconds: -12 * 86_400)
    #expect(Self.acquaintance { $0 = lead }.tie == .reached)
    let message = try SequenceTests.sequence(for: SequenceTests.request(lead)).steps[0].message
    #expect(message.contains("Sizinle 10 Kasım'da"), "\(message)")
    #expect(!message.contains("gelişme oldu mu"), "\(message)")
    lead.lastActivity = nil
    #expect(Self.acquaintance { $0 = lead }.tie == nil)
    lead.lastActivity = SampleBook.now.adding(seconds: -300 * 86_400)
    #expect(Self.acquaintance { $0 = lead }.tie == nil)
  }

  @Test func `a card left with the porter is no acquaintance`() {
    let left = Self.acquaintance {
      ($0.source, $0.stage, $0.contactName) = ("Saha ziyareti", "Yeni", "Tolga Er")
      $0.notes = "güvenlikten kart bıraktım, yetkili yoktu"
      $0.lastActivity = SampleBook.now
    }
    #expect(left.tie == nil)
  }

  @Test(arguments: [
    ("instagram", "Yeni", "story'den yazdı", Acquaintance.Tie.enquiry), ("web formu", "Yeni", "dm'den yazdı", .form),
    ("Liste", "Müşteri", "bize yazdı", .customer), ("fuar", "Teklif verildi", "mail attı", .offered),
    ("LinkedIn", "Nitelikli", "1 Aralık 14:00 toplantı ayarlandı", .planned),
    ("LinkedIn", "Demo yapıldı", "1 Aralık 14:00 görüşme", .planned),
    ("", "Müşteri", "1 Aralık 14:00 görüşme", .customer),
  ]) func `notes tell the nearest tie, too`(source: String, stage: String, notes: String, tie: Acquaintance.Tie) {
    #expect(
      Self.acquaintance {
        ($0.source, $0.stage, $0.notes) = (source, stage, notes)
      }.tie == tie)
  }

  @Test(arguments: [
    ("Keşif yapıldı", "teklif hazırlanacak", true), ("Teklif istendi", nil, true), ("Demo talebi", nil, true),
    ("Teklif verildi", "teklif hazırlanacak", false), ("Nitelikli", "Teklif istedi hazırlanıyor", true),
    ("Nitelikli", nil, false), ("Müşteri", "teklif istedi", false),
  ]) func `a quote that is still to be made is waited for`(stage: String, notes: String?, isAwaited: Bool) {
    let acquaintance = Self.acquaintance { ($0.stage, $0.notes) = (stage, notes) }
    #expect(acquaintance.awaitsQuote == isAwaited)
  }

  @Test func `a person is told what no message heeds`() {
    func doubts(_ stage: String?, _ notes: String?, _ objective: String = "ilk_temas") -> [LeadDoubt] {
      var lead = Lead(id: LeadID(checked: "1"))
      (lead.stage, lead.notes) = (stage, notes)
      return ScoringModel().score(
        lead, channel: .whatsapp, objective: objective, language: .tr, asOf: SampleBook.now
      ).doubts
    }
    #expect(doubts(nil, nil).isEmpty && doubts("Teklif verildi", "fiyat onayda", "teklif_takibi").isEmpty)
    #expect(doubts("Yeni", "ocakta arayın dedi") == [.later(said: "ocakta arayın dedi", by: "notes")])
    #expect(doubts("Ocakta aranacak", nil) == [.later(said: "Ocakta aranacak", by: "stage")])
    #expect(doubts("Randevu alındı", nil) == [.meeting(said: "Randevu alındı", by: "stage")])
    #expect(
      doubts("Keşif yapıldı", "teklif hazırlanacak", "teklif_takibi")
        == [.noQuote(said: "teklif hazırlanacak", by: "notes", objective: "teklif_takibi")])
    #expect(doubts("Keşif yapıldı", "teklif hazırlanacak", "randevu").isEmpty)
  }

  @Test func `nobody is a stranger who was ever in touch`() {
    #expect(Self.acquaintance { _ in }.isStranger)
    #expect(Self.acquaintance { $0.source = "satın alınan liste" }.isStranger)
    #expect(!Self.acquaintance { $0.lastActivity = SampleBook.now }.isStranger)
    #expect(!Self.acquaintance { $0.source = "tavsiye" }.isStranger)
  }

  @Test func `who waits is known from the last contact on, and told of it`() throws {
    func lead(_ change: (inout Lead) -> Void) -> Lead {
      var lead = Lead(id: LeadID(checked: "1"))
      lead.stage = "beklemede"
      change(&lead)
      return lead
    }
    let asked = lead { $0.lastActivity = SampleBook.now.adding(seconds: -35 * 86_400) }
    #expect(Self.acquaintance { $0 = asked }.tie == .paused)
    #expect(Self.acquaintance { $0 = lead { _ in } }.tie == nil)
    for tone in ["kurumsal", "samimi", "premium", "enerjik", "teknik"] {
      let message = try SequenceTests.sequence(for: SequenceTests.request(asked, tone: tone)).steps[0].message
      #expect(message.contains("Sizinle 18 Ekim'de haberleşmiştik."), "\(message)")
      #expect(message.contains("Bu konuyu ne zaman konuşabiliriz?"), "\(message)")
    }
  }

  @Test(arguments: [-5, -3_000, 20_000, 700_000]) func `no contact is told of that lies ahead or before all CRMs`(
    days: Int
  ) {
    let acquaintance = Self.acquaintance { $0.lastActivity = SampleBook.now.adding(seconds: Int64(-days) * 86_400) }
    #expect(acquaintance.lastContact == nil && timeOfLastContact(acquaintance, language: .tr) == nil)
    #expect(acquaintance.isStranger)
  }

  @Test(arguments: [
    ("Google'dan form", LeadOrigin.inbound), ("Instagram formu", .inbound), ("Google", .social),
    ("Google Ads", .campaign), ("telefonla aradı", .inbound), ("katalog talebi", .inbound),
    ("Facebook Lead Ads", .inbound), ("Instagram DM", .inbound), ("WhatsApp'tan yazdı", .inbound),
    ("Instagram'dan yazdı", .inbound), ("telefon", .call), ("e-bülten", .newsletter),
  ])
  func `a form is one wherever it stood`(source: String, origin: LeadOrigin) {
    #expect(LeadOrigin(of: source) == origin)
  }

  @Test func `whoever looks at our sample waits for nothing that a stranger waits for`() {
    let sent = Self.acquaintance {
      $0.stage = "numune gönderildi"
      $0.lastActivity = SampleBook.now.adding(seconds: -9 * 86_400)
    }
    #expect(sent.tie == .sampled && sent.isInTouch)
    #expect(Self.acquaintance { $0.stage = "numune gönderildi" }.tie == .sampled)
    let old = Self.acquaintance {
      $0.stage = "numune gönderildi"
      $0.lastActivity = SampleBook.now.adding(seconds: -200 * 86_400)
    }
    #expect(old.tie == nil)
  }

  @Test func `who did not answer is told that one tried`() throws {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.stage = "cevap yok"
    #expect(Self.acquaintance { $0 = lead }.tie == .unanswered)
    for objective in ["ilk_temas", "yeniden_temas"] {
      let message = try SequenceTests.sequence(for: SequenceTests.request(lead, objective: objective)).steps[0].message
      #expect(message.contains("Size daha önce ulaşamamıştım."), "\(message)")
    }
    lead.source = "EMITT Fuarı"
    #expect(Self.acquaintance { $0 = lead }.tie == .unanswered)
    lead.source = "web formu"
    #expect(Self.acquaintance { $0 = lead }.tie == .form)
  }

  @Test(arguments: [
    ("Hüseyin Kurt tavsiyesi", nil), ("Referans - Hüseyin Kurt (Kurt Un)", nil), ("tavsiye", "Hüseyin Kurt"),
    ("Hüseyin Kurt önerdi", nil), ("Hüseyin Kurt (Kurt Un) yönlendirdi", nil), ("Hüseyin Kurt tavsiye etti", nil),
    ("recommended by Hüseyin Kurt", nil), ("Referred by: Hüseyin Kurt", nil), ("Referans Hüseyin Kurt", nil),
  ])
  func `whoever recommended it is named`(source: String, column: String?) {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.source = source
    if let column { lead.custom = ["Tavsiye Eden": column] }
    let names = NameMemo()
    #expect(recommender(of: lead, names, language: .tr) == "Hüseyin Bey")
    #expect(recommender(of: lead, names, language: .en) == "Hüseyin Kurt")
    #expect(Self.acquaintance { $0 = lead }.tie == .recommended)
    lead.source = "müşteri tavsiyesi"
    lead.custom = [:]
    #expect(recommender(of: lead, names, language: .tr) == nil)
  }

  @Test(arguments: [
    ("Veli Uçar", "Veli Bey"), ("Dr. Lale Tuna", "Dr. Lale Tuna"), ("Lale Tuna", "Lale Hanım"),
    ("Deniz Kaya", "Deniz Kaya"), ("Veli Bey", "Veli Bey"), ("Veli", nil), ("Tom Becker", "Tom Becker"),
  ])
  func `whoever recommended it is told of with respect`(name: String, said: String?) {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.source = "Referans: " + name
    #expect(recommender(of: lead, NameMemo(), language: .tr) == said)
  }

  @Test(arguments: ["Lale Kırtasiye'den Bülent Bey", "Bülent Bey referans oldu", "Bülent Bey yönlendirdi"])
  func `who sent it is named with the firm or without`(source: String) {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.source = source
    #expect(Self.acquaintance { $0 = lead }.tie == .recommended)
    #expect(recommender(of: lead, NameMemo(), language: .tr) == "Bülent Bey")
    for other in ["Google'dan form", "Instagram'dan yazdı", "internetten", "tavsiye üzerine"] {
      lead.source = other
      #expect(recommender(of: lead, NameMemo(), language: .tr) == nil, "\(other)")
    }
  }

  @Test func `what is half a year old is not taken up where it was left`() throws {
    let old = SampleBook.now.adding(seconds: -200 * 86_400)
    for stage in ["Sıcak", "Ilık", "Deneme", "Nitelikli", "Qualified"] {
      #expect(
        Self.acquaintance {
          $0.stage = stage
          $0.lastActivity = old
        }.tie == nil)
    }
    var lead = Lead(id: LeadID(checked: "1"))
    lead.stage = "görüşüldü"
    lead.lastActivity = old
    for objective in TemplateCatalog.builtIn.objectives {
      for step in try SequenceTests.sequence(for: SequenceTests.request(lead, objective: objective)).steps {
        #expect(!step.message.contains("Konuştuklarımızdan açık kalan"), "\(step.message)")
      }
    }
  }

  @Test(arguments: ["Demo planlandı", "Demo talebi", "Kaybedildi", "Aranacak", "Kapandı"])
  func `nobody is thanked for what has not been, or is over`(stage: String) throws {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.contactName = "Yusuf Kara"
    lead.stage = stage
    lead.source = stage == "Kaybedildi" ? "web formu" : nil
    lead.lastActivity = stage == "Aranacak" ? SampleBook.now : nil
    for tone in TemplateCatalog.builtIn.tones(in: .tr) {
      for objective in TemplateCatalog.builtIn.objectives {
        let request = SequenceTests.request(lead, tone: tone, objective: objective)
        for step in try SequenceTests.sequence(for: request).steps {
          for claim in [
            "görüşmemiz", "görüşmüştük", "Konuştuklarımız", "ormu doldur", "haberleşmiş", "gelişme oldu mu",
          ] {
            #expect(!step.message.contains(claim), "\(tone) \(objective): \(step.message)")
          }
        }
      }
    }
  }

  /// Reckoned from 22 November 2026.
  @Test(arguments: [
    (0, "kısa süre önce", "recently"), (3, "19 Kasım'da", "on 19 November"), (15, "7 Kasım'da", "on 7 November"),
    (35, "18 Ekim'de", "on 18 October"), (60, "eylül ayında", "in September"), (200, "mayıs ayında", "in May"),
    (400, "geçen yıl", "last year"),
    (900, "2024 yılında", "in 2024"), (-1, "kısa süre önce", "recently"),
  ]) func `the last contact is told as one says it`(days: Int, turkish: String, english: String) {
    let acquaintance = Self.acquaintance { $0.lastActivity = SampleBook.now.adding(seconds: Int64(-days) * 86_400) }
    #expect(timeOfLastContact(acquaintance, language: .tr) == turkish)
    #expect(timeOfLastContact(acquaintance, language: .en) == english)
  }

  @Test(arguments: [
    ("fuar", nil, nil), ("kongre", nil, nil), ("Agroexpo standı", "Agroexpo", "Agroexpo"),
    ("Agroexpo 2026", "Agroexpo 2026", "Agroexpo 2026"),
    ("Fuar: Metal Expo", "Metal Expo", "Metal Expo"), ("Fuar - EMITT 2026", "EMITT 2026", "EMITT 2026"),
    ("Etkinlik", nil, nil),
    ("İstanbul Mobilya Fuarı", "İstanbul Mobilya Fuarı", "the İstanbul Mobilya fair"),
  ]) func `a fair is called by its name`(source: String, turkish: String?, english: String?) {
    #expect(fairName(source, language: .tr) == turkish)
    #expect(fairName(source, language: .en) == english)
  }

  @Test func `only the lead's own words are quoted`() {
    func quote(_ change: (inout Lead) -> Void) -> String? {
      var lead = Lead(id: LeadID(checked: "1"))
      change(&lead)
      return quotableSentence(of: lead)
    }
    #expect(quote { $0.notes = "Fiyatçı, zor karar veriyor" } == nil)
    #expect(
      quote { $0.notes = "Alıntı: Siparişleri Excel'de tutuyoruz. Başka not" } == "Siparişleri Excel'de tutuyoruz")
    #expect(quote { $0.custom = ["Mesajınız": "Fiyat alabilir miyim? Teşekkürler"] } == "Fiyat alabilir miyim?")
    #expect(quote { $0.custom = ["message": "“We need 40 seats.”"] } == "We need 40 seats")
    #expect(quote { $0.custom = ["mesaj": "ok"] } == nil)
    // The last message may be ours.
    #expect(quote { $0.custom = ["Last Message": "Taksit yapabiliyor musunuz?"] } == "Taksit yapabiliyor musunuz?")
    #expect(quote { $0.custom = ["Son Mesaj": "merhaba bilgi alabilir miyim"] } != nil)
    #expect(quote { $0.custom = ["Last Message": "Do you ship flower boxes to NL?"] } != nil)
    for ours in [
      "Teklifimizi inceleyebildiniz mi?", "Sayın Kaya, size ulaşamadım.", "Çok teşekkürler, hızlı hallettiniz",
      "I will check and come back to you", "Did you have a chance to look at our quote?", "Bu hafta müsait misiniz?",
    ] {
      #expect(quote { $0.custom = ["Son Mesaj": ours] } == nil, "\(ours)")
    }
    #expect(quote { $0.custom = ["butce": "Fiyat almak istiyoruz"] } == nil)
  }
}
