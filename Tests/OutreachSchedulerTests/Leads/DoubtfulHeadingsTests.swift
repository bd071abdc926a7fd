import Outreach
import Testing

@testable import Leads

/// Headings that another heading, or the cells below, decide.
struct DoubtfulHeadingsTests {
  private static func columns(_ headers: [String], _ sample: [[String]] = []) -> [LeadColumn] {
    LeadColumns(headers: headers, sample: sample).columns
  }

  @Test func `a title is the firm's name where nothing else is`() {
    #expect(
      Self.columns(["Cari Kodu", "Unvan", "GSM"], [["1", "YILDIZ HIRDAVAT LTD. ŞTİ.", ""]])[1] == .fact(.company))
    #expect(Self.columns(["Cari Kodu", "Unvan", "GSM"])[1] == .fact(.company))
    #expect(Self.columns(["Unvan", "Yetkili"], [["Hane Mimarlık", "Ali Er"]])[0] == .fact(.company))
    #expect(
      Self.columns(["Hesap Adı", "Ad", "Soyad", "Unvan"]) == [
        .fact(.company), .firstName, .lastName, .custom("Unvan"),
      ])
    let ranks = [["Nil", "Bölge Müdürü"], ["Can", "Satın Alma Uzmanı"], ["Ece", ""], ["Su", "CEO"]]
    #expect(Self.columns(["Ad Soyad", "Unvan"], ranks)[1] == .custom("Unvan"))
  }

  @Test func `a customer is a firm beside a person`() {
    #expect(Self.columns(["Müşteri Adı", "Yetkili", "Cep"])[0] == .fact(.company))
    #expect(Self.columns(["Müşteri", "Cep"], [["Ali Er", ""], ["Ece Su", ""]])[0] == .fact(.contactName))
    #expect(
      Self.columns(["Müşteri Adı", "Cep"], [["Hane Mimarlık", ""], ["EGE GIDA A.Ş.", ""]])[0] == .fact(.company))
    #expect(Self.columns(["Müşteri Adı", "Firma", "Cep"])[0] == .fact(.contactName))
    #expect(Self.columns(["Customer Name", "Contact Person"])[0] == .fact(.company))
    #expect(Self.columns(["Name", "First Name", "Last Name"])[0] == .fact(.contactName))
  }

  @Test func `of two stages the telling one counts`() {
    let rows = [["Aktif", "Teklif verildi"], ["Pasif", "Yeni"]]
    #expect(Self.columns(["Durum", "Aşama"], rows) == [.custom("Durum"), .fact(.stage)])
    #expect(Self.columns(["Aşama", "Durum"], rows.map { $0.reversed() })[0] == .fact(.stage))
    #expect(Self.columns(["Durum", "Aşama"])[0] == .fact(.stage))
  }

  @Test(arguments: [
    ("Hesap Adı", LeadColumn.fact(.company)), ("Cari Adı", .fact(.company)), ("Firma Ünvanı", .fact(.company)),
    ("Ticari Ünvan", .fact(.company)), ("cari_kod", .leadID),
    ("Deal - Organization", .fact(.company)), ("COMPANY_TITLE", .fact(.company)), ("COMMENTS", .fact(.notes)),
    ("CARI_ISIM", .fact(.company)), ("cari_unvan1", .fact(.company)),
    ("Account Name", .fact(.company)), ("Yetkili", .fact(.contactName)), ("Yetkili Kişi", .fact(.contactName)),
    ("Firma Yetkilisi", .fact(.contactName)), ("Müşteri Adayı", .fact(.contactName)),
    ("Lead Durumu", .fact(.stage)), ("Statü", .fact(.stage)), ("STATÜ", .fact(.stage)), ("Durum", .fact(.stage)),
    ("Fırsat Aşaması", .fact(.stage)), ("Aşama", .fact(.stage)), ("Lead Status", .fact(.stage)),
    ("Deal Stage", .fact(.stage)), ("Status Reason", .fact(.stage)), ("Endüstri", .fact(.sector)),
    ("Faaliyet", .fact(.sector)), ("Faaliyet Alanı", .fact(.sector)), ("Sektör", .fact(.sector)),
    ("Son Temas", .fact(.lastActivity)), ("Son Görüşme Tarihi", .fact(.lastActivity)),
    ("Son İletişim Tarihi", .fact(.lastActivity)), ("Last Contacted", .fact(.lastActivity)),
    ("Last Activity Date", .fact(.lastActivity)), ("Görüşme Notu", .fact(.notes)), ("Notes", .fact(.notes)),
    ("Description", .fact(.notes)), ("Lead Source", .fact(.source)), ("Geliş Kaynağı", .fact(.source)),
    ("Nereden Duydu", .fact(.source)), ("Görev", .custom("Görev")), ("Job Title", .custom("Job Title")),
    ("Title", .custom("Title")), ("Position", .custom("Position")), ("İlçe", .custom("İlçe")),
  ])
  func `headings of CRMs and bookkeeping programs`(header: String, column: LeadColumn) {
    #expect(ColumnMapping.standard.column(for: header) == column)
  }
}
