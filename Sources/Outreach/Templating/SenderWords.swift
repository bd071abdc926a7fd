/// What a tone's name ends with that says *sen*; the one without it says *siz*.
let familiarEnding = "_sen"

/// Whether a tone says *sen*. Asked of every row, and nearly every tone is told by its last letter.
func isFamiliar(tone: String) -> Bool { tone.utf8.last == UInt8(ascii: "n") && tone.hasSuffix(familiarEnding) }

/// A sentence that says what a message is about: "Temizlik hizmeti veriyoruz.", "Paketleme makinesi satıyoruz.", and where
/// nobody knows what one does with it "Kurumsal diş anlaşması konusunda yazıyorum."
///
/// - Parameter isNews: whether the reader is to learn what the sender does.
func topic(_ offer: String, _ language: Language, isNews: Bool) -> String {
  guard language == .tr else { return "I am writing about \(offer)." }
  let head = fold(offer.split(separator: " ").last ?? "")
  let verb = isNews ? verb(of: head, offer) : nil
  return offer + (verb.map { " \($0)." } ?? " konusunda yazıyorum.")
}

/// What one does with an offer, by the word at its end.
private func verb(of head: String, _ offer: String) -> String? {
  if given.contains(head) { return "veriyoruz" }
  if done.contains(where: head.hasPrefix) { return "yapıyoruz" }
  if run.contains(where: head.hasPrefix) { return "sunuyoruz" }
  switch OfferKind(guessedFrom: offer) {
  case .goods?, .machines?: return "satıyoruz"
  default: return nil
  }
}

/// What one does in Turkish, and what one has others use.
private let done = [
  "kurulum", "kaplama", "montaj", "tadilat", "yalitim", "izolasyon", "mantolama", "renovasyon", "dekorasyon", "temizli",
  "bakim", "onarim", "isleri", "baski", "tasima", "nakliy", "ilaclama", "cevirisi", "tercume", "tasarim", "sigorta",
]
private let run = ["yazilim", "program", "sistem", "platform", "uygulama", "modul"]

/// What one gives in Turkish, whoever buys it.
private let given: Set<String> = [
  "hizmet", "hizmeti", "hizmetleri", "danismanligi", "danismanlik", "egitim", "egitimi", "egitimleri", "destegi",
]

/// A plural is no first part of a Turkish compound.
func quoted(_ offer: String, _ language: Language) -> String {
  language == .tr && isPlural(offer) ? offer + " için" : offer
}

private func isPlural(_ offer: String) -> Bool {
  let folded = fold(offer)
  return (folded.hasSuffix("lar") || folded.hasSuffix("ler")) && folded.utf8.count > 6
}

func ourQuote(for offer: String?, _ language: Language) -> String? {
  switch language {
  case .tr: offer.map { isPlural($0) ? $0 + " için verdiğimiz teklif" : $0 + " teklifimiz" } ?? "teklifimiz"
  case .en: offer.map { "our quote for " + $0 } ?? "our quote"
  default: nil
  }
}

/// What a Turkish firm's name says that it does, as an offer: "temizlik hizmeti" of "Pırıl Temizlik Hizmetleri". Nil where
/// it says nothing of the sort.
func trade(inNameOf company: String, _ language: Language) -> String? {
  guard language == .tr else { return nil }
  var words = FirmName.withoutLegalForm(company).split(separator: " ")
  if words.count > 1, let last = words.last, ["hizmetleri", "hizmetler"].contains(fold(last)) {
    words.removeLast()
    guard let trade = words.last, OfferKind(guessedFrom: String(trade)) != nil else { return nil }
    // "Temizlik ve Güvenlik Hizmetleri"
    let isPair = words.count > 2 && fold(words[words.count - 2]) == "ve"
    return turkishLowercased(words.suffix(isPair ? 3 : 1).joined(separator: " ")) + " hizmeti"
  }
  guard words.count > 1, let last = words.last, services.contains(fold(last)) else { return nil }
  let isAdvice = fold(last) == "musavirlik" && ["mali", "gumruk"].contains(fold(words[words.count - 2]))
  return turkishLowercased(words.suffix(isAdvice ? 2 : 1).joined(separator: " ")) + " hizmeti"
}

private let services: Set<String> = [
  "temizlik", "guvenlik", "lojistik", "nakliyat", "danismanlik", "muhasebe", "musavirlik", "tercume", "ceviri",
  "catering", "ilaclama",
]

/// Whether a Turkish text speaks to its reader in *siz*, told by pronouns, verbs and whose things are: "ekibiniz".
func saysYouPolitely(_ text: String) -> Bool {
  TurkishAddress.saysSiz(text)
    || letterRuns(of: text).contains { run in
      let word = fold(run)
      return word.utf8.count > 5 && possessives.contains { word.contains($0) } && !word.contains("deniz")
    }
}

/// Behind a vowel and behind a consonant, with whatever ending comes then: "firmanız", "ekibinize"; "deniz" is the sea.
private let possessives = ["iniz", "unuz", "aniz", "eniz", "onuz"]
