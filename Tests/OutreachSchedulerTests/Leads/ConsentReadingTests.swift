import Outreach
import Testing

@testable import Formats
@testable import Leads

/// Consent as exports state it: headings, and the words below them.
@Suite struct ConsentReadingTests {
  @Test(
    arguments: [
      ("KVKK Silme Talebi", "no:all"), ("No Consent", "no:all"), ("Consent denied", "no:all"),
      ("Consent refused", "no:all"), ("Consent missing", "no:all"), ("Permission denied", "no:all"),
      ("İzin Vermedi", "no:all"), ("İzin Vermiyor", "no:all"), ("Onay Vermedi", "no:all"), ("Rıza Vermedi", "no:all"),
      ("Ticari İleti Engeli", "no:all"), ("İYS Engeli", "no:all"), ("İYS Şikayet", "no:all"), ("KVKK İtiraz", "no:all"),
      ("KVKK Kısıtı", "no:all"), ("KVKK Durdurma", "no:all"), ("KVKK İmha", "no:all"), ("KVKK Şikayeti", "no:all"),
      ("GDPR erasure request", "no:all"), ("GDPR Delete Request", "no:all"), ("GDPR Deletion", "no:all"),
      ("GDPR Objection", "no:all"), ("GDPR Restricted", "no:all"), ("Opt-In Cancelled", "no:all"),
      ("Bülten İptal", "no:email"), ("Bülten İptali", "no:email"), ("Rahatsız Edilmesin", "no:all"),
      ("Spam şikayeti", "no:email"), ("Marked email as spam", "no:email"), ("Silme Talebi", "no:all"),
      ("Erasure Requested", "no:all"), ("Arama Engeli", "no:whatsapp"), ("Mail Engeli", "no:email"),
      ("Robinson List", "no:all"), ("Marketing Exclusion", "no:all"), ("Marketing Suspended", "no:all"),
      ("Contact restricted", "no:all"), ("Forget this Individual", "no:all"), ("ShouldForget", "no:all"),
      ("Don't Process", "no:all"), ("Invalid email address", "no:email"), ("Email address quarantined", "no:email"),
      ("CLEAN_TIME", "no:email"), ("İleti İptal", "no:all"),
      ("Onay Bekliyor", "?"), ("Consent Required", "?"), ("KVKK Gerekli", "?"), ("İzin Gerekli", "?"),
      ("KVKK Başvurusu", "?"), ("KVKK İhlali", "?"), ("İtiraz", "?"), ("Excluded", "?"), ("Onaylandı", "?"),
      ("KVKK Metni Onaylandı", "?"), ("Mail Gönderim", "?"), ("Data Processing Basis", "?"),
      ("SMS Alsın mı", "yes:whatsapp"), ("Mail Alsın", "yes:email"), ("Aranabilir", "yes:whatsapp"),
      ("Mail Gönderilebilir", "yes:email"), ("Mail Atılabilir mi", "yes:email"),
      ("WhatsApp Yazılabilir", "yes:whatsapp"),
      ("Wants Emails", "yes:email"), ("Want to be contacted", "yes:all"), ("Marketing Emails", "yes:email"),
      ("Promotional Emails", "yes:email"), ("Yes, send me updates", "yes:all"), ("İYS ONAY/RET", "yes:all"),
      ("İzin No", "yes:all"),
      ("Consent withdrawn", "no:all"), ("Withdrawn consent", "no:all"), ("İzni geri çekti", "no:all"),
      ("İzin İptali", "no:all"), ("Onay iptal", "no:all"), ("İletişim İzni Yok", "no:all"), ("Revoked", "no:all"),
      ("Marketing Consent Status", "yes:all"), ("Marketing Permission Status", "yes:all"),
      ("Pazarlama İzin Durumu", "yes:all"), ("Hard bounce", "no:email"), ("Bounced", "no:email"),
      ("Complained", "no:all"), ("Do not text", "no:whatsapp"), ("No e-mails", "no:email"),
      ("Stop marketing", "no:all"), ("Non-marketing", "no:all"), ("Mail atılmasın", "no:email"),
      ("Ulaşılmasın", "no:all"), ("İletişime geçilmesin", "no:all"), ("Kampanya istemiyor", "no:all"),
      ("Listeden çıkarıldı", "no:all"), ("Mail Listesinden Çık", "no:email"), ("SMSIZNI", "yes:whatsapp"),
      ("EPOSTAIZNI", "yes:email"), ("can_contact", "yes:all"), ("Can be contacted", "yes:all"),
      ("can_email", "yes:email"), ("May we email you?", "yes:email"), ("İletişim kabul", "yes:all"),
      ("SMS almak istiyorum", "yes:whatsapp"), ("E-posta almak istiyorum", "yes:email"),
      ("SMS Marketing", "yes:whatsapp"), ("Email marketing", "yes:email"),
      ("Email Opt Out", "no:email"),
      ("Has Opted Out Of Email", "no:email"),
      ("HasOptedOutOfEmail", "no:email"),
      ("HasOptedOutOfFax", "-"),
      ("hs_email_optout", "no:email"),
      ("DoNotBulkEmail", "no:email"),
      ("email_is_opted_out", "no:email"),
      ("dnc_email", "no:email"),
      ("DNC", "no:all"),
      ("dnc_phone", "no:whatsapp"),
      ("Do Not Call", "no:whatsapp"),
      ("DoNotPhone", "no:whatsapp"),
      ("Do not allow Bulk Emails", "no:email"),
      ("Do not allow Faxes", "-"),
      ("Do not allow Mails", "no:email"),
      ("DoNotPostalMail", "-"),
      ("Unsubscribed", "no:all"),
      ("Unsubscribed from all email", "no:email"),
      ("Opted out of email: One to One", "no:email"),
      ("Opted out of WhatsApp", "no:whatsapp"),
      ("Blacklist", "no:all"),
      ("Kara Liste", "no:all"),
      ("Ret", "no:all"),
      ("Ret Tarihi", "no:all"),
      ("İletişim Reddi", "no:all"),
      ("E-posta Reddi", "no:email"),
      ("E-posta Almak İstemiyor", "no:email"),
      ("SMS almak istemiyor", "no:whatsapp"),
      ("Aranmasın", "no:whatsapp"),
      ("Abonelikten Çıktı", "no:all"),
      ("Listeden Çıktı", "no:all"),
      ("Abonelikten Çıkma Tarihi", "no:all"),
      ("unsubscribe_url", "-"),
      ("Unsubscribe Link", "-"),
      ("Unsubscribe Date", "no:all"),
      ("E-posta İzni", "yes:email"),
      ("Ticari İleti İzni", "yes:all"),
      ("KVKK Onayı", "yes:all"),
      ("İYS Durumu", "yes:all"),
      ("SMS/Mesaj İzni", "yes:whatsapp"),
      ("Arama İzni", "yes:whatsapp"),
      ("Accepts Email Marketing", "yes:email"),
      ("Accepts SMS Marketing", "yes:whatsapp"),
      ("Accepts Marketing", "yes:all"),
      ("Marketing contact status", "yes:email"),
      ("Marketing status", "yes:email"),
      ("Person - Marketing status", "yes:email"),
      ("Email Marketing Consent", "yes:email"),
      ("Consent", "yes:all"),
      ("İzin", "yes:all"),
      ("Açık Rıza", "yes:all"),
      ("GDPR Consent", "yes:all"),
      ("Newsletter", "yes:email"),
      ("Subscription Status", "yes:all"),
      ("Email Status", "yes:email"),
      ("Opt In", "yes:all"),
      ("WhatsApp Opt-In", "yes:whatsapp"),
      ("ETK İzin", "yes:all"),
      ("Sipariş Onayı", "-"),
      ("Onay Kodu", "-"),
      ("Teklif Onayı", "-"),
      ("Communication Preferences", "?"),
      ("İletişim Tercihi", "?"),
      ("Legal basis", "?"),
      ("Renk", "-"),
      ("Red", "no:all"),
      ("Company", "-"),
      ("Telefon", "-"),
      ("Phone", "-"),
      ("E-mail", "-"),
      ("Durum", "-"),
      ("Status", "-"),
      ("Lead Status", "-"),
      ("Mobile Phone", "-"),
      ("Notes", "-"),
      ("Adres", "-"),
      ("Do Not Contact", "no:all"),
      ("Is Blacklisted", "no:all"),
      ("Phone Blacklisted", "no:whatsapp"),
      ("Blacklisted Phone Is Mobile", "no:whatsapp"),
      ("Contact owner", "-"),
      ("Email", "-"),
      ("Message", "-"),
      ("Last Contacted", "-"),
      ("No. of Employees", "-"),
      ("Permission to contact", "yes:all"),
      ("Suppressed", "no:all"),
      ("Exclude from marketing", "no:all"),
      ("Son Mesaj", "-"),
      ("SMSOptOut", "no:whatsapp"),
      ("Allow SMS", "yes:whatsapp"),
      ("Mailing List", "?"),
      ("Retweet", "-"),
      ("Referans", "-"),
      ("Retail", "-"),
      ("Blok", "-"),
      ("Engel Durumu", "no:all"),
      ("Aboneliği iptal", "?"),
      ("donotcontact", "no:all"),
      ("emailoptout", "no:email"),
      ("Do Not Email", "no:email"),
      ("Contact Status", "-"),
      ("Onay Tarihi", "yes:all"),
      ("Abone", "yes:all"),
      ("Rıza Durumu", "yes:all"),
      ("Fax", "-"),
      ("Office", "-"),
      ("Etkinlik", "-"),
      ("Kanal Tercihi", "?"),
      ("Cevap verdi", "-"),
      ("Bulk Email", "-"),
      ("Stop", "-"),
      ("Yıllık İzin", "-"),
      ("Receive emails", "yes:email"),
      ("Opt-out Reason", "no:all"),
      ("İzin Yok", "no:all"),
      ("Mesaj Gönderilmesin", "no:whatsapp"),
      ("E-Bülten", "yes:email"),
      ("No Email", "no:email"),
      ("Double Opt-In", "yes:all"),
      ("Marketing", "?"), ("Pazarlama", "?"), ("Reachable", "?"), ("Aydınlatma Metni Onayı", "?"),
      ("Mailable", "yes:email"), ("Contactable", "yes:all"), ("Email Marketable", "yes:email"),
      ("Marketing Budget", "-"), ("Pazarlama Müdürü", "-"),
      ("Do Not Disturb", "no:all"),
      ("WhatsApp İstemiyor", "no:whatsapp"), ("Do not WhatsApp", "no:whatsapp"), ("WhatsApp Yasak", "no:whatsapp"),
      ("WhatsApp İptal", "no:whatsapp"), ("No WhatsApp", "no:whatsapp"), ("WhatsApp No", "-"),
      ("Arama İstemiyor", "no:whatsapp"), ("Don't email", "no:email"), ("Don’t call", "no:whatsapp"),
      ("Mail atma", "no:email"), ("Mesaj atma", "no:whatsapp"), ("SMS Engelle", "no:whatsapp"), ("Yasak", "no:all"),
      ("İletişim kurulmasın", "no:all"), ("Ticari Elektronik İleti", "yes:all"), ("Kvkk Metni Onay", "?"),
      ("Sms gönderilsin mi", "yes:whatsapp"), ("WhatsApp İzni", "yes:whatsapp"), ("Alma", "-"), ("Yazma", "-"),
    ] as [(String, String)]) func headingsAreUnderstood(_ header: String, _ meaning: String)
  {
    let found =
      switch ConsentHeading(header) {
      case nil: "-"
      case .optOut(let channel)?: "no:\(channel?.rawValue ?? "all")"
      case .consent(let channel)?: "yes:\(channel?.rawValue ?? "all")"
      case .doubtful?: "?"
      }
    #expect(found == meaning)
  }

  @Test(
    arguments: [
      ("RET", "refused"), ("YOK", "refused"), ("kabul edilmedi", "refused"), ("geri alındı", "refused"),
      ("izin verilmemiş", "refused"), ("Onay İptali", "refused"), ("RET/ONAY DEĞİL", "refused"), ("-1", "refused"),
      ("geri çekti", "refused"), ("refusal", "refused"), ("STOP", "refused"),
      ("Reddedildi", "refused"),
      ("denied", "refused"),
      ("opted_out", "refused"),
      ("unsubscribed", "refused"),
      ("revoked", "refused"),
      ("hayır", "refused"),
      ("H", "refused"),
      ("0", "refused"),
      ("false", "refused"),
      ("declined", "refused"),
      ("withdrawn", "refused"),
      ("izin yok", "refused"),
      ("onay verilmedi", "refused"),
      ("Kabul etmedi", "refused"),
      ("not granted", "refused"),
      ("Non-marketing contact", "refused"),
      ("Do Not Allow", "refused"),
      ("ONAY", "granted"),
      ("onaylandı", "granted"),
      ("Evet", "granted"),
      ("Var", "granted"),
      ("granted", "granted"),
      ("opt-in", "granted"),
      ("Subscribed", "granted"),
      ("Marketing contact", "granted"),
      ("✓", "granted"),
      ("12.03.2025", "granted"),
      ("2025-03-12T10:00:00Z", "granted"),
      ("bilinmiyor", "open"),
      ("Onay bekliyor", "open"),
      ("pending", "open"),
      ("☐", "open"),
      ("filan", "unclear"),
      ("bounced", "bounced"),
      ("HAYIR", "refused"),
      ("No consent", "refused"),
      ("İzinsiz", "refused"),
      ("E", "granted"),
      ("Y", "granted"),
      ("N", "refused"),
      ("1", "granted"),
      ("x", "granted"),
      ("✗", "refused"),
      ("REDDETTİ", "refused"),
      ("İptal edildi", "refused"),
      ("Opted-Out", "refused"),
      ("OptedOut", "refused"),
      ("double opt-in", "granted"),
      ("İzin Verildi", "granted"),
      ("Ret etti", "refused"),
      ("blacklisted", "refused"),
      ("Do not contact", "refused"),
      ("mavi", "unclear"),
      ("Onaylı", "granted"),
      ("Not Subscribed", "refused"),
      ("never subscribed", "refused"),
      ("Aktif", "granted"),
      ("Pasif", "refused"),
      ("onay alınmamıştır", "refused"), ("onay vermemiştir", "refused"), ("onay alınamadı", "refused"),
      ("onay veremedi", "refused"), ("onay alamadık", "refused"), ("izin alınamamış", "refused"),
      ("İzin vermiyor", "refused"), ("Onaylamamaktadır", "refused"), ("kabul etmeyecek", "refused"),
      ("Şikayet etti", "refused"), ("itiraz etti", "refused"), ("silinmesini talep etti", "refused"),
      ("izin süresi doldu", "refused"), ("onay süresi bitti", "refused"), ("onayı sona erdi", "refused"),
      ("bir daha yazılmasın", "refused"), ("Lütfen aramayın", "refused"),
      ("consent required", "open"), ("consent needed", "open"), ("needs consent", "open"), ("onay gerekli", "open"),
      ("onay alınacak", "open"), ("onay istenecek", "open"), ("izin bekleniyor", "open"),
      ("iade etti", "unclear"), ("terk etti", "unclear"), ("onay süreci", "unclear"), ("on hold", "unclear"),
      ("E-posta", "unclear"),
      ("E-mail", "unclear"), ("E posta", "unclear"),
      ("ONAY | E-POSTA", "unclear"),
      ("WhatsApp", "unclear"), ("T. Aksoy", "unclear"),
      ("onay alınmıştır", "granted"), ("Açık rıza alındı", "granted"), ("kabul etti", "granted"),
      ("Evet (fuar)", "granted"), ("Freely given consent from contact", "granted"), ("yazılı onay", "granted"),
      ("Ticari ileti izni var", "granted"), ("Onay verildi 12.03.2025", "granted"), ("Legitimate interest", "granted"),
    ] as [(String, String)]) func wordsAreUnderstood(_ text: String, _ meaning: String)
  {
    #expect("\(ConsentStatement(text))" == meaning)
  }

  /// Whoever takes messages on one channel only wants none on the other.
  @Test(
    arguments: [
      ("sadece e-posta", .whatsapp), ("evet, WhatsApp hariç", .whatsapp), ("evet ama sadece mail", .whatsapp),
      ("Evet (sadece e-posta)", .whatsapp), ("yes, but email only", .whatsapp), ("agreed to email only", .whatsapp),
      ("only email", .whatsapp), ("yalnızca WhatsApp", .email), ("e-posta dışında evet", .email),
      ("all except e-mail", .email), ("sadece mesaj", .email),
    ] as [(String, Channel)]) func aChannelIsLeftOutByItsName(_ text: String, _ channel: Channel)
  {
    #expect(ConsentStatement(text) == .refusedOn([channel]))
    var row = LeadRow()
    row.set(.consent(nil), to: text)
    #expect(row.facts.optedOut == [channel] && row.facts.unclearConsent.isEmpty)
  }

  /// Text messages and calls are no WhatsApp.
  @Test(arguments: ["sadece sms", "Sadece arama", "only calls", "yalnızca telefon"])
  func someWantNeither(_ text: String) {
    #expect(ConsentStatement(text) == .refusedOn(Set(Channel.allCases)))
  }

  /// What is understood neither as yes nor as no is no yes.
  @Test(
    arguments: [
      ("mevcut değil", "refused"), ("👎", "refused"), ("👎🏽", "refused"), ("Evet ✗", "unclear"), ("none", "unclear"),
      ("Nil", "unclear"), ("asla", "refused"), ("olmaz", "refused"), ("çekildi", "refused"), ("Durduruldu", "refused"),
      ("Sonlandırıldı", "refused"), ("Kapatıldı", "refused"), ("sildirdi", "refused"), ("ＲＥＴ", "refused"),
      ("R E T", "refused"), ("R", "refused"), ("Nein", "refused"), ("✓ Evet", "granted"), ("👍", "granted"),
    ] as [(String, String)]) func noYesIsTaken(_ text: String, _ meaning: String)
  {
    #expect("\(ConsentStatement(text))" == meaning)
  }

  @Test(
    arguments: [
      ("Unutulma Hakkı", "no:all"), ("Right to be forgotten", "no:all"), ("Kişisel Veri Silme", "no:all"),
      ("Anonimleştirildi", "no:all"), ("Silindi", "no:all"), ("IsDeleted", "no:all"), ("Silinecek", "no:all"),
      ("Bloke", "no:all"), ("Bloklu", "no:all"), ("Hariç Tut", "no:all"), ("TPS", "no:all"),
      ("Arama Yasağı", "no:whatsapp"),
      ("Aranmayacak Telefon", "no:whatsapp"), ("SMS Gönder", "yes:whatsapp"), ("Mail Gitsin", "yes:email"),
      ("Kampanya SMS", "?"), ("Kampanya Bilgilendirme", "?"), ("Toplu E-posta", "?"), ("Mail Listesi", "?"),
      ("Şikayet", "?"),
      ("İptal Tarihi", "?"), ("Has WhatsApp", "?"), ("WhatsApp var mı", "?"), ("Bloke Tutar", "-"),
      ("Seyahat Yasağı", "-"),
      ("Kampanya", "-"),
    ] as [(String, String)]) func moreHeadings(_ header: String, _ meaning: String)
  {
    headingsAreUnderstood(header, meaning)
  }

  @Test(
    arguments: [
      ("active", "-"), ("Onay vermedi", "refused"), ("Verileri silinsin", "refused"), ("KVKK onayı yok", "refused"),
      ("onayını geri çekti", "refused"), ("iletişim izni yok", "refused"), ("Bizi listenizden çıkarın", "refused"),
      ("İYS RET", "refused"), ("Spam şikayeti", "refused"), ("öldü", "refused"), ("Ölü", "refused"),
      ("iflas etti", "refused"),
      ("İptal", "-"), ("Müşteri oldu", "-"), ("Aranmasını istiyor", "-"), ("Teklif gönderilmesini istiyor", "-"),
      ("Aranmak istemiyor", "refused"), ("Aranmasın", "refused"),
      ("unsubscribed", "refused"), ("nonsubscribed", "refused"), ("No consent", "refused"),
      ("Not subscribed", "refused"), ("not opted in", "refused"), ("complained", "refused"), ("izinsiz", "refused"),
      ("İzin yok", "refused"), ("istemiyor", "refused"), ("RET VERDİ", "refused"), ("Non-marketing contact", "refused"),
      ("blocklisted", "refused"),
      ("bounced", "bounced"),
      ("Do Not Contact", "refused"),
      ("Yeni", "-"),
      ("Teklif verildi", "-"),
      ("Kaybedildi", "-"),
      ("Kara listede", "refused"),
      ("Red", "refused"),
      ("Closed Lost", "-"),
      ("Not interested", "-"),
      ("Opted Out", "refused"),
      ("Abonelikten çıktı", "refused"),
      ("Aranmak istemiyor", "refused"),
      ("İlgilenmiyor", "-"),
      ("Reddedildi", "refused"),
      ("Hard bounced", "bounced"),
      ("cleaned", "bounced"),
      ("Contacted", "-"),
      ("do not call", "refused"),
      ("Ret", "refused"),
      ("Teklif reddedildi", "-"),
    ] as [(String, String)]) func aStatusCanSayNo(_ text: String, _ meaning: String)
  {
    #expect((ConsentStatement.stop(in: text).map { "\($0)" } ?? "-") == meaning)
  }

  @Test(
    arguments: [
      ("✓", true),
      ("✔", true),
      ("☑", true),
      ("√", true),
      ("+", true),
      ("●", true),
      ("✅", true),
      ("*", true),
      ("x", true),
      ("X", true),
      ("☐", false),
      ("", false),
      ("-", false),
      ("0", false),
      ("Hayır", false),
      ("no", false),
      ("[x]", true),
      ("[ ]", false),
      ("20.11.2026", true),
      ("Evet", true),
      ("1", true),
      ("0.0", false),
      ("Aktif", true), ("ONAY", true), ("granted", true),
      ("FALSE", false),
      ("Allow", false),
      ("Do Not Allow", true),
      ("subscribed", false),
      ("unsubscribed", true),
      ("no longer with us", true),
      ("✗", true),
      ("◉", true),
      ("⬛", true),
      ("var", true),
      ("yok", false),
      ("Bilinmiyor", true),
    ] as [(String, Bool)]) func ticksAreSeen(_ text: String, _ isYes: Bool)
  {
    #expect(OptOutCell.isYes(text) == isYes)
  }

  /// A word that nobody knows may turn a heading's sense round.
  @Test func wordsThatAreNotUnderstoodAreTold() {
    for header in ["Consent foobar", "Newsletter abgemeldet", "KVKK Zarfı", "İzin Karmaşası"] {
      #expect(ConsentHeading.isUnsure(header), "\(header)")
      #expect(LeadColumns(headers: ["lead_id", header]).consentDoubts.count == 1)
    }
    for header in [
      "KVKK Onayı", "E-posta İzni", "Marketing Consent Status", "Accepts Email Marketing", "İYS Durumu", "Onay Tarihi",
      "SMSIZNI", "Ticari Elektronik İleti İzni", "Double Opt-In", "May we email you?", "Person - Marketing status",
      "SMS almak istiyorum", "Permission to contact", "İletişim kabul", "Açık Rıza Durumu", "Sms gönderilsin mi",
      "Subscription Status", "GDPR Consent", "Consent Given", "KVKK İzin Tarihi", "Has consented to email", "ETK İzin",
    ] {
      #expect(!ConsentHeading.isUnsure(header), "\(header)")
    }
    let (mapping, _) = ColumnMapping.adding([("Consent foobar", "consent")])
    #expect(LeadColumns(headers: ["Consent foobar"], mapping: mapping).consentDoubts == [])
  }

  private func optedOut(_ header: [String], _ row: [String]) -> Set<Channel> {
    let columns = LeadColumns(headers: header, sample: [row])
    var lead = LeadRow()
    for (column, cell) in zip(columns.columns, row) where !cell.isEmpty { lead.set(column, to: cell) }
    var facts = lead.facts
    if let said = facts[.consentStatus], ConsentStatement(said) == .refused { facts.optedOut = Set(Channel.allCases) }
    if let stage = facts[.stage], ConsentStatement.stop(in: stage) == .refused {
      facts.optedOut = Set(Channel.allCases)
    }
    return facts.optedOut
  }

  /// Of several columns that mean the same any no counts.
  @Test(
    arguments: [
      (["consent_status", "İzin Durumu"], ["ONAY", "RET"]), (["İzin", "İzin"], ["Evet", "Hayır"]),
      (["consent_status", "consent_status"], ["ONAY", "RET"]), (["KVKK Onayı", "consent_status"], ["Evet", "RET"]),
      (["Durum", "Lead Status"], ["Aktif", "Do not contact"]), (["Durum", "Durum"], ["Aktif", "Kara liste"]),
      // Whole cells that refuse, in columns that nobody knows.
      (["Müşteri Sınıfı"], ["Aranmasın"]), (["Grup"], ["Kara Liste"]), (["Etiketler"], ["VIP, aranmasın"]),
      (["Call Result"], ["Do not call"]), (["Disposition"], ["DNC"]), (["Uyarı"], ["ARAMAYIN"]),
      (["Etiketler"], ["do-not-contact"]), (["Durum"], ["Rahatsız edilmesin"]), (["Durum"], ["KVKK gereği silinecek"]),
      (["Telefon"], ["0532 111 00 31 aramayın"]), (["Telefon"], ["ARAMAYIN"]), (["GSM"], ["aramayın 0532 111 00 31"]),
      (["Arama", "E-posta Adresi", "E-posta"], ["RET", "a@x.example", "RET"]),
      (["Kara Liste"], ["Aktif"]), (["Kara Liste"], ["ONAY"]), (["Ticari İleti Ret"], ["Onaylandı"]),
    ] as [([String], [String])]) func anyNoCounts(_ header: [String], _ row: [String])
  {
    #expect(optedOut(header, row) == Set(Channel.allCases))
  }

  @Test(
    arguments: [
      (["E-posta Adresi", "E-posta"], ["a@x.example", "RET"], [.email]), (["Mesaj"], ["RET"], [.whatsapp]),
      (["WhatsApp"], ["RET"], [.whatsapp]), (["Teklif Sonucu"], ["RET"], []), (["Mesaj"], ["Arayın lütfen"], []),
      (["Telefon"], ["0532 111 00 31 (iş)"], []), (["Telefon"], ["Dahili 12 0212 111 00 31"], []),
      (["Grup"], ["Kara Elmas"], []), (["E-posta"], ["aramayin@x.example"], []), (["Kara Liste"], ["Hayır"], []),
    ] as [([String], [String], Set<Channel>)])
  func onOneChannelOrNone(_ header: [String], _ row: [String], _ channels: Set<Channel>) {
    #expect(optedOut(header, row) == channels)
  }

  /// In every column, known or not, and in one without a heading.
  @Test(
    arguments: [
      "Açıklama", "Notlar", "notes", "Görüşme Notu", "Description", "Yorum", "source", "Lead Kaynağı", "city", "Şehir",
      "sector",
      "salutation", "website", "owner", "contact_name", "rating", "last_activity", "employees", "company", "Ad",
      "Kolon1", "Sonuç",
      "Etiket", "Kapanış Nedeni", "Group Membership", "", "custom",
    ])
  func aNoIsHeardInEveryColumn(_ header: String) {
    for cell in [
      "RET", "Unsubscribed", "Aranmasın", "kara liste", "do-not-contact", "Opt-out", "Mesaj istemiyor",
      "KVKK silme talebi",
      "Onay vermedi", "Vefat etti", "Bir daha aramayın",
    ] {
      #expect(optedOut([header], [cell]) == Set(Channel.allCases), "\(cell)")
    }
    for cell in ["VIP", "Ankara", "aramayı unutma", "12", "İlgili", "Kırmızı"] {
      #expect(optedOut([header], [cell]) == [], "\(cell)")
    }
  }

  private static let remarks = [
    "aramayın", "aranmasın", "ARAMAYINIZ", "yazmayın", "do not call", "DNC", "opt-out", "vefat", "rahatsız etmeyin",
    "listeden çıktı", "unsubscribed", "RET", "mesaj atmayın", "istemiyor", "aranmayacak", "silinsin", "abonelik iptal",
    "engelledi", "şikayetçi", "yasak", "kullanmayın", "ölü", "vefat etti", "kara liste",
  ]

  /// One rule for phones and e-mail addresses, with brackets or without, before or behind.
  @Test(arguments: remarks) func remarksBesideAddresses(_ remark: String) {
    for (header, address) in [("Cep", "0532 111 22 01"), ("Telefon", "05321112201"), ("E-posta", "x@x.com")] {
      for cell in [
        "\(address) (\(remark))", "\(address) \(remark)", "(\(remark)) \(address)", "\(remark): \(address)",
        "\(address) - \(remark)", "\(address) [\(remark)]", "\(address)(\(remark))",
      ] {
        #expect(optedOut([header], [cell]) == Set(Channel.allCases), "\(cell)")
      }
    }
    for cell in ["0532 111 22 33 (iş)", "0532 111 22 33 Elif Hanım", "0532 111 22 33 dahili 12", "x@x.com (iş)"] {
      #expect(optedOut(["Cep"], [cell]) == [])
    }
  }

  @Test func requestsAreHeardAsTablesAre() throws {
    func facts(_ text: String) throws -> LeadFacts {
      guard case .object(let members) = try JSONValue(parsing: Array(text.utf8)) else { return LeadFacts() }
      return LeadFacts.reading(requestObject: members).facts
    }
    let all = Set(Channel.allCases)
    #expect(try facts(#"{"phone":"0532 111 22 01 aramayın"}"#).optedOut == all)
    #expect(try facts(#"{"phone":"05321112201","email":"a@a.com aramayın"}"#).optedOut == all)
    #expect(try facts(#"{"notes":"Aranmasın"}"#).optedOut == all)
    #expect(try facts(#"{"notes":"Aranmasın"}"#).refusal == "notes Aranmasın")
    #expect(try facts(#"{"custom":{"Opt Out":true}}"#).optedOut == all)
    #expect(try facts(#"{"custom":{"Kara Liste":"Evet"}}"#).optedOut == all)
    #expect(try facts(#"{"custom":{"Kara Liste":"Hayır","E-posta İzni":"RET"}}"#).optedOut == [.email])
    #expect(try facts(#"{"custom":{"Teklif Sonucu":"RET"},"phone":"05321112201","notes":"aramadım"}"#).optedOut == [])
    #expect(try facts(#"{"notes":"bugün aramayın"}"#).unclearConsent.count == 1)
  }

  @Test(
    arguments: [
      (["WhatsApp"], ["Hayır"], [.whatsapp]), (["E-posta", "E-Mail"], ["a@x.example", "HAYIR"], [.email]),
      (["Cep"], ["05321112201 sms istemiyor"], [.whatsapp]), (["Renk"], ["Red"], []), (["Demo"], ["istemiyor"], []),
    ] as [([String], [String], Set<Channel>)])
  func oneChannelByItsColumn(_ header: [String], _ row: [String], _ channels: Set<Channel>) {
    #expect(optedOut(header, row) == channels)
  }

  @Test func columnsCalledByAChannelAreDoubted() {
    let columns = LeadColumns(
      headers: ["lead_id", "SMS", "Arama"], sample: [["1", "Hayır", "Dün"], ["2", "Evet", ""]])
    #expect(columns.consentDoubts.count == 1 && columns.consentDoubts[0].contains("\"SMS\""))
  }

  @Test(
    arguments: [
      (["Email 2", "Email"], ["eski@a.com", "yeni@a.com"], "yeni@a.com"),
      (["GSM 2", "GSM"], ["05321112202", "05321112201"], "+905321112201"),
      (["Telefon 2", "Telefon"], ["05321112202", "05321112201"], "+905321112201"),
      (["phone", "Cep 2"], ["05321112201", "05321112202"], "+905321112201"),
      (["phone", "Cep 2"], ["02121112201", "05321112202"], "+905321112202"),
      (["Cep 2"], ["05321112202"], "+905321112202"),
      (
        ["Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value"],
        ["Fax", "05321112202", "Mobile", "05321112203"], "+905321112203"
      ),
      (["Phone 1 - Type", "Phone 1 - Value"], ["Eski", "05321112202"], "-"),
      (["Telefon", "Telefon Durumu"], ["05321112202", "Geçersiz"], "-"),
      (["Telefon", "Telefon Durumu"], ["05321112202", "Aktif"], "+905321112202"),
      (["Email", "Email Validity"], ["a@a.com", "invalid"], "-"),
      (["Email", "E-posta Geçerli mi"], ["a@a.com", "Hayır"], "-"),
      (["Telefon", "Telefon Notu"], ["05321112202", "yanlış no"], "-"),
      (["Telefon", "Phone Status"], ["05321112202", "disconnected"], "-"),
    ] as [([String], [String], String)])
  func theFirstGoodAddressIsWrittenTo(_ header: [String], _ row: [String], _ address: String) throws {
    let text = (["lead_id"] + header).joined(separator: ",") + "\n" + (["1"] + row).joined(separator: ",") + "\n"
    var reader = CSVReader(source: Pieces(Array(text.utf8), size: .max).read)
    _ = try reader.next()
    let columns = LeadColumns(headers: reader.strings)
    _ = try reader.next()
    let lead = LeadDecoder.decode(try #require(LeadID("1")), columns.facts(of: reader)).lead
    #expect((lead.phone?.e164 ?? lead.email?.text ?? "-") == address)
  }

  @Test func aConfigurationDeclaresItsOwn() {
    let (mapping, unknown) = ColumnMapping.adding([
      ("DNC", "opt_out"), ("Rıza", "consent.email"), ("Kanal", "opt_out.whatsapp"), ("X", "consent.sms"),
    ])
    #expect(unknown == ["consent.sms"])
    #expect(mapping.column(for: "DNC") == .optOut(nil) && mapping.column(for: "Rıza") == .consent(.email))
    #expect(mapping.column(for: "Kanal") == .optOut(.whatsapp))
  }
}
