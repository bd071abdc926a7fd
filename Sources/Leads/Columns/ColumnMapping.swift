internal import Formats
internal import Outreach

/// Which header means what: our own names, those of the CRMs in English and Turkish, and what a configuration adds.
package struct ColumnMapping: Sendable {
  /// Those that a configuration adds, folded.
  private var added: [String: LeadColumn] = [:]
  /// What else is to be known of the files that have these headers.
  package var reading = ExportReading()

  package static let standard = ColumnMapping()

  private init() {}

  /// Folded; made when the first header is looked at.
  private static let columns: [String: LeadColumn] = {
    var columns: [String: LeadColumn] = [:]
    for field in LeadField.allCases { columns[HeaderFolding.fold(field.rawValue)] = .fact(field) }
    for (column, headers) in known + ofExports {
      for header in headers { columns[HeaderFolding.fold(header)] = column }
    }
    for name in requestFields { columns[HeaderFolding.fold(name)] = .request(name) }
    return columns
  }()

  /// The fields of a request that a row can have.
  package static let requestFields = RequestField.allCases.filter(\.isColumn).map(\.rawValue)

  /// The standard mapping and the headers of a configuration's `columns`, each with the field it means: `lead_id`, a name
  /// of ``LeadField``, a field of the request, `opt_out` or `consent` (of one channel: `opt_out.email`), or `custom.` and a
  /// name. Entries that mean none of these are returned.
  package static func adding(_ entries: [(header: String, field: String)]) -> (ColumnMapping, unknown: [String]) {
    var mapping = standard
    var unknown: [String] = []
    for entry in entries {
      let column: LeadColumn
      if entry.field == "lead_id" {
        column = .leadID
      } else if let field = LeadField(rawValue: entry.field) {
        column = .fact(field)
      } else if requestFields.contains(entry.field) {
        column = .request(entry.field)
      } else if let consent = LeadColumn(declared: entry.field) {
        column = consent
      } else if entry.field.hasPrefix("custom."), entry.field.utf8.count > 7 {
        column = .custom(String(entry.field.dropFirst(7)))
      } else {
        unknown.append(entry.field)
        continue
      }
      mapping.added[HeaderFolding.fold(entry.header)] = column
    }
    return (mapping, unknown)
  }

  package func column(for header: String) -> LeadColumn {
    let heading = Heading.of(header)
    return added[heading.folded] ?? Self.columns[heading.folded] ?? heading.meaning
  }

  /// Whether the configuration says what a header means.
  func declares(_ header: String) -> Bool { !added.isEmpty && added[Heading.of(header).folded] != nil }

  /// Whether a column is about consent, has words in its heading that are not understood, and nobody has declared it.
  package func isUnsure(_ meaning: LeadColumn, of header: String) -> Bool {
    guard case .consent = meaning else { return false }
    return !declares(header) && ConsentHeading.isUnsure(header)
  }

  private static let known: [(LeadColumn, [String])] = [
    (
      .leadID,
      // Ids of the CRMs that are no lead ids are respelled by ``ForeignID``.
      [
        "lead_id", "Lead ID", "Record ID", "Person - ID", "External ID", "ID", "Kayıt No", "Kayıt ID", "Müşteri No",
        "Kayıt Kimliği", "Kayıt Numarası", "Müşteri Adayı Kimliği", "Aday Kimliği", "Kişi - ID", "Kişi - Kimlik",
        "Harici ID", "Dış Kimlik",
      ]
    ),
    (
      .fact(.company),
      [
        "Company / Account", "Company name", "Associated Company", "Organization", "Organisation",
        "Organization - Name",
        "Organisation - Name", "Person - Organization", "Person - Organisation", "Account", "Account Name", "Firma",
        "Firma Adı", "Firma Ünvanı", "Şirket", "Şirket Adı", "Kurum", "İşletme", "İşletme Adı", "Şirket / Hesap",
        "Kişi - Organizasyon", "Kişi - Kuruluş",
      ]
    ),
    (
      .fact(.contactName),
      [
        "Name", "Full Name", "Contact", "Person - Name", "Lead Name", "Ad Soyad", "Adı Soyadı", "İsim Soyisim",
        "Yetkili",
        "Yetkili Kişi", "İlgili Kişi", "İletişim Kişisi", "Kontak", "Müşteri Adı", "Kişi - Ad", "Kontak Adı",
        "İlgili Kişi Adı",
      ]
    ),
    (.firstName, ["First Name", "Person - First name", "Ad", "Adı", "İsim"]),
    (.lastName, ["Last Name", "Surname", "Person - Last name", "Soyad", "Soyadı", "Soyisim"]),
    (
      .fact(.salutation),
      ["Hitap", "Hitap Şekli", "Salutation", "Name Prefix"]
    ),
    (.fact(.gender), ["Cinsiyet", "Cinsiyeti", "Gender", "Sex", "Person - Gender", "Kişi - Cinsiyet"]),
    (.fact(.sector), ["Industry", "Sektör", "Faaliyet Alanı", "Organization - Industry"]),
    (.fact(.city), ["Şehir", "İl", "City/Town", "Company city"]),
    (.fact(.country), ["Ülke", "Country/Region", "Country/Territory"]),
    (
      .fact(.phone),
      [
        "Phone Number", "Person - Phone", "Person - Phone - Work", "Person - Phone - Home", "Person - Phone - Other",
        "Telefon", "Telefon No", "Telefon Numarası", "Sabit Telefon", "İş Telefonu", "Tel", "Tel No", "Other Phone",
        "Home Phone", "Diğer Telefon", "Kişi - Telefon", "Kişi - Telefon - İş", "Kişi - Telefon - Ev",
        "Kişi - Telefon - Diğer",
      ]
    ),
    (
      .mobile,
      [
        "Mobile", "Mobile Phone", "Mobile Phone Number",
        "Person - Phone - Mobile", "Cep", "Cep No", "Cep Tel", "Cep Telefonu", "GSM", "GSM No", "Mobil",
        "Kişi - Telefon - Mobil", "Kişi - Telefon - Cep",
      ]
    ),
    (
      .fact(.email),
      [
        "E-mail", "Email Address", "Work email", "Person - Email", "Person - Email - Work", "Person - Email - Home",
        "Person - Email - Other", "E-posta", "E-posta Adresi", "Mail", "Mail Adresi", "Elektronik Posta",
        "Secondary Email", "İkincil E-posta", "Kişi - E-posta", "Kişi - E-posta - İş", "Kişi - E-posta - Ev",
        "Kişi - E-posta - Diğer",
      ]
    ),
    (.fact(.website), ["Website URL", "Web", "Web Site", "Web Sitesi", "Web Adresi", "URL", "Company Domain Name"]),
    (
      .fact(.employees),
      [
        "Number of Employees", "No. of Employees", "No of Employees", "Employee Count", "Çalışan Sayısı",
        "Personel Sayısı",
      ]
    ),
    (.fact(.rating), ["Puan", "Google Puanı", "Google Rating"]),
    (.fact(.revenue), ["Annual Revenue", "Ciro", "Yıllık Ciro"]),
    (
      .fact(.source),
      [
        "Lead Source", "Original Source", "Kaynak", "Lead Kaynağı", "Aday Kaynağı", "Original Traffic Source",
        "Müşteri Adayı Kaynağı", "Potansiyel Müşteri Kaynağı",
      ]
    ),
    (
      .fact(.stage),
      [
        "Lead Status", "Status", "Lifecycle Stage", "Aşama", "Durum", "Aday Durumu", "Müşteri Adayı Durumu",
        "Potansiyel Müşteri Durumu",
      ]
    ),
    (
      .fact(.lastActivity),
      [
        "Last Activity Date", "Last Activity Time", "Last Contacted", "Last Contact", "Last Contact Date",
        "Last Modified Date", "Son Aktivite",
        "Son Aktivite Tarihi", "Son Etkinlik", "Son Etkinlik Tarihi", "Son Görüşme", "Son Görüşme Tarihi",
        "Son İşlem Tarihi", "Son Temas", "Son Temas Tarihi",
      ]
    ),
    (.fact(.notes), ["Note", "Not", "Notlar", "Description", "Açıklama"]),
    (.fact(.timeZone), ["Timezone", "Saat Dilimi"]),
    (
      .fact(.owner),
      [
        "Contact owner", "Company owner", "Lead Owner", "Salesperson", "Person - Owner", "Sorumlu", "Temsilci",
        "Satış Temsilcisi", "Müşteri Temsilcisi", "Kayıt Sahibi", "Aday Sahibi", "Müşteri Adayı Sahibi",
        "Potansiyel Müşteri Sahibi", "Kişi - Sahip", "Kişi - Sahibi",
      ]
    ),
    (.fact(.whatsapp), ["WhatsApp", "WhatsApp Phone Number", "WhatsApp No", "WhatsApp Number", "WhatsApp Numarası"]),
    (.fact(.consentStatus), ["Consent", "İzin", "İzin Durumu", "Onay Durumu", "İYS Durumu", "İYS İzin Durumu"]),
    (.fact(.consentAt), ["Consent Date", "İzin Tarihi", "Onay Tarihi", "İYS İzin Tarihi"]),
    (.fact(.consentSource), ["İzin Kaynağı", "Onay Kaynağı", "İYS İzin Kaynağı"]),
    (.fact(.recipientType), ["Alıcı Tipi", "Alıcı Türü"]),
    (
      .ignored,
      ["error_code", "error_message", "error_field"]
    ),
  ]
}
