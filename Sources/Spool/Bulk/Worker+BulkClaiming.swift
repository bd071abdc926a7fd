internal import Records
internal import Requests
internal import Storage

/// A bulk file and its defaults, from the inbox into a directory of their own.
extension Worker {
  /// Moves a file and its defaults into a directory of their own; nil if it is not ready or gone.
  mutating func claimBulk(
    _ candidate: Inbox.Candidate, in spool: SpoolDirectories, under lock: SpoolLock
  ) throws -> BatchID? {
    guard !hasGrowingDefaults(candidate, spool) else {
      tally.notReady += 1
      return nil
    }
    try loadRoster(spool)
    let batch = try nextBatch(spool, lock)
    let directory = try begin(batch, in: spool, under: lock)
    defer { files.close(directory) }
    batches.begin(batch)
    // One that cannot be used is refused when it is opened.
    var isUnusable = false
    let isBulk = try claim(
      [candidate], from: spool.inbox, into: directory, batch: batch, suspects: [], in: spool, under: lock
    ) { _ in
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
  func claimDefaults(of home: BulkFile, _ spool: SpoolDirectories) throws(FileError) -> Bool {
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
}
