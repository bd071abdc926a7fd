/// A wording as it is registered with WhatsApp: numbered places, and an example for each.
package struct ProviderTemplate: Hashable, Sendable {
  package var name: String
  package var language: Language
  package var text: String
  package var examples: [String]
  /// Where it stands, `tr/samimi.md:12`.
  package var place: String

  /// Those of the files, each name and language once, in their order.
  package static func all(in files: [TemplateFile]) -> [ProviderTemplate] {
    var found: [ProviderTemplate] = []
    for (file, language, wording) in approved(in: files) {
      guard let name = wording.approvedName, !found.contains(where: { $0.name == name && $0.language == language })
      else { continue }
      let catalog = TemplateCatalog(files: TemplateFile.builtIn + files)
      var examples: [String]?
      for values in SampleLead.all(language, catalog: catalog) where examples == nil {
        let suffixes = SuffixMemo()
        examples = try? wording.body.parameters(values, suffixes)
      }
      found.append(
        ProviderTemplate(
          name: name, language: language, text: wording.body.numbered, examples: examples ?? [],
          place: "\(file):\(wording.line)"))
    }
    return found
  }

  /// Whether a first message can go out on WhatsApp: whoever has not written within a day gets approved wordings only.
  package static func coverFirstMessages(in files: [TemplateFile]) -> Bool {
    files.contains { file in
      guard case .tone(_, let language)? = file.role else { return false }
      return TemplateDocument(file, language: language).wordings.contains { heading, wordings in
        heading.role == .initial && heading.channel != .email && wordings.contains { $0.approvedName != nil }
      }
    }
  }

  /// What WhatsApp would refuse, of every wording that names a template.
  static func problems(in files: [TemplateFile]) -> [TemplateProblem] {
    var problems: [TemplateProblem] = []
    var texts: [String: (text: String, place: String)] = [:]
    for (file, language, wording) in approved(in: files) {
      let text = wording.body.numbered
      var faults = faults(of: text)
      let key = "\(language.rawValue) \(wording.approvedName ?? "")"
      if let first = texts[key], first.text != text {
        faults.append("The template has another text at \(first.place); one name is one text in a language.")
      } else {
        texts[key] = (text, "\(file):\(wording.line)")
      }
      problems += faults.map { TemplateProblem(.warning, file: file, line: wording.line, message: $0) }
    }
    return problems
  }

  private static func approved(
    in files: [TemplateFile]
  ) -> [(file: String, language: Language, wording: TemplateDocument.Wording)] {
    files.flatMap { file -> [(String, Language, TemplateDocument.Wording)] in
      guard case .tone(_, let language)? = file.role else { return [] }
      let document = TemplateDocument(file, language: language)
      return document.headings.flatMap { document.wordings[$0] ?? [] }.filter { $0.approvedName != nil }
        .map { (file.path, language, $0) }
    }
  }

  /// Sentences about a text with numbered places.
  static func faults(of text: String) -> [String] {
    var faults: [String] = []
    let words = text.split { $0.isWhitespace }
    let places = words.count { $0.contains("{{") }
    let isBare = { (word: Substring?) in
      guard let word, word.contains("{{") else { return false }
      return !word.contains { $0.isLetter }
    }
    if isBare(words.first) || isBare(words.last) {
      faults.append(
        "WhatsApp refuses a text that begins or ends with a placeholder, also with a full stop behind it; put words there."
      )
    }
    if zip(words, words.dropFirst()).contains(where: { $0.hasSuffix("}}") && $1.hasPrefix("{{") })
      || text.contains("}}{{")
    {
      faults.append("WhatsApp refuses two placeholders side by side; put a word between them.")
    }
    let others = words.count - places
    if places > 0, others < 2 * places + 1 {
      faults.append(
        "WhatsApp wants at least \(2 * places + 1) other words beside \(counted(places, "placeholder")), and there are \(others)."
      )
    }
    if text.unicodeScalars.count > 1024 {
      faults.append("WhatsApp takes at most 1024 characters, and these are \(text.unicodeScalars.count).")
    }
    if text.contains("\n\n\n\n") { faults.append("WhatsApp refuses four line breaks in a row.") }
    return faults
  }
}
