package import Outreach
package import Records
internal import Requests
package import Storage

/// Sequences that are in another's way, and their end.
extension Admission {
  /// The sequences that hold these places and still have something to send.
  func obstacles(at places: [Roster.ContactSlot]) throws(FileError) -> [ActiveSequence] {
    var found: [ActiveSequence] = []
    for place in places {
      guard let active = roster.active(at: place) else { continue }
      var sequence = taken[place.id]
      if sequence == nil, active.until <= now, try planned.wasPruned(active) { continue }
      if sequence == nil { sequence = try earlierSequence(active, place.holder, place.channel) }
      // What was planned when the clock was ahead may be over long before it was due.
      if active.until <= now || active.batch.time > now {
        // A day whose jobs are not in the calendar any more is one on which all of them have ended.
        guard let sequence, try !planned.isOver(sequence, active, touched) else { continue }
      }
      found.append(
        ActiveSequence(holder: place.holder, channel: place.channel, active: active, sequence: sequence))
    }
    return found
  }

  /// The sequence of an earlier batch that has a place.
  ///
  /// Several may have had an address one after the other in one batch: it is the one that has its lead's place, too.
  func earlierSequence(
    _ active: Roster.Active, _ holder: Roster.Holder, _ channel: Channel
  ) throws(FileError) -> PlannedSequences.Sequence? {
    try planned.sequence(active, held: holder, on: channel) {
      roster.active(.lead($0.id.lead), on: channel) == active
    }
  }

  /// What is said of a replaced sequence's messages that somebody has begun to send.
  func onTheirWay(_ obstacle: ActiveSequence) throws(FileError) -> [String] {
    guard let sequence = obstacle.sequence, sequence.id.batch < batch else { return [] }
    var warnings: [String] = []
    for step in 1...max(1, obstacle.active.steps) {
      let job = JobID(request: sequence.id, channel: sequence.channel, step: step)
      if try planned.isBeingSent(job) { warnings.append(Self.isOnItsWay(job)) }
    }
    return warnings
  }

  /// Only its sender knows what becomes of it.
  static func isOnItsWay(_ job: JobID) -> String {
    "Job \(job) is being sent and cannot be called back; its sender's report will say whether it went out, and it is "
      + "not tried again."
  }

  /// Frees every place that the sequence holds, not only the one it was met at; what it has not sent is no contact.
  package mutating func clear(_ obstacle: ActiveSequence) throws(FileError) {
    let (channel, holders) = (obstacle.channel, obstacle.holders)
    free(obstacle.active, of: holders, on: channel)
    guard let sequence = obstacle.sequence, try isUnsent(sequence, steps: obstacle.active.steps) else { return }
    for holder in holders {
      for place in objectives().map({ roster.place(holder, on: channel, objective: $0) })
      where roster.contact(at: place)?.batch == sequence.id.batch {
        roster.forgetContact(at: place)
      }
    }
  }

  /// Frees these holders' places, as far as this sequence still holds them.
  package mutating func free(_ active: Roster.Active, of holders: [Roster.Holder], on channel: Channel) {
    for holder in holders where roster.active(holder, on: channel) == active {
      roster.end(holder, on: channel)
      taken.free(roster.id(holder, on: channel))
    }
  }

  /// Whether not one of its messages has gone out.
  func isUnsent(_ sequence: PlannedSequences.Sequence, steps: Int) throws(FileError) -> Bool {
    if touched.hasSent(sequence.id, on: sequence.channel) { return false }
    // One of this batch is in no calendar yet.
    if sequence.id.batch == batch { return true }
    return try !planned.wasSentInPart(sequence, steps: steps)
  }
}
