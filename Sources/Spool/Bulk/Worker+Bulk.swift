internal import Leads
internal import Outreach
internal import Records
package import Requests
package import Storage

/// Bulk files: claimed one at a time, answered slice by slice. Between two slices the lock is let go, so that one-lead
/// files are answered meanwhile and any worker may do the next slice.
extension Worker {
  /// Answers the next slice of the file in hand, or claims the next file; whether anything was done.
  ///
  /// A file that is stuck does not stop the others.
  mutating func advanceBulk(_ homes: [BatchID], in spool: SpoolDirectories, under lock: SpoolLock) throws -> Bool {
    for batch in homes where !awaitsWords(batch) { if try advance(batch, in: spool, under: lock) { return true } }
    while let candidate = bulkQueue.popFirst() {
      // Before it is claimed: without its lead book the scheduler would refuse leads that are in it.
      try leadBook.prepare()
      if let batch = try claimBulk(candidate, in: spool, under: lock) {
        return try advance(batch, in: spool, under: lock)
      }
    }
    return false
  }

  private mutating func advance(_ batch: BatchID, in spool: SpoolDirectories, under lock: SpoolLock) throws -> Bool {
    do {
      guard let directory = try files.openIfThere(batch.fileName, in: spool.processing) else { return false }
      defer { files.close(directory) }
      guard var home = try home(batch, directory) else { return false }
      if try claimDefaults(of: home, spool), let again = try self.home(batch, directory) { home = again }
      var progress = try home.progress(files)
      if progress.isDone, try !home.hasGrown(since: progress, files) {
        try home.forgetLostAnswers(&progress, in: spool, files: files)
        let source = try files.open(home.file, in: home.directory)
        defer { files.close(source) }
        let defaults = try? home.rowDefaults(planner, files, largest: settings.rules.largestRequest)
        try finish(
          home, progress: progress, form: try? form(of: home, defaults ?? .none, source), in: spool, under: lock)
        return true
      }
      do {
        try answerSlice(of: home, from: progress, spool, lock)
      } catch let refusal as Refusal {
        try refuse(home, refusal: refusal, in: spool, under: lock)
      } catch let repeated as RepeatedFile {
        try pass(home, repeated: repeated, in: spool, under: lock)
      }
      return true
    } catch let error as FileError where !error.isLockLost {
      tally.note(error, "the bulk file of batch \(batch) is stuck: \(error)")
      return false
    }
  }

  /// The bulk file's home in this directory, as it stands now; nil if the directory is none.
  package func home(_ batch: BatchID, _ directory: Directory) throws(FileError) -> BulkFile? {
    BulkFile(batch: batch, directory: directory, names: try files.list(directory).map(\.name))
  }

  /// How the file is to be read.
  ///
  /// - Throws: a ``Refusal`` if it cannot be.
  package mutating func form(of home: BulkFile, _ defaults: RowDefaults, _ source: OpenFile) throws -> BulkForm {
    // Before the first slice its defaults may still come.
    if home.last != nil, let known = bulkFiles[home.batch]?.form { return known }
    let form = try BulkForm.recognise(
      home.name, defaults: defaults, mapping: settings.columns, rowBytes: settings.slice.rowBytes, source: source,
      files: files)
    if home.last != nil { bulkFiles[home.batch, default: BulkFileMemory()].form = form }
    return form
  }
}
