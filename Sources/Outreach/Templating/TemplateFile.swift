/// A template file that somebody has read: the room itself opens none.
package struct TemplateFile: Hashable, Sendable {
  /// Below the template directory, with `/`: `tr/kurumsal.md`, `en/sectors.md`.
  package var path: String
  private var content: Content

  private enum Content: Hashable, Sendable {
    case text(String)
    /// The number of one that the program was built with, which is made a text when it is asked for.
    case builtIn(Int)
  }

  package init(path: String, text: String) {
    self.path = path
    content = .text(text)
  }

  init(path: String, builtIn number: Int) {
    self.path = path
    content = .builtIn(number)
  }

  package var text: String {
    get { withUTF8 { String(decoding: $0, as: UTF8.self) } }
    set { content = .text(newValue) }
  }

  func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    switch content {
    case .text(var text): text.withUTF8(body)
    case .builtIn(let number): body(Self.bytes(ofBuiltIn: number))
    }
  }

  /// A file in a directory of wordings that is not read as one.
  package static func unread(_ path: String) -> TemplateProblem {
    var meant = path.lowercased()
    if meant.hasSuffix(".txt") { meant.removeLast(4) }
    if !meant.hasSuffix(".md") { meant += ".md" }
    let advice =
      TemplateFile(path: meant, text: "").role == nil
      ? "wordings are <language>/<tone>.md, as in tr/samimi.md." : "did you mean \(meant)?"
    return TemplateProblem(.warning, file: path, line: 0, message: "This is not read; \(advice)")
  }

  /// What a path says about its file: `tr/kurumsal.md` is the tone `kurumsal` in Turkish.
  enum Role: Hashable {
    case tone(String, Language)
    case sectors(Language)
    /// What can be said about each kind of offer.
    case offers(Language)
  }

  /// nil if the path is not `<language>/<name>.md`.
  var role: Role? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let language = Language(rawValue: String(parts[0])), parts[1].hasSuffix(".md") else {
      return nil
    }
    let name = String(parts[1].dropLast(3))
    guard isTemplateName(name) else { return nil }
    switch name {
    case "sectors": return .sectors(language)
    case "offers": return .offers(language)
    default: return .tone(name, language)
    }
  }
}

/// The alphabet of tones and objectives: `a-z 0-9 _ -`, so that they can be file names, JSON values and options alike.
func isTemplateName(_ name: some StringProtocol) -> Bool {
  !name.isEmpty
    && name.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
}
