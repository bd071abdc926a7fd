internal import Formats
package import Leads
package import Outreach
package import Records
package import Requests
package import Storage

/// What a row's command came to.
package struct CommandAnswer {
  /// The envelope, a line.
  package var response: [UInt8]
  /// Lines for the ledger.
  package var events: [UInt8] = []
  /// Lines for the calendar.
  package var moved: [PlannedJob] = []
  /// Nil if it was accepted.
  package var refusal: Refusal?
}

extension Admission {
  /// Whether a command is about a lead or an address to which something was planned, or from which something was taken,
  /// in this batch.
  ///
  /// - Parameters:
  ///   - books: what the lead books know of the batch's leads: an opt-out reaches their addresses, too.
  ///   - correspondents: the leads that the lead books have at the row's addresses.
  package func concernsOwnBatch(
    _ command: CommandRow, books: LeadBook.Lookup, correspondents: [String: [LeadID]] = [:]
  ) throws(FileError) -> Bool {
    let addressee = command.addressee
    if let lead = addressee.lead, command.verb?.concernsAddresses ?? false {
      let known = KnownAddresses.of(lead, in: books)
      for channel in Channel.allCases {
        var written: String?
        if let last = roster.last(.lead(lead), on: channel) {
          written = try planned.sequence(last, held: .lead(lead), on: channel)?.to
        }
        for case let text? in [known[channel], written]
        where roster.last(.address(text), on: channel)?.batch == batch { return true }
      }
    }
    var leads = [addressee.lead].compactMap(\.self)
    if let order = try? command.order(now: now), let job = order.job {
      leads.append(job.request.lead)
      // A bounce reaches whoever is written to at the job's address.
      if case .report(let report) = order, report.outcome == .bounced, job.request.batch < batch,
        let address = try planned.job(job)?.to, roster.last(.address(address), on: job.channel)?.batch == batch
      {
        return true
      }
    }
    for address in addressee.addresses {
      if roster.last(.address(address.text), on: address.channel)?.batch == batch { return true }
      if roster.correspondent(at: address.text, on: address.channel)?.batch == batch { return true }
      if let lead = try correspondent(at: address) { leads.append(lead) }
      leads += correspondents[address.text] ?? []
    }
    return leads.contains { lead in
      Channel.allCases.contains { roster.last(.lead(lead), on: $0)?.batch == batch }
    }
  }

  /// Whether a refusal that a row states is about somebody to whom something was planned in this batch.
  package func concernsOwnBatch(_ refusal: StatedRefusal) throws(FileError) -> Bool {
    for channel in refusal.channels {
      if let lead = refusal.lead, roster.last(.lead(lead), on: channel)?.batch == batch { return true }
      for address in refusal.addresses where address.channel == channel {
        if roster.last(.address(address.text), on: channel)?.batch == batch { return true }
      }
    }
    return false
  }

  /// Decides a row's command, in its turn among the batch's requests, and writes its envelope.
  ///
  /// - Parameters:
  ///   - row: its number, from 1.
  ///   - books: what the lead books know of the batch's leads; of a row without a lead nothing need be known.
  ///   - correspondents: the leads that the lead books have at the row's addresses.
  ///   - drafted: the calendar lines of a request accepted earlier in this batch.
  package mutating func answer(
    _ command: CommandRow, row: Int, books: LeadBook.Lookup, correspondents: [String: [LeadID]] = [:],
    drafted: @escaping (RequestID) -> [PlannedJob]
  ) throws(FileError) -> CommandAnswer {
    var lead = command.addressee.lead
    let result: Result<CommandFields.Decoded, Refusal>
    do throws(Refusal) { result = .success(try command.decoded(now: now)) } catch { result = .failure(error) }
    // A job says whose it is.
    if lead == nil, case .success(let decoded) = result { lead = decoded.order.job?.request.lead }
    let id = lead.map { CommandID(identify($0)) } ?? identify(row: row)
    func refused(_ refusal: Refusal) -> CommandAnswer {
      CommandAnswer(
        response: ResponseEnvelope.refused(
          refusal, leadID: lead, requestID: id.description, ref: command.ref, row: row), refusal: refusal)
    }
    guard let verb = command.verb, case .success(let decoded) = result else {
      if case .failure(let refusal) = result { return refused(refusal) }
      return refused(Refusal(command.problems))
    }
    let known = lead.map { verb.concernsAddresses ? KnownAddresses.of($0, in: books) : [:] } ?? [:]
    let context = CommandContext(
      id: id, addressee: command.addressee, addresses: known, correspondents: correspondents, drafted: drafted)
    switch try obey(decoded.order, context) {
    case .failure(let refusal): return refused(refusal)
    case .success(var outcome):
      if outcome.addressee.lead == nil { outcome.addressee.lead = lead }
      outcome.warnings = decoded.warnings + outcome.warnings
      return CommandAnswer(
        response: CommandEnvelope.accepted(outcome, verb, id: id, ref: command.ref, row: row),
        events: outcome.events, moved: outcome.moved)
    }
  }
}
