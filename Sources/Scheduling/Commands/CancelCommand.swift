internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Ends what is pending before it is sent.
struct CancelCommand {
  var run: CommandRun
  let reason: String?

  /// Ends all that is pending, or all on one channel.
  mutating func endAll(on channel: Channel?) throws(FileError) -> Refusal? {
    run.outcome.channel = channel
    let pending = try run.sequences.pending(of: run.addressee, on: channel)
    guard !pending.isEmpty else { return run.nothingPending(on: channel) }
    if pending.contains(where: { $0.active.batch < run.sequences.batch }) {
      run.outcome.record(event(), about: run.addressee, channel)
    }
    for holding in pending {
      try run.end(holding, .cancel, reason: reason)
      run.sequences.stop(holding, .cancel)
    }
    return nil
  }

  /// Ends one job; the last of them ends its sequence.
  mutating func end(_ job: JobID) throws(FileError) -> Refusal? {
    run.outcome.channel = job.channel
    guard let (holding, ended) = try run.sequences.pending(job) else { return job.isNotPending }
    if let refusal = run.elsewhere(ended) { return refusal }
    var event = event()
    (event.lead, event.job, event.channel) = (job.request.lead, job, job.channel)
    let rest = holding.jobs.filter { $0.id != job }
    // With its last job the whole sequence was ended, which a remade roster has to know.
    if rest.isEmpty { event.request = job.request }
    run.outcome.record(event)
    try run.list(ended, reason: reason ?? Event.Cause.cancel.reason)
    run.sequences.touched.end(job)
    if let until = rest.map(\.sendAt).max() {
      run.sequences.move(holding, until: until)
    } else {
      run.sequences.free(holding)
      run.sequences.stop(holding, .cancel)
    }
    return nil
  }

  private func event() -> Event {
    var event = run.event(.cancelled)
    (event.cause, event.reason) = (.cancel, reason ?? Event.Cause.cancel.reason)
    return event
  }
}

/// Why a command about pending jobs is refused.
extension CommandRun {
  func nothingPending(on channel: Channel?) -> Refusal {
    let isUnheard = addressee.addresses.isEmpty && (addressee.lead.map(sequences.isUnheard) ?? false)
    return Refusal(
      .nothingPending,
      "\(addressee.description) has no pending jobs\(channel.asPlace)"
        + "\(isUnheard ? " and was never written to" : ""); nothing was changed.")
  }

  /// Whoever names an address and a job that goes to another one has mixed something up.
  func elsewhere(_ job: PlannedJob) -> Refusal? {
    guard !addressee.addresses.isEmpty, !addressee.addresses.contains(where: { $0.text == job.to }) else { return nil }
    return Refusal([
      Problem(
        .invalidField,
        "Job \(job.id) goes to \(job.to), not to \(addressee.addresses.map(\.text).joined(separator: ", ")); "
          + "give the job or the address, and nothing was changed.",
        field: "job_id", value: .string(job.id.description))
    ])
  }
}

extension JobID {
  var isNotPending: Refusal {
    Refusal([
      Problem(
        .nothingPending, "Job \(self) is not pending: it has ended, or there never was one; nothing was changed.",
        field: "job_id", value: .string(description))
    ])
  }
}
