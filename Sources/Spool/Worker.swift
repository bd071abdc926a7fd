package import Formats
internal import Generating
package import Leads
package import Outreach
package import Records
package import Requests
package import Scheduling
package import Storage

/// The spool's worker: requests in, answers and planned jobs out, nothing lost and nothing doubled.
///
/// Each ``turn()`` takes the lock, finishes what an earlier worker left, answers batches for half a second and lets go, so
/// that others come in between.
package struct Worker {
  /// Where the spool lies, and how much is taken at a time.
  package struct Settings: Sendable {
    /// A directory's path.
    package var inbox: String
    /// A directory's path.
    package var outbox: String
    /// Which files are taken.
    package var rules: ClaimRules
    /// Requests a batch.
    package var batchSize = 2048
    /// How much of a bulk file is answered before the lock is let go.
    package var slice = SliceLimits()
    /// Whether rows of bulk files that were only skipped are kept in a file of their own.
    package var keepsSkipped = false
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
    /// Something was done; there may be more.
    case answered
  }

  package var settings: Settings
  package let files: any FileSystem
  package let clock: @Sendable () -> Timestamp
  package let prober: any CrashProbe
  let helpers: HelperThreads
  package var planner: SequencePlanner
  package var leadBook: LeadBook
  package var roster = Roster()
  /// One-lead requests that were seen in the inbox and not claimed yet, in their order.
  var queue: ArraySlice<Inbox.Candidate> = []
  /// Bulk files, which are answered one after the other.
  var bulkQueue: ArraySlice<Inbox.Candidate> = []
  var batches = BatchesInHand()
  var leadsBehind = LeadsBehind()
  /// By the batch that claimed it.
  var bulkFiles: [BatchID: BulkFileMemory] = [:]
  /// When the inbox is next looked through for what drops have left.
  private var nextSweep = Timestamp(microseconds: 0)
  package internal(set) var tally = Tally()
  /// What is being written for requests that wait; nil if only the templates write.
  var words: WordsRoom?

  package init(
    settings: Settings, files: any FileSystem, planner: SequencePlanner, leadBook: LeadBook, prober: any CrashProbe,
    helpers: HelperThreads = .shared, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.settings = settings
    self.files = files
    self.planner = planner
    self.leadBook = leadBook
    self.prober = prober
    self.helpers = helpers
    self.clock = clock
    if let generator = planner.generator as? WordsGenerator { words = WordsRoom(planner, generator) }
  }

  /// The tally so far; from here on another one is kept.
  package mutating func takeTally() -> Tally {
    defer { tally = Tally() }
    return tally
  }

  /// Takes new settings for the batches to come.
  package mutating func reload(planner: SequencePlanner, leadBook: LeadBook, rules: ClaimRules) {
    self.planner = planner
    self.leadBook = leadBook
    settings.rules = rules
    if let generator = planner.generator as? WordsGenerator {
      words = WordsRoom(planner, generator)
    } else {
      words = nil
    }
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
        return try files.list(processing).contains { BatchID($0.name) != nil }
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
    var isWhole = false
    // What was to be claimed lies in the inbox still, and came before what is left of the queue.
    defer { if !isWhole { queue = [] } }
    do {
      let spool = try SpoolDirectories.open(inbox: settings.inbox, outbox: settings.outbox, in: files)
      defer { spool.close(in: files) }
      guard let lock = try SpoolLock.take(in: spool.outbox, files) else {
        isWhole = true
        return .locked
      }
      defer { lock.release(files) }
      if queue.isEmpty { tally.notReady = 0 }
      tally.nameAhead = NameAhead.warning(try lock.lastBatch(files), now: clock())
      let (recovered, homes) = try recover(spool, lock)
      if queue.isEmpty { try look(into: spool.inbox) }
      let answered = try answerQueue(in: spool, under: lock, isBulkInHand: !homes.isEmpty)
      let advanced = try advanceBulk(homes, in: spool, under: lock)
      isWhole = true
      return answered || recovered || advanced || !queue.isEmpty ? .answered : .idle
    } catch let error as SpoolError {
      throw Self.sharpened(error, outbox: settings.outbox)
    } catch let error as FileError {
      throw Self.sharpened(.file(error), outbox: settings.outbox)
    } catch let error as LeadBookError {
      throw SpoolError.leadBook(error.message)
    } catch {
      throw SpoolError.leadBook("\(error)")
    }
  }

  /// The roster is made of what else there is, so there is something to be done about it.
  private static func sharpened(_ error: SpoolError, outbox: String) -> SpoolError {
    guard case .file(let file) = error, file.code == FileError.damaged, file.path.hasPrefix("\(outbox)/roster/")
    else { return error }
    return .rosterDamaged(file.path)
  }

  /// The roster as it stands; what is planned from here on is to be put before it.
  mutating func loadRoster(_ spool: SpoolDirectories) throws(SpoolError) {
    roster = try RosterStore.load(spool, files, known: roster, unfinished: batches.unfinished)
    planner.rosterSeed = roster.seed
  }

  /// Sees what is in the inbox now.
  private mutating func look(into inbox: Directory) throws(FileError) {
    let now = clock()
    if now >= nextSweep {
      tally.staleDrops += StaleDrops(inbox: inbox, files: files).remove(now: FileTime(now))
      nextSweep = now.adding(microseconds: StaleDrops.patience / 1000)
    }
    let found = try Inbox.scan(inbox, files)
    queue = takeable(found.filter { $0.request.bulk == nil })[...]
    bulkQueue = found.filter { $0.request.bulk != nil }[...]
  }

  /// The next one-lead requests. Those that came after a bulk file wait until it is in hand.
  mutating func takeBatch(isBulkInHand: Bool) -> [Inbox.Candidate] {
    var next = queue.prefix(settings.batchSize)
    if !isBulkInHand, let bulk = bulkQueue.first { next = next.prefix { Inbox.comesFirst($0, bulk) } }
    queue = queue.dropFirst(next.count)
    return Array(next)
  }
}
