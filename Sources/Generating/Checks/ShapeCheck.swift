internal import Outreach

/// How long messages and subjects may be.
enum ShapeCheck {
  static let longestLetter = 2400
  static let shortest = 20
  /// What fits into a line of a mail's head.
  static let longestSubject = 78

  static func faults(of step: WrittenAnswer.Step, draft: OutreachSequence.Step, isLetter: Bool) -> [AnswerFault] {
    var faults: [AnswerFault] = []
    let longest = max(isLetter ? longestLetter : MessageFaults.longestMessage, draft.message.count)
    let count = step.message.count
    if count > longest {
      faults.append(AnswerFault(.length, "the message has \(count) characters; \(longest) are the most."))
    }
    if step.message.count(where: \.isLetter) < shortest {
      faults.append(AnswerFault(.length, "the message says next to nothing."))
    }
    guard isLetter else { return faults }
    guard let subject = step.subject, !subject.isEmpty else {
      return faults + [AnswerFault(.schema, "an e-mail needs a subject.")]
    }
    if subject.count > max(longestSubject, draft.subject?.count ?? 0) {
      faults.append(
        AnswerFault(.length, "the subject has \(subject.count) characters; \(longestSubject) are the most."))
    }
    if subject.contains(where: \.isNewline) { faults.append(AnswerFault(.schema, "the subject should be one line.")) }
    return faults
  }
}
