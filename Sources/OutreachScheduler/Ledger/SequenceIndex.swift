internal import Outreach

/// What calendar and ledger say of one sequence on one channel.
struct SequenceState: Sendable {
  var id: RequestID
  var channel: Channel
  var to: String
  /// The number of its messages.
  var steps = 0
  /// When its last message is or was due.
  var until: Timestamp
  /// When its last message that is still to be sent is due; nil if there is none.
  var pendingUntil: Timestamp?
  /// Whether jobs of it were rescheduled.
  var isMoved = false
  /// The last event by which somebody ended it: a reply, or a cancel that no other request brought about.
  var stoppedBy: LedgerEntry?

  fileprivate var wasSent = false
  fileprivate var wasReplaced = false
  /// Whether another request ended it before anything was sent.
  var wasReplacedUnsent: Bool { wasReplaced && !wasSent }

  /// - Parameter end: the event by which a job ended unsent.
  fileprivate mutating func note(_ status: CalendarJob.Status, endedBy end: LedgerEntry?) {
    if let end { wasReplaced = wasReplaced || end.reason == "replaced" } else if status != .pending { wasSent = true }
  }

  var places: [Roster.Holder] { [.lead(id.lead), .address(to)] }
}

/// All sequences, by request and channel, put together from their jobs in any order.
struct SequenceIndex: Sendable {
  struct Key: Hashable, Sendable {
    var request: String
    var channel: Channel
  }

  private(set) var sequences: [Key: SequenceState] = [:]
  /// Requests that have jobs.
  private(set) var requests: Set<String> = []

  /// - Parameter job: one whose line counts.
  mutating func add(_ job: CalendarJob, _ status: CalendarJob.Status, endedBy end: LedgerEntry? = nil) {
    let key = Key(request: job.request, channel: job.channel)
    var sequence: SequenceState
    if let known = sequences[key] {
      sequence = known
    } else {
      guard let id = RequestID(parsing: job.request) else { return }
      requests.insert(job.request)
      sequence = SequenceState(id: id, channel: job.channel, to: job.to, until: job.sendAt)
    }
    sequence.steps = max(sequence.steps, job.step)
    sequence.until = max(sequence.until, job.sendAt)
    if status == .pending { sequence.pendingUntil = max(sequence.pendingUntil ?? job.sendAt, job.sendAt) }
    sequence.isMoved = sequence.isMoved || job.revision > 0
    if let end, end.isStop, sequence.stoppedBy.map({ $0.place < end.place }) ?? true { sequence.stoppedBy = end }
    sequence.note(status, endedBy: end)
    sequences[key] = sequence
  }

  /// In the order in which they were accepted.
  var inOrder: [SequenceState] {
    sequences.values.sorted {
      ($0.id.batch, $0.id.ordinal, $0.id.lead.text, $0.channel.rawValue)
        < ($1.id.batch, $1.id.ordinal, $1.id.lead.text, $1.channel.rawValue)
    }
  }
}

extension LedgerEntry {
  /// Whether somebody wanted to hear no more, or that nothing more be sent.
  fileprivate var isStop: Bool {
    guard job == nil || request != nil else { return false }
    if kind == .replied { return true }
    return kind == .cancelled && reason != "replaced" && reason != "opted_out" && reason != "bounced"
  }
}
