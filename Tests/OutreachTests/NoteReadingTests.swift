import Testing

@testable import Outreach

/// What notes say, reckoned from Monday, 30 November 2026.
struct NoteReadingTests {
  private static func signs(_ note: String, written: Int = -3) throws -> NoteSigns {
    let today = try #require(CivilDay(year: 2026, month: 11, day: 30))
    var note = note
    return note.withUTF8 { NoteSigns($0, today: today, written: CivilDay(number: today.number + written)) }
  }

  @Test(arguments: [
    "story'den yazdı, hafta sonu temizlik soruyor", "dm den yazdı \"demo var mı\" diye", "bize ulaştı", "kendisi aradı",
    "bizi aradı, numune istiyor", "web sitesinden formu doldurdu", "Instagram'dan fiyat sordu", "mesaj attı",
    "merhaba bilgi alabilir miyim yazmis", "called us about prices", "wrote to us on Instagram", "WP'den yazmış",
    "İNSTAGRAMDAN YAZDI",
  ]) func `who got in touch`(note: String) throws {
    #expect(try Self.signs(note).contains(.wrote))
  }

  @Test(arguments: [
    "3 kere arandı açmadı. wp den yaz", "Ali aradı, ulaşamadı", "web sitesi soruyor", "yazmadı", "dönmedi",
    "trendyol + hepsiburada entegrasyonu soruyor", "mail kullanmıyor", "bilgisayarla arası yok", "we wrote to them",
    "güvenlikten kart bıraktım, yetkili yoktu", "Web sitesi yok", "",
  ]) func `who did not`(note: String) throws {
    #expect(try !Self.signs(note).contains(.wrote))
  }

  @Test(arguments: [
    ("2 Aralık 14:00 online toplantı ayarlandı", true), ("8 aralık salı 11.00 kampüs", true),
    ("perş. 15.00 fabrikada gorusme", true),
    ("yarın görüşme var", false), ("02.12.2026 sunum", true), ("Meeting on Dec 3", true), ("demo 12 Ocak", true),
    ("2 Ekim'de toplantı yapıldı", false), ("toplantı 2 Kasım", false), ("demo iyi geçti", false),
    ("numune 3 Aralık'ta çıkar", false),
    ("2 Aralık toplantı iptal", false), ("poliçe 15 aralıkta bitiyor", false),
    ("toplantı istedi ama tarih vermedi", false),
    ("salı günü aradım", false),
  ]) func `a meeting ahead`(note: String, isAhead: Bool) throws {
    #expect(try Self.signs(note).contains(.meetingAhead) == isAhead)
  }

  @Test func `a weekday is the next one from when it was written`() throws {
    #expect(try Self.signs("yarın görüşme var", written: -1).contains(.meetingAhead))
    #expect(try !Self.signs("perşembe 15.00 görüşme", written: -20).contains(.meetingAhead))
  }

  @Test(arguments: [
    "yıl sonu bütçe kapalı, ocakta arayın dedi", "Logo'ya geçtiler, sözleşme 1 yıllık. martta tekrar bak",
    "seasonal, closed nov-mar. call in march", "2027 için tekrar yaz dedi", "yönetim değişecek seçimden sonra",
    "daha sonra aransın", "haftaya ara", "seneye görüşelim dedi", "2027 ihalesine kadar bekliyorlar", "call next year",
    "designer on leave till Jan", "Ocak ayında dönelim", "bayramdan sonra yazalım",
  ]) func `later is said`(note: String) throws {
    #expect(try Self.signs(note).contains(.later))
  }

  @Test(arguments: [
    "öğleden sonra ara", "sabah 5-10 arası arama", "2 Aralık 14:00'te ara", "haziranda 1 gün eğitim verdik",
    "1 yıllık sözleşme ocakta bitiyor", "ocak başı yenilemesi var", "policy with other co. ends in Feb",
    "2023te egitim almislardi", "ekim ayında aradık", "son siparişte renk farkı oldu", "geri aranacak",
    "aralık sonuna kadar teklif verilecek", "geçen ay şikayet vardı", "bundan sonra Ali Bey bakacak", "kasımda ara",
  ]) func `later is not said`(note: String) throws {
    #expect(try !Self.signs(note).contains(.later))
  }

  @Test(arguments: [
    ("Teklif istedi hazırlanıyor", true), ("keşfe gittik 4200 m2, ağır yağ var. teklif hazırlanacak", true),
    ("Teklif istedi;\nbütçe netleşmedi", true), ("fiyat soruyor", true), ("wants a quote for 40 seats", true),
    ("asked for a quote", true), ("teklif gönderildi", false), ("2. teklif alacaklar", false),
    ("fiyatta %5 istiyo", false),
    ("fiyatı pahalı buldu, 10 kull. istiyo", false), ("Teklif onayı bekleniyor", false),
    ("depo için fiyat sorcak", false),
  ]) func `a quote is waited for`(note: String, isAwaited: Bool) throws {
    #expect(try Self.signs(note).contains(.quoteAwaited) == isAwaited)
  }

  @Test func `nobody was met`() throws {
    #expect(try Self.signs("güvenlikten kart bıraktım, yetkili yoktu").contains(.metNobody))
  }
}
