internal import Outreach
package import Records
package import Requests
package import Storage

/// What an earlier worker left in `processing/`: finished if it had been decided, undone if it had not.
package struct Recovery {
  package let batch: BatchID
  /// `inbox/processing/<batch>`
  package let directory: Directory
  package let spool: SpoolDirectories
  package let files: any FileSystem
  /// The record's name in the directory.
  var recordName = BatchRecord.name

  package init(
    batch: BatchID, directory: Directory, spool: SpoolDirectories, files: any FileSystem,
    recordName: FileName = BatchRecord.name
  ) {
    self.batch = batch
    self.directory = directory
    self.spool = spool
    self.files = files
    self.recordName = recordName
  }

  /// The record, if the batch must be rolled forward; nil if nothing of it was published.
  ///
  /// Publishing begins when record and outputs are durable. Before that they are not to be trusted, however whole
  /// they look: they may be in memory only, or their sync may have failed. So the record binds as soon as there is
  /// any name that only this batch can have published.
  package func bindingRecord() throws(FileError) -> BatchRecord? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try files.readFile(recordName, in: directory)
    } catch  where error.isNotFound {
      return nil
    }
    guard let record = BatchRecord(bytes) else { return nil }
    for output in record.outputs where output.place.bearsBatchName {
      if try isPublished(output) { return record }
    }
    return nil
  }

  private func isPublished(_ output: BatchRecord.Output) throws(FileError) -> Bool {
    switch output.place {
    case .responses: return try files.exists(output.name, in: spool.responses)
    case .roster: return try files.exists(output.name, in: spool.roster)
    case .batch: return try files.exists(output.name, in: directory)
    case .jobs(let day): return try exists(output.name, below: spool.jobs, FileName(day.iso8601))
    case .ledger(let day): return try exists(output.name, below: spool.ledger, FileName(day.iso8601))
    case .failed:
      guard let day = try files.openIfThere(FileName(batch.time.day.iso8601), in: spool.failed) else { return false }
      defer { files.close(day) }
      return try exists(output.name, below: day, batch.fileName)
    }
  }

  private func exists(_ name: FileName, below parent: Directory, _ directory: FileName) throws(FileError) -> Bool {
    guard let directory = try files.openIfThere(directory, in: parent) else { return false }
    defer { files.close(directory) }
    return try files.exists(name, in: directory)
  }

  /// Publishes what is still staged and settles the batch.
  package func rollForward(_ record: BatchRecord) throws(FileError) {
    var publication = publication()
    defer { publication.close() }
    for output in record.outputs.sorted(by: { $0.place.rank < $1.place.rank }) {
      let place = try publication.open(output.place)
      let staged = BatchFiles.stagedName(output.name, of: batch)
      guard try files.exists(staged, in: place) else { continue }
      if output.place == .responses, try isSuperseded(BulkName(output.name)?.summary ?? output.name) {
        try files.remove(staged, in: place)
      } else {
        try files.rename(staged, in: place, to: output.name, in: place, replacing: true)
      }
    }
    try publication.settle(record)
  }

  /// Makes room for an output to be staged again.
  func removeStaged(_ output: BatchOutput, in place: Directory) throws(FileError) {
    try removeIfThere(BatchFiles.stagedName(output.name, of: batch), in: place)
  }

  /// Deletes all that the batch staged. The record goes first: what follows must never be rolled forward. That of a slice
  /// goes last: nothing else says that there was a slice, and it binds only if something was published.
  func undo() throws(FileError) {
    let isSlice = recordName != BatchRecord.name
    if !isSlice { try removeIfThere(recordName, in: directory) }
    let prefix = BatchFiles.stagingPrefix(of: batch)
    for entry in try files.list(directory) {
      if entry.name.bytes.starts(with: prefix) {
        try removeIfThere(entry.name, in: directory)
      } else if !entry.name.hasPrefix(".") {
        try removeIfThere(BatchFiles.stagedName(entry.name, of: batch), in: spool.responses)
      }
    }
    let jobsFile = BatchFiles.stagedName(BatchFiles.name(of: batch), of: batch)
    for parent in [spool.jobs, spool.ledger] {
      for entry in try files.list(parent) where entry.kind != .regular {
        guard let day = try files.openIfThere(entry.name, in: parent) else { continue }
        defer { files.close(day) }
        try removeIfThere(jobsFile, in: day)
      }
    }
    for entry in try files.list(spool.roster) where entry.name.bytes.starts(with: prefix) {
      try removeIfThere(entry.name, in: spool.roster)
    }
    try undoFailed()
    if isSlice { try removeIfThere(recordName, in: directory) }
  }

  private func undoFailed() throws(FileError) {
    guard let day = try files.openIfThere(FileName(batch.time.day.iso8601), in: spool.failed) else { return }
    defer { files.close(day) }
    guard let own = try files.openIfThere(batch.fileName, in: day) else { return }
    defer { files.close(own) }
    for entry in try files.list(own) where entry.name.hasPrefix(".") { try removeIfThere(entry.name, in: own) }
    do throws(FileError) { try files.removeDirectory(batch.fileName, in: day) } catch  where error.isTaken {}
  }

  /// Whether a later batch has answered under this name already.
  private func isSuperseded(_ name: FileName) throws(FileError) -> Bool {
    do throws(FileError) {
      guard let other = ResponseEnvelope.batch(of: try files.readFile(name, in: spool.responses)) else { return false }
      return other > batch
    } catch  where error.isNotFound {
      return false
    }
  }

  private func publication() -> Publication {
    Publication(batch: batch, directory: directory, spool: spool, files: files, recordName: recordName)
  }

  private func removeIfThere(_ name: FileName, in directory: Directory) throws(FileError) {
    do throws(FileError) { try files.remove(name, in: directory) } catch  where error.isNotFound {}
  }
}
