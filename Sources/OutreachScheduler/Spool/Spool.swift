package import Outreach

/// The spool: requests in, answers and planned jobs out, nothing lost and nothing doubled.
///
/// Each ``turn()`` takes the lock, finishes what an earlier worker left, answers one batch and lets go, so that
/// others come in between.
package struct Spool {
  package struct Settings: Sendable {
    package var inbox: String
    package var outbox: String
    package var rules: ClaimRules
    /// Requests a batch.
    package var batchSize = 2048
    package var slice = SliceLimits()
    /// What the headers of bulk files mean.
    package var columns = ColumnMapping.standard

    package init(inbox: String, outbox: String, rules: ClaimRules) {
      self.inbox = inbox
      self.outbox = outbox
      self.rules = rules
    }
  }

  /// What a turn came to.
  package enum Turn: Sendable {
    /// Somebody else holds the lock.
    case locked
    /// There was nothing to answer.
    case idle
    case answered
  }

  /// What has been done since the start, or since the last ``takeTally()``.
  package struct Tally: Sendable, Equatable {
    package var batches = 0
    package var requests = 0
    package var processed = 0
    package var failed = 0
    package var jobs = 0
    package var rowsAccepted = 0
    package var rowsRejected = 0
    /// Those of the rejected rows in which there is nothing to be mended.
    package var rowsSkipped = 0
    /// Those of the jobs that rows have planned.
    package var rowJobs = 0
    /// Bulk files that were answered to their end.
    package var files: [FinishedFile] = []
    /// The bulk file in hand, if there is one.
    package var bulk: BulkState?
    /// Copies that a drop which was killed had left in the inbox, and which are gone now.
    package var staleDrops: [FileName] = []
    /// Files that somebody may still be writing, as of the last look.
    package var notReady = 0
    /// What went wrong with single files or batches, which are all still where they were; one sentence each.
    package var troubles: [String] = []
    /// Whether all of it was want of room or of a permission.
    package var onlyRefused = true

    package init() {}

    mutating func note(_ error: FileError, _ sentence: String) {
      troubles.append(sentence)
      onlyRefused = onlyRefused && (error.isRefused || error.isFull)
    }
  }

  var settings: Settings
  let files: any FileSystem
  let clock: @Sendable () -> Timestamp
  let prober: any RequestProber
  var planner: SequencePlanner
  var leadBook: LeadBook
  var roster = Roster()
  private var queue: ArraySlice<Inbox.Candidate> = []
  /// Bulk files, which are answered one after the other.
  var bulkQueue: ArraySlice<Inbox.Candidate> = []
  /// Batches that this process gave up undecided, for want of room or a permission: nobody died of their requests.
  var abandoned: Set<BatchID> = []
  /// Bulk files of which a worker may have died.
  var suspects: Set<BatchID> = []
  /// What was found out about them.
  var deadly: [BatchID: DeadlyRows] = [:]
  /// What was read of bulk files to know them by, before their first slices.
  var identities: [BatchID: BulkIdentity] = [:]
  /// How the rows of bulk files are spelled, of which slices are done.
  var forms: [BatchID: BulkForm] = [:]
  /// When the inbox is next looked through for what drops have left.
  private var nextSweep = Timestamp(microseconds: 0)
  /// Batches that were decided and could not be finished this turn, or of which that could not be told.
  var unfinished: Set<BatchID> = []
  package internal(set) var tally = Tally()

  package init(
    settings: Settings, files: any FileSystem, planner: SequencePlanner, leadBook: LeadBook, prober: any RequestProber,
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.settings = settings
    self.files = files
    self.planner = planner
    self.leadBook = leadBook
    self.prober = prober
    self.clock = clock
  }

  package mutating func takeTally() -> Tally {
    defer { tally = Tally() }
    return tally
  }

  /// Takes new settings for the batches to come.
  package mutating func reload(planner: SequencePlanner, leadBook: LeadBook, rules: ClaimRules) {
    self.planner = planner
    self.leadBook = leadBook
    settings.rules = rules
  }

  /// Whether a turn might find something to do. A look without the lock, so that an idle watcher costs next to nothing.
  package func hasWork() throws(SpoolError) -> Bool {
    do throws(FileError) {
      if !queue.isEmpty { return true }
      let inbox = try files.openDirectory(at: settings.inbox)
      defer { files.close(inbox) }
      if try files.list(inbox).contains(where: Inbox.isRequest) { return true }
      do throws(FileError) {
        let processing = try files.openDirectory("processing", in: inbox)
        defer { files.close(processing) }
        return try !files.list(processing).isEmpty
      } catch  where error.isNotFound {
        return false
      }
    } catch {
      throw SpoolError.file(error)
    }
  }

  /// One turn under the lock.
  ///
  /// - Throws: when the spool's own files fail or a lead book is missing. Everything is then in a state from which
  ///   the next turn goes on, here or in another process.
  package mutating func turn() throws(SpoolError) -> Turn {
    do {
      let spool = try SpoolDirectories.open(inbox: settings.inbox, outbox: settings.outbox, in: files)
      defer { spool.close(in: files) }
      guard let lock = try SpoolLock.take(in: spool.outbox, files) else { return .locked }
      defer { lock.release(files) }
      if queue.isEmpty { tally.notReady = 0 }
      let (recovered, homes) = try recover(spool, lock)
      if queue.isEmpty { try look(into: spool.inbox) }
      let next = takeBatch(isBulkInHand: !homes.isEmpty)
      let answered = try !next.isEmpty && answer(next, from: spool.inbox, suspects: [], spool, lock)
      let advanced = try advanceBulk(homes, spool, lock)
      return answered || recovered || advanced || !queue.isEmpty ? .answered : .idle
    } catch let error as SpoolError {
      throw error
    } catch let error as FileError {
      throw SpoolError.file(error)
    } catch let error as LeadBookError {
      throw SpoolError.leadBook(error.message)
    } catch {
      throw SpoolError.leadBook("\(error)")
    }
  }

  private mutating func look(into inbox: Directory) throws(FileError) {
    let now = clock()
    if now >= nextSweep {
      tally.staleDrops += StaleDrops(inbox: inbox, files: files).remove(now: now.microseconds * 1000)
      nextSweep = Timestamp(microseconds: now.microseconds + StaleDrops.patience / 1000)
    }
    let found = try Inbox.scan(inbox, files)
    queue = found.filter { $0.request.bulk == nil }[...]
    bulkQueue = found.filter { $0.request.bulk != nil }[...]
  }

  /// The next one-lead requests. Those that came after a bulk file wait until it is in hand.
  private mutating func takeBatch(isBulkInHand: Bool) -> [Inbox.Candidate] {
    var next = queue.prefix(settings.batchSize)
    if !isBulkInHand, let bulk = bulkQueue.first { next = next.prefix { Inbox.comesFirst($0, bulk) } }
    queue = queue.dropFirst(next.count)
    return Array(next)
  }

  // MARK: A batch

  /// Claims, answers and publishes; whether anything was claimed.
  mutating func answer(
    _ candidates: [Inbox.Candidate], from source: Directory, suspects: Set<FileName>, _ spool: SpoolDirectories,
    _ lock: SpoolLock
  ) throws -> Bool {
    // Before anything is claimed: without its lead book the scheduler would refuse leads that are in it.
    let books = try leadBook.facts(for: candidates.filter(\.request.needsLeadBook).compactMap(\.request.lead))
    roster = try RosterStore.load(spool, files, known: roster, unfinished: unfinished)
    let batch = try nextBatch(spool, lock)
    try lock.note(batch, files)
    try files.makeDirectory(batch.fileName, in: spool.processing)
    let directory = try files.openDirectory(batch.fileName, in: spool.processing)
    defer { files.close(directory) }
    var publication = Publication(batch: batch, directory: directory, spool: spool, files: files)
    defer { publication.close() }
    let decision: Decision
    do {
      var answers = BatchAnswers(
        batch: batch, planner: planner, books: books, roster: roster,
        planned: PlannedSequences(spool: spool, files: files, unfinished: unfinished))
      try claim(candidates, from: source, into: directory, batch, suspects, spool, lock) { answers.draft($0) }
      guard !answers.requests.isEmpty else {
        try files.removeDirectory(batch.fileName, in: spool.processing)
        return false
      }
      decision = try decide(answers, &publication)
    } catch {
      // Nothing is final yet: what was staged goes, the requests stay claimed and are answered afresh next turn.
      abandoned.insert(batch)
      try? Recovery(batch: batch, directory: directory, spool: spool, files: files).undo()
      throw error
    }
    // Until it is settled, others must see what it has staged, and nobody has died of its requests.
    unfinished.insert(batch)
    abandoned.insert(batch)
    try publication.publish(decision.record)
    if let table = decision.table {
      roster = decision.answers.roster
      roster.adopt(table)
    }
    tally.batches += 1
    tally.requests += decision.answers.requests.count
    tally.failed += decision.answers.refused.count
    tally.processed += decision.answers.requests.count - decision.answers.refused.count
    tally.jobs += decision.answers.jobs
    try publication.settle(decision.record)
    unfinished.remove(batch)
    abandoned.remove(batch)
    return true
  }

  /// What a batch comes to, staged and durable.
  private struct Decision {
    var answers: BatchAnswers
    var record: BatchRecord
    var table: Roster.Fold?
  }

  private func decide(
    _ drafted: BatchAnswers, _ publication: inout Publication
  ) throws(FileError) -> Decision {
    var answers = drafted
    try answers.decide(FirstAnswers(spool: publication.spool, files: files))
    let table = try answers.roster.fold(for: publication.batch, in: publication.spool.roster, files)
    let record = try publication.stage(
      answers.outputs, staged: table.map { [$0.output] } ?? [], requests: answers.requests, refused: answers.refused,
      absorbed: table?.absorbed ?? [], wordings: BatchWordings(answers.wordings))
    return Decision(answers: answers, record: record, table: table)
  }

  /// Later than all before it, and nobody else's: what the lock file says may be lost with the machine's power, and
  /// the clock may have gone back.
  func nextBatch(_ spool: SpoolDirectories, _ lock: SpoolLock) throws(FileError) -> BatchID {
    let last = [try lock.lastBatch(files), roster.segments.map(\.last).max()].compactMap(\.self).max()
    var batch = BatchID.next(after: last, now: clock())
    while try spool.hold(batch, in: files) { batch = BatchID.next(after: batch, now: batch.time) }
    return batch
  }

  /// Takes what is ready into the batch and hands it on run by run, in the order in which it counts.
  ///
  /// - Returns: whether there was a bulk file among it.
  @discardableResult
  mutating func claim(
    _ candidates: [Inbox.Candidate], from source: Directory, into directory: Directory, _ batch: BatchID,
    _ suspects: Set<FileName>, _ spool: SpoolDirectories, _ lock: SpoolLock, handOn: ([ClaimedFile]) -> Void
  ) throws -> Bool {
    let claim = Claim(
      files: files, source: source, batch: directory, rules: settings.rules, suspects: suspects,
      now: try files.status(of: batch.fileName, in: spool.processing).changed,
      trustLeases: files.leasesAreTrusted(in: source))
    var strays: [FileName] = []
    var hasBulk = false
    for start in stride(from: 0, to: candidates.count, by: Self.run) {
      var claimed: [ClaimedFile] = []
      for candidate in candidates[start..<min(start + Self.run, candidates.count)] {
        switch claim.take(candidate) {
        case .claimed(let file): claimed.append(file)
        case .claimedBulk: hasBulk = true
        case .notReady: tally.notReady += 1
        case .gone: break
        case .stray(let name, let error):
          strays.append(name)
          if let error { tally.note(error, error.description) }
        case .failed(let error): tally.note(error, error.description)
        }
      }
      if !claimed.isEmpty { handOn(claimed) }
    }
    if !strays.isEmpty { try setAside(strays, from: directory, after: batch, spool, lock) }
    return hasBulk
  }

  /// How many files are claimed before they are handed on: enough to be worth another core's while.
  private static let run = 64

  /// Gives files that were claimed and cannot be answered now a batch of their own, from which recovery takes them
  /// once they are whole.
  private mutating func setAside(
    _ names: [FileName], from directory: Directory, after batch: BatchID, _ spool: SpoolDirectories, _ lock: SpoolLock
  ) throws(FileError) {
    let next = BatchID.next(after: batch, now: batch.time)
    try lock.note(next, files)
    try files.makeDirectory(next.fileName, in: spool.processing)
    let aside = try files.openDirectory(next.fileName, in: spool.processing)
    defer { files.close(aside) }
    abandoned.insert(next)
    for name in names { try files.rename(name, in: directory, to: name, in: aside, replacing: false) }
  }
}

/// Finds the requests that bring an answering process down.
package protocol RequestProber: Sendable {
  /// - Parameter directory: the batch directory's path.
  /// - Returns: those of `names` of which a process died twice by its own fault. A process that was killed from
  ///   outside died of none.
  func deadly(among names: [FileName], in directory: String) -> Set<FileName>

  /// The same for the rows of a bulk file.
  ///
  /// - Parameters:
  ///   - directory: the path of the directory below `processing/` in which the file lies.
  ///   - row: the last one that has been answered.
  ///   - count: how many rows behind it are asked about.
  func deadlyRows(in directory: String, after row: Int, atMost count: Int) -> DeadlyRows
}
