package import Outreach
package import Requests

/// What calendar and ledger say of one sequence on one channel.
package struct SequenceState: Sendable {
  package var id: RequestID
  package var channel: Channel
  package var to: String
  /// The number of its messages.
  package var steps = 0
  /// When its last message is or was due.
  package var until: Timestamp
  /// When its last message that is still to be sent is due; nil if there is none.
  package var pendingUntil: Timestamp?
  /// Where its lead may answer from besides.
  package var also: [String] = []
  /// Whether jobs of it were rescheduled.
  package var isMoved = false
  /// The last event by which somebody ended it: a reply, or a cancel that no other request brought about.
  package var stoppedBy: LedgerEntry?

  /// When the first of its messages was reported as sent.
  fileprivate var sent: LedgerEntry.Position?
  fileprivate var replaced: LedgerEntry.Position?
  /// Whether another request ended it before anything was sent.
  package var wasReplacedUnsent: Bool { replaced.map { replaced in sent.map { replaced < $0 } ?? true } ?? false }

  fileprivate mutating func note(_ events: JobEvents) {
    if let place = events.sent?.place, sent.map({ place < $0 }) ?? true { sent = place }
    guard let end = events.end else { return }
    if end.cause == .replaced { replaced = end.place }
    if end.stop != nil, stoppedBy.map({ $0.place < end.place }) ?? true { stoppedBy = end }
  }

  package var places: [Roster.Holder] { [.lead(id.lead), .address(to)] }
}

/// What the ledger says of a job besides its status: the order in which it came to that.
package struct JobEvents: Sendable {
  /// The one by which the job was over.
  package var end: LedgerEntry?
  /// The first report that it was sent; after ``end``, if it was on its way already.
  package var sent: LedgerEntry?

  package init() {}

  package init(of job: CalendarJob, in fold: JobFold) {
    end = fold.end(of: job)
    if end != nil { sent = fold.sent(job) }
  }
}

/// All sequences, by request and channel, put together from their jobs in any order.
package struct SequenceIndex: Sendable {
  package struct Key: Hashable, Sendable {
    package var request: String
    package var channel: Channel
  }

  package private(set) var sequences: [Key: SequenceState] = [:]
  /// Requests that have jobs.
  package private(set) var requests: Set<String> = []

  package init(sequences: [Key: SequenceState] = [:], requests: Set<String> = []) {
    self.sequences = sequences
    self.requests = requests
  }

  /// - Parameter job: one whose line counts.
  package mutating func add(_ job: CalendarJob, status: CalendarJob.Status, events: JobEvents = JobEvents()) {
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
  package var inOrder: [SequenceState] {
    sequences.values.sorted {
      ($0.id.batch, $0.id.ordinal, $0.id.lead.text, $0.channel.rawValue)
        < ($1.id.batch, $1.id.ordinal, $1.id.lead.text, $1.channel.rawValue)
    }
  }
}

extension LedgerEntry {
  /// By what somebody ended a sequence; nil for whatever does not stand against contacting them anew.
  package var stop: Roster.Notice.Stop.Cause? {
    guard job == nil || request != nil else { return nil }
    if kind == .replied { return .reply }
    switch cause {
    case .cancel: return .cancel
    // What a reply ended of its own batch has a line of its own.
    case .replied: return .reply
    case .replaced, .bounced, .optedOut, nil: return nil
    }
  }
}
