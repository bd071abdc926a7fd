/// All wordings of one tone in one language: the built-in file's, and over them the user's.
struct ToneTemplates: Sendable {
  typealias Heading = TemplateDocument.Heading
  typealias Wording = TemplateDocument.Wording

  /// In the order in which the files name them.
  let objectives: [String]
  private let plans: [String: [SequenceTemplates]]
  private let common: [SequenceTemplates]

  /// `documents`, the later over the earlier: a heading replaces every earlier one that it covers, so that the user's
  /// `## initial` is not outdone by a built-in `## initial whatsapp`.
  init(_ documents: [TemplateDocument]) {
    var merged: [Heading: [Wording]] = [:]
    var order: [String] = []
    for document in documents {
      for heading in document.headings {
        guard let wordings = document.wordings[heading] else { continue }
        merged = merged.filter { !heading.covers($0.key) || document.headingLines[$0.key] != nil }
        merged[heading] = wordings
        if let objective = heading.objective, !order.contains(objective) { order.append(objective) }
      }
    }
    objectives = order
    func resolved(_ objective: String?) -> [SequenceTemplates] {
      Channel.allCases.map { SequenceTemplates(merged, channel: $0, objective: objective) }
    }
    plans = Dictionary(uniqueKeysWithValues: order.map { ($0, resolved($0)) })
    common = resolved(nil)
  }

  /// What a sequence with this objective on this channel is made of; an objective without texts of its own has those
  /// that all share.
  func templates(channel: Channel, objective: String) -> SequenceTemplates {
    (plans[objective] ?? common)[channel.traits.wordingSlot]
  }
}

/// The wordings that one objective has on one channel, with the most specific heading already chosen for each place:
/// the objective's own before what all share, the follow-up's number before any, the channel before both.
final class SequenceTemplates: Sendable {
  typealias Wording = TemplateDocument.Wording

  let initial: [Wording]
  let last: [Wording]
  let refusal: [Wording]
  let signature: [Wording]
  let opening: [Wording]
  /// Follow-ups 1 to 10 that have a text of their own; the others are empty.
  private let numbered: [[Wording]]
  /// For the others: the objective's own, which come first, and what all share.
  let ownPool: [Wording]
  let commonPool: [Wording]
  var pool: [Wording] { ownPool + commonPool }
  /// What any of them asks for.
  let fields: TemplateFields

  init(_ wordings: [TemplateDocument.Heading: [Wording]], channel: Channel, objective: String?) {
    func under(_ objective: String?, role: TemplateRole, number: Int? = nil) -> [Wording] {
      var heading = TemplateDocument.Heading(objective: objective, role: role, number: number, channel: channel)
      if let found = wordings[heading] { return found }
      heading.channel = nil
      return wordings[heading] ?? []
    }
    func own(_ role: TemplateRole) -> [Wording] {
      let found = under(objective, role: role)
      return found.isEmpty ? under(nil, role: role) : found
    }
    initial = own(.initial)
    last = own(.last)
    refusal = own(.refusal)
    signature = own(.signature)
    opening = own(.opening)
    let ownPool = objective == nil ? [] : under(objective, role: .followUp)
    self.ownPool = ownPool
    commonPool = under(nil, role: .followUp)
    numbered = (1...10).map { number in
      let found = under(objective, role: .followUp, number: number)
      // An objective's own pool is nearer than a numbered text that all share.
      return found.isEmpty && ownPool.isEmpty ? under(nil, role: .followUp, number: number) : found
    }
    fields = ([initial, last, refusal, signature, opening, ownPool, commonPool] + numbered).joined().reduce(into: []) {
      fields, wording in
      fields.formUnion(wording.body.fields)
      if let subject = wording.subject { fields.formUnion(subject.fields) }
    }
  }

  /// Follow-up `number`'s own wordings, if it has any.
  func followUp(_ number: Int) -> [Wording] { numbered.indices.contains(number - 1) ? numbered[number - 1] : [] }
}

extension TemplateDocument {
  /// The heading of what is written to whom a meeting is agreed on with, whatever the objective. Nobody can ask for it.
  static let plannedMeeting = "planned_meeting"
  /// The heading of what is written to whom something has made angry, or does not work: nothing is sold then.
  static let complaint = "complaint"
  /// Both: what is so between the two comes before what was asked for.
  static let situations = [plannedMeeting, complaint]
}

extension TemplateDocument.Heading {
  /// Whether texts under this heading are meant for every place that `other` stands for.
  func covers(_ other: Self) -> Bool {
    objective == other.objective && role == other.role && (number == nil || number == other.number)
      && (channel == nil || channel == other.channel)
  }
}
