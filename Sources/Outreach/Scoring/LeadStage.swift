/// How far a lead is.
///
/// Told by what people write into their CRM, in either language; stems are compared folded, as the beginnings of words.
enum LeadStage: Sendable {
  case new, contacted, qualified, interested, meeting, proposal, negotiation, customer
  /// It asked for an offer, and waits for it.
  case requested
  /// It got in touch, or asked for something else than an offer, and waits for us.
  case enquired
  /// It has our sample.
  case sampled
  /// A meeting lies ahead.
  case planned
  /// Somebody has spoken to it, and no more is known.
  case reached
  /// Nobody has tried yet.
  case uncalled
  /// Somebody tried, and nobody answered.
  case unreached
  /// Something has made it angry, or does not work.
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
    case .interested, .requested, .enquired, .sampled: 0.8
    case .meeting, .planned: 0.85
    case .proposal: 0.9
    case .negotiation: 1
    }
  }

  /// Whether anybody has spoken to the lead, as far as the stage tells: a date beside it is that of an attempt.
  var isBeforeContact: Bool { self == .uncalled || self == .unreached }

  /// "Teklif reddedildi" is no offer that is out, and "Teklif istendi" none yet: what has ended and what is to come say
  /// more than how far it is. What no table knows is read as a note is.
  init?(of text: String) {
    let words = fold(text).split { !$0.isLetter }
    if let agreement = StageAgreement(words) {
      self =
        switch agreement {
        case .inForce: .customer
        case .over: .formerCustomer
        case .failed: .lost
        }
      return
    }
    let end = LeadStage.ends.value(in: text)
    let outlook = StageOutlook(words)
    if let end, end != .paused {
      self = end
    } else if outlook.isRequest {
      self = .requested
    } else if outlook.isSampleOut {
      self = .sampled
    } else if outlook.isMeetingAsked {
      self = .enquired
    } else if outlook.isPlanned {
      self = .planned
    } else if let known = end ?? LeadStage.stems.value(in: text) {
      // "Teklif gönderildi, cevap yok" is an offer that is out.
      self = known == .unreached && outlook.isOfferOut ? .proposal : known.orElse(saidIn: text)
    } else if let said = LeadStage(noted: text) ?? LeadStage.hesitations.value(in: text) {
      self = said
    } else {
      return nil
    }
  }

  /// "Yeni, form doldurdu" is no stranger.
  private func orElse(saidIn text: String) -> LeadStage {
    guard self == .new else { return self }
    var text = text
    return text.withUTF8(NoteLexicon.mayTell) ? LeadStage(noted: text) ?? self : self
  }

  /// What the stage says as a note would: "form doldurdu", "ev temizliği sordu". Whoever is told of in it is the lead, since
  /// what we do is said otherwise there ("aradık", "arandı").
  private init?(noted text: String) {
    var text = text
    var said: LeadStage?
    text.withUTF8 { bytes in
      NoteClause.forEach(in: bytes) { clause in
        if said == .requested { return }
        if clause.saysQuoteAwaited {
          said = .requested
        } else if clause.has(.nobody) {
          said = .unreached
        } else if clause.saysWrote || clause.has(.asked) || clause.has(.wrote) || clause.has(.called) {
          said = said ?? .enquired
        }
      }
    }
    guard let said else { return nil }
    self = said
  }

  /// Whether the text is one of the words that a CRM gives to every record, and so says nothing that could be missed.
  static func isPlain(_ text: String) -> Bool { plainWords.contains(fold(text)) }

  /// Whether it says of a customer no more than that, so that there may be a new quote.
  static func namesCustomer(_ text: String) -> Bool {
    fold(text).split { !$0.isLetter }.allSatisfy { word in customerWords.contains { word.hasPrefix($0) } }
  }

  private static let customerWords = [
    "musteri", "mevcut", "aktif", "surekli", "sozlesmeli", "anlasmali", "abone", "calisiyoruz", "birlikte", "customer",
    "client", "existing", "current", "active", "our",
  ]

  private static let plainWords: Set<String> = [
    "aktif", "active", "pasif", "inactive", "acik", "open", "kapali", "closed", "devam ediyor", "islemde",
    "in progress", "working", "assigned", "atandi", "kayit", "kayitli", "genel", "diger", "other",
  ]

  private static let ends = StemIndex<LeadStage>([
    (
      .lost,
      [
        "başka firma", "başka yer", "başkasıyla", "pahalı", "yüksek buldu", "fiyat yüksek", "fiyatı yüksek",
        "bütçesi yetmedi", "almayacak", "almadı", "almaktan vazgeçti", "ihtiyacı yok", "ihtiyaç yok", "gerek yok",
        "gerek duymadı", "olmadı", "olumsuz döndü", "no need", "not needed", "too expensive", "went elsewhere",
        "went with", "declined", "chose",
        "kayıp", "kaybedildi", "kaybettik", "lost", "red", "reddetti", "reddedildi", "ret", "iptal", "iptal edildi",
        "vazgeçti", "ilgilenmiyor", "ilgilenmedi", "not interested", "ilgisiz", "disqualified", "unqualified",
        "uygun değil", "olumsuz", "dead", "rejected", "cancelled", "canceled", "istemiyor", "istemedi", "rakibe",
        "rakip", "competitor", "bütçe yok", "bütçesi yok", "no budget", "iflas", "bankrupt",
      ]
    ),
    (
      .customer,
      [
        "ödeme bekliyor", "ödeme bekleniyor", "ödeme yapacak", "awaiting payment", "payment pending", "montaj bekliyor",
        "kurulum bekliyor", "teslimat bekliyor", "teslimat bekleniyor", "sevkiyat bekliyor", "sevkiyat bekleniyor",
        "awaiting delivery", "awaiting shipment", "waiting for delivery", "on retainer",
        "closed won", "kapandı kazanıldı", "kapandı - kazanıldı", "kapatıldı - kazanıldı", "kapandı (kazanıldı",
        "satış kapandı", "satış kapatıldı",
      ]
    ),
    (
      .formerCustomer,
      [
        "eski abone", "former client", "past client", "past customer", "ex-client", "ex-customer", "ex client",
        "ex customer", "previous client", "previous customer", "old client", "lapsed",
        "eski müşteri", "former customer", "churn", "ayrılan müşteri", "müşteri kaybı", "pasif müşteri", "ayrıldı",
      ]
    ),
    (
      .complaint,
      [
        "arıza", "bozuldu", "servis talebi", "servis kaydı", "servis bekliyor", "destek talebi", "sorun yaşıyor",
        "sorun var", "sorunlu", "iade", "memnun kalmadı", "kızgın", "kızdı", "fault", "breakdown", "broken",
        "support ticket", "refund", "returned", "angry", "upset", "şikayet", "memnun değil", "memnuniyetsiz",
        "complaint", "complain", "dissatisfied", "unhappy", "not satisfied",
      ]
    ),
    (
      .proposal,
      [
        "onay bekliyor", "onay bekleniyor", "onayı bekleniyor", "onayı bekliyor", "onayda", "onayında",
        "onay aşamasında", "awaiting approval", "pending approval", "waiting for approval", "approval pending",
      ]
    ),
    (
      .paused,
      [
        "kararsız", "undecided",
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
        "potential customer", "potential client", "prospective client",
        "yeni", "new", "aday", "lead", "prospect", "potansiyel", "potansiyel müşteri", "müşteri adayı", "açık", "open",
        "prospective customer", "soğuk", "cold",
      ]
    ),
    (
      .contacted,
      [
        "mail atıldı", "mail gönderildi", "e-posta gönderildi", "mesaj atıldı", "mesaj gönderildi", "whatsapp atıldı",
        "whatsapptan yazıldı", "yazıldı", "katalog gönderildi", "katalog verildi", "broşür gönderildi",
        "broşür verildi", "kart bırakıldı", "kart bıraktık", "aradık", "aradım", "emailed", "email sent", "e-mail sent",
        "message sent", "brochure sent", "catalogue sent", "catalog sent", "info sent", "called", "iletişim", "arandı",
        "contacted", "temas", "tekrar ara", "geri ara",
      ]
    ),
    (
      .reached,
      [
        "konuştuk", "konuştum", "tanıştık", "uğradık", "kartını aldık", "kart alındı", "kartvizit", "sohbet",
        "bilgi verildi", "bilgi verdik", "bilgilendirildi", "tanıtım yapıldı", "info given", "chatted", "talked",
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
    (
      .enquired,
      [
        "bilgi almak istiyor", "bilgi istiyor",
        "form", "web form", "başvuru", "talep", "enquiry", "inquiry", "enquired", "inquired", "got in touch",
        "contacted us", "called us", "wrote to us", "emailed us", "reached out", "messaged us", "callback requested",
      ]
    ),
    (.qualified, ["nitelikli", "qualified", "mql", "sql", "uygun"]),
    (
      .interested,
      [
        "ilgilendi", "beğendi", "sıcak bakıyor", "olumlu", "almak istiyor", "alacak", "sipariş verecek", "katıldı",
        "katılım sağladı", "attended", "registered", "kayıt oldu", "keen", "positive",
        "ilgili", "ilgileniyor", "interested", "sıcak", "hot", "warm", "ılık", "sıcak müşteri", "numune", "sample",
        "deneme", "trial", "pilot",
      ]
    ),
    (
      .unreached,
      [
        "aradık açm", "aradım açm", "aradık meşgul", "aradım meşgul",
        "açmadı", "açmıyor", "açılmadı", "meşgul", "cevap gelmedi", "cevap alınamadı", "yanıt gelmedi", "dönmedi",
        "dönüş yapmadı", "dönüş olmadı", "dönüş yok", "dönüş gelmedi", "ses yok", "ses çıkmadı", "ses seda",
        "ulaşamadık", "ulaşamadım", "telefonu kapalı", "didn't pick up", "did not pick up", "not picking up",
        "rang out", "ghosted", "left a message", "left message",
        "cevap yok", "yanıt yok", "cevap vermedi", "yanıt vermedi", "ulaşılamadı", "ulaşılamıyor", "cevapsız",
        "no answer", "no response", "no reply", "did not reply", "did not answer", "unanswered", "voicemail",
        "unreachable", "attempt", "attempted to contact", "attempting to contact", "tried to contact",
      ]
    ),
    (
      .meeting,
      [
        "görüştük", "görüştüm", "buluştuk", "gidildi", "met with",
        "toplantı", "randevu", "görüşme", "görüşüldü", "görüşülüyor", "keşif", "ziyaret", "visit", "meeting", "demo",
        "sunum", "site visit", "survey",
      ]
    ),
    (
      .proposal,
      [
        "fiyat verdik", "fiyat gitti", "fiyat atıldı", "fiyat sunuldu", "fiyat söylendi", "fiyat paylaşıldı",
        "fiyat aldı", "rakam verildi", "rakam verdik", "rakam söylendi", "price given", "prices sent", "pricing sent",
        "teklif", "proposal", "quote", "quoted", "quotation", "offer", "offer sent", "estimate sent", "bid sent",
        "price sent", "fiyat verildi", "fiyat gönderildi", "fiyat iletildi", "yenileme teklifi",
      ]
    ),
    (.negotiation, ["pazarlık", "müzakere", "negotiat", "sözleşme", "contract", "karar", "decision"]),
    (
      .customer,
      [
        "client", "ödedi", "ödeme yaptı", "kapora", "avans", "depozito", "üretimde", "üretime alındı", "in production",
        "teslim aldı", "satış oldu", "satın aldı", "aldı götürdü", "bought", "purchased", "ordered", "signed",
        "deposit paid", "çalışıyoruz", "birlikte çalışıyoruz",
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

  /// It takes its time. Beside an offer or a meeting these words say no more than that.
  private static let hesitations = StemIndex<LeadStage>([
    (
      .paused,
      [
        "düşün", "değerlendir", "soracak", "danışacak", "haber verecek", "dönüş yapacak", "dönecek", "araştır",
        "thinking", "considering", "evaluating", "will get back", "will think", "maybe", "belki", "acelesi yok",
      ]
    )
  ])
}
