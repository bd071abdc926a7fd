internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Notes that messages to the addressee come back; a list of a mail system's knows the address and no job.
struct BounceCommand {
  var run: CommandRun
  let at: Timestamp?
  let error: String?
  let isSoft: Bool

  mutating func take() throws(FileError) {
    // Beside an e-mail address a phone says only who it is.
    let isEmail = run.addressee.addresses.contains { $0.channel == .email }
    run.outcome.channel = isEmail ? .email : run.addressee.onlyChannel
    for address in run.addressee.addresses where !isEmail || address.channel == .email {
      var event = run.event(.bounced, at: at)
      (event.lead, event.to, event.channel) = (run.addressee.lead, address.text, address.channel)
      event.error = error
      if isSoft { event.bounceKind = "soft" }
      run.outcome.record(event)
      run.sequences.roster.noteBounce(event.at, isHard: !isSoft, from: address.text, on: address.channel)
      guard run.sequences.roster.closed(address.text, on: address.channel) != nil else { continue }
      try run.endBounced(address.text, on: address.channel)
    }
  }
}
