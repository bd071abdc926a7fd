internal import Outreach

/// What a command is decided with, besides the spool's own knowledge.
struct CommandContext {
  var id: CommandID
  var addressee: Addressee
  /// The lead's addresses as the lead books have them.
  var addresses: [Channel: String]
  /// The calendar lines of a request accepted earlier in this batch.
  var drafted: (RequestID) -> [PlannedJob]

  init(
    id: CommandID, addressee: Addressee, addresses: [Channel: String] = [:],
    drafted: @escaping (RequestID) -> [PlannedJob]
  ) {
    self.id = id
    self.addressee = addressee
    self.addresses = addresses
    self.drafted = drafted
  }

  /// Of a command about a lead.
  init(id: RequestID, addresses: [Channel: String], drafted: @escaping (RequestID) -> [PlannedJob]) {
    self.init(id: CommandID(id), addressee: Addressee(lead: id.lead), addresses: addresses, drafted: drafted)
  }
}

extension Admission {
  /// Does what a command asks for, or says why there is nothing to do.
  mutating func obey(_ order: CommandOrder, _ context: CommandContext) throws(FileError) -> Result<
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

  private mutating func decide(_ order: CommandOrder, _ context: CommandContext) throws(FileError) -> Result<
    CommandOutcome, Refusal
  > {
    switch order {
    case .cancel(let channel, nil, let reason): try cancel(channel, reason, context)
    case .cancel(_, let job?, let reason): try cancel(job, reason, context)
    case .reschedule(let job, let move): try reschedule(job, move, context)
    case .reply(let channel, let at, let text): .success(try reply(channel, at, text, context))
    case .optOut(let channel, let reason): .success(try optOut(channel, reason, context))
    case .optIn(let channel, let source, let at): .success(try optIn(channel, source, at, context))
    case .report(let report): .success(try note(report, context))
    }
  }

  // MARK: What is pending

  /// An active sequence and its pending jobs.
  struct Holding {
    var holder: Roster.Holder
    var channel: Channel
    var active: Roster.Active
    /// Nil if its jobs are not in the calendar any more.
    var sequence: PlannedSequences.Sequence?
    var jobs: [PlannedJob]

    /// A place whose jobs nobody can find is held until somebody ends it.
    var isPending: Bool { sequence == nil || !jobs.isEmpty }
    var holders: [Roster.Holder] { sequence?.holders ?? [holder] }
  }

  func holding(_ holder: Roster.Holder, _ channel: Channel, _ context: CommandContext) throws(FileError) -> Holding? {
    guard let active = roster.active(holder, on: channel) else { return nil }
    let sequence = try sequence(active, holder, channel)
    var jobs: [PlannedJob] = []
    if let sequence {
      jobs =
        active.batch == batch
        ? context.drafted(sequence.id).filter { $0.id.channel == channel } : try planned.pending(sequence, active)
    }
    return Holding(
      holder: holder, channel: channel, active: active, sequence: sequence, jobs: touched.applied(to: jobs))
  }

  /// The addressee's sequences that still have something to send, each once.
  func pending(_ channel: Channel?, of addressee: Addressee, _ context: CommandContext) throws(FileError) -> [Holding] {
    var found: [Holding] = []
    for channel in Self.channels(channel) {
      for holder in addressee.holders(on: channel) {
        guard let holding = try holding(holder, channel, context), holding.isPending,
          // A lead and its address are mostly held by the same sequence.
          !found.contains(where: { $0.sequence != nil && $0.sequence == holding.sequence })
        else { continue }
        found.append(holding)
      }
    }
    return found
  }

  /// The lead that is being written to at the address, or else was last; nil if nobody knows.
  func lead(at address: ContactAddress) throws(FileError) -> LeadID? {
    let (holder, channel) = (Roster.Holder.address(address.text), address.channel)
    let place = Roster.PlaceID(holder, on: channel)
    if let sequence = taken.last(at: place) { return sequence.id.lead }
    if let active = roster.active(holder, on: channel) { return try earlierSequence(active, holder, channel)?.id.lead }
    guard let last = roster.last(holder, on: channel), last.batch < batch else { return nil }
    return try planned.sequence(last, held: holder, on: channel)?.id.lead
  }

  /// The lead for the answer to a command that names only addresses.
  private func onlyLead(_ context: CommandContext, _ outcome: CommandOutcome) throws(FileError) -> LeadID? {
    var leads = Set(outcome.changed.map(\.job.request.lead))
    if leads.isEmpty {
      for address in context.addressee.addresses { try lead(at: address).map { _ = leads.insert($0) } }
    }
    return leads.count == 1 ? leads.first : nil
  }

  private static func onlyChannel(_ addressee: Addressee) -> Channel? {
    guard addressee.lead == nil else { return nil }
    let channels = Set(addressee.addresses.map(\.channel))
    return channels.count == 1 ? channels.first : nil
  }

  private func sequence(
    _ active: Roster.Active, _ holder: Roster.Holder, _ channel: Channel
  ) throws(FileError) -> PlannedSequences.Sequence? {
    if let taken = taken[Roster.PlaceID(holder, on: channel)] { return taken }
    return try earlierSequence(active, holder, channel)
  }

  static func channels(_ channel: Channel?) -> [Channel] { channel.map { [$0] } ?? Channel.allCases }

  // MARK: Ending

  /// Frees the sequence's places and lists its jobs; what this batch itself planned gets a line of its own.
  mutating func end(
    _ holding: Holding, reason: String, _ context: CommandContext, _ outcome: inout CommandOutcome
  ) {
    free(holding.active, of: holding.holders, on: holding.channel)
    outcome.changed += holding.jobs.map { .init(job: $0.id, sendAt: $0.sendAt, status: "cancelled", reason: reason) }
    guard let sequence = holding.sequence else {
      outcome.warnings.append(
        "The \(holding.channel.rawValue) jobs of batch \(holding.active.batch) are not in the calendar any more.")
      return
    }
    guard holding.active.batch == batch else { return }
    var event = CommandEvent(.cancelled, by: context.id)
    (event.lead, event.request, event.channel) = (sequence.id.lead, sequence.id, holding.channel)
    event.reason = reason
    outcome.record(event)
  }

  private mutating func stop(_ holding: Holding, _ cause: Roster.Notice.Stop.Cause) {
    for holder in holding.holders {
      roster.noteStop(.init(at: batch.time, cause: cause), of: holder, on: holding.channel)
    }
  }

  private mutating func cancel(
    _ channel: Channel?, _ reason: String?, _ context: CommandContext
  ) throws(FileError) -> Result<CommandOutcome, Refusal> {
    let pending = try pending(channel, of: context.addressee, context)
    guard !pending.isEmpty else { return .failure(Self.nothingPending(channel, context.addressee)) }
    var outcome = CommandOutcome(channel: channel)
    if pending.contains(where: { $0.active.batch < batch }) {
      var event = CommandEvent(.cancelled, by: context.id)
      event.reason = reason ?? "cancelled"
      outcome.record(event, about: context.addressee, channel)
    }
    for holding in pending {
      end(holding, reason: reason ?? "cancelled", context, &outcome)
      stop(holding, .cancel)
    }
    return .success(outcome)
  }

  private mutating func cancel(
    _ job: JobID, _ reason: String?, _ context: CommandContext
  ) throws(FileError) -> Result<CommandOutcome, Refusal> {
    guard let holding = try holding(.lead(job.request.lead), job.channel, context),
      let ended = holding.jobs.first(where: { $0.id == job })
    else { return .failure(Self.notPending(job)) }
    if let refusal = Self.elsewhere(ended, context.addressee) { return .failure(refusal) }
    var outcome = CommandOutcome(channel: job.channel)
    var event = CommandEvent(.cancelled, by: context.id)
    (event.lead, event.job, event.channel, event.reason) = (job.request.lead, job, job.channel, reason ?? "cancelled")
    let rest = holding.jobs.filter { $0.id != job }
    // With its last job the whole sequence was ended, which a remade roster has to know.
    if rest.isEmpty { event.request = job.request }
    outcome.record(event)
    outcome.changed = [.init(job: job, sendAt: ended.sendAt, status: "cancelled", reason: reason ?? "cancelled")]
    touched.end(job)
    if let until = rest.map(\.sendAt).max() {
      move(holding, until: until)
    } else {
      free(holding.active, of: holding.holders, on: job.channel)
      stop(holding, .cancel)
    }
    return .success(outcome)
  }

  /// Notes when the last of a sequence's pending jobs is due by now.
  mutating func move(_ holding: Holding, until: Timestamp, isMoved: Bool = false) {
    var active = holding.active
    active.until = until
    // A last day before the planned one hides the planned lines, so they are looked for everywhere.
    active.isMoved = active.isMoved || isMoved || until < holding.active.until
    for holder in holding.holders where roster.active(holder, on: holding.channel) == holding.active {
      roster.move(active, of: holder, on: holding.channel)
    }
  }

  static func nothingPending(_ channel: Channel?, _ addressee: Addressee) -> Refusal {
    Refusal(
      .nothingPending,
      "\(addressee.description) has no pending jobs\(channel.map { " on \($0.rawValue)" } ?? ""); nothing was changed.")
  }

  /// Whoever names an address and a job that goes to another one has mixed something up.
  static func elsewhere(_ job: PlannedJob, _ addressee: Addressee) -> Refusal? {
    guard !addressee.addresses.isEmpty, !addressee.addresses.contains(where: { $0.text == job.to }) else { return nil }
    return Refusal([
      Problem(
        .invalidField,
        "Job \(job.id) goes to \(job.to), not to \(addressee.addresses.map(\.text).joined(separator: ", ")); "
          + "give the job or the address, and nothing was changed.",
        field: "job_id", value: .string(job.id.description))
    ])
  }

  static func notPending(_ job: JobID) -> Refusal {
    Refusal(
      [
        Problem(
          .nothingPending, "Job \(job) is not pending: it has ended, or there never was one; nothing was changed.",
          field: "job_id", value: .string(job.description))
      ])
  }

  // MARK: Replies

  /// A reply ends everything: from now on people talk. One that asks to be left alone is an opt-out, too.
  ///
  /// One that came from an address ends, on every channel, what is sent to the lead that is written to there.
  private mutating func reply(
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
      var event = CommandEvent(.replied, by: context.id, at: at)
      (event.lead, event.to, event.channel, event.text) = (part.lead, part.addresses.first?.text, channel, text)
      outcome.record(event)
      for holding in try pending(nil, of: part, context)
      where !ended.contains(where: { $0.sequence != nil && $0.sequence == holding.sequence }) { ended.append(holding) }
    }
    for holding in ended {
      end(holding, reason: "replied", context, &outcome)
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

extension PlannedSequences.Sequence {
  /// Whose places it takes.
  var holders: [Roster.Holder] { [.lead(id.lead), .address(to)] }
}
