internal import Formats
internal import Leads
internal import Outreach
package import Records
package import Requests
package import Storage

/// One-lead requests, answered a batch at a time.
extension Worker {
  /// Answers what waits, batch after batch: while one is made visible on another core, the next is claimed.
  ///
  /// One after the other is decided, each when all before it are visible. The lock is kept until the last one is.
  ///
  /// - Parameter isBulkInHand: then it is one batch, as it is when one waits, so that the bulk file goes on.
  mutating func answerQueue(
    in spool: SpoolDirectories, under lock: SpoolLock, isBulkInHand: Bool
  ) throws -> Bool {
    let latest = clock().adding(microseconds: Self.patience)
    var answered = false
    var earlier: Ending?
    if !queue.isEmpty { try loadRoster(spool) }
    repeat {
      let next = takeBatch(isBulkInHand: isBulkInHand)
      if next.isEmpty { break }
      earlier?.start(on: helpers)
      let claimed = Result { try claim(next, from: spool.inbox, suspects: [], in: spool, under: lock) }
      if let task = earlier.take(), try !end(task, before: claimed) { return true }
      guard let batch = try claimed.get() else { continue }
      answered = true
      let decided = try decide(batch, in: spool, under: lock)
      earlier = SideTask { (decided, decided.end()) }
    } while !queue.isEmpty && !isBulkInHand && bulkQueue.isEmpty && clock() < latest
    if let earlier { _ = try note(earlier.finish()) }
    return answered
  }

  private typealias Ending = SideTask<(DecidedBatch, DecidedBatch.Ending)>

  /// Waits for the batch before; whether it is done with. What came later must not overtake it and is given up if not.
  private mutating func end(_ earlier: Ending, before claimed: Result<ClaimedBatch?, any Error>) throws -> Bool {
    var isDone = false
    defer { if !isDone, case .success(let batch?) = claimed { giveUp(batch) } }
    isDone = try note(earlier.finish())
    return isDone
  }

  /// How long one turn goes on to further batches, in microseconds: others wait for the lock.
  private static let patience: Int64 = 500_000

  /// Claims, answers and publishes one batch; whether anything was claimed.
  mutating func answer(
    _ candidates: [Inbox.Candidate], from source: Directory, suspects: Set<FileName>, in spool: SpoolDirectories,
    under lock: SpoolLock
  ) throws -> Bool {
    try loadRoster(spool)
    guard let batch = try claim(candidates, from: source, suspects: suspects, in: spool, under: lock) else {
      return false
    }
    let decided = try decide(batch, in: spool, under: lock)
    _ = try note((decided, decided.end()))
    return true
  }

  /// A batch whose requests are ours and are being drafted.
  private struct ClaimedBatch {
    let directory: Directory
    var drafts: BatchDrafts
    var unleased = UnleasedFiles()
  }

  /// Takes what is ready into a batch of its own; nil if nothing was.
  private mutating func claim(
    _ candidates: [Inbox.Candidate], from source: Directory, suspects: Set<FileName>, in spool: SpoolDirectories,
    under lock: SpoolLock
  ) throws -> ClaimedBatch? {
    // Before anything is claimed: without its lead book the scheduler would refuse leads that are in it.
    let books = try leadBook.facts(for: candidates.filter(\.request.needsLeadBook).compactMap(\.request.lead))
    let batch = try nextBatch(spool, lock)
    let directory = try begin(batch, in: spool, under: lock)
    var claimed = ClaimedBatch(
      directory: directory, drafts: BatchDrafts(batch: batch, now: moment(of: batch), planner: planner, books: books))
    do {
      try claim(candidates, from: source, into: directory, batch: batch, suspects: suspects, in: spool, under: lock) {
        claimed.unleased.add($0)
        claimed.drafts.add($0)
      }
      if !claimed.drafts.requests.isEmpty { return claimed }
      try files.removeDirectory(batch.fileName, in: spool.processing)
    } catch {
      giveUp(claimed)
      throw error
    }
    files.close(directory)
    return nil
  }

  /// The requests stay claimed, and are answered afresh next turn.
  private mutating func giveUp(_ claimed: ClaimedBatch) {
    batches.begin(claimed.drafts.batch)
    leadsBehind.add(claimed.drafts.requests.map(\.file.name))
    files.close(claimed.directory)
  }

  private mutating func decide(
    _ claimed: ClaimedBatch, in spool: SpoolDirectories, under lock: SpoolLock
  ) throws -> DecidedBatch {
    do {
      var decider = BatchDecider(
        claimed.drafts, roster: roster,
        planned: PlannedSequences(
          spool: spool, files: files, unfinished: batches.unfinished, now: claimed.drafts.now),
        planner: planner, firstAnswers: FirstAnswers(spool: spool, files: files))
      return DecidedBatch(
        batch: claimed.drafts.batch, directory: claimed.directory, answers: try decider.decide(),
        unleased: claimed.unleased, spool: spool, lock: lock, files: files)
    } catch {
      giveUp(claimed)
      throw error
    }
  }

  /// What a batch has come to, in the tally and for the batches to come; whether it is done with.
  private mutating func note(_ ended: (DecidedBatch, DecidedBatch.Ending)) throws -> Bool {
    let (decided, ending) = ended
    let (batch, answers) = (decided.batch, decided.answers)
    switch ending {
    case .undone(let error):
      batches.begin(batch)
      leadsBehind.add(answers.requests)
      if let error { throw error }
      return false
    case .unpublished(let error):
      // Until it is settled, others must see what it has staged, and nobody has died of its requests.
      batches.decide(batch)
      throw error
    case .published(let published):
      batches.decide(batch)
      if let table = published.table {
        roster = answers.roster
        roster.adopt(table)
      }
      tally.batches += 1
      tally.requests += answers.requests.count
      tally.failed += answers.refused.count
      tally.processed += answers.requests.count - answers.refused.count
      tally.jobs += answers.jobs
      let failed = decided.spool.failedPath(of: batch)
      tally.refused += zip(answers.refused, answers.codes).map { name, code in
        RefusedFile(file: name, codes: [code.rawValue: 1], path: "\(failed)/\(name)")
      }
      for name in published.changed {
        tally.troubles.append(
          "\"\(name)\" was written to while batch \(batch) answered it, and what it says since then was not read; drop it "
            + "again, written under a name that begins with a dot and renamed")
        tally.onlyRefused = false
      }
      if let error = published.unsettled { throw error }
      batches.settle(batch)
      return true
    }
  }

  /// Later than all before it, and nobody else's: what the lock file says may be lost with the machine's power, and
  /// the clock may have gone back.
  func nextBatch(_ spool: SpoolDirectories, _ lock: SpoolLock) throws(FileError) -> BatchID {
    let last = [try lock.lastBatch(files), roster.segments.map(\.last).max()].compactMap(\.self).max()
    var batch = BatchID.next(after: last, now: clock())
    while try spool.hold(batch, in: files) {
      let next = BatchID.next(after: batch, now: batch.time)
      if next == batch { break }
      batch = next
    }
    guard last.map({ $0 < batch }) ?? true, batch.time < .last else {
      throw FileError("name a batch later than all before it by", lock.file.path, code: FileError.endOfTime)
    }
    return batch
  }

  /// When a batch is decided: the clock's time, which its name may have run ahead of.
  func moment(of batch: BatchID) -> Timestamp {
    let now = clock()
    return batch.time.seconds > now.seconds + 1 ? now : batch.time
  }

  /// Makes the batch's directory; the lock file has its name first.
  package func begin(_ batch: BatchID, in spool: SpoolDirectories, under lock: SpoolLock) throws(FileError) -> Directory
  {
    try lock.note(batch, files)
    try files.makeDirectory(batch.fileName, in: spool.processing)
    return try files.openDirectory(batch.fileName, in: spool.processing)
  }
}
