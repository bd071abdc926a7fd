/// What words of firms' names are. All of them folded; a point at the end means that the word has to have one.
extension FirmName {
  static let legalForms: Set<String> = [
    "ltd", "sti", "as", "a.s", "limited", "sirketi", "sirket", "anonim", "inc", "llc", "gmbh", "co.", "corp", "kg",
    "bv",
    "plc", "srl", "ag", "sarl", "sl", "nv", "sas", "spa.", "komandit", "kollektif", "kolektif", "koll.", "kom.", "adi",
    "fze", "fzco", "dmcc", "oo", "pvt", "pty", "llp", "sdn", "bhd", "(pvt)", "(pty)", "spzoo",
    "ooo", "ltdsti", "ltdsti.",
  ]

  /// Those that are a firm's at its end only, and elsewhere people's: "Murat Oy" is one of them.
  static let foreignForms: Set<String> = [
    "ab", "oy", "oyj", "aps", "a/s", "sa", "sro", "doo", "kft", "zrt", "sia", "uab", "wll", "jsc", "eood", "ood", "ou",
    "ug", "lda", "ооо",
  ]

  /// What registers put between the name and its form.
  static let tradeAbbreviations: Set<String> = [
    "san", "tic", "paz", "ith", "ihr", "taah", "dis", "ic", "muh.", "hizm", "hiz", "dag", "dagt", "urt", "imal", "imlt",
    "pazarlama.", "ve", "tur.", "nak.", "itha", "ihra", "muss", "mum", "ak", "elekt", "tah",
  ]

  static let longForms: [String: String] = [
    "ins": "İnşaat", "muh": "Mühendislik", "mim": "Mimarlık", "teks": "Tekstil", "tekst": "Tekstil", "nak": "Nakliyat",
    "tur": "Turizm", "turz": "Turizm", "tic": "Ticaret", "san": "Sanayi", "mak": "Makine", "elk": "Elektrik",
    "oto": "Otomotiv", "koop": "Kooperatifi", "gid": "Gıda", "mob": "Mobilya", "dan": "Danışmanlık",
    "dek": "Dekorasyon",
    "loj": "Lojistik", "müh": "Mühendislik", "paz": "Pazarlama", "amb": "Ambalaj", "bil": "Bilişim", "rek": "Reklam",
    "yay": "Yayıncılık", "org": "Organizasyon", "prof": "Profil", "plas": "Plastik", "kim": "Kimya", "met": "Metal",
    "hay": "Hayvancılık", "tar": "Tarım", "sig": "Sigorta", "gay": "Gayrimenkul", "tem": "Temizlik", "med": "Medikal",
    "malz": "Malzemeleri", "tes": "Tesisleri", "ent": "Entegre", "isl": "İşletmeleri", "mam": "Mamulleri",
    "urn": "Ürünleri",
  ]

  /// The same for names that end so, and have no legal form.
  static let heads: [String: String] = [
    "mud": "Müdürlüğü", "md": "Müdürlüğü", "fak": "Fakültesi", "sit": "Sitesi", "kur": "Kurumları", "sb": "Şubesi",
    "yay": "Yayınları", "mrk": "Merkezi", "mrkz": "Merkezi", "bsk": "Başkanlığı", "bel": "Belediyesi",
    "univ": "Üniversitesi", "hast": "Hastanesi", "ecz": "Eczanesi", "fab": "Fabrikası", "mag": "Mağazası",
    "dern": "Derneği", "apt": "Apartmanı",
  ]

  /// Short words that are words, among capitals.
  static let shortWords: Set<String> = [
    "ada", "ege", "gul", "oz", "can", "su", "ay", "nur", "alp", "ece", "efe", "ela", "ata", "han", "kar", "dag", "gol",
    "bal", "cay", "sut", "yol", "ev", "ve", "oto", "ak", "al", "ar", "er", "dis", "goz", "tip", "spa", "gaz", "cam",
    "kum",
    "tas", "kus", "saf", "uc", "iki", "bes", "yeni", "mor", "bor", "ana", "is", "el", "koc", "sen", "san", "tan", "tur",
    "il",
    "net", "pak", "tek", "top", "cem", "ali", "isi", "kas", "mai", "mis", "naz", "nar", "pas", "ray", "saz", "ser",
    "sur",
    "tac", "ufo", "van", "yag", "yem", "zen", "et", "un", "gun", "ok", "on", "iz", "ulu", "asa", "ova", "gok", "kor",
    "kan", "iyi", "hos", "hal", "mert", "pet", "bio", "eko", "pro", "art", "bar", "pub", "cafe", "hub", "lab", "car",
    "box", "fit", "gym", "sky", "sun", "sea", "eco", "bay", "hane", "deri", "ipek", "yapi", "boya", "gida", "otel",
    "park", "plus", "star", "grup", "ofis", "kent", "kart", "kale", "kaya", "elif", "esen", "ersa", "umut",
  ]

  static let knownAbbreviations: Set<String> = [
    "aselsan", "tupras", "botas", "odtu", "itu", "roketsan", "havelsan", "tusas", "petkim", "iski", "aski", "kosgeb",
    "tubitak", "musiad", "tusiad", "tobb", "tmmob", "teias", "tedas", "ayedas", "baskentgaz", "igdas", "toki", "bedas",
    "trt", "ibm", "hdi", "ing", "axa", "teb", "mng", "ptt", "thy", "ups", "dhl", "tnt", "sgk", "osb", "avm", "tse",
    "iett",
    "ido", "izsu", "buski", "kvk", "bmc", "man", "ipragaz", "unicef", "undp", "nato", "ikea", "hsbc", "kpmg", "pwc",
    "sap",
    "bmw", "lg", "hp", "gsd", "tav", "ytu", "bau", "aof", "meb", "iso", "ce", "cnc", "pvc", "led", "it", "web", "gsm",
    "lpg", "cng", "hvac", "abc", "xyz", "aom", "stk", "bt", "tv", "dj", "vip", "usa", "uk", "eu", "tr", "akut", "temad",
    "ihh", "tema", "losev", "unesco", "asas", "eae", "gebr",
  ]

  static let tradeWords: Set<String> = Set(
    """
    otel oteli otelleri hotel hostel pansiyon restoran restaurant lokanta lokantasi kebap kebapci pide cafe kafe kafesi
    bistro bufe firin firini pastane pastanesi market marketi bakkal kasap manav sarkuteri gida un sut butik butigi boutique
    giyim moda tekstil konfeksiyon deri ayakkabi kuafor kuaforu berber guzellik spa hamam klinik klinigi poliklinik
    poliklinigi hastane hastanesi hospital eczane eczanesi optik dis tip medikal saglik veteriner laboratuvar mimari mobilya
    dekorasyon insaat yapi yapim emlak gayrimenkul muhendislik mimarlik enerji elektrik elektronik makine makina metal
    plastik ambalaj kimya boya cam seramik mermer beton demircilik celikhane otomotiv oto servis servisi lastik galeri
    garaj rent kiralama nakliyat nakliye lojistik kargo tasimacilik turizm seyahat tur acente acentesi sigorta finans
    danismanlik musavirlik hukuk avukatlik burosu buro noterligi ajans ajansi reklam medya matbaa yayin yayinevi kitabevi
    kirtasiye yazilim bilisim bilgisayar teknoloji teknolojileri software akademi okul okulu koleji kolej kurs kursu anaokulu
    kres kresi egitim universitesi universite dernek dernegi vakif vakfi belediye belediyesi kaymakamligi valiligi odasi
    birligi kooperatif kooperatifi sendikasi baskanligi mudurlugu bakanligi kulubu spor fitness holding grup group sirketler
    sanayi ticaret tarim ziraat hayvancilik ciftlik ciftligi tavukculuk bahce peyzaj cicekcilik organizasyon fotograf studyo
    studio atolye atolyesi kuyumculuk kuyumcu saat mucevher hali home design trading company construction consulting clinic
    school bank bankasi fabrika fabrikasi urunleri sistemleri hizmetleri merkezi evi salonu magazasi dukkani
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// What is sold, and what families are called.
  static let wares: Set<String> = [
    "bal", "su", "cicek", "un", "et", "sut", "cay", "kahve", "seker", "tuz", "yag", "pamuk", "ipek", "cam", "tas",
    "altin", "gumus", "ekmek", "peynir", "zeytin", "nar", "elma", "uzum", "findik", "badem", "hali", "deri", "boya",
    "kagit", "inci", "mum", "cini", "tohum", "fidan", "gul", "yumurta", "pirinc", "bugday", "demir", "celik", "bakir",
  ]

  /// First names that are words, as firms like to be called.
  static let nameNouns: Set<String> = [
    "petek", "pinar", "bahar", "gul", "cicek", "yildiz", "gunes", "deniz", "umut", "inci", "damla", "yagmur", "doga",
    "toprak", "ipek", "lale", "menekse", "nilufer", "nergis", "sevgi", "baris", "zafer", "ada", "kumru", "defne",
    "cinar", "ceylan", "irmak", "fidan", "basak", "yaprak", "hayat", "safak", "ufuk", "tuna", "ege", "kartal", "seher",
    "bulut", "bereket", "oz", "nur", "ece", "elif", "sahra", "selale", "beyaz", "esen", "guven", "itimat", "emek",
    "derya", "mercan", "kardelen", "papatya", "zeren", "cansu", "lavanta", "filiz", "cemre", "masal", "ilkbahar",
  ]

  /// The heads of names that only authorities, schools and associations have.
  static let publicHeads = [
    "belediye", "dernegi", "vakfi", "valiligi", "kaymakamligi", "mudurlugu", "bakanligi", "baskanligi", "odasi",
    "borsasi",
    "universite", "okulu", "lisesi", "koleji", "kooperatif", "birligi", "sendikasi", "hastanesi", "federasyonu",
    "kurumu",
    "enstitusu", "konsoloslugu", "buyukelciligi", "muhtarligi", "noterligi", "osb", "partisi", "cemiyeti", "kulubu",
  ]

  /// What makes an authority of a name wherever it stands: "Sağlık Bakanlığı Ege Lojistik Deposu".
  static let authorities: Set<String> = [
    "bakanligi", "belediyesi", "valiligi", "kaymakamligi", "baskanligi", "universitesi", "mudurlugu", "komutanligi",
    "rektorlugu", "buyuksehir", "t.c.", "tc", "tcdd", "dsi", "sgk", "meb",
  ]

  /// Endings that make trades of words: "…cılık", "…leri".
  static let tradeEndings = ["cilik", "culuk", "ciligi", "culugu", "leri", "lari", "hanesi"]
}
