import Testing

@testable import Outreach

/// The second half of the table of names: possessive heads in names of several words, foreign words by how they are read,
/// abbreviations, thin consonants, and offers as common nouns. Written down before they were tried.
struct TurkishSuffixTableTests {
  typealias Family = TurkishSuffixTests.Family

  static let families: [Family] = [
    Family(
      endings: "nin ne ni nde nden yle ",
      names: [
        "Ege Zeytin Kooperatifi", "Tarım Kooperatifi", "Deniz Feneri", "Emlak Rehberi", "Ezine Peyniri", "Van Denizi",
        "Bölge Bayii", "Yetkili Bayii", "Sağlık Kenti", "Çocuk Cenneti", "Tatil Cenneti", "Ev Yemekleri",
        "Ege Liselileri Derneği", "Esnaf Kefalet Kooperatifi", "Yapı Denetimi", "Kalite Belgesi", "Ankara Temsilciliği",
        "Lezzet Treni", "Kadın Emeği", "Moda Evi", "Saat Kulesi", "Kız Kalesi", "Şehir Rehberi", "Teknoloji Devi",
        "Spor Merkezi", "Bisiklet Evi", "Mermer Şehri", "Ayakkabı Kenti", "Basın Birliği", "Gençlik Meclisi",
        "İlçe Belediyesi", "Akçaova Belediyesi", "Bahçe Merkezi", "Dil Enstitüsü Derneği", "Deri Terbiyesi",
        "Kent Müzesi", "Kahve Değirmeni", "Zeytin Değirmeni", "Yel Değirmeni", "Su Değirmeni", "Bal Peteği",
        "Köy Ekmeği",
        "Taş Mektebi", "Halk Eğitim Merkezi", "Organ Nakli", "Karadeniz Seferi", "Yemek Tarifi", "Gelin Teli",
        "Altın Eli", "Kuyumcu Teli", "Ege Modeli", "Metro Tüneli", "Rüzgar Paneli", "Güneş Paneli", "Bebek Şekeri",
      ]),
    Family(
      endings: "nın na nı nda ndan yla ",
      names: [
        "Çoban Yıldızı", "Kutup Yıldızı", "Zeytin Dalı", "Altın Dalı", "Mimarlar Sokağı", "Ankara Kaymakamlığı",
        "Kaymakamlığı", "Başkanlığı", "Sahil Pınarı", "Kız Kulaklığı", "Çay Bardağı", "Ev Dekorasyonları",
        "Gül Yaprağı",
        "Deniz Kızı", "Dağ Kızı", "Kahve Durağı", "Simit Durağı", "Taksi Durağı", "Ekmek Sanatı", "El Sanatları",
        "Yaz Masalı", "Gümüş Takımı", "Türk Malı", "Anadolu Ateşi Sanatı", "Lezzet Pınarı",
        "Çocuk Masalı", "Kitap Fuarı", "Gıda Fuarı", "Bursa Kumaşı", "Denizli Havlusu Pazarı", "Balık Pazarı",
        "Kapalı Pazarı", "Ege Limanı", "Yat Limanı", "Çiçek Bostanı", "Taş Ocağı", "Anne Kucağı", "Dost Kapısı",
        "Çocuk Vakfı", "Eğitim Vakfı", "Veteriner Odası", "Baca Bakımı", "Kamu Bankası", "Dünya Malı", "Yaşam Alanı",
        "İş Ortağı", "Ustalar Bıçağı", "Gurme Tabağı", "Yoğurt Kabı", "Pamuk Tarlası", "Dikiş Makinası",
        "Köy Kahvaltısı Bağı",
      ]),
    Family(
      endings: "nun na nu nda ndan yla ",
      names: [
        "Halı Dokuması Yurdu", "Güneş Doğuşu", "Beyaz Eşya Grubu", "Yatırım Grubu", "Kitap Kurdu", "İpek Yolu Grubu",
        "Sağlık Ordusu Kolu", "Ticaret Borsası Kurulu", "Deniz Yolu", "Zeytin Yolu", "Ege Koyu", "Yelken Turu",
        "Mavi Tur Yolu", "Düğün Organizasyonu", "Kış Bahçesi Salonu", "Aile Sporu", "Tüp Doktoru",
        "Kaynak Suyu", "Memba Suyu", "Kahve Tutkunu", "Moda Dekoru",
        "Ev Robotu", "Yüzme Havuzu", "Termal Havuzu", "Sedef Tablosu", "Tiyatro Okulu",
      ]),
    Family(
      endings: "nün ne nü nde nden yle ",
      names: [
        "Çocuk Gülü", "Isparta Gülü", "Halfeti Gülü", "Tuz Gölü", "Van Gölü", "Sahra Çölü", "Yılın Ödülü", "Nazar Gözü",
        "Deniz Köpüğü", "Keçi Sütü", "Saanen Sütü", "Kültür Müdürlüğü", "Milli Eğitim Müdürlüğü",
        "Kır Düğünü", "Çözüm Bürosu Müdürlüğü", "Gurme Köşkü", "Bebek Gülüşü", "Anadolu Mührü",
      ]),
    Family(
      endings: "ın a ı da dan la ı",
      names: [
        "Furniture", "Elit Furniture", "Bride", "Vega Table", "Ege Marble", "Mavi Castle", "Code Puzzle", "Adventure",
        "Blue Line", "Prime", "Anatolia Wine", "Live Travel", "Nova Style", "Turkish Culture", "Bay Kaan",
        "Skyline", "Golden Garden", "Home Kitchen", "System", "Mega System", "Smile", "Wine", "Empire", "Sea Guide",
        "Mobile", "Aras Cargo Van", "Yaşam", "Sağlam", "Uğraş Kaptan", "Bakır", "Kırmızı Nar", "Kanyon Park Alan",
      ]),
    Family(
      endings: "ın a ı ta tan la ı",
      names: [
        "Pizza Hut", "Ford Truck", "Gold Truck", "Coffee Cup", "Performance", "Sprite", "Experience", "Residence",
        "Sunrise Residence", "Website", "Invite Site", "Ice", "Spice", "Price", "Elegance",
        "Mavi Tat", "Yeni Sabah", "Arkas", "Kulaç", "Marmaris Yat", "Ahşap", "Yapıtaş", "Vatan Kırtas", "Elmas Kasnak",
        "Avantaj Tabak", "Sıcak Yuvak", "Ayak", "Bayrak", "Çardak", "Balık", "Kalabalık", "Marina Yatak",
      ]),
    Family(
      endings: "in e i de den le i",
      names: [
        "Day", "Blue Day", "Milky Way", "Pearl", "Black Pearl", "eBay", "Marine", "Ege Marine", "Deniz Cuisine",
        "Machine",
        "Magazine", "Olive", "Cooperative", "Creative", "Nine Game", "Change", "Sun Change", "College",
        "Cambridge College",
        "Stage", "Page", "Kalb", "Altın Kalem", "Karanfil", "Sahil", "Yelken", "Egemen",
        "Beyaz Kiremit Ev", "Şifa Ekrem", "Pelin", "Selen", "Şirin", "Hitit Kerem", "Zeren", "İlden", "Genel", "Temel",
        "Bisikletçiler", "Kuyumcu Nesil", "Tesbih Evren", "Karanfil Sedir", "Bekir", "Tatil", "Vakfıkebir", "İpeker",
        "Capital", "Digital", "Medical", "Ada Medical", "Lacivert Panel", "Kapital", "Trading", "Parking", "Holding",
        "Koç Holding", "Catering", "Lezzet Catering", "Engineering",
      ]),
    Family(
      endings: "in e i te ten le i",
      names: [
        "Leaf", "Green Leaf", "Snapchat", "Microsoft Teams", "Fitness", "Business", "Wellness", "Express",
        "Anadolu Ekspres",
        "Yurt Express", "Press", "Logistics", "Scene Set", "Sepet", "Etiket", "Demet", "Buket",
        "Nimet", "Hikmet", "Ekmek", "Çilek", "Kelebek", "İpek", "Bilet", "Paket", "Tiryaki Lezzet", "Emanet",
        "Cevahir Bilek",
        "Bekiroğlu Gelecek", "Tedarik", "Elektronik", "Metalik Çelik", "Karahan Çelik", "Ege Çelik", "Gelinlik",
        "Çiçekçilik",
        "Dericilik", "Bereket", "Lügat",
      ]),
    Family(
      endings: "un a u da dan la u",
      names: [
        "Core", "Phone Store", "Zone", "Stone", "Ege Stone", "Horizon", "Amazon", "Vizyon", "Pro Vizyon", "İstasyon",
        "Karavan Son",
        "Panorama Balkon", "Yudum", "Kurum", "Yorum", "Durum", "Uyum", "Toplum", "Tohum", "Sorun", "Uzun", "Karun",
        "Bosphorus Moon", "Room", "Showroom", "Food", "Good Food", "Wood", "Mega Wood", "School", "Nokta Koridor",
        "Kondor",
      ]),
    Family(
      endings: "un a u ta tan la u",
      names: [
        "House", "Coffee House", "Steak House", "Warehouse", "Force", "Work Force", "Source", "Course", "Smoke", "Coke",
        "Scope", "Hope", "Workshop", "Coffee Shop", "Book", "Facebook", "Boşluk", "Yolculuk", "Sonsuz Ufuk",
        "Kabuk", "Topluluk", "Konfor Koltuk", "Koltuk", "Yosun Kuş", "Kuruluş", "Dokunuş",
      ]),
    Family(
      endings: "ün e ü de den le ü",
      names: [
        "Resul", "Metropol", "Ege Metropol", "Module", "Yeni Düzen Gün", "Ölçüm", "Sürüm", "Ürün", "Doğal Ürün",
        "Bütün", "Dördün",
        "Gönül", "Bülbül", "Ödül", "Öz Ödül", "Kül", "Şoför", "Direktör", "Monitör",
        "Jeneratör", "Traktör", "Aktör", "Asansör", "Kompresör", "Radyatör", "Vantilatör",
      ]),
    Family(
      endings: "ün e ü te ten le ü",
      names: [
        "Sürat Öğüt", "Dürüst", "Büst", "Kömürlük", "Güçlük", "Öncülük", "Kürk", "Mülk", "Sülük",
        "Bölük", "Höyük", "Ütülük", "Sütçülük", "Bütünlük", "Görüş", "Yürüyüş", "Gülüş",
      ]),
    Family(
      endings: "nin ye yi de den yle si",
      names: [
        "ChatGPT", "ERP", "Nova IT", "Airbnb", "CRM", "BT", "KPMG", "Ege Security", "Company", "Beauty", "Luxury",
        "Energy", "Solar Energy", "Mega Delivery", "Art Gallery", "Kale Renkli", "Beyaz İnci", "Antik Mimari",
        "Boyacı Ekinci",
        "Ayşe Çelebi", "Mehmet Demirci", "Zeynep Ekinci", "Kadıköy Sahne", "Yeşil Sergi", "Emek Terzi", "Ünal Bilgili",
        "Etkin Psikiyatri", "Öz Endüstri", "Arge Arazi", "Düz Terazi", "Beyaz Kedi", "Sarı Hindi", "Büyük Efendi",
        "Oto Ferrari",
        "Ege Ducati", "Oto Suzuki", "Taze Kivi", "Nadir Köfteci", "Merve Zeybekçi", "Altın Çivi", "Gül Ezgi",
      ]),
    Family(
      endings: "nın ya yı da dan yla sı",
      names: [
        "Ahmet Boyacı", "Öz Balıkçı", "Kadir Topalcı", "Yeni Bağlantı", "Net Bağlantı", "Ege Kahvaltı", "Hasan Ustalı",
        "Gümüş Kaşıkçı",
        "Ali Sarı", "Moda Kıyı", "Mavi Kıyı", "Sağlıklı Ayı", "Turkuaz Akıntı", "Pamuk Yazı",
        "Ankara Kavaklı", "Ömer Saraçlı", "Zeki Yazgı", "Mutfak Baskı", "Dijital Baskı", "Hızlı Baskı", "Ofset Baskı",
        "Demir Atkı",
        "Kare Takı", "Pergel Yankı", "Sıcak Saygı",
      ]),
  ]

  @Test(arguments: families) func `each name takes its endings`(family: Family) {
    let endings = family.endings.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for name in family.names {
      for (suffix, ending) in zip(TurkishSuffixTests.suffixes, endings) {
        #expect(suffix.applied(to: name) == (ending.isEmpty ? name : "\(name)'\(ending)"))
      }
    }
  }

  @Test func `the two tables hold six hundred names`() {
    let names = (TurkishSuffixTests.families + Self.families).flatMap(\.names)
    #expect(Set(names).count >= 600)
  }

  /// Offers are common nouns in the sender's own words.
  @Test(arguments: [
    ("su arıtma cihazı", "su arıtma cihazına", "su arıtma cihazını", "su arıtma cihazıyla"),
    ("ambalaj kâğıdı", "ambalaj kâğıdına", "ambalaj kâğıdını", "ambalaj kâğıdıyla"),
    ("B2B pazaryeri", "B2B pazaryerine", "B2B pazaryerini", "B2B pazaryeriyle"),
    ("SEO", "SEO'ya", "SEO'yu", "SEO'yla"),
    ("müşteri takip yazılımı", "müşteri takip yazılımına", "müşteri takip yazılımını", "müşteri takip yazılımıyla"),
    (
      "kurumsal sağlık sigortası", "kurumsal sağlık sigortasına", "kurumsal sağlık sigortasını",
      "kurumsal sağlık sigortasıyla"
    ),
    (
      "endüstriyel zemin kaplama", "endüstriyel zemin kaplamaya", "endüstriyel zemin kaplamayı",
      "endüstriyel zemin kaplamayla"
    ),
    ("ISO 9001 danışmanlığı", "ISO 9001 danışmanlığına", "ISO 9001 danışmanlığını", "ISO 9001 danışmanlığıyla"),
    ("mimarlık", "mimarlığa", "mimarlığı", "mimarlıkla"),
    ("ofis mobilyası", "ofis mobilyasına", "ofis mobilyasını", "ofis mobilyasıyla"),
    ("güneş paneli", "güneş paneline", "güneş panelini", "güneş paneliyle"),
    ("iş kıyafeti", "iş kıyafetine", "iş kıyafetini", "iş kıyafetiyle"),
    ("dijital baskı", "dijital baskıya", "dijital baskıyı", "dijital baskıyla"),
    ("toplu taşıma reklamı", "toplu taşıma reklamına", "toplu taşıma reklamını", "toplu taşıma reklamıyla"),
  ])
  func `offers take theirs without an apostrophe`(offer: String, dative: String, accusative: String, with: String) {
    #expect(TurkishSuffix.dative.applied(to: offer, plain: true) == dative)
    #expect(TurkishSuffix.accusative.applied(to: offer, plain: true) == accusative)
    #expect(TurkishSuffix.instrumental.applied(to: offer, plain: true) == with)
  }
}
