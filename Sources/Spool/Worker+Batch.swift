internal import Leads
internal import Outreach
package import Records
package import Requests
package import Storage

/// One-lead requests, answered a batch at a time.
extension Worker {
  /// Claims, answers and publishes; whether anything was claimed.
  package mutating func answer(
    _ candidates: [Inbox.Candidate], from source: Directory, suspects: Set<FileName>, in spool: SpoolDirectories,
    under lock: SpoolLock
  ) throws -> Bool {
    // Before anything is claimed: without its lead book the scheduler would refuse leads that are in it.
    let books = try leadBook.facts(for: candidates.filter(\.request.needsLeadBook).compactMap(\.request.lead))
    try loadRoster(spool)
    let batch = try nextBatch(spool, lock)
    let directory = try begin(batch, in: spool, under: lock)
    defer { files.close(directory) }
    var publication = Publication(batch: batch, directory: directory, spool: spool, files: files)
    defer { publication.close() }
    let decision: Decision
    var unleased = UnleasedFiles()
    do {
      var answers = BatchAnswers(
        batch: batch, now: moment(of: batch), planner: planner, books: books, roster: roster,
        planned: PlannedSequences(spool: spool, files: files, unfinished: batches.unfinished, now: moment(of: batch)))
      try claim(candidates, from: source, into: directory, batch: batch, suspects: suspects, in: spool, under: lock) {
        unleased.add($0)
        answers.draft($0)
      }
      guard !answers.requests.isEmpty else {
        try files.removeDirectory(batch.fileName, in: spool.processing)
        return false
      }
      decision = try decide(answers, under: lock, publication: &publication)
      guard try unleased.changed(in: directory, files).isEmpty else {
        // Somebody writes on: what was decided of it is taken back, and all of it is answered once it is whole.
        batches.begin(batch)
        try Recovery(batch: batch, directory: directory, spool: spool, files: files).undo()
        return true
      }
    } catch {
      // Nothing is final yet: what was staged goes, the requests stay claimed and are answered afresh next turn.
      batches.begin(batch)
      try? Recovery(batch: batch, directory: directory, spool: spool, files: files).undo()
      throw error
    }
    // Until it is settled, others must see what it has staged, and nobody has died of its requests.
    batches.decide(batch)
    try publication.publish(decision.record, under: lock)
    if let table = decision.table {
      roster = decision.answers.roster
      roster.adopt(table)
    }
    tally.batches += 1
    tally.requests += decision.answers.requests.count
    tally.failed += decision.answers.refused.count
    tally.processed += decision.answers.requests.count - decision.answers.refused.count
    tally.jobs += decision.answers.jobs
    note(changed: try unleased.changed(in: directory, files), since: batch)
    let failed = spool.failedPath(of: batch)
    tally.refused += zip(decision.answers.refused, decision.answers.codes).map { name, code in
      RefusedFile(file: name, codes: [code.rawValue: 1], path: "\(failed)/\(name)")
    }
    try publication.settle(decision.record)
    batches.settle(batch)
    return true
  }

  /// What was written to in the moment between the last look and the answer: nobody will read it again.
  private mutating func note(changed names: [FileName], since batch: BatchID) {
    for name in names {
      tally.troubles.append(
        "\"\(name)\" was written to while batch \(batch) answered it, and what it says since then was not read; drop it "
          + "again, written under a name that begins with a dot and renamed")
      tally.onlyRefused = false
    }
  }

  /// What a batch comes to, staged and durable.
  private struct Decision {
    package var answers: BatchAnswers
    package var record: BatchRecord
    package var table: Roster.Fold?
  }

  private func decide(
    _ drafted: BatchAnswers, under lock: SpoolLock, publication: inout Publication
  ) throws(FileError) -> Decision {
    var answers = drafted
    try answers.decide(FirstAnswers(spool: publication.spool, files: files))
    try lock.confirm(in: publication.spool.outbox, files)
    let table = try answers.roster.fold(for: publication.batch, in: publication.spool.roster, files)
    let record = try publication.stage(
      answers.outputs, staged: table.map { [BatchRecord.Output($0)] } ?? [], requests: answers.requests,
      refused: answers.refused, accepted: answers.accepted,
      absorbed: table?.absorbed ?? [], wordings: BatchWordings(answers.wordings))
    return Decision(answers: answers, record: record, table: table)
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
