internal import Formats
internal import Leads
package import Outreach
package import Records
internal import Requests
package import Storage

/// What they answer.
extension Admission {
  /// A reply ends everything: from now on people talk. One that asks to be left alone is an opt-out, too.
  ///
  /// One that came from an address ends, on every channel, what is sent to the lead that has it. It keeps everybody from
  /// beginning anew for a while, whether or not anything was pending.
  package mutating func reply(
    _ channel: Channel?, _ at: Timestamp?, _ text: String?, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    let channel = channel ?? Self.onlyChannel(context.addressee)
    // Nobody has answered tomorrow yet.
    let said = at.map { min($0, now) }
    var outcome = CommandOutcome(channel: channel)
    let partners = try partners(of: context.addressee, context)
    let strangers = strangers(among: partners, context)
    let isOptOut = text.map(OptOutText.isOptOut) ?? false
    if isOptOut {
      outcome = try optOut(channel, "reply", said, context)
      outcome.warnings.append(
        "The text of the reply is an opt-out: nothing more is sent "
          + "\(channel.map { "on \($0.rawValue)" } ?? "on any channel") until an opt-in.")
    }
    for warning in strangers where !outcome.warnings.contains(warning) { outcome.warnings.append(warning) }
    let kept = text.map { CommandText.cut($0) }
    if let kept, kept.isCut { outcome.warnings.append(CommandText.wasCut("text")) }
    var ended: [ActiveSequence] = []
    for part in partners {
      let pending = try pending(nil, of: part, context)
      let spared = pending.filter { begins($0, after: said) }
      var event = event(.replied, context, at: said)
      (event.lead, event.to, event.channel, event.text) = (part.lead, part.addresses.first?.text, channel, kept?.text)
      event.isLate = !spared.isEmpty
      outcome.record(event)
      note(event.at, of: part)
      for holding in spared {
        outcome.warnings.append(
          "The reply of \(event.at.iso8601) is older than the \(holding.channel.rawValue) sequence of batch "
            + "\(holding.active.batch); it was recorded and does not end it.")
      }
      for holding in pending
      where !spared.contains(where: { $0.active == holding.active && $0.channel == holding.channel })
        && !ended.contains(where: { $0.sequence != nil && $0.sequence == holding.sequence })
      {
        ended.append(holding)
        guard event.isLate, holding.active.batch < batch, let id = holding.sequence?.id else { continue }
        var own = event
        (own.request, own.lead, own.channel, own.to, own.text) = (id, id.lead, holding.channel, nil, nil)
        own.isLate = false
        outcome.record(own)
      }
    }
    for holding in ended {
      try end(holding, .replied, context, &outcome)
      stop(holding, .reply, at: said)
    }
    return outcome
  }

  /// Whether a sequence was asked for only after the reply was written.
  private func begins(_ holding: ActiveSequence, after reply: Timestamp?) -> Bool {
    guard let reply else { return false }
    let begun = holding.active.batch.time
    // A name that runs ahead of the clock says nothing.
    return begun <= now && reply.seconds < begun.seconds
  }

  /// Whoever replied is not written to as if nothing had been, on any channel.
  private mutating func note(_ time: Timestamp, of partner: Addressee) {
    let stop = Roster.Notice.Stop(at: time, cause: .reply)
    for channel in Channel.allCases {
      for holder in partner.holders(on: channel) { roster.noteStop(stop, of: holder, on: channel) }
    }
  }

  /// Who may have answered: the lead that is named, and whoever has each address; the address alone where nobody knows.
  private func partners(of addressee: Addressee, _ context: CommandContext) throws(FileError) -> [Addressee] {
    var found: [Addressee] = []
    if let lead = addressee.lead { found.append(Addressee(lead: lead)) }
    for address in addressee.addresses {
      var leads: [LeadID] = []
      if let lead = try correspondent(at: address) { leads.append(lead) }
      for lead in context.correspondents[address.text] ?? [] where !leads.contains(lead) { leads.append(lead) }
      if leads.isEmpty { found.append(Addressee(addresses: [address])) }
      for lead in leads {
        if let known = found.firstIndex(where: { $0.lead == lead }) {
          found[known].addresses.append(address)
        } else {
          found.append(Addressee(lead: lead, addresses: [address]))
        }
      }
    }
    return found
  }

  /// What is said of those of whom nobody knows.
  private func strangers(among partners: [Addressee], _ context: CommandContext) -> [String] {
    partners.compactMap { partner in
      if let lead = partner.lead {
        return isStranger(lead, context) && partner.addresses.isEmpty ? Self.unknown(lead) : nil
      }
      guard let address = partner.addresses.first else { return nil }
      return
        "No lead is known at \(address.text): no request, row or lead book has given it; the reply was recorded all the same."
    }
  }
}
