internal import Records
internal import Requests
internal import Storage

/// The end of a bulk file: after its last slice, or before its first.
extension Worker {
  /// Publishes the answers, and moves the file to where it belongs. May be done again after a crash at any point.
  mutating func finish(
    _ home: BulkFile, progress: BulkProgress, form: BulkForm?, in spool: SpoolDirectories, under lock: SpoolLock
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
      refused: summary.isRefused ? requests : [], accepted: try known(home), absorbed: [])
    try lock.confirm(in: spool.outbox, files)
    try recovery.rollForward(record)
    tally.requests += 1
    if summary.isRefused { tally.failed += 1 } else { tally.processed += 1 }
    tally.files.append(
      FinishedFile(
        file: home.file, rows: progress.rows, accepted: progress.accepted, rejected: progress.rejected,
        skipped: progress.skipped, jobs: progress.jobs, isRefused: summary.isRefused,
        unread: progress.unread(of: home.name)))
    if summary.isRefused || progress.rejectedBytes > 0 {
      let name = progress.rejectedBytes > 0 ? home.name.rejected : home.file
      let codes = summary.code.map { [$0.rawValue: 1] } ?? [:]
      tally.refused.append(
        RefusedFile(
          file: home.file, codes: progress.codesToMend.isEmpty ? codes : progress.codesToMend,
          path: "\(spool.failedPath(of: home.batch))/\(name)"))
    }
    forget(home)
  }

  /// The file's bytes, if this process has read all of them before the first slice, and they have not grown since.
  private func known(_ home: BulkFile) throws(FileError) -> [BatchRecord.Request] {
    guard let identity = bulkFiles[home.batch]?.identity else { return [] }
    let size = try files.status(of: home.file, in: home.directory).size
    return [identity.request(home.file, size: UInt64(size))].compactMap(\.self)
  }

  /// Answers a file of which no row can be read.
  mutating func refuse(_ home: BulkFile, refusal: Refusal, in spool: SpoolDirectories, under lock: SpoolLock)
    throws(FileError)
  {
    let hasRival = try home.rival(spool, files) != nil
    try answerUnread(
      home, outputs: BulkSummary.refused(home, refusal, hasRival: hasRival), isRefused: true, in: spool, under: lock)
    tally.failed += 1
    tally.files.append(FinishedFile(file: home.file, isRefused: true, refusal: refusal.message))
    tally.refused.append(
      RefusedFile(
        file: home.file, codes: [refusal.code.rawValue: 1], path: "\(spool.failedPath(of: home.batch))/\(home.file)"))
  }

  /// Answers a file that was answered before.
  mutating func pass(_ home: BulkFile, repeated: RepeatedFile, in spool: SpoolDirectories, under lock: SpoolLock)
    throws(FileError)
  {
    try answerUnread(home, outputs: [BulkSummary.repeated(home, repeated)], isRefused: false, in: spool, under: lock)
    tally.processed += 1
    tally.files.append(FinishedFile(file: home.file, isRefused: false, duplicateOf: repeated.earlier))
  }

  /// Publishes what is said of a file whose rows are not read, and moves it to where it belongs.
  private mutating func answerUnread(
    _ home: BulkFile, outputs: [BatchOutput], isRefused: Bool, in spool: SpoolDirectories, under lock: SpoolLock
  ) throws(FileError) {
    try lock.confirm(in: spool.outbox, files)
    var publication = Publication(batch: home.batch, directory: home.directory, spool: spool, files: files)
    defer { publication.close() }
    let requests = [home.file, home.defaults].compactMap(\.self)
    let record: BatchRecord
    do throws(FileError) {
      record = try publication.stage(outputs, requests: requests, refused: isRefused ? requests : [], absorbed: [])
    } catch {
      try? Recovery(batch: home.batch, directory: home.directory, spool: spool, files: files).undo()
      throw error
    }
    try publication.publish(record, under: lock)
    try publication.settle(record)
    tally.batches += 1
    tally.requests += 1
    forget(home)
  }

  private mutating func forget(_ home: BulkFile) {
    tally.bulk = nil
    batches.settle(home.batch)
    bulkFiles[home.batch] = nil
  }
}
