internal import Inspection
internal import Outreach
internal import Requests
internal import Scheduling
internal import Spool
internal import Storage

/// Without the lock: messages go out, and what became of them is written down as it comes.
extension Dispatcher {
  /// Seconds for which outcomes are gathered before they are written down.
  private static let patience = 1.0

  mutating func send(
    _ jobs: [DeliveryJob], on channel: Channel, through sender: any ChannelSender
  ) throws(FileError) {
    var open = Set(jobs.indices)
    var outcomes: [(DeliveryJob, DeliveryOutcome)] = []
    var released = 0
    let begun = surroundings.clock()
    var written = begun
    var failure: String?
    var isFound = false
    do {
      try sender.send(jobs) { index, outcome in
        guard jobs.indices.contains(index), open.remove(index) != nil else { return }
        guard let outcome else {
          released += 1
          return
        }
        outcomes.append((jobs[index], outcome))
        isFound = isFound || outcome.kind == .sent
        let now = surroundings.clock()
        guard Double(now.microseconds - written.microseconds) / 1e6 >= Self.patience else { return }
        written = now
        // What cannot be written now is written with the next, or at the end.
        if (try? record(outcomes, isFound: isFound)) != nil { outcomes = [] }
      }
    } catch {
      failure = "\(error)"
    }
    tally.released += released
    let ended = surroundings.clock()
    paces[channel]?.take(jobs, endedAt: ended)
    waves[channel]?.learn(sent: jobs.count, seconds: Double(ended.microseconds - begun.microseconds) / 1e6)
    for index in open.sorted() {
      let outcome =
        failure.map { DeliveryOutcome(.account, error: $0) }
        ?? DeliveryOutcome(.unknown, error: "its sender did not say what became of it")
      outcomes.append((jobs[index], outcome))
    }
    try record(outcomes, isFound: isFound)
    if let trouble = dropTrouble {
      dropTrouble = nil
      throw trouble
    }
  }

  /// Writes outcomes down, durably.
  ///
  /// - Parameter isFound: whether any message of the wave has arrived.
  private mutating func record(
    _ outcomes: [(DeliveryJob, DeliveryOutcome)], isFound: Bool
  ) throws(FileError) {
    guard !outcomes.isEmpty else { return }
    // The person's word first: it may come twice, and must not be lost. Where the inbox does not take it, the others are
    // written down all the same, and that message is left in doubt, which nothing follows.
    var kept: [(DeliveryJob, DeliveryOutcome)] = []
    var isAfterAnother = false
    for (job, said) in outcomes {
      let outcome = judged(said, on: job.channel, isAfterAnother: isAfterAnother, isFound: isFound)
      isAfterAnother = said.isNotFound
      do throws(FileError) {
        try passOn(outcome, of: job)
        kept.append((job, outcome))
      } catch {
        dropTrouble = error
        kept.append((job, DeliveryOutcome(.unknown, error: "\(outcome.error ?? "failed"); \(error)")))
      }
    }
    let now = surroundings.clock()
    let events = kept.map { event(for: $0.0, $0.1, now) }
    try writeUnderLock(events, now)
    for ((job, outcome), event) in zip(kept, events) { count(event, job: job, outcome: outcome) }
  }

  /// One message that is not found is that message's affair, and so are several of a wave of which others arrived; after
  /// another, or once the channel is stopped, the address in the configuration is not the right one.
  private func judged(
    _ outcome: DeliveryOutcome, on channel: Channel, isAfterAnother: Bool, isFound: Bool
  ) -> DeliveryOutcome {
    guard outcome.isNotFound else { return outcome }
    var judged = outcome
    if isFound {
      judged.isNotFound = false
    } else if isAfterAnother || known?.log.mayBeNowhere(channel) ?? false {
      judged.kind = .account
    }
    return judged
  }

  /// What follows for more than this message.
  private mutating func passOn(_ outcome: DeliveryOutcome, of job: DeliveryJob) throws(FileError) {
    guard outcome.kind == .failed else { return }
    switch outcome.cause {
    case .optedOut: try passOn(optOutOf: job)
    case .unreachable: try fallBack(from: job)
    case .recipient, .template, nil: break
    }
  }

  private mutating func writeUnderLock(_ events: [DispatchEvent], _ now: Timestamp) throws(FileError) {
    let lock = try waitForLock()
    defer { lock.release(files) }
    try write(events, now)
  }

  /// Whoever has the lock keeps it for about a second.
  private func waitForLock() throws(FileError) -> SpoolLock {
    while true {
      if let lock = try SpoolLock.take(in: outbox, files) { return lock }
      surroundings.sleep(5)
    }
  }

  /// What an outcome means for the message.
  func event(for job: DeliveryJob, _ outcome: DeliveryOutcome, _ now: Timestamp) -> DispatchEvent {
    switch outcome.kind {
    case .sent:
      var event = DispatchEvent(.sent, at: now, job)
      event.providerID = outcome.providerID
      return event
    case .failed:
      var event = DispatchEvent(.failed, at: now, job)
      event.error = outcome.error ?? "failed"
      event.cause = outcome.cause?.rawValue ?? (outcome.isNotFound ? SendingLog.notFoundCause : nil)
      return event
    case .retry:
      var event = again(
        job, error: outcome.error ?? "to be tried again", reason: nil, asked: outcome.retryAfter, now: now)
      event.cause = outcome.cause?.rawValue
      return event
    case .account:
      var event = DispatchEvent(.retrying, at: now, job)
      event.reason = SendingLog.accountReason
      event.sender = settings.delivery[job.channel]?.kind.rawValue
      event.error = outcome.error ?? "the account is refused"
      return event
    case .unknown: return unresolved(job, error: outcome.error, now: now)
    }
  }

  /// Nobody knows whether it went out: by the channel's policy.
  func unresolved(_ job: DeliveryJob, error: String?, now: Timestamp) -> DispatchEvent {
    let error = error ?? "nobody knows whether it went out"
    switch settings.delivery[job.channel]?.unknown ?? .hold {
    case .retry: return again(job, error: error, reason: "unknown", asked: nil, now: now)
    case .hold:
      var event = DispatchEvent(.unknown, at: now, job)
      event.error = error
      return event
    case .failed:
      var event = DispatchEvent(.failed, at: now, job)
      event.error = "unknown: \(error)"
      return event
    }
  }

  private func again(
    _ job: DeliveryJob, error: String, reason: String?, asked: Double?, now: Timestamp
  ) -> DispatchEvent {
    let delay = settings.backoff.delay(after: job.attempt, random: surroundings.random(), asked: asked)
    var event = DispatchEvent(delay == nil ? .failed : .retrying, at: now, job)
    event.error = delay == nil ? "\(error) (after \(counted(job.attempt, "attempt")))" : error
    event.reason = delay == nil ? nil : reason
    event.notBefore = delay.map { now.adding(microseconds: Int64($0 * 1e6)) }
    return event
  }

  private mutating func count(_ event: DispatchEvent, job: DeliveryJob, outcome: DeliveryOutcome) {
    switch event.name {
    case .sent: tally.sent += 1
    case .retrying: tally.retrying += 1
    case .failed: tally.failed += 1
    case .unknown: tally.unknown += 1
    case .sending, .expired: break
    }
    if outcome.kind == .account { stop(job.channel, outcome.error ?? "the account is refused") }
    if outcome.kind == .sent { tally.stopped[job.channel] = nil }
  }
}
