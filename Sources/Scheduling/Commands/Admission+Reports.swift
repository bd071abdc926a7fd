internal import Formats
internal import Outreach
package import Records
package import Requests
package import Storage

/// What another program's sender says of a job. Always written down: what has gone out has gone out.
extension Admission {
  /// Records a report, and frees places that nothing is sent from any more.
  package mutating func note(_ report: CommandOrder.Report, _ context: CommandContext) throws(FileError)
    -> CommandOutcome
  {
    var outcome = CommandOutcome(channel: report.job.channel)
    let isKnown = try isKnown(report.job, context)
    let pending = isKnown ? try pending(report.job, context) : nil
    if !isKnown {
      outcome.warnings.append("There is no job \(report.job) in the calendar; the report was recorded all the same.")
    }
    var event = Event(report.outcome.event, by: context.id, at: report.at)
    (event.lead, event.job, event.channel) = (report.job.request.lead, report.job, report.job.channel)
    (event.providerID, event.error) = (report.providerID, report.error)
    let isBounce = report.outcome == .bounced
    // The address is closed by the line that names it, in a remade roster, too.
    if isBounce { event.to = try address(of: report.job, context) }
    if report.isSoft { event.bounceKind = "soft" }
    outcome.record(event)
    let wasBounced = report.isSoft ? try wasBounced(report.job) : false
    if let to = event.to, !wasBounced {
      roster.noteBounce(event.at, isHard: !report.isSoft, from: to, on: report.job.channel)
    }
    switch report.outcome {
    case .sent, .failed: try freeIfOver(report.job, context)
    case .bounced:
      // A full mailbox may take the next message.
      let isClosed = event.to.map { roster.closed($0, on: report.job.channel) != nil } ?? false
      if report.isSoft, !isClosed {
        try freeIfOver(report.job, context)
      } else {
        if let address = try address(of: report.job, context) {
          try endBounced(address, report.job.channel, context, &outcome)
        }
      }
    }
    if isKnown { try tell(report, pending, context, &outcome) }
    touched.note(report.outcome, of: report.job)
    return outcome
  }

  /// The roster answers for the lead's last sequence; only an older one is looked up in the calendar.
  private func isKnown(_ job: JobID, _ context: CommandContext) throws(FileError) -> Bool {
    let id = job.request
    if let last = roster.last(.lead(id.lead), on: job.channel), last.batch == id.batch, last.ordinal == id.ordinal {
      return job.step <= last.steps
    }
    return try address(of: job, context) != nil
  }

  /// Where the job was to go; nil if there is no such job in the calendar.
  package func address(of job: JobID, _ context: CommandContext) throws(FileError) -> String? {
    let id = job.request
    if id.batch == batch { return context.drafted(id).first { $0.id == job }?.to }
    return id.batch < batch ? try planned.job(job)?.to : nil
  }

  /// A sequence whose last jobs have ended before they were due need not hold its place until then. One that ends
  /// when it is due is found out when its place is asked for, which spares reading the ledger for every report.
  private mutating func freeIfOver(_ job: JobID, _ context: CommandContext) throws(FileError) {
    guard let active = roster.active(.lead(job.request.lead), on: job.channel), active.until > now,
      // As planned, nothing is due later than the last step.
      active.isMoved || job.step == active.steps,
      let holding = try holding(.lead(job.request.lead), job.channel, context), holding.sequence?.id == job.request
    else { return }
    if let until = holding.jobs.filter({ $0.id != job }).map(\.sendAt).max() {
      if until < active.until { move(holding, until: until) }
    } else {
      free(active, of: holding.holders, on: job.channel)
    }
  }

  /// Notes that messages to the addressee come back; a list of a mail system's knows the address and no job.
  mutating func bounce(
    _ at: Timestamp?, _ error: String?, isSoft: Bool, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    // Beside an e-mail address a phone says only who it is.
    let isEmail = context.addressee.addresses.contains { $0.channel == .email }
    var outcome = CommandOutcome(channel: isEmail ? .email : Self.onlyChannel(context.addressee))
    for address in context.addressee.addresses where !isEmail || address.channel == .email {
      var event = event(.bounced, context, at: at.map { min($0, now) })
      (event.lead, event.to, event.channel) = (context.addressee.lead, address.text, address.channel)
      event.error = error
      if isSoft { event.bounceKind = "soft" }
      outcome.record(event)
      roster.noteBounce(event.at, isHard: !isSoft, from: address.text, on: address.channel)
      guard roster.closed(address.text, on: address.channel) != nil else { continue }
      try endBounced(address.text, address.channel, context, &outcome)
    }
    return outcome
  }

  /// An address that does not take messages gets no more of them, whichever sequence they are of. What goes to another
  /// address of the lead by now is none of its business.
  private mutating func endBounced(
    _ address: String, _ channel: Channel, _ context: CommandContext, _ outcome: inout CommandOutcome
  ) throws(FileError) {
    guard let holding = try holding(.address(address), channel, context), holding.isPending else { return }
    if holding.active.batch < batch {
      var event = event(.cancelled, context)
      (event.lead, event.request) = (holding.sequence?.id.lead, holding.sequence?.id)
      if holding.sequence == nil { event.to = address }
      (event.channel, event.cause, event.reason) = (channel, .bounced, Event.Cause.bounced.reason)
      outcome.record(event)
    }
    try end(holding, .bounced, context, &outcome)
  }
}
