/// Which wording each step of a sequence gets.
struct WordingChoice {
  var wording: TemplateDocument.Wording
  /// Its place among its heading's wordings.
  var variant: Int
}

/// One choice for each of the `1 + maxFollowUps` steps.
///
/// A lead always gets the same wordings, however often it is asked about, and neighbouring leads different ones; in
/// another ``SequenceRequest/round`` it gets others. The objective's own pool is entered where the lead's id says and
/// gone through in order, then what all objectives share, so that no follow-up repeats another.
func chooseWordings(
  for request: borrowing SequenceRequest, from templates: SequenceTemplates
) throws(GenerationFailure) -> [WordingChoice] {
  let hash = stableHash(request.lead.id)
  let round = UInt64(request.round)
  var choices: [WordingChoice] = []
  choices.reserveCapacity(request.maxFollowUps + 1)

  func choose(_ wordings: [TemplateDocument.Wording], for step: Int) -> WordingChoice? {
    guard !wordings.isEmpty else { return nil }
    // Another part of the hash for each step, so that a wording of one does not go with one of another.
    // Where there are two of each, the third sequence has the first one's beginning and the second one's follow-ups.
    let turn = step == 0 ? round : round &+ round / 2
    let index = Int((hash &>> UInt64(step) &+ turn) % UInt64(wordings.count))
    return WordingChoice(wording: wordings[index], variant: index)
  }

  guard let initial = choose(templates.initial, for: 0) else {
    throw missingWords("initial", request)
  }
  choices.append(initial)
  var fromPool = 0
  let (own, common) = (templates.ownPool, templates.commonPool)
  for step in 1..<max(request.maxFollowUps, 1) {
    if let choice = choose(templates.followUp(step), for: step) {
      choices.append(choice)
    } else if fromPool < own.count + common.count {
      let isOwn = fromPool < own.count
      let pool = isOwn ? own : common
      // Half of the own ones are behind the lead by the next round.
      let place = hash &+ UInt64(fromPool) &+ round &* UInt64(max(1, own.count / 2))
      let index = Int(place % UInt64(pool.count))
      choices.append(WordingChoice(wording: pool[index], variant: isOwn ? index : own.count + index))
      fromPool += 1
    } else {
      throw missingWords("follow_up", request)
    }
  }
  if request.maxFollowUps > 0 {
    guard let last = choose(templates.last, for: 11) else {
      throw missingWords("last", request)
    }
    choices.append(last)
  }
  return choices
}

/// "a", "b" … "z", "aa" …
func appendVariantName(_ index: Int, to text: inout [UInt8]) {
  if index >= 26 { appendVariantName(index / 26 - 1, to: &text) }
  text.append(UInt8(ascii: "a") + UInt8(index % 26))
}

private func missingWords(_ heading: String, _ request: borrowing SequenceRequest) -> GenerationFailure {
  let path = "\(request.language.rawValue)/\(request.tone).md"
  let place = "“# \(request.objective)” for \(request.channel.rawValue)"
  if heading == "follow_up" {
    return GenerationFailure(
      message: "\(path) has too few “## follow_up” wordings in \(place) to write \(request.maxFollowUps) follow-ups "
        + "without repeating itself; ask for fewer or add wordings.",
      field: "max_followups")
  }
  return GenerationFailure(message: "\(path) has no “## \(heading)” in \(place).", field: "objective")
}

/// FNV-1a, finished with the mixer of MurmurHash3 so that ids that differ in one digit differ in every bit. Swift's own
/// hashes change with every run.
private func stableHash(_ id: LeadID) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in id.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  hash = (hash ^ (hash &>> 33)) &* 0xff51_afd7_ed55_8ccd
  return (hash ^ (hash &>> 33)) &>> 1
}
