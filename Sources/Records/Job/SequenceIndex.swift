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
  /// Where its lead may answer from besides.
  var also: [String] = []
  /// Whether jobs of it were rescheduled.
  var isMoved = false
  /// The last event by which somebody ended it: a reply, or a cancel that no other request brought about.
  var stoppedBy: LedgerEntry?

  /// When the first of its messages was reported as sent.
  fileprivate var sent: LedgerEntry.Place?
  fileprivate var replaced: LedgerEntry.Place?
  /// Whether another request ended it before anything was sent.
  var wasReplacedUnsent: Bool { replaced.map { replaced in sent.map { replaced < $0 } ?? true } ?? false }

  fileprivate mutating func note(_ events: JobEvents) {
    if let place = events.sent?.place, sent.map({ place < $0 }) ?? true { sent = place }
    guard let end = events.end else { return }
    if end.reason == "replaced" { replaced = end.place }
    if end.isStop, stoppedBy.map({ $0.place < end.place }) ?? true { stoppedBy = end }
  }

  var places: [Roster.Holder] { [.lead(id.lead), .address(to)] }
}

/// What the ledger says of a job besides its status: the order in which it came to that.
struct JobEvents: Sendable {
  /// The one by which the job was over.
  var end: LedgerEntry?
  /// The first report that it was sent; after ``end``, if it was on its way already.
  var sent: LedgerEntry?

  init() {}

  init(of job: CalendarJob, in fold: JobFold) {
    end = fold.end(of: job)
    if end != nil { sent = fold.sent(job) }
  }
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
  mutating func add(_ job: CalendarJob, _ status: CalendarJob.Status, _ events: JobEvents = JobEvents()) {
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
    if !job.also.isEmpty { sequence.also = job.also }
    sequence.until = max(sequence.until, job.sendAt)
    if status == .pending { sequence.pendingUntil = max(sequence.pendingUntil ?? job.sendAt, job.sendAt) }
    sequence.isMoved = sequence.isMoved || job.revision > 0
    sequence.note(events)
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
