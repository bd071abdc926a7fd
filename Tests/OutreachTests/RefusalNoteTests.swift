import Testing

@testable import Outreach

/// Refusals beside names and addresses, in notes and among tags.
struct RefusalNoteTests {
  private func said(_ text: String, in place: RefusalNote.Place = .note) -> String {
    var bytes = text
    guard bytes.withUTF8({ RefusalNote.mayBeOne($0) }), let note = RefusalNote(text, in: place) else { return "-" }
    return note.isDoubtful ? "?" : note.channels.count == 2 ? "no" : "no \(note.channels.map(\.rawValue).joined())"
  }

  @Test(arguments: [
    "Aranmasın", "ARAMAYIN", "aramayınız", "aranmayacak", "yazmayın", "mesaj atmayın", "Mesaj istemiyor",
    "sms almak istemiyor ama",
    "kara liste", "KARA LİSTE", "Kara Liste ::: * myContacts", "* Kara Liste", "VIP - Kara Liste", "#karaliste",
    "Kara Liste (2025)", "VIP, aranmasın", "RET", "(RET)", "ＲＥＴ", "İYS RET", "iys'de ret", "ret verdi", "istemiyor",
    "Unsubscribed", "Unsub", "opt-out", "Opt-out", "OptedOut", "do-not-contact", "Do not contact",
    "do not contact again", "DNC",
    "DO NOT CALL!", "NO SMS", "no calls", "please stop emailing", "asked not to be contacted",
    "does not want to be contacted", "SMS gelmesin", "mail gelmesin istiyor", "bültenden çıkmak istiyor",
    "bir daha yazılmayacak", "İletişim izni: hayır", "izin: hayır", "GDPR request - delete my data", "leave us alone",
    "asked to be removed from the list", "wants no further contact", "Sahibi öldü, işletme kapandı",
    "Bidaha arama dedi",
    "Görüşmek istemiyor", "aranmasını istemiyor", "mesaj gönderilmesini istemiyor", "iletişime geçilmesini istemiyor",
    "wants to unsubscribe",
    "GDPR erasure request", "deceased", "KVKK silme talebi", "Verileri silinsin", "Silme talebi var",
    "Müşteri 03.04.2026 tarihinde aranmak istemediğini bildirdi, KVKK kapsamında verilerinin silinmesini talep etti.",
    "Müşteri aranmak istemediğini bildirdi", "KVKK kapsamında verilerinin silinmesini talep etti", "vefat etti", "öldü",
    "Ölü",
    "(ölü)", "iflas etti", "KONKORDATO", "Onay vermedi", "onay yok", "izin yok", "KVKK onayı yok", "onayını geri çekti",
    "iletişim izni yok", "İletişim kurulmasın", "Bizi listenizden çıkarın", "listeden çıkarıldı",
    "mail listesinden çıkmak istiyor",
    "Spam şikayeti", "Bir daha aramayın", "Bir daha aramayın dedi", "Bir daha aranmak istemiyor", "rahatsız etmeyin",
    "abonelik iptal", "engelledi", "numaramızı engelledi", "şikayetçi", "silinsin", "yasak", "kullanmayın",
    "İlgilenmedi ama bir daha aramayın dedi", "Görüşüldü, sonra bir daha yazmayın dedi", "Fiyat sordu. Aranmasın.",
    "not: aramayın", "not: RET verdi", "unsubscribed on 03.04.2026", "iletişime geçilmesini istemiyor",
  ]) func `a note refuses`(text: String) {
    let found = said(text)
    #expect(
      found == "no" || found == "no whatsapp" && text.lowercased().contains("sms")
        || found == "no email" && text.contains("mail"), "\(text): \(found)")
  }

  @Test(
    arguments: [
      ("SMS istemiyor", "no whatsapp"), ("WhatsApp istemiyor", "no whatsapp"), ("mail istemiyor", "no email"),
      ("e-posta atmayın", "no email"), ("mesaj istemiyor", "no"), ("no emails", "no email"),
      ("mail istemiyor, sms istemiyor", "no"),
    ] as [(String, String)]) func `one channel is none of the other`(text: String, meaning: String)
  {
    #expect(said(text) == meaning)
  }

  /// A person has to see them.
  @Test(arguments: [
    "mesaj atmayın demişti ama sonra aradı", "bugün aramayın", "Cuma günü aramayın", "aramayın, biz sizi ararız",
    "saat 10'dan önce aramayın", "aramayın mı dedi?", "do not call before 10", "eşi vefat etti",
  ]) func `a note may refuse`(text: String) { #expect(said(text) == "?") }

  @Test(arguments: [
    "aradım", "aramadım", "aranmadı", "aramayı unutma", "arama yapıldı", "arandı, ulaşılamadı", "cevap vermedi",
    "teklif istemiyor",
    "mail ile teklif istemiyor, telefonla konuşacağız", "demo istemiyor", "fiyat listesi gönderildi",
    "fiyat listesinden çıkarıldı",
    "kara listede değil", "kara listeden çıkarıldı", "kara liste kontrolü temiz", "not unsubscribed", "müşteri oldu",
    "Görüşme oldu",
    "Dönüş oldu", "patron onay vermedi", "bütçe onayı yok", "kredi kartı ret", "teklifi reddetti", "Teklif göndermeyin",
    "bu mesaja cevap yazmayın", "Kara Elmas", "Ret Yazılım", "Retail", "Kırmızı", "", "-", "VIP", "İstanbul",
    "Mesut Arat",
    "KVKK danışmanlığı istiyor", "ilgilenmiyor", "istemezse fiyatı düşürün", "Deneme", "Contacted", "Not interested",
    "fire suppression systems", "Vefa", "Optik", "vefat teminatı sordu", "spam filtresi satıyor", "şikayet yok",
    "ret yok",
    "asked to be contacted", "WhatsApp'tan yazılmasını istiyor", "Aranmasını istiyor", "aranmak istemektedir",
    "mail gönderilmesini istedi",
    "iletişime geçilmesini istiyor", "Verileri silme özelliği sordu", "Eski verilerini silmek istiyor",
    "bilgi istemedi",
    "muhasebe müdürüyle görüşmek istemiyor", "kargo ile göndermeyin", "no budget", "remove from stage 2",
    "bir daha arama yapılacak",
    "remove the old machine", "Mesaj almak istemiyorsanız RET yazın", "reply to opt out",
    "https://x.example/unsubscribe",
    "aranmak istemezse", "optout@x.example", "no time", "stop by on Monday", "Onay Mühendislik", "verileri silindi",
  ]) func `others say nothing`(text: String) { #expect(said(text) == "-") }

  @Test(arguments: [
    "ARAMAYIN Ali Kaya", "KARA LİSTE", "Ali Kaya RET", "Ali Kaya (aramayın)", "Ali Kaya (Kara Liste)",
    "Ali Kaya / ARANMAYACAK", "Ali Kaya (ölü)", "Ali Kaya †", "DO NOT CONTACT Ali", "Deleted User", "Ali Kaya - DNC",
    "(RET) Ali Kaya", "Kaya Ltd - KONKORDATO", "Ali Kaya istemiyor",
  ]) func `a name says it`(name: String) { #expect(said(name, in: .person) == "no") }

  @Test(arguments: [
    "Ali Kaya", "Mehmet Yasak", "Red Kit", "Ayşe Karalı", "Ara Güler", "Onay Şen", "Nurettin Ölmez", "İzzet Yazman",
    "Rıza Koç",
    "Abone İlişkileri", "Ölüdeniz Pansiyon", "Stop Ltd",
  ]) func `and other names do not`(name: String) { #expect(said(name, in: .person) == "-") }

  @Test(
    arguments: [
      ("Hane Mimarlık (KARA LİSTE)", "no"), ("ARAMAYIN Hane Mimarlık", "no"), ("Kaya Ltd - KONKORDATO", "no"),
      ("Do Not Contact", "no"), ("Hane (RET)", "no"), ("Blacklist Giyim", "?"), ("RET Mühendislik", "-"),
      ("Konkordato Danışmanlık", "-"), ("Yasak Elma Prodüksiyon", "-"), ("Hane Mimarlık", "-"),
      ("Onay Mühendislik", "-"),
    ] as [(String, String)]) func `a firm says it where it is set apart`(name: String, meaning: String)
  {
    #expect(said(name, in: .firm) == meaning)
  }

  /// What is looked for by the beginnings of words is found by them.
  @Test func `every phrase has its sign`() {
    for phrase in RefusalWords.phrases + RefusalWords.pleas {
      var sign = phrase.sign
      #expect(sign.withUTF8 { RefusalNote.mayBeOne($0) }, "\(sign)")
    }
  }

  @Test(
    arguments: [
      ("faks: 0532 111 22 41", true), ("0532 111 22 09 (yanlış no)", true), ("kullanılmıyor", true), ("eski", true),
      ("başkasına ait", true), ("annesi", true), ("hatalı", true), ("wrong number", true), ("not in use", true),
      ("invalid", true), ("Fax", true), ("Home Fax", true), ("Geçersiz", true), ("ait değil", true),
      ("işten ayrıldı", true),
      ("Mobile", false), ("iş", false), ("Elif Hanım", false), ("yeni", false), ("Geçerli", false),
      ("dahili 12", false),
    ] as [(String, Bool)]) func `an address is disowned`(text: String, isDisowned: Bool)
  {
    #expect(AddressNote.isDisowned(text) == isDisowned)
  }

  @Test(
    arguments: [
      ("0532 111 22 38 (eski) / 0533 444 55 66 (yeni)", "+905334445566"),
      ("0532 111 22 39 (yanlış no), 0533 444 55 67", "+905334445567"),
      ("0212 222 33 44 / faks 0212 222 33 45", "+902122223344"),
      ("0532 111 22 38 eski 0533 444 55 66 yeni", "+905334445566"),
      ("eski 0532 111 22 38 yeni 0533 444 55 66", "+905334445566"),
      ("0532 111 22 33 (Elif Hanım)", "+905321112233"), ("faks: 0532 111 22 41", nil),
      ("0532 111 22 09 (yanlış no)", nil),
      ("Tel: 0532 111 22 33 (eski)", nil), ("5,321112233E+09", "+905321112233"), ("9.05321112233E+11", "+905321112233"),
      ("5,32111E+09", nil),
    ] as [(String, String?)]) func `the next good number is taken`(cell: String, number: String?)
  {
    #expect((try? PhoneNumber.best(in: cell))?.e164 == number)
  }

  @Test(
    arguments: [
      ("x@x.com (geçersiz)", nil), ("x@x.com (bounced); y@y.com", "y@y.com"), ("x@x.com (işten ayrıldı)", nil),
      ("f@hs01.kep.tr", nil), ("f@hs01.kep.tr; y@y.com", "y@y.com"), ("a@a.com (iş)", "a@a.com"),
      ("eski@a.com", "eski@a.com"), ("eski@a.com; y@y.com", "eski@a.com"),
    ] as [(String, String?)]) func `the next good address is taken`(cell: String, address: String?)
  {
    #expect((try? EmailAddress.best(in: cell))?.text == address)
  }

  @Test(
    arguments: [
      ("x@x.com RET", "x@x.com"), ("bilgi2@firma.com.tr eski", "bilgi2@firma.com.tr"),
      ("Ayse bilgi7@firma.com", "bilgi7@firma.com"),
      ("ayse @example.com", "ayse@example.com"), ("ali@example .com", "ali@example.com"),
    ] as [(String, String)]) func `what is suggested is what stands there`(text: String, suggestion: String)
  {
    #expect(throws: EmailAddressError.mistyped(text, suggestion: suggestion)) { try EmailAddress(parsing: text) }
  }
}
