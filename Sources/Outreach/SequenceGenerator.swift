/// Who is writing. Everything but name and company may be missing.
package struct Sender: Hashable, Sendable {
  package var name: String
  package var company: String
  package var phone: String?
  package var email: String?
  /// What is offered, as a noun phrase in the sender's own words: "müşteri takip yazılımı".
  package var offer: LocalText?
  /// What kind of thing that is; guessed from its words if nil.
  package var offerKind: OfferKind?
  /// What the offer does for who takes it, as one sentence in the sender's own words.
  package var benefit: LocalText?
  /// The registered trade name that commercial e-mail in Türkiye must carry.
  package var tradeName: String?
  package var mersis: String?
  package var unsubscribeURL: String?

  package init(name: String, company: String) {
    self.name = name
    self.company = company
  }
}

/// One sequence asked for: which lead, over which channel, in which words.
package struct SequenceRequest: Hashable, Sendable {
  package var lead: Lead
  package var channel: Channel
  package var tone: String
  package var language: Language
  package var objective: String
  /// 0…10; the sequence has one message more.
  package var maxFollowUps: Int
  /// How often this lead was written to with this objective before; whoever hears of it again gets other words.
  package var round: Int

  package init(
    lead: Lead, channel: Channel, tone: String, language: Language, objective: String, maxFollowUps: Int,
    round: Int = 0
  ) {
    self.lead = lead
    self.channel = channel
    self.tone = tone
    self.language = language
    self.objective = objective
    self.maxFollowUps = maxFollowUps
    self.round = round
  }
}

/// Why no sequence could be written; `message` is one sentence for the person who asked.
package struct GenerationFailure: Error, Hashable, Sendable {
  package var message: String
  /// The placeholder or field without which it could not be written, if there is one: `contact_name`.
  package var field: String?

  package init(message: String, field: String? = nil) {
    self.message = message
    self.field = field
  }
}

/// Writes the words. Implementations are pure: the same request and score always give the same sequence.
///
/// This is `generateOutreachSequenceForLead` of the system this one grew from.
package protocol SequenceGenerator: Sendable {
  /// The tones that can be asked for, in the order in which a person should read them.
  var tones: [String] { get }
  /// The languages that can be asked for, likewise.
  var languages: [Language] { get }
  /// The objectives that can be asked for, likewise.
  var objectives: [String] { get }

  /// Writes `1 + request.maxFollowUps` steps.
  func sequence(for request: SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence

  /// Someone who writes many, one after the other.
  ///
  /// - Parameter suffixes: what is known of names already, and what the writer will add to it.
  func writer(knowing suffixes: SuffixMemo) -> any SequenceWriter
}

/// Writes the same sequences as its generator, and remembers what it found out for the next: each worker has its own.
package protocol SequenceWriter: AnyObject {
  func sequence(for request: borrowing SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
}

extension SequenceGenerator {
  /// Someone with nothing to remember.
  package func writer(knowing suffixes: SuffixMemo) -> any SequenceWriter { ForgetfulWriter(generator: self) }
  package func writer() -> any SequenceWriter { writer(knowing: SuffixMemo()) }
}

private final class ForgetfulWriter<Generator: SequenceGenerator>: SequenceWriter {
  private let generator: Generator

  init(generator: Generator) { self.generator = generator }

  func sequence(for request: borrowing SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
  {
    try generator.sequence(for: copy request, score: score)
  }
}
