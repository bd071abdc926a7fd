internal import Formats
package import Outreach
package import Requests
package import Storage

/// Looks up, in the calendar and the ledger, what the roster leaves out about an earlier sequence: whose it is,
/// where it goes, and which of its jobs are still to be sent.
///
/// Used for the few requests that meet an active sequence, so files are read when first asked for and then kept
/// for the batch.
package final class PlannedSequences {
  package struct Sequence: Hashable {
    package var id: RequestID
    package var channel: Channel
    package var to: String

    package init(id: RequestID, channel: Channel, to: String) {
      self.id = id
      self.channel = channel
      self.to = to
    }
  }

  private struct Key: Hashable {
    package var day: CivilDay
    package var batch: BatchID
  }

  private let spool: SpoolDirectories
  private let files: any FileSystem
  /// Nil where there is no such file.
  private var calendar: [Key: JobFile?] = [:]
  private var days: [CivilDay]?
  private var ledger: LedgerIndex
  /// Where the events about a batch's jobs begin, if its name ran ahead of them.
  private var beginnings: [BatchID: CivilDay] = [:]
  /// The clock's time.
  private let now: Timestamp?
  /// Jobs by their provider's ids, once somebody has asked.
  private var sentAs: [String: JobID]?

  /// - Parameters:
  ///   - unfinished: batches that were decided and whose files may still have staged names: they count.
  ///   - now: the clock's time: what is said of jobs of batches whose names run ahead of it lies before those names.
  package init(
    spool: SpoolDirectories, files: any FileSystem, unfinished: Set<BatchID> = [], now: Timestamp? = nil
  ) {
    self.spool = spool
    self.files = files
    self.now = now
    ledger = LedgerIndex(unfinished: unfinished)
  }

  /// The sequence that holds this place, or held it; nil if its jobs are not in the calendar any more.
  ///
  /// - Parameter isMeant: tells those apart that had an address one after the other in one batch.
  package func sequence(
    _ active: Roster.Active, held holder: Roster.Holder, on channel: Channel,
    where isMeant: (Sequence) -> Bool = { _ in true }
  ) throws(FileError) -> Sequence? {
    let last = active.until.day
    func find(_ day: CivilDay) throws(FileError) -> Sequence? {
      try file(day, active.batch)?.sequence(active, held: holder, on: channel, where: isMeant)
    }
    if let found = try find(last) { return found }
    for day in try days(of: active) where day != last { if let found = try find(day) { return found } }
    return nil
  }

  /// The lead whose request gave an address besides the one that its messages go to.
  package func lead(answeringFrom address: ContactAddress, of active: Roster.Active) throws(FileError) -> LeadID? {
    for day in try days(of: active) {
      if let lead = try file(day, active.batch)?.lead(answeringFrom: address.text, of: active) { return lead }
    }
    return nil
  }

  /// The addresses that a lead's request gave besides the one that its messages go to.
  package func also(givenBy lead: LeadID, of active: Roster.Active, on channel: Channel) throws(FileError) -> [String] {
    let request = RequestID(lead: lead, batch: active.batch, ordinal: active.ordinal)
    let first = JobID(request: request, channel: channel, step: 1)
    for day in try days(of: active) {
      if let found = try file(day, active.batch)?.also(givenWith: first) { return found }
    }
    return []
  }

  /// Whether every day on which it has jobs was put away, which only happens when all of them have ended: told by names
  /// alone, since reading what was compressed takes time.
  package func wasPruned(_ active: Roster.Active) throws(FileError) -> Bool {
    if active.isMoved { return false }
    if try exists(active.batch, on: active.until.day, in: spool.jobs) { return false }
    guard let done = try files.openIfThere("done", in: spool.outbox) else { return false }
    defer { files.close(done) }
    var isThere = false
    for day in try days(of: active) {
      if try exists(active.batch, on: day, in: spool.jobs) { return false }
      if !isThere { isThere = try exists(active.batch, on: day, in: done) }
    }
    return isThere
  }

  private func exists(_ batch: BatchID, on day: CivilDay, in parent: Directory) throws(FileError) -> Bool {
    guard let directory = try files.openIfThere(FileName(day.iso8601), in: parent) else { return false }
    defer { files.close(directory) }
    for name in [BatchFiles.name(of: batch), BatchFiles.compressedName(of: batch)] {
      if try files.exists(name, in: directory) { return true }
    }
    return false
  }

  /// Whether every one of its messages has been sent or will not be.
  package func isOver(
    _ sequence: Sequence, active: Roster.Active, touched: TouchedJobs
  ) throws(FileError) -> Bool {
    let ledger = try ledger(of: active.batch, isAhead: active.until < active.batch.time)
    return (1...max(1, active.steps)).allSatisfy { step in
      let job = JobID(request: sequence.id, channel: sequence.channel, step: step)
      return touched.hasEnded(job) || ledger.hasEnded(job)
    }
  }

  package func wasSentInPart(_ sequence: Sequence, steps: Int) throws(FileError) -> Bool {
    let ledger = try ledger(of: sequence.id.batch)
    return (1...max(1, steps)).contains {
      ledger.wasSent(JobID(request: sequence.id, channel: sequence.channel, step: $0))
    }
  }

  /// Its jobs that earlier batches left pending, in the order of their steps.
  package func pending(_ sequence: Sequence, _ active: Roster.Active) throws(FileError) -> [PlannedJob] {
    var ledger = try ledger(of: sequence.id.batch)
    var found: [PlannedJob] = []
    var unmoved: [JobID] = []
    for step in 1...max(1, active.steps) {
      let id = JobID(request: sequence.id, channel: sequence.channel, step: step)
      if ledger.hasEnded(id) { continue }
      guard let move = ledger.move(of: id) else {
        unmoved.append(id)
        continue
      }
      if let job = try file(move.day, move.batch)?.job(id, revision: move.revision) { found.append(job) }
    }
    for day in try days(of: active) where !unmoved.isEmpty {
      guard let file = try file(day, active.batch) else { continue }
      unmoved.removeAll { id in
        guard let job = file.job(id, revision: 0) else { return false }
        found.append(job)
        return true
      }
    }
    // What lies before the batch's own day was planned when the clock was behind its name, and so were events about it.
    if let day = found.map(\.sendAt.day).min(), day < sequence.id.batch.time.day {
      ledger = try self.ledger(since: day)
      found.removeAll { ledger.hasEnded($0.id) }
    }
    return found.sorted { $0.id.step < $1.id.step }
  }

  /// A job of an earlier batch as it was planned, whatever has become of it; nil if the calendar has no such job.
  package func job(_ id: JobID) throws(FileError) -> PlannedJob? {
    let batch = id.request.batch
    let all = try allDays()
    for day in all.filter({ $0 >= batch.time.day }) + all.reversed().filter({ $0 < batch.time.day }) {
      if let job = try file(day, batch)?.job(id, revision: 0) { return job }
    }
    return nil
  }

  /// The same where it was last moved to.
  package func movedJob(_ id: JobID) throws(FileError) -> PlannedJob? {
    guard let move = try ledger(of: id.request.batch).move(of: id) else { return nil }
    return try file(move.day, move.batch)?.job(id, revision: move.revision)
  }

  /// How far back messages are looked for by their provider's ids: later than that nobody says that one has arrived.
  package static let receiptDays = 40

  /// The job whose message the channel's provider calls so; nil if nobody has said that of one lately.
  package func job(sentAs provider: String) throws(FileError) -> JobID? {
    if let known = sentAs { return known[provider] }
    var found: [String: JobID] = [:]
    let days = try files.list(spool.ledger).compactMap { $0.name.text.flatMap { CivilDay(iso8601: $0) } }.sorted()
    guard let last = days.last else { return nil }
    for day in days where day.number > last.number - Self.receiptDays {
      let directory = try files.openDirectory(FileName(day.iso8601), in: spool.ledger)
      defer { files.close(directory) }
      for entry in try files.list(directory) where entry.name.hasSuffix(".ndjson") && !entry.name.hasPrefix(".") {
        // Copied, not mapped: a process may be appending to it.
        FileContents(copying: try files.readFile(entry.name, in: directory)).forEachLine { line, _, _ in
          guard line.firstOffset(of: #""provider_id""#) != nil,
            let value = try? JSONValue(parsing: line.bindMemory(to: UInt8.self)), value["event"]?.string == "sent",
            let id = value["provider_id"]?.string, let job = value["job_id"]?.string.flatMap(JobID.init)
          else { return }
          found[id] = job
        }
      }
    }
    sentAs = found
    return found[provider]
  }

  /// Whether a sender has said this of the job before this batch.
  package func wasReported(_ job: JobID, _ outcome: CommandOrder.Report.Outcome) throws(FileError) -> Bool {
    try ledger(of: job.request.batch).wasReported(job, outcome.event)
  }

  /// Whether it was written down before this batch that nobody knows what became of the job.
  package func isUnknown(_ job: JobID) throws(FileError) -> Bool {
    try ledger(of: job.request.batch).wasReported(job, .unknown)
  }

  /// Whether the job alone was cancelled before this batch.
  package func wasCancelled(_ job: JobID) throws(FileError) -> Bool {
    try ledger(of: job.request.batch).wasReported(job, .cancelled)
  }

  /// How far it has come with a job whose end nobody has told.
  package enum Progress: Hashable, Sendable {
    case planned
    /// Another program may fetch it, and has not.
    case released
    /// Somebody has begun to send it, and has not said what came of it.
    case onItsWay
  }

  package func progress(of job: JobID) throws(FileError) -> Progress {
    guard try ledger(of: job.request.batch).isBeingSent(job) else { return .planned }
    guard let due = try files.openIfThere(ReleasedFile.directory, in: spool.outbox) else { return .onItsWay }
    defer { files.close(due) }
    guard let directory = try files.openIfThere(ReleasedFile.directory(of: job.channel), in: due) else {
      return .onItsWay
    }
    defer { files.close(directory) }
    return try files.exists(ReleasedFile.name(of: job.description), in: directory) ? .released : .onItsWay
  }

  // MARK: Files

  private func ledger(since day: CivilDay) throws(FileError) -> LedgerIndex {
    try ledger.extend(to: day, in: spool, files)
    return ledger
  }

  /// What the ledger says of a batch's jobs: mostly nothing before its own day.
  private func ledger(of batch: BatchID, isAhead: Bool = false) throws(FileError) -> LedgerIndex {
    try ledger(since: beginning(of: batch, isAhead))
  }

  /// The batch's own day; if its name ran ahead of the clock, the first day for which it planned something.
  ///
  /// - Parameter isAhead: whether that is known; while the clock is behind the name it is plain.
  private func beginning(of batch: BatchID, _ isAhead: Bool) throws(FileError) -> CivilDay {
    let own = batch.time.day
    guard let now, isAhead || batch.time > now else { return own }
    if let known = beginnings[batch] { return known }
    var first = min(own, now.day)
    for day in try allDays() where day < first {
      guard try file(day, batch) != nil else { continue }
      first = day
    }
    beginnings[batch] = first
    return first
  }

  /// The days on which jobs of a sequence can lie, the likely ones first: a batch's name may have run ahead of the clock,
  /// and then its jobs lie before its day. One that was moved may have had its last message later than now.
  private func days(of active: Roster.Active) throws(FileError) -> [CivilDay] {
    let own = active.batch.time.day
    let all = try allDays().filter { active.isMoved || $0 <= active.until.day }
    return all.filter { $0 >= own } + all.reversed().filter { $0 < own }
  }

  private func allDays() throws(FileError) -> [CivilDay] {
    if let days { return days }
    var found = Set(try files.list(spool.jobs).compactMap { $0.name.text.flatMap { CivilDay(iso8601: $0) } })
    if let done = try files.openIfThere("done", in: spool.outbox) {
      defer { files.close(done) }
      found.formUnion(try files.list(done).compactMap { $0.name.text.flatMap { CivilDay(iso8601: $0) } })
    }
    let sorted = found.sorted()
    days = sorted
    return sorted
  }

  private func file(_ day: CivilDay, _ batch: BatchID) throws(FileError) -> JobFile? {
    let key = Key(day: day, batch: batch)
    if let known = calendar[key] { return known }
    var found = try read(batch, day, in: spool.jobs)
    if found == nil, let done = try files.openIfThere("done", in: spool.outbox) {
      defer { files.close(done) }
      found = try read(batch, day, in: done)
      if found == nil { found = try readCompressed(batch, day, in: done) }
    }
    calendar[key] = .some(found)
    return found
  }

  private func readCompressed(_ batch: BatchID, _ day: CivilDay, in done: Directory) throws(FileError) -> JobFile? {
    do throws(FileError) {
      let directory = try files.openDirectory(FileName(day.iso8601), in: done)
      defer { files.close(directory) }
      let bytes = try files.expandFile(BatchFiles.compressedName(of: batch), in: directory)
      return JobFile(FileContents(copying: bytes))
    } catch  where error.isNotFound {
      return nil
    }
  }

  private func read(_ batch: BatchID, _ day: CivilDay, in parent: Directory) throws(FileError) -> JobFile? {
    do throws(FileError) {
      let directory = try files.openDirectory(FileName(day.iso8601), in: parent)
      defer { files.close(directory) }
      let name = BatchFiles.name(of: batch)
      do throws(FileError) {
        return JobFile(try files.contents(of: name, in: directory))
      } catch  where error.isNotFound {
        // Of a batch that was decided and is not finished yet.
        return JobFile(try files.contents(of: BatchFiles.stagedName(name, of: batch), in: directory))
      }
    } catch  where error.isNotFound {
      return nil
    }
  }
}
