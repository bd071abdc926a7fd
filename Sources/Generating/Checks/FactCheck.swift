internal import Outreach

/// Whether a text says only what is known: no address, price, number, date, name or certificate that is in no fact.
struct FactCheck {
  let facts: FactBook
  let language: Language

  func faults(of text: String, subject: String?) -> [AnswerFault] {
    var faults: [AnswerFault] = []
    let folded = FoldedText(text)
    if let link = Links.all(in: text).first(where: { !isKnown(link: $0) }) {
      faults.append(AnswerFault(.link, "the address “\(link)” is in no fact."))
    }
    if let words = Self.speltLinks.first(in: folded), !facts.text.contains(words) {
      faults.append(AnswerFault(.link, "“\(words)” spells out an address that is in no fact."))
    }
    if let run = Numbers.longRuns(in: text).first(where: { !isKnown(digits: $0) }) {
      faults.append(AnswerFault(.phone, "the number \(run) is in no fact."))
    }
    if let price = price(in: text, folded) { faults.append(AnswerFault(.price, "“\(price)” is in no fact.")) }
    if let date = DateWords.first(in: text, folded, facts) {
      faults.append(AnswerFault(.date, "“\(date)” names a time that is in no fact."))
    }
    if let number = number(in: text, folded) { faults.append(AnswerFault(.number, "“\(number)” is in no fact.")) }
    if let fault = NumberWords.fault(in: text, facts, language) { faults.append(fault) }
    if let name = NameWords.unknown(in: text, subject: subject, facts, language) {
      faults.append(AnswerFault(.name, "the name “\(name)” is in no fact."))
    }
    if let claim = Self.certificates.first(in: folded), !facts.text.contains(claim) {
      faults.append(AnswerFault(.certificate, "“\(claim)” claims what is in no fact."))
    }
    return faults
  }

  private static let speltLinks: Phrases = [
    "nokta com", "nokta net", "nokta org", "nokta tr", "nokta example", "dot com", "dot net", "dot org", "dot io",
    "dot example", "(at)", "(et)", "t.me/",
  ]

  private func isKnown(link: String) -> Bool {
    facts.links.contains(link) || facts.links.contains { $0.hasSuffix("@" + link) || link == $0 + "/" }
  }

  private func isKnown(digits: String) -> Bool {
    facts.digitRuns.contains { $0 == digits || ($0.suffix(10) == digits.suffix(10) && digits.count >= 10) }
  }

  // MARK: Prices

  private func price(in text: String, _ folded: FoldedText) -> String? {
    for run in Numbers.runs(in: text) where !facts.numbers.contains(Numbers.normal(run.digits)) || !isPriced(run) {
      let after = fold(run.after.prefix(14)).trimmingSpaces
      let before = fold(run.before.suffix(8)).trimmingSpaces
      let isMoney =
        Self.currencies.contains { currency in
          after.hasPrefix(currency) && !(after.dropFirst(currency.count).first?.isLetter ?? false && currency.count > 1)
            || before.hasSuffix(currency)
        }
      if isMoney { return "\(run.digits) \(after.prefix { $0 != " " })" }
    }
    guard let words = Self.prices.first(in: folded), !facts.text.contains(words) else { return nil }
    return words
  }

  /// Whether the facts have this number as a price or a percentage as well.
  private func isPriced(_ run: Numbers.Run) -> Bool {
    let after = fold(run.after.prefix(6)).trimmingSpaces
    return facts.folded.contains(fold(run.digits) + " " + after.prefix(2)) || facts.folded.contains("%" + run.digits)
      || facts.folded.contains(fold(run.digits) + after.prefix(1))
  }

  private static let currencies = [
    "₺", "tl", "try", "lira", "$", "usd", "dolar", "dollar", "€", "eur", "euro", "£", "gbp", "pound", "%", "yuzde",
    "percent", "kurus",
  ]
  private static let prices: Phrases = [
    "ucretsiz", "bedava", "bedelsiz", "indirim", "kampanya fiyat", "taksit", "para iade", "iade garanti", "en ucuz",
    "yari fiyat", "hediye", "for free", "free of charge", "free trial", "free demo", "free consultation", "free audit",
    "at no cost", "discount", "money-back", "money back", "half price", "half the price", "cheapest", "% off",
    "percent off", "yuzde on", "yuzde yirmi", "yuzde otuz", "yuzde kirk", "yuzde elli", "special price", "gift",
    "bin lira", "yuz lira", "bin tl", "ucret odeme", "ucret alm", "para alm", "ilk ay bizden", "yari yariya",
    "cost you a thing", "cost you nothing", "costs nothing", "no charge", "without charge", "is on us", "are on us",
    "half off", "no cost",
  ]

  // MARK: Numbers

  private func number(in text: String, _ folded: FoldedText) -> String? {
    for run in Numbers.runs(in: text) where !facts.numbers.contains(Numbers.normal(run.digits)) {
      let after = fold(run.after.prefix(12)).drop { $0 == " " || $0 == "-" }
      let isShortTalk =
        (Int(run.digits) ?? 99) <= 60 && ["dakika", "dk", "minute", "min "].contains { after.hasPrefix($0) }
      // Long ones are phones, those with a colon times of day.
      let isOther = run.digits.contains(":") || run.digits.count(where: \.isNumber) >= 9
      if !isShortTalk, !isOther, !isPartOfLink(run) { return String(run.digits) }
    }
    guard let words = Self.amounts.first(in: folded), !facts.text.contains(words) else { return nil }
    return words
  }

  /// Addresses and phones have checks of their own.
  private func isPartOfLink(_ run: Numbers.Run) -> Bool {
    let start = run.before.lastIndex { $0.isWhitespace }.map { run.before.index(after: $0) } ?? run.before.startIndex
    let chunk = run.before[start...] + run.digits + run.after.prefix { !$0.isWhitespace }
    if !Links.all(in: String(chunk)).isEmpty { return true }
    let around = String(run.before.suffix(24) + run.digits + run.after.prefix(24))
    return Numbers.longRuns(in: around).contains { isKnown(digits: $0) && $0.contains(String(run.digits)) }
  }

  private static let amounts: Phrases = [
    "yuzlerce", "binlerce", "onlarca", "milyonlarca", "iki kat", "uc kat", "on kat", "bes yil", "on yil", "yirmi yil",
    "otuz yil", "yuz firma", "bin firma", "yuzden fazla", "binden fazla", "elliden fazla", "hundreds of",
    "thousands of",
    "dozens of", "millions of", "ten times", "twice as", "three times", "five times", "ten years", "twenty years",
    "five years", "a decade", "decades of",
  ]

  private static let certificates: Phrases = [
    "iso ", "iso-", "iso9", "iso2", "sertifika", "akredit", "odullu", "odul al", "odule", "tse belge", "tse onay",
    "ce belge", "ce isaret", "kvkk", "gdpr", "certified", "certificate", "certification", "accredited", "award",
    "hipaa", "soc 2", "patent", "yetkili bayi", "yetkili satici", "resmi is ortag", "resmi partner", "official partner",
    "authorised dealer", "authorized dealer", "pazar lideri", "sektor lideri", "sektorun lideri", "market leader",
    "turkiye'nin en", "dunyanin en", "belgeli", "belgesine sahip", "belgemiz", "bakanlik onay", "onayli kurum",
    "garanti ediyoruz", "garanti ederiz", "garantili", "guarantee", "licensed by", "approved by", "lisansli",
    "industry leader", "number one", "bir numara", "alaninda lider", "lider bir", "lider firma", "onde gelen",
    "tescilli", "soz veriyor", "pisman olma", "satislariniz art", "satislariniz kesin", "cironuz art", "ikiye katla",
    "uce katla", "leading provider", "a leading", "i promise that", "i promise you", "we promise", "not regret",
    "won't regret", "your sales will", "your revenue will", "double your", "triple your", "world-class", "unrivalled",
    "best in class", "best-in-class",
  ]
}
