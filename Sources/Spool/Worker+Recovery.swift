internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// What was left behind in `processing/`, by this process or another.
extension Worker {
  /// Finishes or undoes every batch in `processing/`; one that is stuck does not stop the others.
  ///
  /// Those that were decided come first, since who else may be contacted rests on them.
  ///
  /// - Returns: whether there was anything to do, and the batches that hold a bulk file to go on with.
  mutating func recover(_ spool: SpoolDirectories, _ lock: SpoolLock) throws -> (didSomething: Bool, homes: [BatchID]) {
    batches.startTurn()
    leadsBehind = LeadsBehind()
    var undecided: [BatchID] = []
    var homes: [BatchID] = []
    var didSomething = false
    let left = try files.list(spool.processing).compactMap { BatchID($0.name) }.sorted()
    try noteAgain(left, in: spool, under: lock)
    for batch in left {
      do throws(FileError) {
        switch try recover(batch, in: spool, under: lock) {
        case .finished: didSomething = true
        case .undecided: undecided.append(batch)
        case .bulk: homes.append(batch)
        }
      } catch {
        if error.isLockLost { throw error }
        batches.getStuck(batch)
        keepBehind(batch, spool)
        tally.note(error, "batch \(batch) is stuck: \(error)")
      }
    }
    var failure: (any Error)?
    for batch in inTheirOrder(undecided, spool) {
      do {
        didSomething = try answerAfresh(batch, in: spool, under: lock) || didSomething
      } catch let error as FileError where !error.isLockLost {
        keepBehind(batch, spool)
        tally.note(error, "batch \(batch) is stuck: \(error)")
      } catch {
        keepBehind(batch, spool)
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return (didSomething, homes)
  }

  /// Batches in the order in which their requests count: one that was given up again has a later name than the next one has.
  private func inTheirOrder(_ undecided: [BatchID], _ spool: SpoolDirectories) -> [BatchID] {
    if undecided.count < 2 { return undecided }
    let first = undecided.map { batch -> Inbox.Candidate? in
      guard let directory = try? files.openDirectory(batch.fileName, in: spool.processing) else { return nil }
      defer { files.close(directory) }
      return (try? Inbox.scan(directory, files))?.first
    }
    return undecided.indices.sorted { a, b in
      guard let left = first[a], let right = first[b] else { return first[a] == nil && first[b] != nil }
      return Inbox.comesFirst(left, right)
    }.map { undecided[$0] }
  }

  /// Lets nothing overtake a batch's requests, if they can be seen. One that has a record may have been decided: what it has
  /// staged counts, and needs nobody to wait.
  private mutating func keepBehind(_ batch: BatchID, _ spool: SpoolDirectories) {
    guard let directory = try? files.openDirectory(batch.fileName, in: spool.processing) else { return }
    defer { files.close(directory) }
    let names = (try? files.list(directory).map(\.name)) ?? []
    if !names.contains(BatchRecord.name) { leadsBehind.add(names) }
  }

  /// What the lock file said of the last batch may have been lost with the machine's power, and readers look no further.
  private func noteAgain(_ left: [BatchID], in spool: SpoolDirectories, under lock: SpoolLock) throws(FileError) {
    guard var last = left.last else { return }
    for batch in left {
      // One that cannot be looked into is said to be stuck when its turn comes, and stops nobody.
      guard let directory = try? files.openDirectory(batch.fileName, in: spool.processing) else { continue }
      defer { files.close(directory) }
      let names = (try? files.list(directory)) ?? []
      last = names.compactMap { BatchRecord.slice($0.name) }.reduce(last, max)
    }
    if try lock.lastBatch(files).map({ $0 < last }) ?? true { try lock.note(last, files) }
  }

  private enum Found {
    case finished
    /// The batch was never decided.
    case undecided
    /// A bulk file that stands between two slices.
    case bulk
  }

  private mutating func recover(
    _ batch: BatchID, in spool: SpoolDirectories, under lock: SpoolLock
  ) throws(FileError) -> Found {
    try lock.confirm(in: spool.outbox, files)
    let directory = try files.openDirectory(batch.fileName, in: spool.processing)
    defer { files.close(directory) }
    try spool.trust(directory, files)
    if let home = try home(batch, directory) {
      do throws(FileError) {
        switch try home.recover(spool, files) {
        case .refused: return .finished
        case .waiting: break
        case .undone:
          if let slice = home.unsettled {
            if !batches.isOurs(slice) { bulkFiles[batch, default: BulkFileMemory()].isSuspect = true }
            batches.settle(slice)
          }
        }
        return .bulk
      } catch {
        // What the slice has staged counts.
        if let slice = home.unsettled { batches.getStuck(slice) }
        throw error
      }
    }
    let recovery = Recovery(batch: batch, directory: directory, spool: spool, files: files)
    guard let record = try recovery.bindingRecord() else { return .undecided }
    try recovery.rollForward(record)
    return .finished
  }

  private mutating func answerAfresh(_ batch: BatchID, in spool: SpoolDirectories, under lock: SpoolLock) throws -> Bool
  {
    let directory = try files.openDirectory(batch.fileName, in: spool.processing)
    defer { files.close(directory) }
    try Recovery(batch: batch, directory: directory, spool: spool, files: files).undo()
    let requests = try Inbox.scan(directory, files)
    let next = requests.filter(leadsBehind.letPass)
    var answered = false
    if !next.isEmpty {
      let suspects = batches.isOurs(batch) ? [] : prober.deadly(among: next.map(\.name), in: directory.path)
      answered = try answer(next, from: directory, suspects: suspects, in: spool, under: lock)
    }
    if try files.list(directory).isEmpty {
      try files.removeDirectory(batch.fileName, in: spool.processing)
      batches.settle(batch)
    }
    return answered
  }
}
