/// What English sentences ask for: to be taken off a list, or to be left alone. Words are folded, `dont` is one.
enum EnglishOptOut {
  static func isMeant(_ sentence: SpokenSentence, mayWrite: Bool) -> Bool {
    let words = sentence.words
    return words.indices.contains { at in
      removes(words, at) || leaves(words, at) || !mayWrite && forbids(words, at)
    }
  }

  /// "Could you remove me from your list?" is no question.
  static func asksPolitely(_ words: [String]) -> Bool {
    guard let you = words.firstIndex(of: "you"), you > 0, ["can", "could", "would", "will"].contains(words[you - 1])
    else { return false }
    return words.indices.contains { at in at > you && (removes(words, at) || leaves(words, at)) }
  }

  /// "Email me instead": where to write.
  static func invites(_ sentence: SpokenSentence) -> Bool {
    let words = sentence.words
    return words.indices.contains { at in
      contacting.contains(words[at]) && ["me", "us"].contains(word(words, at + 1)) && !isDenied(words, at)
        || words[at] == "instead"
    }
  }

  private static func word(_ words: [String], _ at: Int) -> String { words.indices.contains(at) ? words[at] : "" }

  private static let denials: Set<String> = [
    "not", "dont", "don", "never", "didnt", "cant", "cannot", "wont", "shouldnt", "wouldnt", "no", "without",
  ]

  /// Whether the word stands under a negation.
  private static func isDenied(_ words: [String], _ at: Int) -> Bool {
    // "Not interested, please stop emailing."
    (max(0, at - 3)..<at).contains { denials.contains(words[$0]) && word(words, $0 + 1) != "interested" }
  }

  private static let ours: Set<String> = ["me", "us", "my", "our", "this", "myself"]
  private static let belongings: Set<String> = [
    "number", "email", "mail", "address", "name", "phone", "data", "details", "contact", "information", "record",
    "whatsapp",
    "account", "company", "subscription", "mobile", "list",
  ]

  private static func removes(_ words: [String], _ at: Int) -> Bool {
    if isDenied(words, at) { return false }
    let next = word(words, at + 1)
    switch words[at] {
    case "remove", "delete", "erase":
      return ["me", "us", "myself"].contains(next)
        || ours.contains(next) && words[at...].dropFirst(2).prefix(2).contains(where: belongings.contains)
    case "take", "get", "strike", "drop":
      return ours.contains(next) && words[at...].contains { $0 == "off" || $0 == "from" }
    case "unsubscribe", "unsub":
      // The foot of a newsletter.
      if words.contains(where: ["click", "link", "privacy", "policy", "preferences", "browser", "terms"].contains) {
        return false
      }
      return words.count <= 4 || ours.contains(next) || ["please", "to"].contains(word(words, at - 1)) || next == "from"
    case "opt":
      return next == "out" && !words.contains("if")
        || ["me", "us"].contains(next) && word(words, at + 2) == "out"
    case "removed", "deleted", "erased":
      // "I want to be removed from your list."
      return words[..<at].last == "be" && (next == "from" || next.isEmpty)
        && !words[..<at].contains(where: denials.contains)
        && words[..<at].contains(where: ["want", "like", "wish", "ask", "asked", "request", "please"].contains)
    case "withdraw", "revoke": return ["my", "our"].contains(next) && words[at...].contains("consent")
    default: return false
    }
  }

  private static let doing: Set<String> = [
    "messaging", "texting", "emailing", "mailing", "contacting", "sending", "writing", "calling", "spamming",
    "bothering",
    "reaching", "harassing", "disturbing", "whatsapping", "messages", "emails", "texts",
  ]

  private static func leaves(_ words: [String], _ at: Int) -> Bool {
    let (next, second) = (word(words, at + 1), word(words, at + 2))
    switch words[at] {
    case "stop", "quit", "cease":
      return !isDenied(words, at)
        && (doing.contains(next)
          || ["these", "the", "your", "all", "marketing", "promotional", "promo"].contains(next)
            && doing.contains(second))
    case "leave": return !isDenied(words, at) && ["me", "us"].contains(next) && second == "alone"
    case "lose": return !isDenied(words, at) && next == "my" && second == "number"
    case "no":
      return next == "more"
        && ["messages", "emails", "texts", "mails", "calls", "spam", "mail", "contact"].contains(second)
        || at == 0 && words.count <= 3 && ["more", "emails", "messages", "texts", "calls"].contains(next)
          && ["", "please", "thanks", "thank"].contains(second)
    default: return false
    }
  }

  private static let contacting: Set<String> = [
    "contact", "text", "email", "message", "write", "call", "bother", "mail", "send", "disturb", "spam", "reach",
    "whatsapp",
  ]
  private static let rest: Set<String> = [
    "", "me", "us", "again", "anymore", "any", "this", "more", "to", "messages", "here",
  ]
  private static let times: Set<String> = [
    "today", "tomorrow", "before", "until", "till", "now", "yet", "monday", "tuesday", "wednesday", "thursday",
    "friday",
    "week", "voice",
  ]

  /// "To receive these", "to hear from you".
  private static func hears(_ words: [String], from at: Int) -> Bool {
    words.indices.dropFirst(at).contains { index in
      ["receive", "get"].contains(words[index])
        && ["these", "this", "any", "anything", "your", "them", "more"].contains(word(words, index + 1))
        || words[index] == "hear" && word(words, index + 1) == "from"
    }
  }

  private static func forbids(_ words: [String], _ at: Int) -> Bool {
    guard at > 0, !words.contains(where: times.contains) || words.contains("again") else { return false }
    if words[at] == "want" || words[at] == "wish" {
      return denials.contains(words[at - 1])
        && words[at...].contains {
          ["messages", "emails", "texts", "mails", "contacted", "texted", "emailed"].contains($0)
        } || denials.contains(words[at - 1]) && hears(words, from: at)
    }
    let before = words[at - 1] == "ever" && at > 1 ? words[at - 2] : words[at - 1]
    return ["dont", "not", "never", "don"].contains(before) && contacting.contains(words[at])
      && rest.contains(word(words, at + 1))
  }
}
