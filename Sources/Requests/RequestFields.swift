package import Formats
package import Leads
package import Outreach

/// A request's own fields, decoded; what it leaves out comes from the defaults.
package struct RequestFields {
  package var channel: ChannelChoice
  package var tone: String
  package var language: Language
  package var objective: String
  package var maxFollowUps: Int
  package var onActive = OnActive.refuse
  package var onContacted = OnContacted.refuse
  package var startAt: Timestamp?
  /// Nil if the request says nothing about the lead.
  package var lead: LeadFacts?

  package static let names = RequestField.allCases.filter(\.isMember).map(\.rawValue)

  package init(_ defaults: RequestDefaults) {
    channel = defaults.channel
    tone = defaults.tone
    language = defaults.language
    objective = defaults.objective
    maxFollowUps = defaults.maxFollowUps
  }

  /// Reads every field, in the order in which the request gives them, and collects all that is wrong.
  package static func decode(
    _ document: JSONValue, leadID: LeadID, defaults: RequestDefaults, vocabulary: Vocabulary,
    followUpsPlanned: Int, _ problems: inout [Problem]
  ) -> RequestFields {
    var fields = RequestFields(defaults)
    guard case .object(let members) = document else {
      problems.append(
        Problem(
          .invalidJSON, "A request is a JSON object such as {\"tone\":\"samimi\"}, and this is \(document.kindName)."))
      return fields
    }
    for member in members {
      do throws(Problem) {
        try fields.take(member, leadID: leadID, vocabulary: vocabulary, followUpsPlanned: followUpsPlanned)
      } catch {
        problems.append(error)
      }
      if member.key == "lead", case .object(let facts) = member.value { problems += fields.takeLead(facts) }
    }
    if !problems.isEmpty { fields.hearNo(in: members.filter { !names.contains($0.key) }) }
    return fields
  }

  /// The names that fields can have for values, gathered once.
  package struct Vocabulary: Sendable {
    package var tones: [String]
    package var objectives: [String]
    package var languages: [String]

    package init(tones: [String], objectives: [String], languages: [String]) {
      self.tones = tones
      self.objectives = objectives
      self.languages = languages
    }

    package static let onActive = OnActive.allCases.map(\.rawValue)
    package static let onContacted = OnContacted.allCases.map(\.rawValue)
  }

  private mutating func take(
    _ member: JSONMember, leadID: LeadID, vocabulary: Vocabulary, followUpsPlanned: Int
  ) throws(Problem) {
    guard let field = RequestField(rawValue: member.key), field.isMember else { throw Self.unknown(member) }
    // Null says "as if I had not mentioned it".
    if member.value == .null { return }
    switch field {
    case .channel: channel = try Self.channels(member.value)
    case .tone: tone = try Self.choice(member, vocabulary.tones) { $0 }
    case .language: language = try Self.choice(member, vocabulary.languages, Language.init(rawValue:))
    case .objective: objective = try Self.choice(member, vocabulary.objectives) { $0 }
    case .maxFollowUps: maxFollowUps = try Self.followUps(member, followUpsPlanned)
    case .onActive:
      onActive = try Self.choice(member, Vocabulary.onActive, OnActive.init)
    case .onContacted:
      onContacted = try Self.choice(
        member, Vocabulary.onContacted, OnContacted.init)
    case .startAt:
      guard let text = member.value.string, let time = Timestamp(rfc3339: text) else {
        throw Problem(
          .invalidField, "\"start_at\" should be a time with its offset, such as \"2026-11-23T10:00:00+03:00\".",
          field: "start_at", value: member.value)
      }
      startAt = time
    case .leadID:
      guard LeadID(member.value) == leadID else {
        throw Problem(
          .invalidField, "\"lead_id\" says another lead than the file name, which names \(leadID).", field: "lead_id",
          value: member.value, suggestion: leadID.text)
      }
    case .lead:
      guard case .object = member.value else {
        throw Problem(
          .invalidField,
          "\"lead\" should be an object of facts such as {\"company\":\"…\"} and is \(member.value.kindName).",
          field: "lead", value: member.value)
      }
    case .ref, .command: throw Self.unknown(member)
    }
  }

  private static func unknown(_ member: JSONMember) -> Problem {
    let nearest = NearestName.of(member.key, among: names)
    let advice = nearest.map { "did you mean \"\($0)\"?" } ?? "the fields are \(names.joined(separator: ", "))."
    return Problem(
      .unknownField, "A request has no field \"\(member.key.prefix(64))\"; \(advice)", field: member.key,
      value: member.value, allowed: names, suggestion: nearest)
  }

  /// Members that a request does not have refuse it, and what is pending would go out: one that says that the lead wants no
  /// messages is heard all the same.
  private mutating func hearNo(in strange: [JSONMember]) {
    guard !strange.isEmpty else { return }
    var heard = LeadFacts.reading(bookObject: strange.filter { $0.key != "command" })
    let command = strange.first { $0.key == "command" }?.value.string
    if command.flatMap(CommandVerb.init(written:)) == .optOut { heard.optedOut = Set(Channel.allCases) }
    var facts = lead ?? LeadFacts()
    facts.hearNo(of: heard)
    if !facts.optedOut.isEmpty { lead = facts }
  }

  private mutating func takeLead(_ members: [JSONMember]) -> [Problem] {
    let (facts, problems) = LeadFacts.reading(requestObject: members)
    if !members.isEmpty { lead = facts }
    hearNo(in: members.filter { member in problems.contains { $0.field == member.key && $0.reason == .unknownField } })
    let names = LeadField.allCases.map(\.rawValue) + ["custom"]
    return problems.map { problem in
      let nearest = problem.reason == .unknownField ? NearestName.of(problem.field, among: names) : nil
      return Problem(
        problem.reason == .unknownField ? .unknownField : .invalidField,
        problem.message
          + (nearest.map { " Did you mean \"\($0)\"?" }
            ?? (problem.reason == .unknownField ? " Facts of your own go under \"custom\"." : "")),
        field: "lead.\(problem.field)", value: members.first { $0.key == problem.field }?.value, suggestion: nearest)
    }
  }

  private static func channels(_ value: JSONValue) throws(Problem) -> ChannelChoice {
    if let name = value.string, let choice = ChannelChoice(name) { return choice }
    if case .array(let items) = value, !items.isEmpty {
      let channels = items.compactMap { $0.string.flatMap(Channel.init(rawValue:)) }
      if channels.count == items.count, Set(channels).count == items.count { return .channels(channels) }
    }
    var (misspelt, names) = (value.string, ChannelChoice.names)
    if case .array(let items) = value {
      names = Channel.allCases.map(\.rawValue)
      misspelt = items.compactMap(\.string).first { !names.contains($0) }
    }
    throw Problem(
      .invalidField,
      "\"channel\" should be one of \(ChannelChoice.names.joined(separator: ", ")), or a list of both channels.",
      field: "channel", value: value, allowed: ChannelChoice.names,
      suggestion: misspelt.flatMap { NearestName.of($0, among: names) })
  }

  private static func choice<Choice>(_ member: JSONMember, _ names: [String], _ make: (String) -> Choice?)
    throws(Problem)
    -> Choice
  {
    if let text = member.value.string, names.contains(text), let choice = make(text) { return choice }
    let nearest = member.value.string.flatMap { NearestName.of($0, among: names) }
    let advice = nearest.map { "; did you mean \"\($0)\"?" } ?? "."
    throw Problem(
      .invalidField, "\"\(member.key)\" should be one of \(names.joined(separator: ", "))\(advice)", field: member.key,
      value: member.value, allowed: names, suggestion: nearest)
  }

  private static func followUps(_ member: JSONMember, _ planned: Int) throws(Problem) -> Int {
    if let count = member.value.int, (0...min(10, planned)).contains(count) { return count }
    let limit = planned < 10 ? " (send_after_hours plans \(planned))" : ""
    throw Problem(
      .invalidField, "\"max_followups\" should be a whole number from 0 to \(min(10, planned))\(limit).",
      field: member.key,
      value: member.value)
  }
}
