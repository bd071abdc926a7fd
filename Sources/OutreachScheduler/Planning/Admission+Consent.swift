internal import Outreach

/// Opt-outs and opt-ins: who does not want to be written to, and who does again.
extension Admission {
  /// Holds for the lead and for every address that is known of it, so that another lead with the same address is left
  /// alone as well.
  mutating func optOut(
    _ channel: Channel?, _ reason: String?, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    let lead = context.id.lead
    var outcome = CommandOutcome(channel: channel)
    var event = CommandEvent(.optedOut, by: context.id)
    (event.lead, event.channel, event.reason) = (lead, channel, reason)
    outcome.record(event)
    var addressesKnown = 0
    for channel in Self.channels(channel) {
      let addresses = try addresses(channel, context)
      addressesKnown += addresses.count
      for address in addresses {
        var event = CommandEvent(.optedOut, by: context.id)
        (event.to, event.channel, event.reason) = (address, channel, reason)
        outcome.record(event)
      }
      for holder in [.lead(lead)] + addresses.map({ Roster.Holder.address($0) }) {
        if let holding = try holding(holder, channel, context), holding.isPending {
          end(holding, reason: "opted_out", context, &outcome)
        }
        roster.setOptedOut(true, holder, on: channel)
      }
    }
    if addressesKnown == 0 {
      outcome.warnings.append(
        "No address of lead \(lead) is known\(channel.map { " on \($0.rawValue)" } ?? ""), so the opt-out holds for the lead only."
      )
    }
    return outcome
  }

  mutating func optIn(
    _ channel: Channel?, _ source: String, _ at: Timestamp, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    let lead = context.id.lead
    var outcome = CommandOutcome(channel: channel)
    var event = CommandEvent(.optedIn, by: context.id, at: at)
    (event.lead, event.channel, event.source) = (lead, channel, source)
    outcome.record(event)
    var lifted = 0
    for channel in Self.channels(channel) {
      let addresses = try addresses(channel, context)
      for address in addresses {
        var event = CommandEvent(.optedIn, by: context.id, at: at)
        (event.to, event.channel, event.source) = (address, channel, source)
        outcome.record(event)
      }
      for holder in [.lead(lead)] + addresses.map({ Roster.Holder.address($0) })
      where roster.notice(holder, on: channel)?.isOptedOut ?? false {
        lifted += 1
        roster.setOptedOut(false, holder, on: channel)
      }
    }
    if lifted == 0 {
      outcome.warnings.append(
        "Lead \(lead) had not opted out\(channel.map { " on \($0.rawValue)" } ?? ""); the consent was recorded.")
    }
    return outcome
  }

  /// Where the lead was last written to on a channel, and where the lead books say it can be.
  private func addresses(_ channel: Channel, _ context: CommandContext) throws(FileError) -> [String] {
    let holder = Roster.Holder.lead(context.id.lead)
    var found: [String] = []
    if let taken = taken[Roster.PlaceID(holder, on: channel)] {
      found.append(taken.to)
    } else if let last = roster.last(holder, on: channel) {
      if last.batch == batch {
        let id = RequestID(lead: context.id.lead, batch: batch, ordinal: last.ordinal)
        found += context.drafted(id).first { $0.id.channel == channel }.map { [$0.to] } ?? []
      } else if let sequence = try planned.sequence(last, held: holder, on: channel) {
        found.append(sequence.to)
      }
    }
    if let inBook = context.addresses[channel], !found.contains(inBook) { found.append(inBook) }
    return found
  }
}
