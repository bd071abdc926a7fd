/// What people write into the source, stage and consent columns of their CRM, in either language, and what it means.
/// Stems are compared folded, as the beginnings of words.

/// How a lead came.
enum LeadOrigin: Sendable {
  /// It wrote or called of its own accord.
  case inbound
  case recommended
  case campaign, event, social
  /// A list somebody bought or collected.
  case list

  var share: Double {
    switch self {
    case .inbound, .recommended: 1
    case .campaign: 0.8
    case .event: 0.7
    case .social: 0.6
    case .list: 0.2
    }
  }

  static let stems = StemIndex<LeadOrigin>([
    (
      .inbound,
      [
        "web form", "web sitesi", "website", "site", "form", "inbound", "iletişim formu", "çağrı", "arama", "telefon",
        "phone", "call", "demo", "whatsapp", "canlı destek", "chat", "kendisi", "walk-in", "mağaza",
      ]
    ),
    (
      .recommended,
      ["tavsiye", "referans", "referral", "refer", "öneri", "müşteri", "customer", "partner", "iş ortağı"]
    ),
    (
      .campaign, ["reklam", "ads", "google ads", "campaign", "kampanya", "newsletter", "bülten", "e-bülten", "webinar"]
    ),
    (.event, ["fuar", "etkinlik", "seminer", "kongre", "zirve", "fair", "event", "expo", "conference", "trade show"]),
    (.social, ["linkedin", "instagram", "facebook", "sosyal medya", "social", "google", "twitter", "youtube"]),
    (
      .list,
      [
        "liste", "rehber", "harita", "google harita", "google maps", "maps", "list", "directory", "purchased",
        "satın al", "scrap", "cold", "soğuk",
      ]
    ),
  ])
}

/// How far a lead is.
enum LeadStage: Sendable {
  case new, contacted, qualified, interested, meeting, proposal, negotiation, customer, lost

  var share: Double {
    switch self {
    case .lost: 0
    case .new: 0.3
    case .contacted: 0.45
    case .qualified: 0.6
    case .customer: 0.7
    case .interested: 0.8
    case .meeting: 0.85
    case .proposal: 0.9
    case .negotiation: 1
    }
  }

  static let stems = StemIndex<LeadStage>([
    (.new, ["yeni", "new", "aday", "lead", "prospect", "potansiyel", "açık", "open"]),
    (.contacted, ["iletişim", "arandı", "contacted", "temas", "ulaşıldı", "attempt"]),
    (.qualified, ["nitelikli", "qualified", "mql", "sql", "uygun"]),
    (.interested, ["ilgili", "ilgileniyor", "interested", "sıcak", "hot", "warm", "ılık"]),
    (.meeting, ["toplantı", "randevu", "görüşme", "meeting", "demo", "sunum"]),
    (.proposal, ["teklif", "proposal", "quote", "quotation"]),
    (.negotiation, ["pazarlık", "müzakere", "negotiat", "sözleşme", "contract", "karar", "decision"]),
    (.customer, ["müşteri", "customer", "kazanıldı", "won", "closed won", "mevcut"]),
    (
      .lost,
      [
        "kayıp", "kaybedildi", "lost", "closed lost", "red", "ilgilenmiyor", "not interested", "ilgisiz",
        "disqualified", "unqualified", "uygun değil", "olumsuz",
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
