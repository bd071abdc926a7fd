internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// What another program's sender says of a job. Always written down: what has gone out has gone out.
struct ReportCommand {
  var run: CommandRun
  let report: CommandOrder.Report

  private var job: JobID { report.job }

  /// Records a report, and frees places that nothing is sent from any more.
  mutating func take() throws(FileError) {
    run.outcome.channel = job.channel
    let isKnown = try run.sequences.isKnown(job)
    let pending = isKnown ? try run.sequences.pending(job)?.job : nil
    if !isKnown {
      run.outcome.warnings.append("There is no job \(job) in the calendar; the report was recorded all the same.")
    }
    var event = Event(report.outcome.event, by: run.context.id, at: report.at)
    (event.lead, event.job, event.channel) = (job.request.lead, job, job.channel)
    (event.providerID, event.error) = (report.providerID, report.error)
    // The address is closed by the line that names it, in a remade roster, too.
    if report.outcome == .bounced { event.to = try run.sequences.address(of: job) }
    if report.isSoft { event.bounceKind = "soft" }
    run.outcome.record(event)
    if let address = event.to { try noteBounce(at: event.at, from: address) }
    if report.outcome == .bounced, !report.isSoft || isClosed(event.to) {
      if let address = event.to { try run.endBounced(address, on: job.channel) }
    } else {
      // A full mailbox may take the next message.
      try freeIfOver()
    }
    if isKnown { try tell(pending) }
    run.sequences.touched.note(report.outcome, of: job)
  }

  private func noteBounce(at time: Timestamp, from address: String) throws(FileError) {
    if report.isSoft, try run.sequences.wasReported(job, .bounced) { return }
    run.sequences.roster.noteBounce(time, isHard: !report.isSoft, from: address, on: job.channel)
  }

  private func isClosed(_ address: String?) -> Bool {
    address.map { run.sequences.roster.closed($0, on: job.channel) != nil } ?? false
  }

  /// A sequence whose last jobs have ended before they were due need not hold its place until then. One that ends
  /// when it is due is found out when its place is asked for, which spares reading the ledger for every report.
  private func freeIfOver() throws(FileError) {
    let sequences = run.sequences
    guard let active = sequences.roster.active(.lead(job.request.lead), on: job.channel), active.until > sequences.now,
      // As planned, nothing is due later than the last step.
      active.isMoved || job.step == active.steps,
      let holding = try sequences.holding(.lead(job.request.lead), on: job.channel),
      holding.sequence?.id == job.request
    else { return }
    if let until = holding.jobs.filter({ $0.id != job }).map(\.sendAt).max() {
      if until < active.until { sequences.move(holding, until: until) }
    } else {
      sequences.free(holding)
    }
  }

  // MARK: What is answered

  /// Lists the job if its status is another one now, and says so if it had ended before.
  ///
  /// - Parameter pending: the job, if it was to be sent until this report came.
  private mutating func tell(_ pending: PlannedJob?) throws(FileError) {
    let isChanged = pending == nil ? try changesEnded() : true
    if pending == nil {
      let effect =
        isChanged ? "it counts as \(report.outcome.status) now" : "the report was recorded and changes nothing"
      run.outcome.warnings.append("Job \(job) \(try ending()) before; \(effect).")
    }
    guard isChanged else { return }
    var told = pending
    if told == nil { told = try run.sequences.ended(job) }
    guard let told else { return }
    let reason: String? =
      switch report.outcome {
      case .sent: nil
      case .failed: report.error ?? "failed"
      case .bounced: "bounced"
      }
    run.outcome.changed.removeAll { $0.job == told.id }
    run.outcome.changed.insert(
      .init(job: told.id, sendAt: told.sendAt, status: report.outcome.status, reason: reason), at: 0)
  }

  /// As ``JobFold`` has it: sent wins over every other end, save that what was sent may bounce, or reach nobody by the word
  /// of the provider that took it.
  private func changesEnded() throws(FileError) -> Bool {
    let wasSent = try run.sequences.wasReported(job, .sent)
    let hasBounced = try run.sequences.wasReported(job, .bounced)
    if hasBounced { return false }
    switch report.outcome {
    case .sent: return !wasSent
    case .failed: return wasSent ? try isProvidersWord() : try isInDoubt()
    case .bounced: return wasSent
    }
  }

  /// Whether nobody knows yet what became of it.
  private func isInDoubt() throws(FileError) -> Bool {
    if try run.sequences.wasReported(job, .failed) { return false }
    return try run.sequences.planned.isUnknown(job)
  }

  private func isProvidersWord() throws(FileError) -> Bool {
    guard let provider = report.providerID else { return false }
    return try run.sequences.planned.job(sentAs: provider) == job
  }

  /// How the job had ended, as the rest of a sentence.
  private func ending() throws(FileError) -> String {
    for outcome in [CommandOrder.Report.Outcome.bounced, .sent, .failed]
    where try run.sequences.wasReported(job, outcome) {
      return "was reported as \(outcome.event.rawValue)"
    }
    if try run.sequences.planned.isUnknown(job) { return "was begun to be sent and nobody knew what became of it" }
    let notice = run.sequences.roster.notice(.lead(job.request.lead), on: job.channel)
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
