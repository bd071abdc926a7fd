internal import Formats
internal import Outreach
package import Records
package import Requests
package import Storage

/// What a report changes about its own job, and what is to be said if that had ended before.
extension Admission {
  /// The job, if it is still to be sent.
  package func pending(_ job: JobID, _ context: CommandContext) throws(FileError) -> PlannedJob? {
    try holding(.lead(job.request.lead), job.channel, context)?.jobs.first { $0.id == job }
  }

  /// Lists the job of a report if its status is another one now.
  ///
  /// - Parameter pending: the job, if it was to be sent until this report came.
  package func tell(
    _ report: CommandOrder.Report, _ pending: PlannedJob?, _ context: CommandContext, _ outcome: inout CommandOutcome
  ) throws(FileError) {
    let isChanged = pending == nil ? try changesEnded(report) : true
    if pending == nil {
      let effect =
        isChanged ? "it counts as \(report.outcome.status) now" : "the report was recorded and changes nothing"
      outcome.warnings.append("Job \(report.job) \(try ending(of: report.job)) before; \(effect).")
    }
    guard isChanged else { return }
    var told = pending
    if told == nil { told = try ended(report.job, context) }
    guard let job = told else { return }
    let reason: String? =
      switch report.outcome {
      case .sent: nil
      case .failed: report.error ?? "failed"
      case .bounced: "bounced"
      }
    let change = CommandOutcome.Change(
      job: job.id, sendAt: job.sendAt, status: report.outcome.status, reason: reason)
    outcome.changed.removeAll { $0.job == job.id }
    outcome.changed.insert(change, at: 0)
  }

  /// As ``JobFold`` has it: sent wins over every other end, save that what was sent may bounce.
  private func changesEnded(_ report: CommandOrder.Report) throws(FileError) -> Bool {
    let (wasSent, hasBounced) = (try wasReported(report.job, .sent), try wasReported(report.job, .bounced))
    return switch report.outcome {
    case .sent: !wasSent && !hasBounced
    case .failed: false
    case .bounced: wasSent && !hasBounced
    }
  }

  /// Whether this job's message came back before.
  func wasBounced(_ job: JobID) throws(FileError) -> Bool { try wasReported(job, .bounced) }

  private func wasReported(_ job: JobID, _ outcome: CommandOrder.Report.Outcome) throws(FileError) -> Bool {
    if touched.wasReported(job, outcome) { return true }
    return try planned.wasReported(job, outcome)
  }

  private func ended(_ job: JobID, _ context: CommandContext) throws(FileError) -> PlannedJob? {
    if let moved = touched.move(of: job) { return moved }
    if job.request.batch == batch { return context.drafted(job.request).first { $0.id == job } }
    if let moved = try planned.movedJob(job) { return moved }
    return try planned.job(job)
  }

  /// How the job had ended, as the rest of a sentence.
  private func ending(of job: JobID) throws(FileError) -> String {
    for outcome in [CommandOrder.Report.Outcome.bounced, .sent, .failed] where try wasReported(job, outcome) {
      return "was reported as \(outcome.event.rawValue)"
    }
    let notice = roster.notice(.lead(job.request.lead), on: job.channel)
    if notice?.isOptedOut ?? false { return "was cancelled, since the lead has opted out," }
    if let stop = notice?.stopped, stop.at.seconds >= job.request.batch.time.seconds {
      return "was cancelled (the lead's last \(stop.cause == .reply ? "reply" : "cancel") is of \(stop.at.iso8601))"
    }
    return "was cancelled"
  }
}

extension CommandOrder.Report.Outcome {
  /// The job's.
  fileprivate var status: String { self == .sent ? "sent" : "failed" }
}
