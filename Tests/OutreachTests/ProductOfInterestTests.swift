import Testing

@testable import Outreach

struct ProductOfInterestTests {
  private static func product(_ name: String, _ heading: String = "İlgilendiği Ürün") -> ProductOfInterest? {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.custom = [heading: name, "Bütçe": "5000"]
    return ProductOfInterest(lead)
  }

  @Test(arguments: [
    ("krem kutusu", "baskılı karton kutular"), ("pasta kutusu", "baskılı karton kutular"),
    ("stok programı", "stok ve sipariş takip programı"), ("kasko sigortası", "işyeri paket sigortası"),
    ("krem kutusu", "kutu, etiket ve kurumsal baskı işleri"),
    ("itiraz karşılama eğitimi", "satış ve müşteri ilişkileri eğitimi"),
  ]) func `kin stands where the offer would`(name: String, offer: String) {
    #expect(Self.product(name)?.name(inPlaceOf: offer, .tr) == name)
    #expect(Self.product(name)?.name(inPlaceOf: offer, .en) == nil)
  }

  @Test(arguments: [
    "10 kullanıcılı paket", "WMS modülü", "5 lt teneke koli", "kutu 10x15", "KRM-KT-02", "Krem Kutusu", "kutu",
    "krem kutusu, poşet", "krem kutusu / çanta", "ek kullanıcı", "kutup ayısı", "tea carton",
    "krem kutusu lütfen acil olsun yarına",
  ]) func `codes, lists, measures and strangers do not`(name: String) {
    #expect(Self.product(name)?.name(inPlaceOf: "baskılı karton kutular", .tr) == nil)
  }

  @Test(arguments: ["Product", "Ürün", "ilgilendiği hizmet", "Interested In", "ÜRÜN ADI"])
  func `headings`(heading: String) {
    #expect(Self.product("krem kutusu", heading)?.heading == heading)
    #expect(Self.product("krem kutusu", "Ürün Kodu") == nil)
  }

  @Test func `the message speaks of it`() throws {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.contactName = "Merve Ayaz"
    lead.stage = "Teklif verildi"
    lead.custom = ["Product": "krem kutusu"]
    var sender = Sender(name: "Onur Kaya", company: "Marmara Ambalaj")
    sender.offer = "baskılı karton kutular"
    let score = ScoringModel().score(
      lead, channel: .email, objective: "teklif_takibi", language: .tr, asOf: SampleBook.now)
    let step = try TemplateGenerator(sender: sender).sequence(
      for: SequenceRequest(
        lead: lead, channel: .email, tone: "kurumsal", language: .tr, objective: "teklif_takibi", maxFollowUps: 0),
      score: score
    ).steps[0]
    let text = (step.subject ?? "") + step.message
    #expect(fold(text).contains("krem kutusu") && !fold(text).contains("karton"), "\(text)")
  }
}
