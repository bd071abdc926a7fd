package import Outreach
package import Records
internal import Requests
package import Scheduling
package import Storage

/// The ledger as the question of what is due needs it.
package struct DueLedger: Sendable {
  package private(set) var fold: JobFold
  package private(set) var log: SendingLog
  /// What could not be read of it.
  package let damaged: [LineDamage]

  package init(_ view: SpoolView, from first: CivilDay) throws(FileError) {
    let ledger = try LedgerLog(view, from: first)
    let damaged = ledger.damaged.filter { !Self.isHarmless($0.place) }
    self.damaged = damaged.map(\.place)
    log = SendingLog(ledger.entries)
    fold = try LedgerLog.fold(ledger.entries, damaged: damaged, view: view)
  }

  /// Dispatch hands nothing over before what it writes is durable: of an intent that was cut off nothing has come, and of
  /// an outcome that was the intent is there.
  package static func isHarmless(_ line: LineDamage) -> Bool {
    line.isTorn && (line.path.split(separator: "/").last?.hasPrefix("dispatch-") ?? false)
  }

  /// Takes in what was written since.
  package mutating func add(_ entries: [LedgerEntry]) {
    fold.add(entries)
    log.add(entries)
  }

  /// What keeps a job back whatever the time is; nil if nothing does.
  package func hold(_ job: CalendarJob) -> DueVerdict.Reason? {
    if (log[job.id]?.open ?? 0) > 0 { return .beingSent }
    return fold.isUnreadable(job) ? .unreadable("ledger") : nil
  }

  /// How a step ended that is not to be sent any more; nil if nothing says so.
  func end(_ step: Int, of request: RequestID, on channel: Channel) -> DueStep.End? {
    guard let entry = fold.ownEnd(ofJob: request.job(channel, step: step)) else { return nil }
    let at = entry.at ?? entry.place.batch.time
    return switch entry.kind {
    case .sent: .sent(at: at)
    case .expired: .expired(at: at)
    default: .ended(entry.kind.rawValue)
    }
  }

  /// Seconds from the step before to this one, if somebody moved it; nil if it stands where it was planned.
  func movedGap(_ job: CalendarJob, of request: RequestID) -> Int64? {
    guard job.revision > 0, job.step > 1 else { return nil }
    // The one before stayed where it was: whoever moved this one alone meant that time.
    guard let before = fold.moved(request.job(job.channel, step: job.step - 1)) else { return 0 }
    return max(0, job.sendAt.seconds - before.seconds)
  }
}
