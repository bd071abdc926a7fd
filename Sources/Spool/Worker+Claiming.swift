internal import Records
internal import Requests
internal import Storage

/// From the inbox into a batch's own directory.
extension Worker {
  /// Takes what is ready into the batch and hands it on run by run, in the order in which it counts.
  ///
  /// - Returns: whether there was a bulk file among it.
  @discardableResult
  mutating func claim(
    _ candidates: [Inbox.Candidate], from source: Directory, into directory: Directory, batch: BatchID,
    suspects: Set<FileName>, in spool: SpoolDirectories, under lock: SpoolLock, handOn: ([ClaimedFile]) -> Void
  ) throws -> Bool {
    let claim = Claim(
      files: files, source: source, batch: directory, rules: settings.rules, suspects: suspects,
      now: try files.status(of: batch.fileName, in: spool.processing).changed,
      trustLeases: files.leasesAreTrusted(in: source))
    var strays: [FileName] = []
    var hasBulk = false
    for start in stride(from: 0, to: candidates.count, by: Self.run) {
      var claimed: [ClaimedFile] = []
      for candidate in candidates[start..<min(start + Self.run, candidates.count)] where leadsBehind.letPass(candidate)
      {
        switch claim.take(candidate) {
        case .claimed(let file): claimed.append(file)
        case .claimedBulk: hasBulk = true
        case .notReady: tally.notReady += 1
        case .gone: break
        case .stray(let name, let error):
          strays.append(name)
          leadsBehind.add([name])
          if let error { tally.note(error, error.description) }
        case .failed(let error):
          leadsBehind.add([candidate.name])
          tally.note(error, error.description)
        }
      }
      if !claimed.isEmpty { handOn(claimed) }
    }
    if !strays.isEmpty { try setAside(strays, from: directory, after: batch, in: spool, under: lock) }
    return hasBulk
  }

  /// How many files are claimed before they are handed on: enough to be worth another core's while.
  private static let run = 64

  /// Gives files that were claimed and cannot be answered now a batch of their own, from which recovery takes them
  /// once they are whole.
  private mutating func setAside(
    _ names: [FileName], from directory: Directory, after batch: BatchID, in spool: SpoolDirectories,
    under lock: SpoolLock
  ) throws(FileError) {
    let next = BatchID.next(after: batch, now: batch.time)
    let aside = try begin(next, in: spool, under: lock)
    defer { files.close(aside) }
    batches.begin(next)
    for name in names { try files.rename(name, in: directory, to: name, in: aside, replacing: false) }
  }
}
