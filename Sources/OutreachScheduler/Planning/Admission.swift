internal import Outreach

/// What admission needs to know of an order: whom it would reach, and until when.
package struct Proposal: Sendable {
  struct Part: Sendable {
    var channel: Channel
    var to: String
    var places: [Roster.Place]
    var steps: Int
    /// When its last message is due.
    var until: Timestamp
  }

  var leadID: LeadID
  var wording: Wording
  var onActive: SequenceOrder.OnActive
  var onContacted: SequenceOrder.OnContacted
  var parts: [Part]

  var objective: String { wording.objective }

  init(_ order: SequenceOrder) {
    leadID = order.leadID
    wording = Wording(tone: order.tone, language: order.language.rawValue, objective: order.objective)
    onActive = order.onActive
    onContacted = order.onContacted
    parts = order.parts.compactMap { part in
      part.sendAt.last.map {
        Part(channel: part.channel, to: part.to, places: part.places, steps: part.sendAt.count, until: $0)
      }
    }
  }
}

/// Decides, request by request in their order, who may be contacted: at most one active sequence per lead, per
/// address and channel. Commands are decided in the same order, in extensions beside this file.
struct Admission {
  struct Admitted {
    var id: RequestID
    /// Sequences that this one replaces.
    var ended: [(RequestID, Channel)]
  }

  var roster: Roster
  let batch: BatchID
  private let batchEnding: String
  private let cooldownDays: Int
  let objectives: () -> [String]
  let windows: SendingWindows
  let planned: PlannedSequences
  private var ordinals = KeyTable<Int>(filler: 0)
  private var rowOrdinals: [Int: Int] = [:]
  /// Places taken in this batch, whose jobs are in no calendar yet.
  let taken = TakenPlaces()
  /// What this batch's commands did to single jobs, which is in no ledger yet.
  var touched = TouchedJobs()

  private struct Obstacle {
    var active: Roster.Active
    /// Nil if its jobs are not in the calendar any more.
    var sequence: PlannedSequences.Sequence?
    var place: Roster.Place
  }

  /// - Parameter objectives: all that a sequence can have; asked for only when one is replaced or moved, since finding them may
  ///   cost reading all the words there are.
  init(
    roster: Roster, batch: BatchID, cooldownDays: Int, objectives: @autoclosure @escaping () -> [String],
    windows: SendingWindows, planned: PlannedSequences
  ) {
    self.roster = roster
    self.batch = batch
    self.batchEnding = "-\(batch)"
    self.cooldownDays = cooldownDays
    self.windows = windows
    self.objectives = objectives
    self.planned = planned
  }

  /// Makes room for that many proposals.
  mutating func expect(_ count: Int) {
    ordinals.reserve(count)
    roster.expect(count)
  }

  /// The next request id of this lead in this batch.
  mutating func identify(_ lead: LeadID) -> RequestID {
    let key = Roster.PlaceID(.lead(lead), on: .whatsapp).active
    var ordinal = 1
    if let earlier = ordinals.insert(key, ordinal) {
      ordinal = earlier + 1
      ordinals.set(key, to: ordinal)
    }
    return RequestID(lead: lead, batch: batch, ordinal: ordinal, batchEnding: batchEnding)
  }

  /// The next id of a command that has no lead, in the row of that number.
  mutating func identify(row: Int) -> CommandID {
    let ordinal = rowOrdinals[row, default: 0] + 1
    rowOrdinals[row] = ordinal
    return CommandID(row: row, batch: batch, ordinal: ordinal)
  }

  mutating func noteAnswer(to name: FileName, checksum: UInt64) {
    roster.noteAnswer(to: name, batch: batch, checksum: checksum)
  }

  /// Takes the places that the proposal needs, or says who holds them.
  mutating func admit(_ proposal: Proposal, id: RequestID) throws(FileError) -> Result<Admitted, Refusal> {
    // Most are strangers, of whom nothing need be asked.
    guard proposal.parts.contains(where: { $0.places.contains(where: roster.mayKnow) }) else {
      take(proposal, id, isStranger: true)
      return .success(Admitted(id: id, ended: []))
    }
    let known = proposal.parts.flatMap { $0.places.filter(roster.mayKnow) }
    var problems: [Problem] = []
    for place in known {
      guard let notice = roster.notice(at: place) else { continue }
      if notice.isOptedOut {
        problems.append(optedOut(place))
      } else if proposal.onContacted == .refuse, let problem = recentStop(notice, place) {
        problems.append(problem)
      }
    }
    let inTheWay = try obstacles(at: known)
    if proposal.onActive == .refuse {
      // A lead and its address are mostly held by the same sequence, which is named once.
      for (i, obstacle) in inTheWay.enumerated()
      where !inTheWay[..<i].contains(where: {
        $0.active == obstacle.active && $0.place.channel == obstacle.place.channel
      }) {
        problems.append(alreadyActive(obstacle))
      }
    }
    if problems.isEmpty, proposal.onContacted == .refuse {
      for place in known {
        if let problem = try recentContact(proposal, place, replacing: inTheWay) { problems.append(problem) }
      }
    }
    guard problems.isEmpty else { return .failure(Refusal(problems)) }
    var ended: [(RequestID, Channel)] = []
    for obstacle in inTheWay {
      try end(obstacle)
      if let sequence = obstacle.sequence, !ended.contains(where: { $0 == (sequence.id, sequence.channel) }) {
        ended.append((sequence.id, sequence.channel))
      }
    }
    take(proposal, id)
    return .success(Admitted(id: id, ended: ended))
  }

  /// The sequences that hold these places and still have something to send.
  private func obstacles(at places: [Roster.Place]) throws(FileError) -> [Obstacle] {
    var found: [Obstacle] = []
    for place in places {
      guard let active = roster.active(at: place) else { continue }
      var sequence = taken[place.id]
      if sequence == nil, active.until <= batch.time, try planned.wasPruned(active) { continue }
      if sequence == nil { sequence = try earlierSequence(active, place.holder, place.channel) }
      if active.until <= batch.time {
        // A day whose jobs are not in the calendar any more is one on which all of them have ended.
        guard let sequence, try !planned.isOver(sequence, steps: active.steps, touched) else { continue }
      }
      found.append(Obstacle(active: active, sequence: sequence, place: place))
    }
    return found
  }

  /// The sequence of an earlier batch that has a place.
  ///
  /// Several may have had an address one after the other in one batch: it is the one that has its lead's place, too.
  func earlierSequence(
    _ active: Roster.Active, _ holder: Roster.Holder, _ channel: Channel
  ) throws(FileError) -> PlannedSequences.Sequence? {
    try planned.sequence(active, held: holder, on: channel) {
      roster.active(.lead($0.id.lead), on: channel) == active
    }
  }

  private mutating func take(_ proposal: Proposal, _ id: RequestID, isStranger: Bool = false) {
    for part in proposal.parts {
      let active = Roster.Active(batch: batch, ordinal: id.ordinal, steps: part.steps, until: part.until)
      let sequence = PlannedSequences.Sequence(id: id, channel: part.channel, to: part.to)
      for place in part.places {
        roster.begin(active, at: place, after: isStranger ? nil : roster.contact(at: place))
      }
      taken.take(part.places, for: sequence)
    }
  }

  /// Frees every place that the sequence holds, not only the one it was met at; what it has not sent is no contact.
  private mutating func end(_ obstacle: Obstacle) throws(FileError) {
    let channel = obstacle.place.channel
    var holders = [obstacle.place.holder]
    if let sequence = obstacle.sequence { holders = sequence.holders }
    free(obstacle.active, of: holders, on: channel)
    guard let sequence = obstacle.sequence, try isUnsent(sequence, steps: obstacle.active.steps) else { return }
    for holder in holders {
      for place in objectives().map({ Roster.Place(holder, on: channel, objective: $0) })
      where roster.contact(at: place)?.batch == sequence.id.batch {
        roster.forgetContact(at: place)
      }
    }
  }

  mutating func free(_ active: Roster.Active, of holders: [Roster.Holder], on channel: Channel) {
    for holder in holders where roster.active(holder, on: channel) == active {
      roster.end(holder, on: channel)
      taken.free(Roster.PlaceID(holder, on: channel))
    }
  }

  private func isUnsent(_ sequence: PlannedSequences.Sequence, steps: Int) throws(FileError) -> Bool {
    if touched.hasSent(sequence.id, on: sequence.channel) { return false }
    // One of this batch is in no calendar yet.
    if sequence.id.batch == batch { return true }
    return try !planned.wasSentInPart(sequence, steps: steps)
  }

  /// What is replaced unsent is no contact.
  private func recentContact(
    _ proposal: Proposal, _ place: Roster.Place, replacing obstacles: [Obstacle]
  ) throws(FileError) -> Problem? {
    guard let contact = roster.contact(at: place) else { return nil }
    var until = contact.until
    if let replaced = obstacles.first(where: { $0.place == place && $0.active.batch == contact.batch }),
      let sequence = replaced.sequence, try isUnsent(sequence, steps: replaced.active.steps)
    {
      guard let earlier = contact.earlier else { return nil }
      until = earlier
    } else if let last = roster.last(place.holder, on: place.channel), last.batch == contact.batch {
      // Rescheduling moves the end of a sequence, of which the place itself knows.
      until = max(until, last.until)
    }
    let again = endOfCooldown(from: min(until, batch.time))
    guard batch.time < again else { return nil }
    return Problem(
      .recentlyContacted,
      "\(describe(place)) had a sequence with the objective \"\(proposal.objective)\" that was planned until "
        + "\(until.day.iso8601); the next is accepted from \(again.day.iso8601) on (cooldown_days \(cooldownDays)), "
        + "or at once with \"on_contacted\":\"allow\".",
      field: "on_contacted", allowed: ["allow"])
  }

  private func endOfCooldown(from time: Timestamp) -> Timestamp { time.adding(seconds: Int64(cooldownDays) * 86_400) }

  /// Whoever answered or was let go of is not written to again as if nothing had been, whatever the objective.
  private func recentStop(_ notice: Roster.Notice, _ place: Roster.Place) -> Problem? {
    guard let stop = notice.stopped else { return nil }
    let again = endOfCooldown(from: stop.at)
    guard batch.time < again else { return nil }
    return Problem(
      .recentlyContacted,
      "\(describe(place)) had a sequence that was ended by a \(stop.cause == .reply ? "reply" : "cancel") on "
        + "\(stop.at.day.iso8601); the next is accepted from \(again.day.iso8601) on (cooldown_days \(cooldownDays)), "
        + "or at once with \"on_contacted\":\"allow\".",
      field: "on_contacted", allowed: ["allow"])
  }

  private func optedOut(_ place: Roster.Place) -> Problem {
    let channel = place.channel.rawValue
    return Problem(
      .optedOut,
      "\(describe(place)) has opted out of messages on \(channel); only an opt-in with its source lifts that.",
      field: "channel", value: .string(channel))
  }

  private func alreadyActive(_ obstacle: Obstacle) -> Problem {
    let who = obstacle.sequence.map { " (request \($0.id))" } ?? ""
    return Problem(
      .alreadyActive,
      "\(describe(obstacle.place)) has pending \(obstacle.place.channel.rawValue) jobs until "
        + "\(obstacle.active.until.iso8601)\(who); wait for them, cancel them, or ask again with \"on_active\":\"replace\".",
      field: "on_active", allowed: ["replace"])
  }

  func describe(_ place: Roster.Place) -> String {
    switch place.holder {
    case .lead(let id): "Lead \(id)"
    case .address(let text): "The address \(text)"
    }
  }
}
