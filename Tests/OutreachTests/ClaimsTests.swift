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
    ("Merhaba {{contact_name|default:\"Efendim\"}} Bey,\n\nNasılsınız?", "same Bey or Hanım"),
    ("Merhaba {{salutation|dative|default:\"\"}},\n\nNasılsınız?", "case ending"),
    ("Merhaba,\n\n{company} için yazıyorum.", "brace"),
    ("Merhaba,\n\n[ÜRÜN ADI] hakkında yazıyorum.", "[ÜRÜN ADI]"),
    ("Merhaba,\n\n%FIRMA% için yazıyorum.", "%FIRMA%"),
    ("Merhaba [isim],\n\nNasılsınız?", "[isim]"),
    ("Merhaba,\n\n[Ad Soyad] için yazıyorum.", "[Ad Soyad]"),
    ("Merhaba,\n\n[[ad]] için yazıyorum.", "[[ad]]"),
    ("Merhaba,\n\n<<kod 1>> için yazıyorum.", "<<kod 1>>"),
    ("Merhaba,\n\n<isim> için yazıyorum.", "<isim>"),
    ("Merhaba,\n\nBu <b>çok</b> iyi.", "<b>"),
    ("Merhaba *|FNAME|*,\n\nNasılsınız?", "*|FNAME|*"),
    ("Merhaba,\n\n%ad% için yazıyorum.", "%ad%"),
    ("Merhaba,\n\nSayın #ad#, yazıyorum.", "#ad#"),
    ("Merhaba,\n\nSayın @ad@, yazıyorum.", "@ad@"),
    ("Merhaba,\n\n// buraya fiyat gelecek\nNasılsınız?", "buraya fiyat"),
    ("Merhaba,\n\n### Başlık\nNasılsınız?", "### Başlık"),
    ("Merhaba,\n\nSubject: Selam\nNasılsınız?", "second “Subject:”"),
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
    "Merhaba,\n\n*Kalın* bir söz, #yeni #kampanya, a@b.example ve c@d.example <a@b.example>. 3 < 5 ve 5 > 3.",
    "Merhaba,\n\nFiyatımız %20 indirimli, KDV %10. [İsterseniz] arayabiliriz.",
  ]) func `what a fact stands for may be said`(text: String) {
    let file = TemplateFile(path: "tr/kurumsal.md", text: "# ilk_temas\n## initial whatsapp\n" + text)
    #expect(!TemplateCheck.problems(in: [file]).contains { $0.severity == .error })
  }

  @Test(arguments: [
    ("Nasılsınız?.", true), ("Bekliyoruz….", true), ("Olur,, deriz.", true), ("Bekleyin.. Geliyoruz... Tamam.", true),
    ("Tamam:. Olur.", true), ("Gerçekten?! Olur...", false), ("Ufuk A.Ş., Hane Ltd. Şti.: https://a.example.", false),
    ("Bekliyoruz…", false), ("Harika!!", false),
  ]) func `doubled punctuation is told`(text: String, isDoubled: Bool) {
    let faults = MessageFaults.of("Merhaba,\n\n" + text, language: .tr).filter { $0.contains("doubled") }
    #expect(faults.isEmpty != isDoubled, "\(faults)")
  }

  @Test(arguments: [("müşteri takip yazılımı", true), ("satış ekibi eğitimi", true), ("ofis temizliği", false)])
  func `an offer about customers may speak of them`(offer: String, isAllowed: Bool) {
    let text = "# ilk_temas\n## initial whatsapp\nMerhaba,\n\nMüşterilerinizin takibi kolaylaşır."
    let problems = TemplateCheck.problems(
      in: [TemplateFile(path: "tr/kurumsal.md", text: text)], offer: LocalText(offer))
    #expect(problems.contains { $0.severity == .error } != isAllowed)
  }

  /// Turkish letters as an old editor saves them are no UTF-8, and would go out as "�".
  @Test func `a file that is not UTF-8 is refused where it begins not to be`() throws {
    let bytes = Array("# ilk_temas\n## initial whatsapp\nMerhaba,\n\n".utf8) + [0xDE, 0x75, 0x20, 0x69, 0xFE]
    let file = TemplateFile(path: "tr/kurumsal.md", text: String(decoding: bytes, as: UTF8.self))
    #expect(TemplateCheck.problems(in: [file]).contains { $0.severity == .error && $0.line == 5 })
    #expect(throws: TemplateProblems.self) { try TemplateCatalog(overrides: [file]) }
  }

  @Test func `an objective that is nearly another one's name is asked about`() {
    let text =
      "# ilk_tmas\n## initial whatsapp\nMerhaba,\n\nNasılsınız?\n# bayi_daveti\n## initial whatsapp\nMerhaba,\n\nSelam.\n"
    let problems = TemplateCheck.problems(in: [TemplateFile(path: "tr/kurumsal.md", text: text)])
    #expect(problems.contains { $0.line == 2 && $0.message.contains("did you mean `# ilk_temas`") }, "\(problems)")
    #expect(!problems.contains { $0.message.contains("bayi_daveti` is an objective") })
  }
}
