internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// What earlier dispatchers and other programs have left.
extension Dispatcher {
  /// Takes in what other programs have done with released messages, resolves those that a dispatcher which died was
  /// sending, and writes down what has expired. The caller holds the lock.
  ///
  /// - Returns: whether anything was written.
  mutating func settleEarlier(_ survey: DueSurvey, _ now: Timestamp) throws(FileError) -> Bool {
    var events: [DispatchEvent] = []
    let outlet = SpoolOutlet(outbox: outbox, files: files)
    let answers = try outlet.answers()
    for answer in answers.found { if let event = self.event(for: answer, now) { events.append(event) } }
    tally.troubles += answers.foreign.map { "\($0) is no job that was released; it stays where it is" }
    let answered = Set(answers.found.map(\.job))
    let released = try outlet.released()
    var recalled = try recall(released, survey, outlet: outlet, now: now)
    if !hasBegun {
      for id in known?.log.open ?? [] where !answered.contains(id) && !released.keys.contains(id) {
        guard let job = JobID(id) else { continue }
        // Its file was made ready and its sending written down, but nobody has seen it yet; or it was just taken back.
        if try outlet.isStaged(id, on: job.channel) {
          if !isReleasing(job.channel) {
            recalled.append(self.recalled(id, of: job.request.lead, on: job.channel, now))
          } else if try outlet.publish(id) {
            tally.released += 1
          }
        } else if let event = interrupted(id, now) {
          events.append(event)
        }
      }
    }
    events += recalled.filter { !answered.contains($0.job) }
    for found in survey.jobs {
      guard case .expired = found.verdict else { continue }
      var event = DispatchEvent(
        .expired, at: now, job: found.job.id, lead: found.job.lead, channel: found.job.channel)
      event.reason = "expired"
      events.append(event)
      tally.expired += 1
    }
    try write(events, now)
    // Only what is written down may go.
    try outlet.remove(answers.found)
    for event in recalled { try outlet.discard(event.job, on: event.channel) }
    return !events.isEmpty
  }

  /// A dispatcher died between the act and its outcome.
  private mutating func interrupted(_ id: String, _ now: Timestamp) -> DispatchEvent? {
    guard let job = JobID(id) else { return nil }
    let delivery = DeliveryJob(
      id: id, lead: job.request.lead, channel: job.channel, step: job.step, to: "", line: [],
      attempt: max(1, known?.log[id]?.made ?? 1))
    let event = unresolved(delivery, error: "dispatch ended before it was known what became of it", now: now)
    switch event.name {
    case .unknown: tally.unknown += 1
    case .failed: tally.failed += 1
    default: tally.retrying += 1
    }
    return event
  }

  private mutating func event(for answer: SpoolOutlet.Answer, _ now: Timestamp) -> DispatchEvent? {
    guard let job = JobID(answer.job) else { return nil }
    // Reported by a command as well.
    let end = known?.fold.ownEnd(ofJob: answer.job)?.kind
    if end == .sent || end == .bounced { return nil }
    let delivery = DeliveryJob(
      id: answer.job, lead: job.request.lead, channel: job.channel, step: job.step, to: "", line: [],
      attempt: max(1, known?.log[answer.job]?.made ?? 1))
    tally.reported += 1
    return event(for: delivery, answer.outcome, now)
  }

  /// Takes back what is not to go out any more, now or by another program, where nobody has fetched it yet.
  private mutating func recall(
    _ released: [String: SpoolOutlet.Released], _ survey: DueSurvey, outlet: SpoolOutlet, now: Timestamp
  ) throws(FileError) -> [DispatchEvent] {
    guard let known else { return [] }
    let zones = Dictionary(survey.jobs.map { ($0.job.id, $0.zone) }) { first, _ in first }
    var events: [DispatchEvent] = []
    for (id, file) in released.sorted(by: { $0.key < $1.key }) {
      guard let job = file.job else { continue }
      let status = known.fold.status(of: job).status
      guard
        status != .pending || !known.fold.isEffective(job) || !isReleasing(file.channel)
          || isLate(job, in: zones[id] ?? nil, now)
      else { continue }
      guard try outlet.takeBack(id, on: file.channel) else { continue }
      tally.recalled += 1
      if status == .sent {
        try outlet.discard(id, on: file.channel)
      } else {
        events.append(recalled(id, of: job.lead, on: job.channel, now))
      }
    }
    return events
  }

  /// Whether the channel's messages are for another program to fetch.
  private func isReleasing(_ channel: Channel) -> Bool { (settings.delivery[channel]?.kind ?? .spool) == .spool }

  /// Whether its window has closed, or it has waited to be fetched for so long that nobody would understand it any more.
  private func isLate(_ job: CalendarJob, in zone: Zone?, _ now: Timestamp) -> Bool {
    let begun = Timestamp(seconds: now.seconds)
    if settings.rule.windows[job.channel].firstAllowed(notBefore: begun, zone: zone) > begun { return true }
    guard let expireAfter = settings.rule.expireAfter, let released = known?.log[job.id]?.begun else { return false }
    return released.adding(seconds: expireAfter) <= now
  }

  private func recalled(_ id: String, of lead: LeadID, on channel: Channel, _ now: Timestamp) -> DispatchEvent {
    var event = DispatchEvent(.retrying, at: now, job: id, lead: lead, channel: channel)
    event.reason = SendingLog.recalledReason
    return event
  }
}
