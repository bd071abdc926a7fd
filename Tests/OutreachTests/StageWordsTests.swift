import Testing

@testable import Outreach

/// Stages in people's own words, and what they mean.
struct StageWordsTests {
  private static let words: [(LeadStage, String)] = [
    (
      .enquired,
      "form doldurdu|bilgi istedi|bilgi almak istiyor|ev temizliği sordu|DM attı|bizi aradı|aradı bilgi aldı|mesaj attı|"
        + "başvurdu|web formu|yeni, form doldurdu|instagramdan yazdı|Demo talebi|randevu bekliyor|got in touch|"
        + "asked for info|filled in the form, contacted us|callback requested|inquiry"
    ),
    (
      .requested,
      "fiyat sordu|fiyat soruyor|fiyat istedi|fiyat bekliyor|teklif hazırlanacak|fiyat çalışması yapıldı|"
        + "teklif hazır|numune istedi|asked for price|quote requested|quote being prepared"
    ),
    (.sampled, "numune gönderildi|numune verildi|numune bıraktık|numune teslim edildi|sample sent|samples shipped"),
    (
      .proposal,
      "onay bekliyor|yönetim onayı bekleniyor|teklif onay bekliyor|müşteri onayında|awaiting approval|fiyat verdik|"
        + "fiyat gitti|rakam verildi|teklif gitti|teklif atıldı|Teklif gönderildi, cevap yok|teklifi düşünüyor|"
        + "teklif değerlendiriliyor"
    ),
    (
      .customer,
      "bakım anlaşması var|yıllık anlaşma yapıldı|sözleşmeli|sözleşmesi var|sözleşme imzalandı|sözleşmesi bitiyor|anlaştık|"
        + "anlaşma sağlandı|abone|existing client|client|current client|contract signed|on retainer|ödeme bekliyor|"
        + "kapora alındı|üretimde|montaj bekliyor|teslim aldı|awaiting payment|ordered|bought"
    ),
    (
      .formerCustomer,
      "sözleşme bitti|sözleşmesi sona erdi|sözleşme iptal edildi|aboneliğini iptal etti|eski müşterimiz|contract expired|"
        + "contract ended|former client|past client"
    ),
    (
      .lost,
      "anlaşamadık|başka firmayla anlaştı|pahalı buldu|fiyatı yüksek buldu|almayacak|ihtiyacı yok|gerek yok|no need|"
        + "too expensive|went elsewhere|anlaşma olmadı"
    ),
    (
      .paused,
      "düşünüyor|düşünecek|kararsız|değerlendiriyor|ortağına soracak|eşine danışacak|haber verecek|dönüş yapacak|"
        + "thinking about it|undecided|considering|will get back to us"
    ),
    (
      .unreached,
      "açmadı|aradık açmadı|telefonu açmıyor|meşgul çaldı|ulaşamadık|dönüş yapmadı|mesaja dönmedi|ses çıkmadı|"
        + "didn't pick up|ghosted|yetkili yoktu"
    ),
    (
      .reached,
      "işbirliği konuşuldu|tanıştık|konuştuk|kartını aldık|bilgi verildi|uğradık|talked on the phone|"
        + "tanıtım yapıldı"
    ),
    (.contacted, "mail atıldı|katalog gönderildi|broşür verildi|aradık|email sent|kart bıraktık"),
    (.interested, "ilgilendi|beğendi|sıcak bakıyor|almak istiyor|katıldı|webinara katıldı|attended"),
    (.meeting, "görüştük|buluştuk"),
    (.negotiation, "sözleşme gönderildi|karar aşamasında|anlaşma aşamasında, pazarlık"),
    (
      .complaint,
      "arıza kaydı açtı|arıza bildirdi|şikayetçi|sorun yaşıyor|memnun kalmadı|iade istiyor|servis bekliyor|"
        + "fault reported|refund requested"
    ),
    (.new, "potansiyel müşteri|potential client|soğuk|yeni kayıt"),
  ]

  @Test func `stages are understood as people write them`() {
    for (stage, texts) in Self.words {
      for text in texts.split(separator: "|") {
        #expect(LeadStage(of: String(text)) == stage, "\(text): \(String(describing: LeadStage(of: String(text))))")
      }
    }
  }

  private static func score(_ objective: String, _ change: (inout Lead) -> Void) -> LeadScore {
    var lead = Lead(id: LeadID(checked: "1"))
    change(&lead)
    return ScoringModel().score(lead, channel: .whatsapp, objective: objective, language: .tr, asOf: SampleBook.now)
  }

  @Test func `a stage that nobody understands is told, and a plain one is not`() {
    func doubts(_ stage: String) -> [LeadDoubt] { Self.score("ilk_temas") { $0.stage = stage }.doubts }
    #expect(doubts("dosya 3") == [.unclearStage(said: "dosya 3")])
    for stage in ["Yeni", "Open", "Aktif", "soğuk", "Müşteri", "form doldurdu"] { #expect(doubts(stage).isEmpty) }
  }

  @Test func `a quote that came to an end is asked about no more`() {
    func doubts(_ stage: String, _ objective: String = "teklif_takibi") -> [LeadDoubt] {
      Self.score(objective) { $0.stage = stage }.doubts
    }
    for stage in ["Kazanıldı", "Kaybedildi", "Satış tamamlandı", "sözleşme bitti"] {
      #expect(doubts(stage) == [.settled(said: stage, objective: "teklif_takibi")])
      #expect(doubts(stage, "yeniden_temas").isEmpty)
    }
    #expect(doubts("mevcut müşterimiz") == [.customer(said: "mevcut müşterimiz", objective: "teklif_takibi")])
    #expect(doubts("şikayetçi", "randevu") == [.complaint(said: "şikayetçi")])
  }

  /// Reckoned from 22 November 2026, a Sunday.
  @Test(
    arguments: [
      ("3 aralık perş 10:30 klinikte görüşülecek", nil, "3 Aralık Perşembe saat 10.30"),
      ("1 Aralık 14:00 zoom", nil, "1 Aralık Salı saat 14.00"), ("toplantı 02.12.2026", nil, "2 Aralık Çarşamba"),
      (nil, "25 kasım randevu alındı", "25 Kasım Çarşamba"), (nil, "Randevu alındı", nil),
    ] as [(String?, String?, String?)]) func `a meeting is named by its day where that is known`(
      notes: String?, stage: String?, said: String?
    ) throws
  {
    var lead = Lead(id: LeadID(checked: "1"))
    (lead.notes, lead.stage) = (notes, stage)
    let acquaintance = Self.score("ilk_temas") { $0 = lead }.acquaintance
    #expect(acquaintance.tie == .planned && acquaintance.meeting?.said(in: .tr) == said)
    #expect(acquaintance.leavesRoomForOne == (said != nil))
    let message = try SequenceTests.sequence(for: SequenceTests.request(lead)).steps[0].message
    if let said { #expect(message.contains(said + " için planladığımız görüşmeyi"), "\(message)") }
  }

  @Test(arguments: TemplateCatalog.builtIn.tones) func `who complains is sold nothing`(tone: String) throws {
    for language in TemplateCatalog.builtIn.languages where TemplateCatalog.builtIn.tones(in: language).contains(tone) {
      for stage in ["şikayetçi", "arıza kaydı açtı"] {
        var lead = Lead(id: LeadID(checked: "1"))
        (lead.contactName, lead.stage) = ("Sevgi Aydın", stage)
        let request = SequenceTests.request(lead, tone: tone, language, objective: "randevu", followUps: 0)
        let message = try SequenceTests.sequence(for: request).steps[0].message
        #expect(message.contains("sorun") || message.contains("problem you"), "\(message)")
        #expect(message.contains("?") && !message.contains("teşekkür"), "\(message)")
      }
    }
  }

  /// Neither who waits for us, nor a customer, nor whoever bargains with us is left alone by us.
  @Test(arguments: TemplateCatalog.builtIn.tones) func `only strangers are told that no more comes`(tone: String) throws
  {
    for language in TemplateCatalog.builtIn.languages where TemplateCatalog.builtIn.tones(in: language).contains(tone) {
      for objective in TemplateCatalog.builtIn.objectives where objective != "referans" {
        for stage in ["form doldurdu", "fiyat sordu", "müşterimiz", "Pazarlık"] {
          for id in 1...4 {
            var lead = Lead(id: LeadID(checked: String(id)))
            (lead.contactName, lead.stage) = ("Sevgi Aydın", stage)
            let request = SequenceTests.request(
              lead, .email, tone: tone, language, objective: objective, followUps: 2)
            let last = try SequenceTests.sequence(for: request).steps[2]
            let text = (last.subject ?? "") + "\n" + last.message
            for farewell in [
              "mesaj göndermeyeceğim", "yazmayacağım", "yazmayayım", "son kez", "meşgul etm", "yorma", "son mesaj",
              "will not", "won't", "last message", "leave it", "That's all", "That is all",
            ] {
              #expect(!text.contains(farewell), "\(tone) \(objective) \(stage): \(text)")
            }
          }
        }
      }
    }
  }

  @Test func `who has our sample is asked about it, and who waits for a price not whether it wants one`() throws {
    func first(_ stage: String) throws -> String {
      var lead = Lead(id: LeadID(checked: "1"))
      lead.stage = stage
      return try SequenceTests.sequence(for: SequenceTests.request(lead)).steps[0].message
    }
    #expect(try first("numune gönderildi").contains("Numuneyi inceleme fırsatınız oldu mu?"))
    #expect(try first("fiyat bekliyor").contains("Teklifinizi hazırlarken dikkate almamızı istediğiniz"))
  }
}
