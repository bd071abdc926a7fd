internal import Outreach

/// Whether a Turkish text says *sen* or *siz*, as the tone asks.
enum AddressCheck {
  enum Form { case sen, siz }

  /// As the draft has it, which knows whom one may say *sen* to; nil if it says neither.
  static func form(of draft: [OutreachSequence.Step], _ tone: String) -> Form? {
    let text = draft.map(\.message).joined(separator: "\n")
    if TurkishAddress.saysSiz(text) { return .siz }
    return tone.hasSuffix("_sen") || TurkishAddress.saysSen(text) ? .sen : nil
  }

  static func faults(of message: String, expected: Form?) -> [AnswerFault] {
    let words = TextWords.all(in: message).map(\.folded)
    switch expected {
    case .siz where TurkishAddress.saysSen(message) || words.contains(where: isSen) || hasOrder(words):
      return [AnswerFault(.address, "the reader is addressed with sen; say siz throughout.")]
    case .sen where TurkishAddress.saysSiz(message) || words.contains(where: isSiz):
      return [AnswerFault(.address, "the reader is addressed with siz; say sen throughout.")]
    default: return []
    }
  }

  /// "Haber ver", "bana yaz": said so to nobody who is *siz*.
  private static func hasOrder(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains { orders.contains("\($0) \($1)") }
  }

  private static let orders: Set<String> = [
    "haber ver", "bana yaz", "bize yaz", "bana don", "bize don", "bana ulas", "bize ulas", "bir bak", "bir dusun",
    "kendine bir", "cevap yaz", "cevap ver", "yanit ver", "hemen ara", "beni ara", "bizi ara", "izin ver",
  ]

  private static func isSen(_ word: String) -> Bool {
    [
      "sende", "sendeyse", "seninki", "sensin", "istersen", "dersin", "istemezsen", "yazarsan", "olursan", "edersen",
      "ararsan", "bakarsan", "dusunursen", "ekibinle",
    ].contains(word)
      || [
        "bilirsin", "edersin", "istersin", "yazarsin", "olursun", "gorursun", "alirsin", "verirsin", "mezsen", "mazsan",
      ]
      .contains { word.hasSuffix($0) }
  }

  private static func isSiz(_ word: String) -> Bool {
    ["sizinki", "isterseniz", "hepiniz", "lutfediniz"].contains(word)
      || (word.count > 5 && !word.hasSuffix("deniz") && !word.hasSuffix("yalniz")
        && ["iniz", "unuz", "aniz", "eniz"].contains { word.hasSuffix($0) })
  }
}
