/// Writes sequences from the catalogue's wordings.
public struct TemplateGenerator: SequenceGenerator {
  public let catalog: TemplateCatalog
  public let sender: Sender
  private let base: TemplateValues.Base

  public init(catalog: TemplateCatalog = .builtIn, sender: Sender) {
    self.catalog = catalog
    self.sender = sender
    base = TemplateValues.Base(sender)
  }

  public var tones: [String] { catalog.tones }
  public var languages: [Language] { catalog.languages }
  public var objectives: [String] { catalog.objectives }

  public func sequence(
    for request: SequenceRequest, score: LeadScore
  ) throws(GenerationFailure) -> OutreachSequence {
    guard let tone = catalog.templates(tone: request.tone, language: request.language) else {
      throw GenerationFailure(
        message: "There are no words in the tone “\(request.tone)” and the language “\(request.language.rawValue)”; "
          + "the tones there are \(catalog.tones(in: request.language).joined(separator: ", ")).",
        field: "tone")
    }
    guard let sector = catalog.sectorWords(for: request.lead.sector, language: request.language) else {
      throw GenerationFailure(
        message: "The template file \(request.language.rawValue)/sectors.md has no fallback sector.")
    }
    let values = TemplateValues(
      lead: request.lead, base: base, sector: sector, whyNow: score.whyNow, language: request.language)
    let templates = tone.templates(channel: request.channel, objective: request.objective)
    let choices = try chooseWordings(for: request, from: templates)
    var steps: [OutreachSequence.Step] = []
    steps.reserveCapacity(choices.count)
    for (index, choice) in choices.enumerated() {
      var message: [UInt8] = []
      message.reserveCapacity(640)
      try filled(choice.wording, request) { () throws(MissingValue) in
        try choice.wording.body.render(values, into: &message)
      }
      if request.channel == .email { try append(.signature, templates.signature, values, request, to: &message) }
      if index == 0 { try append(.refusal, templates.refusal, values, request, to: &message) }
      var subject: String?
      if request.channel == .email {
        guard let template = choice.wording.subject else {
          throw GenerationFailure(
            message:
              "The wording in \(choice.wording.file):\(choice.wording.line) has no “Subject:” line, which an e-mail "
              + "needs.")
        }
        subject = try filled(choice.wording, request) { () throws(MissingValue) in try subjectLine(template, values) }
      }
      steps.append(
        OutreachSequence.Step(
          kind: index == 0 ? .initial : .followUp, subject: subject,
          message: String(decoding: message, as: UTF8.self), variant: variantName(choice.variant)))
    }
    return OutreachSequence(steps: steps)
  }

  /// Adds what every message of its kind ends with, after an empty line.
  private func append(
    _ role: TemplateRole, _ wordings: [TemplateDocument.Wording], _ values: TemplateValues, _ request: SequenceRequest,
    to message: inout [UInt8]
  ) throws(GenerationFailure) {
    guard let wording = wordings.first else {
      throw GenerationFailure(
        message: "The tone “\(request.tone)” has no “## \(role.rawValue) \(request.channel.rawValue)”, without which "
          + "a first message may not go out.")
    }
    var text: [UInt8] = []
    try filled(wording, request) { () throws(MissingValue) in try wording.body.render(values, into: &text) }
    guard !text.isEmpty else { return }
    message += [UInt8(ascii: "\n"), UInt8(ascii: "\n")]
    message += text
  }

  /// Runs `fill`, and says for whom and where a value was missing if one was.
  private func filled<Result>(
    _ wording: TemplateDocument.Wording, _ request: SequenceRequest, _ fill: () throws(MissingValue) -> Result
  ) throws(GenerationFailure) -> Result {
    do throws(MissingValue) {
      return try fill()
    } catch {
      throw GenerationFailure(
        message: "The wording in \(wording.file):\(wording.line) needs {{\(error.name.text)}}, which lead "
          + "\(request.lead.id) does not have; add the fact, or a default to the template.",
        field: error.name.text)
    }
  }
}
