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

  /// Someone who writes many, one after the other.
  func writer() -> any SequenceWriter
}

/// Writes the same sequences as its generator, and remembers what it found out for the next: each worker has its own.
public protocol SequenceWriter: AnyObject {
  func sequence(for request: borrowing SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
}

extension SequenceGenerator {
  /// Someone with nothing to remember.
  public func writer() -> any SequenceWriter { ForgetfulWriter(generator: self) }
}

private final class ForgetfulWriter<Generator: SequenceGenerator>: SequenceWriter {
  private let generator: Generator

  init(generator: Generator) { self.generator = generator }

  func sequence(for request: borrowing SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
  {
    try generator.sequence(for: copy request, score: score)
  }
}
