package import Outreach
internal import Records
internal import Requests
internal import Spool
package import Storage

/// Whether every request, job and event is accounted for. Reads only.
///
/// What is looked at is the spool as of one moment: batches that were settled then. What others do meanwhile is theirs.
package struct Audit {
  /// How much was looked at, and what was wrong with it.
  package struct Report: Sendable {
    package var findings: [AuditFinding] = []
    /// Notes do not count.
    package var problems: Int { findings.count { !$0.isNote } }
    package var batches = 0
    package var requests = 0
    package var jobs = 0
    package var events = 0
    /// False if batches followed each other so fast that the roster was never still.
    package var rosterWasCompared = true
  }

  package let inbox: String
  package let outbox: String
  package let view: SpoolView
  package var report = Report()
  /// The jobs that count, by sequence.
  var sequences = SequenceIndex()
  /// Where each job line lies, by job and revision.
  package var places: [JobKey: (file: Int, line: Int)] = [:]

  /// By name, what the last batch has published that is known to have answered under it.
  var answers: [FileName: (batch: BatchID, output: BatchRecord.Output)] = [:]

  /// The day of the last event, as far as its writer knows.
  var lastEvent: CivilDay?

  /// Job files that are damaged, and named already.
  package var unreadable: Set<JobCalendar.File> = []

  package struct JobKey: Hashable {
    package var id: String
    var revision: Int
  }

  /// - Parameter now: the clock's time; without it nothing is said of names ahead of it.
  package static func run(
    inbox: String, outbox: String, in files: any FileSystem, now: Timestamp? = nil
  ) throws(FileError) -> Report {
    // Roster and batches must be of the same moment; a worker may be at it.
    for attempt in 0..<8 {
      let view = try SpoolView.open(inbox: inbox, outbox: outbox, in: files)
      defer { view.close() }
      let roster = try AuditedRoster(view)
      let isOfThisMoment = roster.spans.allSatisfy { view.settled.contains($0.last) }
      guard isOfThisMoment || attempt == 7 else { continue }
      var audit = Audit(inbox: inbox, outbox: outbox, view: view)
      try audit.examine(isOfThisMoment ? roster : nil)
      if let now, let warning = NameAhead.warning(SpoolLock.lastBatch(in: view.outbox, files), now: now) {
        audit.find("\(outbox)/.lock", warning, isNote: true)
      }
      audit.report.findings.sort { ($0.path, $0.line ?? 0, $0.message) < ($1.path, $1.line ?? 0, $1.message) }
      return audit.report
    }
    return Report()
  }

  private init(inbox: String, outbox: String, view: SpoolView) {
    self.inbox = inbox
    self.outbox = outbox
    self.view = view
  }

  private mutating func examine(_ roster: AuditedRoster?) throws(FileError) {
    let log = try LedgerLog(view)
    let fold = JobFold(log.entries)
    var damaged: [FileName] = []
    let batches = try ProcessedBatch.all(view) { damaged.append($0) }
    for name in damaged { find("\(inbox)/processed/\(name)", "the archive is damaged") }
    report.batches = batches.count
    report.events = log.entries.count
    lastEvent = log.entries.map(\.place.batch.time.day).max()
    let atWork = try ProcessedBatch.atWork(view)
    try examineCalendar(fold, AcceptedLeads(batches + atWork, unreadable: damaged.compactMap(DayArchive.day)))
    examineLedger(log)
    for batch in batches { try examine(batch) }
    try examineAnswers()
    for home in atWork { try examineSlices(of: home, "\(inbox)/processing/\(home.id)") }
    try examineFailed()
    if try Erasure.isUnfinished(in: view.outbox, view.files) {
      find(
        "\(outbox)/\(Erasure.intent)", "an erasure was cut short; the next run, dispatch or erase brings it to its end")
    }
    if try LostLedger.isLost(in: view.outbox, view.files) { find("\(outbox)/ledger", LostLedger.message(outbox)) }
    if let roster { try compare(roster) } else { report.rosterWasCompared = false }
    try examineNames()
  }

  package mutating func find(_ path: String, line: Int? = nil, _ message: String, isNote: Bool = false) {
    report.findings.append(AuditFinding(path: path, line: line, message: message, isNote: isNote))
  }
}

/// Which leads each batch has accepted requests of.
struct AcceptedLeads {
  private var leads: [BatchID: Set<LeadID>] = [:]
  /// Slices of bulk files, whose names tell no leads; their records vouch for every byte of their jobs.
  private var bulk: Set<BatchID> = []
  /// Days whose archives tell nothing.
  private let unreadable: Set<CivilDay>

  package init(_ batches: [ProcessedBatch], unreadable days: [CivilDay]) {
    unreadable = Set(days)
    for batch in batches {
      for request in batch.requests {
        if let lead = RequestName(request).lead { leads[batch.id, default: []].insert(lead) }
      }
      bulk.formUnion(batch.slices.map(\.batch))
    }
  }

  func include(_ id: RequestID) -> Bool {
    leads[id.batch]?.contains(id.lead) ?? false || bulk.contains(id.batch) || unreadable.contains(id.batch.time.day)
  }
}
