/// All wordings of one tone in one language: the built-in file's, and over them the user's.
struct ToneTemplates: Sendable {
  typealias Heading = TemplateDocument.Heading
  typealias Wording = TemplateDocument.Wording

  let wordings: [Heading: [Wording]]
  /// In the order in which the files name them.
  let objectives: [String]
  let problems: [TemplateProblem]

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
    wordings = merged
    objectives = order
    problems = documents.flatMap(\.problems)
  }

  /// The wordings for one place in a sequence, the most specific heading first.
  func wordings(_ role: TemplateRole, number: Int? = nil, channel: Channel, objective: String) -> [Wording] {
    for objective in [objective, nil] {
      for number in number.map({ [$0, nil] }) ?? [nil] {
        let found = wordings(Heading(objective: objective, role: role, number: number, channel: channel))
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  /// The wordings for follow-ups without a numbered text of their own: the objective's, then what all share.
  func followUpPool(channel: Channel, objective: String) -> [Wording] {
    wordings(Heading(objective: objective, role: .followUp, channel: channel))
      + wordings(Heading(objective: nil, role: .followUp, channel: channel))
  }

  /// A follow-up's own text, if it has one.
  func numberedFollowUp(_ number: Int, channel: Channel, objective: String) -> [Wording] {
    let own = wordings(Heading(objective: objective, role: .followUp, number: number, channel: channel))
    if !own.isEmpty || wordings[Heading(objective: objective, role: .followUp)] != nil { return own }
    return wordings(Heading(objective: nil, role: .followUp, number: number, channel: channel))
  }

  /// Under the heading itself, or under the same one without a channel.
  private func wordings(_ heading: Heading) -> [Wording] {
    if let found = wordings[heading] { return found }
    var any = heading
    any.channel = nil
    return wordings[any] ?? []
  }
}

extension TemplateDocument.Heading {
  /// Whether texts under this heading are meant for every place that `other` stands for.
  func covers(_ other: Self) -> Bool {
    objective == other.objective && role == other.role && (number == nil || number == other.number)
      && (channel == nil || channel == other.channel)
  }

  /// `# ilk_temas, ## follow_up 2 whatsapp`, as the file has it.
  var text: String {
    let parts = [role.rawValue, number.map(String.init), channel?.rawValue].compactMap { $0 }
    return "# \(objective ?? "*"), ## " + parts.joined(separator: " ")
  }
}
