/// All the words there are: every tone in every language, the built-in ones and the user's over them.
///
/// Copies share what has been compiled. A tone is compiled when it is first asked for, so that a program which only
/// looks at its inbox pays nothing for it.
package struct TemplateCatalog: Sendable {
  /// The words that the program ships with.
  package static let builtIn = TemplateCatalog(files: TemplateFile.builtIn)

  /// The built-in words with `overrides` over them. A file there may hold a single heading, which replaces that heading
  /// alone; a new file name is a new tone, a new `# heading` a new objective.
  ///
  /// Throws what is wrong with `overrides` so that they cannot be used; ``TemplateCheck`` says what else is not as it
  /// should be.
  package init(overrides: [TemplateFile]) throws(TemplateProblems) {
    let errors = overrides.flatMap { TemplateCheck.syntax(of: $0) }.filter { $0.severity == .error }
    if !errors.isEmpty { throw TemplateProblems(errors) }
    self.init(files: TemplateFile.builtIn + overrides)
  }

  /// Later files over earlier ones.
  init(files: [TemplateFile]) {
    var tones: [ToneKey: [TemplateFile]] = [:]
    var sectors: [Language: [TemplateFile]] = [:]
    var offers: [Language: [TemplateFile]] = [:]
    for file in files {
      switch file.role {
      case .tone(let name, let language): tones[ToneKey(tone: name, language: language), default: []].append(file)
      case .sectors(let language): sectors[language, default: []].append(file)
      case .offers(let language): offers[language, default: []].append(file)
      case nil: break
      }
    }
    self.tonesByKey = tones.mapValues { files in
      OnDemand { ToneTemplates(files.map { TemplateDocument($0, language: $0.language ?? .tr) }) }
    }
    self.sectors = sectors.mapValues { files in OnDemand { files.map(SectorLexicon.init) } }
    self.offers = offers.mapValues { files in OnDemand { files.map(OfferLexicon.init) } }
    self.tones = inUsualOrder(
      tones.keys.map(\.tone), first: ["kurumsal", "samimi", "samimi_sen", "premium", "teknik", "enerjik"])
    let named = tones.values.flatMap { $0 }
    toneFiles = named
    objectiveNames = OnDemand {
      inUsualOrder(
        named.flatMap { $0.withUTF8(objectiveHeadings) }.filter { !TemplateDocument.situations.contains($0) },
        first: ["ilk_temas", "tanitim", "randevu", "teklif_takibi", "yeniden_temas", "referans"])
    }
  }

  private struct ToneKey: Hashable {
    var tone: String
    var language: Language
  }
  private let tonesByKey: [ToneKey: OnDemand<ToneTemplates>]
  private let sectors: [Language: OnDemand<[SectorLexicon]>]
  private let offers: [Language: OnDemand<[OfferLexicon]>]

  /// The tones there are in at least one language: the built-in ones in their usual order, then the user's by name.
  package let tones: [String]
  private let toneFiles: [TemplateFile]
  private let objectiveNames: OnDemand<[String]>

  /// The objectives that at least one tone has words for: the built-in ones in their usual order, then the user's by
  /// name. Found without compiling anything.
  package var objectives: [String] { objectiveNames.value }

  /// Whether it is one of them, found in the first file that has it.
  package func has(objective: String) -> Bool {
    !TemplateDocument.situations.contains(objective)
      && toneFiles.contains { $0.withUTF8(objectiveHeadings).contains(objective) }
  }

  /// The languages that at least one tone has words in: the built-in ones, then the user's by their codes.
  package var languages: [Language] {
    inUsualOrder(tonesByKey.keys.map(\.language.rawValue), first: Language.builtIn.map(\.rawValue))
      .compactMap(Language.init(rawValue:))
  }

  /// The tones that have words in `language`.
  package func tones(in language: Language) -> [String] {
    tones.filter { wordings(tone: $0, language: language) != nil }
  }

  func templates(tone: String, language: Language) -> ToneTemplates? {
    wordings(tone: tone, language: language)?.value
  }

  /// A tone that a language has no words of its own for is there what it is a shade of: English does not tell *sen* from
  /// *siz*, so that `samimi_sen` is its `samimi`.
  private func wordings(tone: String, language: Language) -> OnDemand<ToneTemplates>? {
    if let own = tonesByKey[ToneKey(tone: tone, language: language)] { return own }
    guard let end = tone.lastIndex(of: "_") else { return nil }
    return tonesByKey[ToneKey(tone: String(tone[..<end]), language: language)]
  }

  /// The words for a trade given as free text: the user's if their file knows it, then the built-in ones, then the
  /// general ones.
  func sectorWords(for text: String?, language: Language) -> SectorWords? {
    guard let lexicons = sectors[language]?.value else { return nil }
    for lexicon in lexicons.reversed() {
      if let words = text.flatMap(lexicon.specificWords) { return words }
    }
    return lexicons.reversed().lazy.compactMap(\.general).first
  }

  /// The words for a kind of offer; languages that wordings add need none.
  ///
  /// - Parameter isFamiliar: whether the reader is said *sen* to.
  func offerWords(for kind: OfferKind?, language: Language, isFamiliar: Bool = false) -> OfferWords? {
    offers[language]?.value.reversed().lazy.compactMap { $0.words(for: kind, isFamiliar: isFamiliar) }.first
  }

  func allSectorWords(_ language: Language) -> [SectorWords] {
    sectors[language]?.value.flatMap { $0.entries.map(SectorWords.init) + [$0.general].compactMap { $0 } } ?? []
  }
}

extension TemplateFile {
  var language: Language? {
    switch role {
    case .tone(_, let language), .sectors(let language), .offers(let language): language
    case nil: nil
    }
  }
}

/// Each name once: the usual ones as they are listed, then the others by the alphabet.
private func inUsualOrder(_ names: [String], first usual: [String]) -> [String] {
  let names = Set(names)
  return usual.filter(names.contains) + names.subtracting(usual).sorted()
}
