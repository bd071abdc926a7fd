package import Outreach
package import Records
internal import Requests
package import Storage

/// What they answer.
extension Admission {
  /// A reply ends everything: from now on people talk. One that asks to be left alone is an opt-out, too.
  ///
  /// One that came from an address ends, on every channel, what is sent to the lead that is written to there.
  package mutating func reply(
    _ channel: Channel?, _ at: Timestamp?, _ text: String?, _ context: CommandContext
  ) throws(FileError) -> CommandOutcome {
    let channel = channel ?? Self.onlyChannel(context.addressee)
    var outcome = CommandOutcome(channel: channel)
    if let text, OptOutText.isOptOut(text) {
      outcome = try optOut(channel, "reply", context)
      outcome.warnings.append(
        "The text of the reply is an opt-out: nothing more is sent "
          + "\(channel.map { "on \($0.rawValue)" } ?? "on any channel") until an opt-in.")
    }
    var ended: [Holding] = []
    for part in try partners(of: context.addressee) {
      var event = Event(.replied, by: context.id, at: at)
      (event.lead, event.to, event.channel, event.text) = (part.lead, part.addresses.first?.text, channel, text)
      outcome.record(event)
      for holding in try pending(nil, of: part, context)
      where !ended.contains(where: { $0.sequence != nil && $0.sequence == holding.sequence }) { ended.append(holding) }
    }
    for holding in ended {
      try end(holding, .replied, context, &outcome)
      stop(holding, .reply)
    }
    return outcome
  }

  /// Who may have answered: the lead that is named, and whoever is written to at each address; the address alone where
  /// nobody knows.
  private func partners(of addressee: Addressee) throws(FileError) -> [Addressee] {
    var found: [Addressee] = []
    if let lead = addressee.lead { found.append(Addressee(lead: lead)) }
    for address in addressee.addresses {
      let lead = try lead(at: address)
      if let lead, let known = found.firstIndex(where: { $0.lead == lead }) {
        found[known].addresses.append(address)
      } else {
        found.append(Addressee(lead: lead, addresses: [address]))
      }
    }
    return found
  }
}
