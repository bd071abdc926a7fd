internal import Outreach

/// The text of a message that came as HTML, as far as reading it needs: lines, without what was quoted.
enum HTMLText {
  private static let tags = [
    "<html", "<body", "<div", "<p>", "<p ", "<br", "<span", "<table", "<blockquote", "<!doctype", "</b>", "</i>",
    "</u>", "</strong>", "</em>", "</font>", "</a>", "</h", "</ul>", "</li>", "</center>",
  ]

  static func isHTML(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return false }
    let small = text.lowercased()
    return tags.contains(where: small.contains)
  }

  /// Some gateways hand on the text of a page's form: `&#304;stemiyorum`.
  static func withoutEntities(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.map(decoded).joined(separator: "\n")
  }

  static func plain(_ text: String) -> String {
    var plain = ""
    // The element whose content is passed over, and how deep one is in elements of that name.
    var hidden: (name: String, depth: Int)?
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      if hidden == nil { plain += decoded(rest[..<open]) }
      rest = rest[open...]
      guard let close = rest.firstIndex(of: ">") else { break }
      let tag = Tag(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
      if let element = hidden {
        guard tag.name == element.name, !tag.isEmpty else { continue }
        let depth = element.depth + (tag.isEnd ? -1 : 1)
        hidden = depth == 0 ? nil : (element.name, depth)
      } else if tag.beginsOriginal {
        // What follows is the message that was answered.
        return plain
      } else if tag.hides {
        hidden = (tag.name, 1)
      } else if tag.breaksLine {
        plain += "\n"
      }
    }
    return hidden == nil ? plain + decoded(rest) : plain
  }

  private struct Tag {
    var name: String
    var isEnd: Bool
    var isEmpty: Bool
    private var text: String

    init(_ content: Substring) {
      text = content.lowercased()
      isEnd = text.hasPrefix("/")
      isEmpty = text.hasSuffix("/")
      name = String(text.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" })
    }

    /// Gmail, Outlook, Yahoo and Apple each mark what they quote.
    var hides: Bool {
      if isEnd || isEmpty { return false }
      if ["style", "script", "head", "title", "blockquote"].contains(name) { return true }
      return ["gmail_quote", "gmail_attr", "gmail_signature", "yahoo_quoted", "moz-cite-prefix", "moz-signature"]
        .contains(where: text.contains)
    }

    var beginsOriginal: Bool {
      ["divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "ms-outlook-mobile-reference"]
        .contains(where: text.contains)
    }

    var breaksLine: Bool { ["br", "p", "div", "tr", "li", "h1", "h2", "h3", "hr", "table"].contains(name) }
  }

  private static let named: [String: Character] = [
    "nbsp": " ", "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "ccedil": "ç", "Ccedil": "Ç", "ouml": "ö",
    "Ouml": "Ö", "uuml": "ü", "Uuml": "Ü", "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”", "hellip": "…",
    "scedil": "ş", "Scedil": "Ş", "gbreve": "ğ", "Gbreve": "Ğ", "imath": "ı", "Idot": "İ", "ndash": "–", "mdash": "—",
  ]

  private static func decoded(_ text: Substring) -> String {
    // Line ends in the source are spaces to whoever reads the page.
    let text = String(text.map { $0.isNewline ? " " : $0 })
    guard text.contains("&") else { return text }
    var decoded = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      decoded += rest[..<start]
      rest = rest[rest.index(after: start)...]
      guard let end = rest.prefix(10).firstIndex(of: ";"), let character = character(rest[..<end]) else {
        decoded += "&"
        continue
      }
      decoded.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return decoded + rest
  }

  private static func character(_ name: Substring) -> Character? {
    guard name.hasPrefix("#") else { return named[String(name)] }
    let digits = name.dropFirst()
    let code = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init).map(Character.init)
  }
}
