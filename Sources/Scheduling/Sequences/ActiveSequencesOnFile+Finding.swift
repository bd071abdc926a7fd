package import Outreach
internal import Records
package import Requests
package import Storage

/// Which sequence holds a place, what it has still to send, and whose an address is.
extension ActiveSequencesOnFile {
  /// What holds a place on a channel, with the jobs that it has still to send; nil if it is free.
  func holding(_ holder: Roster.Holder, on channel: Channel) throws(FileError) -> ActiveSequence? {
    guard let active = roster.active(holder, on: channel) else { return nil }
    let sequence = try sequence(active, held: holder, on: channel)
    var jobs: [PlannedJob] = []
    if let sequence {
      jobs =
        active.batch == batch
        ? drafted(sequence.id).filter { $0.id.channel == channel } : try planned.pending(sequence, active)
    }
    return ActiveSequence(
      holder: holder, channel: channel, active: active, sequence: sequence, jobs: touched.applied(to: jobs))
  }

  /// The lead's sequence that a job is of, and the job, if it is still to be sent.
  func pending(_ job: JobID) throws(FileError) -> (holding: ActiveSequence, job: PlannedJob)? {
    guard let holding = try holding(.lead(job.request.lead), on: job.channel),
      let pending = holding.jobs.first(where: { $0.id == job })
    else { return nil }
    return (holding, pending)
  }

  /// The addressee's sequences that still have something to send, each once.
  ///
  /// - Parameter channel: nil: every one.
  func pending(of addressee: Addressee, on channel: Channel?) throws(FileError) -> [ActiveSequence] {
    var found: [ActiveSequence] = []
    for channel in channel.map({ [$0] }) ?? Channel.allCases {
      for holder in addressee.holders(on: channel) {
        guard let holding = try holding(holder, on: channel), holding.isPending,
          // A lead and its address are mostly held by the same sequence.
          !found.contains(where: { $0.sequence != nil && $0.sequence == holding.sequence })
        else { continue }
        found.append(holding)
      }
    }
    return found
  }

  /// The sequences that hold these places and still have something to send.
  func obstacles(at slots: [Roster.ContactSlot]) throws(FileError) -> [ActiveSequence] {
    var found: [ActiveSequence] = []
    for slot in slots {
      guard let active = roster.active(at: slot) else { continue }
      var sequence = taken[slot.id]
      if sequence == nil, active.until <= now, try planned.wasPruned(active) { continue }
      if sequence == nil { sequence = try earlierSequence(active, held: slot.holder, on: slot.channel) }
      // What was planned when the clock was ahead may be over long before it was due.
      if active.until <= now || active.batch.time > now {
        // A day whose jobs are not in the calendar any more is one on which all of them have ended.
        guard let sequence, try !planned.isOver(sequence, active: active, touched: touched) else { continue }
      }
      found.append(ActiveSequence(holder: slot.holder, channel: slot.channel, active: active, sequence: sequence))
    }
    return found
  }

  private func sequence(
    _ active: Roster.Active, held holder: Roster.Holder, on channel: Channel
  ) throws(FileError) -> PlannedSequences.Sequence? {
    if let taken = taken[roster.id(holder, on: channel)] { return taken }
    return try earlierSequence(active, held: holder, on: channel)
  }

  /// The sequence of an earlier batch that has a place.
  ///
  /// Several may have had an address one after the other in one batch: it is the one that has its lead's place, too.
  private func earlierSequence(
    _ active: Roster.Active, held holder: Roster.Holder, on channel: Channel
  ) throws(FileError) -> PlannedSequences.Sequence? {
    try planned.sequence(active, held: holder, on: channel) {
      roster.active(.lead($0.id.lead), on: channel) == active
    }
  }

  // MARK: Whose an address is

  /// The lead that is being written to at the address, or else was last; nil if nobody knows.
  func lead(at address: ContactAddress) throws(FileError) -> LeadID? {
    let (holder, channel) = (Roster.Holder.address(address.text), address.channel)
    if let sequence = taken.last(at: roster.id(holder, on: channel)) { return sequence.id.lead }
    if let active = roster.active(holder, on: channel) {
      return try earlierSequence(active, held: holder, on: channel)?.id.lead
    }
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

  /// Where the lead was last written to on a channel.
  func lastAddress(of lead: LeadID, on channel: Channel) throws(FileError) -> String? {
    let holder = Roster.Holder.lead(lead)
    if let taken = taken[roster.id(holder, on: channel)] { return taken.to }
    guard let last = roster.last(holder, on: channel) else { return nil }
    guard last.batch == batch else { return try planned.sequence(last, held: holder, on: channel)?.to }
    let id = RequestID(lead: lead, batch: batch, ordinal: last.ordinal)
    return drafted(id).first { $0.id.channel == channel }?.to
  }

  /// The addresses on a channel that the lead's last requests gave besides those that messages go to.
  func also(givenBy lead: LeadID, on channel: Channel) throws(FileError) -> [String] {
    var found: [String] = []
    for sending in Channel.allCases {
      if let given = taken.also(givenAt: roster.id(.lead(lead), on: sending)) {
        found += given
      } else if let last = roster.last(.lead(lead), on: sending), last.batch < batch {
        found += try planned.also(givenBy: lead, of: last, on: sending)
      }
    }
    return found.filter { ContactAddress.channel(of: $0) == channel }
  }

  /// Whether there was never a sequence for the lead, nor a word of it.
  func isUnheard(_ lead: LeadID) -> Bool {
    Channel.allCases.allSatisfy { channel in
      roster.last(.lead(lead), on: channel) == nil && roster.notice(.lead(lead), on: channel) == nil
    }
  }
}
