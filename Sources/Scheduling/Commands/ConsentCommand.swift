internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Opt-outs and opt-ins: who does not want to be written to, and who does again.
///
/// One by a lead holds for the lead and for every address that is known of it, so that another lead with the same address
/// is left alone as well. One by an address holds for the address, and so for every lead that has it. The later word counts.
struct ConsentCommand {
  var run: CommandRun
  /// The one that was named; nil: every one.
  let channel: Channel?
  /// Whom the word is about.
  private var addressee: Addressee

  init(run: CommandRun, channel: Channel?) {
    self.run = run
    self.channel = channel
    addressee = run.addressee
    self.run.outcome.channel = channel
  }

  /// Ends what is pending there, and keeps everybody from writing again.
  mutating func optOut(reason: String?, at: Timestamp?) throws(FileError) {
    let isStranger = addressee.lead.map(run.isStranger) ?? false
    var word = run.event(.optedOut, at: at)
    word.reason = reason
    var said = try say(word, isOptedOut: true, on: addressee.channels(channel), named: channel)
    if addressee.lead == nil { try optOutThoseAnswering(word, &said) }
    if let lead = addressee.lead, said.addresses == 0 {
      if isStranger { run.outcome.warnings.append(CommandRun.unknown(lead)) }
      run.outcome.warnings.append(
        "No address of lead \(lead) is known\(channel.asPlace), so the opt-out holds for the lead only.")
    }
    if let newer = said.newer {
      run.outcome.warnings.append(
        "The opt-out of \(word.at.iso8601) is older than the opt-in of \(newer.iso8601); it was recorded and changes nothing "
          + "where that one counts.")
    } else if !said.isNews {
      run.outcome.warnings.append("\(addressee.description) had opted out before\(channel.asPlace); that stays so.")
    }
  }

  /// Whoever says no from an address that no messages go to, but that a lead gave besides, means those that go to the others.
  private mutating func optOutThoseAnswering(_ word: Event, _ said: inout Said) throws(FileError) {
    let whole = addressee
    defer { addressee = whole }
    for address in whole.addresses {
      guard try run.sequences.lead(at: address) == nil, let lead = try run.sequences.correspondent(at: address) else {
        continue
      }
      addressee = Addressee(lead: lead)
      let more = try say(word, isOptedOut: true, on: [address.channel], named: address.channel)
      said.isNews = said.isNews || more.isNews
    }
  }

  /// Lifts an opt-out.
  mutating func optIn(source: String, at: Timestamp) throws(FileError) {
    let isStranger = addressee.lead.map(run.isStranger) ?? false
    var word = run.event(.optedIn, at: at)
    word.source = source
    let closed = try closedAddresses()
    let said = try say(word, isOptedOut: false, on: addressee.channels(channel), named: channel)
    if let lead = addressee.lead, isStranger { run.outcome.warnings.append(CommandRun.unknown(lead)) }
    if addressee.lead == nil {
      for channel in addressee.channels(channel) { try warnOfLeads(on: channel) }
    }
    if let newer = said.newer {
      run.outcome.warnings.append(
        "The opt-out of \(newer.iso8601) is newer than the opt-in of \(word.at.iso8601), or of the same second; the consent was "
          + "recorded and does not lift it.")
    } else if !said.isNews, closed.isEmpty {
      run.outcome.warnings.append(
        "\(addressee.description) had not opted out\(channel.asPlace); the consent was recorded.")
    }
    let stillClosed = try closedAddresses()
    for (address, day) in closed.sorted(by: { $0.key < $1.key }) {
      run.outcome.warnings.append(
        stillClosed[address] == nil
          ? "Messages to \(address) came back on \(day.day.iso8601); the opt-in lifts that."
          : "Messages to \(address) came back on \(day.day.iso8601), after the opt-in of \(word.at.iso8601), which does not lift that."
      )
    }
  }

  /// Addresses that take no messages, since they came back, and when they did.
  private func closedAddresses() throws(FileError) -> [String: Timestamp] {
    var found: [String: Timestamp] = [:]
    for channel in addressee.channels(channel) {
      for address in try addresses(on: channel) {
        found[address] = run.sequences.roster.closed(address, on: channel)
      }
    }
    return found
  }

  /// What is known already is not written down again.
  ///
  /// - Parameter place: the file that states it, and the row's number in it.
  mutating func state(_ refusal: StatedRefusal, in place: (file: String, row: Int?)) throws(FileError) {
    var word = run.event(.optedOut, at: refusal.at)
    word.reason = refusal.reason
    word.stated = place
    for channel in Channel.allCases where refusal.channels.contains(channel) {
      if holders(at: try addresses(on: channel)).allSatisfy({ notice($0, on: channel)?.isOptedOut ?? false }) {
        continue
      }
      _ = try say(word, isOptedOut: true, on: [channel], named: channel)
    }
  }

  /// What came of a word about being written to.
  private struct Said {
    /// How many addresses it is about.
    var addresses = 0
    var isNews = false
    /// When the latest of the words was said that contradict it and count.
    var newer: Timestamp?
    /// Where they do.
    var late: Set<Roster.PlaceID> = []
  }

  /// - Parameter named: the channel for the lead's line in the ledger; nil: every one.
  private mutating func say(
    _ word: Event, isOptedOut: Bool, on channels: [Channel], named: Channel?
  ) throws(FileError) -> Said {
    var said = Said()
    var found: [(channel: Channel, addresses: [String])] = []
    for channel in channels {
      let addresses = try addresses(on: channel)
      said.addresses += addresses.count
      found.append((channel, addresses))
      for holder in holders(at: addresses) { note(word, isOptedOut: isOptedOut, of: holder, on: channel, &said) }
    }
    recordLead(word, on: channels, named: named, late: said.late)
    for (channel, addresses) in found {
      var event = word
      event.channel = channel
      for address in addresses {
        event.to = address
        event.isLate = said.late.contains(run.sequences.roster.id(.address(address), on: channel))
        run.outcome.record(event)
      }
      guard isOptedOut else { continue }
      for holder in holders(at: addresses) where !said.late.contains(run.sequences.roster.id(holder, on: channel)) {
        if let holding = try run.sequences.holding(holder, on: channel), holding.isPending {
          try run.end(holding, .optedOut)
        }
      }
    }
    return said
  }

  private func note(
    _ word: Event, isOptedOut: Bool, of holder: Roster.Holder, on channel: Channel, _ said: inout Said
  ) {
    let consent = Roster.Notice.Consent(isOptedOut: isOptedOut, at: word.at)
    let before = notice(holder, on: channel)?.consent
    run.sequences.roster.noteConsent(consent, of: holder, on: channel)
    let counts = notice(holder, on: channel)?.consent ?? consent
    if counts.isOptedOut != isOptedOut {
      said.late.insert(run.sequences.roster.id(holder, on: channel))
      said.newer = max(said.newer ?? counts.at, counts.at)
    } else if (before?.isOptedOut ?? false) != isOptedOut {
      said.isNews = true
    }
  }

  /// The line about the lead: one for all channels, unless the word counts on some of them only.
  private mutating func recordLead(
    _ word: Event, on channels: [Channel], named: Channel?, late: Set<Roster.PlaceID>
  ) {
    guard let lead = addressee.lead else { return }
    var event = word
    event.lead = lead
    let lateness = channels.map { late.contains(run.sequences.roster.id(.lead(lead), on: $0)) }
    if Set(lateness).count < 2 {
      (event.channel, event.isLate) = (named, lateness.first ?? false)
      return run.outcome.record(event)
    }
    for (channel, isLate) in zip(channels, lateness) {
      (event.channel, event.isLate) = (channel, isLate)
      run.outcome.record(event)
    }
  }

  /// A lead that was opted out by its id stays so when only its address opts in.
  private mutating func warnOfLeads(on channel: Channel) throws(FileError) {
    for address in addressee.addresses where address.channel == channel {
      guard let lead = try run.sequences.lead(at: address), notice(.lead(lead), on: channel)?.isOptedOut ?? false
      else { continue }
      run.outcome.warnings.append(
        "Lead \(lead), who was written to at \(address.text), has opted out on \(channel.rawValue) as a lead; "
          + "an opt-in with \"lead_id\" lifts that.")
    }
  }

  private func notice(_ holder: Roster.Holder, on channel: Channel) -> Roster.Notice? {
    run.sequences.roster.notice(holder, on: channel)
  }

  private func holders(at addresses: [String]) -> [Roster.Holder] {
    (addressee.lead.map { [.lead($0)] } ?? []) + addresses.map { .address($0) }
  }

  /// Those that are named; of a lead also where it was last written to, what its requests gave besides, and where the
  /// lead books say it can be.
  private func addresses(on channel: Channel) throws(FileError) -> [String] {
    var found = addressee.addresses(on: channel)
    guard let lead = addressee.lead else { return found }
    let book = lead == run.addressee.lead ? run.context.addresses[channel] : nil
    let known =
      [try run.sequences.lastAddress(of: lead, on: channel), book]
      + (try run.sequences.also(givenBy: lead, on: channel))
    for case let address? in known where !found.contains(address) { found.append(address) }
    return found
  }
}
