/// What is offered, as far as it decides what can be said about it: nobody asks how many users a floor coating has.
package enum OfferKind: String, CaseIterable, Sendable {
  case software, service, goods, machines, works, consulting, insurance

  /// Guessed from the words of an offer; nil where nothing in them tells.
  ///
  /// The last word that tells decides, since it is the head of a Turkish phrase ("ambalaj makinesi bakımı" is a service),
  /// and of an English one up to its first preposition ("insurance for solar parks").
  package init?(guessedFrom offer: String) {
    var phrase = fold(offer)
    for preposition in [" for ", " of ", " to ", " with ", " in "] {
      if let range = phrase.firstRange(of: preposition) { phrase = String(phrase[..<range.lowerBound]) }
    }
    // What sits in a vehicle or on a wall is no program, however much it "takip" does, and what is rented is not bought.
    if Self.devices.value(in: phrase) != nil, !phrase.contains("yazilim"), !phrase.contains("software") { return nil }
    var isProgram = false
    for word in phrase.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).reversed() {
      if word.hasPrefix("program") {
        isProgram = true
      } else if OfferKind.isRented(word) {
        return nil
      } else if let kind = OfferKind.stems.value(in: String(word)) {
        // "Eğitim programı" is taught, any other one runs.
        self = isProgram && kind != .consulting ? .software : kind
        return
      }
    }
    if !isProgram { return nil }
    self = .software
  }

  private static func isRented(_ word: Substring) -> Bool {
    ["kirala", "kiralik", "rental", "leasing", "hire"].contains { word.hasPrefix($0) }
  }

  private static let devices = StemIndex<Bool>([
    (
      true,
      [
        "araç takip", "araç izleme", "filo takip", "filo izleme", "vehicle tracking", "fleet tracking", "gps",
        "kamera", "camera", "cctv", "alarm", "turnike", "geçiş kontrol",
        "access control",
      ]
    )
  ])

  private static let stems = StemIndex<OfferKind>([
    (
      .software,
      [
        "yazılım", "crm", "erp", "saas", "platform", "portal", "otomasyon", "modül", "mobil", "takip", "bulut",
        "efatura",
        "chatbot", "software", "application", "cloud", "automation",
      ]
    ),
    (
      .insurance,
      ["sigorta", "poliçe", "kasko", "emeklilik", "teminat", "insurance", "policy", "cover", "pension"]
    ),
    (
      .consulting,
      [
        "danışman", "eğitim", "koçluk", "koçlu", "müşavirliğ", "atölye", "seminer", "belgelendirme", "sertifika", "iso",
        "denetim", "mentorluk", "consult", "training", "coaching", "advis", "certification", "audit", "workshop",
        "mentoring",
      ]
    ),
    (
      .works,
      [
        "kurulum", "kaplama", "montaj", "tadilat", "inşaat", "yalıtım", "izolasyon", "mantolama", "ges",
        "renovasyon", "dekorasyon", "çatı", "zemin", "tesisat", "taahhüt", "bina", "havuz", "konstrüksiyon", "güneş",
        "enerji", "santral",
        "installation", "flooring", "construction", "renovation", "insulation", "roofing", "coating", "fit-out",
        "refurbishment", "solar", "peyzaj", "landscaping",
      ]
    ),
    (.machines, ["makine", "makina", "machine", "machinery"]),
    (
      .goods,
      [
        "malzeme", "ürün", "ambalaj", "cihaz", "mobilya", "tedarik", "ekipman", "kağıt", "kağıd",
        "kutu", "koli", "baskı", "matbaa", "printing", "parça", "hammadde", "kumaş", "forma", "kıyafet", "gıda",
        "kahve", "donanım", "promosyon",
        "hediye", "ajanda", "takvim", "defter", "kavanoz", "etiket", "tabela", "eldiven", "maske", "gömlek", "tişört",
        "kablo", "meyve", "sebze", "zeytinyağ", "kuruyemiş", "baharat", "peynir", "içecek", "plaket", "kupa", "çanta",
        "havlu", "bornoz", "lastik", "lastiğ", "vernik", "profil", "boru", "vida", "cıvata", "dolap", "dolab",
        "jeneratör", "kompresör", "koltuk", "sandalye", "palet", "perde", "yazıcı", "toner", "pompa", "rulman",
        "filtre",
        "seramik", "mermer", "kereste", "gübre", "tohum", "aydınlatma", "sarf", "kırtasiye", "materials", "goods",
        "products", "packaging", "equipment", "furniture", "supplies", "parts", "devices", "paper", "boxes", "uniforms",
        "purifier", "hardware",
        "notebook", "calendar", "diaries", "bottles", "jars", "labels", "gloves", "masks", "shirts", "valves", "pipes",
        "cables", "generators", "compressors", "chairs", "desks", "pallets", "curtains", "pumps", "bearings", "filters",
        "tiles", "marble", "timber", "seeds", "hampers", "fruit", "vegetables", "teas", "coffee", "spices", "adhesive",
        "tyres", "towels", "bags", "lockers",
        "plaques", "trophies",
        "lighting",
      ]
    ),
    (
      .service,
      [
        "hizmet", "temizli", "muhasebe", "müşavirli", "lojisti", "nakliy", "taşıma", "kargo", "güvenlik", "bakım",
        "yemek", "catering", "reklam", "tanıtım", "ajans", "tasarım", "pazarlama", "çeviri", "tercüme",
        "bordro", "gümrük", "depolama", "ilaçlama", "servis", "organizasyon", "vekalet", "avukatlık",
        "fason", "dikim", "service", "cleaning", "accounting", "bookkeeping", "logistics", "transport", "freight",
        "security",
        "maintenance",
        "advertising", "marketing", "design", "translation", "payroll", "shipping", "warehousing",
        "outsourcing", "pest", "shuttle", "recruitment", "legal",
      ]
    ),
  ])
}
