internal import Formats
package import Generating
package import Outreach
package import Records
package import Requests
package import Spool
package import Storage

/// What a spool holds, looked at without the lock and without changing anything.
package struct SpoolStatus: Sendable {
  package struct Waiting: Sendable {
    package var requests = 0
    /// Seconds since the oldest one arrived; nil if none waits.
    package var oldest: Double?
    /// The same for the oldest that nobody is writing to.
    package var oldestReady: Double?
  }

  package struct Processing: Sendable {
    package var batch: BatchID
    package var requests: Int
    /// Seconds since it was claimed, or the oldest of its requests was written.
    package var age: Double
  }

  package struct Answered: Sendable {
    package var today = 0
    package var total = 0

    package mutating func add(_ requests: Int, on day: CivilDay, today: CivilDay) {
      total += requests
      if day == today { self.today += requests }
    }
  }

  /// Jobs as they stand: plan and ledger folded.
  package struct Jobs: Sendable {
    /// By when they are due, in order, days without jobs left out.
    package var days: [(day: CivilDay, jobs: Int, pending: Int)] = []
    package var byStatus: [CalendarJob.Status: Int] = [:]
    /// Those among the pending that wait behind a step which was given up; of no day.
    package var stranded = 0
    /// Why some failed or were cancelled, the most frequent first.
    package var reasons: [(outcome: JobFold.Standing, count: Int)] = []

    package var total: Int { days.reduce(0) { $0 + $1.jobs } }
  }

  package struct RosterTables: Sendable {
    package var tables = 0
    package var bytes = 0
  }

  package var asOf: Timestamp
  package var waiting = Waiting()
  /// Oldest first.
  package var processing: [Processing] = []
  package var processed = Answered()
  /// Days whose processed requests were put away, and are not counted.
  package var archivedDays = 0
  package var failed = Answered()
  /// Days of which refused requests were put away, and are not counted.
  package var archivedFailedDays = 0
  /// Why today's requests were refused, the most frequent first.
  package var codesToday: [(code: String, count: Int)] = []
  /// What waits to be mended, the latest first.
  package var toMend: [RefusedFile] = []
  package var jobs = Jobs()
  package var roster = RosterTables()
  /// Whether a worker is at it at this moment.
  package var isLocked = false
  package var lastBatch: BatchID?
  /// Whether words were ever asked for here.
  package var hasWords = false
  /// The circuit of the program that writes, if it is open.
  package var circuit: CircuitState?

  package init(asOf: Timestamp) { self.asOf = asOf }

  package var today: CivilDay { asOf.day }

  /// Whether something has waited for more than `seconds` and nobody is working.
  package func isStalled(after seconds: Double) -> Bool {
    guard !isLocked else { return false }
    return (waiting.oldestReady ?? 0) > seconds || processing.contains { $0.age > seconds }
  }
}

extension SpoolStatus.Jobs {
  /// Senders' errors can be as many as there are jobs; nobody reads on for ever.
  private static let reasonsKept = 20

  /// All that is in the calendar of the settled batches.
  package init(_ view: SpoolView) throws(FileError) {
    let calendar = JobCalendar(view: view)
    let files = try calendar.list()
    let fold = JobFold(try LedgerLog(view).entries)
    let found = try calendar.gather(files, fold, into: Counts()) {
      $0.pending += 1
    } _: { counts, job, _ in
      let outcome = fold.status(of: job)
      if outcome.status == .pending, fold.isBehindEnded(job) { counts.stranded += 1 } else { counts.add(outcome) }
    }
    var byDay: [CivilDay: Counts] = [:]
    for (file, counts) in zip(files, found) { byDay[file.day, default: Counts()].add(counts) }
    var all = Counts()
    for (day, counts) in byDay.sorted(by: { $0.key < $1.key }) where counts.jobs > 0 {
      days.append((day, counts.jobs, counts.pending))
      all.add(counts)
    }
    stranded = all.stranded
    byStatus[.pending] = all.pending + all.stranded
    for (outcome, count) in all.ended { byStatus[outcome.status, default: 0] += count }
    reasons = all.ended.filter { $0.key.reason != nil }.map { (outcome: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.outcome.order) < ($0.count, $1.outcome.order) }
    reasons.removeSubrange(min(reasons.count, Self.reasonsKept)...)
  }

  private struct Counts: Sendable {
    package var pending = 0
    package var stranded = 0
    package var ended: [JobFold.Standing: Int] = [:]

    package var jobs: Int { ended.values.reduce(pending + stranded, +) }

    package mutating func add(_ outcome: JobFold.Standing) {
      if outcome.status == .pending { pending += 1 } else { ended[outcome, default: 0] += 1 }
    }

    package mutating func add(_ other: Counts) {
      pending += other.pending
      stranded += other.stranded
      ended.merge(other.ended, uniquingKeysWith: +)
    }
  }
}

extension JobFold.Standing {
  fileprivate var order: String { "\(status.rawValue) \(reason ?? "")" }
}

extension SpoolStatus {
  /// One line for machines. Ages in whole seconds; `jobs.days` has every day that has jobs,
  /// `jobs.pending_days` every one on which some are still to be sent; `jobs.stranded` wait behind a step that was given up.
  package func json(isStalled: Bool) -> [UInt8] {
    var out = JSONWriter(capacity: 1024)
    out.raw(#"{"as_of":"#)
    out.string(asOf.iso8601)
    out.raw(#","waiting":{"requests":"#)
    out.int(waiting.requests)
    out.raw(#","oldest_seconds":"#)
    if let oldest = waiting.oldest { out.int(Int(oldest)) } else { out.null() }
    out.raw(#"},"processing":["#)
    for (index, batch) in processing.enumerated() {
      out.raw(index > 0 ? #",{"batch":"# : #"{"batch":"#)
      out.string(batch.batch.description)
      out.raw(#","requests":"#)
      out.int(batch.requests)
      out.raw(#","age_seconds":"#)
      out.int(Int(batch.age))
      out.raw("}")
    }
    out.raw(#"],"processed":"#)
    append(processed, to: &out)
    out.raw(#","archived_days":"#)
    out.int(archivedDays)
    out.raw(#","failed":"#)
    append(failed, to: &out)
    out.raw(#","archived_failed_days":"#)
    out.int(archivedFailedDays)
    out.raw(#","failed_today_by_code":"#)
    append(codesToday.map { ($0.code, $0.count) }, to: &out)
    out.raw(#","to_mend":["#)
    for (index, refused) in toMend.enumerated() {
      out.raw(index > 0 ? #",{"file":"# : #"{"file":"#)
      out.string(refused.file.description)
      out.raw(#","codes":"#)
      append(refused.codes.map { ($0.code, $0.count) }, to: &out)
      out.raw(#","path":"#)
      out.string(refused.path)
      out.raw("}")
    }
    out.raw(#"],"jobs":{"total":"#)
    out.int(jobs.total)
    out.raw(#","by_status":"#)
    append(CalendarJob.Status.allCases.map { ($0.rawValue, jobs.byStatus[$0] ?? 0) }, to: &out)
    out.raw(#","reasons":{"failed":"#)
    append(reasons(.failed), to: &out)
    out.raw(#","cancelled":"#)
    append(reasons(.cancelled), to: &out)
    out.raw(#"},"stranded":"#)
    out.int(jobs.stranded)
    out.raw(#","days":"#)
    append(jobs.days.map { ($0.day.iso8601, $0.jobs) }, to: &out)
    out.raw(#","pending_days":"#)
    append(jobs.days.filter { $0.pending > 0 }.map { ($0.day.iso8601, $0.pending) }, to: &out)
    out.raw(#"},"roster":{"tables":"#)
    out.int(roster.tables)
    out.raw(#","bytes":"#)
    out.int(roster.bytes)
    out.raw(#"},"locked":"#)
    out.bool(isLocked)
    out.raw(#","last_batch":"#)
    out.string(lastBatch?.description)
    if hasWords {
      out.raw(#","generator":{"circuit":"#)
      out.string(circuit == nil ? "closed" : "open")
      if let circuit {
        out.raw(#","since":"#)
        out.string(circuit.since.iso8601)
        out.raw(#","until":"#)
        out.string(circuit.until.iso8601)
        out.raw(#","reason":"#)
        out.string(circuit.reason)
      }
      out.raw("}")
    }
    out.raw(#","stalled":"#)
    out.bool(isStalled)
    out.raw("}\n")
    return out.bytes
  }

  private func reasons(_ status: CalendarJob.Status) -> [(name: String, count: Int)] {
    jobs.reasons.filter { $0.outcome.status == status }.map { ($0.outcome.reason ?? "", $0.count) }
  }

  private func append(_ answered: Answered, to out: inout JSONWriter) {
    out.raw(#"{"today":"#)
    out.int(answered.today)
    out.raw(#","total":"#)
    out.int(answered.total)
    out.raw("}")
  }

  private func append(_ counts: [(name: String, count: Int)], to out: inout JSONWriter) {
    out.raw("{")
    for (index, entry) in counts.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(entry.name)
      out.raw(":")
      out.int(entry.count)
    }
    out.raw("}")
  }
}
