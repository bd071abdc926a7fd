internal import Formats
internal import Leads
package import Outreach
package import Records
package import Requests
package import Storage

/// Opt-outs and opt-ins: who does not want to be written to, and who does again.
///
/// One by a lead holds for the lead and for every address that is known of it, so that another lead with the same address
/// is left alone as well. One by an address holds for the address, and so for every lead that has it. The later word counts.
extension Admission {
  /// Ends what is pending there, and keeps everybody from writing again.
  package mutating func optOut(
    _ channel: Channel?, _ reason: String?, _ at: Timestamp?, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    let addressee = context.addressee
    var outcome = CommandOutcome(channel: channel)
    let isStranger = addressee.lead.map { self.isStranger($0, context) } ?? false
    // Nobody has said anything tomorrow yet.
    var event = event(.optedOut, context, at: at.map { min($0, now) })
    event.reason = reason
    let said = try say(event, isOptedOut: true, addressee.channels(channel), channel, context, &outcome)
    if let lead = addressee.lead, said.addresses == 0 {
      if isStranger { outcome.warnings.append(Self.unknown(lead)) }
      outcome.warnings.append(
        "No address of lead \(lead) is known\(Self.on(channel)), so the opt-out holds for the lead only.")
    }
    if let newer = said.newer {
      outcome.warnings.append(
        "The opt-out of \(event.at.iso8601) is older than the opt-in of \(newer.iso8601); it was recorded and changes nothing "
          + "where that one counts.")
    } else if !said.isNews {
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
    let isStranger = addressee.lead.map { self.isStranger($0, context) } ?? false
    var event = event(.optedIn, context, at: min(at, now))
    event.source = source
    let said = try say(event, isOptedOut: false, addressee.channels(channel), channel, context, &outcome)
    if let lead = addressee.lead, isStranger { outcome.warnings.append(Self.unknown(lead)) }
    if addressee.lead == nil {
      for channel in addressee.channels(channel) { try warnOfLeads(addressee, channel, &outcome) }
    }
    if let newer = said.newer {
      outcome.warnings.append(
        "The opt-out of \(newer.iso8601) is newer than the opt-in of \(event.at.iso8601), or of the same second; the consent was "
          + "recorded and does not lift it.")
    } else if !said.isNews {
      outcome.warnings.append(
        "\(addressee.description) had not opted out\(Self.on(channel)); the consent was recorded.")
    }
    return outcome
  }

  /// A refusal that a request, a row or a lead book states opts its addresses out as the command would. What is known
  /// already is not written down again.
  package mutating func state(
    _ refusal: StatedRefusal, file: String, row: Int?, _ id: CommandID,
    drafted: @escaping (RequestID) -> [PlannedJob]
  ) throws(FileError) -> CommandOutcome {
    let context = CommandContext(
      id: id, addressee: Addressee(lead: refusal.lead, addresses: refusal.addresses), drafted: drafted)
    var outcome = CommandOutcome()
    var event = event(.optedOut, context, at: refusal.at.map { min($0, now) })
    event.reason = refusal.reason
    event.stated = (file, row)
    for channel in Channel.allCases where refusal.channels.contains(channel) {
      let holders = Self.holders(refusal.lead, try addresses(channel, context))
      if holders.allSatisfy({ roster.notice($0, on: channel)?.isOptedOut ?? false }) { continue }
      _ = try say(event, isOptedOut: true, [channel], channel, context, &outcome)
    }
    return outcome
  }

  /// What came of a word about being written to.
  private struct Said {
    /// How many addresses it is about.
    var addresses = 0
    var isNews = false
    /// When the latest of the words was said that contradict it and count.
    var newer: Timestamp?
  }

  /// - Parameter named: the channel that was named; nil: every one.
  private mutating func say(
    _ word: Event, isOptedOut: Bool, _ channels: [Channel], _ named: Channel?, _ context: CommandContext,
    _ outcome: inout CommandOutcome
  ) throws(FileError) -> Said {
    let consent = Roster.Notice.Consent(isOptedOut: isOptedOut, at: word.at)
    let lead = context.addressee.lead
    var said = Said()
    var late: Set<Roster.PlaceID> = []
    var found: [(channel: Channel, addresses: [String])] = []
    for channel in channels {
      let addresses = try addresses(channel, context)
      said.addresses += addresses.count
      found.append((channel, addresses))
      for holder in Self.holders(lead, addresses) {
        let before = roster.notice(holder, on: channel)?.consent
        roster.noteConsent(consent, of: holder, on: channel)
        let counts = roster.notice(holder, on: channel)?.consent ?? consent
        if counts.isOptedOut != isOptedOut {
          late.insert(roster.id(holder, on: channel))
          said.newer = max(said.newer ?? counts.at, counts.at)
        } else if (before?.isOptedOut ?? false) != isOptedOut {
          said.isNews = true
        }
      }
    }
    record(word, lead, channels, named, late, &outcome)
    for (channel, addresses) in found {
      var event = word
      event.channel = channel
      for address in addresses {
        event.to = address
        event.isLate = late.contains(roster.id(.address(address), on: channel))
        outcome.record(event)
      }
      guard isOptedOut else { continue }
      for holder in Self.holders(lead, addresses) where !late.contains(roster.id(holder, on: channel)) {
        if let holding = try holding(holder, channel, context), holding.isPending {
          try end(holding, .optedOut, context, &outcome)
        }
      }
    }
    return said
  }

  /// The line about the lead: one for all channels, unless the word counts on some of them only.
  private func record(
    _ word: Event, _ lead: LeadID?, _ channels: [Channel], _ named: Channel?, _ late: Set<Roster.PlaceID>,
    _ outcome: inout CommandOutcome
  ) {
    guard let lead else { return }
    var event = word
    event.lead = lead
    let lateness = channels.map { late.contains(roster.id(.lead(lead), on: $0)) }
    if Set(lateness).count < 2 {
      (event.channel, event.isLate) = (named, lateness.first ?? false)
      return outcome.record(event)
    }
    for (channel, isLate) in zip(channels, lateness) {
      (event.channel, event.isLate) = (channel, isLate)
      outcome.record(event)
    }
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
    if let taken = taken[roster.id(holder, on: channel)] {
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
