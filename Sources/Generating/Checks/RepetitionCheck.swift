internal import Outreach

/// Whether a message says what another has said already: one of the same sequence, or one that the reader got before.
struct RepetitionCheck {
  private let recent: [String]
  /// Lines at the end of more than one message of the draft: signature and the like.
  private let endings: Set<Substring>

  init(draft: [OutreachSequence.Step], recent: [String]) {
    self.recent = recent
    let ends = draft.map { Set($0.message.split(separator: "\n").suffix(6)) }
    endings = Set(
      ends.indices.flatMap { index in
        ends[index].filter { line in draft.indices.contains { $0 != index && draft[$0].message.contains(String(line)) }
        }
      })
  }

  func faults(of messages: [String]) -> [AnswerFault] {
    var faults: [AnswerFault] = []
    let bodies = messages.map(body)
    let earlier = recent.map { TextWords.shingles(body($0)) }
    let shingles = bodies.map { TextWords.shingles($0) }
    for (index, text) in bodies.enumerated() {
      let sentences = TextWords.sentences(in: text).map { TextWords.all(in: $0).map(\.folded) }.filter { $0.count >= 4 }
      if Set(sentences).count < sentences.count {
        faults.append(AnswerFault(.repetition, "Step \(index + 1) says a sentence twice."))
      }
      let own = shingles[index]
      for other in 0..<index where isLike(own, shingles[other]) {
        faults.append(AnswerFault(.repetition, "Step \(index + 1) repeats step \(other + 1); say something new."))
      }
      if earlier.contains(where: { isLike(own, $0) }) {
        faults.append(
          AnswerFault(.repetition, "Step \(index + 1) says what this address was written before; say something new."))
      }
    }
    return faults
  }

  private func isLike(_ one: Set<String>, _ other: Set<String>) -> Bool {
    let smaller = min(one.count, other.count)
    guard smaller >= 3 else { return !one.isEmpty && one == other }
    return one.intersection(other).count * 20 >= smaller * 11
  }

  /// Without greeting, signature and the way to refuse, which are in every message.
  private func body(_ message: String) -> String {
    var lines = message.split(separator: "\n").filter { !RefusalCheck.says(String($0)) && !endings.contains($0) }
    if let first = lines.first, first.count < 60, first.hasSuffix(",") { lines.removeFirst() }
    return lines.joined(separator: "\n")
  }
}
