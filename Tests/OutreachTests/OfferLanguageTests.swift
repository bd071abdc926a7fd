import Testing

@testable import Outreach

@Suite struct OfferLanguageTests {
  private func doubt(_ offer: LocalText?, _ language: Language) -> String? {
    var sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    sender.offer = offer
    return sender.offerDoubt(in: language)
  }

  @Test func aTurkishOfferInAnEnglishMessageIsSaid() throws {
    let said = try #require(doubt("müşteri takip yazılımı", .en))
    #expect(said.contains("müşteri takip yazılımı") && said.contains(#""en""#))
    #expect(doubt("müşteri takip yazılımı", .tr) == nil)
    #expect(doubt("CRM software", .en) == nil && doubt(nil, .en) == nil)
    #expect(doubt(LocalText(own: [.tr: "yazılım", .en: "software"]), .en) == nil)
  }

  @Test func `a benefit that says siz is told of where it is left out`() throws {
    var sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    sender.benefit = "Ekibiniz itiraza hazır oluyor."
    #expect(try #require(sender.benefitDoubt(in: .tr, tone: "samimi_sen")).contains("Ekibiniz"))
    #expect(
      sender.benefitDoubt(in: .tr, tone: "samimi") == nil && sender.benefitDoubt(in: .en, tone: "samimi_sen") == nil)
    sender.benefit = "Yarım kalan teklifler unutulmuyor."
    #expect(sender.benefitDoubt(in: .tr, tone: "samimi_sen") == nil)
  }
}
