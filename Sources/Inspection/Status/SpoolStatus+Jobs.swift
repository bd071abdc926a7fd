internal import Outreach
internal import Records
package import Storage

extension SpoolStatus.Jobs {
  /// Senders' errors can be as many as there are jobs; nobody reads on for ever.
  private static let reasonsKept = 20

  /// All that is in the calendar of the settled batches.
  package init(_ view: SpoolView) throws(FileError) {
    let calendar = JobCalendar(view: view)
    let files = try calendar.list()
    let fold = JobFold(try LedgerLog(view).entries)
    let found = try calendar.gather(files, fold, into: Counts()) { counts, job, _ in counts.add(fold.status(of: job)) }
    var byDay: [CivilDay: Counts] = [:]
    for (file, counts) in zip(files, found) { byDay[file.day, default: Counts()].add(counts) }
    var all = Counts()
    for (day, counts) in byDay.sorted(by: { $0.key < $1.key }) where counts.jobs > 0 {
      days.append((day, counts.jobs, counts.pending))
      all.add(counts)
    }
    byStatus[.pending] = all.pending
    for (outcome, count) in all.ended { byStatus[outcome.status, default: 0] += count }
    reasons = all.ended.filter { $0.key.reason != nil }.map { (outcome: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.outcome.order) < ($0.count, $1.outcome.order) }
    reasons.removeSubrange(min(reasons.count, Self.reasonsKept)...)
  }

  private struct Counts: Sendable {
    package var pending = 0
    package var ended: [JobFold.Outcome: Int] = [:]

    package var jobs: Int { ended.values.reduce(pending, +) }

    package mutating func add(_ outcome: JobFold.Outcome) {
      if outcome.status == .pending { pending += 1 } else { ended[outcome, default: 0] += 1 }
    }

    package mutating func add(_ other: Counts) {
      pending += other.pending
      ended.merge(other.ended, uniquingKeysWith: +)
    }
  }
}

extension JobFold.Outcome {
  fileprivate var order: String { "\(status.rawValue) \(reason ?? "")" }
}
