package import Outreach
package import Records
internal import Requests

/// A sequence that still has something to send, met at one of the places that it holds: it is in another one's way, or a
/// command is about it.
package struct ActiveSequence {
  package var holder: Roster.Holder
  package var channel: Channel
  package var active: Roster.Active
  /// Nil if its jobs are not in the calendar any more.
  package var sequence: PlannedSequences.Sequence?
  /// What it has still to send, for a command; what is in the way is not asked that.
  package var jobs: [PlannedJob] = []

  /// A place whose jobs nobody can find is held until somebody ends it.
  var isPending: Bool { sequence == nil || !jobs.isEmpty }
  var holders: [Roster.Holder] { sequence?.holders ?? [holder] }
}

extension PlannedSequences.Sequence {
  /// Whose places it takes.
  var holders: [Roster.Holder] { [.lead(id.lead), .address(to)] }
}
