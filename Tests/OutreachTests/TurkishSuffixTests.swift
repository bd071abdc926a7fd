import Testing

@testable import Outreach

/// Names as Turkish firms, people and places bear them, each under the endings it takes. The endings were written down
/// by the rules of Türk Dil Kurumu's spelling guide, not taken from the program.
struct TurkishSuffixTests {
  struct Family: CustomTestStringConvertible, Sendable {
    /// genitive dative accusative locative ablative instrumental possessive
    var endings: String
    var names: [String]
    var testDescription: String { endings }
  }

  static let families: [Family] = [
    Family(
      endings: "nın ya yı da dan yla sı",
      names: [
        "Akasya", "Moda", "Anka", "Ankara", "Antalya", "Bursa", "Adana", "Muğla", "Karşıyaka", "Alsancak Moda",
        "Yılmaz Yapı", "Ege Halı", "Modern Kapı", "Kapalıçarşı", "Öz Gıda", "Yıldız Boya", "Elmas Takı", "Anadolu Çatı",
        "Lara", "Derya", "Hülya", "Mobilya Plaza", "Alfa", "Beta Sigorta", "Doğa", "Toprak Kasa", "Kaya", "Aslan Kaya",
        "Mahmut Avcı", "Hakkı", "Ahmet Hamdi Sarı", "Topkapı", "Kardeşler Kahvaltı", "Güzel Dünya",
        "Vodafone Arena", "Matbaa", "Sigorta", "Marka", "Nova", "Toyota", "Coca-Cola", "Honda", "Zara", "Kardeş Yapı",
      ]),
    Family(
      endings: "nin ye yi de den yle si",
      names: [
        "Yeni Cami",
        "Hane", "Ege", "Ege Enerji", "Mavi", "Beyaz Galeri", "Güneş Deri", "Zirve Teknoloji", "Bilgi", "Kütahya Çini",
        "Ayşe", "Emine", "Ali", "Mehmet Ali", "İnci", "Denizli", "Kayseri", "Rize", "Niğde", "Sergi", "Kahve",
        "Kale", "Çeşme", "Atölye", "Kule", "Mutlu Bebe", "Öz Sanayi", "Pepsi", "Taksi", "Akademi", "Fizyoterapi",
        "Nar Terapi", "Cafe", "Köşe Cafe", "Bahçe", "Petek Pastane", "Yeşil Eczane", "Defne", "Yeşil Vadi",
        "TRT", "PTT", "ABC", "ABC Ltd. A.Ş.", "Hane A.Ş.", "Yıldız AŞ", "TBMM", "THY", "OSB", "AVM", "İBB", "KVKK",
        "LC", "DHL", "H&M", "Plan B", "5G", "Stüdyo 2", "Büro 7", "Otel 20", "Cadde 50", "No 27",
        "Family", "Medya City", "Sony", "GmbH", "Siemens GmbH", "3M", "SGK", "DSİ", "BMW",
      ]),
    Family(
      endings: "nun ya yu da dan yla su",
      names: [
        "Kargo", "Yıldız Kargo", "Palto", "Foto", "Yakamoz Oto", "Peugeot", "Renault", "Stüdyo", "Palmiye Stüdyo",
        "Koru",
        "Doğu", "Ordu", "Banu", "Duygu", "Burcu", "Vitamino", "Nato", "Çınar Disko", "Turkcell Radyo", "Migros Jumbo",
        "Porto", "Vinç Depo", "Volvo", "Espresso", "Yahoo!", "Bureau", "Lego", "Kuzu", "Marmara Koru",
      ]),
    Family(
      endings: "nün ye yü de den yle sü",
      names: ["Büyü", "Köprü", "Ülkü", "Örgü", "Kürsü", "ODTÜ", "İTÜ", "Şükrü", "Menü", "Taş Köprü", "Tütsü", "Ütü"]),
    Family(
      endings: "ın a ı da dan la ı",
      names: [
        "Oracle",
        "Kartal", "Kanal", "Çınar", "Yılmaz", "Aydın", "Vadistanbul Plaza Alan", "Bahar", "Yakamoz Sandal", "Kaplan",
        "Arslan", "Doğan Yıldırım", "Hasan", "Ayhan", "Erdal", "Vural", "Ünal", "Adıyaman", "Batman", "Van",
        "Mardin Han",
        "Marmaris Pınar", "Pınar", "Anadolu Yayın", "Yayıncılar", "Kardeş Yaylalar", "İnşaatçılar", "Google", "Twitter",
        "Nokta Tasarım", "Yalın Yazılım", "Mavi Dağıtım", "Yapı Bakım", "Akın", "Ak Tarım", "Altın", "Kasım",
        "Sur Design", "Yeni Alan", "Cihan", "Ozan", "Egemen Mimar", "Şan", "Kervan", "ASELSAN",
        "İnter Center",
      ]),
    Family(
      endings: "ın a ı ta tan la ı",
      names: [
        "Hane Mimarlık", "Mimarlık", "Trend Life", "Işık", "Yıldız Danışmanlık", "Kaya Avukatlık",
        "Öz İnşaat", "Doğan İnşaat", "Sanat",
        "Hayat", "Rahat", "Nakliyat", "Yıldız Nakliyat", "Aras Hafriyat", "Tesisat", "Barış", "Bakış", "Alsancak",
        "Zonguldak", "Uşak", "Gaziantep Konak", "Uçak", "Toprak", "Yaprak", "Sıcak", "Otel Konak", "Taş", "Beşiktaş",
        "Ataş", "BOTAŞ", "TÜPRAŞ", "Bayrak", "Atlas", "Kaş", "Aras", "Karataş", "Altınbaş", "Elmas", "As",
        "Kasap", "Hesap", "Araç", "Otel 40", "Büro 60", "WhatsApp", "Microsoft Kaynak", "Nakış", "HANE MİMARLIK",
        "Mimarlik",
      ]),
    Family(
      endings: "in e i de den le i",
      names: [
        "Cambridge", "Ideal", "Bosphorus Bridge",
        "Ekin", "Deniz", "Yasemin", "Güven", "Çiçekçiler", "Otel", "Güzel Otel", "Hotel", "Ceren", "Yeşil", "Mermer",
        "Şirinevler", "Bahçelievler", "Mersin", "Sedir", "Munzur Eser", "İzmir", "Selim", "Kerem",
        "Tekstil", "Yeni Tekstil", "Eğitim", "Mavi Eğitim", "Turizm", "Ege Turizm", "Bizim Ekibim", "Kristal", "Metal",
        "Hilal", "Kemal", "Dijital", "Medikal", "Global", "Festival", "Karnaval", "Sosyal", "Dental", "Termal", "İdeal",
        "A101", "Stüdyo 1", "Ofis 8", "Plaza 80", "Bisiklet 1000", "Holding 5000", "Mühendis Ekrem",
        "Bizim Ev", "Egem", "Nergiz", "Elif Demir", "Merve Özdemir", "Ahmet Şen",
      ]),
    Family(
      endings: "in e i te ten le i",
      names: [
        "Petek", "Çiçek", "Gelincik", "Temizlik", "Mühendislik", "Yılmaz Mühendislik", "Güzellik", "Estetik",
        "Lojistik",
        "Ege Lojistik", "Optik", "Yeni Optik", "Plastik", "Seramik", "Butik", "Boutique", "Elmas Boutique",
        "Mutlu Bebek",
        "Ticaret", "Süper Market", "Market", "Emniyet", "Hizmet", "Cennet", "Seyahat", "Metro Seyahat", "Ziraat",
        "Saat", "Gümüş Saat", "Ahmet", "Mehmet", "Cemaat", "Kreş", "Güneş Kreş", "Ateş", "Servis",
        "Oto Servis", "Office", "Tepe Ofis", "Ofis", "Gençlik", "Kitap Müzik", "Bilecik", "Şenlik", "Rustik", "Ltd.",
        "Yıldız Ltd", "Stüdyo 5", "Tic.", "Kaya Tech",
      ]),
    Family(
      endings: "un a u da dan la u",
      names: [
        "Salon", "Balon", "Organizasyon", "Yıldız Organizasyon", "Dekorasyon", "Konfeksiyon", "Trabzon",
        "Ballon", "Kolon", "Doktor", "Uzman Doktor", "Motor", "Bodrum", "Çorum", "Erzurum", "Yağmur",
        "Onur", "Uğur", "Nur", "Sultan Yavuz", "Yavuz", "Kavun", "Bulgur", "Tur", "Ay Tur", "İstanbul", "Futbol",
        "Facebook Ekonomi ve Forum", "Forum", "Sahibinden.com", "N11.com", "Sporum", "Home", "English Home", "Kum",
        "Stüdyo 9", "Nokta 10", "Reklam 1000000", "Telekom", "Türk Telekom", "Store", "Apple Store", "Yeni Beton",
      ]),
    Family(
      endings: "un a u ta tan la u",
      names: [
        "Nike House", "Bulut", "Umut", "Yeni Robot", "Robot", "Dost", "Yurt", "Pamuk", "Çocuk", "Ufuk", "Hukuk",
        "Güven Hukuk",
        "Kaya Hukuk", "Group", "Yıldız Group", "Grup", "Kumluk", "Ege Grup", "Bosch", "Boş",
        "Turgut", "Mahmut", "Fotoğraf Shop", "Shop", "Bebek Shop", "Pilot", "Xerox Robot", "Linux", "Kuşluk",
        "Kuyumculuk", "Elmas Kuyumculuk", "Koçluk", "Tok",
      ]),
    Family(
      endings: "ün e ü de den le ü",
      names: [
        "Emlak Gayrimenkul",
        "Gül", "Özgür", "Kültür", "Anadolu Kültür", "Üzüm", "Çözüm", "Mavi Çözüm", "Ömür", "Düzgün", "Akgün", "Petrol",
        "Öz Petrol", "Kontrol", "Alkol", "Ekol", "Protokol", "Göl", "Üçgül", "Kuaför", "Salon Kuaför",
        "Sektör", "Motör", "Gün", "Büro 100", "Otel 200", "Stüdyo 1900", "Türkün", "Ampul",
      ]),
    Family(
      endings: "ün e ü te ten le ü",
      names: [
        "Gümüş", "Stüdyo 34", "Stüdyo 4", "Otel 1903", "Cadde 3", "Süt", "Öz Süt", "Köşk", "Beyaz Köşk", "Türk", "Güç",
        "Söğüt", "Küçük", "Büyük", "Düş", "Dönüş", "Yeni Gözlük", "Gözlük", "Sözcük", "Özgürlük", "Yüzük",
      ]),
    Family(
      endings: "nin ne ni nde nden yle ",
      names: [
        "Yıldız Diş Kliniği", "Güzellik Merkezi", "Ada Tıp Merkezi", "Kadın Doğum Hastanesi", "Bebek Evi", "Gelin Evi",
        "Kitap Evi", "Yayınevi", "Anadolu Yayınevi", "Kent Oteli", "Deniz Oteli", "Sağlık Hizmetleri",
        "Temizlik Ürünleri",
        "Çelik Ev Aletleri", "Müşavirlik Ofisi", "Mimarlık Ofisi", "Yılmaz Mühendislik Hizmetleri", "Boğaziçi",
        "Yıldız Teknik Üniversitesi", "Kardeşler Ekmek Teknesi", "Emeklilik Şirketi", "Veteriner Kliniği", "Ltd. Şti.",
        "Hane Mimarlık Ltd. Şti.", "Ada San. ve Tic. Ltd. Şti.", "Yıldız ŞTİ", "Çiçeksepeti", "Yemeksepeti",
        "Tiyatro Kafesi",
        "Kule Bahçesi", "Meyve Bahçesi", "İzmir Tabipler Derneği", "Genç Birliği", "Ege Mühendisliği", "Yapı Marketi",
        "Ege Ticareti", "Fethiye Eğitim Sistemleri", "Kuyumcular Çeşmesi", "Spor Tesisi", "Kültür Merkezi",
        "Ev Bakım Servisi",
      ]),
    Family(
      endings: "nın na nı nda ndan yla ",
      names: [
        "Gökkuşağı",
        "Simit Sarayı", "Ziraat Bankası", "İş Bankası", "Kahve Dünyası", "Ticaret Odası", "Hasta Bakım Danışmanlığı",
        "Ege Ortaklığı", "Güneş Mağazası", "Aile Lokantası", "Ev Eşyaları", "Bebek Odası", "Kuşadası", "Pınarbaşı",
        "Nişantaşı", "Tarım İlaçları", "Mimarlar Odası", "Deniz Kıyısı", "Ekmek Fırını", "Taş Fırını",
        "Düğün Salonları", "Kayak Takımı", "Spor Ayakkabıları", "Muhasebe Yazılımı", "İç Mimar Tasarımı",
        "Uludağ Kaynağı",
        "Emlak Danışmanı", "Balıkçı Barınağı", "Köy Kahvaltısı", "Huzur Apartmanı", "Çocuk Bakımı", "Ebru Sanatı",
      ]),
    Family(
      endings: "nun na nu nda ndan yla ",
      names: [
        "Düğün Salonu", "İpek Yolu", "Karaoğlu", "Hacıoğlu", "Eyüboğlu", "Beyoğlu", "Çocuk Korosu", "Kız Yurdu",
        "Müzik Organizasyonu", "Film Stüdyosu", "Fotoğraf Stüdyosu", "Doğa Anaokulu", "Anaokulu", "Yelken Okulu",
        "Gençlik Sporu", "Halı Deposu", "Kargo Deposu", "Oyun Kutusu", "Aile Doktoru",
      ]),
    Family(
      endings: "nün ne nü nde nden yle ",
      names: [
        "Eminönü", "Yelken Kulübü", "Spor Kulübü", "Nüfus Müdürlüğü", "Beyaz Köşkü",
        "Avcılar Köprüsü", "Güneş Gözlüğü", "Saç Kuaförü", "Bayan Kuaförü",
      ]),
  ]

  static let suffixes: [TurkishSuffix] = [
    .genitive, .dative, .accusative, .locative, .ablative, .instrumental, .possessive,
  ]

  @Test(arguments: families) func `each name takes its endings`(family: Family) {
    let endings = family.endings.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for name in family.names {
      for (suffix, ending) in zip(Self.suffixes, endings) {
        let expected = ending.isEmpty ? name : "\(name)'\(ending)"
        #expect(suffix.applied(to: name) == expected)
      }
    }
  }

  @Test func `the table holds at least three hundred names`() {
    let names = Self.families.flatMap(\.names)
    #expect(Set(names).count == names.count)
    #expect(names.count >= 300)
  }
}
