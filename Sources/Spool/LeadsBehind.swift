internal import Outreach
internal import Requests
internal import Storage

/// Leads of requests that were claimed and cannot be answered now: what was dropped for them later must not overtake.
///
/// A stop may: whoever wants no messages is not to wait for a disk that is mended.
struct LeadsBehind {
  private var leads: Set<LeadID> = []

  /// These could not be answered.
  mutating func add(_ stuck: [FileName]) { leads.formUnion(stuck.lazy.compactMap { RequestName($0).lead }) }

  /// Whether it may be answered before them.
  func letPass(_ candidate: Inbox.Candidate) -> Bool {
    if leads.isEmpty { return true }
    switch candidate.request {
    case .enqueue(let lead, _), .command(let lead, .cancel, _), .command(let lead, .reschedule, _):
      return !leads.contains(lead)
    case .command, .bulk, .defaults, .refused: return true
    }
  }
}
