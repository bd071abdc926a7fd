internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// The next rows of a bulk file, a slice at a time: each is a batch of its own.
extension Worker {
  /// - Throws: a ``Refusal`` if the whole file is refused, ``RepeatedFile`` if it was answered before.
  mutating func answerSlice(
    of home: BulkFile, from start: BulkProgress, _ spool: SpoolDirectories, _ lock: SpoolLock
  ) throws {
    let deadly = poisonRows(of: home, after: start.rows)
    try loadRoster(spool)
    let batch = try nextBatch(spool, lock)
    try lock.note(batch, files)
    let recovery = Recovery(slice: batch, of: home, spool, files)
    try lock.confirm(in: spool.outbox, files)
    batches.begin(batch)
    let slice: DecidedSlice
    do {
      // An empty record says whose is what is found under staged names, and that somebody was at it who may have died.
      try files.createFile(recovery.recordName, in: home.directory, bytes: [])
      slice = try decideSlice(batch, of: home, from: start, deadly: deadly, in: spool, under: lock)
    } catch  where error is Refusal || error is RepeatedFile {
      try recovery.undo()
      batches.settle(batch)
      throw error
    } catch is WordsAwaited {
      try recovery.undo()
      batches.settle(batch)
      words?.await(home.batch, from: start)
      return
    } catch is BulkIdentity.Unread {
      try recovery.undo()
      batches.settle(batch)
      return
    } catch {
      try? recovery.undo()
      if (error as? FileError)?.isLockLost == true { home.forsake(spool, files) }
      throw error
    }
    var writer = slice.writer
    defer { writer.close() }
    let staged = slice.staged
    batches.decide(batch)
    try writer.publish(staged, under: lock)
    if let fold = staged.fold {
      roster = staged.roster
      roster.adopt(fold)
    }
    tally.batches += 1
    tally.jobs += staged.progress.jobs - start.jobs
    tally.rowsAccepted += staged.progress.accepted - start.accepted
    tally.rowsRejected += staged.progress.rejected - start.rejected
    tally.rowJobs += staged.progress.jobs - start.jobs
    tally.rowsSkipped += staged.progress.skipped - start.skipped
    tally.bulk = BulkState(
      file: home.file, bytes: staged.progress.offset, ofBytes: slice.size, rows: staged.progress.rows)
    batches.settle(batch)
    if slice.isAwaitingWords || words?.bulk[home.batch] != nil {
      words?.await(home.batch, from: staged.progress)
    }
    if staged.progress.isDone, let done = try self.home(home.batch, home.directory),
      try !done.hasGrown(since: staged.progress, files)
    {
      try finish(done, progress: staged.progress, form: slice.form, in: spool, under: lock)
    }
  }

  /// What a slice comes to, staged and durable.
  private struct DecidedSlice {
    package var writer: SliceWriter
    package var staged: SliceWriter.Staged
    package var form: BulkForm
    /// The file's, in bytes.
    package var size: UInt64
    package var isAwaitingWords: Bool
  }

  /// - Throws: a ``Refusal`` if the whole file is refused.
  private mutating func decideSlice(
    _ batch: BatchID, of home: BulkFile, from beginning: BulkProgress, deadly: PoisonRows, in spool: SpoolDirectories,
    under lock: SpoolLock
  ) throws -> DecidedSlice {
    var start = beginning
    let deadline = clock().adding(microseconds: settings.slice.time)
    if let end = deadly.unreadableAfter, end < max(start.rows, 1), !start.isGivenUp {
      guard home.last != nil else { throw PoisonRows.refusal(of: home.file) }
      throw FileError("understand", home.directory.path(of: home.file), code: FileError.damaged)
    }
    let source = try home.open(settings.rules, files).get()
    defer { files.close(source) }
    let status = try files.status(source)
    start.see(size: status.size)
    try home.forgetLostAnswers(&start, in: spool, files: files)
    let defaults = try home.rowDefaults(planner, files, largest: settings.rules.largestRequest)
    let form = try form(of: home, defaults, source)
    if home.last == nil {
      try home.refuseRival(spool, files)
      try home.refuseDirectory(in: spool.inbox, files)
      start.identity = try identity(of: home, source, defaults: defaults.all, verb: form.verb, until: deadline)
      try checkRepeat(of: start.identity, now: moment(of: batch))
    }
    var limits = settings.slice
    limits.time = max(0, deadline.microseconds - clock().microseconds)
    if let end = deadly.unreadableAfter { limits.rows = min(limits.rows, end - start.rows) }
    if let ahead = words?.rowsAhead(of: home.batch, at: start) { limits.rows = min(limits.rows, ahead) }
    let slice = BulkSlice(
      name: home.name, form: form, source: source,
      drafting: RowDrafting(
        planner: words?.waiting ?? planner, mapping: defaults.applied(to: settings.columns), batch: batch,
        defaults: defaults,
        deadly: deadly.rows, owner: RowOwner(status.owner, settings.rules), now: moment(of: batch)),
      rejects: RefusedRows(form, defaults.ofRejected),
      keepsSkipped: defaults.keepsSkipped ?? settings.keepsSkipped, limits: limits, files: files, clock: clock)
    var writer = try SliceWriter(home, batch: batch, start: start, in: spool, under: lock, files: files)
    do {
      let decisions = decisions(for: batch, spool)
      var answers =
        limits.rows > 0 || start.isGivenUp || start.longRow != nil
        ? try slice.answer(from: start, decisions, leadBook: &leadBook, writer: &writer)
        : try slice.giveUp(
          from: start, PoisonRows.refusal(ofAllAfter: start.rows), decisions: decisions, writer: &writer)
      if answers.isAwaitingWords, answers.progress.rows == start.rows { throw WordsAwaited() }
      answers.see(size: try files.status(source).size)
      let staged = try writer.stage(answers)
      return DecidedSlice(
        writer: writer, staged: staged, form: form, size: UInt64(status.size), isAwaitingWords: answers.isAwaitingWords)
    } catch {
      // What another worker has added to the growing answers since is its own.
      if (error as? FileError)?.isLockLost != true { writer.undo() }
      writer.close()
      throw error
    }
  }

  /// Which rows the process had better not touch, if one has died of the file.
  private mutating func poisonRows(of home: BulkFile, after row: Int) -> PoisonRows {
    guard var known = bulkFiles[home.batch] else { return PoisonRows() }
    if known.isSuspect {
      known.isSuspect = false
      known.poison.add(prober.poisonRows(in: home.directory.path, after: row, atMost: settings.slice.rows))
      bulkFiles[home.batch] = known
    }
    return known.poison
  }

  /// Who decides the slice's rows, knowing all that was decided before it.
  func decisions(for batch: BatchID, _ spool: SpoolDirectories) -> BatchDecisions {
    let planned = PlannedSequences(spool: spool, files: files, unfinished: batches.unfinished, now: moment(of: batch))
    return BatchDecisions(
      ActiveSequencesOnFile(
        roster: roster, batch: batch, now: moment(of: batch), objectives: planner.generator.objectives,
        planned: planned),
      planner.configuration)
  }
}
