internal import Inspection
internal import Outreach
package import Records
internal import Requests
internal import Scheduling
internal import Spool
internal import Storage

/// Under the lock: what is due now, and that it is being sent.
extension Dispatcher {
  /// Lines that could not be read when the spool was last looked through; nothing that they may be about went out.
  package var damaged: [LineDamage] { survey?.damaged ?? [] }

  /// How many messages wait for a file of the inbox that would stop them, and one such file, as of the last look.
  package var held: (count: Int, file: String)? {
    let files = survey?.jobs.compactMap { job -> String? in
      if case .waiting(.unanswered(let file), _) = job.verdict { file } else { nil }
    }
    return files?.first.map { (files?.count ?? 0, $0) }
  }

  /// Chooses the next wave and writes down that it is being sent; nil if somebody else holds the lock.
  mutating func prepareWave() throws(FileError) -> [Channel: [DeliveryJob]]? {
    guard let lock = try SpoolLock.take(in: outbox, files) else { return nil }
    defer { lock.release(files) }
    let view = try SpoolView.open(inbox: settings.inbox, outbox: settings.outbox, in: files)
    defer { view.close() }
    let now = surroundings.clock()
    try look(view, now: now, last: try lock.lastBatch(files))
    try lookForStops(view, now)
    var wave: [Channel: [DeliveryJob]] = [:]
    for channel in Channel.allCases {
      guard let sender = senders[channel] else { continue }
      let jobs = try chooseWilling(channel, now, view).compactMap(delivery)
      if jobs.isEmpty { continue }
      do {
        try sender.prepare(jobs)
      } catch {
        stop(channel, "\(error)")
        continue
      }
      wave[channel] = jobs
    }
    let sending = wave.values.flatMap { jobs in jobs.map { DispatchEvent(.sending, at: now, $0) } }
    try write(sending, expecting: sending.count, now)
    return wave
  }

  /// Finds out what is due: all of it where something may have changed, else only what the ledger has new.
  private mutating func look(_ view: SpoolView, now: Timestamp, last: BatchID?) throws(FileError) {
    guard hasBegun else { return try surveyAll(view, now: now, last: last) }
    let news = try tail.news(view, from: firstDay, ignoring: ledger.paths)
    // What was erased is not to be sent from memory.
    if news.entries.contains(where: { $0.erased != nil }) { return try surveyAll(view, now: now, last: last) }
    if !news.damaged.allSatisfy(DueLedger.isHarmless) { return try surveyAll(view, now: now, last: last) }
    known?.add(news.entries)
    guard queue.values.allSatisfy(\.isEmpty) else { return }
    // With nothing new there is nothing to find before the first of what waits.
    let isQuiet =
      news.entries.isEmpty && last == lastBatch && now < (wakeUp ?? nextSurvey)
      && now < nextSurvey
    let answers = try SpoolOutlet(outbox: outbox, files: files).answers().found
    if !isQuiet || !answers.isEmpty { try surveyAll(view, now: now, last: last) }
  }

  private mutating func surveyAll(_ view: SpoolView, now: Timestamp, last: BatchID?) throws(FileError) {
    lastBatch = last
    nextSurvey = now.adding(seconds: 60)
    firstDay = CivilDay(number: now.day.number - 1)
    tail = LedgerTail()
    try tail.skipAll(view, from: firstDay)
    var survey = try DueSurvey(view, settings.rule, now: now, ledgerFrom: settings.firstLedgerDay)
    known = survey.ledger
    let changed = try settleEarlier(survey, now)
    if changed { survey = try DueSurvey(view, settings.rule, now: now, ledgerFrom: settings.firstLedgerDay) }
    self.survey = survey
    known = survey.ledger
    (stops, nextLookForStops) = (survey.stops, now.adding(seconds: 1))
    enqueue(survey)
    hasBegun = true
  }

  /// Between two surveys: the inbox may be long, and waves are short.
  private mutating func lookForStops(_ view: SpoolView, _ now: Timestamp) throws(FileError) {
    guard now >= nextLookForStops else { return }
    nextLookForStops = now.adding(seconds: 1)
    stops = try UnansweredStops(view)
    for found in queue.values.joined() { stops.note(found.job) }
  }

  /// Follow-ups before firsts, since somebody waits for them; then by the time since when they could have gone; of those that
  /// could have gone since the same moment, such as all of a morning, the most promising leads. Where the account is
  /// refused, those before that have not met the refusal, or met it longest ago: one message that nobody takes must not be
  /// the only one that is tried.
  mutating func enqueue(_ survey: DueSurvey) {
    var due: [Channel: [(tried: Timestamp, isFirst: Int, since: Timestamp, place: Int)]] = [:]
    wakeUp = survey.next
    for (place, found) in survey.jobs.enumerated() {
      switch found.verdict {
      case .due(let since):
        let log = known?.log
        let tried = log?.stopped[found.job.channel].flatMap { _ in log?[found.job.id]?.begun }
        due[found.job.channel, default: []].append(
          (tried ?? Timestamp(seconds: 0), found.job.step == 1 ? 1 : 0, since, place))
      case .waiting(_, let until?): wakeUp = min(wakeUp ?? until, until)
      case .waiting, .expired: break
      }
    }
    queue = due.mapValues { places in
      places.sorted { a, b in
        let (first, second) = (survey.jobs[a.place].job.priority, survey.jobs[b.place].job.priority)
        return (a.tried, a.isFirst, a.since, -first, a.place) < (b.tried, b.isFirst, b.since, -second, b.place)
      }.map { survey.jobs[$0.place] }[...]
    }
  }

  /// The next ones that may go out and to whom no lead book objects.
  private mutating func chooseWilling(
    _ channel: Channel, _ now: Timestamp, _ view: SpoolView
  ) throws(FileError) -> [DueJob] {
    while true {
      var chosen = choose(channel, now, upTo: waves[channel]?.count ?? settings.wave)
      if chosen.isEmpty { return [] }
      try spareRefused(&chosen, on: channel, view)
      if !chosen.isEmpty || bookTrouble != nil { return chosen }
    }
  }

  /// Takes the next ones from the queue that may go out at this moment; those that need not wait any more are dropped.
  mutating func choose(_ channel: Channel, _ now: Timestamp, upTo most: Int) -> [DueJob] {
    guard let pace = paces[channel], let known else { return [] }
    let (room, next) = pace.room(known.log, at: now)
    let begun = Timestamp(seconds: now.seconds)
    let window = settings.rule.windows[channel]
    var chosen: [DueJob] = []
    var waiting: [DueJob] = []
    var recipients: Set<String> = []
    var rest = queue[channel] ?? []
    while chosen.count < min(room, most), let found = rest.popFirst() {
      // Whatever has happened since it was found to be due: cancelled, answered, opted out, bounced, moved, sent.
      guard known.fold.isEffective(found.job), known.fold.status(of: found.job).status == .pending,
        known.hold(found.job) == nil, stops.hold(found.job) == nil,
        window.firstAllowed(notBefore: begun, zone: found.zone) == begun
      else { continue }
      let distance = pace.settings.perRecipient
      let free = known.log.recipients.next(for: found.job.to, on: channel, distance: distance, at: now)
      guard free == nil, distance == nil || recipients.insert(found.job.to).inserted else {
        waiting.append(found)
        if let free { wakeUp = min(wakeUp ?? free, free) }
        continue
      }
      chosen.append(found)
    }
    queue[channel] = waiting + rest
    if !(queue[channel]?.isEmpty ?? true), chosen.isEmpty, let next { wakeUp = min(wakeUp ?? next, next) }
    return chosen
  }

  private func delivery(_ found: DueJob) -> DeliveryJob? {
    guard let survey else { return nil }
    let job = found.job
    var line = survey.line(of: found)
    if let reply = known?.log.lastReply(of: job.lead, at: job.to, on: job.channel), line.last == UInt8(ascii: "}") {
      line = line.dropLast() + Array(#","replied_at":"\#(reply.iso8601)"}"#.utf8)
    }
    return DeliveryJob(
      id: job.id, lead: job.lead, channel: job.channel, step: job.step, to: job.to, line: line,
      attempt: (known?.log[job.id]?.made ?? 0) + 1)
  }

  /// Writes events down, durably, and takes them in. The caller holds the lock.
  ///
  /// - Parameter outcomes: how many events are to follow on these.
  mutating func write(_ events: [DispatchEvent], expecting outcomes: Int = 0, _ now: Timestamp) throws(FileError) {
    let entries = try ledger.append(events, expecting: outcomes, now: now)
    known?.add(entries)
  }

  mutating func stop(_ channel: Channel, _ error: String) {
    paces[channel]?.isStopped = true
    tally.stopped[channel] = error
  }
}
