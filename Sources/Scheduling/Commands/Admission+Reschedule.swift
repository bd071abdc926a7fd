internal import Outreach
package import Records
package import Requests
package import Storage

/// Moving what is pending to another time.
extension Admission {
  /// Moves one job, or all that is pending.
  package mutating func reschedule(
    _ job: JobID?, _ move: CommandOrder.Move, _ context: CommandContext
  ) throws(FileError) -> Result<CommandOutcome, Refusal> {
    var outcome = CommandOutcome(channel: job?.channel)
    if let job {
      guard let holding = try holding(.lead(job.request.lead), job.channel, context),
        let planned = holding.jobs.first(where: { $0.id == job })
      else { return .failure(Self.notPending(job)) }
      if let refusal = Self.elsewhere(planned, context.addressee) { return .failure(refusal) }
      if try isBeingSent(planned) {
        outcome.warnings.append(Self.isOnItsWay(job))
        return .success(outcome)
      }
      apply([planned], of: holding, move, context, &outcome)
      warnOfOrder(job, holding, &outcome)
      return .success(outcome)
    }
    let pending = try pending(nil, of: context.addressee, context).filter { !$0.jobs.isEmpty }
    guard !pending.isEmpty else { return .failure(nothingPending(nil, context.addressee)) }
    for holding in pending {
      var jobs: [PlannedJob] = []
      for job in holding.jobs {
        if try isBeingSent(job) { outcome.warnings.append(Self.isOnItsWay(job.id)) } else { jobs.append(job) }
      }
      apply(jobs, of: holding, move, context, &outcome)
    }
    return .success(outcome)
  }

  /// Whether somebody has begun to send it: its time is past changing.
  private func isBeingSent(_ job: PlannedJob) throws(FileError) -> Bool {
    job.id.request.batch < batch ? try planned.isBeingSent(job.id) : false
  }

  /// The first of the jobs moves, the others follow at their gaps; all stay in the sending window.
  private mutating func apply(
    _ jobs: [PlannedJob], of holding: ActiveSequence, _ move: CommandOrder.Move, _ context: CommandContext,
    _ outcome: inout CommandOutcome
  ) {
    guard let first = jobs.first else { return }
    let wanted =
      switch move {
      case .to(let time): time
      case .by(let seconds): first.sendAt.adding(seconds: seconds)
      }
    // Whole seconds, cut off: the one of the claim has begun.
    let now = Timestamp(seconds: now.seconds)
    if wanted < now {
      outcome.warnings.append("\(wanted.iso8601) is in the past; job \(first.id) goes out as soon as it may.")
    }
    let window = windows[holding.channel]
    var ends = Dictionary(uniqueKeysWithValues: holding.jobs.map { ($0.id, $0.sendAt) })
    var (before, after) = (first, max(wanted, now))
    for job in jobs {
      after = window.firstAllowed(notBefore: after.adding(seconds: gap(from: before, to: job)), zone: job.zone)
      before = job
      ends[job.id] = after
      if after != job.sendAt { record(job.moved(to: after), context, &outcome) }
    }
    guard let until = ends.values.max() else { return }
    if until > holding.active.until { prolongContact(holding, until: until) }
    self.move(holding, until: until, isMoved: true)
  }

  /// Seconds between two steps. What a step had to wait for its window is in the distance of the two and not in the gap:
  /// kept, it would grow with every move. Where sequences are planned otherwise by now, the distance is all there is.
  private func gap(from earlier: PlannedJob, to later: PlannedJob) -> Int64 {
    let distance = max(0, later.sendAt.seconds - earlier.sendAt.seconds)
    let steps = (earlier.id.step - 1, later.id.step - 1)
    guard sendAfterHours.indices.contains(steps.0), sendAfterHours.indices.contains(steps.1) else { return distance }
    return min(distance, max(0, Int64(sendAfterHours[steps.1] - sendAfterHours[steps.0]) * 3600))
  }

  /// The place itself knows only of its last sequence, and there may be others before the cool-down is over.
  private mutating func prolongContact(_ holding: ActiveSequence, until: Timestamp) {
    for holder in holding.holders {
      for objective in objectives() {
        let place = roster.place(holder, on: holding.channel, objective: objective)
        roster.prolongContact(at: place, of: holding.active.batch, until: until)
      }
    }
  }

  private mutating func record(_ job: PlannedJob, _ context: CommandContext, _ outcome: inout CommandOutcome) {
    touched.move(job)
    var event = event(.rescheduled, context)
    (event.lead, event.job, event.channel) = (job.id.request.lead, job.id, job.id.channel)
    event.moved = (job.sendAt, job.revision)
    outcome.record(event)
    outcome.moved.append(job)
    outcome.changed.append(.init(job: job.id, sendAt: job.sendAt, status: "pending", reason: "rescheduled"))
  }

  private func warnOfOrder(_ job: JobID, _ holding: ActiveSequence, _ outcome: inout CommandOutcome) {
    guard let time = outcome.moved.first?.sendAt else { return }
    for other in holding.jobs where other.id.step != job.step {
      if (other.id.step > job.step) != (other.sendAt > time) {
        outcome.warnings.append(
          "Step \(job.step) now goes out at \(time.iso8601), out of order with step \(other.id.step).")
      }
    }
  }
}
