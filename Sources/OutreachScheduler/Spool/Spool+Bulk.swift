internal import Outreach

/// Bulk files: claimed one at a time, answered slice by slice. Between two slices the lock is let go, so that one-lead
/// files are answered meanwhile and any worker may do the next slice.
extension Spool {
  /// Answers the next slice of the file in hand, or claims the next file; whether anything was done.
  ///
  /// A file that is stuck does not stop the others.
  mutating func advanceBulk(_ homes: [BatchID], _ spool: SpoolDirectories, _ lock: SpoolLock) throws -> Bool {
    for batch in homes where try advance(batch, spool, lock) { return true }
    while let candidate = bulkQueue.popFirst() {
      // Before it is claimed: without its lead book the scheduler would refuse leads that are in it.
      try leadBook.prepare()
      if let batch = try claimBulk(candidate, spool, lock) { return try advance(batch, spool, lock) }
    }
    return false
  }

  // MARK: Claiming

  /// Moves a file and its defaults into a directory of their own; nil if it is not ready or gone.
  private mutating func claimBulk(
    _ candidate: Inbox.Candidate, _ spool: SpoolDirectories, _ lock: SpoolLock
  ) throws -> BatchID? {
    guard !hasGrowingDefaults(candidate, spool) else {
      tally.notReady += 1
      return nil
    }
    roster = try RosterStore.load(spool, files, known: roster, unfinished: unfinished)
    let batch = try nextBatch(spool, lock)
    try lock.note(batch, files)
    try files.makeDirectory(batch.fileName, in: spool.processing)
    let directory = try files.openDirectory(batch.fileName, in: spool.processing)
    defer { files.close(directory) }
    abandoned.insert(batch)
    // One that cannot be used is refused when it is opened.
    var isUnusable = false
    let isBulk = try claim([candidate], from: spool.inbox, into: directory, batch, [], spool, lock) { _ in
      isUnusable = true
    }
    guard isBulk || isUnusable else {
      try files.removeDirectory(batch.fileName, in: spool.processing)
      return nil
    }
    return batch
  }

  /// Whether somebody is still writing the file's defaults.
  private func hasGrowingDefaults(_ candidate: Inbox.Candidate, _ spool: SpoolDirectories) -> Bool {
    guard files.leasesAreTrusted(in: spool.inbox), let name = candidate.request.bulk?.defaults,
      let defaults = try? files.open(name, in: spool.inbox)
    else { return false }
    defer { files.close(defaults) }
    return files.takeLease(defaults) == .busy
  }

  /// Defaults are dropped before their file, so whatever is there when its first slice begins is meant for it. The file
  /// was claimed first: without it they would be taken for a file's that is still to come.
  private func claimDefaults(of home: BulkHome, _ spool: SpoolDirectories) throws(FileError) -> Bool {
    guard home.last == nil, home.defaults == nil else { return false }
    do throws(FileError) {
      let name = home.name.defaults
      guard try files.status(of: name, in: spool.inbox).kind != .directory else { return false }
      try files.rename(name, in: spool.inbox, to: name, in: home.directory, replacing: false)
      return true
    } catch  where error.isNotFound {
      return false
    }
  }

  // MARK: Going on

  private mutating func advance(_ batch: BatchID, _ spool: SpoolDirectories, _ lock: SpoolLock) throws -> Bool {
    do {
      guard let directory = try files.openIfThere(batch.fileName, in: spool.processing) else { return false }
      defer { files.close(directory) }
      guard var home = try home(batch, directory) else { return false }
      if try claimDefaults(of: home, spool), let again = try self.home(batch, directory) { home = again }
      let progress = try home.progress(files)
      if progress.isDone {
        let source = try files.open(home.file, in: home.directory)
        defer { files.close(source) }
        let defaults = try? home.rowDefaults(planner, files, largest: settings.rules.largestRequest)
        try finish(home, progress, try? form(of: home, defaults ?? .none, source), spool)
        return true
      }
      do {
        try answerSlice(of: home, from: progress, spool, lock)
      } catch let refusal as Refusal {
        try refuse(home, refusal, spool)
      }
      return true
    } catch let error as FileError {
      tally.note(error, "the bulk file of batch \(batch) is stuck: \(error)")
      return false
    }
  }

  private func home(_ batch: BatchID, _ directory: Directory) throws(FileError) -> BulkHome? {
    BulkHome(batch: batch, directory: directory, names: try files.list(directory).map(\.name))
  }

  /// - Throws: a ``Refusal`` if the whole file is refused.
  private mutating func answerSlice(
    of home: BulkHome, from start: BulkProgress, _ spool: SpoolDirectories, _ lock: SpoolLock
  ) throws {
    let deadly = deadlyRows(of: home, after: start.rows)
    roster = try RosterStore.load(spool, files, known: roster, unfinished: unfinished)
    let batch = try nextBatch(spool, lock)
    try lock.note(batch, files)
    let recovery = Recovery(slice: batch, of: home, spool, files)
    abandoned.insert(batch)
    let slice: DecidedSlice
    do {
      // An empty record says whose is what is found under staged names, and that somebody was at it who may have died.
      try files.createFile(recovery.recordName, in: home.directory, bytes: [])
      slice = try decideSlice(batch, of: home, from: start, deadly, spool)
    } catch let refusal as Refusal {
      try recovery.undo()
      abandoned.remove(batch)
      throw refusal
    } catch is BulkIdentity.Unread {
      try recovery.undo()
      abandoned.remove(batch)
      return
    } catch {
      try? recovery.undo()
      throw error
    }
    var writer = slice.writer
    defer { writer.close() }
    let staged = slice.staged
    unfinished.insert(batch)
    try writer.publish(staged)
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
    unfinished.remove(batch)
    abandoned.remove(batch)
    if staged.progress.isDone, let done = try self.home(home.batch, home.directory) {
      try finish(done, staged.progress, slice.form, spool)
    }
  }

  /// What a slice comes to, staged and durable.
  private struct DecidedSlice {
    var writer: SliceWriter
    var staged: SliceWriter.Staged
    var form: BulkForm
    /// The file's, in bytes.
    var size: UInt64
  }

  /// - Throws: a ``Refusal`` if the whole file is refused.
  private mutating func decideSlice(
    _ batch: BatchID, of home: BulkHome, from beginning: BulkProgress, _ deadly: DeadlyRows, _ spool: SpoolDirectories
  ) throws -> DecidedSlice {
    var start = beginning
    let deadline = Timestamp(microseconds: clock().microseconds + settings.slice.time)
    if let end = deadly.unreadableAfter, end < max(start.rows, 1), !start.isGivenUp {
      guard home.last != nil else { throw DeadlyRows.refusal(of: home.file) }
      throw FileError("understand", home.directory.path(of: home.file), code: FileError.damaged)
    }
    let source = try home.open(settings.rules, files).get()
    defer { files.close(source) }
    let status = try files.status(source)
    let defaults = try home.rowDefaults(planner, files, largest: settings.rules.largestRequest)
    let form = try form(of: home, defaults, source)
    if home.last == nil {
      try home.refuseRival(spool, files)
      start.identity = try identity(of: home, source, defaults.members, until: deadline)
      try refuseRepeat(of: start.identity, now: batch.time)
    }
    var limits = settings.slice
    limits.time = max(0, deadline.microseconds - clock().microseconds)
    if let end = deadly.unreadableAfter { limits.rows = min(limits.rows, end - start.rows) }
    let slice = BulkSlice(
      form: form, source: source,
      drafting: RowDrafting(
        planner: planner, mapping: settings.columns, batch: batch, defaults: defaults, deadly: deadly.rows,
        owner: RowOwner(status.owner, settings.rules)),
      rejects: RefusedRows(form, defaults.members), limits: limits, files: files, clock: clock)
    var writer = try SliceWriter(home, batch: batch, start: start, spool, files)
    do {
      let admission = admission(for: batch, spool)
      let answers =
        limits.rows > 0 || start.isGivenUp
        ? try slice.answer(from: start, admission, &leadBook, &writer)
        : try slice.giveUp(from: start, DeadlyRows.refusal(ofAllAfter: start.rows), admission, &writer)
      let staged = try writer.stage(answers)
      return DecidedSlice(writer: writer, staged: staged, form: form, size: UInt64(status.size))
    } catch {
      writer.undo()
      writer.close()
      throw error
    }
  }

  /// Which rows the process had better not touch, if one has died of the file.
  private mutating func deadlyRows(of home: BulkHome, after row: Int) -> DeadlyRows {
    if suspects.remove(home.batch) != nil {
      let found = prober.deadlyRows(in: home.directory.path, after: row, atMost: settings.slice.rows)
      deadly[home.batch, default: DeadlyRows()].add(found)
    }
    return deadly[home.batch] ?? DeadlyRows()
  }

  private mutating func form(of home: BulkHome, _ defaults: RowDefaults, _ source: OpenFile) throws -> BulkForm {
    // Before the first slice its defaults may still come.
    if home.last != nil, let known = forms[home.batch] { return known }
    let form = try BulkForm.recognise(
      home.name, defaults, settings.columns, rowBytes: settings.slice.rowBytes, source, files)
    if home.last != nil { forms[home.batch] = form }
    return form
  }

  func admission(for batch: BatchID, _ spool: SpoolDirectories) -> Admission {
    Admission(
      roster: roster, batch: batch, cooldownDays: planner.configuration.cooldownDays,
      objectives: planner.generator.objectives, windows: planner.configuration.windows,
      planned: PlannedSequences(spool: spool, files: files, unfinished: unfinished))
  }

  // MARK: The same file again

  /// - Throws: ``BulkIdentity/Unread`` if the time is over before the file is read.
  private mutating func identity(
    of home: BulkHome, _ source: OpenFile, _ defaults: [JSONMember], until deadline: Timestamp
  ) throws -> UInt64 {
    tally.bulk = BulkState(file: home.file, bytes: 0, ofBytes: UInt64(try files.status(source).size), rows: 0)
    var identity = identities[home.batch] ?? BulkIdentity()
    defer { identities[home.batch] = identity }
    try identity.read(source, files) { clock() >= deadline }
    return identity.value(with: defaults)
  }

  private func refuseRepeat(of identity: UInt64, now: Timestamp) throws(Refusal) {
    let cooldown = Int64(planner.configuration.cooldownDays) * 86_400
    guard let earlier = roster.file(identity), now.seconds - earlier.time.seconds < cooldown else { return }
    throw Refusal(
      .duplicateRequest,
      "A file with the same bytes was answered in batch \(earlier); nothing was planned again. Files may repeat after "
        + "\(counted(planner.configuration.cooldownDays, "day")) (cooldown_days), or with something changed in them.")
  }

  // MARK: The end

  /// Publishes the answers, and moves the file to where it belongs. May be done again after a crash at any point.
  private mutating func finish(
    _ home: BulkHome, _ progress: BulkProgress, _ form: BulkForm?, _ spool: SpoolDirectories
  ) throws(FileError) {
    let recovery = Recovery(batch: home.batch, directory: home.directory, spool: spool, files: files)
    let summary = BulkSummary(home: home, progress: progress, form: form)
    var publication = Publication(batch: home.batch, directory: home.directory, spool: spool, files: files)
    defer { publication.close() }
    for output in summary.outputs { try recovery.removeStaged(output, in: publication.open(output.place)) }
    let requests = [home.file, home.defaults].compactMap(\.self)
    let record = try publication.stage(
      summary.outputs, staged: home.grown(progress), requests: requests,
      refused: progress.accepted > 0 ? [] : requests, absorbed: [])
    try recovery.rollForward(record)
    tally.requests += 1
    if progress.accepted > 0 { tally.processed += 1 } else { tally.failed += 1 }
    tally.files.append(
      FinishedFile(
        file: home.file, rows: progress.rows, accepted: progress.accepted, rejected: progress.rejected,
        skipped: progress.skipped, jobs: progress.jobs))
    forget(home)
  }

  /// Answers a file of which no row can be read.
  private mutating func refuse(_ home: BulkHome, _ refusal: Refusal, _ spool: SpoolDirectories) throws(FileError) {
    var publication = Publication(batch: home.batch, directory: home.directory, spool: spool, files: files)
    defer { publication.close() }
    let requests = [home.file, home.defaults].compactMap(\.self)
    let record: BatchRecord
    do throws(FileError) {
      let outputs = BulkSummary.refused(home, refusal, hasRival: try home.rival(spool, files) != nil)
      record = try publication.stage(
        outputs, requests: requests, refused: requests, absorbed: [])
    } catch {
      try? Recovery(batch: home.batch, directory: home.directory, spool: spool, files: files).undo()
      throw error
    }
    try publication.publish(record)
    try publication.settle(record)
    tally.batches += 1
    tally.requests += 1
    tally.failed += 1
    tally.files.append(
      FinishedFile(
        file: home.file, rows: 0, accepted: 0, rejected: 0, skipped: 0, jobs: 0, refusal: refusal.message))
    forget(home)
  }

  private mutating func forget(_ home: BulkHome) {
    tally.bulk = nil
    abandoned.remove(home.batch)
    suspects.remove(home.batch)
    deadly[home.batch] = nil
    identities[home.batch] = nil
    forms[home.batch] = nil
  }
}
