internal import Outreach
package import Records
package import Requests
package import Storage

/// Commands: which of them does what.
extension Admission {
  /// Does what a command asks for, or says why there is nothing to do.
  package mutating func obey(_ order: CommandOrder, _ context: CommandContext) throws(FileError) -> Result<
    CommandOutcome, Refusal
  > {
    var result = try decide(order, context)
    if case .success(var outcome) = result {
      outcome.addressee = context.addressee
      if outcome.addressee.lead == nil { outcome.addressee.lead = try onlyLead(context, outcome) }
      outcome.channel = outcome.channel ?? Self.onlyChannel(context.addressee)
      result = .success(outcome)
    }
    return result
  }

  /// What happened by a command, now or when it says.
  func event(_ kind: Event.Kind, _ context: CommandContext, at time: Timestamp? = nil) -> Event {
    Event(kind, by: context.id, at: time ?? now)
  }

  /// Whether nobody has ever heard of the lead: no sequence, no word of it, no lead book.
  func isStranger(_ lead: LeadID, _ context: CommandContext) -> Bool {
    context.addresses.isEmpty && isUnheard(lead)
  }

  /// Whether there was never a sequence for the lead, nor a word of it.
  func isUnheard(_ lead: LeadID) -> Bool {
    Channel.allCases.allSatisfy { channel in
      roster.last(.lead(lead), on: channel) == nil && roster.notice(.lead(lead), on: channel) == nil
    }
  }

  /// The same sentence from every command that is recorded all the same.
  static func unknown(_ lead: LeadID) -> String {
    "Lead \(lead) is in no lead book and was never written to; it was recorded all the same."
  }

  private mutating func decide(_ order: CommandOrder, _ context: CommandContext) throws(FileError) -> Result<
    CommandOutcome, Refusal
  > {
    switch order {
    case .cancel(let channel, nil, let reason): try cancel(channel, reason, context)
    case .cancel(_, let job?, let reason): try cancel(job, reason, context)
    case .reschedule(let job, let move): try reschedule(job, move, context)
    case .reply(let channel, let at, let text): .success(try reply(channel, at, text, context))
    case .optOut(let channel, let reason, let at): .success(try optOut(channel, reason, at, context))
    case .optIn(let channel, let source, let at): .success(try optIn(channel, source, at, context))
    case .report(let report): .success(try note(report, context))
    case .bounce(let at, let error, let isSoft): .success(try bounce(at, error, isSoft: isSoft, context))
    case .receipt(let receipt): .success(try note(receipt, context))
    }
  }

  /// The lead for the answer to a command that names only addresses.
  private func onlyLead(_ context: CommandContext, _ outcome: CommandOutcome) throws(FileError) -> LeadID? {
    var leads = Set(outcome.changed.map(\.job.request.lead))
    if leads.isEmpty {
      for address in context.addressee.addresses { try lead(at: address).map { _ = leads.insert($0) } }
    }
    return leads.count == 1 ? leads.first : nil
  }

  /// The channel of an addressee that is nothing but addresses of one channel; else nil.
  static func onlyChannel(_ addressee: Addressee) -> Channel? {
    guard addressee.lead == nil else { return nil }
    let channels = Set(addressee.addresses.map(\.channel))
    return channels.count == 1 ? channels.first : nil
  }

}
