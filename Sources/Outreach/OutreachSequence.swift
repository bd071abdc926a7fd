/// The words of a sequence, in order. When each is sent is the planner's decision.
public struct OutreachSequence: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public enum Kind: String, Sendable {
      case initial
      case followUp = "follow_up"
    }
    public var kind: Kind
    /// E-mail only.
    public var subject: String?
    public var message: String
    /// Which wording the lead got: "a", "b" …
    public var variant: String

    public init(kind: Kind, subject: String? = nil, message: String, variant: String) {
      self.kind = kind
      self.subject = subject
      self.message = message
      self.variant = variant
    }
  }

  /// A step by where its words stand in ``OutreachSequence/text``.
  public struct Passage: Hashable, Sendable {
    public var kind: Step.Kind
    public var subject: Range<Int>?
    public var message: Range<Int>
    public var variant: Range<Int>
  }

  /// All words, as UTF-8, one behind the other: they are copied to where they go, and never looked at as characters.
  public private(set) var text: [UInt8]
  public private(set) var passages: [Passage]

  init(text: [UInt8], passages: [Passage]) {
    self.text = text
    self.passages = passages
  }

  public init(steps: [Step]) {
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

  public var steps: [Step] {
    passages.map { passage in
      Step(
        kind: passage.kind, subject: passage.subject.map { words($0) }, message: words(passage.message),
        variant: words(passage.variant))
    }
  }

  private func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}
