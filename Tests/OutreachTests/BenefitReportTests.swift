import Testing

@testable import Outreach

struct BenefitReportTests {
  @Test(arguments: [
    ("Ekibiniz itiraz karşısında ne diyeceğini biliyor.", true, true), ("Deponuzdaki stok hep doğru.", true, false),
    ("Firmanız zaman kazanır.", true, false), ("Depodaki stok ile muhasebedeki stok aynı kalıyor.", false, false),
    ("Karadeniz'e aynı gün teslim.", false, false), ("Temiz bir ofis.", false, false),
    ("Your team knows what to say to an objection.", false, true), ("You can see every order.", false, false),
    ("Orders leave the same day.", false, false), ("500 adetten başlayan siparişlerle", false, false),
  ]) func `what a reader takes amiss`(text: String, saysSiz: Bool, asserts: Bool) {
    #expect(saysYouPolitely(text) == saysSiz && BenefitReport.assertsOfReader(text) == asserts)
  }

  @Test func `each text is named`() {
    var sender = Sender(name: "A", company: "B")
    #expect(BenefitReport.warnings(sender).isEmpty)
    sender.benefit = LocalText(own: [.tr: "Ekibiniz biliyor.", .en: "Orders leave the same day."])
    let warnings = BenefitReport.warnings(sender)
    #expect(warnings.count == 2 && warnings.allSatisfy { $0.hasPrefix("sender.benefit.tr: warning: ") })
  }
}
