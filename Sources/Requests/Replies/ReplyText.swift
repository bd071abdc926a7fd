internal import Outreach

/// What a person wrote of a reply: the lines above what was quoted, above the signature, without markup.
///
/// Mail programs put the message that is answered below the answer, and that message says how to opt out: taken for the
/// person's words, every answer would be an opt-out.
package enum ReplyText {
  /// The person's own lines, in order, without white space around them; empty ones are left out.
  package static func ownLines(of text: String) -> [String] {
    let lines = plain(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(trimmed)
    var own: [String] = []
    var number = 0
    while number < lines.count {
      let line = lines[number]
      if isSignature(line) { break }
      if let length = headOfQuote(lines[number...]) {
        // Whoever answers below what he quotes has marked every line of it.
        let below = lines[(number + length)...].first { !$0.isEmpty }
        guard let below, isMarked(below) else { break }
        number += length
        continue
      }
      if !line.isEmpty, !isMarked(line) { own.append(line) }
      number += 1
    }
    return own
  }

  private static func plain(_ text: String) -> String {
    HTMLText.isHTML(text) ? HTMLText.plain(text) : HTMLText.withoutEntities(text)
  }

  private static func trimmed(_ line: Substring) -> String {
    let isBlank = { (character: Character) in character.isWhitespace || character == "\u{FEFF}" }
    guard let first = line.firstIndex(where: { !isBlank($0) }), let last = line.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(line[first...last])
  }

  private static func isMarked(_ line: String) -> Bool { line.hasPrefix(">") || line.hasPrefix("|") }

  // MARK: Where quotes begin

  /// How many lines introduce what is quoted below them; nil if these do not.
  private static func headOfQuote(_ lines: ArraySlice<String>) -> Int? {
    guard let first = lines.first, !first.isEmpty else { return nil }
    let folded = fold(first)
    if isDivider(folded) || isHeaderOfOriginal(folded, then: lines.dropFirst()) { return 1 }
    // "On Monday … Deniz <deniz@…>" may go on for two lines before it says "wrote:".
    var said = ""
    for (count, line) in lines.prefix(3).enumerated() {
      if line.isEmpty || isMarked(line) { return nil }
      said += (count == 0 ? "" : " ") + fold(line)
      if introductions.contains(where: said.hasSuffix) {
        return count == 0 || mayBeginIntroduction(folded) ? count + 1 : nil
      }
    }
    return nil
  }

  private static let introductions = [
    "wrote:", "yazdi:", "yazmis:", "schrieb:", "ecrit :", "ecrit:", "escribio:", "scritto:", "napisal:", "schreef:",
  ]

  /// A line that is continued begins with a date, a name and an address, or "On".
  private static func mayBeginIntroduction(_ folded: String) -> Bool {
    ["on ", "le ", "am ", "el ", "il "].contains(where: folded.hasPrefix) || folded.contains("<")
      || folded.contains("@") || folded.contains { $0.isNumber }
  }

  /// "-----Original Message-----", "--- Özgün İleti ---", and a ruled line.
  private static func isDivider(_ folded: String) -> Bool {
    let rule: (Character) -> Bool = { "-_=*".contains($0) }
    if folded.count >= 8, folded.allSatisfy(rule) { return true }
    guard folded.hasPrefix("--"), folded.hasSuffix("--") else { return false }
    let words = folded.drop { rule($0) || $0 == " " }
    return ["original", "ozgun", "orijinal", "ilet", "forward", "yanit"].contains { words.contains($0) }
  }

  private static let senderLabels = ["from:", "kimden:", "gonderen:", "von:", "de:"]
  private static let otherLabels = [
    "sent:", "date:", "to:", "subject:", "gonderildi:", "tarih:", "kime:", "konu:", "gonderilme tarihi:", "gesendet:",
    "datum:", "an:", "betreff:", "cc:", "bilgi:",
  ]

  /// Outlook's block: "Kimden: …", and below it when, to whom and about what.
  private static func isHeaderOfOriginal(_ folded: String, then lines: ArraySlice<String>) -> Bool {
    let bare = { (line: String) in String(line.drop { $0 == "*" || $0 == " " }).replacing("*", with: "") }
    guard senderLabels.contains(where: bare(folded).hasPrefix) else { return false }
    return lines.prefix(3).contains { line in otherLabels.contains(where: bare(fold(line)).hasPrefix) }
  }

  // MARK: Where signatures begin

  private static let sentFrom = [
    "iphone'umdan gonderildi", "ipad'imden gonderildi", "sent from my ", "sent from ", "sent via ", "get outlook for",
    "android icin outlook", "ios icin outlook", "outlook for ", "yahoo mail", "mobil cihazimdan gonderildi",
    "telefonumdan gonderildi", "bu e-posta", "bu ileti", "von meinem ",
  ]

  private static func isSignature(_ line: String) -> Bool {
    if line == "--" || line == "—" || line == "---" { return true }
    let folded = fold(line)
    if folded.hasSuffix("gonderildi") || folded.hasSuffix("gonderildi.") {
      return ["umdan", "imden", "imdan", "android", "samsung", "huawei", "xiaomi", "outlook", "windows", "yandex"]
        .contains { folded.contains($0) }
    }
    return sentFrom.contains(where: folded.hasPrefix)
  }
}
