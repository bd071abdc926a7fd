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

extension CommandHandler {
  /// Decides a row's command, and writes its envelope.
  ///
  /// - Parameters:
  ///   - row: its number, from 1.
  ///   - books: what the lead books know of the batch's leads; of a row without a lead nothing need be known.
  ///   - correspondents: the leads that the lead books have at the row's addresses.
  package func answer(
    _ command: CommandRow, row: Int, books: LeadBook.Lookup, correspondents: [String: [LeadID]] = [:]
  ) throws(FileError) -> CommandAnswer {
    var lead = command.addressee.lead
    let result: Result<CommandFields.Decoded, Refusal>
    do throws(Refusal) { result = .success(try command.decoded(now: sequences.now)) } catch { result = .failure(error) }
    // A job says whose it is.
    if lead == nil, case .success(let decoded) = result { lead = decoded.order.job?.request.lead }
    let id = lead.map { CommandID(sequences.identify($0)) } ?? sequences.identify(row: row)
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
      id: id, addressee: command.addressee, addresses: known, correspondents: correspondents)
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
