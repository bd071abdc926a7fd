/// What rules cannot know about words, as lists. Keys are in Turkish lower case unless they say otherwise.
enum TurkishLexicon {
  struct LegalForm {
    var sounds: String
    var isCompound = false
    /// Written without a point, too.
    var needsNoDot = false
  }

  /// What a last word stands for if it is a legal form: "Şti.", "A.Ş.", "Ltd".
  static func legalForm(_ word: Substring) -> LegalForm? {
    guard word.utf8.count <= 6 else { return nil }
    let bare = word.utf8.contains(UInt8(ascii: ".")) ? word.filter { $0 != "." } : String(word)
    guard let form = legalForms[turkishLowercased(bare)],
      form.needsNoDot || word.utf8.last == UInt8(ascii: ".")
    else { return nil }
    return form
  }

  /// Abbreviations in trade names, read as the words they stand for; keys without points.
  private static let legalForms: [String: LegalForm] = [
    "şti": LegalForm(sounds: "şirketi", isCompound: true, needsNoDot: true),
    "sti": LegalForm(sounds: "şirketi", isCompound: true, needsNoDot: true),
    "ltd": LegalForm(sounds: "limitet", needsNoDot: true),
    "aş": LegalForm(sounds: "aşe", needsNoDot: true),
    "as": LegalForm(sounds: "aşe"),
    "tic": LegalForm(sounds: "ticaret"), "san": LegalForm(sounds: "sanayi"), "inş": LegalForm(sounds: "inşaat"),
    "paz": LegalForm(sounds: "pazarlama"), "müh": LegalForm(sounds: "mühendislik"),
    "mim": LegalForm(sounds: "mimarlık"),
    "koop": LegalForm(sounds: "kooperatif"), "nak": LegalForm(sounds: "nakliyat"), "teks": LegalForm(sounds: "tekstil"),
    "hiz": LegalForm(sounds: "hizmetleri", isCompound: true), "tur": LegalForm(sounds: "turizm"),
    // Lower case in Turkish turns the capital I of "Inc." into ı.
    "ınc": LegalForm(sounds: "ink", needsNoDot: true), "inc": LegalForm(sounds: "ink", needsNoDot: true),
    "co": LegalForm(sounds: "ko"), "corp": LegalForm(sounds: "korp"),
    "gmbh": LegalForm(sounds: "he", needsNoDot: true),
  ]

  /// Words whose last syllable is thin whatever its letter says: Arabic and French loans.
  static func isFrontLoan(_ word: String) -> Bool {
    // They end in a consonant that a Turkish tongue makes thin.
    switch word.utf8.last {
    case UInt8(ascii: "l"), UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "p"), UInt8(ascii: "b"):
      frontLoans.contains(word) || frontEndings.contains { ends(word, in: $0) && word.utf8.count > $0.utf8.count }
    default: false
    }
  }

  private static let frontEndings = ["ikal", "onal", "ental", "ital", "trol"]

  private static let frontLoans: Set<String> = [
    "petrol", "alkol", "kontrol", "gol", "rol", "protokol", "sembol", "ekol", "parol", "mentol", "hal", "hayal",
    "ihmal",
    "ithal", "ihtimal", "istiklal", "hilal", "celal", "kemal", "cemal", "bilal", "nihal", "meral", "zuhal", "iclal",
    "ikbal", "visal", "imal", "iptal", "ideal", "final", "festival", "karnaval", "global", "herbal", "sosyal", "metal",
    "kristal", "oryantal", "orijinal", "normal", "termal", "mineral", "general", "terminal", "santral", "liberal",
    "moral", "lokal", "total", "vokal", "sinyal", "materyal", "royal", "kapital", "katedral", "hospital", "resul",
    "metropol", "kalb", "harb", "lügat", "monopol",
    "turnusol", "ampul", "kabul", "menkul", "gayrimenkul", "sıhhat", "ıdeal", "usul", "mahsul", "meşgul", "modül",
    "formül", "saat", "seyahat", "ziraat", "cemaat",
    "kıraat", "sadakat", "hakikat", "liyakat", "şefkat", "dikkat", "kabahat", "harf", "kalp", "harp", "istikbal",
    "istihsal", "emsal", "misal", "timsal", "hilâl", "dental", "medikal", "dijital",
    "rental", "optimal", "minimal", "formal", "ofansal", "natural", "naturel", "kolonyal", "imperial", "colonial",
  ]

  /// Foreign names and words by how they are read; keys folded.
  static let foreignReadings: [String: String] = [
    "facebook": "feysbuk", "google": "gugıl", "microsoft": "maykrosoft", "peugeot": "pöjo", "apple": "epıl",
    "youtube": "yutub", "twitter": "tvitır", "whatsapp": "vatsap", "linkedin": "linkdin", "tiktok": "tiktok",
    "renault": "reno", "chevrolet": "şevrole", "citroen": "sitroen", "porsche": "porşe", "mitsubishi": "mitsubişi",
    "nike": "nayk", "levi's": "livays", "mcdonald's": "mekdonalds", "starbucks": "starbaks", "wikipedia": "vikipedi",
    "house": "haus", "home": "hom", "store": "stor", "office": "ofis", "coffee": "kofi", "cafe": "kafe",
    "design": "dizayn", "group": "grup", "trade": "treyd", "agency": "eycınsi", "software": "softveyr",
    "hardware": "hardveyr", "life": "layf", "line": "layn", "online": "onlayn", "time": "taym", "one": "van",
    "style": "stayl", "center": "sentır", "centre": "sentır", "tower": "tavır", "club": "klap", "pub": "pab",
    "boutique": "butik", "estate": "isteyt", "service": "servis", "services": "servisis", "code": "kod",
    "cloud": "klaud", "tech": "tek", "care": "keyr", "share": "şeyr", "space": "speys", "place": "pleys",
    "face": "feys", "lounge": "launj", "lodge": "loj", "village": "vilıj", "garage": "garaj", "image": "imaj",
    "massage": "masaj", "prestige": "prestij", "voyage": "voyaj", "mode": "mod", "live": "layv",
    "drive": "drayv", "five": "fayv", "wine": "vayn", "blue": "blu", "true": "tru", "value": "velyu", "venue": "venyu",
    "rouge": "ruj", "beige": "bej", "france": "frans", "finance": "finans", "insurance": "inşurıns",
    "science": "sayıns", "solutions": "soluşıns", "solution": "soluşın", "fashion": "feşın", "education": "edukeyşın",
    "construction": "konstrakşın", "production": "prodakşın", "collection": "kolekşın", "station": "steyşın",
    "shop": "şop", "photoshop": "fotoşop", "workshop": "vörkşop", "show": "şov", "view": "vyu", "new": "nyu",
    "sky": "skay", "fly": "flay", "spy": "spay", "my": "may", "buy": "bay", "by": "bay", "why": "vay",
    "deluxe": "delüks", "luxe": "lüks", "bordeaux": "bordo", "chateau": "şato", "resto": "resto",
    "bosch": "boş", "yahoo": "yahu", "zoom": "zum", "room": "rum", "bloom": "blum", "moon": "mun", "food": "fud",
    "foods": "fuds", "good": "gud", "wood": "vud", "book": "buk", "look": "luk", "cook": "kuk", "pool": "pul",
    "school": "skul", "cool": "kul", "tools": "tuls", "world": "vörld", "work": "vörk", "works": "vörks",
    "gym": "cim", "team": "tim", "dream": "drim", "clean": "klin", "green": "grin", "queen": "kuin", "tree": "tri",
    "free": "fri", "beach": "biç", "peak": "pik", "speak": "spik", "break": "breyk", "steak": "steyk", "bike": "bayk",
    "mobile": "mobayl", "automobile": "otomobil", "airlines": "erlayns", "wear": "veyr", "hair": "heyr", "air": "eyr",
    "chair": "çeyr", "light": "layt", "bright": "brayt", "night": "nayt", "right": "rayt", "sight": "sayt",
    "white": "vayt", "site": "sayt", "website": "vebsayt", "suite": "süit", "elite": "elit", "corporate": "korporeyt",
    "state": "steyt", "gate": "geyt", "date": "deyt", "pirate": "payrıt", "private": "prayvıt", "game": "geym",
    "games": "geyms", "name": "neym", "frame": "freym", "make": "meyk", "cake": "keyk", "bakery": "beykıri",
    "brothers": "bradırs", "partners": "partnırs", "sons": "sans", "house's": "havsıs", "data": "data",
    "com": "kom", "net": "net", "org": "org", "ceo": "sio", "iphone": "ayfon", "phone": "fon", "zone": "zon",
    "stone": "ston", "rose": "roz", "nose": "noz", "close": "kloz", "vote": "vot", "note": "not", "rome": "rom",
    "code's": "kods", "shoes": "şuz", "shoe": "şu", "bridge": "brij", "edge": "ej", "college": "kolej",
    "heritage": "heritıj", "vintage": "vinteyj", "cottage": "kotıj", "advantage": "advanteyj", "mac": "mek",
    "oracle": "orakıl",
    "cambridge": "keymbrij", "l'oreal": "lorel",
    "chatgpt": "ti", "airbnb": "bi", "erp": "pi", "it": "ti", "hut": "hat", "truck": "trak", "cup": "kap",
    "leaf": "lif", "day": "dey", "way": "vey", "pearl": "perl",
    "ebay": "ibey", "snapchat": "snepçet", "chat": "çet", "teams": "tims", "furniture": "förniçır",
    "performance": "pörformıns",
    "bride": "brayd", "sprite": "sprayt", "marine": "marin", "nature": "neyçır", "culture": "kalçır",
    "future": "fyuçır",
    "picture": "pikçır", "adventure": "ıdvençır", "venture": "vençır", "architecture": "arkitekçır",
    "structure": "strakçır",
    "balance": "balans", "dance": "dens", "ambiance": "ambiyans", "alliance": "alyans", "reliance": "rilayıns",
    "experience": "ekspiryıns", "intelligence": "intelicıns", "excellence": "eksılıns", "residence": "rezidans",
    "provence": "provans", "assistance": "asistans", "brilliance": "brilyıns", "chance": "şans", "elegance": "elegans",
    "logistics": "locistiks", "cosmetics": "kozmetiks", "electronics": "elektroniks", "fitness": "fitnes",
    "business": "biznes", "wellness": "velnes", "express": "ekspres", "press": "pres", "access": "akses",
    "capital": "kapital", "digital": "dijital", "medical": "medikal", "global": "global", "travel": "trevıl",
    "jewellery": "cuvılri", "jewelry": "cuvılri", "energy": "enırci", "security": "sekuriti", "factory": "fektıri",
    "company": "kampani", "beauty": "byuti", "luxury": "lakşıri", "gallery": "galeri", "delivery": "delivıri",
    "technology": "teknoloci", "technologies": "teknolocis", "industries": "indastris", "systems": "sistıms",
    "system": "sistım", "consulting": "konsalting", "engineering": "encınirin", "trading": "treyding",
    "catering": "keytırin", "marketing": "marketing", "holding": "holding", "building": "bilding", "parking": "parking",
    "clothing": "kloting", "wedding": "veding", "training": "treyning", "living": "living", "media": "medya",
    "studio": "stüdyo", "studios": "stüdyos", "art": "art", "smart": "smart", "sports": "sports",
    "kitchen": "kiçın", "garden": "gardın", "golden": "goldın", "queens": "kuins", "kings": "kings",
    "king": "king", "jeans": "cins", "scene": "sin", "machine": "maşin", "cuisine": "kuizin", "magazine": "magazin",
    "limousine": "limuzin", "routine": "rutin", "gasoline": "gazolin", "adeline": "adelin", "caroline": "karolin",
    "pipeline": "payplayn", "skyline": "skaylayn", "airline": "erlayn", "offline": "oflayn", "fine": "fayn",
    "pine": "payn", "shine": "şayn", "vine": "vayn", "engine": "encın", "imagine": "imecın",
    "lifestyle": "layfstayl", "smile": "smayl", "mile": "mayl", "tile": "tayl", "file": "fayl", "agile": "acayl",
    "pride": "prayd", "guide": "gayd", "inside": "insayd", "ride": "rayd", "wide": "vayd", "tide": "tayd",
    "rice": "rays", "ice": "ays", "price": "prays", "device": "divays", "advice": "edvays", "choice": "çoys",
    "voice": "voys", "juice": "cus", "spice": "spays", "slice": "slays", "lace": "leys", "grace": "greys", "ace": "eys",
    "pace": "peys", "interface": "intırfeys", "surface": "sörfıs", "palace": "palas", "terrace": "teras",
    "source": "sors", "resource": "risors", "force": "fors", "commerce": "komörs",
    "wave": "veyv", "cave": "keyv", "brave": "breyv", "save": "seyv", "above": "ıbav", "love": "lav", "dove": "dav",
    "move": "muv", "groove": "gruv", "twelve": "tvelv", "olive": "oliv", "active": "aktiv", "creative": "kreytiv",
    "alternative": "alternativ", "cooperative": "kooperativ", "executive": "egzekyutiv", "native": "neytiv",
    "motive": "motiv", "initiative": "inişıtiv", "archive": "arşiv", "plate": "pleyt", "climate": "klaymıt",
    "chocolate": "çoklıt", "template": "templıt", "create": "krieyt", "update": "apdeyt", "skate": "skeyt",
    "pure": "pyur", "secure": "sikyur", "fire": "fayır", "wire": "vayır", "inspire": "inspayır", "empire": "empayır",
    "sapphire": "safir", "square": "skuer", "hardcore": "hardkor", "core": "kor", "more": "mor", "explore": "eksplor",
    "shore": "şor", "before": "bifor", "score": "skor", "fibre": "faybır", "theatre": "tiyatır",
    "cure": "kyur", "lake": "leyk", "snake": "sneyk", "take": "teyk", "stake": "steyk", "joke": "cok", "smoke": "smok",
    "coke": "kok", "spoke": "spok", "duke": "dük", "fluke": "fluk", "cube": "küb", "tube": "tüb", "globe": "glob",
    "tribe": "trayb", "vibe": "vayb", "subscribe": "sabskrayb", "scope": "skop", "hope": "hop", "slope": "slop",
    "europe": "yurop", "shape": "şeyp", "tape": "teyp", "grape": "greyp", "escape": "iskeyp", "recipe": "resipi",
    "bubble": "babıl", "noble": "nobıl", "table": "teybıl", "cable": "keybıl", "marble": "marbıl", "double": "dabıl",
    "purple": "pörpıl", "simple": "simpıl", "people": "pipıl", "temple": "tempıl", "triple": "tripıl",
    "bottle": "batıl",
    "castle": "kasıl", "little": "litıl", "battle": "betıl", "turtle": "törtıl", "bundle": "bandıl", "candle": "kendıl",
    "jungle": "cangıl", "single": "singıl", "angle": "engıl", "eagle": "igıl", "puzzle": "pazıl", "bicycle": "baysikıl",
    "cycle": "saykıl", "recycle": "risaykıl", "vehicle": "viyıkıl", "muscle": "masıl", "article": "artikıl",
    "scale": "skeyl", "sale": "seyl", "wholesale": "holseyl", "pole": "pol", "whole": "hol", "role": "rol",
    "console": "konsol", "module": "modül", "schedule": "skecul", "capsule": "kapsül", "rule": "rul",
    "gazelle": "gazel",
    "belle": "bel", "ville": "vil", "camille": "kamil", "isabelle": "izabel", "estelle": "estel",
    "theme": "tim", "extreme": "ekstrim", "supreme": "suprim", "creme": "krem", "chrome": "krom", "genome": "cinom",
    "volume": "volüm", "costume": "kostüm", "perfume": "pörfyum", "resume": "rezume", "fame": "feym", "flame": "fleym",
    "prime": "praym", "crime": "kraym", "lime": "laym", "anime": "anime", "base": "beys", "database": "deytabeys",
    "case": "keys", "showcase": "şovkeys", "phase": "feyz", "lease": "lis", "release": "rilis", "cheese": "çiz",
    "promise": "promis", "enterprise": "entırprayz", "franchise": "frençayz", "paradise": "paradays",
    "sunrise": "sanrayz",
    "exercise": "eksırsayz", "expertise": "ekspertiz", "wise": "vayz", "noise": "noyz", "purpose": "pörpıs",
    "horse": "hors", "course": "kors", "nurse": "nörs", "universe": "yunivörs", "verse": "vörs", "sense": "sens",
    "defense": "difens", "license": "laysıns", "response": "rispons", "mouse": "maus", "warehouse": "verhaus",
    "penthouse": "penthaus", "courthouse": "korthaus", "greenhouse": "grinhaus", "cruise": "kruz", "blouse": "bluz",
    "range": "reynj", "exchange": "eksçeync", "change": "çeynj", "orange": "oranj", "challenge": "çelınj",
    "language": "lengvıj", "mortgage": "morgıj", "storage": "storıj", "package": "pekıj", "luggage": "lagıj",
    "stage": "steyj", "page": "peyj", "sage": "seyj", "passage": "pasaj", "mirage": "miraj", "montage": "montaj",
    "collage": "kolaj", "large": "larj", "charge": "çarj", "forge": "forj", "judge": "caj",
    "knowledge": "navlıj", "badge": "bej", "fridge": "frij", "sponge": "spanj", "breeze": "briz", "bronze": "bronz",
    "prize": "prayz", "size": "sayz", "maze": "meyz", "gauze": "goz", "seize": "siz",
  ]

  /// Nouns with a narrow vowel at the end that are no compounds, though they end company names.
  static let simpleNouns: Set<String> = [
    "enerji", "sanayi", "yapı", "halı", "takı", "kapı", "çatı", "kutu", "koli", "galeri", "deri", "peri", "müşteri",
    "çini", "inci", "bilgi", "sergi", "dergi", "vergi", "sevgi", "ilgi", "ezgi", "bitki", "örgü", "taksi",
    "pepsi", "kürsü", "avcı", "teknoloji", "psikoloji", "kardiyoloji", "radyoloji", "akademi", "ekonomi", "gastronomi",
    "astronomi", "terapi", "fizyoterapi", "psikoterapi", "aromaterapi", "eczacı", "sarı", "mavi",
    "kırmızı", "gri", "yeni", "eski", "öteki", "iri", "kuru", "dolu", "ulu", "büyü", "köprü", "sürü",
    "kuyu", "koru", "doğu", "batı", "kuzu", "arı", "darı", "tanrı", "çarşı", "kapalıçarşı", "kahvaltı", "yazı", "çizgi",
    "kamu", "duygu", "kurgu", "vurgu", "sorgu", "algı", "saygı", "yargı", "dalgı", "bulgu", "olgu",
    "ali", "veli", "nuri", "fevzi", "hakkı", "avni", "lütfi", "ruhi", "remzi", "şükrü", "hüsnü", "sırrı", "zühtü",
    "necati", "suphi", "kadri", "hilmi", "rıfkı", "nabi", "hacı", "kadı", "vali",
    "mali", "ticari", "resmi", "tıbbi", "hayati", "ebedi", "tabii", "sınai", "fenni", "milli",
    "yerli", "tatlı", "renkli", "gözlü", "köklü", "güçlü", "denizli", "silivri", "ankaralı", "kocaeli", "kayseri",
    "cendere", "cami", "hobi", "mini", "midi", "parti", "garanti", "fantezi", "mersi", "rossi", "suşi", "sushi",
    "tiramisu", "tofu", "hatti", "büfeci", "ordu", "urfalı", "kebapçı", "rali", "safari", "bakkaliyeci", "emekli",
    "özlü", "ünlü", "sanlı", "şanlı", "canlı", "tekli", "ikili", "üçlü", "dörtlü", "altılı", "jeoloji",
    "arazi", "terazi", "gazi", "razı", "kedi", "yedi", "kendi", "vadi", "hindi", "efendi", "seri", "eğri", "çağrı",
    "ağrı", "ileri", "dışarı", "içeri", "yukarı", "duru", "doğru", "aşağı", "panini", "martini", "bikini", "samimi",
    "origami", "salami", "lobi", "rugbi", "tapu", "ayı", "kıyı", "dayı", "sayı", "iyi", "duyu", "karşı", "turşu",
    "ekşi", "komşu", "kişi", "çivi", "servi", "sufi", "wifi", "wi-fi", "selfi", "çelebi", "hippi", "kopi", "tarihi",
    "manevi", "ulvi", "ferrari", "bugatti", "ducati", "levi", "audi", "suzuki", "kawasaki", "pirelli", "armani",
    "maserati", "lamborghini", "bulgari", "kiwi", "kivi", "yeti", "taxi", "delhi", "paparazzi", "spaghetti", "graffiti",
    "maki",
    "tipi", "mimari", "bari", "endüstri", "geometri", "simetri", "psikiyatri",
    "pediatri", "biyometri", "optometri", "jeriatri", "telemetri", "safi",
    "nuri", "ahududu", "kumru", "haki", "hayri",
    "hususi", "umumi", "şahsi", "hissi", "zirai", "cüzi", "deruni", "bedii", "fiili", "adli", "nihai", "bambu", "tabu",
    "menü", "kanguru", "sudoku", "guru", "mutlu", "buğu", "uslu", "boru", "pusu", "arzu", "kutu",
    "soru", "konu", "namlu", "uyku", "koku", "korku", "ütü", "öykü", "türkü", "döngü", "süngü", "görgü", "övgü", "ölçü",
    "öncü", "sözcü",
    "gözcü", "sürücü",
  ]

  /// Compounds that no rule finds.
  static let compounds: Set<String> = [
    "vakfı", "yurdu", "suyu", "kızı", "oğlu", "oğulları", "grubu", "kulübü", "dolabı", "kitabı", "kasabı", "mektubu",
    "ekibi", "ağacı", "aracı", "ilacı", "şehri", "ilçesi", "ismi", "kaydı", "keşfi", "seyri", "devri",
    "rengi", "ahengi", "nakli", "dengi", "zevki", "halkı", "parkı", "köşkü", "çarkı", "tankı", "kürkü", "farkı", "teki",
    "menzili",
    "boğaziçi", "nişantaşı", "kabataşı", "gökkuşağı", "müdürlüğü",
  ]

  /// Heads that have grown together with what is before them; with their possessive.
  static let grownTogether = [
    "evi", "sepeti", "içi", "adası", "ovası", "önü", "başı", "hanesi", "köyü", "pazarı", "sarayı", "bahçesi", "tepesi",
    "deresi", "dağı", "taşı", "oğlu", "oğulları", "okulu", "altı", "üstü", "ağzı", "gözü", "kuşu", "çiçeği", "böceği",
    "bankası", "dershanesi", "suyu",
  ]

  /// Whether a head noun is known, as it stands or hardened again ("kulüb-ü" is "kulüp").
  static func isHeadNoun(_ stem: String) -> Bool {
    if headNouns.contains(stem) { return true }
    let hard: Character? =
      switch stem.last {
      case "b": "p"
      case "c": "ç"
      case "d": "t"
      default: nil
      }
    return hard.map { headNouns.contains(String(stem.dropLast()) + String($0)) } ?? false
  }

  private static let headNouns: Set<String> = [
    "merkez", "ev", "ofis", "şirket", "otel", "restoran", "market", "park", "köşk", "konak", "han", "saray", "kulüp",
    "salon", "fırın", "okul", "kolej", "kurs", "yurt", "fon", "sistem", "liman", "yol", "diyar", "köy", "dükkan",
    "dükkân", "pazar", "ambar", "servis", "laboratuvar", "laboratuar", "kuaför", "berber", "manav", "bakkal", "tesis",
    "santral", "apartman", "rezidans", "hamam", "spor", "ekip", "grup", "holding", "ajans", "yayın", "tekstil", "kumaş",
    "süt", "et", "bal", "çay", "zeytin", "un", "doktor", "noter", "hukuk", "mimar", "mühendis", "tur", "transfer",
    "plaj", "kamp", "kreş", "meydan", "bulvar", "hal", "araç", "ilaç", "kitap", "dolap", "ağaç", "kasap", "sokak",
    "site", "müdür", "uzman", "danışman", "kadın", "çocuk", "bebek", "hayvan", "insan", "dost", "kardeş",
    "ocak", "mutfak", "sofra", "iş", "el", "göz", "diş", "yüz", "saç", "cilt", "kalp", "ses", "renk", "kent", "şehir",
    "nakış", "gümüş", "altın", "elmas", "mücevher", "saat", "gözlük", "optik", "müzik", "film", "kanal", "radyo",
    "filo", "oto", "motor", "lastik", "beton", "çelik", "demir", "cam", "mermer", "ahşap", "orman", "bahçıvan", "çim",
    "gül", "çiçek", "kuş", "deniz", "göl", "ırmak", "nehir", "pansiyon", "motel", "bar", "bistro", "kebap", "döner",
    "simit", "börek", "ekmek", "pide", "köfte", "balık", "tavuk", "kasaplık", "şarküteri", "banyo", "mobil", "tamir",
    "dal", "mal", "masal", "hayal", "sahil", "portal", "terminal", "festival", "model", "tünel", "tel", "fil", "güzel",
    "temel",
    "kol", "pul", "kartal", "ideal", "final", "lokal", "panel", "profil", "anadol", "kavşak", "topluluk", "tekel",
    "nikel",
    "karnaval", "kabul", "usul", "asıl", "moral", "hedef", "yel", "çöl", "bal", "dil", "yıl", "hal", "kil", "zil",
    "ödül",
    "bülbül", "heykel", "gazel", "atölye", "tırtıl", "ehil", "tahsil", "sicil", "halk", "kent", "patent", "talent",
    "link",
    "risk", "disk", "zevk", "tank", "bank", "fark", "akort", "kurul", "ofset", "saç", "maç", "ülke", "borç", "genç",
    "koç",
    "bakım", "sanat", "tiyatro", "sinema", "müze", "kütüphane", "arşiv", "fuar", "kongre", "turizm", "emlak",
  ]

  /// Common nouns that change before a suffix with a vowel as no rule says, most by losing theirs.
  static let irregularStems: [String: String] = [
    "su": "suy", "renk": "reng", "denk": "deng",
    "şehir": "şehr", "isim": "ism", "izin": "izn", "resim": "resm", "fikir": "fikr", "akıl": "akl", "vakit": "vakt",
    "beyin": "beyn", "burun": "burn", "omuz": "omz", "oğul": "oğl", "ağız": "ağz", "göğüs": "göğs", "kayıt": "kayd",
    "metin": "metn", "şekil": "şekl", "hacim": "hacm", "kısım": "kısm", "seyir": "seyr", "nehir": "nehr",
    "hüküm": "hükm", "keşif": "keşf", "vakıf": "vakf", "devir": "devr", "emir": "emr", "ilim": "ilm",
  ]

  /// Words of two syllables and more that keep their hard consonant.
  static let keepsHard: Set<String> = ["hukuk", "ahlak", "emlak", "merak", "tetkik", "infak"]

  /// Words whose t softens; most loans in -t keep it ("sanatı", "hizmeti").
  static let softensT: Set<String> = [
    "kanat", "kağıt", "cilt", "dert", "kurt", "yurt", "yoğurt", "geçit", "umut", "kilit", "simit", "armut", "dört",
    "tat", "söğüt", "öğüt", "cellat", "senet", "adet",
  ]
}
