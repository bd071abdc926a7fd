internal import Outreach
package import Records
package import Requests
package import Storage

/// A bulk file's slice that an earlier worker left.
extension Recovery {
  package init(slice batch: BatchID, of home: BulkFile, _ spool: SpoolDirectories, _ files: any FileSystem) {
    self.init(
      batch: batch, directory: home.directory, spool: spool, files: files, recordName: BatchRecord.sliceName(batch))
  }
}

extension BulkFile {
  /// What a file's recovery came to.
  enum Recovered {
    /// It was being refused as a whole, and now is.
    case refused
    /// It stands between two slices.
    case waiting
    /// The same, and a slice of it was undone: its worker died, or gave it up.
    case undone
  }

  /// Finishes or undoes the slice that was being published, so that the file stands between two slices.
  func recover(_ spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) -> Recovered {
    if let unsettled {
      let recovery = Recovery(slice: unsettled, of: self, spool, files)
      if let record = try recovery.bindingRecord() {
        try recovery.rollForward(record)
        return .waiting
      }
      try recovery.undo()
    }
    if last == nil, try beginAgain(spool, files) { return .refused }
    return unsettled == nil ? .waiting : .undone
  }

  /// Before its first slice a file may have been refused; what else was staged for it goes.
  private func beginAgain(_ spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) -> Bool {
    let recovery = Recovery(batch: batch, directory: directory, spool: spool, files: files)
    if let record = try recovery.bindingRecord() {
      try recovery.rollForward(record)
      return true
    }
    try recovery.undo()
    for staged in [staged.responses, BatchFiles.stagedName(name.summary, of: batch)] {
      do throws(FileError) { try files.remove(staged, in: spool.responses) } catch  where error.isNotFound {}
    }
    return false
  }

  /// Another worker has taken the file from this one. As long as it is at work the growing answers are its own; once it is
  /// done, what this process has begun anew under their names is nobody's.
  func forsake(_ spool: SpoolDirectories, _ files: any FileSystem) {
    guard (try? files.exists(batch.fileName, in: spool.processing)) == false else { return }
    try? files.remove(staged.responses, in: spool.responses)
    guard let day = try? files.openDirectory(FileName(batch.time.day.iso8601), in: spool.failed) else { return }
    defer { files.close(day) }
    guard let own = try? files.openDirectory(batch.fileName, in: day) else { return }
    defer { files.close(own) }
    for name in [staged.rejected, staged.skipped] { try? files.remove(name, in: own) }
  }

  /// The grown answers as the last record lists them.
  func grown(_ progress: BulkProgress) -> [BatchRecord.Output] {
    // Whoever checks checksums leaves answers alone, and these may have gigabytes.
    var outputs = [
      BatchRecord.Output(place: .responses, name: name.responses, size: progress.responseBytes, checksum: 0)
    ]
    if progress.rejectedBytes > 0 {
      outputs.append(.init(place: .failed, name: name.rejected, size: progress.rejectedBytes, checksum: 0))
    }
    if progress.skippedBytes > 0 {
      outputs.append(.init(place: .failed, name: name.skipped, size: progress.skippedBytes, checksum: 0))
    }
    return outputs
  }
}
