import Testing

@testable import Outreach

/// A firm's legal form stands where the law wants it, and in no sentence.
struct SenderFirmTests {
  @Test(arguments: [
    ("Er Ambalaj San. ve Tic. Ltd. Şti.", "Er Ambalaj"), ("Rafsis Yazılım A.Ş.", "Rafsis Yazılım"),
    ("RAFSİS Yazılım AŞ", "RAFSİS Yazılım"), ("Hale Trading Ltd", "Hale Trading"),
    ("Çizgi Yazılım", "Çizgi Yazılım"), ("Ege Ticaret", "Ege Ticaret"), ("Ak Zemin Tic.", "Ak Zemin Tic."),
    ("A.Ş.", "A.Ş."),
  ]) func `a sender's sentence says its firm without the legal form`(company: String, said: String) {
    #expect(FirmName.withoutLegalForm(company) == said)
  }

  @Test func `the whole name stands in the signature, unless the trade name is given`() {
    var sender = Sender(name: "Hasan Er", company: "Er Ambalaj San. ve Tic. Ltd. Şti.")
    let said = TemplateValues(base: TemplateValues.Base(sender, language: .tr))
    #expect(said[.field(.senderCompany)] == "Er Ambalaj")
    #expect(said[.field(.senderTradeName)] == "Er Ambalaj San. ve Tic. Ltd. Şti.")
    sender.tradeName = "Er Ambalaj Limited Şirketi"
    let given = TemplateValues(base: TemplateValues.Base(sender, language: .tr))
    #expect(given[.field(.senderTradeName)] == "Er Ambalaj Limited Şirketi")
    sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    #expect(TemplateValues(base: TemplateValues.Base(sender, language: .tr))[.field(.senderTradeName)] == nil)
  }

  @Test(arguments: [
    ("Prof. Müh. Makina İmalat San.", "Prof. Mühendislik Makina İmalat"), ("ACME PACKAGING INC.", "Acme Packaging"),
    ("YILDIZ HOLDING", "Yıldız Holding"),
    ("Yonca Kırtasiye & Ofis Malz.", "Yonca Kırtasiye & Ofis Malzemeleri"),
  ]) func `a lead's firm is read as it is meant`(company: String, said: String) {
    #expect(FirmName.mended(company) == said)
  }

  @Test func `a doctor is not asked about her own practice as of somebody else's firm`() {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.company = "Doç. Dr. Nihan Ulu Muayenehanesi"
    lead.contactName = "Doç. Dr. Nihan Ulu"
    #expect(Addressee(lead, firm: lead.company).isFirmItself)
    lead.contactName = "Dr. Selim Kaya"
    #expect(!Addressee(lead, firm: lead.company).isFirmItself)
  }

  @Test func `a fair is called by its name in any language`() {
    #expect(fairName("Logitrans 2026 fuarı", language: .en) == "Logitrans 2026")
    #expect(fairName("Logitrans 2026 fuarı", language: .tr) == "Logitrans 2026 fuarı")
    #expect(fairName("fuar", language: .en) == nil)
  }
}
