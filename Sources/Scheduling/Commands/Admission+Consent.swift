package import Outreach
package import Records
internal import Requests
package import Storage

/// Opt-outs and opt-ins: who does not want to be written to, and who does again.
///
/// One by a lead holds for the lead and for every address that is known of it, so that another lead with the same address
/// is left alone as well. One by an address holds for the address, and so for every lead that has it.
extension Admission {
  /// Ends what is pending there, and keeps everybody from writing again.
  package mutating func optOut(
    _ channel: Channel?, _ reason: String?, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    let addressee = context.addressee
    var outcome = CommandOutcome(channel: channel)
    var event = Event(.optedOut, by: context.id)
    event.reason = reason
    if let lead = addressee.lead { outcome.record(event, about: Addressee(lead: lead), channel) }
    var (addressesKnown, isNews) = (0, false)
    for channel in addressee.channels(channel) {
      let addresses = try addresses(channel, context)
      addressesKnown += addresses.count
      for address in addresses {
        (event.to, event.channel) = (address, channel)
        outcome.record(event)
      }
      for holder in Self.holders(addressee.lead, addresses) {
        if let holding = try holding(holder, channel, context), holding.isPending {
          try end(holding, .optedOut, context, &outcome)
        }
        isNews = isNews || !(roster.notice(holder, on: channel)?.isOptedOut ?? false)
        roster.setOptedOut(true, holder, on: channel)
      }
    }
    if addressesKnown == 0, let lead = addressee.lead {
      outcome.warnings.append(
        "No address of lead \(lead) is known\(Self.on(channel)), so the opt-out holds for the lead only.")
    }
    if !isNews {
      outcome.warnings.append("\(addressee.description) had opted out before\(Self.on(channel)); that stays so.")
    }
    return outcome
  }

  /// Lifts an opt-out.
  package mutating func optIn(
    _ channel: Channel?, _ source: String, _ at: Timestamp, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    let addressee = context.addressee
    var outcome = CommandOutcome(channel: channel)
    var event = Event(.optedIn, by: context.id, at: at)
    event.source = source
    if let lead = addressee.lead { outcome.record(event, about: Addressee(lead: lead), channel) }
    var isNews = false
    for channel in addressee.channels(channel) {
      let addresses = try addresses(channel, context)
      for address in addresses {
        (event.to, event.channel) = (address, channel)
        outcome.record(event)
      }
      for holder in Self.holders(addressee.lead, addresses)
      where roster.notice(holder, on: channel)?.isOptedOut ?? false {
        isNews = true
        roster.setOptedOut(false, holder, on: channel)
      }
      if addressee.lead == nil { try warnOfLeads(addressee, channel, &outcome) }
    }
    if !isNews {
      outcome.warnings.append(
        "\(addressee.description) had not opted out\(Self.on(channel)); the consent was recorded.")
    }
    return outcome
  }

  /// A lead that was opted out by its id stays so when only its address opts in.
  private func warnOfLeads(
    _ addressee: Addressee, _ channel: Channel, _ outcome: inout CommandOutcome
  ) throws(FileError) {
    for address in addressee.addresses where address.channel == channel {
      guard let lead = try lead(at: address), roster.notice(.lead(lead), on: channel)?.isOptedOut ?? false else {
        continue
      }
      outcome.warnings.append(
        "Lead \(lead), who was written to at \(address.text), has opted out on \(channel.rawValue) as a lead; "
          + "an opt-in with \"lead_id\" lifts that.")
    }
  }

  private static func holders(_ lead: LeadID?, _ addresses: [String]) -> [Roster.Holder] {
    (lead.map { [.lead($0)] } ?? []) + addresses.map { .address($0) }
  }

  private static func on(_ channel: Channel?) -> String { channel.map { " on \($0.rawValue)" } ?? "" }

  /// Those that are named; of a lead also where it was last written to, and where the lead books say it can be.
  private func addresses(_ channel: Channel, _ context: CommandContext) throws(FileError) -> [String] {
    var found = context.addressee.addresses(on: channel)
    guard let lead = context.addressee.lead else { return found }
    let holder = Roster.Holder.lead(lead)
    var others: [String?] = []
    if let taken = taken[Roster.PlaceID(holder, on: channel)] {
      others.append(taken.to)
    } else if let last = roster.last(holder, on: channel) {
      if last.batch == batch {
        let id = RequestID(lead: lead, batch: batch, ordinal: last.ordinal)
        others.append(context.drafted(id).first { $0.id.channel == channel }?.to)
      } else {
        others.append(try planned.sequence(last, held: holder, on: channel)?.to)
      }
    }
    others.append(context.addresses[channel])
    for case let address? in others where !found.contains(address) { found.append(address) }
    return found
  }
}
