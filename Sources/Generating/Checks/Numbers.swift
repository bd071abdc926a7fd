internal import Outreach

/// Numbers as texts spell them.
enum Numbers {
  /// Every number in a form that does not depend on how it is grouped: `1.250.000` and `1250000` are one, so are `4,7`
  /// and `4.7`.
  static func all(in text: String) -> [String] { runs(in: text).map { normal($0.digits) } }

  struct Run {
    var digits: Substring
    var before: Substring
    var after: Substring
  }

  /// Digits with the points, commas and colons between them, and the text around them.
  static func runs(in text: String) -> [Run] {
    var runs: [Run] = []
    guard hasDigit(text) else { return [] }
    var index = text.startIndex
    while index < text.endIndex {
      guard isDigit(text[index]) else {
        index = text.index(after: index)
        continue
      }
      var end = text.index(after: index)
      while end < text.endIndex {
        if isDigit(text[end]) {
          end = text.index(after: end)
        } else if ".,:/".contains(text[end]), text.index(after: end) < text.endIndex,
          isDigit(text[text.index(after: end)])
        {
          end = text.index(after: end)
        } else {
          break
        }
      }
      runs.append(Run(digits: text[index..<end], before: text[..<index], after: text[end...]))
      index = end
    }
    return runs
  }

  /// Of any script; letters up to the Turkish ones are seen not to be digits without a look at tables.
  private static func hasDigit(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      scalar.isASCII
        ? (48...57).contains(scalar.value)
        : !(0xC0...0x2FF).contains(scalar.value) && scalar.properties.numericType != nil
    }
  }

  private static func isDigit(_ character: Character) -> Bool { character.isNumber && character.isWholeNumber }

  static func normal(_ digits: Substring) -> String {
    let parts = digits.split { ".,".contains($0) }
    if parts.count > 1, parts.dropFirst().allSatisfy({ $0.count == 3 }) { return parts.joined() }
    if parts.count == 2 {
      let fraction = parts[1].reversed().drop { $0 == "0" }.reversed()
      return fraction.isEmpty ? String(parts[0]) : parts[0] + "." + String(fraction)
    }
    return String(digits.map { $0 == "," ? "." : $0 })
  }

  /// Digits of nine and more with spaces, brackets and dashes between them: phones, accounts.
  static func longRuns(in text: String) -> [String] {
    guard hasDigit(text) else { return [] }
    var runs: [String] = []
    var digits = ""
    var gap = 0
    func end() {
      if digits.count >= 9 { runs.append(digits) }
      digits = ""
    }
    for character in text {
      if isDigit(character) {
        digits += "\(character.wholeNumberValue ?? 0)"
        gap = 0
      } else if !digits.isEmpty, " ()-–./+\u{A0}".contains(character), gap < 2 {
        gap += 1
      } else {
        end()
      }
    }
    end()
    return runs
  }
}

/// Addresses of sites and mailboxes.
enum Links {
  /// Without scheme, `www.` and what punctuation follows.
  static func all(in text: String) -> [String] {
    text.unicodeScalars.split(whereSeparator: isSeparator).compactMap { scalars in
      let chunk = Substring(scalars)
      // Most words are none, and that is seen at once.
      guard chunk.utf8.contains(where: isMark) else { return nil }
      var link = chunk.lowercased()
      while let last = link.last, !last.isLetter, !last.isNumber { link.removeLast() }
      // An account somewhere.
      if link.hasPrefix("@"), link.dropFirst().first?.isLetter ?? false { return link }
      let isMarked = link.contains("://") || link.hasPrefix("www.") || link.contains("@")
      if let scheme = link.firstRange(of: "://") { link = String(link[scheme.upperBound...]) }
      if link.hasPrefix("mailto:") { link.removeFirst(7) }
      if link.hasPrefix("www.") { link.removeFirst(4) }
      guard isMarked ? link.contains(".") || link.contains("/") : isDomain(link) else { return nil }
      // "adres.example'dan": the ending is no part of it.
      return String(link.prefix { $0 != "'" && $0 != "’" })
    }
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "(", ")", "[", "]", "\"", "“", "”", "|", ",", ";", "*": true
    default: scalar.value <= 0x20 || scalar.value >= 0x80 && scalar.properties.isWhitespace
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/")
  }

  private static func isDomain(_ text: String) -> Bool {
    let host = text.prefix { $0 != "/" && $0 != "'" && $0 != "’" && $0 != ":" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, endings.contains(String(last)) else { return false }
    return labels.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }
  }

  private static let endings: Set<String> = [
    "com", "net", "org", "io", "co", "tr", "example", "info", "biz", "ly", "me", "app", "dev", "xyz", "ru", "link",
    "shop", "online", "site", "ai", "gov", "edu", "eu", "de", "uk", "cc", "gl", "to", "page", "store", "club", "top",
    "click", "invalid", "test", "istanbul", "ist", "tech", "cloud", "agency", "software", "digital", "website", "fr",
    "nl",
  ]
}
