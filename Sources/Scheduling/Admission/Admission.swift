package import Outreach
package import Records
package import Requests
package import Storage

/// Decides, request by request in their order, who may be contacted: at most one active sequence per lead, per
/// address and channel. Commands are decided in the same order, in extensions beside this file.
package struct Admission {
  /// A request that may go out.
  package struct Admitted {
    package var id: RequestID
    /// Sequences that this one replaces.
    package var ended: [(RequestID, Channel)]
    /// What is on its way already and cannot be called back.
    package var warnings: [String] = []
  }

  package var roster: Roster
  package let batch: BatchID
  /// The clock's time, whatever the batch is called: names may run ahead of it.
  package let now: Timestamp
  private let batchEnding: String
  package let cooldownDays: Int
  package let objectives: () -> [String]
  package let windows: SendingWindows
  /// When steps follow the first one, as sequences are planned now.
  package let sendAfterHours: [Int]
  package let planned: PlannedSequences
  private var ordinals = KeyTable<Int>(filler: 0)
  private var rowOrdinals: [Int: Int] = [:]
  /// Places taken in this batch, whose jobs are in no calendar yet.
  let taken = TakenPlaces()
  /// What this batch's commands did to single jobs, which is in no ledger yet.
  package var touched = TouchedJobs()

  /// - Parameter objectives: all that a sequence can have; asked for only when one is replaced or moved, since finding
  ///   them may cost reading all the words there are.
  package init(
    roster: Roster, batch: BatchID, now: Timestamp? = nil, cooldownDays: Int,
    objectives: @autoclosure @escaping () -> [String],
    windows: SendingWindows, sendAfterHours: [Int], planned: PlannedSequences
  ) {
    self.roster = roster
    self.batch = batch
    self.now = now ?? batch.time
    self.batchEnding = "-\(batch)"
    self.cooldownDays = cooldownDays
    self.windows = windows
    self.sendAfterHours = sendAfterHours
    self.objectives = objectives
    self.planned = planned
  }

  /// Makes room for that many proposals.
  package mutating func expect(_ count: Int) {
    ordinals.reserve(count)
    roster.expect(count)
  }

  /// The next request id of this lead in this batch.
  package mutating func identify(_ lead: LeadID) -> RequestID {
    let key = roster.id(.lead(lead), on: .whatsapp).active
    var ordinal = 1
    if let earlier = ordinals.insert(key, ordinal) {
      ordinal = earlier + 1
      ordinals.set(key, to: ordinal)
    }
    return RequestID(lead: lead, batch: batch, ordinal: ordinal, batchEnding: batchEnding)
  }

  /// The next id of a command that has no lead, in the row of that number.
  package mutating func identify(row: Int) -> CommandID {
    let ordinal = rowOrdinals[row, default: 0] + 1
    rowOrdinals[row] = ordinal
    return CommandID(row: row, batch: batch, ordinal: ordinal)
  }

  /// Remembers the answer to a request that has a reference, by the checksum of the request's bytes.
  package mutating func noteAnswer(to name: FileName, checksum: UInt64) {
    roster.noteAnswer(to: name, batch: batch, checksum: checksum)
  }

  /// Takes the places that the proposal needs, or says who holds them.
  package mutating func admit(_ proposed: Proposal, id: RequestID) throws(FileError) -> Result<Admitted, Refusal> {
    let proposal = proposed.keyed(for: roster)
    // Most are strangers, of whom nothing need be asked.
    guard proposal.parts.contains(where: { $0.places.contains(where: roster.mayKnow) }) else {
      take(proposal, id, isStranger: true)
      return .success(Admitted(id: id, ended: []))
    }
    let known = proposal.parts.flatMap { $0.places.filter(roster.mayKnow) }
    var problems: [Problem] = []
    for place in known {
      if case .address(let address) = place.holder, let day = roster.closed(address, on: place.channel) {
        problems.append(bounced(place, since: day))
      }
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
        $0.active == obstacle.active && $0.channel == obstacle.channel
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
    var warnings: [String] = []
    for obstacle in inTheWay {
      for warning in try onTheirWay(obstacle) where !warnings.contains(warning) { warnings.append(warning) }
      try clear(obstacle)
      if let sequence = obstacle.sequence, !ended.contains(where: { $0 == (sequence.id, sequence.channel) }) {
        ended.append((sequence.id, sequence.channel))
      }
    }
    take(proposal, id)
    return .success(Admitted(id: id, ended: ended, warnings: warnings))
  }

  /// How often the proposal's people were written to with its objective before, as far as the roster tells: 0, 1 or 2 for
  /// more often.
  package func round(of proposal: Proposal) -> Int {
    var round = 0
    for part in proposal.keyed(for: roster).parts {
      for place in part.places where roster.mayKnow(place) {
        guard let contact = roster.contact(at: place) else { continue }
        round = max(round, contact.earlier == nil ? 1 : 2)
      }
    }
    return round
  }

  private mutating func take(_ proposal: Proposal, _ id: RequestID, isStranger: Bool = false) {
    for part in proposal.parts {
      let active = Roster.Active(batch: batch, ordinal: id.ordinal, steps: part.steps, until: part.until)
      let sequence = PlannedSequences.Sequence(id: id, channel: part.channel, to: part.to)
      for place in part.places {
        roster.begin(active, at: place, after: isStranger ? nil : roster.contact(at: place))
      }
      taken.take(part.places, for: sequence, alsoAt: proposal.alsoAt)
      for address in proposal.alsoAt { roster.noteCorrespondent(active, at: address.text, on: address.channel) }
    }
  }
}
