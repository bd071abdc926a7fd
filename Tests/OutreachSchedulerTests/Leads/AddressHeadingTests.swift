import Outreach
import Testing

@testable import Leads

/// Headings of phones and e-mail addresses that no list has.
@Suite struct AddressHeadingTests {
  @Test(arguments: [
    "Phone (work)", "User Phone", "primary_contact_primary_phone", "Telefon Numaraları", "Office Phone", "TELNRS1",
    "İletişim Telefonu", "Contact's Phone Number", "Firma Sabit Telefon 2",
  ])
  func phones(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .fact(.phone)) }

  @Test(arguments: [
    "Phone (mobile)", "Phone Mobile", "cari_CepTel", "Cep Tel. No 2", "Contact Mobile Number", "İş Cep",
  ])
  func mobiles(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .mobile) }

  @Test(arguments: [
    "Email (work)", "User Email", "cari_EMail", "E-postası", "primary_contact_primary_email", "İletişim E-posta Adresi",
    "Company e-mail 2", "Primary Email Address",
  ])
  func emails(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .fact(.email)) }

  @Test(arguments: ["WhatsApp Phone", "Whatsapp numarası 1"])
  func whatsApp(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .fact(.whatsapp)) }

  @Test(arguments: [
    "Owner Email", "Email Sent Date", "Phone Type", "Last Email", "Assistant's Phone", "Telegram",
    "Fax Phone", "Email Domain", "Mailing Street", "Posta Kodu", "Email Phone", "Salesperson Mobile", "Hotel",
    "Cepheli",
    "Email Template", "Referrer Email",
  ])
  func somethingElse(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .custom(heading)) }

  /// Whoever is greeted is not reached there.
  @Test(arguments: [
    "2. Yetkili Tel", "Yetkili 2 Telefon", "Yetkili2 Tel", "İkinci Yetkili Cep", "2. Kişi E-posta", "İlgili Kişi 2 Tel",
    "Contact 2 Phone",
    "Second Contact Mobile", "Other contact's email", "Diğer Yetkili Telefonu", "Tel (2. Yetkili)",
    "Secondary Contact Email",
  ])
  func anotherPersons(_ heading: String) {
    #expect(ColumnMapping.standard.column(for: heading) == .custom(heading))
    #expect(LeadColumns(headers: ["lead_id", heading]).notes.first?.contains(heading) == true)
  }

  @Test(arguments: [
    "2. Telefon", "Yetkili Telefon 2", "Telefon (2)", "1. Yetkili Tel", "Contact Phone Number 2",
    "Kişi - Telefon - Diğer",
  ])
  func theSamePersons(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .fact(.phone)) }

  /// Columns that come again behind a second name are that one's.
  @Test(arguments: [
    ("lead_id;Yetkili;Telefon;Yetkili;Telefon", [4]), ("lead_id;Yetkili;Cep;E-posta;Yetkili;Cep;E-posta", [5, 6]),
    ("lead_id;Ad;Soyad;Telefon;Ad;Soyad;Telefon", [6]), ("lead_id;Yetkili;Yetkili;Telefon;Telefon", []),
    ("lead_id;Firma;Telefon;Telefon;Yetkili", []), ("lead_id;Yetkili;Telefon;Name;Telefon", []),
  ])
  func repeatedBlocks(_ header: String, _ foreign: [Int]) {
    let headers = header.split(separator: ";").map(String.init)
    let columns = LeadColumns(headers: headers)
    #expect(headers.indices.filter { columns.columns[$0] == .custom(headers[$0]) } == foreign)
    #expect(columns.notes.count == foreign.count)
  }

  @Test(arguments: [
    (["11/20/2026", "05/06/2026"], 1), (["05/06/2026"], 0), (["11/20/2026", "20/11/2026"], 0), (["20.11.2026"], 0),
    (["2026-11-20"], 0),
    (["11/20/2026 2:30 PM", ""], 1), (["", "x"], 0), ([], 0),
  ])
  func monthsInFront(_ cells: [String], _ notes: Int) {
    let columns = LeadColumns(headers: ["lead_id", "last_activity"], sample: cells.map { ["1", $0] })
    #expect(columns.notes.count == notes, "\(columns.notes)")
  }

  /// How often something came back, or whether it did: whoever has more than none there is not written to by e-mail.
  @Test(arguments: ["Email Bounces", "Email Bounced", "Bounced"])
  func bounces(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .optOut(.email)) }
}
