/// What a message can ask and say about an offer of a kind, whoever makes it. Sentences address nobody.
struct OfferWords: Hashable, Sendable {
  /// How the offer stands when the sender has not said what is offered: "çalışmalarımız".
  var name: String
  /// One question about how it is done today.
  var question: String
  /// The same for whom we know: a customer, one with whom something is under way, one who has our offer, one whom we have met,
  /// one that takes its time, and one whose own words say already what is wanted.
  var questionToCustomer, questionUnderWay, questionAfterOffer, questionAfterMeeting, questionToPaused,
    questionToEnquirer: String
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
    "question_to_paused", "question_to_enquirer",
    "size_after_meeting", "size_to_enquirer", "smaller",
  ]
}

/// The words for each ``OfferKind`` in one language, and for an offer of which no kind is known.
struct OfferLexicon: Sendable {
  /// The block for offers of no known kind.
  static let general = "general"
  private let lexicon: WordLexicon

  init(_ file: TemplateFile) {
    lexicon = WordLexicon(
      file, of: "kind of offer", texts: OfferWords.texts, optional: OfferWords.optionalTexts, isMatched: false)
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
  func words(for kind: OfferKind?) -> OfferWords? {
    (kind.flatMap { lexicon.entry(key: $0.rawValue) } ?? lexicon.entry(key: OfferLexicon.general)).map(OfferWords.init)
  }
}

extension OfferWords {
  init(_ entry: WordLexicon.Entry) {
    func text(_ name: String) -> String { entry.texts[name, default: ""] }
    let question = text("question")
    let underWay = entry.texts["question_under_way"] ?? question
    self.init(
      name: text("name"), question: question, questionToCustomer: entry.texts["question_to_customer"] ?? question,
      questionUnderWay: underWay,
      questionAfterOffer: entry.texts["question_after_offer"] ?? underWay,
      questionAfterMeeting: entry.texts["question_after_meeting"] ?? underWay,
      questionToPaused: entry.texts["question_to_paused"] ?? underWay,
      questionToEnquirer: entry.texts["question_to_enquirer"] ?? underWay, timing: text("timing"),
      size: text("size"),
      sizeAfterMeeting: entry.texts["size_after_meeting"] ?? text("size"),
      sizeToEnquirer: entry.texts["size_to_enquirer"] ?? text("size"),
      basis: text("basis"),
      concern: text("concern"), material: text("material"), step: text("step"), smaller: entry.texts["smaller"],
      details: text("details"),
      needs: text("needs"))
  }
}
