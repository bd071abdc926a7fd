internal import Outreach
internal import Records
internal import Requests

/// What stands against contacting somebody, from the ledger: the one thing that no job tells.
extension RosterRebuild {
  /// - Parameter entries: all events, in the order of their places; the last word counts.
  static func noteConsent(_ entries: [LedgerEntry], _ roster: inout Roster) {
    for entry in entries where entry.kind == .optedOut || entry.kind == .optedIn {
      guard entry.job == nil, entry.request == nil,
        let holder = entry.lead.map(Roster.Holder.lead) ?? entry.to.map(Roster.Holder.address)
      else { continue }
      for channel in entry.channel.map({ [$0] }) ?? Channel.allCases {
        roster.setOptedOut(entry.kind == .optedOut, holder, on: channel)
      }
    }
  }

  /// Sequences that a reply or a cancel ended, which is more than that they are over.
  static func noteStops(_ sequences: [SequenceState], _ roster: inout Roster) {
    for (sequence, entry) in sequences.compactMap({ state in state.stoppedBy.map { (state, $0) } })
      .sorted(by: { $0.1.place < $1.1.place })
    {
      guard let cause = entry.stop else { continue }
      for holder in sequence.places {
        roster.noteStop(.init(at: entry.place.batch.time, cause: cause), of: holder, on: sequence.channel)
      }
    }
  }
}
