/// What a stage says is still to come: "Teklif hazırlanıyor" is no offer that is out, "Toplantı planlandı" no meeting that
/// was held.
struct StageOutlook {
  /// It asked for an offer or a sample, and waits for it.
  let isRequest: Bool
  /// It asked for a meeting, and waits for a day.
  let isMeetingAsked: Bool
  /// A meeting lies ahead.
  let isPlanned: Bool
  /// An offer went out, whatever came of it.
  let isOfferOut: Bool
  /// A sample went out, and nobody has said yet what comes of it.
  let isSampleOut: Bool

  /// - Parameter words: the stage's, folded.
  init(_ words: [Substring]) {
    func has(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
    let isAhead =
      has(StageOutlook.plans) || words.contains { word in StageOutlook.futures.contains { word.hasSuffix($0) } }
    let isAsked = has(StageOutlook.requests)
    let isOfferOpen = has(StageOutlook.offers) && !has(StageOutlook.offersMade)
    isSampleOut = has(["numune", "sample"]) && has(StageOutlook.samplesSent)
    isOfferOut = has(StageOutlook.offers) && !isOfferOpen && !isSampleOut
    // Nobody makes an appointment for yesterday.
    let isAppointment = has(["randevu", "appointment"])
    // "Karar" follows a meeting, "kararlaştırıldı" makes one.
    let isHeld = has(StageOutlook.meetingsHeld) || words.contains { $0.hasPrefix("karar") && !$0.hasPrefix("kararlas") }
    let isMeetingOpen = (isAppointment || has(StageOutlook.meetings)) && !isHeld
    isRequest = isOfferOpen && !isSampleOut && (isAsked || isAhead || has(StageOutlook.preparations))
    isMeetingAsked = isMeetingOpen && isAsked && !isOfferOut && !isRequest
    isPlanned = isMeetingOpen && (isAppointment || isAhead) && !isRequest && !isMeetingAsked
  }

  private static let offers = [
    "teklif", "fiyat", "numune", "katalog", "quot", "proposal", "offer", "price", "sample", "estimate",
  ]
  /// "Cevap bekleniyor" is said of an offer that is out.
  private static let offersMade = [
    "onay", "karar", "gonderildi", "verildi", "iletildi", "sunuldu", "sent", "revize", "ceva", "yanit", "donus",
    "response", "reply", "answer", "feedback", "verdik", "gonderdik", "ilettik", "sunduk", "atildi", "attik", "gitti",
    "soylendi", "soyledik", "paylasildi", "given",
  ]
  private static let samplesSent = [
    "gonderil", "gonderdi", "verildi", "verdi", "iletil", "birak", "teslim", "gitti", "ulasti", "kargola", "sent",
    "shipped", "delivered", "given", "left",
  ]
  private static let meetings = [
    "demo", "sunum", "toplanti", "gorusme", "kesif", "ziyaret", "meeting", "presentation", "visit", "survey", "call",
  ]
  private static let meetingsHeld = [
    "yapildi", "tamamlandi", "gerceklesti", "gidildi", "onay", "held", "done", "completed", "attended",
  ]
  private static let requests = [
    "istedi", "istiyor", "istendi", "istek", "isteg", "talep", "taleb", "bekliyor", "sordu", "soruyor", "sormus",
    "sorul", "request", "asked", "wants",
  ]
  private static let plans = [
    "planla", "ayarla", "bekleniyor", "kararlas", "belirlen", "teyit", "alindi", "schedul", "planned", "booked",
    "upcoming", "arranged", "confirmed", "agreed", "set",
  ]
  private static let preparations = ["hazir", "calisil", "calisma", "prepar", "progress", "draft", "ready"]
  private static let futures = ["ecek", "acak", "ecegiz", "acagiz", "ecegim", "acagim"]
}
