internal import Outreach

/// Whether an answer may be believed: a language model can write anything, and what it writes goes out in somebody's name.
///
/// Pure. A template's own draft has no fault.
package struct AnswerCheck {
  private let task: WritingTask
  private let draft: [OutreachSequence.Step]
  private let facts: FactBook
  private let address: AddressCheck.Form?

  package init(_ task: WritingTask) {
    self.task = task
    draft = task.draft.steps
    facts = FactBook(task)
    address = task.request.language == .tr ? AddressCheck.form(of: draft, task.request.tone) : nil
  }

  /// The plainest of what is wrong; nil if it may go out.
  func firstFault(of answer: WrittenAnswer) -> AnswerFault? {
    if task.isParametersOnly, answer.whyNow == nil {
      return AnswerFault(.schema, "\"why_now\" is missing, and nothing else was asked for.")
    }
    return faults(of: answer).first
  }

  /// All that is wrong, the plainest first; empty if it may go out.
  package func faults(of answer: WrittenAnswer) -> [AnswerFault] {
    var faults: [AnswerFault] = []
    // The firm's name stands in greetings as it is, and so would its orders bear out what obeys them.
    if let company = task.request.lead.company, Orders.areWords(in: company) {
      return [AnswerFault(.name, "The firm's name reads like orders to whoever writes; the templates write for it.")]
    }
    if !task.isParametersOnly {
      guard answer.steps.count == draft.count else {
        return [
          AnswerFault(.steps, "There should be \(draft.count) steps, and there are \(answer.steps.count).")
        ]
      }
      for (index, step) in answer.steps.enumerated() { faults += self.faults(of: step, at: index) }
      faults += RepetitionCheck(draft: draft, recent: task.recent).faults(of: answer.steps.map(\.message))
    }
    if let sentence = answer.whyNow { faults += whyNow(sentence) }
    return faults
  }

  private func faults(of step: WrittenAnswer.Step, at index: Int) -> [AnswerFault] {
    let language = task.request.language
    let own = draft[index]
    let isLetter = task.request.channel.traits.isLetter
    var faults = ShapeCheck.faults(of: step, draft: own, isLetter: isLetter)
    faults += LanguageCheck.faults(of: step, language, facts)
    if language == .tr {
      faults += AddressCheck.faults(of: step.message, expected: address)
    }
    faults += GreetingCheck.faults(of: step.message, draft: draft, at: index)
    let whole = [step.subject, step.message].compactMap(\.self).joined(separator: "\n")
    faults += LeftoverCheck.faults(of: whole, draft: own.message, facts)
    faults += FactCheck(facts: facts, language: language).faults(of: whole, subject: step.subject)
    faults += ClaimCheck.faults(of: whole, task.request.lead, facts, isFirst: index == 0)
    faults += RefusalCheck.faults(of: step.message, draft: own.message)
    return faults.map { AnswerFault($0.rule, "In step \(index + 1): \($0.message)") }
  }

  /// The sentence is for the salesperson, and one of WhatsApp's parameters.
  private func whyNow(_ sentence: String) -> [AnswerFault] {
    var faults: [AnswerFault] = []
    let count = sentence.count
    if !(10...220).contains(count) || sentence.contains(where: \.isNewline)
      || TextWords.sentences(in: sentence).count > 2
    {
      faults.append(AnswerFault(.length, "why_now should be one sentence of 10 to 220 characters."))
    }
    faults += LanguageCheck.faults(of: WrittenAnswer.Step(message: sentence), task.request.language, facts)
    faults += LeftoverCheck.faults(of: sentence, draft: "", facts)
    faults += FactCheck(facts: facts, language: task.request.language).faults(of: sentence, subject: nil)
    faults += ClaimCheck.faults(of: sentence, task.request.lead, facts, isFirst: true)
    return faults.map { AnswerFault($0.rule, "In why_now: \($0.message)") }
  }
}
