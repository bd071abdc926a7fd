/// What people write into the source, stage and consent columns of their CRM, in either language, and what it means.
/// Stems are compared folded, as the beginnings of words.

/// How a lead came.
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
        "tavsiye", "referans", "referral", "refer", "öneri", "word of mouth", "müşteri tavsiyesi", "müşteri referansı",
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

/// How far a lead is.
enum LeadStage: Sendable {
  case new, contacted, qualified, interested, meeting, proposal, negotiation, customer
  /// It asked for an offer or a meeting, and waits for us.
  case requested
  /// A meeting lies ahead.
  case planned
  /// Somebody has spoken to it, and no more is known.
  case reached
  /// Nobody has tried yet.
  case uncalled
  /// Somebody tried, and nobody answered.
  case unreached
  /// A customer whom something has made angry.
  case complaint
  /// Was a customer once.
  case formerCustomer
  /// Put off by either side.
  case paused
  case lost

  var share: Double {
    switch self {
    case .lost: 0
    case .paused, .complaint: 0.2
    case .new, .uncalled, .unreached: 0.3
    case .contacted, .reached: 0.45
    case .formerCustomer: 0.5
    case .qualified: 0.6
    case .customer: 0.7
    case .interested, .requested: 0.8
    case .meeting, .planned: 0.85
    case .proposal: 0.9
    case .negotiation: 1
    }
  }

  /// Whether anybody has spoken to the lead, as far as the stage tells: a date beside it is that of an attempt.
  var isBeforeContact: Bool { self == .uncalled || self == .unreached }

  /// "Teklif reddedildi" is no offer that is out, and "Teklif istendi" none yet: what has ended and what is to come say
  /// more than how far it is.
  init?(of text: String) {
    let end = LeadStage.ends.value(in: text)
    let outlook = StageOutlook(text)
    if let end, end != .paused {
      self = end
    } else if outlook.isRequest {
      self = .requested
    } else if outlook.isPlanned {
      self = .planned
    } else if let known = end ?? LeadStage.stems.value(in: text) {
      self = known
    } else {
      return nil
    }
  }

  private static let ends = StemIndex<LeadStage>([
    (
      .lost,
      [
        "kayıp", "kaybedildi", "kaybettik", "lost", "red", "reddetti", "reddedildi", "ret", "iptal", "iptal edildi",
        "vazgeçti", "ilgilenmiyor", "ilgilenmedi", "not interested", "ilgisiz", "disqualified", "unqualified",
        "uygun değil", "olumsuz", "dead", "rejected", "cancelled", "canceled", "istemiyor", "istemedi", "rakibe",
        "rakip", "competitor", "bütçe yok", "bütçesi yok", "no budget", "iflas", "bankrupt",
      ]
    ),
    (
      .customer,
      [
        "closed won", "kapandı kazanıldı", "kapandı - kazanıldı", "kapatıldı - kazanıldı", "kapandı (kazanıldı",
        "satış kapandı", "satış kapatıldı",
      ]
    ),
    (
      .formerCustomer,
      [
        "eski müşteri", "former customer", "churn", "ayrılan müşteri", "müşteri kaybı", "pasif müşteri", "ayrıldı",
      ]
    ),
    (
      .complaint,
      ["şikayet", "memnun değil", "memnuniyetsiz", "complaint", "complain", "dissatisfied", "unhappy", "not satisfied"]
    ),
    (
      .paused,
      [
        "beklemede", "bekliyor", "ertelendi", "askıda", "donduruldu", "on hold", "hold", "paused", "postponed",
        "nurture", "waiting", "awaiting", "stalled", "deferred",
        "sonra aranacak", "daha sonra", "ileri tarih",
      ]
    ),
  ])

  private static let stems = StemIndex<LeadStage>([
    (
      .new,
      [
        "yeni", "new", "aday", "lead", "prospect", "potansiyel", "potansiyel müşteri", "müşteri adayı", "açık", "open",
        "prospective customer", "soğuk", "cold",
      ]
    ),
    (.contacted, ["iletişim", "arandı", "contacted", "temas", "tekrar ara", "geri ara"]),
    (
      .reached,
      [
        "ilk temas", "temas kuruldu", "temas sağlandı", "temasa geçildi", "iletişim kuruldu", "iletişim sağlandı",
        "iletişime geçildi", "iletişimde", "ulaşıldı", "konuşuldu", "tanışıldı", "tanışma", "contact made", "connected",
        "in contact", "in touch", "first contact", "reached", "spoke", "spoken",
      ]
    ),
    (
      .uncalled,
      [
        "aranacak", "görüşülecek", "ulaşılacak", "yazılacak", "iletişime geçilecek", "to call", "to be called",
        "to contact", "to be contacted",
      ]
    ),
    (.qualified, ["nitelikli", "qualified", "mql", "sql", "uygun"]),
    (
      .interested,
      [
        "ilgili", "ilgileniyor", "interested", "sıcak", "hot", "warm", "ılık", "sıcak müşteri", "numune", "sample",
        "deneme", "trial", "pilot",
      ]
    ),
    (
      .unreached,
      [
        "cevap yok", "yanıt yok", "cevap vermedi", "yanıt vermedi", "ulaşılamadı", "ulaşılamıyor", "cevapsız",
        "no answer", "no response", "no reply", "did not reply", "did not answer", "unanswered", "voicemail",
        "unreachable", "attempt", "attempted to contact", "attempting to contact", "tried to contact",
      ]
    ),
    (
      .meeting,
      [
        "toplantı", "randevu", "görüşme", "görüşüldü", "görüşülüyor", "keşif", "ziyaret", "visit", "meeting", "demo",
        "sunum", "site visit", "survey",
      ]
    ),
    (
      .proposal,
      [
        "teklif", "proposal", "quote", "quoted", "quotation", "offer", "offer sent", "estimate sent", "bid sent",
        "price sent", "fiyat verildi", "fiyat gönderildi", "fiyat iletildi", "yenileme teklifi",
      ]
    ),
    (.negotiation, ["pazarlık", "müzakere", "negotiat", "sözleşme", "contract", "karar", "decision"]),
    (
      .customer,
      [
        "müşteri", "customer", "kazanıldı", "won", "mevcut", "mevcut müşteri", "teklif onaylandı", "teklif kabul",
        "offer accepted", "quote accepted", "proposal accepted", "sözleşme imzalandı", "contract signed",
        "fatura kesildi", "faturalandı", "invoiced", "satış yapıldı", "yenileme", "renewal", "aktif müşteri",
        "eğitim tamamlandı", "eğitim verildi", "eğitim yapıldı", "eğitim bitti", "teslim edildi", "teslimat yapıldı",
        "teslimat tamamlandı", "sevk edildi", "sevkiyat yapıldı", "kurulum tamamlandı", "kurulum yapıldı", "kuruldu",
        "montaj tamamlandı", "montaj yapıldı", "devreye alındı", "canlıya alındı", "canlıya geçti", "proje tamamlandı",
        "iş tamamlandı", "iş bitti", "sipariş verdi", "sipariş alındı", "sipariş onaylandı", "ödeme alındı",
        "tahsil edildi", "poliçe kesildi", "poliçe düzenlendi", "poliçeleşti", "hasar ödendi", "satıldı",
        "satış tamamlandı", "delivered", "shipped", "installed", "installation completed", "training completed",
        "onboarding", "onboarded", "went live", "go live", "order placed", "order received", "paid",
        "completed project",
      ]
    ),
  ])
}

/// Whether a lead may be written to, as far as its facts tell.
enum ConsentSignal: String, Sendable {
  case granted
  /// Merchants and tradesmen may be written to without consent until they refuse (Law 6563).
  case notNeeded = "not needed"
  case unknown, refused

  /// nil where nothing is known.
  var share: Double? {
    switch self {
    case .granted: 1
    case .notNeeded: 0.7
    case .refused: 0
    case .unknown: nil
    }
  }

  init(of lead: borrowing Lead) {
    let stated = lead.consentStatus.map(ConsentStatement.init) ?? .open
    if stated == .refused || stated == .bounced {
      self = .refused
    } else if stated == .granted {
      self = .granted
    } else if lead.recipientType.flatMap(ConsentSignal.merchants.value(in:)) != nil {
      self = .notNeeded
    } else {
      self = lead.consentAt == nil ? .unknown : .granted
    }
  }

  private static let merchants = StemIndex<Bool>([(true, ["tacir", "esnaf", "merchant", "tradesman", "tüzel"])])
}
