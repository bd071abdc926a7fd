internal import Outreach
package import Records
package import Requests
package import Storage

/// Does what commands ask for, in their turn among the batch's requests, or says why there is nothing to do.
package struct CommandHandler {
  let sequences: ActiveSequencesOnFile
  let windows: SendingWindows
  /// When steps follow the first one, as sequences are planned now.
  let sendAfterHours: [Int]

  package init(_ sequences: ActiveSequencesOnFile, windows: SendingWindows, sendAfterHours: [Int]) {
    self.sequences = sequences
    self.windows = windows
    self.sendAfterHours = sendAfterHours
  }

  package func obey(
    _ order: CommandOrder, _ context: CommandContext
  ) throws(FileError) -> Result<CommandOutcome, Refusal> {
    var result = try carryOut(order, CommandRun(sequences: sequences, context: context))
    if case .success(var outcome) = result {
      outcome.addressee = context.addressee
      if outcome.addressee.lead == nil { outcome.addressee.lead = try onlyLead(of: outcome) }
      outcome.channel = outcome.channel ?? context.addressee.onlyChannel
      result = .success(outcome)
    }
    return result
  }

  /// A refusal that a request, a row or a lead book states opts its addresses out as the command would. What is known
  /// already is not written down again.
  ///
  /// - Parameters:
  ///   - file: the one that states it, for the ledger, and the row's number in it.
  package func state(
    _ refusal: StatedRefusal, file: String, row: Int?, _ id: CommandID
  ) throws(FileError) -> CommandOutcome {
    let addressee = Addressee(lead: refusal.lead, addresses: refusal.addresses)
    let run = CommandRun(sequences: sequences, context: CommandContext(id: id, addressee: addressee))
    var consent = ConsentCommand(run: run, channel: nil)
    try consent.state(refusal, in: (file, row))
    return consent.run.outcome
  }

  private func carryOut(
    _ order: CommandOrder, _ run: CommandRun
  ) throws(FileError) -> Result<CommandOutcome, Refusal> {
    switch order {
    case .cancel(let channel, let job, let reason):
      var cancel = CancelCommand(run: run, reason: reason)
      let refusal =
        if let job { try cancel.end(job) } else { try cancel.endAll(on: channel) }
      return refusal.map { .failure($0) } ?? .success(cancel.run.outcome)
    case .reschedule(let job, let move):
      var reschedule = RescheduleCommand(run: run, move: move, windows: windows, sendAfterHours: sendAfterHours)
      let refusal =
        if let job { try reschedule.move(job) } else { try reschedule.moveAll() }
      return refusal.map { .failure($0) } ?? .success(reschedule.run.outcome)
    case .reply(let channel, let at, let text):
      var reply = ReplyCommand(run: run, channel: channel ?? run.addressee.onlyChannel, at: at, text: text)
      try reply.take()
      return .success(reply.run.outcome)
    case .optOut(let channel, let reason, let at):
      var consent = ConsentCommand(run: run, channel: channel)
      try consent.optOut(reason: reason, at: at)
      return .success(consent.run.outcome)
    case .optIn(let channel, let source, let at):
      var consent = ConsentCommand(run: run, channel: channel)
      try consent.optIn(source: source, at: at)
      return .success(consent.run.outcome)
    case .report(let report):
      var command = ReportCommand(run: run, report: report)
      try command.take()
      return .success(command.run.outcome)
    case .bounce(let at, let error, let isSoft):
      var bounce = BounceCommand(run: run, at: at, error: error, isSoft: isSoft)
      try bounce.take()
      return .success(bounce.run.outcome)
    case .receipt(let receipt):
      var command = ReceiptCommand(run: run, receipt: receipt)
      try command.take()
      return .success(command.run.outcome)
    }
  }

  /// The lead for the answer to a command that names only addresses.
  private func onlyLead(of outcome: CommandOutcome) throws(FileError) -> LeadID? {
    var leads = Set(outcome.changed.map(\.job.request.lead))
    if leads.isEmpty {
      for address in outcome.addressee.addresses { try sequences.lead(at: address).map { _ = leads.insert($0) } }
    }
    return leads.count == 1 ? leads.first : nil
  }
}
