internal import Outreach

/// Numbers that are spelt out: prices, amounts, phones and times of day say them in words as well.
enum NumberWords {
  /// What spelt numbers come to in a text; nil where they count nothing that can be untrue.
  static func fault(in text: String, _ facts: FactBook, _ language: Language) -> AnswerFault? {
    let numbers = language == .en ? english : turkish
    for line in text.split(whereSeparator: \.isNewline) {
      let words = TextWords.all(in: line).map { String($0.folded.prefix { $0 != "'" && $0 != "’" }) }
      var start = 0
      while start < words.count {
        let run = Array(words[start...].prefix { numbers.contains($0) })
        guard !run.isEmpty else {
          start += 1
          continue
        }
        let before = start > 0 ? words[start - 1] : ""
        start += run.count
        let after = start < words.count ? words[start] : ""
        let spelt = run.joined(separator: " ")
        guard let rule = rule(run, before: before, after: after), !facts.text.contains("\(spelt) \(after)") else {
          continue
        }
        return AnswerFault(rule, "“\(spelt) \(after)” is in no fact.")
      }
    }
    return nil
  }

  private static func rule(_ run: [String], before: String, after: String) -> AnswerRule? {
    // Nobody counts to more than a million with six words.
    if run.count >= 6 { return .phone }
    if currencies.contains(where: { after.hasPrefix($0) }) { return .price }
    // "Yüzde yüz" means "quite".
    if before == "yuzde", run != ["yuz"] { return .price }
    if before == "saat", !after.hasPrefix("dakika"), !after.hasPrefix("saat") { return .date }
    // "Bir gün", "one team": no number.
    if run == ["bir"] || run == ["one"] { return nil }
    // Two people may well answer the same customer; nobody boasts of that.
    if few.contains(run), people.contains(where: { after.hasPrefix($0) }) { return nil }
    if exactUnits.contains(after) || units.contains(where: { after.hasPrefix($0) }) { return .number }
    return nil
  }

  /// Whether a word is a number in words.
  static func contains(_ folded: String) -> Bool { turkish.contains(folded) || english.contains(folded) }

  // Apart, since "on" is ten, and a small word of English.
  private static let turkish = Set(
    """
    sifir bir iki uc dort bes alti yedi sekiz dokuz on yirmi otuz kirk elli altmis yetmis seksen doksan yuz bin milyon
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  private static let english = Set(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  private static let currencies = [
    "lira", "tl", "dolar", "dollar", "euro", "avro", "sterlin", "pound", "kurus", "percent",
  ]
  /// What firms boast of having, and times that something is said to take.
  private static let units = [
    "firma", "sirket", "isletme", "musteri", "kullanici", "ekip", "ekib", "kurum", "kurulus", "yil", "hafta", "kisi",
    "uzman", "ulke", "sehir", "sube", "proje", "marka", "firm", "compan", "customer", "client", "user", "team",
    "business", "year", "month", "week", "expert", "countr", "branch", "people",
  ]
  private static let few = [["iki"], ["uc"], ["two"], ["three"]]
  private static let people = ["kisi", "ekip", "ekib", "musteri", "people", "team", "customer"]
  private static let exactUnits: Set<String> = [
    "ay", "ayda", "aydir", "aylik", "gun", "gunde", "gundur", "gunluk", "il", "ilde", "kat", "kati", "day", "days",
  ]
}
