internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Why somebody is not contacted.
extension Admission {
  /// Nil if the place may be written to again; what is replaced unsent is no contact.
  func recentContact(
    _ proposal: Proposal, _ slot: Roster.ContactSlot, replacing obstacles: [ActiveSequence]
  ) throws(FileError) -> Problem? {
    guard let contact = sequences.roster.contact(at: slot) else { return nil }
    var until = contact.until
    if let replaced = obstacles.first(where: {
      $0.holder == slot.holder && $0.channel == slot.channel && $0.active.batch == contact.batch
    }),
      let sequence = replaced.sequence, try sequences.isUnsent(sequence, steps: replaced.active.steps)
    {
      guard let earlier = contact.earlier else { return nil }
      until = earlier
    } else if let last = sequences.roster.last(slot.holder, on: slot.channel), last.batch == contact.batch {
      // Rescheduling moves the end of a sequence, of which the place itself knows.
      until = max(until, last.until)
    }
    let again = endOfCooldown(from: min(until, sequences.now))
    guard sequences.now < again else { return nil }
    return Problem(
      .recentlyContacted,
      "\(describe(slot.holder)) had a sequence with the objective \"\(proposal.objective)\" that was planned until "
        + "\(until.day.iso8601); the next is accepted from \(again.day.iso8601) on (cooldown_days \(cooldownDays)), "
        + "or at once with \"on_contacted\":\"allow\".",
      field: "on_contacted", allowed: ["allow"])
  }

  private func endOfCooldown(from time: Timestamp) -> Timestamp { time.adding(seconds: Int64(cooldownDays) * 86_400) }

  /// Whoever answered or was let go of is not written to again as if nothing had been, whatever the objective.
  func recentStop(_ notice: Roster.Notice, _ slot: Roster.ContactSlot) -> Problem? {
    guard let stop = notice.stopped else { return nil }
    let again = endOfCooldown(from: stop.at)
    guard sequences.now < again else { return nil }
    return Problem(
      .recentlyContacted,
      (stop.cause == .reply
        ? "\(describe(slot.holder)) replied on "
        : "\(describe(slot.holder)) had a sequence that was ended by a cancel on ")
        + "\(stop.at.day.iso8601); the next is accepted from \(again.day.iso8601) on (cooldown_days \(cooldownDays)), "
        + "or at once with \"on_contacted\":\"allow\".",
      field: "on_contacted", allowed: ["allow"])
  }

  /// Whoever opted out stays so.
  func optedOut(_ slot: Roster.ContactSlot) -> Problem {
    let channel = slot.channel.rawValue
    return Problem(
      .optedOut,
      "\(describe(slot.holder)) has opted out of messages on \(channel); only an opt-in with its source lifts that.",
      field: "channel", value: .string(channel))
  }

  /// What came back once comes back again.
  func bounced(_ slot: Roster.ContactSlot, since day: Timestamp) -> Problem {
    let channel = slot.channel.rawValue
    return Problem(
      .channelUnreachable,
      "\(describe(slot.holder)) takes no messages on \(channel): they came back on \(day.day.iso8601); give another address, or lift it "
        + "with an opt-in.",
      field: "channel", value: .string(channel))
  }

  /// Somebody else's sequence has the place.
  func alreadyActive(_ obstacle: ActiveSequence) -> Problem {
    let who = obstacle.sequence.map { " (request \($0.id))" } ?? ""
    if obstacle.active.until <= sequences.now {
      return Problem(
        .alreadyActive,
        "\(describe(obstacle.holder)) has \(obstacle.channel.rawValue) jobs that should have gone out until "
          + "\(obstacle.active.until.iso8601)\(who) and are still pending; `jobs --overdue` tells why. Cancel them, or ask again with "
          + "\"on_active\":\"replace\".",
        field: "on_active", allowed: ["replace"])
    }
    return Problem(
      .alreadyActive,
      "\(describe(obstacle.holder)) has pending \(obstacle.channel.rawValue) jobs until "
        + "\(obstacle.active.until.iso8601)\(who); wait for them, cancel them, or ask again with \"on_active\":\"replace\".",
      field: "on_active", allowed: ["replace"])
  }

  /// The place for a sentence: "Lead 139".
  private func describe(_ holder: Roster.Holder) -> String {
    switch holder {
    case .lead(let id): "Lead \(id)"
    case .address(let text): "The address \(text)"
    }
  }
}
