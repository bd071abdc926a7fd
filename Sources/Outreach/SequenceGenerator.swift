/// Who is writing. Everything but name and company may be missing.
public struct Sender: Hashable, Sendable {
  public var name: String
  public var company: String
  public var phone: String?
  public var email: String?
  /// What is offered, as a noun phrase in the sender's own words: "müşteri takip yazılımı".
  public var offer: String?
  /// The registered trade name that commercial e-mail in Türkiye must carry.
  public var tradeName: String?
  public var mersis: String?
  public var unsubscribeURL: String?

  public init(name: String, company: String) {
    self.name = name
    self.company = company
  }
}

/// One sequence asked for: which lead, over which channel, in which words.
public struct SequenceRequest: Hashable, Sendable {
  public var lead: Lead
  public var channel: Channel
  public var tone: String
  public var language: Language
  public var objective: String
  /// 0…10; the sequence has one message more.
  public var maxFollowUps: Int

  public init(
    lead: Lead, channel: Channel, tone: String, language: Language, objective: String, maxFollowUps: Int
  ) {
    self.lead = lead
    self.channel = channel
    self.tone = tone
    self.language = language
    self.objective = objective
    self.maxFollowUps = maxFollowUps
  }
}

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
  public var steps: [Step]

  public init(steps: [Step]) { self.steps = steps }
}

/// Why no sequence could be written; `message` is one sentence for the person who asked.
public struct GenerationFailure: Error, Hashable, Sendable {
  public var message: String
  /// The placeholder or field without which it could not be written, if there is one: `contact_name`.
  public var field: String?

  public init(message: String, field: String? = nil) {
    self.message = message
    self.field = field
  }
}

/// Writes the words. Implementations are pure: the same request and score always give the same sequence.
///
/// This is `generateOutreachSequenceForLead` of the system this one grew from.
public protocol SequenceGenerator: Sendable {
  /// The tones that can be asked for, in the order in which a person should read them.
  var tones: [String] { get }
  /// The languages that can be asked for, likewise.
  var languages: [Language] { get }
  /// The objectives that can be asked for, likewise.
  var objectives: [String] { get }

  /// Writes `1 + request.maxFollowUps` steps.
  func sequence(for request: SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
}
