internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// How far a message has come that was sent: always written down, and nothing else.
struct ReceiptCommand {
  var run: CommandRun
  let receipt: CommandOrder.Receipt

  mutating func take() throws(FileError) {
    var job = receipt.job
    if job == nil, let provider = receipt.providerID { job = try run.sequences.planned.job(sentAs: provider) }
    run.outcome.channel = job?.channel
    var event = Event(receipt.isRead ? .read : .delivered, by: run.context.id, at: receipt.at)
    (event.lead, event.job, event.channel) = (job?.request.lead ?? run.addressee.lead, job, job?.channel)
    event.providerID = receipt.providerID
    guard let job else {
      run.outcome.warnings.append(
        "No message was sent as \(receipt.providerID ?? "") in the last \(PlannedSequences.receiptDays) days; "
          + "the receipt was recorded all the same.")
      return run.outcome.record(event, about: run.addressee, nil)
    }
    run.outcome.record(event)
    if try !run.sequences.isKnown(job) {
      run.outcome.warnings.append("There is no job \(job) in the calendar; the receipt was recorded all the same.")
    }
    if let lead = run.addressee.lead, lead != job.request.lead {
      run.outcome.warnings.append("Job \(job) is of lead \(job.request.lead), not of \(lead).")
    }
  }
}
