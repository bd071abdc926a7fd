internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// What they answer.
struct ReplyCommand {
  var run: CommandRun
  let channel: Channel?
  let at: Timestamp?
  let text: String?

  /// A reply ends everything: from now on people talk. One that asks to be left alone is an opt-out, too.
  ///
  /// One that came from an address ends, on every channel, what is sent to the lead that has it. It keeps everybody from
  /// beginning anew for a while, whether or not anything was pending.
  mutating func take() throws(FileError) {
    run.outcome.channel = channel
    // Nobody has answered tomorrow yet.
    let said = at.map { min($0, run.sequences.now) }
    let partners = try partners()
    let strangers = strangers(among: partners)
    if let text, OptOutText.isOptOut(text) { try optOut(at: said) }
    for warning in strangers { run.warn(warning) }
    let kept = text.map { CommandText.cut($0) }
    if let kept, kept.isCut { run.outcome.warnings.append(CommandText.wasCut("text")) }
    var ended: [ActiveSequence] = []
    for partner in partners {
      for holding in try record(partner, said, text: kept?.text, known: ended) { ended.append(holding) }
    }
    for holding in ended {
      try run.end(holding, .replied)
      run.sequences.stop(holding, .reply, at: said)
    }
  }

  private mutating func optOut(at said: Timestamp?) throws(FileError) {
    var consent = ConsentCommand(run: run, channel: channel)
    try consent.optOut(reason: "reply", at: said)
    run = consent.run
    run.outcome.warnings.append(
      "The text of the reply is an opt-out: nothing more is sent "
        + "\(channel.map { "on \($0.rawValue)" } ?? "on any channel") until an opt-in.")
  }

  /// Writes down that somebody has replied.
  ///
  /// - Returns: the sequences that it ends, beside the known ones.
  private mutating func record(
    _ partner: Addressee, _ said: Timestamp?, text: String?, known: [ActiveSequence]
  ) throws(FileError) -> [ActiveSequence] {
    let pending = try run.sequences.pending(of: partner, on: nil)
    let spared = pending.filter { begins($0, after: said) }
    var event = run.event(.replied, at: said)
    (event.lead, event.to, event.channel, event.text) = (partner.lead, partner.addresses.first?.text, channel, text)
    event.isLate = !spared.isEmpty
    run.outcome.record(event)
    noteStop(event.at, of: partner)
    for holding in spared {
      run.outcome.warnings.append(
        "The reply of \(event.at.iso8601) is older than the \(holding.channel.rawValue) sequence of batch "
          + "\(holding.active.batch); it was recorded and does not end it.")
    }
    let ended = pending.filter { holding in
      !spared.contains { $0.active == holding.active && $0.channel == holding.channel }
        && !known.contains { $0.sequence != nil && $0.sequence == holding.sequence }
    }
    for holding in ended where event.isLate && holding.active.batch < run.sequences.batch {
      guard let id = holding.sequence?.id else { continue }
      var own = event
      (own.request, own.lead, own.channel, own.to, own.text) = (id, id.lead, holding.channel, nil, nil)
      own.isLate = false
      run.outcome.record(own)
    }
    return ended
  }

  /// Whether a sequence was asked for only after the reply was written.
  private func begins(_ holding: ActiveSequence, after reply: Timestamp?) -> Bool {
    guard let reply else { return false }
    let begun = holding.active.batch.time
    // A name that runs ahead of the clock says nothing.
    return begun <= run.sequences.now && reply.seconds < begun.seconds
  }

  /// Whoever replied is not written to as if nothing had been, on any channel.
  private func noteStop(_ time: Timestamp, of partner: Addressee) {
    let stop = Roster.Notice.Stop(at: time, cause: .reply)
    for channel in Channel.allCases {
      for holder in partner.holders(on: channel) { run.sequences.roster.noteStop(stop, of: holder, on: channel) }
    }
  }

  /// Who may have answered: the lead that is named, and whoever has each address; the address alone where nobody knows.
  private func partners() throws(FileError) -> [Addressee] {
    var found: [Addressee] = []
    if let lead = run.addressee.lead { found.append(Addressee(lead: lead)) }
    for address in run.addressee.addresses {
      var leads: [LeadID] = []
      if let lead = try run.sequences.correspondent(at: address) { leads.append(lead) }
      for lead in run.context.correspondents[address.text] ?? [] where !leads.contains(lead) { leads.append(lead) }
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
  private func strangers(among partners: [Addressee]) -> [String] {
    partners.compactMap { partner in
      if let lead = partner.lead {
        return run.isStranger(lead) && partner.addresses.isEmpty ? CommandRun.unknown(lead) : nil
      }
      guard let address = partner.addresses.first else { return nil }
      return
        "No lead is known at \(address.text): no request, row or lead book has given it; the reply was recorded all the same."
    }
  }
}
