package import Inspection
package import Leads
package import Outreach
internal import Requests
package import Scheduling
package import Storage

/// Sends what is due: in waves, each of which is written down before it goes out and after it has.
///
/// The spool's own lock is held only to choose and to write; while messages are on their way everybody else works on. One
/// dispatcher a spool: whoever has made one holds `outbox/.dispatch`, see ``DispatchLock``.
package struct Dispatcher {
  package struct Settings: Sendable {
    /// Directories' paths.
    package var inbox: String
    package var outbox: String
    package var rule: DueRule
    package var delivery: [Channel: DeliverySettings]
    /// Whether a request that names no channel leaves it to us.
    package var choosesChannel = false
    /// Asked again before anybody is written to.
    package var leadBook = LeadBook.none
    /// What bulk files' columns mean.
    package var columns: ColumnMapping
    package var backoff = Backoff()
    /// Messages of a channel that are handed over at once at most.
    package var wave = 256

    package init(
      inbox: String, outbox: String, rule: DueRule, delivery: [Channel: DeliverySettings], choosesChannel: Bool = false,
      columns: ColumnMapping = .standard
    ) {
      self.inbox = inbox
      self.outbox = outbox
      self.rule = rule
      self.delivery = delivery
      self.choosesChannel = choosesChannel
      self.columns = columns
    }
  }

  /// The world besides files, so that tests can have their own.
  package struct Surroundings {
    package var clock: () -> Timestamp
    package var sleep: (_ milliseconds: Int32) -> Void
    /// From 0 up to 1.
    package var random: () -> Double

    package init(
      clock: @escaping () -> Timestamp, sleep: @escaping (_ milliseconds: Int32) -> Void,
      random: @escaping () -> Double
    ) {
      self.clock = clock
      self.sleep = sleep
      self.random = random
    }
  }

  /// What a turn came to.
  package enum Turn: Hashable, Sendable {
    /// Somebody else holds the spool's lock.
    case locked
    /// Nothing may go out now; at that time something of what is known may.
    case idle(until: Timestamp?)
    /// So many messages were handed over; there may be more.
    case sent(Int)
  }

  let settings: Settings
  let files: any FileSystem
  let surroundings: Surroundings
  let senders: [Channel: any ChannelSender]
  var ledger: DispatchLedger
  let outbox: Directory
  var paces: [Channel: Pace]
  var waves: [Channel: WaveSize]
  var tally = DispatchTally()
  /// What could not be put into the inbox; told once the wave is written down.
  var dropTrouble: FileError?
  /// What is known to be due, in the order in which it goes.
  var queue: [Channel: ArraySlice<DueJob>] = [:]
  var survey: DueSurvey?
  var known: DueLedger?
  var tail = LedgerTail()
  /// What lies unanswered in the inbox, and when that is looked at next.
  var stops = UnansweredStops()
  var nextLookForStops = Timestamp(microseconds: 0)
  var bookRefusals: BookRefusals
  /// Why a lead book could not be asked last; then nothing is sent.
  package internal(set) var bookTrouble: String?
  /// The day from which the ledger's news are read.
  var firstDay = CivilDay(number: 0)
  /// When the spool is next looked through whatever has happened.
  var nextSurvey = Timestamp(microseconds: 0)
  /// The spool's last batch when it was last looked through.
  var lastBatch: BatchID?
  /// Of what waits, the first that may go.
  var wakeUp: Timestamp?
  var hasBegun = false
  var fallback: Fallback

  /// - Throws: if the outbox is not there.
  package init(
    settings: Settings, files: any FileSystem, senders: [Channel: any ChannelSender], surroundings: Surroundings
  ) throws(FileError) {
    self.settings = settings
    self.files = files
    self.senders = senders
    self.surroundings = surroundings
    bookRefusals = BookRefusals(settings.leadBook)
    outbox = try files.openDirectory(at: settings.outbox)
    ledger = DispatchLedger(outbox: outbox, files: files)
    waves = senders.mapValues { WaveSize(from: $0.atOnce, upTo: settings.wave) }
    fallback = Fallback(
      inbox: settings.inbox, columns: settings.columns, choosesChannel: settings.choosesChannel, files: files)
    paces = settings.delivery.mapValues { Pace($0, settings.rule.windows[$0.channel]) }
  }

  package mutating func close() {
    ledger.close()
    files.close(outbox)
  }

  /// Messages that are due and wait for a limit, or for an account.
  package var waiting: Int { queue.values.reduce(0) { $0 + $1.count } }

  /// Those among them whose account is refused.
  package var waitingForAccount: Int {
    queue.reduce(0) { $0 + (paces[$1.key]?.isStopped ?? false ? $1.value.count : 0) }
  }

  /// What has been done since the last call.
  package mutating func takeTally() -> DispatchTally {
    defer { tally = DispatchTally(stopped: tally.stopped) }
    return tally
  }

  /// Looks what is due, and sends a wave of it.
  package mutating func turn() throws(FileError) -> Turn {
    guard let wave = try prepareWave() else { return .locked }
    var count = 0
    for channel in Channel.allCases {
      guard let jobs = wave[channel], !jobs.isEmpty, let sender = senders[channel] else { continue }
      count += jobs.count
      try send(jobs, on: channel, through: sender)
    }
    if count > 0 { return .sent(count) }
    return .idle(until: wakeUp)
  }

  /// Looks through the spool and says what would go out now, in its order; writes nothing.
  package mutating func rehearse() throws(FileError) -> [DueJob] {
    let view = try SpoolView.open(inbox: settings.inbox, outbox: settings.outbox, in: files)
    defer { view.close() }
    let now = surroundings.clock()
    var survey = try DueSurvey(view, settings.rule, now: now, ledgerFrom: settings.firstLedgerDay)
    do throws(LeadBookError) {
      try survey.heed(&bookRefusals, view)
    } catch {
      bookTrouble = error.message + Self.whyNothingGoes
      return []
    }
    (self.survey, known, stops) = (survey, survey.ledger, survey.stops)
    enqueue(survey)
    var chosen: [DueJob] = []
    for channel in Channel.allCases { chosen += choose(channel, now, upTo: .max) }
    return chosen
  }
}

extension Dispatcher {
  /// Of a message that ``rehearse()`` has chosen, its line with a line end.
  package func shownLine(of found: DueJob) -> [UInt8] { survey?.shownLine(of: found) ?? [] }
}

extension Dispatcher.Settings {
  /// A ramp counts the days on which something went out, however long ago.
  var firstLedgerDay: CivilDay? {
    delivery.values.contains { !$0.cap.ramp.isEmpty } ? CivilDay(number: 0) : nil
  }
}
