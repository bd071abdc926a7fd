/// Words around a name that belong to its bearer's rank or place and not to the name.
enum NameWord: Hashable {
  /// Says the sex and nothing else: Bey, Hanım, Mr., Frau. `isAfterName` tells the Turkish ones, which follow a first name.
  case honorific(Sex, isAfterName: Bool)
  /// Sayın, Sn.: for anybody whom one respects.
  case esteemed
  /// Dr., Av., Prof.: stays with the name.
  case title(Title)
  /// "Müdür", "Satın Alma", "info": the place, not the person.
  case role

  struct Title: Hashable {
    /// As it is written before a name.
    var spelling: String
    /// Goes with a first name: "Dr. Mehmet Bey"; "SMMM Nurten Hanım" and "Prof. Ahmet Bey" nobody says.
    var isSpoken = true
    /// Stands on a card and before no name in a letter: "Müh.".
    var isQualification = false
    /// Written on a card and in letters, and left out where people talk: SMMM, Ecz., Dt.
    var isForLetters = false
    /// What an English letter says; nil where it says nothing.
    var english: String?
  }

  /// - Parameters:
  ///   - folded: the word folded, without points.
  ///   - hasPoint: whether it was written as an abbreviation.
  static func known(_ folded: String, hasPoint: Bool) -> NameWord? {
    if let honorific = honorifics[folded] { return honorific }
    if hasPoint, let honorific = honorificsWithPoint[folded] { return honorific }
    if let title = titles[folded] { return .title(title) }
    if hasPoint, let title = titlesWithPoint[folded] { return .title(title) }
    return roles.contains(folded) ? .role : nil
  }

  static func isRole(_ word: Substring) -> Bool { known(foldedWord(word), hasPoint: word.contains(".")) == .role }

  /// Titles as they are said together: "Vet. Hek." is one, and "Yrd." one before "Doç." only; behind "Müdür" it belongs to
  /// the role.
  static func joined(_ titles: [Title]) -> [Title] {
    let isTeacher = titles.contains { $0.spelling == "Doç." }
    let isLawyer = titles.contains { $0.spelling == "Av." }
    let isVet = titles.contains { $0.spelling == "Vet." } && titles.contains { $0.spelling == "Hek." }
    return titles.compactMap { title in
      if title.spelling == "Yrd.", !isTeacher { return nil }
      // Trainees of all trades are people like others.
      if title.spelling == "Stj.", !isLawyer { return nil }
      var title = title
      if isVet, title.spelling == "Vet." { title.spelling = "Vet. Hek." }
      return title
    }
  }

  /// Words that are roles in front of nothing and surnames after a first name: "Ayşe Usta".
  static func mayBeSurname(_ folded: String) -> Bool {
    [
      "uzman", "baskan", "usta", "mimar", "ortak", "sef", "kaptan", "noter", "hoca", "patron", "muhendis", "kaymakam",
      "vali", "vekil", "isler", "yuksek", "reis", "albay", "binbasi", "yuzbasi", "tegmen", "saglik", "berber",
      "hakim", "imam", "savci", "hemsire", "ogretmen", "sofor", "kalfa", "eski",
    ].contains(folded)
  }

  /// Whether the role is that of somebody who works for the one before it.
  static func isAssistant(_ folded: String) -> Bool {
    ["kalfasi", "asistani", "sekreteri", "teknisyeni", "teknikeri", "katibi"].contains(folded)
  }

  /// What those who know somebody say behind a first name, and whose it can be: "Güler Abla", "Ayşe Hoca".
  static func isElder(_ folded: String, _ sex: Sex?) -> Bool {
    switch folded {
    case "abla", "teyze": sex != .male
    case "abi", "agabey", "agbi", "amca", "dayi", "reis": sex != .female
    case "hoca", "hocam": true
    default: false
    }
  }

  private static let honorifics: [String: NameWord] = [
    "bey": .honorific(.male, isAfterName: true), "beyefendi": .honorific(.male, isAfterName: true),
    "hanim": .honorific(.female, isAfterName: true), "hanimefendi": .honorific(.female, isAfterName: true),
    "hnm": .honorific(.female, isAfterName: true), "hn": .honorific(.female, isAfterName: true),
    "bay": .honorific(.male, isAfterName: false), "bayan": .honorific(.female, isAfterName: false),
    "mr": .honorific(.male, isAfterName: false), "mister": .honorific(.male, isAfterName: false),
    "mrs": .honorific(.female, isAfterName: false), "ms": .honorific(.female, isAfterName: false),
    "miss": .honorific(.female, isAfterName: false), "madam": .honorific(.female, isAfterName: false),
    "herr": .honorific(.male, isAfterName: false), "frau": .honorific(.female, isAfterName: false),
    "signor": .honorific(.male, isAfterName: false), "signora": .honorific(.female, isAfterName: false),
    "senor": .honorific(.male, isAfterName: false), "senora": .honorific(.female, isAfterName: false),
    "monsieur": .honorific(.male, isAfterName: false), "madame": .honorific(.female, isAfterName: false),
    "mme": .honorific(.female, isAfterName: false), "mlle": .honorific(.female, isAfterName: false),
    "sayin": .esteemed, "sn": .esteemed, "syn": .esteemed, "muhterem": .esteemed,
  ]

  /// "HR" is a department.
  private static let honorificsWithPoint: [String: NameWord] = [
    "hr": .honorific(.male, isAfterName: false), "fr": .honorific(.female, isAfterName: false),
    "sig": .honorific(.male, isAfterName: false), "sigra": .honorific(.female, isAfterName: false),
    "sr": .honorific(.male, isAfterName: false), "sra": .honorific(.female, isAfterName: false),
    "srta": .honorific(.female, isAfterName: false),
  ]

  private static let titles: [String: Title] = [
    "dr": Title(spelling: "Dr.", english: "Dr"), "doktor": Title(spelling: "Dr.", english: "Dr"),
    "prof": Title(spelling: "Prof.", isSpoken: false, english: "Prof."),
    "profesor": Title(spelling: "Prof.", isSpoken: false, english: "Prof."),
    "professor": Title(spelling: "Prof.", isSpoken: false, english: "Prof."),
    "docent": Title(spelling: "Doç.", isSpoken: false),
    "av": Title(spelling: "Av."), "avukat": Title(spelling: "Av."), "avk": Title(spelling: "Av."),
    "dt": Title(spelling: "Dt.", isForLetters: true, english: "Dr"),
    "ecz": Title(spelling: "Ecz.", isForLetters: true), "eczaci": Title(spelling: "Ecz.", isForLetters: true),
    "uzm": Title(spelling: "Uzm.", isSpoken: false), "opr": Title(spelling: "Op.", isSpoken: false),
    "psk": Title(spelling: "Psk.", isForLetters: true),
    "kpt": Title(spelling: "Kpt.", isSpoken: false, english: "Capt."),
    "sir": Title(spelling: "Sir", isSpoken: false, english: "Sir"),
    "dame": Title(spelling: "Dame", isSpoken: false, english: "Dame"),
    "capt": Title(spelling: "Kpt.", isSpoken: false, english: "Capt."),
    "captain": Title(spelling: "Kpt.", isSpoken: false, english: "Capt."),
    "dyt": Title(spelling: "Dyt.", isForLetters: true), "fzt": Title(spelling: "Fzt.", isForLetters: true),
    "yrd": Title(spelling: "Yrd.", isSpoken: false),
    "ars": Title(spelling: "Arş.", isSpoken: false), "vet": Title(spelling: "Vet.", isForLetters: true),
    "stj": Title(spelling: "Stj.", isSpoken: false), "stajyer": Title(spelling: "Stj.", isSpoken: false),
    "ogr": Title(spelling: "Öğr.", isSpoken: false),
    "smmm": Title(spelling: "SMMM", isSpoken: false, isForLetters: true),
    "ymm": Title(spelling: "YMM", isSpoken: false, isForLetters: true),
    "ing": Title(spelling: "Ing.", isSpoken: false, isQualification: true),
  ]

  /// Words of their own without the point.
  private static let titlesWithPoint: [String: Title] = [
    "dott": Title(spelling: "Dott.", isSpoken: false, english: "Dr"),
    "dottssa": Title(spelling: "Dott.ssa", isSpoken: false, english: "Dr"),
    "rev": Title(spelling: "Rev.", isSpoken: false, english: "Rev."),
    "ven": Title(spelling: "Ven.", isSpoken: false, isQualification: true),
    "eng": Title(spelling: "Eng.", isSpoken: false, isQualification: true),
    "jun": Title(spelling: "jun.", isSpoken: false, isQualification: true),
    "jr": Title(spelling: "Jr.", isSpoken: false, isQualification: true),
    "op": Title(spelling: "Op.", isSpoken: false), "doc": Title(spelling: "Doç.", isSpoken: false),
    "gor": Title(spelling: "Gör.", isSpoken: false), "aras": Title(spelling: "Araş.", isSpoken: false),
    "uye": Title(spelling: "Üye.", isSpoken: false),
    "hek": Title(spelling: "Hek.", isSpoken: false, isQualification: true),
    "yuk": Title(spelling: "Yük.", isSpoken: false, isQualification: true),
    "muh": Title(spelling: "Müh.", isSpoken: false, isQualification: true),
    "ins": Title(spelling: "İnş.", isSpoken: false, isQualification: true),
    "mak": Title(spelling: "Mak.", isSpoken: false, isQualification: true),
    "elk": Title(spelling: "Elk.", isSpoken: false, isQualification: true),
    "zir": Title(spelling: "Zir.", isSpoken: false, isQualification: true),
    "jeo": Title(spelling: "Jeo.", isSpoken: false, isQualification: true),
    "bil": Title(spelling: "Bil.", isSpoken: false, isQualification: true),
    "end": Title(spelling: "End.", isSpoken: false, isQualification: true),
    "cev": Title(spelling: "Çev.", isSpoken: false, isQualification: true),
    "kim": Title(spelling: "Kim.", isSpoken: false, isQualification: true),
    "mim": Title(spelling: "Mim.", isSpoken: false, isQualification: true),
    "ogr": Title(spelling: "Öğr.", isSpoken: false),
    "y": Title(spelling: "Y.", isSpoken: false, isQualification: true),
    "dipl": Title(spelling: "Dipl.", isSpoken: false, isQualification: true),
    "alb": Title(spelling: "Alb.", isSpoken: false), "yzb": Title(spelling: "Yzb.", isSpoken: false),
  ]

  private static let roles: Set<String> = Set(
    """
    mudur muduru mudurlugu mdr mud genel satin alma satinalma satis satislar pazarlama muhasebe muhasebeci finans insan
    kaynaklari ik hr sorumlu sorumlusu yetkili yetkilisi yetkililer ilgili ilgilisi kisi kisisi yonetici yoneticisi
    yonetim kurulu ortak ortagi kurucu kurucusu sahip sahibi isletmeci isletmecisi sekreter sekreteri sekreterlik asistan
    asistani yardimcisi yrd koordinator koordinatoru sef sefi direktor direktoru baskan baskani baskanligi uzman uzmani
    temsilci temsilcisi danisman danismani patron ceo cfo cto coo cio founder cofounder owner manager director president
    partner head purchasing procurement sales accounting accountant marketing finance operations support service contact
    person info bilgi iletisim office ofis ofisi admin administrator yonetici test deneme demo dept department departman
    departmani birim birimi bolum bolumu operasyon planlama lojistik depo uretim kalite santral resepsiyon danisma
    reception kasa magaza sube merkez subesi merkezi firma sirket isletme isyeri kurum kurumsal musteri musterisi
    hizmetleri destek teknik servis lead new yeni aday prospect unknown bilinmiyor bilinmeyen belirsiz isimsiz anonim
    anonymous none null nan yok var yoktur girilmedi girilmemis bos bosluk na n/a not provided undefined tbd
    mudiresi mudire sefligi grup takim ekip ekibi team hotline mail email eposta whatsapp telefon tel gsm cep no
    web internet site sitesi form google instagram facebook linkedin kampanya reklam asd asdf qwe qwerty aaa abc xyz
    kaptan usta hoca mimar noter sayman muhtar mali musavir dear yonetmen
    kaymakam kaymakami vali vekil vekili bashekim bashekimi rektor rektoru dekan dekani muhendis muhendisi idari isler
    isleri tesis fabrika santiye mutemet formen ustabasi veznedar
    md arb yazi antrenor volunteer
    technik einkauf buchhaltung vertrieb accounts facilities estates maintenance warehouse bookings
    enquiries secretary principal headmaster the
    daire dernek vakif oda sendika kooperatif birlik bsk bskn belediye okul kampus teacher headteacher tech technical
    mudurluk editor editoru emekli albay yarbay binbasi yuzbasi ustegmen tegmen astsubay general tuggeneral
    islem islemi guvence gelistirme arastirma koordinasyon strateji bilisim filo garanti iade yuksek reis
    housekeeping services unit front management resources secretariat care chef qa qc human customer banquet legal
    treasury billing helpdesk desk hospitality coordination
    isg arge osgb bim hse ehs qhse facility facilities plant factory project procurement buyer buying executive officer chief deputy coordinator
    bolge fen imar amir amiri amirligi zabita ruhsat emlak kultur sosyal ihale ihracat ithalat rezervasyon etkinlik
    mutfak proje basin kutuphane bahceler ulasim hukuk ticari saha ambar sevkiyat reservations kitchen export import
    merhaba selam hello yon kur uyesi bakim onarim gnl yrdc halkla iliskiler teknolojileri evrak kayit ayniyat tahakkuk sicil tedarik zinciri
    yemekhane guvenlik ogrenci denetim laboratuvar kalibrasyon mekanik elektrik otomasyon makine atolye kesif hakedis
    gn arabulucu ogretmen ogretmeni hemsire hemsiresi hakim imam savci sofor soforu kalfa kalfasi teknisyen teknisyeni
    tekniker teknikeri katibi berber
    koord kord gelistirme urun turizm tanitim tarim cevre saglik genclik aile engelli harita tourism promotion gardens
    publicity sports tenders events event branch store shop club managing assurance culture education health agriculture
    environment planning statistics archives library museum transport traffic water parks fire welfare youth family
    zoning licensing survey digital innovation strategy mayor communication
    collections exhibitions curatorial curator registrar admissions membership stewardship editorial
    mgr asst dir rep ops exec coord supt foreman site payroll payable receivable dispatch compliance research development safety security communications media press
    supervisor engineer engineering maintenance logistics quality secretary receptionist principal regional
    directorate ministry faculty board trustees council committee governors commission bureau works
    geschaftsfuhrung geschaftsleitung verwaltung sekretariat empfang personal ufficio acquisti segreteria direzione
    amministrazione achats comptabilite direction ressources humaines accueil compras ventas administracion direccion
    recursos humanos contabilidad departamento inkoop verkoop administratie afdeling boekhouding
    vefat merhum rahmetli deceased iflas iptal eski pasif kapandi mukerrer silindi silinecek
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
