internal import Records
internal import Requests
internal import Storage

/// The end of a bulk file: after its last slice, or before its first.
extension Worker {
  /// Publishes the answers, and moves the file to where it belongs. May be done again after a crash at any point.
  mutating func finish(
    _ home: BulkFile, _ progress: BulkProgress, _ form: BulkForm?, _ spool: SpoolDirectories, _ lock: SpoolLock
  ) throws(FileError) {
    try lock.confirm(in: spool.outbox, files)
    let recovery = Recovery(batch: home.batch, directory: home.directory, spool: spool, files: files)
    let summary = BulkSummary(home: home, progress: progress, form: form)
    var publication = Publication(batch: home.batch, directory: home.directory, spool: spool, files: files)
    defer { publication.close() }
    for output in summary.outputs { try recovery.removeStaged(output, in: publication.open(output.place)) }
    let requests = [home.file, home.defaults].compactMap(\.self)
    let record = try publication.stage(
      summary.outputs, staged: home.grown(progress), requests: requests,
      refused: progress.accepted > 0 ? [] : requests, accepted: try known(home), absorbed: [])
    try lock.confirm(in: spool.outbox, files)
    try recovery.rollForward(record)
    tally.requests += 1
    if progress.accepted > 0 { tally.processed += 1 } else { tally.failed += 1 }
    tally.files.append(
      FinishedFile(
        file: home.file, rows: progress.rows, accepted: progress.accepted, rejected: progress.rejected,
        skipped: progress.skipped, jobs: progress.jobs, unread: progress.unread(of: home.name)))
    forget(home)
  }

  /// The file's bytes, if this process has read all of them before the first slice, and they have not grown since.
  private func known(_ home: BulkFile) throws(FileError) -> [BatchRecord.Request] {
    guard let identity = bulkFiles[home.batch]?.identity else { return [] }
    let size = try files.status(of: home.file, in: home.directory).size
    return [identity.request(home.file, size: UInt64(size))].compactMap(\.self)
  }

  /// Answers a file of which no row can be read.
  mutating func refuse(_ home: BulkFile, _ refusal: Refusal, _ spool: SpoolDirectories, _ lock: SpoolLock)
    throws(FileError)
  {
    try lock.confirm(in: spool.outbox, files)
    var publication = Publication(batch: home.batch, directory: home.directory, spool: spool, files: files)
    defer { publication.close() }
    let requests = [home.file, home.defaults].compactMap(\.self)
    let record: BatchRecord
    do throws(FileError) {
      let outputs = BulkSummary.refused(home, refusal, hasRival: try home.rival(spool, files) != nil)
      record = try publication.stage(outputs, requests: requests, refused: requests, absorbed: [])
    } catch {
      try? Recovery(batch: home.batch, directory: home.directory, spool: spool, files: files).undo()
      throw error
    }
    try publication.publish(record, under: lock)
    try publication.settle(record)
    tally.batches += 1
    tally.requests += 1
    tally.failed += 1
    tally.files.append(
      FinishedFile(
        file: home.file, rows: 0, accepted: 0, rejected: 0, skipped: 0, jobs: 0, refusal: refusal.message))
    forget(home)
  }

  private mutating func forget(_ home: BulkFile) {
    tally.bulk = nil
    batches.settle(home.batch)
    bulkFiles[home.batch] = nil
  }
}
