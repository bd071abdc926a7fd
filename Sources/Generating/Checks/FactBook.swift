internal import Outreach

/// All that a message about a lead may say, in the forms in which texts are compared.
struct FactBook {
  /// Folded words of everything known and of the draft.
  let words: Set<String>
  /// The same by their first three letters.
  private let byBeginning: [Substring: [String]]
  let numbers: Set<String>
  let links: Set<String>
  /// Long runs of digits.
  let digitRuns: [String]
  /// Everything, for phrases.
  let text: FoldedText
  let folded: String

  init(_ task: WritingTask) {
    let (lead, sender) = (task.request.lead, task.sender)
    let language = task.request.language
    // A name that gives orders is no name.
    let company = lead.company.flatMap { Orders.areWords(in: $0) ? nil : $0 }
    var texts = [
      company, lead.contactName, lead.salutation, lead.sector, lead.city, lead.country, lead.website,
      lead.email?.text, lead.source, lead.stage, lead.owner, lead.phone?.e164,
    ].compactMap(\.self)
    texts += [
      sender.name, sender.company, sender.phone, sender.email, sender.offer?[language], sender.benefit?[language],
      sender.tradeName, sender.mersis, sender.unsubscribeURL,
    ].compactMap(\.self)
    // What the draft quotes of such a text gives nothing either.
    let orders = ([lead.company, lead.notes].compactMap(\.self) + lead.custom.values).filter { Orders.areWords(in: $0) }
      .flatMap { text in [text] + TextWords.sentences(in: text).map(String.init).filter { $0.count >= 8 } }
    for passage in task.draft.steps {
      for text in [passage.subject, passage.message].compactMap(\.self) {
        texts.append(orders.reduce(text) { $0.replacing($1, with: " ") })
      }
    }
    texts.append(task.score.whyNow)
    if let employees = lead.employees { texts.append("\(employees)") }
    if let rating = lead.rating { texts.append("\(rating)") }
    if let revenue = lead.revenue { texts.append("\(Int(exactly: revenue.rounded()) ?? 0)") }
    // A note may give a name or a number, but nobody's address and no price; one that gives orders gives nothing.
    let notes = ([lead.notes].compactMap(\.self) + lead.custom.values).filter { !Orders.areGiven(in: $0) }
    words = Set((texts + notes).flatMap { TextWords.all(in: $0).flatMap(Self.forms) })
    byBeginning = Dictionary(grouping: words.filter { $0.count >= 3 }) { $0.prefix(3) }
    numbers = Set((texts + notes).flatMap(Numbers.all))
    links = Set(texts.flatMap(Links.all))
    digitRuns = texts.flatMap(Numbers.longRuns)
    folded = texts.map { fold($0) }.joined(separator: "\n")
    text = FoldedText(folded: folded)
  }

  /// The word and, of one with an apostrophe or a hyphen, its parts.
  private static func forms(_ word: TextWord) -> [String] {
    let whole = word.folded
    let parts = whole.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return parts.count > 1 ? [whole] + parts : [whole]
  }

  /// Whether a name is known, with whatever Turkish ending.
  func knows(_ word: String) -> Bool {
    let stem = String(word.prefix { $0 != "'" })
    if words.contains(word) || words.contains(stem) { return true }
    let parts = stem.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if parts.count > 1 { return parts.allSatisfy { knows($0) } }
    guard stem.count >= 3 else { return false }
    // "Mimarlığın" has the word's stem, with another consonant at its end.
    return (byBeginning[stem.prefix(3)] ?? []).contains { known in
      let common = zip(known, stem).prefix { $0 == $1 }.count
      return common >= max(3, known.count - 1) && stem.count - common <= 7
    }
  }
}

/// Whether a text that ought to be about a lead tells a language model, or whoever reads it, what to do.
package enum Orders {
  package static func areGiven(in text: String) -> Bool {
    !Links.all(in: text).isEmpty || !Numbers.longRuns(in: text).isEmpty
      || words.first(in: FoldedText(text)) != nil
  }

  /// The same, told by words alone: firms are called after their sites.
  static func areWords(in text: String) -> Bool { words.first(in: FoldedText(text)) != nil }

  private static let words: Phrases = [
    "ignore", "disregard", "forget", "override", "instruction", "instead of", "system:", "system prompt", "assistant",
    "prompt", "you are ", "you must", "pretend", "act as", "respond with", "reply with", "answer with", "output",
    "write ", "say that", "tell them", "tell him", "tell her", "mention", "include", "insert", "append", "translate",
    "the message", "new rule", "developer", "jailbreak", "do not follow", "<|", "###", "```", "[inst", "</",
    "yoksay", "yok say", "dikkate alma", "gozardi", "goz ardi", "unut", "talimat", "komut", "sistem:", "asistan",
    "sen bir", "artik sen", "rol yap", "mis gibi davran", "yaz:", "soyle:", "mesaja", "mesajda", "mesajin",
    "belirt", "ekle", "vurgula", "cevap olarak", "yanit olarak", "sadece sunu", "yalnizca sunu", "bunun yerine",
    "kurallari", "ceviri", "ingilizce yaz", "yapay zeka", "dil modeli",
  ]
}
