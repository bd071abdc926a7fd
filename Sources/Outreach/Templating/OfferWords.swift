/// What a message can ask and say about an offer of a kind, whoever makes it.
struct OfferWords: Hashable, Sendable {
  /// How the offer stands when the sender has not said what is offered: "çalışmalarımız".
  var name: String
  /// One question about how it is done today.
  var question: String
  /// The same for whom we know: a customer, one with whom something is under way, one who has our offer, one whom we have met,
  /// one that takes its time, and one whose own words say already what is wanted.
  var questionToCustomer, questionUnderWay, questionAfterOffer, questionAfterMeeting, questionToPaused,
    questionToEnquirer, questionToFormerCustomer: String
  /// What is asked of who waits for our quote, and of who has our sample.
  var questionBeforeQuote, questionAfterSample: String
  /// What is asked of who wants to be shown it; nil where nothing is to be shown.
  var questionAboutDemo: String?
  /// One question about when it could be of use.
  var timing: String
  /// One question about what a price depends on, and what is asked instead where it has been talked or written about.
  var size, sizeAfterMeeting, sizeToEnquirer: String
  /// What a price depends on, as a sentence.
  var basis: String
  /// What people wonder about first, as a sentence.
  var concern: String
  /// What can be sent for reading, as a noun: "kısa bir özet".
  var material: String
  /// The first thing done together, as a noun: "kısa bir gösterim".
  var step: String
  /// How less than all of it can be had, behind "it is possible"; nil where nobody has written it.
  var smaller: String?
  /// What is settled in detail, as a list of nouns.
  var details: String
  /// What has to be known for a quote, as a list of nouns.
  var needs: String

  static let texts = [
    "name", "question", "timing", "size", "basis", "concern", "material", "step", "details", "needs",
  ]
  /// Where a file has none, the question is the same for all, and nothing is said of less.
  static let optionalTexts = [
    "question_to_customer", "question_under_way", "question_after_offer", "question_after_meeting",
    "question_to_paused", "question_to_enquirer", "question_to_former_customer", "question_about_demo",
    "question_before_quote", "question_after_sample",
    "size_after_meeting", "size_to_enquirer", "smaller",
  ]

  /// What a text's name ends with that says *sen*: `size_sen` stands in place of `size` in such a tone.
  static let familiarEnding = "_sen"
}

/// The words for each ``OfferKind`` in one language, and for an offer of which no kind is known.
struct OfferLexicon: Sendable {
  /// The block for offers of no known kind.
  static let general = "general"
  private let lexicon: WordLexicon

  init(_ file: TemplateFile) {
    lexicon = WordLexicon(
      file, of: "kind of offer", texts: OfferWords.texts,
      optional: OfferWords.optionalTexts
        + (OfferWords.texts + OfferWords.optionalTexts).map { $0 + OfferWords.familiarEnding }, isMatched: false)
  }

  var problems: [TemplateProblem] {
    let known = OfferKind.allCases.map(\.rawValue)
    return lexicon.problems
      + lexicon.entries.filter { !known.contains($0.key) && $0.key != OfferLexicon.general }.map { entry in
        TemplateProblem(
          file: lexicon.file, line: entry.line,
          message: "There is no kind of offer “\(entry.key)”\(NearestName.suggestion(for: entry.key, among: known)).")
      }
  }

  /// The words for a kind; the general ones where the file has none for it, or no kind is known.
  func words(for kind: OfferKind?, isFamiliar: Bool = false) -> OfferWords? {
    (kind.flatMap { lexicon.entry(key: $0.rawValue) } ?? lexicon.entry(key: OfferLexicon.general)).map {
      OfferWords($0, isFamiliar: isFamiliar)
    }
  }
}

extension OfferWords {
  /// - Parameter isFamiliar: whether the reader is said *sen* to.
  init(_ entry: WordLexicon.Entry, isFamiliar: Bool) {
    func known(_ name: String) -> String? {
      isFamiliar ? entry.texts[name + OfferWords.familiarEnding] ?? entry.texts[name] : entry.texts[name]
    }
    func text(_ name: String) -> String { known(name) ?? "" }
    let question = text("question")
    let underWay = known("question_under_way") ?? question
    self.init(
      name: text("name"), question: question, questionToCustomer: known("question_to_customer") ?? question,
      questionUnderWay: underWay,
      questionAfterOffer: known("question_after_offer") ?? underWay,
      questionAfterMeeting: known("question_after_meeting") ?? underWay,
      questionToPaused: known("question_to_paused") ?? underWay,
      questionToEnquirer: known("question_to_enquirer") ?? underWay,
      questionToFormerCustomer: known("question_to_former_customer") ?? underWay,
      questionBeforeQuote: known("question_before_quote") ?? underWay,
      questionAfterSample: known("question_after_sample") ?? underWay,
      questionAboutDemo: known("question_about_demo"), timing: text("timing"),
      size: text("size"),
      sizeAfterMeeting: known("size_after_meeting") ?? text("size"),
      sizeToEnquirer: known("size_to_enquirer") ?? text("size"),
      basis: text("basis"),
      concern: text("concern"), material: text("material"), step: text("step"), smaller: known("smaller"),
      details: text("details"),
      needs: text("needs"))
  }
}
