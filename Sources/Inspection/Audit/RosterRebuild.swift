internal import Formats
internal import Outreach
package import Records
internal import Requests
internal import Spool
package import Storage

/// Remakes the roster from what it is an index of: jobs, ledger, and the answers kept in `processed/`.
///
/// To be run under the spool's lock. One new table that spans all batches is published by one rename: before it the
/// old tables count, after it they are superfluous and only wait to be removed.
package struct RosterRebuild {
  /// What the remade roster holds.
  package struct Rebuilt: Sendable, Equatable {
    /// Places that are held by a sequence with something still to be sent.
    package var active = 0
    package var answers = 0
    package var removed = 0
  }

  private let spool: SpoolDirectories
  private let files: any FileSystem
  /// What a sequence was for if neither its request nor its answer tells.
  private let objective: String

  package init(_ spool: SpoolDirectories, _ files: any FileSystem, objective: String) {
    self.spool = spool
    self.files = files
    self.objective = objective
  }

  private static let stagedName: FileName = ".rebuild~.roster"

  /// Remakes the roster; the caller holds the spool's lock.
  package func run() throws(FileError) -> Rebuilt {
    try finishDecided()
    let view = SpoolView(
      inbox: spool.inbox, outbox: spool.outbox, files: files,
      settled: try SettledBatches(inbox: spool.inbox, outbox: spool.outbox, files: files, isAlone: true))
    // A bulk file may be answered in part.
    let batches = try ProcessedBatch.all(view) + ProcessedBatch.atWork(view)
    let sequences = try SequenceIndex(view).inOrder
    var outcome = Rebuilt()
    let events = try LedgerLog(view).entries.sorted { $0.place < $1.place }
    // Of who was erased nothing is left but keys of that seed; else the tables' own is as good as any.
    let seed =
      events.lazy.compactMap(\.erased?.seed).first ?? (try? RosterStore.load(spool, files, known: Roster()))?.seed
    var roster = seed.map { Roster(seed: $0) } ?? Roster()
    note(sequences, wordings: try SequenceWordings(batches, view), roster: &roster, outcome: &outcome)
    try noteAnswers(batches, view: view, roster: &roster, outcome: &outcome)
    Self.noteConsent(events, &roster)
    Self.noteStops(sequences, &roster)
    Self.noteCorrespondents(sequences, &roster)

    let tables = try files.list(spool.roster).map(\.name)
    let spans = tables.compactMap { Roster.span(of: $0) }
    let known =
      batches.map(\.id) + batches.flatMap { $0.slices.map(\.batch) } + sequences.map(\.id.batch)
      + spans.flatMap { [$0.first, $0.last] }
    guard let first = known.min(), let last = known.max() else { return outcome }
    let name = Roster.segmentName(first: first, last: last)
    do throws(FileError) { try files.remove(Self.stagedName, in: spool.roster) } catch  where error.isNotFound {}
    try roster.writeChanges(Self.stagedName, in: spool.roster, files)
    try files.rename(Self.stagedName, in: spool.roster, to: name, in: spool.roster, replacing: true)
    try files.sync(spool.roster)
    for old in tables where old != name && Roster.span(of: old) != nil {
      try files.remove(old, in: spool.roster)
      outcome.removed += 1
    }
    try files.sync(spool.roster)
    return outcome
  }

  /// What was decided before counts, however little of it is published yet. What was not is answered by the next run.
  func finishDecided() throws(FileError) {
    for batch in try files.list(spool.processing).compactMap({ BatchID($0.name) }).sorted() {
      let directory = try files.openDirectory(batch.fileName, in: spool.processing)
      defer { files.close(directory) }
      var recovery = Recovery(batch: batch, directory: directory, spool: spool, files: files)
      if let record = try recovery.bindingRecord() {
        try recovery.rollForward(record)
        continue
      }
      let names = try files.list(directory).map(\.name)
      guard let home = BulkFile(batch: batch, directory: directory, names: names), let slice = home.unsettled else {
        continue
      }
      recovery = Recovery(slice: slice, of: home, spool, files)
      if let record = try recovery.bindingRecord() { try recovery.rollForward(record) }
    }
  }

  private func note(
    _ sequences: [SequenceState], wordings: SequenceWordings, roster: inout Roster, outcome: inout Rebuilt
  ) {
    // The ended ones first: what goes on must not lose its place to what has ended.
    for sequence in sequences.filter({ $0.pendingUntil == nil }) + sequences.filter({ $0.pendingUntil != nil }) {
      var active = Roster.Active(
        batch: sequence.id.batch, ordinal: sequence.id.ordinal, steps: sequence.steps, until: sequence.until)
      active.isMoved = sequence.isMoved
      let objective = wordings.objective(of: sequence.id) ?? objective
      for holder in sequence.places {
        let place = roster.place(holder, on: sequence.channel, objective: objective)
        roster.begin(active, at: place, after: roster.contact(at: place))
        if sequence.wasReplacedUnsent { roster.forgetContact(at: place) }
        if let pending = sequence.pendingUntil, pending < active.until {
          // Its last jobs have ended one by one; a day before the planned one hides the planned lines.
          var shorter = active
          (shorter.until, shorter.isMoved) = (pending, true)
          roster.move(shorter, of: holder, on: sequence.channel)
        }
        if sequence.pendingUntil == nil { roster.end(holder, on: sequence.channel) } else { outcome.active += 1 }
      }
    }
  }

  private func noteAnswers(
    _ batches: [ProcessedBatch], view: SpoolView, roster: inout Roster, outcome: inout Rebuilt
  ) throws(FileError) {
    for batch in batches {
      let names = Set(batch.names)
      for request in batch.requests where names.contains(FirstAnswers.fileName(for: request)) {
        guard let checksum = try batch.fingerprint(request, view)?.checksum else { continue }
        roster.noteAnswer(to: request, batch: batch.id, checksum: checksum)
        outcome.answers += 1
      }
      var before = BulkProgress()
      for (slice, record) in batch.slices.sorted(by: { $0.batch < $1.batch }) {
        guard let progress = record.slice else { continue }
        if progress.hasPlanned(since: before) { roster.noteFile(progress.identity, batch: batch.id) }
        before = progress
        for request in record.referenced.requests {
          roster.noteAnswer(to: request, batch: slice, checksum: 0)
          outcome.answers += 1
        }
      }
    }
  }
}

extension SequenceIndex {
  /// From all the jobs there are.
  package init(_ view: SpoolView) throws(FileError) {
    self.init()
    let calendar = JobCalendar(view: view)
    let fold = JobFold(try LedgerLog(view).entries)
    var rest = try calendar.list()[...]
    while !rest.isEmpty {
      let found = parallelMap(Array(rest.prefix(16)), run: 1) {
        file -> Result<[(CalendarJob, CalendarJob.Status, JobEvents)], FileError> in
        do throws(FileError) {
          var jobs: [(CalendarJob, CalendarJob.Status, JobEvents)] = []
          try calendar.contents(of: file)?.forEachLine { (line, _, _) throws(FileError) in
            guard let job = CalendarJob(line: line), fold.isEffective(job) else { return }
            jobs.append((job, fold.status(of: job).status, JobEvents(of: job, in: fold)))
          }
          return .success(jobs)
        } catch { return .failure(error) }
      }
      for jobs in found { for (job, status, events) in try jobs.get() { add(job, status: status, events: events) } }
      rest = rest.dropFirst(16)
    }
  }
}
