internal import Inspection
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
    events += try recall(released, outlet: outlet, now: now).filter { !answered.contains($0.job) }
    if !hasBegun {
      for id in known?.log.open ?? [] where !answered.contains(id) && !released.keys.contains(id) {
        // Its file was made ready and its sending written down, but nobody has seen it yet.
        if try outlet.publish(id) {
          tally.released += 1
        } else if let event = interrupted(id, now) {
          events.append(event)
        }
      }
    }
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

  /// Takes back what is not to go out any more, where nobody has fetched it yet.
  private mutating func recall(
    _ released: [String: SpoolOutlet.Released], outlet: SpoolOutlet, now: Timestamp
  ) throws(FileError) -> [DispatchEvent] {
    var events: [DispatchEvent] = []
    for (id, file) in released.sorted(by: { $0.key < $1.key }) {
      guard let job = file.job, let status = known?.fold.status(of: job).status, status != .pending else { continue }
      guard try outlet.takeBack(file) else { continue }
      tally.recalled += 1
      if status == .sent { continue }
      var event = DispatchEvent(.retrying, at: now, job: id, lead: job.lead, channel: job.channel)
      event.reason = "recalled"
      events.append(event)
    }
    return events
  }
}
