/// When the last contact was, as one says it in passing: "19 Kasım'da", "mart ayında", "last year". Nil if nobody knows.
func timeOfLastContact(_ acquaintance: Acquaintance, language: Language) -> String? {
  guard let day = acquaintance.lastContact, let days = acquaintance.daysSinceContact else { return nil }
  let (year, month, dayOfMonth) = day.components
  let isTurkish = language == .tr
  // Of what was today one does not say "we were".
  if days <= 0 { return isTurkish ? "kısa süre önce" : "recently" }
  if days < 45, day.number <= acquaintance.today.number {
    let date: Sentence =
      isTurkish
      ? "\(dayOfMonth) \(turkishMonths[month - 1].capital)'\(turkishMonths[month - 1].ending)"
      : "on \(dayOfMonth) \(englishMonths[month - 1])"
    return date.text
  }
  if days < 330 {
    return isTurkish ? "\(turkishMonths[month - 1].small) ayında" : "in \(englishMonths[month - 1])"
  }
  let thisYear = acquaintance.today.components.year
  if year == thisYear { return isTurkish ? "bu yılın başında" : "early this year" }
  if year == thisYear - 1 { return isTurkish ? "geçen yıl" : "last year" }
  return isTurkish ? "\(year) yılında" : "in \(year)"
}

let turkishMonths: [(small: String, capital: String, ending: String)] = [
  ("ocak", "Ocak", "ta"), ("şubat", "Şubat", "ta"), ("mart", "Mart", "ta"),
  ("nisan", "Nisan", "da"), ("mayıs", "Mayıs", "ta"), ("haziran", "Haziran", "da"), ("temmuz", "Temmuz", "da"),
  ("ağustos", "Ağustos", "ta"), ("eylül", "Eylül", "de"), ("ekim", "Ekim", "de"), ("kasım", "Kasım", "da"),
  ("aralık", "Aralık", "ta"),
]
let englishMonths = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
]

/// The fair that a source names; nil where it only says that there was one.
func fairName(_ source: String, language: Language) -> String? {
  let text = withoutStand(cleaned(source) ?? source)
  // "Fuar: Agroexpo 2026", "Fuar - Agroexpo 2026"
  for mark in [":", " - ", " – "] {
    if let range = text.firstRange(of: mark), let name = cleaned(String(text[range.upperBound...])),
      name.contains(where: { $0.isLetter || $0.isNumber })
    {
      return name
    }
  }
  if gatherings.contains(fold(text)) { return nil }
  return language == .tr ? withFairBehind(text) : inEnglish(text)
}

/// "Agroexpo standı" without where one stood there.
private func withoutStand(_ name: String) -> String {
  let words = name.split(separator: " ")
  guard words.count > 1, let last = words.last,
    ["stand", "standi", "stant", "standimiz", "standinda", "standimizda", "booth"].contains(fold(last))
  else { return name }
  return words.dropLast().joined(separator: " ")
}

/// Words for a gathering that are nobody's name.
private let gatherings: Set<String> = [
  "fuar", "fuari", "fuarda", "etkinlik", "etkinlikte", "event", "fair", "trade fair", "trade show", "expo",
  "conference",
  "kongre", "kongrede", "zirve", "zirvede", "seminer", "seminerde", "tradeshow", "congress", "summit", "seminar",
  "konferans", "calistay", "workshop", "stand", "stant", "booth", "meetup", "exhibition",
]

/// The year in a fair's name, "Growtech 2025".
func yearNamed(in name: String) -> Int? {
  name.split { !$0.isNumber }.lazy.compactMap { $0.utf8.count == 4 ? Int($0) : nil }.first {
    (1990...2100).contains($0)
  }
}

/// "İMOB fuarı 2026" and "Gıda fuarı Antalya" as a sentence says them: İMOB Fuarı 2026, Antalya Gıda Fuarı.
private func withFairBehind(_ name: String) -> String {
  var words = name.split(separator: " ").map(String.init)
  guard let at = words.firstIndex(where: { fold($0) == "fuari" }), at > 0, at < words.count - 1 else {
    return name
  }
  words[at] = "Fuarı"
  let behind = words[(at + 1)...]
  if behind.allSatisfy({ $0.allSatisfy(\.isLetter) }) { words = Array(behind) + words[...at] }
  return words.joined(separator: " ")
}

/// "Logitrans 2026 fuarı" is called Logitrans 2026 in any other language, "MAKTEK Fuarı" the MAKTEK fair, and "Horeca Fair"
/// the Horeca Fair.
private func inEnglish(_ name: String) -> String {
  let words = name.split(separator: " ")
  guard words.count > 1, let first = words.first, let last = words.last else { return name }
  let others = words.filter { !["fuari", "fuar"].contains(fold($0)) }
  if let end = others.last, others.count < words.count {
    let said = others.joined(separator: " ")
    return end.contains(where: \.isNumber) ? said : "the \(said) fair"
  }
  let isGathering = ["fair", "show", "summit", "conference", "exhibition", "congress", "forum", "event", "workshop"]
    .contains(fold(last))
  return isGathering && fold(first) != "the" ? "the " + name : name
}

/// The sentence that says what is wanted, the first question or else the first one, of what the lead itself wrote or said;
/// without greeting and full stop. Nil if there is none that the source allows to be quoted: a message of the lead's own
/// (a web form's field), or a note that begins with "Alıntı:".
func quotableSentence(of lead: borrowing Lead) -> String? {
  if !lead.custom.isEmpty,
    let own = lead.custom.filter({ isOwnMessage($0.key, $0.value) }).min(by: { $0.key < $1.key })
  {
    return tellingSentence(own.value)
  }
  // Most notes have no such beginning, so only that is looked at: a sentence before a colon is none.
  let hasColon = lead.texts.withBytes(of: .notes) { notes in
    notes.prefix(40).contains(UInt8(ascii: ":"))
  }
  guard hasColon ?? false, let notes = lead.notes,
    let colon = notes.utf8.prefix(40).firstIndex(of: UInt8(ascii: ":")),
    let head = cleaned(String(notes[..<colon])), quotingHeads.contains(fold(head))
  else { return nil }
  return tellingSentence(String(notes[notes.utf8.index(after: colon)...]))
}

/// Fields in which CRMs and web forms keep what the lead wrote.
let ownWords: Set<String> = [
  "message", "mesaj", "mesaji", "mesajiniz", "your message", "talep", "talebi", "enquiry", "inquiry", "quote", "alinti",
]

/// What a note begins with that may be quoted.
private let quotingHeads: Set<String> = ["alinti", "mesaji", "mesaj", "talebi", "quote", "message"]

private func tellingSentence(_ text: String) -> String? {
  // What is wanted is said at the beginning.
  guard let text = cleaned(String(text.prefix(1_000))) else { return nil }
  let sentences = sentences(of: text).lazy.compactMap(quotable)
  let asked = text.utf8.contains(UInt8(ascii: "?")) ? sentences.first { $0.utf8.last == UInt8(ascii: "?") } : nil
  return asked ?? sentences.first
}

private func sentences(of text: String) -> [Substring] {
  var sentences: [Substring] = []
  var rest = text[...]
  while let end = [". ", "? ", "! "].compactMap({ rest.firstRange(of: $0)?.lowerBound }).min() {
    sentences.append(rest[...end])
    rest = rest[rest.index(after: end)...].drop { $0 == " " }
  }
  return sentences + [rest]
}

/// Nil for what is too short or too long to be put between quotation marks.
private func quotable(_ sentence: Substring) -> String? {
  var sentence = withoutGreetingWords(sentence)
  while let last = sentence.last, ".,;:!\"”“".contains(last) { sentence.removeLast() }
  while let first = sentence.first, "\"”“".contains(first) { sentence.removeFirst() }
  return (8...140).contains(sentence.count) && !sentence.contains("{{") ? String(sentence) : nil
}

/// "Merhaba, 3 depomuz var" without what every message begins with.
private func withoutGreetingWords(_ sentence: Substring) -> Substring {
  var rest = sentence
  while true {
    let words = rest.split(maxSplits: 2) { " ,!.".contains($0) }
    guard let first = words.first else { return rest }
    let one = fold(first)
    var end = first.endIndex
    if !greetings.contains(one) {
      guard words.count > 1, greetings.contains(one + " " + fold(words[1])) else { return rest }
      end = words[1].endIndex
    }
    rest = rest[end...].drop { " ,!.-–:".contains($0) }
  }
}

private let greetings: Set<String> = [
  "merhaba", "merhabalar", "mrb", "selam", "selamlar", "slm", "gunaydin", "iyi gunler", "iyi aksamlar",
  "iyi calismalar", "kolay gelsin", "hi", "hello", "hey", "good morning", "good afternoon", "good evening",
]

/// What somebody's own words ask for.
enum Wish {
  case price, demo

  /// Nil where they ask for something else.
  init?(_ quote: String) {
    let folded = fold(quote)
    let words = folded.split { !$0.isLetter }
    func has(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
    if has(["demo"]) {
      self = .demo
    } else if has(["fiyat", "ucret", "tutar", "maliyet", "price", "pricing", "cost", "fee", "quot"])
      || folded.contains("ne kadar") || folded.contains("how much")
    {
      self = .price
    } else {
      return nil
    }
  }
}
