internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// What stands against contacting somebody, from the ledger: the one thing that no job tells.
extension RosterRebuild {
  /// - Parameter entries: all events, in the order of their places; of opt-outs and opt-ins the later word counts.
  static func noteConsent(_ entries: [LedgerEntry], _ roster: inout Roster) {
    // Which jobs' messages have come back: a second report of one counts once.
    var bounced: Set<String> = []
    for entry in entries {
      let at = entry.at ?? entry.place.batch.time
      switch entry.kind {
      case .optedOut where entry.erased != nil:
        if let place = entry.erased { roster.noteErased(place, at: at) }
      case .optedOut, .optedIn:
        guard entry.job == nil, entry.request == nil, let holder = entry.holder else { continue }
        let consent = Roster.Notice.Consent(isOptedOut: entry.kind == .optedOut, at: at)
        for channel in entry.channel.map({ [$0] }) ?? Channel.allCases {
          roster.noteConsent(consent, of: holder, on: channel)
        }
      case .bounced:
        let isFirst = entry.job.map { bounced.insert($0).inserted } ?? true
        guard let to = entry.to, let channel = entry.channel, !entry.isSoft || isFirst else { continue }
        roster.noteBounce(at, isHard: !entry.isSoft, from: to, on: channel)
      case .replied where entry.request == nil:
        let stop = Roster.Notice.Stop(at: at, cause: .reply)
        if let lead = entry.lead {
          for channel in Channel.allCases { roster.noteStop(stop, of: .lead(lead), on: channel) }
        }
        if let to = entry.to { roster.noteStop(stop, of: .address(to), on: ContactAddress.channel(of: to)) }
      default: continue
      }
    }
  }

  /// Sequences that a reply or a cancel ended, which is more than that they are over.
  static func noteStops(_ sequences: [SequenceState], _ roster: inout Roster) {
    for (sequence, entry) in sequences.compactMap({ state in state.stoppedBy.map { (state, $0) } })
      .sorted(by: { $0.1.place < $1.1.place })
    {
      guard let cause = entry.stop else { continue }
      let at = entry.at ?? entry.place.batch.time
      for holder in sequence.places { roster.noteStop(.init(at: at, cause: cause), of: holder, on: sequence.channel) }
    }
  }

  /// Where leads may answer from besides.
  static func noteCorrespondents(_ sequences: [SequenceState], _ roster: inout Roster) {
    for sequence in sequences where !sequence.also.isEmpty {
      let active = Roster.Active(
        batch: sequence.id.batch, ordinal: sequence.id.ordinal, steps: sequence.steps, until: sequence.until)
      for address in sequence.also {
        roster.noteCorrespondent(active, at: address, on: ContactAddress.channel(of: address))
      }
    }
  }
}

extension LedgerEntry {
  fileprivate var holder: Roster.Holder? { lead.map(Roster.Holder.lead) ?? to.map(Roster.Holder.address) }
}
