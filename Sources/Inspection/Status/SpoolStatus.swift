package import Outreach
package import Records
package import Requests

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
    /// Seconds since it was claimed.
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
    /// Why some failed or were cancelled, the most frequent first.
    package var reasons: [(outcome: JobFold.Outcome, count: Int)] = []

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
  /// Why today's requests were refused, the most frequent first.
  package var codesToday: [(code: String, count: Int)] = []
  package var jobs = Jobs()
  package var roster = RosterTables()
  /// Whether a worker is at it at this moment.
  package var isLocked = false
  package var lastBatch: BatchID?

  package init(asOf: Timestamp) { self.asOf = asOf }

  package var today: CivilDay { asOf.day }

  /// Whether something has waited for more than `seconds` and nobody is working.
  package func isStalled(after seconds: Double) -> Bool {
    guard !isLocked else { return false }
    return (waiting.oldestReady ?? 0) > seconds || processing.contains { $0.age > seconds }
  }
}
