internal import Outreach

/// Headings of exports as CRMs, address books and bookkeeping programs write them: Odoo's technical names, Outlook, Google
/// Contacts, LinkedIn, Apollo, Freshsales, Twenty, Bitrix24, Dynamics, Logo, Netsis, Mikro.
extension ColumnMapping {
  static let ofExports: [(LeadColumn, [String])] = [
    (
      .leadID,
      [
        "Contact ID", "hs_object_id", "Record ID - Contact", "Person ID", "Customer ID", "Customer No",
        "Customer Number",
        "Customer Code", "Client ID", "Apollo Contact Id", "(Do Not Modify) Contact", "(Do Not Modify) Lead",
        "Item ID", "Lead No", "Lead Number", "Contact No", "Account ID", "Account Number", "Company ID",
        "Copper ID", "Submission ID", "Response ID", "Subscriber ID", "Prospect ID", "Opportunity ID", "Record Number",
        "GUID", "UUID", "Müşteri Kodu", "Müşteri ID", "Müşteri Numarası", "Cari Kodu", "Cari Kod", "Cari No",
        "Cari Hesap Kodu",
        "Cari Hesap No", "C/H Kodu", "Hesap Kodu", "Üye No", "Abone No", "Aday No", "Kişi ID", "Kişi No", "Kod", "Kodu",
        "Potansiyel No", "Potansiyel Kodu", "Fırsat No", "Firma Kodu", "Firma ID", "Form No", "Başvuru No",
      ]
    ),
    (
      .fact(.company),
      [
        "partner_name", "Business Name", "Organization Name", "Organisation Name", "Organization 1 - Name",
        "Sales account",
        "Sales account name", "Account: Name", "Company (Company)", "Cari Adı", "Cari Ad", "Cari Ünvan", "Cari Ünvanı",
        "Cari Ünvanı 1", "Cari Hesap Adı", "Cari Hesap Ünvanı", "Cari İsim", "Cari İsmi", "Müşteri Ünvanı",
        "Ticari Ünvan",
        "Ticari Ünvanı", "Ticaret Ünvanı", "cari_unvan1", "Firması", "Firma İsmi", "Şirket Ünvanı", "Şirket İsmi",
        "Kurum Adı", "Kuruluş",
      ]
    ),
    (
      .fact(.contactName),
      [
        "Name Surname", "First and Last Name", "Primary Contact Name", "Contact Person", "Display Name",
        "Customer Name", "Yetkili Adı", "Yetkili Adı Soyadı", "Yetkili Ad Soyad",
        "İlgili",
        "Muhatap", "Kişi Adı", "Adı ve Soyadı", "Person / Name",
      ]
    ),
    (.firstName, ["Given Name", "Forename", "Name / First Name", "Yetkili Ad"]),
    (.lastName, ["Family Name", "Name / Last Name", "Yetkili Soyad", "Yetkili Soyadı"]),
    (.fact(.sector), ["Sektörü", "Faaliyet Konusu", "Company Industry"]),
    (.fact(.city), ["Business City", "Mailing City", "Billing City", "Work City", "Home City", "İli", "Şehri"]),
    (
      .fact(.country),
      [
        "Business Country/Region", "Business Country", "Mailing Country", "Billing Country", "Company Country",
        "Work Country",
        "Ülkesi",
      ]
    ),
    (
      .fact(.phone),
      [
        "Business Phone", "Business Phone 2", "Primary Phone", "Company Phone", "Company Main Phone", "Corporate Phone",
        "Work Phone", "Work Direct Phone", "Direct Phone", "Main Phone", "Home Phone 2", "Phone 1 - Value",
        "Phone 2 - Value",
        "Phone 3 - Value", "Phones", "Phones / Primary Phone Number", "Work number", "Work", "Telephone",
        "Telephone Number",
        "Telefon 1", "Telefon 2", "Telefon 3", "Telefonu", "Tel 1", "Tel 2", "Telefon No 1", "Telefon No 2", "İş Tel",
        "Ev Tel",
        "Ev Telefonu", "Sabit Tel", "Cari Tel", "Cari Telefon", "Yetkili Telefon", "Firma Telefonu", "Phone 1",
        "Phone 2",
      ]
    ),
    (
      .mobile,
      [
        "Mobile Number", "Mobile No", "Mobile Phone 2", "Cell", "Cell Phone", "Cellphone", "GSM Numarası", "GSM 1",
        "GSM 2",
        "Cep Numarası", "Cep Telefonu No", "Cep Telefonu 1", "Cep Telefonu 2", "Cep Telefon", "Mobil Telefon",
        "Mobil No",
        "Yetkili Cep", "Yetkili GSM",
      ]
    ),
    (
      .fact(.email),
      [
        "email_from", "E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "E-mail 1 - Value", "E-mail 2 - Value",
        "E-mail 3 - Value", "Emails", "Primary Email", "Emails / Primary Email", "Other E-mail", "Personal Email",
        "Home E-mail",
        "Corporate Email", "Company Email", "Email 1", "Email 2", "Mail 1", "Mail 2", "E-posta 1", "E-posta 2",
        "İş E-postası",
        "Kurumsal E-posta", "Cari E-posta", "Cari Mail", "Yetkili E-posta", "Yetkili Mail", "Firma E-posta",
        "Firma Mail",
      ]
    ),
    (
      .fact(.website),
      ["Web Page", "Corporate website", "Company Website", "Website 1 - Value", "İnternet Adresi", "İnternet Sitesi"]
    ),
    (.fact(.employees), ["Company Size", "Employees Count", "Çalışan"]),
    (.fact(.source), ["Contact Source", "Kaynağı", "Geliş Kaynağı"]),
    (.fact(.stage), ["Lead Stage", "Pipeline Stage", "Deal Stage", "Aşaması", "Durumu"]),
    (.fact(.lastActivity), ["Last Activity", "Last contacted time", "Last Contacted Date", "Son Hareket Tarihi"]),
    (
      .fact(.owner),
      [
        "Owner", "Responsible person", "Sales owner", "Account Owner", "Assigned To", "Atanan Kişi", "Plasiyer",
        "Plasiyer Adı",
      ]
    ),
    (.request("language"), ["Dil", "Dili", "Mesaj Dili", "İletişim Dili", "Preferred Language"]),
    (
      .request("channel"),
      ["Kanal", "Mesaj Kanalı", "İletişim Kanalı", "Preferred Channel", "Preferred Contact Method"]
    ),
    (.request("tone"), ["Ton", "Üslup"]),
    (.request("objective"), ["Amaç", "Mesaj Amacı"]),
    (.request("max_followups"), ["Takip Sayısı", "Takip Mesajı Sayısı"]),
  ]

  /// Headings that mean the company unless another column does: beside one, "Ünvan" is somebody's title.
  static let titles: Set<String> = ["unvan", "unvani"]
}
