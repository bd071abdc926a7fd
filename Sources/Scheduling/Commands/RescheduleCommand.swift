internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Moves what is pending to another time.
struct RescheduleCommand {
  var run: CommandRun
  let move: CommandOrder.Move
  let windows: SendingWindows
  /// When steps follow the first one, as sequences are planned now.
  let sendAfterHours: [Int]

  mutating func move(_ job: JobID) throws(FileError) -> Refusal? {
    run.outcome.channel = job.channel
    guard let (holding, planned) = try run.sequences.pending(job) else { return job.isNotPending }
    if let refusal = run.elsewhere(planned) { return refusal }
    let isOnItsWay = try isOnItsWay(job)
    try move(isOnItsWay ? [] : [planned], onTheirWay: isOnItsWay ? [planned] : [], of: holding)
    warnOfOrder(job, in: holding)
    return nil
  }

  mutating func moveAll() throws(FileError) -> Refusal? {
    let pending = try run.sequences.pending(of: run.addressee, on: nil).filter { !$0.jobs.isEmpty }
    guard !pending.isEmpty else { return run.nothingPending(on: nil) }
    for holding in pending {
      var (jobs, onTheirWay): ([PlannedJob], [PlannedJob]) = ([], [])
      for job in holding.jobs { if try isOnItsWay(job.id) { onTheirWay.append(job) } else { jobs.append(job) } }
      try move(jobs, onTheirWay: onTheirWay, of: holding)
    }
    return nil
  }

  /// Whether it is past calling back, with a word about that.
  private mutating func isOnItsWay(_ job: JobID) throws(FileError) -> Bool {
    switch try run.sequences.progress(of: job) {
    case .planned: return false
    case .released:
      run.outcome.warnings.append(job.isReleased)
      return false
    case .onItsWay:
      run.outcome.warnings.append(
        "Job \(job) is being sent and cannot be called back; the new time counts if it did not go out and is tried again."
      )
      return true
    }
  }

  private func wanted(for job: PlannedJob) -> Timestamp {
    switch move {
    case .to(let time): time
    case .by(let seconds): job.sendAt.adding(seconds: seconds)
    }
  }

  /// The first of the jobs moves, the others follow at their gaps; all stay in the sending window.
  ///
  /// - Parameter onTheirWay: those that go at the new time only if they did not go out now; nothing waits for them.
  private mutating func move(
    _ jobs: [PlannedJob], onTheirWay: [PlannedJob], of holding: ActiveSequence
  ) throws(FileError) {
    guard let first = jobs.first ?? onTheirWay.first else { return }
    let wanted = wanted(for: first)
    // Whole seconds, cut off: the one of the claim has begun.
    let now = Timestamp(seconds: run.sequences.now.seconds)
    if let before = try run.sequences.endedBefore(first.id) {
      run.outcome.warnings.append(
        "Step \(before.step) of the sequence \(before.how): job \(first.id) does not go out unless somebody reports that one as "
          + "sent.")
    } else if wanted < now {
      run.outcome.warnings.append("\(wanted.iso8601) is in the past; job \(first.id) goes out as soon as it may.")
    }
    let window = windows[holding.channel]
    var ends = Dictionary(uniqueKeysWithValues: holding.jobs.map { ($0.id, $0.sendAt) })
    for job in onTheirWay {
      let time = window.firstAllowed(notBefore: max(self.wanted(for: job), now), zone: job.zone)
      ends[job.id] = time
      if time != job.sendAt { record(job.moved(to: time)) }
    }
    var (before, after) = (first, max(wanted, now))
    for job in jobs {
      after = window.firstAllowed(notBefore: after.adding(seconds: gap(from: before, to: job)), zone: job.zone)
      before = job
      ends[job.id] = after
      if after != job.sendAt { record(job.moved(to: after)) }
    }
    guard let until = ends.values.max() else { return }
    if until > holding.active.until { run.sequences.prolongContact(holding, until: until) }
    run.sequences.move(holding, until: until, isMoved: true)
  }

  /// Seconds between two steps. What a step had to wait for its window is in the distance of the two and not in the gap:
  /// kept, it would grow with every move. Where sequences are planned otherwise by now, the distance is all there is.
  private func gap(from earlier: PlannedJob, to later: PlannedJob) -> Int64 {
    let distance = max(0, later.sendAt.seconds - earlier.sendAt.seconds)
    let steps = (earlier.id.step - 1, later.id.step - 1)
    guard sendAfterHours.indices.contains(steps.0), sendAfterHours.indices.contains(steps.1) else { return distance }
    return min(distance, max(0, Int64(sendAfterHours[steps.1] - sendAfterHours[steps.0]) * 3600))
  }

  private mutating func record(_ job: PlannedJob) {
    run.sequences.touched.move(job)
    var event = run.event(.rescheduled)
    (event.lead, event.job, event.channel) = (job.id.request.lead, job.id, job.id.channel)
    event.moved = (job.sendAt, job.revision)
    run.outcome.record(event)
    run.outcome.moved.append(job)
    run.outcome.changed.append(.init(job: job.id, sendAt: job.sendAt, status: "pending", reason: "rescheduled"))
  }

  private mutating func warnOfOrder(_ job: JobID, in holding: ActiveSequence) {
    guard let time = run.outcome.moved.first?.sendAt else { return }
    for other in holding.jobs where other.id.step != job.step {
      if (other.id.step > job.step) != (other.sendAt > time) {
        run.outcome.warnings.append(
          "Step \(job.step) now goes out at \(time.iso8601), out of order with step \(other.id.step).")
      }
    }
  }
}
