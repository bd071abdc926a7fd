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

  /// How often something came back, or whether it did: whoever has more than none there is not written to by e-mail.
  @Test(arguments: ["Email Bounces", "Email Bounced", "Bounced"])
  func bounces(_ heading: String) { #expect(ColumnMapping.standard.column(for: heading) == .optOut(.email)) }
}
