internal import Outreach

/// Decides, request by request in their order, who may be contacted: at most one active sequence per lead, per
/// address and channel.
struct Admission {
  struct Admitted {
    var id: RequestID
    /// Sequences that this one replaces.
    var ended: [(RequestID, Channel)]
  }

  private(set) var roster: Roster
  private let batch: BatchID
  private let cooldownDays: Int
  private let objectives: () -> [String]
  private let planned: PlannedSequences
  private var ordinals: [LeadID: Int] = [:]
  /// Places taken in this batch, whose jobs are in no calendar yet.
  private var taken: [Place: PlannedSequences.Sequence] = [:]

  private struct Place: Hashable {
    var holder: Roster.Holder
    var channel: Channel
  }

  /// - Parameter objectives: all that a sequence can have; asked for only when one is replaced, since finding them may
  ///   cost reading all the words there are.
  init(
    roster: Roster, batch: BatchID, cooldownDays: Int, objectives: @autoclosure @escaping () -> [String],
    planned: PlannedSequences
  ) {
    self.roster = roster
    self.batch = batch
    self.cooldownDays = cooldownDays
    self.objectives = objectives
    self.planned = planned
  }

  /// The next request id of this lead in this batch.
  mutating func identify(_ lead: LeadID) -> RequestID {
    let ordinal = ordinals[lead, default: 0] + 1
    ordinals[lead] = ordinal
    return RequestID(lead: lead, batch: batch, ordinal: ordinal)
  }

  mutating func noteAnswer(to name: FileName, checksum: UInt64) {
    roster.noteAnswer(to: name, batch: batch, checksum: checksum)
  }

  /// Takes the places that the order needs, or says who holds them.
  mutating func admit(_ order: SequenceOrder, id: RequestID) throws(FileError) -> Result<Admitted, Refusal> {
    var problems: [Problem] = []
    var inTheWay: [(active: Roster.Active, sequence: PlannedSequences.Sequence?, place: Place)] = []
    for part in order.parts {
      for place in places(order, part) {
        guard let active = roster.active(place.holder, on: place.channel) else { continue }
        var sequence = taken[place]
        if sequence == nil { sequence = try planned.sequence(active, held: place.holder, on: place.channel) }
        if let sequence, active.until <= batch.time, try planned.isOver(sequence, steps: active.steps) { continue }
        let isKnown = inTheWay.contains { $0.active == active && $0.place.channel == place.channel }
        inTheWay.append((active, sequence, place))
        if order.onActive == .refuse, !isKnown { problems.append(alreadyActive(active, sequence, place)) }
      }
    }
    // What is replaced unsent is no contact, so only the places that stay decide about the cool-down.
    if problems.isEmpty && order.onContacted == .refuse {
      for part in order.parts {
        for place in places(order, part) {
          let replaced = inTheWay.filter { $0.place.channel == place.channel }
          if let problem = try recentContact(order, place, replacing: replaced) { problems.append(problem) }
        }
      }
    }
    guard problems.isEmpty else { return .failure(Refusal(problems)) }
    var ended: [(RequestID, Channel)] = []
    for entry in inTheWay {
      try end(entry)
      if let sequence = entry.sequence, !ended.contains(where: { $0 == (sequence.id, sequence.channel) }) {
        ended.append((sequence.id, sequence.channel))
      }
    }
    take(order, id)
    return .success(Admitted(id: id, ended: ended))
  }

  private func places(_ order: SequenceOrder, _ part: SequenceOrder.Part) -> [Place] {
    [Place(holder: .lead(order.leadID), channel: part.channel), Place(holder: .address(part.to), channel: part.channel)]
  }

  private mutating func take(_ order: SequenceOrder, _ id: RequestID) {
    for part in order.parts {
      guard let last = part.sendAt.last else { continue }
      let active = Roster.Active(batch: batch, ordinal: id.ordinal, steps: part.sendAt.count, until: last)
      let sequence = PlannedSequences.Sequence(id: id, channel: part.channel, to: part.to)
      for place in places(order, part) {
        roster.begin(active, place.holder, on: place.channel)
        roster.noteContact(place.holder, on: place.channel, objective: order.objective, batch: batch, until: last)
        taken[place] = sequence
      }
    }
  }

  /// Frees every place that the sequence holds, not only the one it was met at; what it has not sent is no contact.
  private mutating func end(
    _ entry: (active: Roster.Active, sequence: PlannedSequences.Sequence?, place: Place)
  ) throws(FileError) {
    let channel = entry.place.channel
    var holders = [entry.place.holder]
    if let sequence = entry.sequence { holders = [.lead(sequence.id.lead), .address(sequence.to)] }
    for holder in holders where roster.active(holder, on: channel) == entry.active {
      roster.end(holder, on: channel)
      taken[Place(holder: holder, channel: channel)] = nil
    }
    guard let sequence = entry.sequence, try isUnsent(sequence, steps: entry.active.steps) else { return }
    for holder in holders {
      for objective in objectives()
      where roster.contact(holder, on: channel, objective: objective)?.batch == sequence.id.batch {
        roster.forgetContact(holder, on: channel, objective: objective)
      }
    }
  }

  private func isUnsent(_ sequence: PlannedSequences.Sequence, steps: Int) throws(FileError) -> Bool {
    // One of this batch is in no calendar yet.
    if sequence.id.batch == batch { return true }
    return try !planned.wasSentInPart(sequence, steps: steps)
  }

  private func recentContact(
    _ order: SequenceOrder, _ place: Place,
    replacing replaced: [(active: Roster.Active, sequence: PlannedSequences.Sequence?, place: Place)]
  ) throws(FileError) -> Problem? {
    guard let contact = roster.contact(place.holder, on: place.channel, objective: order.objective) else { return nil }
    if let entry = replaced.first(where: { $0.active.batch == contact.batch }) {
      guard let sequence = entry.sequence, try !isUnsent(sequence, steps: entry.active.steps) else { return nil }
    }
    let last = min(contact.until, batch.time)
    let again = last.adding(seconds: Int64(cooldownDays) * 86_400)
    guard batch.time < again else { return nil }
    return Problem(
      .recentlyContacted,
      "\(describe(place)) had a sequence with the objective \"\(order.objective)\" that was planned until "
        + "\(contact.until.day.iso8601); the next is accepted from \(again.day.iso8601) on (cooldown_days \(cooldownDays)), "
        + "or at once with \"on_contacted\":\"allow\".",
      field: "on_contacted", allowed: ["allow"])
  }

  private func alreadyActive(_ active: Roster.Active, _ sequence: PlannedSequences.Sequence?, _ place: Place) -> Problem {
    let who = sequence.map { " (request \($0.id))" } ?? ""
    return Problem(
      .alreadyActive,
      "\(describe(place)) has pending \(place.channel.rawValue) jobs until \(active.until.iso8601)\(who); "
        + "wait for them, cancel them, or ask again with \"on_active\":\"replace\".",
      field: "on_active", allowed: ["replace"])
  }

  private func describe(_ place: Place) -> String {
    switch place.holder {
    case .lead(let id): "Lead \(id)"
    case .address(let text): "The address \(text)"
    }
  }
}
