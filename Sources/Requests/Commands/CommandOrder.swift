package import Outreach

/// What one command asks for, understood and checked, before anybody has looked what it changes.
package enum CommandOrder: Hashable, Sendable {
  /// Ends what is pending of the lead, on one channel or on both, or a single job.
  case cancel(channel: Channel?, job: JobID?, reason: String?)
  /// Moves the lead's pending jobs or a single one.
  case reschedule(job: JobID?, to: Move)
  case reply(channel: Channel?, at: Timestamp?, text: String?)
  case optOut(channel: Channel?, reason: String?, at: Timestamp?)
  case optIn(channel: Channel?, source: String, at: Timestamp)
  /// What another program's sender says of a job.
  case report(Report)
  /// Messages to an address come back, whichever they were: a list of a mail system's knows no jobs.
  case bounce(at: Timestamp?, error: String?, isSoft: Bool)
  /// How far a message that was sent has come.
  case receipt(Receipt)

  package struct Receipt: Hashable, Sendable {
    /// Else it was delivered.
    package var isRead: Bool
    package var job: JobID?
    /// What the channel's provider calls the message.
    package var providerID: String?
    package var at: Timestamp?
  }

  package enum Move: Hashable, Sendable {
    case to(Timestamp)
    case by(seconds: Int64)
  }

  package struct Report: Hashable, Sendable {
    package enum Outcome: String, Sendable { case sent, failed, bounced }

    package var outcome: Outcome
    package var job: JobID
    package var at: Timestamp?
    package var providerID: String?
    package var error: String?
    /// Of a bounce: whether the address may take the next message.
    package var isSoft = false
  }
}

/// A job's name taken apart: `139-whatsapp-2-20261123T101512.345678Z`, with the request's ordinal behind it if it has one.
package struct JobID: Hashable, Sendable, CustomStringConvertible {
  package var request: RequestID
  package var channel: Channel
  package var step: Int

  package var description: String { request.job(channel, step: step) }

  package init(request: RequestID, channel: Channel, step: Int) {
    self.request = request
    self.channel = channel
    self.step = step
  }

  /// Nil for anything that ``RequestID/job(_:step:)`` would not write.
  package init?(_ text: String) {
    // Lead ids hold dashes too, so the parts are counted from the end.
    var parts = text.split(separator: "-", omittingEmptySubsequences: false)
    var ordinal = 1
    if let last = parts.last, BatchID(last.utf8) == nil {
      guard let number = Int(last), number > 1 else { return nil }
      ordinal = number
      parts.removeLast()
    }
    guard parts.count >= 4, let batch = parts.popLast().flatMap({ BatchID($0.utf8) }),
      let step = parts.popLast().flatMap({ Int($0) }), (1...99).contains(step),
      let channel = parts.popLast().flatMap({ Channel(rawValue: String($0)) }),
      let lead = LeadID(parts.joined(separator: "-"))
    else { return nil }
    self.init(request: RequestID(lead: lead, batch: batch, ordinal: ordinal), channel: channel, step: step)
    guard description == text else { return nil }
  }
}
