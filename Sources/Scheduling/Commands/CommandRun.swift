internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// A command on its way: what it is decided with, and what it has come to so far.
struct CommandRun {
  let sequences: ActiveSequencesOnFile
  let context: CommandContext
  var outcome = CommandOutcome()

  var addressee: Addressee { context.addressee }

  /// What happened by the command, now or when it says; nobody has said or seen anything tomorrow yet.
  func event(_ kind: Event.Kind, at time: Timestamp? = nil) -> Event {
    Event(kind, by: context.id, at: time.map { min($0, sequences.now) } ?? sequences.now)
  }

  /// Whether nobody has ever heard of the lead: no sequence, no word of it, no lead book.
  func isStranger(_ lead: LeadID) -> Bool { context.addresses.isEmpty && sequences.isUnheard(lead) }

  mutating func warn(_ warning: String) {
    if !outcome.warnings.contains(warning) { outcome.warnings.append(warning) }
  }

  /// The same sentence from every command that is recorded all the same.
  static func unknown(_ lead: LeadID) -> String {
    "Lead \(lead) is in no lead book and was never written to; it was recorded all the same."
  }

  /// Frees the sequence's places and lists its jobs; what this batch itself planned gets a line of its own.
  ///
  /// - Parameter reason: in the words of whoever asked for it.
  mutating func end(
    _ holding: ActiveSequence, _ cause: Event.Cause, reason: String? = nil
  ) throws(FileError) {
    let reason = reason ?? cause.reason
    sequences.free(holding)
    for job in holding.jobs { try list(job, reason: reason) }
    guard let sequence = holding.sequence else {
      return outcome.warnings.append(
        "The \(holding.channel.rawValue) jobs of batch \(holding.active.batch) are not in the calendar any more.")
    }
    guard holding.active.batch == sequences.batch else { return }
    var event = event(.cancelled)
    (event.lead, event.request, event.channel) = (sequence.id.lead, sequence.id, holding.channel)
    (event.cause, event.reason) = (cause, reason)
    outcome.record(event)
  }

  /// Lists a job as ended, unless it is on its way already: then only its sender knows.
  mutating func list(_ job: PlannedJob, reason: String) throws(FileError) {
    switch try sequences.progress(of: job.id) {
    case .onItsWay: return outcome.warnings.append(job.id.isOnItsWay)
    case .released: outcome.warnings.append(job.id.isReleased)
    case .planned: break
    }
    outcome.changed.append(.init(job: job.id, sendAt: job.sendAt, status: "cancelled", reason: reason))
  }

  /// An address that does not take messages gets no more of them, whichever sequence they are of. What goes to another
  /// address of the lead by now is none of its business.
  mutating func endBounced(_ address: String, on channel: Channel) throws(FileError) {
    guard let holding = try sequences.holding(.address(address), on: channel), holding.isPending else { return }
    if holding.active.batch < sequences.batch {
      var event = event(.cancelled)
      (event.lead, event.request) = (holding.sequence?.id.lead, holding.sequence?.id)
      if holding.sequence == nil { event.to = address }
      (event.channel, event.cause, event.reason) = (channel, .bounced, Event.Cause.bounced.reason)
      outcome.record(event)
    }
    try end(holding, .bounced)
  }
}

extension Channel? {
  /// The end of a sentence: " on email"; nothing for every channel.
  var asPlace: String { map { " on \($0.rawValue)" } ?? "" }
}

extension Addressee {
  /// The channel of an addressee that is nothing but addresses of one channel; else nil.
  var onlyChannel: Channel? {
    guard lead == nil else { return nil }
    let channels = Set(addresses.map(\.channel))
    return channels.count == 1 ? channels.first : nil
  }
}
