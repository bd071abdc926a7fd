/// Fills in wordings, one sequence after the other.
final class TemplateWriter: SequenceWriter {
  private var desk: TemplateDesk

  init(_ generator: TemplateGenerator, _ suffixes: SuffixMemo) { desk = TemplateDesk(generator, suffixes) }

  func sequence(for request: borrowing SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
  {
    try desk.sequence(for: request, score: score)
  }
}

/// What a writer has before it: the values of the lead at hand, and what was found out about the ones before.
private struct TemplateDesk {
  private let catalog: TemplateCatalog
  private let refusal: RefusalLine
  private var values: TemplateValues
  private let suffixes: SuffixMemo
  private var words: WordsMemo
  /// What was made of endings that only the sender's values are in, which are the same under every message.
  private var endings: [(template: Template, text: [UInt8])] = []

  init(_ generator: TemplateGenerator, _ suffixes: SuffixMemo) {
    self.suffixes = suffixes
    catalog = generator.catalog
    refusal = generator.refusal
    words = WordsMemo(catalog, generator.sender)
    values = TemplateValues(base: words.base(.tr), names: suffixes.names)
  }

  mutating func sequence(
    for request: borrowing SequenceRequest, score: LeadScore
  ) throws(GenerationFailure) -> OutreachSequence {
    let tone = tone(for: request)
    guard
      let templates = words.templates(
        tone: tone, language: request.language, channel: request.channel, objective: request.objective,
        situation: score.acquaintance.situation)
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
    let isFamiliar = isFamiliar(tone: tone)
    if values.language != request.language || values.isFamiliar != isFamiliar {
      values.use(words.base(request.language, isFamiliar: isFamiliar))
      endings.removeAll()
    }
    values.isLetter = request.channel.traits.isLetter
    values.take(
      request.lead, sector: sector.words, whyNow: score.whyNow, acquaintance: score.acquaintance,
      fields: templates.fields)
    if let opening = templates.opening.first { try open(opening, request) }
    let choices = try chooseWordings(for: request, from: templates)
    var text: [UInt8] = []
    text.reserveCapacity(choices.count * 1024)
    var passages: [OutreachSequence.Passage] = []
    passages.reserveCapacity(choices.count)
    for (index, choice) in choices.enumerated() {
      let message = text.count
      try render(choice.wording.body, of: choice.wording, request, to: &text)
      let approved = try approved(choice.wording, request)
      if index == 0, approved == nil, request.round >= 2 {
        try admitRepetition(after: message, templates, request, to: &text)
      }
      // What was approved goes out as it is: there the way to refuse is a button.
      if approved == nil { try appendEnding(of: index, templates, request, to: &text) }
      let end = text.count
      var subject: Range<Int>?
      if request.channel.traits.isLetter {
        try appendSubject(choice.wording, request, to: &text)
        subject = end..<text.count
      }
      let variant = text.count
      appendVariantName(choice.variant, to: &text)
      passages.append(
        OutreachSequence.Passage(
          kind: index == 0 ? .initial : .followUp, subject: subject, message: message..<end,
          variant: variant..<text.count, approved: approved))
    }
    return OutreachSequence(text: text, passages: passages)
  }

  /// By which name and with which values WhatsApp sends the wording; nil if it goes out as text, or by another channel.
  private mutating func approved(
    _ wording: TemplateDocument.Wording, _ request: borrowing SequenceRequest
  ) throws(GenerationFailure) -> ApprovedWording? {
    guard request.channel == .whatsapp, let name = wording.approvedName else { return nil }
    do throws(MissingValue) {
      let parameters = try wording.body.parameters(values, suffixes)
      return ApprovedWording(name: name, language: request.language, parameters: parameters)
    } catch {
      throw missing(error, wording: wording, request: request)
    }
  }

  /// The tone asked for; where that one says *sen* to somebody with a title or without a first name, its *siz*.
  private mutating func tone(for request: borrowing SequenceRequest) -> String {
    guard isFamiliar(tone: request.tone), !values.isOnFirstNameTerms(request.lead) else { return request.tone }
    let polite = String(request.tone.dropLast(familiarEnding.count))
    return catalog.tones(in: request.language).contains(polite) ? polite : request.tone
  }

  /// What messages end with: every e-mail and the first on WhatsApp says who is writing, and one or all how to refuse.
  private mutating func appendEnding(
    of index: Int, _ templates: SequenceTemplates, _ request: borrowing SequenceRequest, to text: inout [UInt8]
  ) throws(GenerationFailure) {
    if request.channel.traits.isLetter || index == 0 && !templates.signature.isEmpty {
      try append(.signature, wording: templates.signature.first, request: request, to: &text)
    }
    if index == 0 {
      try append(.refusal, wording: templates.refusal.first, request: request, to: &text)
    } else if refusal == .every {
      // The second wording is the short one for those who have read the first.
      try append(
        .refusal, wording: templates.refusal.dropFirst().first ?? templates.refusal.first, request: request, to: &text)
    }
  }

  private mutating func open(
    _ wording: TemplateDocument.Wording, _ request: borrowing SequenceRequest
  ) throws(GenerationFailure) {
    do throws(MissingValue) {
      try values.open(with: wording.body, suffixes)
    } catch {
      throw missing(error, wording: wording, request: request)
    }
  }

  /// There are two beginnings for each objective; whoever gets one of them again is told that it is not the first time,
  /// after the greeting. The second wording of `## opening` says it; without one nothing is said.
  private mutating func admitRepetition(
    after start: Int, _ templates: SequenceTemplates, _ request: borrowing SequenceRequest, to text: inout [UInt8]
  ) throws(GenerationFailure) {
    let lineFeed = UInt8(ascii: "\n")
    guard let wording = templates.opening.dropFirst().first,
      let gap = text.indices.dropFirst(start + 1).first(where: { text[$0] == lineFeed && text[$0 - 1] == lineFeed })
    else { return }
    var sentence: [UInt8] = []
    try render(wording.body, of: wording, request, to: &sentence)
    if !sentence.isEmpty { text.insert(contentsOf: sentence + [UInt8(ascii: " ")], at: gap + 1) }
  }

  /// Adds what messages of its kind end with, after an empty line.
  private mutating func append(
    _ role: TemplateRole, wording: TemplateDocument.Wording?, request: borrowing SequenceRequest,
    to text: inout [UInt8]
  ) throws(GenerationFailure) {
    guard let wording else {
      throw GenerationFailure(
        message: "The tone “\(request.tone)” has no “## \(role.rawValue) \(request.channel.rawValue)”, without which "
          + "no message may go out.")
    }
    if let known = endings.first(where: { $0.template === wording.body }) {
      text += known.text
      return
    }
    let start = text.count
    text.append(UInt8(ascii: "\n"))
    text.append(UInt8(ascii: "\n"))
    let body = text.count
    try render(wording.body, of: wording, request, to: &text)
    if text.count == body { text.removeLast(2) }
    if wording.body.isOfSenderAlone { endings.append((wording.body, Array(text[start...]))) }
  }

  private mutating func appendSubject(
    _ wording: TemplateDocument.Wording, _ request: borrowing SequenceRequest, to text: inout [UInt8]
  ) throws(GenerationFailure) {
    guard let template = wording.subject else {
      throw GenerationFailure(
        message: "The wording in \(wording.file):\(wording.line) has no “Subject:” line, which an e-mail needs.")
    }
    do throws(MissingValue) {
      try appendSubjectLine(template, values: values, suffixes: suffixes, to: &text)
    } catch {
      throw missing(error, wording: wording, request: request)
    }
  }

  private mutating func render(
    _ template: Template, of wording: TemplateDocument.Wording, _ request: borrowing SequenceRequest,
    to text: inout [UInt8]
  ) throws(GenerationFailure) {
    do throws(MissingValue) {
      try template.render(values, suffixes, into: &text)
    } catch {
      throw missing(error, wording: wording, request: request)
    }
  }

  /// For whom and where a value was missing.
  private func missing(
    _ value: MissingValue, wording: TemplateDocument.Wording, request: borrowing SequenceRequest
  ) -> GenerationFailure {
    GenerationFailure(
      message: "The wording in \(wording.file):\(wording.line) needs {{\(value.name.text)}}, which lead "
        + "\(request.lead.id) does not have; add the fact, or a default to the template.",
      field: value.name.text)
  }
}
