/// What a stage says is still to come: "Teklif hazırlanıyor" is no offer that is out, "Toplantı planlandı" no meeting that
/// was held.
struct StageOutlook {
  /// It asked for an offer, a sample or a meeting, and waits for us.
  let isRequest: Bool
  /// A meeting lies ahead.
  let isPlanned: Bool

  init(_ text: String) {
    let words = fold(text).split { !$0.isLetter }
    func has(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
    let isAhead =
      has(StageOutlook.plans) || words.contains { word in StageOutlook.futures.contains { word.hasSuffix($0) } }
    let isAsked = has(StageOutlook.requests)
    let isOfferOpen = has(StageOutlook.offers) && !has(StageOutlook.offersMade)
    let isOfferOut = has(StageOutlook.offers) && !isOfferOpen
    // Nobody makes an appointment for yesterday.
    let isAppointment = has(["randevu", "appointment"])
    // "Karar" follows a meeting, "kararlaştırıldı" makes one.
    let isHeld = has(StageOutlook.meetingsHeld) || words.contains { $0.hasPrefix("karar") && !$0.hasPrefix("kararlas") }
    let isMeetingOpen = (isAppointment || has(StageOutlook.meetings)) && !isHeld
    isRequest =
      isOfferOpen && (isAsked || isAhead || has(StageOutlook.preparations)) || isMeetingOpen && isAsked && !isOfferOut
    isPlanned = isMeetingOpen && (isAppointment || isAhead) && !isRequest
  }

  private static let offers = [
    "teklif", "fiyat", "numune", "katalog", "quot", "proposal", "offer", "price", "sample", "estimate",
  ]
  /// "Cevap bekleniyor" is said of an offer that is out.
  private static let offersMade = [
    "onay", "karar", "gonderildi", "verildi", "iletildi", "sunuldu", "sent", "revize", "ceva", "yanit", "donus",
    "response", "reply", "answer", "feedback",
  ]
  private static let meetings = [
    "demo", "sunum", "toplanti", "gorusme", "kesif", "ziyaret", "meeting", "presentation", "visit", "survey", "call",
  ]
  private static let meetingsHeld = [
    "yapildi", "tamamlandi", "gerceklesti", "gidildi", "onay", "held", "done", "completed", "attended",
  ]
  private static let requests = [
    "istedi", "istiyor", "istendi", "istek", "isteg", "talep", "taleb", "bekliyor", "request", "asked", "wants",
  ]
  private static let plans = [
    "planla", "ayarla", "bekleniyor", "kararlas", "belirlen", "teyit", "alindi", "schedul", "planned", "booked",
    "upcoming", "arranged", "confirmed", "agreed", "set",
  ]
  private static let preparations = ["hazirlan", "calisiliyor", "prepar", "progress", "draft"]
  private static let futures = ["ecek", "acak", "ecegiz", "acagiz", "ecegim", "acagim"]
}
