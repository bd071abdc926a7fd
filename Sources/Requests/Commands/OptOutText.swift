internal import Outreach

/// Whether somebody's reply asks never to be written to again: RET, DUR, STOP, "abonelikten çık" and the like.
///
/// A single word counts only if it is all that was said, but for a courtesy: "Dur, bir bakayım" is no opt-out. Phrases
/// count wherever they stand.
package enum OptOutText {
  private static let words: Set<String> = [
    "ret", "red", "dur", "durdur", "stop", "stopall", "iptal", "cik", "cikis", "unsubscribe", "remove", "optout",
    "abonelik iptal", "abonelik iptali", "listeden sil", "beni sil", "istemiyorum", "stop all", "opt out", "remove me",
  ]
  private static let courtesies: Set<String> = [
    "lutfen", "please", "pls", "tesekkurler", "tesekkur", "thanks", "ederim",
  ]
  private static let phrases = [
    "abonelikten cik", "aboneligimi iptal", "aboneligi iptal", "listeden cik", "listenizden cik", "listenizden sil",
    "mesaj atmayin", "mesaj gondermeyin", "mesaj istemiyorum", "mail atmayin", "mail gondermeyin", "bir daha yazmayin",
    "unsubscribe me", "stop messaging", "stop emailing", "remove me from", "take me off", "do not contact me",
  ]

  package static func isOptOut(_ text: String) -> Bool {
    // Folding makes İ, I, ı and i one letter, whatever keyboard it was typed on.
    let spoken = fold(text).split { !($0.isLetter || $0.isNumber) }.map(String.init)
    let said = spoken.filter { !courtesies.contains($0) }
    if words.contains(said.joined(separator: " ")) { return true }
    // The form of Turkish text messages, "RET ACME": the word, then whose messages are meant.
    if spoken.first == "ret", said.count <= 3 { return true }
    let sentence = " " + spoken.joined(separator: " ")
    return phrases.contains { sentence.containsText(" " + $0) }
  }
}

extension String {
  /// Without Foundation, which has a method for it.
  fileprivate func containsText(_ other: String) -> Bool {
    let (text, wanted) = (Array(utf8), Array(other.utf8))
    guard text.count >= wanted.count else { return false }
    return (0...(text.count - wanted.count)).contains { text[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
