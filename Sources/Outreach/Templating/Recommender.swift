/// Who recommended a lead, as one speaks of them, where a column of its own or the source says so: "Referans - Lale Tuna
/// (Tuna Mimarlık)", "Lale Tuna tavsiyesi", "Lale Tuna önerdi", "Tuna Mimarlık'tan Lale Hanım", "recommended by Tom Becker".
/// Nil for what is no person.
func recommender(of lead: borrowing Lead, _ names: NameMemo, language: Language) -> String? {
  func spoken(_ name: some StringProtocol) -> String? {
    names.reading(of: String(name)).person?.spokenOf(language)
  }
  if let said = lead.custom.first(where: { recommenders.contains(fold($0.key)) })?.value { return spoken(said) }
  guard let source = lead.source else { return nil }
  let words = source.split(separator: " ")
  let folded = words.map { fold($0).filter { $0 != ":" } }
  for ending in endings where folded.count > ending.count && folded.suffix(ending.count).elementsEqual(ending) {
    return spoken(words.dropLast(ending.count).joined(separator: " "))
  }
  for beginning in beginnings where folded.count > beginning.count && folded.starts(with: beginning) {
    if let name = spoken(words.dropFirst(beginning.count).joined(separator: " ")) { return name }
  }
  for mark in [":", " - ", " – "] {
    guard let range = source.firstRange(of: mark) else { continue }
    return spoken(source[range.upperBound...])
  }
  guard let place = folded.lastIndex(where: { LeadOrigin.endsAsFrom(Substring($0)) }) else { return nil }
  return spoken(words[(place + 1)...].joined(separator: " "))
}

/// Headings of the columns that say it.
private let recommenders: Set<String> = [
  "referrer", "referred by", "referral", "recommended by", "introduced by", "referrer name", "tavsiye eden", "tavsiye",
  "referans", "referans olan", "referans kisi", "yonlendiren", "yonlendiren kisi", "oneren", "oneren kisi",
  "tavsiye eden kisi", "kim onerdi", "kim yonlendirdi",
]

/// What stands behind the name in a source, folded.
private let endings: [[String]] = [
  ["tavsiyesi"], ["tavsiyesiyle"], ["referansi"], ["referansiyla"], ["yonlendirmesi"], ["yonlendirmesiyle"],
  ["onerisi"],
  ["onerisiyle"], ["onerdi"], ["onermis"], ["yonlendirdi"], ["yonlendirmis"], ["tavsiye", "etti"],
  ["tavsiye", "etmis"],
  ["referans", "oldu"], ["referans", "verdi"], ["araciligiyla"], ["vasitasiyla"], ["referral"], ["recommendation"],
  ["recommended", "us"], ["referred", "us"], ["recommended"],
]

/// What stands before it.
private let beginnings: [[String]] = [
  ["recommended", "by"], ["referred", "by"], ["introduced", "by"], ["recommendation", "from"], ["referral", "from"],
  ["recommendation", "of"], ["tavsiye", "eden"], ["oneren"], ["yonlendiren"], ["referans"], ["tavsiye"], ["referral"],
]
