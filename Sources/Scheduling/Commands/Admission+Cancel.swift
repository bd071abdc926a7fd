internal import Formats
package import Outreach
package import Records
package import Requests
package import Storage

/// Ending what is pending before it is sent.
extension Admission {
  /// Ends all that is pending, or all on one channel.
  package mutating func cancel(
    _ channel: Channel?, _ reason: String?, _ context: CommandContext
  ) throws(FileError) -> Result<CommandOutcome, Refusal> {
    let pending = try pending(channel, of: context.addressee, context)
    guard !pending.isEmpty else { return .failure(nothingPending(channel, context.addressee)) }
    var outcome = CommandOutcome(channel: channel)
    if pending.contains(where: { $0.active.batch < batch }) {
      var event = event(.cancelled, context)
      (event.cause, event.reason) = (.cancel, reason ?? Event.Cause.cancel.reason)
      outcome.record(event, about: context.addressee, channel)
    }
    for holding in pending {
      try end(holding, .cancel, reason: reason, context, &outcome)
      stop(holding, .cancel)
    }
    return .success(outcome)
  }

  /// Ends one job; the last of them ends its sequence.
  package mutating func cancel(
    _ job: JobID, _ reason: String?, _ context: CommandContext
  ) throws(FileError) -> Result<CommandOutcome, Refusal> {
    guard let holding = try holding(.lead(job.request.lead), job.channel, context),
      let ended = holding.jobs.first(where: { $0.id == job })
    else { return .failure(Self.notPending(job)) }
    if let refusal = Self.elsewhere(ended, context.addressee) { return .failure(refusal) }
    var outcome = CommandOutcome(channel: job.channel)
    var event = event(.cancelled, context)
    (event.lead, event.job, event.channel) = (job.request.lead, job, job.channel)
    (event.cause, event.reason) = (.cancel, reason ?? Event.Cause.cancel.reason)
    let rest = holding.jobs.filter { $0.id != job }
    // With its last job the whole sequence was ended, which a remade roster has to know.
    if rest.isEmpty { event.request = job.request }
    outcome.record(event)
    try list(ended, reason: reason ?? Event.Cause.cancel.reason, &outcome)
    touched.end(job)
    if let until = rest.map(\.sendAt).max() {
      move(holding, until: until)
    } else {
      free(holding.active, of: holding.holders, on: job.channel)
      stop(holding, .cancel)
    }
    return .success(outcome)
  }

  /// Why a command about all that is pending is refused.
  func nothingPending(_ channel: Channel?, _ addressee: Addressee) -> Refusal {
    let isUnheard = addressee.addresses.isEmpty && (addressee.lead.map(isUnheard) ?? false)
    return Refusal(
      .nothingPending,
      "\(addressee.description) has no pending jobs\(channel.map { " on \($0.rawValue)" } ?? "")"
        + "\(isUnheard ? " and was never written to" : ""); nothing was changed.")
  }

  /// Whoever names an address and a job that goes to another one has mixed something up.
  static func elsewhere(_ job: PlannedJob, _ addressee: Addressee) -> Refusal? {
    guard !addressee.addresses.isEmpty, !addressee.addresses.contains(where: { $0.text == job.to }) else { return nil }
    return Refusal([
      Problem(
        .invalidField,
        "Job \(job.id) goes to \(job.to), not to \(addressee.addresses.map(\.text).joined(separator: ", ")); "
          + "give the job or the address, and nothing was changed.",
        field: "job_id", value: .string(job.id.description))
    ])
  }

  /// Why a command about one job is refused.
  static func notPending(_ job: JobID) -> Refusal {
    Refusal(
      [
        Problem(
          .nothingPending, "Job \(job) is not pending: it has ended, or there never was one; nothing was changed.",
          field: "job_id", value: .string(job.description))
      ])
  }
}
