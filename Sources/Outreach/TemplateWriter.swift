/// Fills in wordings, one sequence after the other.
final class TemplateWriter: SequenceWriter {
  private var desk: TemplateDesk

  init(_ generator: TemplateGenerator) { desk = TemplateDesk(generator) }

  func sequence(for request: borrowing SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
  {
    try desk.sequence(for: request, score: score)
  }
}

/// What a writer has before it: the values of the lead at hand, and what was found out about the ones before.
private struct TemplateDesk {
  private let catalog: TemplateCatalog
  private var values: TemplateValues
  private var suffixes = SuffixMemo()
  private var words: WordsMemo

  init(_ generator: TemplateGenerator) {
    catalog = generator.catalog
    values = TemplateValues(base: generator.base)
    words = WordsMemo(catalog)
  }

  mutating func sequence(
    for request: borrowing SequenceRequest, score: LeadScore
  ) throws(GenerationFailure) -> OutreachSequence {
    guard
      let templates = words.templates(
        tone: request.tone, language: request.language, channel: request.channel, objective: request.objective)
    else {
      throw GenerationFailure(
        message: "There are no words in the tone “\(request.tone)” and the language “\(request.language.rawValue)”; "
          + "the tones there are \(catalog.tones(in: request.language).joined(separator: ", ")).",
        field: "tone")
    }
    guard let sector = words.sector(request.lead.sector, language: request.language) else {
      throw GenerationFailure(
        message: "The template file \(request.language.rawValue)/sectors.md has no fallback sector.")
    }
    values.take(request.lead, sector.words, whyNow: score.whyNow, request.language, templates.fields)
    let choices = try chooseWordings(for: request, from: templates)
    var text: [UInt8] = []
    text.reserveCapacity(choices.count * 640)
    var passages: [OutreachSequence.Passage] = []
    passages.reserveCapacity(choices.count)
    for (index, choice) in choices.enumerated() {
      let message = text.count
      try render(choice.wording.body, of: choice.wording, request, to: &text)
      if request.channel.traits.isLetter { try append(.signature, templates.signature, request, to: &text) }
      if index == 0 { try append(.refusal, templates.refusal, request, to: &text) }
      let end = text.count
      var subject: Range<Int>?
      if request.channel.traits.isLetter {
        try appendSubject(choice.wording, request, to: &text)
        subject = end..<text.count
      }
      let variant = text.count
      text.append(contentsOf: variantName(choice.variant).utf8)
      passages.append(
        OutreachSequence.Passage(
          kind: index == 0 ? .initial : .followUp, subject: subject, message: message..<end,
          variant: variant..<text.count))
    }
    return OutreachSequence(text: text, passages: passages)
  }

  /// Adds what every message of its kind ends with, after an empty line.
  private mutating func append(
    _ role: TemplateRole, _ wordings: [TemplateDocument.Wording], _ request: borrowing SequenceRequest,
    to text: inout [UInt8]
  ) throws(GenerationFailure) {
    guard let wording = wordings.first else {
      throw GenerationFailure(
        message: "The tone “\(request.tone)” has no “## \(role.rawValue) \(request.channel.rawValue)”, without which "
          + "a first message may not go out.")
    }
    text.append(UInt8(ascii: "\n"))
    text.append(UInt8(ascii: "\n"))
    let start = text.count
    try render(wording.body, of: wording, request, to: &text)
    if text.count == start { text.removeLast(2) }
  }

  private mutating func appendSubject(
    _ wording: TemplateDocument.Wording, _ request: borrowing SequenceRequest, to text: inout [UInt8]
  ) throws(GenerationFailure) {
    guard let template = wording.subject else {
      throw GenerationFailure(
        message: "The wording in \(wording.file):\(wording.line) has no “Subject:” line, which an e-mail needs.")
    }
    do throws(MissingValue) {
      try appendSubjectLine(template, values, &suffixes, to: &text)
    } catch {
      throw missing(error, wording, request)
    }
  }

  private mutating func render(
    _ template: Template, of wording: TemplateDocument.Wording, _ request: borrowing SequenceRequest,
    to text: inout [UInt8]
  ) throws(GenerationFailure) {
    do throws(MissingValue) {
      try template.render(values, &suffixes, into: &text)
    } catch {
      throw missing(error, wording, request)
    }
  }

  /// For whom and where a value was missing.
  private func missing(
    _ value: MissingValue, _ wording: TemplateDocument.Wording, _ request: borrowing SequenceRequest
  ) -> GenerationFailure {
    GenerationFailure(
      message: "The wording in \(wording.file):\(wording.line) needs {{\(value.name.text)}}, which lead "
        + "\(request.lead.id) does not have; add the fact, or a default to the template.",
      field: value.name.text)
  }
}
