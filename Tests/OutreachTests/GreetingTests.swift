import Testing

@testable import Outreach

/// Names as CRMs hold them, and how a Turkish salesperson would greet: on WhatsApp, in a formal e-mail, in an English letter.
struct GreetingTests {
  /// `contact ; company ; salutation ; gender => WhatsApp | formal e-mail | English letter`, ∅ for nobody.
  static let table = """
    MEHMET YILMAZ ; HANE MİMARLIK LTD. ŞTİ. => Mehmet Bey | Mehmet Bey | Mr Yılmaz
    Fen İşleri Md. Sn. Cengiz Aktaş ; Seferihisar Belediyesi => Sayın Cengiz Aktaş | Sayın Cengiz Aktaş | Mr Aktaş
    İmar Müdürlüğü Sayın Ayşe Kaya ; Urla Belediyesi => Sayın Ayşe Kaya | Sayın Ayşe Kaya | Ms Kaya
    Ali Sayın => Ali Bey | Ali Bey | Mr Sayın
    Bölge Müdür Yardımcısı ; Bursa OSB => Sayın Yetkili | Sayın Yetkili | ∅
    Zabıta Amiri Müdürlüğü ; Urla Belediyesi => Sayın Yetkili | Sayın Yetkili | ∅
    ayşe kaya ; Bilge Koleji => Ayşe Hanım | Ayşe Hanım | Ms Kaya
    Yılmaz, Mehmet => Mehmet Bey | Mehmet Bey | Mr Yılmaz
    Kılıç, Ahmet Can ; Kılıç Metal => Ahmet Can Bey | Ahmet Can Bey | Mr Kılıç
    ARSLAN, Zeynep ; Arslan Tekstil A.Ş. => Zeynep Hanım | Zeynep Hanım | Ms Arslan
    Mehmet Yılmaz (Genel Müdür) => Mehmet Bey | Mehmet Bey | Mr Yılmaz
    Mehmet Yılmaz - Satın Alma => Mehmet Bey | Mehmet Bey | Mr Yılmaz
    Mehmet Yılmaz Genel Müdür => Mehmet Bey | Mehmet Bey | Mr Yılmaz
    Satış Müdürü Burak Aydın => Burak Bey | Burak Bey | Mr Aydın
    Burak Aydın / Satış Müdürü => Burak Bey | Burak Bey | Mr Aydın
    Burak AYDIN (ayrıldı) => Burak Bey | Burak Bey | Mr Aydın
    GÜLŞEN ÖZKAN - MUHASEBE => Gülşen Hanım | Gülşen Hanım | Ms Özkan
    Muhasebe - Fatma Hanım => Fatma Hanım | Fatma Hanım | Fatma
    Sekreter Ayten Hanım ; Ata Hukuk => Ayten Hanım | Ayten Hanım | Ayten
    Ayten hanım (sekreter) => Ayten Hanım | Ayten Hanım | Ayten
    Müdürlük ; Akdağ Belediyesi => Sayın Yetkili | Sayın Yetkili | ∅
    Yön. Kur. Bşk. Halil İbrahim Çetin => Halil İbrahim Bey | Halil İbrahim Bey | Mr Çetin
    Yön. Kur. Üyesi Nalan Aras => Nalan Hanım | Nalan Hanım | Ms Aras
    Gnl. Müd. Yrd. Cem Sağlam => Cem Bey | Cem Bey | Mr Sağlam
    Bakım Onarım ; Ege Yapı => ∅ | ∅ | ∅
    Ürün Geliştirme ; Arı Oyuncak => ∅ | ∅ | ∅
    İş Geliştirme => ∅ | ∅ | ∅
    Etkinlik Koord. Buse Alkan => Buse Hanım | Buse Hanım | Ms Alkan
    Şantiye Şefi Yavuz => Yavuz Bey | Yavuz Bey | Yavuz
    haci mehmet => Hacı Mehmet Bey | Hacı Mehmet Bey | Hacı Mehmet
    Hacı Veli => Hacı Veli Bey | Hacı Veli Bey | Hacı Veli
    http://x.com => ∅ | ∅ | ∅
    Merhaba => ∅ | ∅ | ∅
    Bay ve Bayan Yılmaz => ∅ | ∅ | Mr and Mrs Yılmaz
    Mehmet Ali => Mehmet Ali Bey | Mehmet Ali Bey | Mehmet Ali
    Halkla İlişkiler ; Ege Yapı => ∅ | ∅ | ∅
    Elektrik Bakım Şefi Yusuf Kara => Yusuf Bey | Yusuf Bey | Mr Kara
    Editör ; Kırmızı Bere Yayınları => ∅ | ∅ | ∅
    Emekli Albay Cem Sağlam => Cem Bey | Cem Bey | Mr Sağlam
    İnş. Müh. Kaan Ulu => Kaan Bey | Kaan Bey | Mr Ulu
    Özge Çam => Özge Hanım | Özge Hanım | Ms Çam
    María José Fernández => María José Fernández | Sayın María José Fernández | Ms Fernández
    hakan BEY ; Lider Oto => Hakan Bey | Hakan Bey | Hakan
    Bülent Bey - Patron => Bülent Bey | Bülent Bey | Bülent
    Ali Rıza Bey ; Rıza Mobilya => Ali Rıza Bey | Ali Rıza Bey | Ali Rıza
    özlem hn. => Özlem Hanım | Özlem Hanım | Özlem
    Öztürk Bey => Öztürk Bey | Öztürk Bey | Mr Öztürk
    Genel Müdür => ∅ | ∅ | ∅
    Kaymakam ; Bayraklı Kaymakamlığı => Sayın Yetkili | Sayın Yetkili | ∅
    İdari İşler ; Ege Yapı => ∅ | ∅ | ∅
    Facilities Manager ; Ege Yapı => ∅ | ∅ | ∅
    öz kar ; Öz-Kar Kargo => ∅ | ∅ | ∅
    Müdür Yrd. Sibel AK ; Altınbaş Kolej => Sibel Hanım | Sibel Hanım | Ms Ak
    Başhekim Op. Dr. Tarık Us => Sayın Op. Dr. Tarık Us | Sayın Op. Dr. Tarık Us | Dr Us
    Kpt. Rıza Kul => Sayın Kpt. Rıza Kul | Sayın Kpt. Rıza Kul | Capt. Kul
    Capt. Emre Kuzey => Sayın Kpt. Emre Kuzey | Sayın Kpt. Emre Kuzey | Capt. Kuzey
    Daire Başkanı Hakan Ör ; Mersin Büyükşehir Belediyesi => Hakan Bey | Hakan Bey | Mr Ör
    Dernek Bşk. Hasan Çolak ; Nakliyeciler Derneği => Hasan Bey | Hasan Bey | Mr Çolak
    Tech. Manager Oğuz BEKTAŞ ; Orion Elektronik => Oğuz Bey | Oğuz Bey | Mr Bektaş
    Head Teacher ; Riverside Primary School => ∅ | ∅ | ∅
    Muhasebe Md. Hacer Yılmaz ; Yılmazlar Un => Hacer Hanım | Hacer Hanım | Ms Yılmaz
    Yazı İşleri Müdürlüğü ; Gölbaşı Kaymakamlığı => Sayın Yetkili | Sayın Yetkili | ∅
    Ahmet Y. => Ahmet Bey | Ahmet Bey | Ahmet
    Mehmet İşler => Mehmet Bey | Mehmet Bey | Mr İşler
    Satın Alma => ∅ | ∅ | ∅
    Satınalma Departmanı => ∅ | ∅ | ∅
    İnsan Kaynakları ; Mega Plastik => ∅ | ∅ | ∅
    İK Departmanı ; Mega Plastik => ∅ | ∅ | ∅
    Firma Yetkilisi ; Mavi Koy Otel => ∅ | ∅ | ∅
    Sayın Yetkili ; Ege Yapı => ∅ | ∅ | ∅
    Purchasing Manager ; Ege Yapı => ∅ | ∅ | ∅
    Sales Team ; Brown Inc => ∅ | ∅ | ∅
    info => ∅ | ∅ | ∅
    N/A => ∅ | ∅ | ∅
    - => ∅ | ∅ | ∅
    ?? ; Mavi Koy Otel => ∅ | ∅ | ∅
    bilinmiyor ; Mavi Koy Otel => ∅ | ∅ | ∅
    [not provided] ; Mavi Koy Otel => ∅ | ∅ | ∅
    Web Lead ; Mavi Koy Otel => ∅ | ∅ | ∅
    Müşteri ; Mavi Koy Otel => ∅ | ∅ | ∅
    test => ∅ | ∅ | ∅
    asdf => ∅ | ∅ | ∅
    xxx => ∅ | ∅ | ∅
    mehmet@firma.com => ∅ | ∅ | ∅
    0532 111 22 33 => ∅ | ∅ | ∅
    A. B. => ∅ | ∅ | ∅
    HANE MİMARLIK ; HANE MİMARLIK LTD. ŞTİ. => ∅ | ∅ | ∅
    Arkon ; Arkon => ∅ | ∅ | ∅
    Kardeşler Kebap ; Kardeşler Kebap => ∅ | ∅ | ∅
    Elif Butik ; Elif Butik => ∅ | ∅ | ∅
    Yusuf ; Yusuf Kuaför => Yusuf Bey | Yusuf Bey | Yusuf
    Kemal Toprak ; Kemal Toprak => Kemal Bey | Kemal Bey | Mr Toprak
    ahmet yılmaz ; AHMET YILMAZ => Ahmet Bey | Ahmet Bey | Mr Yılmaz
    ; Ahmet Yılmaz => Ahmet Bey | Ahmet Bey | Mr Yılmaz
    ; Petek Bal => Petek Bal ekibi | Petek Bal ekibi | Petek Bal team
    ; Pınar Su => Pınar Su ekibi | Pınar Su ekibi | Pınar Su team
    ; Mehmet Çiçek => Mehmet Bey | Mehmet Bey | Mr Çiçek
    Zehra Ün ; Beyaz Ekmek Fırını => Zehra Hanım | Zehra Hanım | Ms Ün
    MEHMET ÜN => Mehmet Bey | Mehmet Bey | Mr Ün
    Petek Bal ; Arı Gıda => Petek Hanım | Petek Hanım | Ms Bal
    ; HANE MİMARLIK LTD. ŞTİ. => Hane Mimarlık ekibi | Hane Mimarlık ekibi | Hane Mimarlık team
    ; Akçaova Belediyesi => Sayın Yetkili | Sayın Yetkili | ∅
    Satın Alma ; TCDD 3. BÖLGE MÜD. => Sayın Yetkili | Sayın Yetkili | ∅
    ; Sağlık Bakanlığı Ege Lojistik Deposu => Sayın Yetkili | Sayın Yetkili | ∅
    Kaya ; Bereket => Sayın Kaya | Sayın Kaya | ∅
    Karaosmanoğlu ; KO Yapı => Sayın Karaosmanoğlu | Sayın Karaosmanoğlu | ∅
    M. Yılmaz ; Yılmaz Market => Sayın M. Yılmaz | Sayın M. Yılmaz | ∅
    M. Kemal => Kemal Bey | Kemal Bey | Kemal
    İ. Halil Şen => Halil Bey | Halil Bey | Mr Şen
    H. İbrahim Kaya => İbrahim Bey | İbrahim Bey | Mr Kaya
    Mustafa K. => Mustafa Bey | Mustafa Bey | Mustafa
    MEHMET ALİ YILDIZ => Mehmet Ali Bey | Mehmet Ali Bey | Mr Yıldız
    FATMA NUR ŞAHİN ; ŞAHİN GIDA SAN. TİC. LTD. ŞTİ. => Fatma Nur Hanım | Fatma Nur Hanım | Ms Şahin
    Hatice Kübra Kaya Demir => Hatice Kübra Hanım | Hatice Kübra Hanım | Ms Kaya Demir
    Ayşe Demir Kaya => Ayşe Hanım | Ayşe Hanım | Ms Demir Kaya
    Selin Yılmaz Özdemir => Selin Hanım | Selin Hanım | Ms Yılmaz Özdemir
    Kaya Elif => Elif Hanım | Elif Hanım | Ms Kaya
    YILMAZ Mehmet => Mehmet Bey | Mehmet Bey | Mr Yılmaz
    AYSE YILMAZ => Ayşe Hanım | Ayşe Hanım | Ms Yılmaz
    ILKER DEMIR => İlker Bey | İlker Bey | Mr Demir
    GIZEM OZTURK => Gizem Hanım | Gizem Hanım | Ms Öztürk
    Sukru Ozturk => Şükrü Bey | Şükrü Bey | Mr Öztürk
    CAGLA DINC => Çağla Hanım | Çağla Hanım | Ms Dinç
    IREM ISIK ; ISIK MIMARLIK => İrem Hanım | İrem Hanım | Ms Işık
    TUGBA => Tuğba Hanım | Tuğba Hanım | Tuğba
    Deniz Kaya => Deniz Kaya | Sayın Deniz Kaya | Deniz Kaya
    Umut Can Aydın => Umut Can Aydın | Sayın Umut Can Aydın | Umut Can Aydın
    Özgür Polat => Özgür Polat | Sayın Özgür Polat | Özgür Polat
    Evren Taş ; Taş Ofset ; ; E => Evren Bey | Evren Bey | Mr Taş
    Derya Acar ; Acar Turizm ; ; Kadın => Derya Hanım | Derya Hanım | Ms Acar
    Deniz Yılmaz ; Mavi Yat ; Bey => Deniz Bey | Deniz Bey | Mr Yılmaz
    Elif Kaya ; Ege Yapı ; ; Erkek => Elif Kaya | Sayın Elif Kaya | Elif Kaya
    Ahmet Kaya ; Kaya Export ; Mrs. => Ahmet Kaya | Sayın Ahmet Kaya | Ahmet Kaya
    Deniz => Deniz | ∅ | Deniz
    Fikret K. => Fikret | ∅ | Fikret
    Elif Kaya ; Ege Yapı ; Ms. => Elif Hanım | Elif Hanım | Ms. Kaya
    Can Öztürk ; Öztürk Gıda ; Mr. => Can Bey | Can Bey | Mr. Öztürk
    Mehmet Yılmaz ; Ege Yapı ; Bey => Mehmet Bey | Mehmet Bey | Mr Yılmaz
    Elif Kaya ; Ege Yapı ; Sayın => Sayın Elif Kaya | Sayın Elif Kaya | Ms Kaya
    Elif Kaya ; Ege Yapı ; - => Elif Hanım | Elif Hanım | Ms Kaya
    Elif Kaya ; Ege Yapı ; Merhaba Elif Hanım, => Elif Hanım | Elif Hanım | Ms Kaya
    Elif Kaya ; Ege Yapı ; Sevgili Elif => Elif Hanım | Elif Hanım | Ms Kaya
    Deniz Kaya ; Ege Yapı ; Kadın => Deniz Hanım | Deniz Hanım | Ms Kaya
    Mehmet Demir ; Ege Yapı ; Genel Müdür => Mehmet Bey | Mehmet Bey | Mr Demir
    Mehmet Demir ; Ege Yapı ; Herr => Mehmet Bey | Mehmet Bey | Mr Demir
    Mehmet Demir ; Ege Yapı ; Değerli Müşterimiz => Mehmet Bey | Mehmet Bey | Mr Demir
    Mehmet Demir ; Ege Yapı ; Mehmet Usta => Mehmet Usta | Mehmet Usta | Mehmet Usta
    ; Ege Yapı ; Sayın Elif Kaya => Sayın Elif Kaya | Sayın Elif Kaya | Ms Kaya
    ; Ege Yapı ; Sayın Yetkili => ∅ | ∅ | ∅
    ; ; MURAT BEY => Murat Bey | Murat Bey | Murat
    ; ; Bey => ∅ | ∅ | ∅
    Dr. Mehmet Işık => Dr. Mehmet Bey | Sayın Dr. Mehmet Işık | Dr Işık
    Mehmet Demir ; Ege Yapı ; Dr. => Dr. Mehmet Bey | Sayın Dr. Mehmet Demir | Dr Demir
    Av. Selin Demir => Av. Selin Hanım | Sayın Av. Selin Demir | Ms Demir
    Av. Kaya ; Kaya Hukuk Bürosu => Sayın Av. Kaya | Sayın Av. Kaya | ∅
    Dt Ece Su => Ece Hanım | Sayın Dt. Ece Su | Dr Su
    Ecz. Pınar Koç ; Koç Eczanesi => Pınar Hanım | Sayın Ecz. Pınar Koç | Ms Koç
    SMMM Nurten Koç => Sayın SMMM Nurten Koç | Sayın SMMM Nurten Koç | Ms Koç
    Prof. Dr. AHMET ÖZ => Sayın Prof. Dr. Ahmet Öz | Sayın Prof. Dr. Ahmet Öz | Prof. Öz
    Doç.Dr.Ali Yılmaz => Sayın Doç. Dr. Ali Yılmaz | Sayın Doç. Dr. Ali Yılmaz | Dr Yılmaz
    Uzm. Dr. Kerem Ateş => Sayın Uzm. Dr. Kerem Ateş | Sayın Uzm. Dr. Kerem Ateş | Dr Ateş
    Dr. Deniz Işık => Sayın Dr. Deniz Işık | Sayın Dr. Deniz Işık | Dr Işık
    Sn. Orhan Baş => Sayın Orhan Baş | Sayın Orhan Baş | Mr Baş
    Sn. Ayşe Nur YILDIZ => Sayın Ayşe Nur Yıldız | Sayın Ayşe Nur Yıldız | Ms Yıldız
    Bay Ali => Ali Bey | Ali Bey | Ali
    Mr. Ahmet Kaya => Ahmet Bey | Ahmet Bey | Mr. Kaya
    John Smith => John Smith | Sayın John Smith | Mr Smith
    Smith, John ; Smith Co. => John Smith | Sayın John Smith | Mr Smith
    sarah connor => Sarah Connor | Sayın Sarah Connor | Ms Connor
    JAMES WHITE ; White & Sons Ltd => James White | Sayın James White | Mr White
    Mrs. Patricia Hill => Patricia Hanım | Patricia Hanım | Mrs. Hill
    Dr Emily Clark => Sayın Dr. Emily Clark | Sayın Dr. Emily Clark | Dr Clark
    Dr. James Whitcombe ; Northfield ; Dr. Whitcombe => Sayın Dr. James Whitcombe | Sayın Dr. James Whitcombe | Dr Whitcombe
    PATRICK O'NEIL => Patrick O'Neil | Sayın Patrick O'Neil | Mr O'Neil
    RONALD MCDONALD => Ronald McDonald | Sayın Ronald McDonald | Mr McDonald
    JEAN-LUC DUPONT => Jean-Luc Dupont | Sayın Jean-Luc Dupont | Jean-Luc Dupont
    JAN VAN DER BERG => Jan van der Berg | Sayın Jan van der Berg | Mr van der Berg
    Maria de la Cruz => Maria de la Cruz | Sayın Maria de la Cruz | Ms de la Cruz
    Ahmet Yılmaz / Ayşe Kaya => Ahmet Bey | Ahmet Bey | Mr Yılmaz
    Mehmet Demir, Ayşe Kaya => Mehmet Bey | Mehmet Bey | Mr Demir
    Ahmet Yılmaz 0532 111 22 33 => Ahmet Bey | Ahmet Bey | Mr Yılmaz
    Mehmet Demir <mehmet@ege.com> => Mehmet Bey | Mehmet Bey | Mr Demir
    🌟 Merve Yıldız 🌟 => Merve Hanım | Merve Hanım | Ms Yıldız
    Araş. Gör. Dr. Esra Tok => Sayın Araş. Gör. Dr. Esra Tok | Sayın Araş. Gör. Dr. Esra Tok | Dr Tok
    Araş. Gör. Esra Tok => Sayın Araş. Gör. Esra Tok | Sayın Araş. Gör. Esra Tok | Ms Tok
    Dr. Öğr. Üyesi Ali Er => Sayın Dr. Öğr. Üyesi Ali Er | Sayın Dr. Öğr. Üyesi Ali Er | Dr Er
    Dr. Öğretim Üyesi Ali Er => Sayın Dr. Öğr. Üyesi Ali Er | Sayın Dr. Öğr. Üyesi Ali Er | Dr Er
    Stj. Av. Ece Bal => Sayın Stj. Av. Ece Bal | Sayın Stj. Av. Ece Bal | Ms Bal
    Arabulucu Av. Ece Bal => Av. Ece Hanım | Sayın Av. Ece Bal | Ms Bal
    Ece Bal, Av. => Av. Ece Hanım | Sayın Av. Ece Bal | Ms Bal
    Diş Hekimi Burak Ilgaz => Burak Bey | Sayın Dt. Burak Ilgaz | Dr Ilgaz
    Uzman Diş Hekimi Burak Ilgaz => Sayın Uzm. Dt. Burak Ilgaz | Sayın Uzm. Dt. Burak Ilgaz | Dr Ilgaz
    Veteriner Hekim Can Er => Sayın Vet. Hek. Can Er | Sayın Vet. Hek. Can Er | Can Er
    Doç. Dr. Emre Sağlık => Sayın Doç. Dr. Emre Sağlık | Sayın Doç. Dr. Emre Sağlık | Dr Sağlık
    Dr. Emre Sağlık => Dr. Emre Bey | Sayın Dr. Emre Sağlık | Dr Sağlık
    Av. Selin Hukuk => Av. Selin Hanım | Sayın Av. Selin Hanım | Selin
    Sir Geoffrey Hale ; Hale Trust => Sayın Sir Geoffrey Hale | Sayın Sir Geoffrey Hale | Sir Geoffrey
    Collections ; Hale Trust => ∅ | ∅ | ∅
    Tuna => Tuna | ∅ | Tuna
    Güneş => Güneş | ∅ | Güneş
    Teknik Müdür Suat Gürel => Suat Bey | Suat Bey | Mr Gürel
    Murat Oy => Murat Bey | Murat Bey | Mr Oy
    Yılmaz Erdoğan => Yılmaz Erdoğan | Sayın Yılmaz Erdoğan | Yılmaz Erdoğan
    """

  @Test(arguments: table.split(separator: "\n").map(String.init))
  func `people are greeted as they are called`(line: String) throws {
    let sides = line.split(separator: "=>")
    try #require(sides.count == 2)
    let lead = try Self.lead(String(sides[0]))
    let addressee = Addressee(lead, firm: lead.company.map { FirmName.mended($0) })
    let greetings = [
      addressee.form(.plain, language: .tr, isLetter: false), addressee.form(.formal, language: .tr, isLetter: true),
      addressee.form(.formal, language: .en, isLetter: true),
    ]
    #expect(greetings.map { $0 ?? "∅" }.joined(separator: " | ") == Self.trimmed(sides[1]))
  }

  @Test(arguments: [Addressee.Form.plain, .formal, .informal])
  func `whoever is Ms. and a surname is called so in English`(form: Addressee.Form) throws {
    let lead = try Self.lead("Ms. O'Brien ; Green Valley Municipality")
    #expect(Addressee(lead, firm: lead.company).form(form, language: .en, isLetter: true) == "Ms. O'Brien")
  }

  @Test func `the table holds a hundred and twenty leads`() {
    #expect(Self.table.split(separator: "\n").count >= 120)
  }

  @Test(arguments: [
    ("HANE MİMARLIK SAN. VE TİC. LTD. ŞTİ.", "Hane Mimarlık"), ("ARKON YAPI VE TİC. A.Ş.", "Arkon Yapı"),
    ("Karadeniz Endüstriyel Mutfak San. ve Tic. Ltd. Şti.", "Karadeniz Endüstriyel Mutfak"),
    ("EGE YAPI İNŞ. TAAH. SAN. VE TİC. LTD. ŞTİ.", "Ege Yapı İnşaat"), ("Öz Sanayi", "Öz Sanayi"),
    ("Yılmaz Ticaret Ltd. Şti.", "Yılmaz Ticaret"), ("ABC Plastik Sanayi ve Ticaret A.Ş.", "ABC Plastik"),
    ("TRT", "TRT"), ("IBM TÜRK LTD. ŞTİ.", "IBM Türk"), ("HDI SİGORTA A.Ş.", "HDI Sigorta"),
    ("MAVI KOY OTEL", "Mavi Koy Otel"),
    ("Kardeşler Tur. San. Tic. Ltd. Şti. (Merkez)", "Kardeşler Turizm"), ("ISIK MIMARLIK", "Işık Mimarlık"),
    ("KILIC MAKINA", "Kılıç Makina"), ("karahan çelik", "Karahan Çelik"), ("sahibinden.com", "sahibinden.com"),
    ("Al Noor Trading LLC", "Al Noor Trading"), ("Yıldız Diş Kliniği", "Yıldız Diş Kliniği"),
    ("SULTANBEYLİ ET ENT. TESİSLERİ", "Sultanbeyli Et Entegre Tesisleri"),
    ("HANE Mimarlık", "HANE Mimarlık"), ("BURSA İL MİLLİ EĞİTİM MÜD.", "Bursa İl Milli Eğitim Müdürlüğü"),
    ("BURSA İL SAĞLIK MÜDÜRLÜĞÜ", "Bursa İl Sağlık Müdürlüğü"), ("Ege Üniv. Tıp Fak.", "Ege Üniv. Tıp Fakültesi"),
    ("Nilüfer San. Sit.", "Nilüfer Sanayi Sitesi"), ("Bilge Eğitim Kur.", "Bilge Eğitim Kurumları"),
    ("Ziraat Bankası Nilüfer Şb.", "Ziraat Bankası Nilüfer Şubesi"), ("Yapı Kredi Yay.", "Yapı Kredi Yayınları"),
    ("Ada Yay. Ltd. Şti.", "Ada Yayıncılık"), ("Migros T.A.Ş.", "Migros"), ("MİGROS TİCARET T.A.Ş.", "Migros Ticaret"),
    ("Güneş Gıda A.Ş. Genel Müdürlük", "Güneş Gıda"), ("Öz Taş", "Öz Taş"),
    ("Stüdyo 34", "Stüdyo 34"), ("A.Ş.", "A.Ş."), ("", ""),
  ])
  func `firms are called without their legal form`(name: String, expected: String) {
    #expect(FirmName.mended(name) == expected)
  }

  @Test(arguments: [
    ("Elif Kaya", true), ("Deniz", true), ("Dr. Mehmet Işık", false), ("Sn. Orhan Baş", false), ("Kaya", false),
    ("info", false), ("SMMM Nurten Koç", false), ("Ece Bal, Av.", false), ("Ali Usta", false), ("Şoför Ali", true),
    ("Kalfa Murat", true), ("Er Ailesi", false),
  ])
  func `sen is for first names without a title`(contact: String, expected: Bool) throws {
    var lead = Lead(id: try #require(LeadID("1")))
    lead.contactName = contact
    #expect(Addressee(lead, firm: nil).isOnFirstNameTerms == expected)
  }

  @Test func `a doctor gets no sen from a tone that says it`() throws {
    var lead = Lead(id: try #require(LeadID("1")))
    lead.contactName = "Dr. Mehmet Işık"
    lead.company = "Işık Diş"
    for step in try SequenceTests.sequence(for: SequenceTests.request(lead, tone: "samimi_sen")).steps {
      #expect(!TurkishAddress.saysSen(step.message), "\(step.message)")
    }
  }

  /// The quick way for names that are as they should be must not differ from the long one.
  @Test func `plain names read the same both ways`() {
    for line in Self.table.split(separator: "\n") {
      let contact = Self.trimmed(line.split(separator: ";")[0].split(separator: "=")[0])
      if let plain = PlainName(contact) { #expect(plain.person == NameReading(contact).person, "\(contact)") }
    }
    #expect(PlainName("Yusuf Kara") != nil && PlainName("Mehmet Ali Yıldız") != nil && PlainName("YUSUF KARA") == nil)
  }

  @Test func `lists of names hold what they promise`() {
    let women = FirstNameList.women.split(whereSeparator: \.isWhitespace)
    let men = FirstNameList.men.split(whereSeparator: \.isWhitespace)
    #expect(women.count + men.count >= 600)
    for name in ["Deniz", "Umut", "Evren", "Can", "Özgür", "Derya", "Ümit", "Yaşar", "İlkay", "Ege"] {
      let known = FirstName.known(fold(name))
      #expect(known != nil && known?.sex == nil, "\(name)")
    }
  }

  private static func lead(_ text: String) throws -> Lead {
    let cells = text.split(separator: ";", omittingEmptySubsequences: false).map { trimmed($0) }
    func cell(_ index: Int) -> String? { index < cells.count && !cells[index].isEmpty ? cells[index] : nil }
    var lead = Lead(id: try #require(LeadID("1")))
    lead.contactName = cell(0)
    lead.company = cell(1)
    lead.salutation = cell(2)
    lead.gender = cell(3)
    return lead
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
