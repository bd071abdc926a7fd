/// What a sender's benefit says that a reader takes amiss, for the person who configured it.
package enum BenefitReport {
  /// One line for each text and doubt.
  package static func warnings(_ sender: Sender) -> [String] {
    guard let benefit = sender.benefit else { return [] }
    let texts =
      [("sender.benefit", benefit.common)]
      + benefit.own.sorted { $0.key.rawValue < $1.key.rawValue }.map { ("sender.benefit.\($0.key.rawValue)", $0.value) }
    return texts.flatMap { name, text in
      doubts(text ?? "").map { "\(name): warning: \(quoted(text ?? "")) \($0)" }
    }
  }

  private static func doubts(_ text: String) -> [String] {
    var doubts: [String] = []
    if saysYouPolitely(text) {
      doubts.append("says siz, and samimi_sen says sen; write it without \"you\": what you do, or what comes of it.")
    }
    if assertsOfReader(text) {
      doubts.append("tells readers how it is with them already; write what you do, or what becomes possible.")
    }
    return doubts
  }

  /// "Ekibiniz ne diyeceğini biliyor.", "Your team knows what to say."; not "Ekibiniz ne diyeceğini bilir", nor "You can …".
  static func assertsOfReader(_ text: String) -> Bool {
    let words = words(text)
    guard let first = words.first, let last = words.last else { return false }
    if ["your", "you"].contains(first) {
      return !words.contains { ["can", "could", "may", "will", "would", "get", "gets"].contains($0) }
    }
    guard words.prefix(3).contains(where: saysYouPolitely) else { return false }
    return ["yor", "yorlar", "yorsunuz", "makta", "mekte"].contains(where: last.hasSuffix) || last == "var"
  }

  private static func words(_ text: String) -> [String] { letterRuns(of: text).map { turkishLowercased($0) } }
}
