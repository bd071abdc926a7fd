/// The words of a sequence, in order. When each is sent is the planner's decision.
package struct OutreachSequence: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    package enum Kind: String, Sendable {
      case initial
      case followUp = "follow_up"

      /// ``rawValue`` in quotes. Spelled out, since every line of a job has it: a String would be looked through for what
      /// needs an escape.
      package var inJSON: StaticString {
        switch self {
        case .initial: #""initial""#
        case .followUp: #""follow_up""#
        }
      }
    }
    package var kind: Kind
    /// E-mail only.
    package var subject: String?
    package var message: String
    /// Which wording the lead got: "a", "b" …
    package var variant: String

    package init(kind: Kind, subject: String? = nil, message: String, variant: String) {
      self.kind = kind
      self.subject = subject
      self.message = message
      self.variant = variant
    }
  }

  /// A step by where its words stand in ``OutreachSequence/text``.
  package struct Passage: Hashable, Sendable {
    package var kind: Step.Kind
    package var subject: Range<Int>?
    package var message: Range<Int>
    package var variant: Range<Int>
    /// WhatsApp only: what is sent in place of the text to whoever has not written lately.
    package var approved: ApprovedWording?
  }

  /// All words, as UTF-8, one behind the other: they are copied to where they go, and never looked at as characters.
  package private(set) var text: [UInt8]
  package private(set) var passages: [Passage]
  /// Nil where nobody but the templates was to write.
  package var authorship: Authorship?

  init(text: [UInt8], passages: [Passage]) {
    self.text = text
    self.passages = passages
  }

  package init(steps: [Step]) {
    text = []
    passages = []
    for step in steps {
      let subject = step.subject.map { append($0) }
      passages.append(
        Passage(kind: step.kind, subject: subject, message: append(step.message), variant: append(step.variant)))
    }
  }

  private mutating func append(_ words: String) -> Range<Int> {
    let start = text.count
    text.append(contentsOf: words.utf8)
    return start..<text.count
  }

  package var steps: [Step] {
    passages.map { passage in
      Step(
        kind: passage.kind, subject: passage.subject.map { words($0) }, message: words(passage.message),
        variant: words(passage.variant))
    }
  }

  private func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}
