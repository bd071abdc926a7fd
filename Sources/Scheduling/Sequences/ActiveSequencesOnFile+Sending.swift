internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// How far the jobs of sequences have come.
extension ActiveSequencesOnFile {
  /// How far it has come with the job; of this batch nothing is sent yet.
  func progress(of job: JobID) throws(FileError) -> PlannedSequences.Progress {
    job.request.batch < batch ? try planned.progress(of: job) : .planned
  }

  /// Whether not one of its messages has gone out.
  func isUnsent(_ sequence: PlannedSequences.Sequence, steps: Int) throws(FileError) -> Bool {
    if touched.hasSent(sequence.id, on: sequence.channel) { return false }
    // One of this batch is in no calendar yet.
    if sequence.id.batch == batch { return true }
    return try !planned.wasSentInPart(sequence, steps: steps)
  }

  /// Whether a sender has said this of the job, in this batch or before it.
  func wasReported(_ job: JobID, _ outcome: CommandOrder.Report.Outcome) throws(FileError) -> Bool {
    if touched.wasReported(job, outcome) { return true }
    return try planned.wasReported(job, outcome)
  }

  /// The first step before a job that has ended without going out, and how: nothing behind it goes.
  func endedBefore(_ job: JobID) throws(FileError) -> (step: Int, how: String)? {
    for step in 1..<max(1, job.step) {
      let before = JobID(request: job.request, channel: job.channel, step: step)
      if try wasReported(before, .bounced) { return (step, "bounced") }
      if try wasReported(before, .sent) { continue }
      if try wasReported(before, .failed) { return (step, "failed") }
      if job.request.batch == batch { continue }
      if try planned.wasCancelled(before) { return (step, "was cancelled") }
      if try planned.isUnknown(before) { return (step, "may have gone out or not") }
    }
    return nil
  }

  /// Where the job was to go; nil if there is no such job in the calendar.
  func address(of job: JobID) throws(FileError) -> String? {
    let id = job.request
    if id.batch == batch { return drafted(id).first { $0.id == job }?.to }
    return id.batch < batch ? try planned.job(job)?.to : nil
  }

  /// The roster answers for the lead's last sequence; only an older one is looked up in the calendar.
  func isKnown(_ job: JobID) throws(FileError) -> Bool {
    let id = job.request
    if let last = roster.last(.lead(id.lead), on: job.channel), last.batch == id.batch, last.ordinal == id.ordinal {
      return job.step <= last.steps
    }
    return try address(of: job) != nil
  }

  /// A job that has ended, where it stood last.
  func ended(_ job: JobID) throws(FileError) -> PlannedJob? {
    if let moved = touched.move(of: job) { return moved }
    if job.request.batch == batch { return drafted(job.request).first { $0.id == job } }
    if let moved = try planned.movedJob(job) { return moved }
    return try planned.job(job)
  }
}
