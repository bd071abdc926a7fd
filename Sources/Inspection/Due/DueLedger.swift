internal import Formats
internal import Outreach
package import Records
internal import Requests
package import Scheduling

/// The ledger as the question of what is due needs it, and lines of it that nobody can read.
package struct DueLedger: Sendable {
  package private(set) var fold: JobFold
  package private(set) var log: SendingLog
  private var damaged: [LedgerLog.Damage]

  package init(_ ledger: LedgerLog) {
    fold = JobFold(ledger.entries)
    log = SendingLog(ledger.entries)
    damaged = ledger.damaged.filter(Self.matters)
  }

  /// Takes in what was written since.
  package mutating func add(_ entries: [LedgerEntry], damaged: [LedgerLog.Damage] = []) {
    fold.add(entries)
    log.add(entries)
    self.damaged += damaged.filter(Self.matters)
  }

  /// Dispatch hands nothing over before what it writes is durable: of a line that was cut off nothing has come, and of an
  /// outcome that was, its beginning is there.
  private static func matters(_ line: LedgerLog.Damage) -> Bool {
    !(line.isTorn && line.path.split(separator: "/").last?.hasPrefix("dispatch-") ?? false)
  }

  /// What keeps a job back whatever the time is; nil if nothing does.
  package func hold(_ job: CalendarJob) -> DueVerdict.Reason? {
    if (log[job.id]?.open ?? 0) > 0 { return .beingSent }
    if let line = damaged.first(where: { Self.mentions(job, $0.bytes) }) {
      return .unreadable("\(line.path):\(line.line)")
    }
    return nil
  }

  /// Whether a line that cannot be read may be about the job: it names the job, its request, its lead or its address.
  private static func mentions(_ job: CalendarJob, _ line: [UInt8]) -> Bool {
    [
      job.id, job.request, "\"\(job.to)\"", "\"lead_id\":\"\(job.lead.text)\"", "\"lead_id\":\(job.lead.text),",
      "\"lead_id\": \(job.lead.text),", "\"lead_id\":\(job.lead.text)}",
    ].contains { text in
      line.withUnsafeBytes { line in Array(text.utf8).withUnsafeBytes { line.firstOffset(of: $0) != nil } }
    }
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
