package import Outreach
package import Records
package import Requests
package import Storage

/// What is still to be sent, to whom, and its end.
extension Admission {
  /// What a holder's place on a channel is held by; nil if it is free.
  func holding(_ holder: Roster.Holder, _ channel: Channel, _ context: CommandContext) throws(FileError)
    -> ActiveSequence?
  {
    guard let active = roster.active(holder, on: channel) else { return nil }
    let sequence = try sequence(active, holder, channel)
    var jobs: [PlannedJob] = []
    if let sequence {
      jobs =
        active.batch == batch
        ? context.drafted(sequence.id).filter { $0.id.channel == channel } : try planned.pending(sequence, active)
    }
    return ActiveSequence(
      holder: holder, channel: channel, active: active, sequence: sequence, jobs: touched.applied(to: jobs))
  }

  /// The addressee's sequences that still have something to send, each once.
  package func pending(_ channel: Channel?, of addressee: Addressee, _ context: CommandContext) throws(FileError)
    -> [ActiveSequence]
  {
    var found: [ActiveSequence] = []
    for channel in Self.channels(channel) {
      for holder in addressee.holders(on: channel) {
        guard let holding = try holding(holder, channel, context), holding.isPending,
          // A lead and its address are mostly held by the same sequence.
          !found.contains(where: { $0.sequence != nil && $0.sequence == holding.sequence })
        else { continue }
        found.append(holding)
      }
    }
    return found
  }

  /// The lead that is being written to at the address, or else was last; nil if nobody knows.
  package func lead(at address: ContactAddress) throws(FileError) -> LeadID? {
    let (holder, channel) = (Roster.Holder.address(address.text), address.channel)
    let place = roster.id(holder, on: channel)
    if let sequence = taken.last(at: place) { return sequence.id.lead }
    if let active = roster.active(holder, on: channel) { return try earlierSequence(active, holder, channel)?.id.lead }
    guard let last = roster.last(holder, on: channel), last.batch < batch else { return nil }
    return try planned.sequence(last, held: holder, on: channel)?.id.lead
  }

  /// The lead at an address: who is or was written to there, or whose request gave it besides.
  package func correspondent(at address: ContactAddress) throws(FileError) -> LeadID? {
    if let lead = try lead(at: address) { return lead }
    guard let active = roster.correspondent(at: address.text, on: address.channel) else { return nil }
    if active.batch == batch { return taken.lead(answeringFrom: address) }
    return try planned.lead(answeringFrom: address, of: active)
  }

  private func sequence(
    _ active: Roster.Active, _ holder: Roster.Holder, _ channel: Channel
  ) throws(FileError) -> PlannedSequences.Sequence? {
    if let taken = taken[roster.id(holder, on: channel)] { return taken }
    return try earlierSequence(active, holder, channel)
  }

  /// The one that is named, or all.
  static func channels(_ channel: Channel?) -> [Channel] { channel.map { [$0] } ?? Channel.allCases }

  /// Frees the sequence's places and lists its jobs; what this batch itself planned gets a line of its own.
  ///
  /// - Parameter reason: in the words of whoever asked for it.
  package mutating func end(
    _ holding: ActiveSequence, _ cause: Event.Cause, reason: String? = nil, _ context: CommandContext,
    _ outcome: inout CommandOutcome
  ) throws(FileError) {
    let reason = reason ?? cause.reason
    free(holding.active, of: holding.holders, on: holding.channel)
    for job in holding.jobs { try list(job, reason: reason, &outcome) }
    guard let sequence = holding.sequence else {
      outcome.warnings.append(
        "The \(holding.channel.rawValue) jobs of batch \(holding.active.batch) are not in the calendar any more.")
      return
    }
    guard holding.active.batch == batch else { return }
    var event = event(.cancelled, context)
    (event.lead, event.request, event.channel) = (sequence.id.lead, sequence.id, holding.channel)
    (event.cause, event.reason) = (cause, reason)
    outcome.record(event)
  }

  /// Lists a job as ended, unless it is on its way already: then only its sender knows.
  package func list(_ job: PlannedJob, reason: String, _ outcome: inout CommandOutcome) throws(FileError) {
    if job.id.request.batch < batch, try planned.isBeingSent(job.id) {
      outcome.warnings.append(Self.isOnItsWay(job.id))
    } else {
      outcome.changed.append(.init(job: job.id, sendAt: job.sendAt, status: "cancelled", reason: reason))
    }
  }

  /// Notes that the sequence was stopped, and by what.
  mutating func stop(_ holding: ActiveSequence, _ cause: Roster.Notice.Stop.Cause, at time: Timestamp? = nil) {
    for holder in holding.holders {
      roster.noteStop(.init(at: time ?? now, cause: cause), of: holder, on: holding.channel)
    }
  }

  /// Notes when the last of a sequence's pending jobs is due by now.
  package mutating func move(_ holding: ActiveSequence, until: Timestamp, isMoved: Bool = false) {
    var active = holding.active
    active.until = until
    // A last day before the planned one hides the planned lines, so they are looked for everywhere.
    active.isMoved = active.isMoved || isMoved || until < holding.active.until
    for holder in holding.holders where roster.active(holder, on: holding.channel) == holding.active {
      roster.move(active, of: holder, on: holding.channel)
    }
  }
}
