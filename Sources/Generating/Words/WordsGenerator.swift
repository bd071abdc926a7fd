internal import Formats
package import Outreach

/// Writes what a program has written before, and the templates' words where there is none.
///
/// It asks nobody: words are asked for ahead, by ``WordsDesk``, and found in the ``WordsStore``.
package struct WordsGenerator: SequenceGenerator {
  /// What is done about words that are not there.
  package enum Missing: Sendable {
    /// The request is answered without them.
    case fallBack
    /// Its draft says that it has to wait, unless nobody would write.
    case wait
    /// They are asked for; the draft says that it has to wait.
    case ask(@Sendable (WordsAsk) -> Void)
  }

  package let templates: any SequenceGenerator
  let sender: Sender
  package let desk: WordsDesk
  private var missing: Missing
  private let senderBytes: [UInt8]
  private let programBytes: [UInt8]

  package init(templates: any SequenceGenerator, sender: Sender, desk: WordsDesk) {
    self.templates = templates
    self.sender = sender
    self.desk = desk
    missing = .fallBack
    var out = JSONWriter()
    GeneratorLine.sender(sender, nil, to: &out)
    // What differs by language is part of it, too.
    for language in templates.languages { GeneratorLine.sender(sender, language, to: &out) }
    senderBytes = out.bytes
    let settings = desk.settings
    programBytes = Array(
      (settings.command + [settings.name, settings.version, "prompt \(Self.promptVersion)"]).joined(separator: "\n")
        .utf8)
  }

  /// Of the lines that programs are told.
  private static let promptVersion = 1

  package func when(missing: Missing) -> WordsGenerator {
    var copy = self
    copy.missing = missing
    return copy
  }

  package var tones: [String] { templates.tones }
  package var languages: [Language] { templates.languages }
  package var objectives: [String] { templates.objectives }

  package func sequence(
    for request: SequenceRequest, score: LeadScore
  ) throws(GenerationFailure) -> OutreachSequence {
    try WordsWriter(self, templates.writer()).sequence(for: request, score: score)
  }

  package func writer(knowing suffixes: SuffixMemo) -> any SequenceWriter {
    WordsWriter(self, templates.writer(knowing: suffixes))
  }

  fileprivate func write(
    _ request: borrowing SequenceRequest, score: LeadScore, templates: any SequenceWriter
  ) throws(GenerationFailure) -> OutreachSequence {
    let key = WordsKey(request, sender: senderBytes, program: programBytes)
    let now = desk.clock()
    let found = desk.store.find(key)
    switch (found, missing) {
    case (.written(let answer)?, _):
      return try sequence(answer, request: request, score: score, templates: templates)
    case (.fallback(let reason, let at)?, .fallBack), (.fallback(let reason, let at)?, .wait),
      (.fallback(let reason, let at)?, .ask):
      if WordsDesk.holds(at, now: now) || !isAsking {
        return try fallenBack(reason, request: request, score: score, templates: templates)
      }
    case (nil, _): break
    }
    if let reason = desk.blockage(now) {
      return try fallenBack(reason, request: request, score: score, templates: templates)
    }
    switch missing {
    case .fallBack:
      return try fallenBack("it was not waited for", request: request, score: score, templates: templates)
    case .wait: break
    case .ask(let take):
      let draft = try templates.sequence(for: request, score: score)
      take(
        WordsAsk(key: key, task: WritingTask(request: copy request, score: score, sender: sender, draft: draft)))
      return awaited(draft)
    }
    return awaited(try templates.sequence(for: request, score: score))
  }

  private var isAsking: Bool { if case .fallBack = missing { false } else { true } }

  private func awaited(_ draft: OutreachSequence) -> OutreachSequence {
    var draft = draft
    draft.authorship = Authorship(name: Authorship.templatesName, isAwaited: true)
    return draft
  }

  private func fallenBack(
    _ reason: String, request: borrowing SequenceRequest, score: LeadScore, templates: any SequenceWriter
  ) throws(GenerationFailure) -> OutreachSequence {
    guard desk.settings.fallback == .templates else {
      throw GenerationFailure(
        message: "\(desk.settings.name) wrote nothing that may go out (\(reason)), and \"fallback\" is \"fail\".")
    }
    var draft = try templates.sequence(for: request, score: score)
    draft.authorship = Authorship(name: Authorship.templatesName, fallback: reason)
    return draft
  }

  private func sequence(
    _ answer: WrittenAnswer, request: borrowing SequenceRequest, score: LeadScore, templates: any SequenceWriter
  ) throws(GenerationFailure) -> OutreachSequence {
    let name = desk.settings.name
    guard !answer.steps.isEmpty else {
      // Approved wordings: only their values are the program's.
      var own = score
      own.whyNow = answer.whyNow ?? score.whyNow
      var sequence = try templates.sequence(for: request, score: own)
      sequence.authorship = Authorship(name: name, whyNow: answer.whyNow)
      return sequence
    }
    guard answer.steps.count == request.maxFollowUps + 1 else {
      return try fallenBack(
        "the words that are kept have another number of steps", request: request, score: score, templates: templates)
    }
    let isLetter = request.channel.traits.isLetter
    var sequence = OutreachSequence(
      steps: answer.steps.enumerated().map { index, step in
        OutreachSequence.Step(
          kind: index == 0 ? .initial : .followUp, subject: isLetter ? step.subject ?? "" : nil, message: step.message,
          variant: name)
      })
    sequence.authorship = Authorship(name: name, whyNow: answer.whyNow)
    return sequence
  }
}

private final class WordsWriter: SequenceWriter {
  private let generator: WordsGenerator
  private let templates: any SequenceWriter

  init(_ generator: WordsGenerator, _ templates: any SequenceWriter) {
    self.generator = generator
    self.templates = templates
  }

  func sequence(for request: borrowing SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence
  {
    try generator.write(request, score: score, templates: templates)
  }
}
