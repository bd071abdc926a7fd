internal import Outreach

/// Whether a text is in the language asked for. Told by the small words, which no text of a few sentences can do without.
enum LanguageCheck {
  static func faults(of step: WrittenAnswer.Step, _ language: Language, _ facts: FactBook) -> [AnswerFault] {
    guard Language.builtIn.contains(language) else { return [] }
    let fault = AnswerFault(.language, "the text should be in \(language == .tr ? "Turkish" : "English") throughout.")
    if hasOtherLetters(step.message) || hasOtherLetters(step.subject ?? "") { return [fault] }
    let text = FoldedText(step.message)
    for phrases in [elsewhere, language == .tr ? englishPhrases : turkishPhrases] {
      if let phrase = phrases.first(in: text), !facts.text.contains(phrase) { return [fault] }
    }
    var whole = (own: 0, other: 0, words: 0)
    for sentence in TextWords.sentences(in: step.message) {
      let count = count(sentence, language: language, facts: facts)
      whole = (whole.own + count.own, whole.other + count.other, whole.words + count.words)
      if count.words >= 4, count.other >= 2, count.other > count.own { return [fault] }
      if count.words >= (language == .tr ? 6 : 8), count.own == 0 { return [fault] }
    }
    if whole.words >= 5, whole.own < 2 || whole.own <= 2 * whole.other { return [fault] }
    if let subject = step.subject {
      let count = count(subject, language: language, facts: facts)
      if count.words >= 3, count.other >= 2, count.other > count.own { return [fault] }
    }
    return []
  }

  /// What is said at the beginning and the end, in sentences too short to be told by their small words.
  private static let englishPhrases: Phrases = [
    "best regards", "kind regards", "looking forward", "have a great", "have a nice", "have a good", "thank you",
    "thanks ", "thanks,", "thanks!", "sincerely", "yours faithfully",
  ]
  private static let turkishPhrases: Phrases = [
    "saygilarim", "saygilarla", "iyi calismalar", "tesekkur", "iyi gunler", "kolay gelsin", "rica eder", "selamlar",
  ]
  private static let elsewhere: Phrases = [
    "vielen dank", "danke ", "mit freundlichen", "sehr geehrte", "bis bald", "ich ", "wir ", "muchas gracias",
    "gracias",
    "saludos", "estimad", "merci ", "cordialement", "bonjour", "nous ", "votre ", "grazie", "cordiali saluti",
    "spasibo",
  ]

  /// Small words of either language among those that are no names or facts.
  private static func count(
    _ text: some StringProtocol, language: Language, facts: FactBook
  ) -> (own: Int, other: Int, words: Int) {
    var (turkish, english, words) = (0, 0, 0)
    let all = TextWords.all(in: text).map { (text: $0.text, folded: $0.folded) }
    for word in all {
      let folded = word.folded
      let isTurkish = turkishWords.contains(folded)
      let isEnglish = englishWords.contains(folded)
      if !isTurkish, !isEnglish, facts.words.contains(folded), !looksTurkish(word.text, folded) { continue }
      words += 1
      if isEnglish { english += 1 } else if isTurkish || looksTurkish(word.text, folded) { turkish += 1 }
    }
    // Names and an offer in Turkish stand in English messages, too.
    if language == .en {
      turkish = all.count { word in
        !facts.knows(word.folded)
          && (turkishWords.contains(word.folded) || word.folded.hasSuffix("yorum") || hasTurkishLetter(word.text))
      }
      return (english, turkish, words)
    }
    return (turkish, english, words)
  }

  private static func looksTurkish(_ word: Substring, _ folded: String) -> Bool {
    if hasTurkishLetter(word) { return true }
    guard folded.utf8.count > 4 else { return false }
    return turkishEndings.contains { folded.hasSuffix($0) }
  }

  private static func hasTurkishLetter(_ word: Substring) -> Bool {
    word.utf8.contains { $0 == 0xC4 || $0 == 0xC5 }
      && word.unicodeScalars.contains { "ığşİĞŞ".unicodeScalars.contains($0) }
  }

  /// Letters of other scripts, which belong to neither.
  private static func hasOtherLetters(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value > 0x24F && $0.properties.isAlphabetic && !(0x1E00...0x1EFF ~= $0.value) }
  }

  private static let turkishEndings = [
    "yor", "ler", "lar", "iniz", "unuz", "mek", "mak", "dan", "den", "nda", "nde", "rim", "rum", "rsa", "rse", "ecek",
    "acak", "meye", "maya", "siniz", "sunuz", "lik", "luk", "iyle", "uyla", "mesi", "masi", "abilir", "ebilir",
  ]
  private static let turkishWords = Set(
    """
    ve bir bu icin ile da de mi mu size sizi sizin siz sizce olarak gibi ama daha cok var yok ne nasil kisa konu konuda \
    ben sana seni senin sen eger olur olabilir ister isterseniz merhaba iyi gunler hakkinda kadar sadece yalnizca varsa \
    olan once sonra ya her hangi bana yeterli yeter mesaj tek hem ise icin kim kime diye hala hic tekrar simdi gun \
    hafta soru su bence bize biz bizim veya belki zaman uzerine olsun olmaz degil misiniz miyim musunuz neden bunu onu \
    kendi gore artik zaten en ilk son iki uc sey biri bile eder ederim ederiz yazin yazmaniz almak istemezseniz \
    kolay gelsin selam selamlar sevgiler saygilar saygilarimla
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  private static let englishWords = Set(
    """
    the and you your to of for is are we our with would a it this that if i in be have can will not just about my or do \
    by from there what how which who any all but so am was has us they them their would could should when where why \
    hello hi dear thanks thank please regards i'm i'd i'll you'd you're it's we'd we're don't isn't won't an as at on me
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  )
}
