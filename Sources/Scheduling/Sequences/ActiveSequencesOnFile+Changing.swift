internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Taking, moving and freeing places.
extension ActiveSequencesOnFile {
  /// - Parameter isStranger: whether nobody of the proposal was ever heard of, so that nothing need be asked.
  func take(_ proposal: Proposal, as id: RequestID, isStranger: Bool = false) {
    for part in proposal.parts {
      let active = Roster.Active(batch: batch, ordinal: id.ordinal, steps: part.steps, until: part.until)
      let sequence = PlannedSequences.Sequence(id: id, channel: part.channel, to: part.to)
      for slot in part.places {
        roster.begin(active, at: slot, after: isStranger ? nil : roster.contact(at: slot))
      }
      taken.take(part.places, for: sequence, alsoAt: proposal.alsoAt)
      for address in proposal.alsoAt { roster.noteCorrespondent(active, at: address.text, on: address.channel) }
    }
  }

  /// Frees every place that the sequence holds, not only the one it was met at; what it has not sent is no contact.
  func clear(_ obstacle: ActiveSequence) throws(FileError) {
    free(obstacle)
    guard let sequence = obstacle.sequence, try isUnsent(sequence, steps: obstacle.active.steps) else { return }
    for holder in obstacle.holders {
      for slot in objectives().map({ roster.place(holder, on: obstacle.channel, objective: $0) })
      where roster.contact(at: slot)?.batch == sequence.id.batch {
        roster.forgetContact(at: slot)
      }
    }
  }

  /// Frees the places that it still holds.
  func free(_ sequence: ActiveSequence) {
    let channel = sequence.channel
    for holder in sequence.holders where roster.active(holder, on: channel) == sequence.active {
      roster.end(holder, on: channel)
      taken.free(roster.id(holder, on: channel))
    }
  }

  /// Notes that the sequence was stopped, and by what.
  func stop(_ sequence: ActiveSequence, _ cause: Roster.Notice.Stop.Cause, at time: Timestamp? = nil) {
    for holder in sequence.holders {
      roster.noteStop(.init(at: time ?? now, cause: cause), of: holder, on: sequence.channel)
    }
  }

  /// Notes when the last of a sequence's pending jobs is due by now.
  func move(_ sequence: ActiveSequence, until: Timestamp, isMoved: Bool = false) {
    var active = sequence.active
    active.until = until
    // A last day before the planned one hides the planned lines, so they are looked for everywhere.
    active.isMoved = active.isMoved || isMoved || until < sequence.active.until
    for holder in sequence.holders where roster.active(holder, on: sequence.channel) == sequence.active {
      roster.move(active, of: holder, on: sequence.channel)
    }
  }

  /// The place itself knows only of its last sequence, and there may be others before the cool-down is over.
  func prolongContact(_ sequence: ActiveSequence, until: Timestamp) {
    for holder in sequence.holders {
      for objective in objectives() {
        let slot = roster.place(holder, on: sequence.channel, objective: objective)
        roster.prolongContact(at: slot, of: sequence.active.batch, until: until)
      }
    }
  }
}
