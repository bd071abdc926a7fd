internal import Outreach
package import Records
package import Requests
package import Storage

/// How far a message has come that was sent: always written down, and nothing else.
extension Admission {
  package mutating func note(
    _ receipt: CommandOrder.Receipt, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    var job = receipt.job
    if job == nil, let provider = receipt.providerID { job = try planned.job(sentAs: provider) }
    var outcome = CommandOutcome(channel: job?.channel)
    var event = Event(receipt.isRead ? .read : .delivered, by: context.id, at: receipt.at)
    (event.lead, event.job, event.channel) = (job?.request.lead ?? context.addressee.lead, job, job?.channel)
    event.providerID = receipt.providerID
    guard let job else {
      outcome.warnings.append(
        "No message was sent as \(receipt.providerID ?? "") in the last \(PlannedSequences.receiptDays) days; "
          + "the receipt was recorded all the same.")
      outcome.record(event, about: context.addressee, nil)
      return outcome
    }
    outcome.record(event)
    if let lead = context.addressee.lead, lead != job.request.lead {
      outcome.warnings.append("Job \(job) is of lead \(job.request.lead), not of \(lead).")
    }
    return outcome
  }
}
