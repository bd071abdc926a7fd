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
        "GUID", "UUID", "Müşteri Kodu", "Müşteri ID", "Müşteri Numarası", "Cari Kodu", "Cari Kod", "cari_kod",
        "Cari No",
        "Cari Hesap Kodu",
        "Cari Hesap No", "C/H Kodu", "Hesap Kodu", "Üye No", "Abone No", "Aday No", "Kişi ID", "Kişi No", "Kod", "Kodu",
        "Potansiyel No", "Potansiyel Kodu", "Lead Kodu", "Aday ID", "Aday Kodu", "Fırsat ID", "Fırsat No", "Firma Kodu",
        "Firma ID", "Form No", "Başvuru No",
      ]
    ),
    (
      .fact(.company),
      [
        "Site/Firma", "Firma/Site", "Site / Firma", "Site Adı", "Firma/Şahıs",
        "partner_name", "Business Name", "Organization Name", "Organisation Name", "Organization 1 - Name",
        "Sales account",
        "Sales account name", "Account: Name", "Company (Company)", "Cari Adı", "Cari Ad", "Cari Ünvan", "Cari Ünvanı",
        "Cari Ünvanı 1", "Cari Hesap Adı", "Cari Hesap Ünvanı", "Cari İsim", "Cari İsmi", "Müşteri Ünvanı",
        "Ticari Ünvan",
        "Ticari Ünvanı", "Ticaret Ünvanı", "cari_unvan1", "Firması", "Firma İsmi", "Şirket Ünvanı", "Şirket İsmi",
        "Kurum Adı", "Kuruluş", "Kuruluş Adı", "Hesap Adı", "Hesap Ünvanı", "Müşteri Firma", "Müşteri Firması",
        "Firma Ticari Ünvanı", "Firma / Kurum", "Firma/Kurum", "Firma Ünvan", "İşletme Ünvanı", "İşyeri", "İşyeri Adı",
        "Mağaza Adı", "Cari_Isim", "İlişkili Şirket", "Associated Company Names", "Employer", "Account / Company",
        "Company: Name", "COMPANY_TITLE", "Deal - Organization", "Deal - Organisation",
      ]
    ),
    (
      .fact(.contactName),
      [
        "Kişi", "Kişi Adı Soyadı", "İlgili Kişi Ad Soyad",
        "Name Surname", "First and Last Name", "Primary Contact Name", "Contact Person", "Display Name",
        "Customer Name", "Yetkili Adı", "Yetkili Adı Soyadı", "Yetkili Ad Soyad",
        "İlgili",
        "Muhatap", "Kişi Adı", "Adı ve Soyadı", "Person / Name", "Yetkili Adı / Soyadı", "Yetkili İsim", "Yetkili İsmi",
        "Yetkili İsim Soyisim", "Yetkili Kişi Adı", "Firma Yetkilisi", "İrtibat Kişisi", "İrtibat", "Görüşülen Kişi",
        "İletişim Kurulan Kişi", "Karar Verici", "Aday Adı", "Müşteri Adayı", "Müşteri Adayı Adı", "Potansiyel Adı",
        "Contact Full Name", "Contact Name", "Decision Maker", "Point of Contact", "Deal - Contact person",
        "Primary Contact",
      ]
    ),
    (.firstName, ["Given Name", "Forename", "Name / First Name", "Yetkili Ad", "Contact First Name"]),
    (.lastName, ["Family Name", "Name / Last Name", "Yetkili Soyad", "Yetkili Soyadı", "Contact Last Name"]),
    (
      .fact(.sector),
      [
        "Meslek/Sektör", "Sektör/Meslek", "Meslek", "Mesleği",
        "Sektörü", "Sektör Adı", "Ana Sektör", "Faaliyet Konusu", "Faaliyet", "Faaliyeti", "Faaliyet Türü",
        "Faaliyet Sektörü", "Faaliyet Alanları", "Endüstri", "Endüstrisi", "İş Kolu", "İşkolu", "İş Alanı",
        "Branş", "Firma Sektörü", "Company Industry", "Account Industry", "Industry Sector", "Business Type",
        "Type of Business", "Line of Business", "Business Sector", "Vertical",
      ]
    ),
    (
      .fact(.city),
      [
        "Business City", "Mailing City", "Billing City", "Work City", "Home City", "İli", "Şehri", "Şehir Adı",
        "İl Adı", "İl / Şehir", "Cari İl", "Account City", "Town",
      ]
    ),
    (
      .fact(.country),
      [
        "Business Country/Region", "Business Country", "Mailing Country", "Billing Country", "Company Country",
        "Work Country",
        "Ülkesi", "Ülke Adı", "Ülke/Bölge", "Cari Ülke", "Account Country",
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
    (
      .fact(.employees),
      [
        "Company Size", "Employees Count", "Çalışan", "Çalışan Adedi", "Personel Adedi", "Eleman Sayısı",
        "Employee Range", "Headcount",
      ]
    ),
    (.fact(.revenue), ["Yıllık Gelir", "Yıllık Hasılat", "Yıllık Ciro (TL)", "Company Revenue"]),
    (
      .fact(.source),
      [
        "Nasıl Buldu", "Bizi Nasıl Buldu", "Bizi Nasıl Buldunuz", "Nasıl Ulaştı", "Nasıl Geldi", "Nasıl Duydu",
        "Nasıl Tanıştık", "Nerden Duydu", "Nerden Geldi", "Nerden Buldu", "Nerden Ulaştı", "Nereden Buldu", "Nereden",
        "Nerden", "Bizi Nereden Duydu", "Bizi Nerden Duydu", "Bizi Nereden Buldu", "Bizi Nereden Buldunuz",
        "Nereden Tanıyoruz", "Kimden Geldi", "How we met", "How did we meet", "Where we met", "How they found us",
        "How did they find us", "Found us via", "Heard about us", "Came from",
        "Contact Source", "Kaynağı", "Geliş Kaynağı", "Geliş Şekli", "Geliş Yolu", "Nereden Geldi", "Nereden Ulaştı",
        "Nereden Duydu", "Bizi Nereden Duydunuz", "Müşteri Kaynağı", "Potansiyel Kaynağı", "Fırsat Kaynağı",
        "Kayıt Kaynağı", "Deal Source", "Opportunity Source", "Prospect Source", "Record Source",
        "How did you hear about us", "How did you hear about us?", "Reklam Kaynağı", "SOURCE_ID",
      ]
    ),
    (
      .fact(.stage),
      [
        "Lead Stage", "Pipeline Stage", "Deal Stage", "Sales Stage", "Opportunity Stage", "Stage Name", "Deal - Stage",
        "Contact Status", "Prospect Status", "Customer Status", "Account Status", "Status Reason", "Lifecycle",
        "Contact Stage", "Current Stage", "Aşaması", "Durumu", "Statü", "Statüsü", "Lead Durumu", "Lead Statüsü",
        "Lead Aşaması", "Fırsat Aşaması", "Fırsat Durumu", "Satış Aşaması", "Satış Durumu", "Süreç Durumu",
        "Müşteri Durumu", "Müşteri Statüsü", "Teklif Durumu", "Görüşme Durumu", "Anlaşma Aşaması", "Anlaşma - Aşama",
        "Potansiyel Durumu", "Durum Nedeni", "Yaşam Döngüsü Aşaması", "Yaşam Döngüsü Evresi", "Son Durum", "Evre",
        "Aşama Adı", "STATUS_ID", "stage_id", "İletişim Durumu",
      ]
    ),
    (
      .fact(.lastActivity),
      [
        "Last Activity", "Last contacted time", "Last Contacted Date", "Last Contacted On", "Last Contacted At",
        "Date of Last Contact", "Last Engagement Date", "Last Touch", "Last Touchpoint", "Last Interaction",
        "Last Interaction Date", "Last Call", "Last Call Date", "Last Meeting", "Last Meeting Date",
        "Last Communication", "Last Communication Date", "Deal - Last activity date", "Person - Last activity date",
        "Son Hareket Tarihi", "Son İletişim", "Son İletişim Tarihi", "Son Arama", "Son Arama Tarihi", "Son Konuşma",
        "Son Konuşma Tarihi", "Son Ziyaret", "Son Ziyaret Tarihi", "Son İşlem", "Son Temasımız", "Görüşme Tarihi",
        "Temas Tarihi", "En Son Görüşme", "Son Görüşülen Tarih",
      ]
    ),
    (
      .fact(.notes),
      [
        "Görüşme Notu", "Görüşme Notları", "Görüşme Özeti", "Toplantı Notu", "Toplantı Notları", "Satış Notu",
        "Satış Notları", "Ziyaret Notu", "Arama Notu", "Son Not", "Not / Açıklama", "Not/Açıklama", "Açıklamalar",
        "Açıklaması", "Ek Açıklama", "Ek Not", "Özel Not", "Genel Not", "Notes", "Lead Notes", "Sales Notes",
        "Call Notes", "Meeting Notes", "Internal Notes", "Contact Notes", "Remarks", "Remark", "Last Note",
        "Additional Notes", "Lead Description", "Comments", "Comment", "Yorum", "Yorumlar", "Deal Notes",
      ]
    ),
    (
      .fact(.owner),
      [
        "Owner", "Responsible person", "Sales owner", "Account Owner", "Assigned To", "Atanan Kişi", "Plasiyer",
        "Plasiyer Adı", "Satış Sorumlusu", "Sorumlu Kişi", "İlgili Temsilci", "Hesap Sahibi", "Fırsat Sahibi",
        "Kişi Sahibi", "Satış Elemanı", "Pazarlamacı", "Deal Owner", "Opportunity Owner", "Record Owner", "Sales Rep",
        "Sales Representative", "Account Manager",
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
}
