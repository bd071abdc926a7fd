internal import Outreach

/// Whether somebody's reply asks never to be written to again: RET, DUR, STOP, "abonelikten çık", "take me off your list".
///
/// Only the person's own lines count, see ``ReplyText``. A single word counts only if it is all that was said, but for a
/// courtesy and a name below it: "Dur, bir bakayım" is no opt-out. Sentences count by what they ask for (see
/// ``TurkishOptOut`` and ``EnglishOptOut``), in whole words with their endings; none under a negation or in a question.
package enum OptOutText {
  package static func isOptOut(_ text: String) -> Bool {
    let sentences = SpokenSentence.all(in: ReplyText.ownLines(of: text))
    if isWord(sentences) { return true }
    let asked = sentences.filter { !$0.isQuestion }
    // Whoever says where to write instead wants to hear from us.
    let mayWrite = sentences.contains { TurkishOptOut.invites($0) || EnglishOptOut.invites($0) }
    return asked.contains {
      TurkishOptOut.isMeant($0, mayWrite: mayWrite) || EnglishOptOut.isMeant($0, mayWrite: mayWrite)
    }
  }

  /// What is an opt-out if nothing else is said.
  private static let words: Set<String> = [
    "ret", "red", "dur", "durun", "durdur", "durdurun", "stop", "stopall", "stop all", "stop it", "stop this",
    "stop now",
    "iptal", "iptal et", "iptal edin", "iptal ediniz", "iptal ediyorum", "cik", "cikis", "cikar", "cikarin", "sil",
    "silin", "beni sil", "beni silin", "unsubscribe", "unsubscribe me", "unsub", "remove", "remove me", "optout",
    "opt out", "opt me out", "end", "quit", "cancel", "revoke", "istemiyorum", "istemiyoruz", "istemem",
    "abonelik iptal",
    "abonelik iptali", "uyelik iptal", "arama", "aramayin", "aramayiniz", "yazma", "yazmayin", "yazmayiniz", "gonderme",
    "gondermeyin", "gondermeyiniz", "atma", "atmayin", "yeter", "kes", "kesin artik", "reddet", "enough",
    "rahat birakin", "beni rahat birakin", "istemiyom", "istemiyoz", "iptal istiyorum", "iptal etmek istiyorum",
    "cikmak istiyorum", "unsubcribe", "unsuscribe", "unsubsribe", "unsubscibe", "i do not consent",
    "cancel my subscription", "cease and desist", "durur musunuz", "durur musun",
    "durdurur musunuz", "stop promotions", "promosyonlari durdur", "almak istemiyorum", "itiraz ediyorum",
    "ayrilmak istiyorum", "spam", "this is spam", "bu spam",
  ]

  /// Those that mean nothing else, wherever they stand on a line of their own.
  private static let commands: Set<String> = ["ret", "stop", "stopall", "unsubscribe", "optout", "opt out"]

  private static func isWord(_ sentences: [SpokenSentence]) -> Bool {
    // "Numaramı nereden buldunuz? Silin."
    let said = sentences.filter { !$0.content.isEmpty }
      .drop { $0.isQuestion && $0.words.contains(where: wary.contains) }
    guard let first = said.first else { return false }
    if said.contains(where: { $0.isWholeLine && !$0.isQuestion && commands.contains($0.contentText) }) { return true }
    guard !first.isQuestion,
      words.contains(first.contentText) || words.contains(drawnIn(first.contentText)) || isRefusalTo(first)
        || isSaidTwice(first)
    else { return false }
    return said.dropFirst().allSatisfy { $0.line > first.line && $0.isName || words.contains($0.contentText) }
  }

  /// In questions of whoever does not know why we write.
  private static let wary: Set<String> = [
    "numarami", "numaramizi", "nereden", "nerden", "kimsiniz", "kimsin", "siz", "adresimi", "mailimi", "who", "where",
    "how", "why", "neden", "niye", "nicin",
  ]

  /// "Stoppp", "duuur": a letter that is drawn out stands once.
  private static func drawnIn(_ text: String) -> String {
    var kept: [Character] = []
    var run = 0
    for letter in text {
      run = letter == kept.last ? run + 1 : 1
      kept.append(letter)
      if run == 3 { kept.removeLast(2) }
      if run > 3 { kept.removeLast() }
    }
    return String(kept)
  }

  /// "STOP STOP", "dur dur dur".
  private static func isSaidTwice(_ sentence: SpokenSentence) -> Bool {
    guard let word = sentence.content.first, sentence.content.count > 1 else { return false }
    return words.contains(word) && sentence.content.allSatisfy { $0 == word }
  }

  /// The form of Turkish text messages, "RET ACME", "IPTAL 3838": the word, then whose messages are meant.
  private static func isRefusalTo(_ sentence: SpokenSentence) -> Bool {
    let words = sentence.content
    // The number or the code that the message was signed with.
    if words.count == 2, ["dur", "iptal", "stop"].contains(words[0]), words[1].utf8.count > 2,
      words[1].contains(where: \.isNumber), !words[1].contains(where: { $0.isLetter && !$0.isASCII })
    {
      return words[1].drop(while: \.isLetter).allSatisfy(\.isNumber)
    }
    guard words.first == "ret" || words.first == "red", (2...3).contains(words.count) else { return false }
    if words.count == 2, performed.contains(words[1]) { return true }
    return words.first == "ret"
      && !words.dropFirst().contains { word in
        notWhose.contains(where: word.hasPrefix) || word.hasSuffix("mek") || word.hasSuffix("mak")
      }
  }

  /// "Ret ediyorum", "RET yazdım".
  private static let performed: Set<String> = [
    "ediyorum", "ediyoruz", "ederim", "ederiz", "ettim", "ettik", "et", "edin", "yaziyorum", "yazdim", "yaziyoruz",
    "yazdik", "diyorum", "gonderiyorum", "yolluyorum", "veriyorum", "verdim", "verdik", "cevabi",
  ]

  private static let notWhose = [
    "oran", "tus", "buton", "dugme", "neden", "sebep", "sebeb", "karar", "cevab", "cevap", "mektu", "yazi", "hakk",
    "gerekc", "degil", "et",
    "ed",
    "mi", "mu", "yok", "ve", "veya", "ama", "olmas", "olur", "oldu", "gelmed", "almad", "verm", "yazmad", "yazmay",
    "yazmam",
  ]
}
