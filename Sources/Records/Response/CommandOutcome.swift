package import Outreach
package import Requests

/// What a command came to: what it changed, and what is to be written down about it.
package struct CommandOutcome {
  /// A job that the command ended or moved.
  package struct Change {
    package var job: JobID
    package var sendAt: Timestamp
    package var status: String
    package var reason: String?

    package init(job: JobID, sendAt: Timestamp, status: String, reason: String? = nil) {
      self.job = job
      self.sendAt = sendAt
      self.status = status
      self.reason = reason
    }
  }

  /// Whom it was about, with the lead that was found if only an address was named.
  package var addressee = Addressee()
  /// What was asked about; nil: every channel.
  package var channel: Channel?
  package var changed: [Change] = []
  package var warnings: [String] = []
  /// Lines for the ledger.
  package var events: [UInt8] = []
  /// Lines for the calendar.
  package var moved: [PlannedJob] = []

  package init(channel: Channel? = nil) { self.channel = channel }

  /// Adds a line to the ledger.
  package mutating func record(_ event: Event) { event.append(to: &events) }

  /// A line about the lead and one about each address: an event reaches one of them only.
  package mutating func record(_ event: Event, about addressee: Addressee, _ channel: Channel?) {
    var event = event
    if let lead = addressee.lead {
      (event.lead, event.channel) = (lead, channel)
      record(event)
    }
    event.lead = nil
    for address in addressee.addresses where channel == nil || channel == address.channel {
      (event.to, event.channel) = (address.text, address.channel)
      record(event)
    }
  }
}

/// What a batch's commands did to single jobs so far.
package struct TouchedJobs {
  /// What a request sends on one channel.
  private struct Part: Hashable {
    package var request: RequestID
    package var channel: Channel
  }

  private var ended: Set<JobID> = []
  private var sent: Set<Part> = []
  private var reported: [JobID: Set<CommandOrder.Report.Outcome>] = [:]
  private var moved: [JobID: PlannedJob] = [:]

  package init() {}

  /// It is pending no more.
  package mutating func end(_ job: JobID) { ended.insert(job) }
  /// A sender says what has become of it.
  package mutating func note(_ outcome: CommandOrder.Report.Outcome, of job: JobID) {
    ended.insert(job)
    reported[job, default: []].insert(outcome)
    if outcome == .sent { sent.insert(Part(request: job.request, channel: job.channel)) }
  }
  /// It is due at another time.
  package mutating func move(_ job: PlannedJob) { moved[job.id] = job }

  /// Whether it was ended in this batch.
  package func hasEnded(_ job: JobID) -> Bool { ended.contains(job) }
  /// Whether a job of the request was reported as sent on this channel.
  package func hasSent(_ request: RequestID, on channel: Channel) -> Bool {
    sent.contains(Part(request: request, channel: channel))
  }

  /// Whether a sender has said this of the job in this batch.
  package func wasReported(_ job: JobID, _ outcome: CommandOrder.Report.Outcome) -> Bool {
    reported[job]?.contains(outcome) ?? false
  }

  /// Where the job was moved to; nil if it was not in this batch.
  package func move(of job: JobID) -> PlannedJob? { moved[job] }

  /// The jobs as they stand by now.
  package func applied(to jobs: [PlannedJob]) -> [PlannedJob] {
    if ended.isEmpty, moved.isEmpty { return jobs }
    return jobs.compactMap { ended.contains($0.id) ? nil : moved[$0.id] ?? $0 }
  }
}
