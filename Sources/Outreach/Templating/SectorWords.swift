/// What a message can say about a trade, so that it does not read like everybody's letter. All of it is about the trade's
/// own work, so that it fits whatever is offered.
struct SectorWords: Hashable, Sendable {
  /// Lower-case noun: "mimarlık".
  var name: String
  /// The people they serve: "işverenler".
  var customers: String
  /// What leaves them no time, as a noun in the singular: "sezon", "beyanname dönemi".
  var busy: String
  /// One sentence about the trade's work that is true in general and addresses nobody.
  var insight: String
  /// One question about how such decisions come about there, which a word or two can answer.
  var question: String
}

/// The trades that one language knows words for.
struct SectorLexicon: Sendable {
  private let lexicon: WordLexicon

  init(_ file: TemplateFile) {
    lexicon = WordLexicon(file, of: "sector", texts: ["name", "customers", "busy", "insight", "question"])
  }

  var entries: [WordLexicon.Entry] { lexicon.entries }
  var problems: [TemplateProblem] { lexicon.problems }
  /// For trades that no entry knows.
  var general: SectorWords? { lexicon.general.map(SectorWords.init) }

  /// The words for a trade given as free text; nil where it is unknown.
  func specificWords(for text: String) -> SectorWords? { lexicon.entry(for: text).map(SectorWords.init) }
}

extension SectorWords {
  init(_ entry: WordLexicon.Entry) {
    func text(_ name: String) -> String { entry.texts[name, default: ""] }
    self.init(
      name: text("name"), customers: text("customers"), busy: text("busy"), insight: text("insight"),
      question: text("question"))
  }
}
