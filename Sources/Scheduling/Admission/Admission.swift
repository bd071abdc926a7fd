package import Outreach
package import Records
package import Requests
package import Storage

/// Decides, request by request in their order, who may be contacted: at most one active sequence per lead, per
/// address and channel.
package struct Admission {
  /// A request that may go out.
  package struct Admitted {
    package var id: RequestID
    /// Sequences that this one replaces.
    package var ended: [(RequestID, Channel)] = []
    /// What is on its way already and cannot be called back.
    package var warnings: [String] = []
  }

  let sequences: ActiveSequencesOnFile
  let cooldownDays: Int

  /// - Parameter cooldownDays: how long after the last message of a sequence somebody is left in peace.
  package init(_ sequences: ActiveSequencesOnFile, cooldownDays: Int) {
    self.sequences = sequences
    self.cooldownDays = cooldownDays
  }

  /// Takes the places that the proposal needs, or says who holds them.
  package func admit(_ proposed: Proposal, id: RequestID) throws(FileError) -> Result<Admitted, Refusal> {
    let proposal = proposed.keyed(for: sequences.roster)
    // Most are strangers, of whom nothing need be asked.
    guard mayKnow(proposal) else {
      sequences.take(proposal, as: id, isStranger: true)
      return .success(Admitted(id: id))
    }
    let (problems, inTheWay) = try hindrances(of: proposal)
    guard problems.isEmpty else { return .failure(Refusal(problems)) }
    var admitted = Admitted(id: id)
    for obstacle in inTheWay {
      for warning in try onTheirWay(obstacle) where !admitted.warnings.contains(warning) {
        admitted.warnings.append(warning)
      }
      try sequences.clear(obstacle)
      if let sequence = obstacle.sequence, !admitted.ended.contains(where: { $0 == (sequence.id, sequence.channel) }) {
        admitted.ended.append((sequence.id, sequence.channel))
      }
    }
    sequences.take(proposal, as: id)
    return .success(admitted)
  }

  /// Whether the proposal would be admitted; nothing is taken.
  package func mayAdmit(_ proposal: Proposal) throws(FileError) -> Bool {
    try hindrances(of: proposal.keyed(for: sequences.roster)).problems.isEmpty
  }

  /// How often the proposal's people were written to with its objective before, as far as the roster tells: 0, 1 or 2 for
  /// more often.
  package func round(of proposal: Proposal) -> Int {
    let roster = sequences.roster
    var round = 0
    for part in proposal.keyed(for: roster).parts {
      for slot in part.places where roster.mayKnow(slot) {
        guard let contact = roster.contact(at: slot) else { continue }
        round = max(round, contact.earlier == nil ? 1 : 2)
      }
    }
    return round
  }

  private func mayKnow(_ proposal: Proposal) -> Bool {
    let roster = sequences.roster
    return proposal.parts.contains { $0.places.contains { roster.mayKnow($0) } }
  }

  /// Why it must not go out, and the sequences that it would replace.
  private func hindrances(
    of proposal: Proposal
  ) throws(FileError) -> (problems: [Problem], inTheWay: [ActiveSequence]) {
    let roster = sequences.roster
    let known = proposal.parts.flatMap { $0.places.filter { roster.mayKnow($0) } }
    var problems: [Problem] = []
    for slot in known {
      if case .address(let address) = slot.holder, let day = roster.closed(address, on: slot.channel) {
        problems.append(bounced(slot, since: day))
      }
      guard let notice = roster.notice(at: slot) else { continue }
      if notice.isOptedOut {
        problems.append(optedOut(slot))
      } else if proposal.onContacted == .refuse, let problem = recentStop(notice, slot) {
        problems.append(problem)
      }
    }
    let inTheWay = try sequences.obstacles(at: known)
    if proposal.onActive == .refuse {
      // A lead and its address are mostly held by the same sequence, which is named once.
      for (i, obstacle) in inTheWay.enumerated()
      where !inTheWay[..<i].contains(where: { $0.active == obstacle.active && $0.channel == obstacle.channel }) {
        problems.append(alreadyActive(obstacle))
      }
    }
    if problems.isEmpty, proposal.onContacted == .refuse {
      for slot in known {
        if let problem = try recentContact(proposal, slot, replacing: inTheWay) { problems.append(problem) }
      }
    }
    return (problems, inTheWay)
  }

  /// What is said of a replaced sequence's messages that somebody has begun to send.
  private func onTheirWay(_ obstacle: ActiveSequence) throws(FileError) -> [String] {
    guard let sequence = obstacle.sequence else { return [] }
    var warnings: [String] = []
    for step in 1...max(1, obstacle.active.steps) {
      let job = JobID(request: sequence.id, channel: sequence.channel, step: step)
      switch try sequences.progress(of: job) {
      case .onItsWay: warnings.append(job.isOnItsWay)
      case .released: warnings.append(job.isReleased)
      case .planned: break
      }
    }
    return warnings
  }
}

extension JobID {
  /// A warning: only its sender knows what becomes of it.
  var isOnItsWay: String {
    "Job \(self) is being sent and cannot be called back; its sender's report will say whether it went out, and it is "
      + "not tried again."
  }

  /// A warning: whoever is first has it.
  var isReleased: String {
    "Job \(self) lies in outbox/due for another program; the next dispatch takes it back unless it has been fetched by then."
  }
}
