internal import Generating
internal import Outreach

/// Sequences with one thing wrong.
struct Spoilt {
  var rule: AnswerRule
  var what: String
  var task: WritingTask
  var answer: WrittenAnswer

  static func all() throws -> [Spoilt] {
    let good = try CheckWorld.good()
    let turkish = good.filter { $0.task.request.language == .tr && $0.task.request.tone == "kurumsal" }
    let informal = good.filter { $0.task.request.tone == "samimi_sen" }
    let english = good.filter { $0.task.request.language == .en }
    var spoilt: [Spoilt] = []
    func add(_ rule: AnswerRule, _ sentence: String, to item: CheckCase) {
      // Behind the first paragraph that is not the greeting, in each of the steps in turn.
      let place = spoilt.count % item.answer.steps.count
      var answer = item.answer
      var paragraphs = answer.steps[place].message.split(separator: "\n\n").map(String.init)
      paragraphs.insert(sentence, at: min(2, paragraphs.count - 1))
      answer.steps[place].message = paragraphs.joined(separator: "\n\n")
      spoilt.append(Spoilt(rule: rule, what: sentence, task: item.task, answer: answer))
    }
    for (texts, cases) in [
      (SpoiltTexts.turkish, turkish), (SpoiltTexts.english, english), (SpoiltTexts.subtleTurkish, turkish),
      (SpoiltTexts.subtleEnglish, english),
    ] {
      for (rule, sentences) in texts {
        for (index, sentence) in sentences.enumerated() {
          for copy in 0..<2 { add(rule, sentence, to: cases[(index * 11 + copy * 37 + spoilt.count) % cases.count]) }
        }
      }
    }
    for (index, sentence) in SpoiltTexts.politeTurkish.enumerated() {
      add(.address, sentence, to: informal[index * 3 % informal.count])
    }
    for (index, item) in stride(from: 0, to: good.count, by: 11).map({ good[$0] }).enumerated() {
      spoilt += inShape(item, other: good[(index * 17 + 3) % good.count])
    }
    return spoilt
  }

  /// What is wrong with the sequence as a whole.
  private static func inShape(_ item: CheckCase, other: CheckCase) -> [Spoilt] {
    func with(_ rule: AnswerRule, _ what: String, _ change: (inout [WrittenAnswer.Step]) -> Void) -> Spoilt {
      var answer = item.answer
      change(&answer.steps)
      return Spoilt(rule: rule, what: what, task: item.task, answer: answer)
    }
    let isLetter = item.task.request.channel.traits.isLetter
    let refusals = item.task.draft.steps.map { $0.message.split(separator: "\n\n").last.map(String.init) ?? "" }
    return [
      with(.steps, "one is missing") { $0.removeLast() },
      with(.steps, "one too many") { $0.append($0[0]) },
      with(.length, "too long") { steps in
        steps[0].message = String(repeating: steps[0].message + "\n\n", count: isLetter ? 12 : 4)
      },
      with(.length, "next to nothing") { $0[1].message = "Merhaba,\n\nRET STOP" },
      with(.greeting, "somebody else's greeting") { steps in
        steps[0].message =
          (item.task.request.language == .tr ? "Merhaba Tarık Bey,\n\n" : "Dear Mr Smith,\n\n")
          + steps[0].message.split(separator: "\n\n").dropFirst().joined(separator: "\n\n")
      },
      with(.greeting, "none") { steps in
        steps[1].message = steps[1].message.split(separator: "\n\n").dropFirst().joined(separator: "\n\n")
      },
      with(.refusal, "no way to refuse") { steps in steps[0].message = steps[0].message.replacing(refusals[0], with: "")
      },
      with(.repetition, "the same again") { steps in
        steps[2].message = steps[1].message.replacing(refusals[1], with: refusals[2])
      },
      Spoilt(
        rule: .repetition, what: "written before",
        task: WritingTask(
          request: item.task.request, score: item.task.score, sender: item.task.sender, draft: item.task.draft,
          recent: [item.answer.steps[1].message]), answer: item.answer),
    ]
  }
}
