internal import Outreach

/// Whether the reader is greeted as we do: by the right name, with the right word of respect.
enum GreetingCheck {
  static func faults(of message: String, draft: [OutreachSequence.Step], at index: Int) -> [AnswerFault] {
    let named = draft.map { addressee(in: $0.message) }
    guard named[index] != nil else { return [] }
    let known = Set(named.compactMap(\.self))
    let line = fold(message.prefix { !$0.isNewline }).trimmingSpaces
    for opener in openers where line.hasPrefix(opener) {
      let rest = line.dropFirst(opener.count).trimmingSpaces
      for name in known where rest.hasPrefix(name) {
        let next = rest.dropFirst(name.count).first
        if next == nil || ",!.:".contains(next ?? " ") { return [] }
      }
    }
    let wanted = draft[index].message.prefix { !$0.isNewline }
    return [AnswerFault(.greeting, "it should begin with the greeting “\(wanted)”.")]
  }

  /// Who is greeted in the first line, folded; nil if it is no greeting.
  private static func addressee(in message: String) -> String? {
    let line = fold(message.prefix { !$0.isNewline }).trimmingSpaces
    guard let opener = openers.first(where: { line.hasPrefix($0) }) else { return nil }
    return String(line.dropFirst(opener.count).prefix { $0 != "," && $0 != "!" }).trimmingSpaces
  }

  /// Longer ones first.
  private static let openers = [
    "tekrar merhaba", "yeniden merhaba", "merhabalar", "merhaba", "iyi gunler", "iyi calismalar", "tekrar selam",
    "selamlar", "selam", "gunaydin", "kolay gelsin", "sayin", "hello again", "hello", "hi again", "hi", "hey",
    "dear", "good day", "good morning", "good afternoon", "greetings",
  ]
}

extension StringProtocol {
  var trimmingSpaces: String {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
