/// A part of a text that says one thing, as words that can be compared: a tag, what stands in brackets, a clause of a note.
struct RefusalClause {
  /// Folded.
  let words: [String]
  private let isQuestion: Bool
  /// Folded, "öldü" (died) and "oldu" (became) are one word.
  private let hasDied: Bool
  /// "Ali Kaya †"
  let hasCross: Bool

  static func all(in text: String) -> [RefusalClause] {
    var clauses: [RefusalClause] = []
    var clause = ""
    let characters = Array(withoutLinks(text))
    for (at, character) in characters.enumerated() {
      let before = at > 0 ? characters[at - 1] : " "
      let after = at + 1 < characters.count ? characters[at + 1] : " "
      let ends =
        switch character {
        case ",", ";", "|", "/", "(", ")", "[", "]", "{", "}", "*", "#", "•", "·", "?", "!", "…", "\"", "“", "”": true
        // "03.04.2026" is one word, and so is "do-not-contact".
        case ".": after.isWhitespace
        case ":": after == ":" || before == ":"
        case "-", "–", "—": before.isWhitespace || after.isWhitespace
        default: character.isNewline
        }
      guard ends else {
        clause.append(character)
        continue
      }
      clauses.append(RefusalClause(clause, isQuestion: character == "?"))
      clause = ""
    }
    clauses.append(RefusalClause(clause, isQuestion: false))
    return clauses.filter { !$0.words.isEmpty || $0.hasCross }
  }

  /// "https://example.com/unsubscribe" is said by nobody.
  private static func withoutLinks(_ text: String) -> String {
    guard text.contains("://") || text.contains("www.") || text.contains("@") else { return text }
    return text.split(separator: " ").filter { !$0.contains("://") && !$0.contains("www.") && !$0.contains("@") }
      .joined(separator: " ")
  }

  private init(_ text: String, isQuestion: Bool) {
    words = ConsentWords.split(text)
    self.isQuestion = isQuestion || words.contains { ["mi", "mu", "miyiz", "misiniz"].contains($0) }
    let letters = text.unicodeScalars
    hasDied = letters.contains { $0 == "ö" || $0 == "Ö" || $0 == "\u{308}" }
    hasCross = letters.contains("†")
  }

  // MARK: Phrases

  struct Phrase {
    var channels = Set(Channel.allCases)
    var isDoubtful = false
    /// "Aramayın": it may be meant for a while.
    var isPlea = false
    /// How many words say it, those before it that say what is not wanted with them.
    var reach: Int?
    var count: Int
  }

  /// The first phrase that refuses.
  var phrase: Phrase? {
    for at in words.indices {
      guard var found = refusal(at) else { continue }
      let next = word(at + found.count)
      if isCondition(at, found.count) { continue }
      if Self.denials.contains(next) || ["not", "never"].contains(word(at - 1)) && begins(at, Self.deniable) {
        continue
      }
      if isQuestion || found.isPlea && isForNow { found.isDoubtful = true }
      return found
    }
    return nil
  }

  /// "Mesaj almak istemiyorsanız RET yazın", "reply STOP to opt out": what stands below our own messages.
  private func isCondition(_ at: Int, _ count: Int) -> Bool {
    if words[at..<min(at + count, words.count)].contains(where: { $0.contains("yorsa") || $0.contains("ezse") }) {
      return true
    }
    return word(at - 1) == "to" && begins(at, Self.deniable)
      && !begins(at - 2, ["want", "wish", "like", "ask", "request"])
  }

  /// A Turkish "not" is a note.
  private static let deniable = ["unsub", "opt", "black", "block", "nonsub"]
  private static let denials: Set<String> = ["degil", "degildir", "demedi", "demiyor", "demedim"]

  private func word(_ at: Int) -> String { words.indices.contains(at) ? words[at] : "" }

  private func begins(_ at: Int, _ stems: [String]) -> Bool { stems.contains(where: word(at).hasPrefix) }

  private func refusal(_ at: Int) -> Phrase? {
    if let phrase = RefusalWords.phrases.lazy.compactMap({ $0.count(in: words, at: at) }).first {
      return isOthers(at) ? Phrase(isDoubtful: true, count: phrase) : Phrase(count: phrase)
    }
    if let plea = RefusalWords.pleas.lazy.compactMap({ $0.count(in: words, at: at) }).first {
      let isOfGoods = begins(at - 1, RefusalWords.goods) || begins(at - 2, RefusalWords.goods)
      return isOfGoods ? nil : Phrase(isPlea: true, count: plea)
    }
    return unwantedMessages(at) ?? listLeft(at) ?? consentLacking(at) ?? erasure(at)
  }

  /// "Mesaj istemiyor", "SMS almak istemiyor", "e-posta atmayın".
  private func unwantedMessages(_ at: Int) -> Phrase? {
    let isUnwanted = RefusalWords.isUnwanted(words[at])
    guard isUnwanted || RefusalWords.isUnsent(words[at]) else { return nil }
    var before = at - 1
    while before >= 0, RefusalWords.between.contains(words[before]) { before -= 1 }
    guard before >= 0, let channels = RefusalWords.messages(words[before]) else { return nil }
    return Phrase(channels: channels, isPlea: !isUnwanted, reach: at + 1 - before, count: 1)
  }

  /// "Listeden çıktı", "mail listesinden çıkmak istiyor", "abonelikten ayrıldı"; no article of a price list.
  private func listLeft(_ at: Int) -> Phrase? {
    let isLeft = begins(at + 1, ["cik", "ayril", "sil", "dus"])
    let isList = word(at).hasPrefix("liste") && ["den", "dan"].contains(where: word(at).hasSuffix)
    if isLeft, isList, !begins(at - 1, RefusalWords.goods), word(at - 1) != "kara" { return Phrase(count: 2) }
    if isLeft, ["abonelikten", "uyelikten", "aboneliginden", "bultenden"].contains(word(at)) {
      return Phrase(count: 2)
    }
    // "Kara listeden çıkarıldı" and "kara liste kontrolü" say that he is on none.
    guard word(at) == "kara" && begins(at + 1, ["liste"]) || word(at).hasPrefix("karaliste") else { return nil }
    let count = word(at) == "kara" ? 2 : 1
    let isOff = word(at + count - 1).hasSuffix("den") && begins(at + count, ["cik", "kaldir", "sil"])
    return isOff || begins(at + count, ["kontrol", "sorgu", "temiz", "yok"]) ? nil : Phrase(count: count)
  }

  /// "KVKK onayı yok", "iletişim izni vermedi", "iznini geri çekti".
  private func consentLacking(_ at: Int) -> Phrase? {
    guard begins(at, RefusalWords.consent) else { return nil }
    if word(at + 1) == "geri", begins(at + 2, ["al", "cek"]) { return Phrase(count: 3) }
    guard RefusalWords.lacking.contains(where: word(at + 1).hasPrefix), begins(at - 1, RefusalWords.ofMessages) else {
      return nil
    }
    return Phrase(count: 2)
  }

  /// "KVKK kapsamında silinecek", "verilerinin silinmesini".
  private func erasure(_ at: Int) -> Phrase? {
    if ["kvkk", "gdpr"].contains(words[at]),
      words[at...].prefix(6).contains(where: { RefusalWords.erasing.contains(where: $0.hasPrefix) })
    {
      return Phrase(count: words.count - at)
    }
    guard begins(at, RefusalWords.records),
      Self.erasures.contains(where: word(at + 1).hasPrefix) || word(at + 1) == "silin"
    else { return nil }
    return Phrase(count: 2)
  }

  private static let erasures = ["silinsin", "silinme", "silinecek", "silmeniz", "silmemiz"]

  /// "Eşi vefat etti", "rakibi iflas etti".
  private func isOthers(_ at: Int) -> Bool {
    words[at].hasPrefix("vefat") && words[..<at].contains { RefusalWords.others.contains(where: $0.hasPrefix) }
  }

  /// "Bugün aramayın", "aramayın, biz sizi ararız".
  private var isForNow: Bool {
    if words.contains(where: RefusalWords.forever.contains) { return false }
    return words.contains { word in RefusalWords.times.contains(where: word.hasPrefix) && !word.hasPrefix("pazarlama") }
  }

  /// "Mesaj atmayın demişti ama sonra aradı"
  func isTakenBack(by later: ArraySlice<RefusalClause>) -> Bool {
    let rest = words + later.flatMap(\.words)
    let isForever = words.contains(where: RefusalWords.forever.contains)
    if !isForever, rest.contains(where: RefusalWords.returning.contains) { return true }
    guard let turn = rest.lastIndex(where: RefusalWords.turns.contains) else { return false }
    return rest[turn...].contains { word in RefusalWords.wanting.contains(where: word.hasPrefix) }
  }

  // MARK: Single words

  /// Whether nothing is said but a word that refuses, and what may stand beside one.
  func isSingleWord(in place: RefusalNote.Place) -> Bool {
    guard words.count <= 8 else { return false }
    var isRefusal = false
    for (at, word) in words.enumerated() {
      if place == .status, word == "sikayetci" { return false }
      let mayBeName = place == .person || place == .firm
      if RefusalWords.single.contains(word), !mayBeName || !RefusalWords.surnames.contains(word) {
        isRefusal = true
      } else if hasDied, ["olu", "oldu", "olmus"].contains(word) {
        isRefusal = true
      } else if lacksAt(at) {
        isRefusal = true
      } else if !RefusalWords.beside.contains(word), !(word.first?.isNumber ?? false) {
        return false
      }
    }
    return isRefusal
  }

  /// "Onay yok", "abonelik iptal", "no SMS", "şikayet etti".
  private func lacksAt(_ at: Int) -> Bool {
    let (this, previous) = (words[at], word(at - 1))
    if RefusalWords.consent.contains(where: this.hasPrefix) { return begins(at + 1, RefusalWords.lacking) }
    if RefusalWords.consent.contains(where: previous.hasPrefix) { return begins(at, RefusalWords.lacking) }
    if this.hasPrefix("abone") { return begins(at + 1, ["iptal"]) }
    if previous.hasPrefix("abone") { return this.hasPrefix("iptal") }
    if this == "sikayet" { return word(at + 1) == "etti" }
    if this == "no" { return begins(at + 1, RefusalWords.contacts) }
    return previous == "no" && begins(at, RefusalWords.contacts)
  }

  /// Whose name ends or begins with it.
  var endsWithRefusal: Bool {
    [words.first, words.last].contains { word in
      guard let word, words.count > 1 else { return false }
      return RefusalWords.besideNames.contains(word) || hasDied && word == "olu"
    }
  }

  /// "SMS istemiyor" is meant of messages to a phone.
  var ownChannels: Set<Channel> {
    let named = words.reduce(into: Set<Channel>()) { named, word in
      if let channels = RefusalWords.messages(word), channels.count == 1 { named.formUnion(channels) }
    }
    return named.isEmpty ? Set(Channel.allCases) : named
  }
}
