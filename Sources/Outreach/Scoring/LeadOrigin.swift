/// How a lead came.
///
/// Told by what people write into their CRM, in either language; stems are compared folded, as the beginnings of words.
enum LeadOrigin: Sendable {
  /// It wrote or called of its own accord.
  case inbound
  case recommended
  /// Through a dealer or a partner firm.
  case partner
  case customer
  /// It bought once.
  case formerCustomer
  /// Somebody called somebody; who whom, the source does not say.
  case call
  /// Somebody of ours went there.
  case visit
  case campaign, event, social
  /// It gets a newsletter, and asked for nothing.
  case newsletter
  /// A list somebody bought or collected.
  case list

  var share: Double {
    switch self {
    case .inbound, .recommended: 1
    case .customer, .formerCustomer, .partner, .campaign: 0.8
    case .event: 0.7
    case .social, .newsletter, .visit: 0.6
    case .call: 0.4
    case .list: 0.2
    }
  }

  init?(of source: String) {
    if LeadOrigin.visits.contains(fold(source)) {
      self = .visit
    } else if let known = LeadOrigin.stems.value(in: source) {
      // "Google'dan form", "Instagram formu", "telefonla aradı": it asked, wherever and however.
      self = [.social, .campaign, .call].contains(known) && LeadOrigin.hasAsked(source) ? .inbound : known
    } else if LeadOrigin.isFair(source) {
      self = .event
    } else if LeadOrigin.isFromPerson(source) {
      self = .recommended
    } else {
      return nil
    }
  }

  /// Only the whole text: a fair, a shop and a web site have visits, too.
  private static let visits: Set<String> = [
    "ziyaret", "saha ziyareti", "saha", "musteri ziyareti", "firma ziyareti", "yerinde ziyaret", "isyeri ziyareti",
    "esnaf ziyareti", "visit", "field visit", "sales visit", "customer visit", "on-site visit",
  ]

  private static func hasAsked(_ source: String) -> Bool {
    fold(source).split { !$0.isLetter }.contains {
      [
        "form", "formu", "formdan", "formundan", "forms", "aradi", "yazdi", "ulasti", "sordu", "talep", "talebi", "dm",
      ].contains($0)
    }
  }

  /// "Lale Kırtasiye'den Bülent Bey": who sent it, and from where.
  private static func isFromPerson(_ source: String) -> Bool {
    let words = fold(source).split(separator: " ")
    guard words.count > 2, let last = words.last, ["bey", "hanim"].contains(last) else { return false }
    return words.dropLast(2).contains(where: endsAsFrom)
  }

  /// Whether a folded word ends as "Lale'den" does.
  static func endsAsFrom(_ word: Substring) -> Bool {
    word.utf8.count > 5 && ["den", "dan", "ten", "tan"].contains(where: word.hasSuffix)
  }

  /// Fairs have names of their own, most of which end alike: "Agroexpo 2026", "Gulfood", "Mobil Fest".
  private static func isFair(_ source: String) -> Bool {
    fold(source).split { !$0.isLetter }.contains { word in
      ["expo", "fest", "food", "tech", "con", "fair", "week", "summit", "messe", "fuari", "kongresi", "zirvesi"]
        .contains {
          word.utf8.count > $0.utf8.count + 2 && word.hasSuffix($0)
        }
    }
  }

  private static let stems = StemIndex<LeadOrigin>([
    (
      .inbound,
      [
        "web form", "web sitesi", "website", "site", "form", "inbound", "iletişim formu", "gelen arama", "gelen çağrı",
        "gelen telefon", "bizi aradı", "kendisi aradı", "inbound call", "called us", "demo", "whatsapp", "canlı destek",
        "chat", "kendisi", "walk-in", "mağaza", "gelen mail", "gelen e-posta", "bize yazdı", "talep formu",
        "katalog talebi", "numune talebi", "teklif talebi", "fiyat talebi", "bilgi talebi", "lead ads",
        "facebook lead ads", "instagram lead ads", "linkedin lead gen",
      ]
    ),
    (
      .recommended,
      [
        "tavsiye", "referans", "referral", "refer", "öneri", "önerdi", "önermiş", "öneren", "word of mouth",
        "müşteri tavsiyesi", "müşteri referansı",
        "müşteri önerisi", "müşterimizden", "müşterimizin", "customer referral", "customer recommendation", "recommend",
        "tanıdık", "yönlendir", "introduced by", "introduction",
      ]
    ),
    (
      .partner,
      ["partner", "iş ortağı", "çözüm ortağı", "bayi", "distribütör", "dealer", "reseller", "acente", "kanal"]
    ),
    (
      .customer,
      [
        "müşteri", "mevcut müşteri", "customer", "existing customer", "upsell", "cross-sell", "yenileme",
      ]
    ),
    (.formerCustomer, ["eski müşteri", "former customer"]),
    (.call, ["çağrı", "arama", "telefon", "phone", "call", "görüşme"]),
    (.campaign, ["reklam", "ads", "google ads", "campaign", "kampanya", "webinar"]),
    (.newsletter, ["newsletter", "bülten", "e-bülten"]),
    (
      .event,
      [
        "fuar", "etkinlik", "seminer", "kongre", "zirve", "fair", "event", "expo", "conference", "trade show", "messe",
        "emitt", "win eurasia", "win fuarı", "anfaş", "growtech", "hostech", "cnr", "tüyap", "mobitek", "interzum",
        "medica", "automechanika", "anuga", "sodex", "isk-sodex", "plast eurasia", "ideal home", "beauty eurasia",
        "eurasia", "konferans", "çalıştay", "workshop", "meetup", "stand", "iftm", "hannover", "zuchex", "sirha",
        "idef", "maktek", "foteg", "unicera", "logitrans", "aysaf", "texhibition", "intermob", "isaf", "solarex",
        "petroleum istanbul", "comvex", "busworld", "bauma", "interpack", "ambiente", "gitex", "arab health",
        "big 5", "the big 5", "sial", "heimtextil", "domotex", "texworld", "itb berlin", "wtm london", "cebit",
        "transport logistic", "plastech", "turkchem", "beautyistanbul", "anfas",
      ]
    ),
    (
      .social,
      ["linkedin", "instagram", "facebook", "sosyal medya", "social", "google", "twitter", "youtube", "tiktok"]
    ),
    (
      .list,
      [
        "liste", "rehber", "harita", "google harita", "google haritalar", "google maps", "maps", "list", "directory",
        "purchased", "satın al", "scrap", "cold", "soğuk", "soğuk arama", "cold call", "telefon rehberi",
        "sanayi odası",
        "ticaret odası", "oda kaydı",
      ]
    ),
  ])
}
