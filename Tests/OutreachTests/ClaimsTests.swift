import Testing

@testable import Outreach

struct ClaimsTests {
  @Test(arguments: [
    ("Merhaba,\n\nWeb sitenizi inceledim, çok beğendim.", "web sitenizi incele"),
    ("Merhaba,\n\nUzun süredir görüşemedik.", "uzun süredir görüşemedi"),
    ("Merhaba,\n\nSize ilk kez yazıyorum.", "ilk kez yazıyor"),
    ("Merhaba,\n\nÖnümüzdeki hafta size uğrayabilirim.", "size uğra"),
    ("Merhaba,\n\nBedeli kullanıcı sayısına göre hesaplıyoruz.", "kullanıcı sayı"),
    ("Merhaba,\n\nMüşterilerinizin takibi kolaylaşır.", "müşterileriniz"),
    ("Merhaba,\n\n{{offer}} satışlarınızı artırır.", "satışlarınız"),
    ("Merhaba,\n\nSon konuştuklarımız eskimiş olabilir.", "son konuştuklarımız"),
    ("İyi günler, {{salutation}},\n\nNasılsınız?", "no comma"),
    ("Merhaba {{salutation|default:\"\"}} Bey,\n\nNasılsınız?", "twice"),
  ]) func `the check fails what claims, presumes or greets wrongly`(text: String, words: String) {
    let file = TemplateFile(path: "tr/kurumsal.md", text: "# ilk_temas\n## initial whatsapp\n" + text)
    let problems = TemplateCheck.problems(in: [file])
    #expect(problems.contains { $0.severity == .error && $0.message.contains(words) }, "\(problems)")
    // They are mistakes of writing and keep nobody's wordings from being used.
    #expect(throws: Never.self) { try TemplateCatalog(overrides: [file]) }
  }

  @Test(arguments: [
    "Merhaba,\n\n{{#long_ago}}Uzun süredir görüşemedik. {{/long_ago}}Nasılsınız?",
    "Merhaba,\n\n{{#offer.is_software}}Bedeli kullanıcı sayısı belirliyor. {{/offer.is_software}}Nasılsınız?",
    "Merhaba,\n\n{{#last_contact}}Son konuştuklarımız eskimiş olabilir. {{/last_contact}}Nasılsınız?",
    "Merhaba,\n\n{{#stranger}}Henüz tanışmadık. {{/stranger}}Nasılsınız?",
    "İyi günler,\n\nNasılsınız?",
  ]) func `what a fact stands for may be said`(text: String) {
    let file = TemplateFile(path: "tr/kurumsal.md", text: "# ilk_temas\n## initial whatsapp\n" + text)
    #expect(!TemplateCheck.problems(in: [file]).contains { $0.severity == .error })
  }

  @Test(arguments: [("müşteri takip yazılımı", true), ("satış ekibi eğitimi", true), ("ofis temizliği", false)])
  func `an offer about customers may speak of them`(offer: String, isAllowed: Bool) {
    let text = "# ilk_temas\n## initial whatsapp\nMerhaba,\n\nMüşterilerinizin takibi kolaylaşır."
    let problems = TemplateCheck.problems(
      in: [TemplateFile(path: "tr/kurumsal.md", text: text)], offer: LocalText(offer))
    #expect(problems.contains { $0.severity == .error } != isAllowed)
  }
}
