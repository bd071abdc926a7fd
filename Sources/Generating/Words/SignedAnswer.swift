internal import Outreach

extension WrittenAnswer {
  /// The answer as it goes out: with the lines about the sender that the law wants, whatever the program has left out, and
  /// without what a channel has no place for.
  package func completed(for task: WritingTask) -> WrittenAnswer {
    guard !task.isParametersOnly else { return WrittenAnswer(steps: [], whyNow: whyNow) }
    let drafts = task.draft.steps
    var answer = self
    for index in answer.steps.indices where index < drafts.count {
      if !task.request.channel.traits.isLetter { answer.steps[index].subject = nil }
      answer.steps[index].message = Self.signed(
        answer.steps[index].message.trimmingSpaces.replacing("\r\n", with: "\n"), like: drafts[index].message,
        task.sender)
    }
    return answer
  }

  private static func signed(_ message: String, like draft: String, _ sender: Sender) -> String {
    let wanted = [sender.tradeName, sender.mersis].compactMap(\.self).filter { draft.contains($0) }
    guard let lacking = wanted.first(where: { !message.contains($0) }),
      let signature = draft.parts(between: "\n\n").last(where: {
        $0.contains(lacking) && !RefusalCheck.says(String($0))
      })
    else { return message }
    var paragraphs = message.parts(between: "\n\n").map(String.init)
    let end = paragraphs.lastIndex { RefusalCheck.says($0) } ?? paragraphs.count
    paragraphs.insert(String(signature), at: end)
    return paragraphs.joined(separator: "\n\n")
  }
}
