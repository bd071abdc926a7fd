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

  /// Whether somebody has written on behind what was read, as the owner of a file may who never closed it.
  func hasGrown(since progress: BulkProgress, _ files: any FileSystem) throws(FileError) -> Bool {
    guard !progress.isGivenUp, progress.size > 0 else { return false }
    return try files.status(of: file, in: directory).size > progress.size
  }

  /// Answers that somebody has removed before they were published cannot be had again; what comes is answered as ever.
  func forgetLostAnswers(
    _ progress: inout BulkProgress, in spool: SpoolDirectories, files: any FileSystem
  ) throws(FileError) {
    var isLost = false
    if try Self.size(of: staged.responses, in: spool.responses, files) < progress.responseBytes {
      progress.responseBytes = 0
      isLost = true
    }
    if progress.rejectedBytes + progress.skippedBytes > 0 {
      let (rejected, skipped) = try failedSizes(spool, files)
      if rejected < progress.rejectedBytes { (progress.rejectedBytes, isLost) = (0, true) }
      if skipped < progress.skippedBytes { (progress.skippedBytes, isLost) = (0, true) }
    }
    if isLost { progress.lostAnswers = progress.rows }
  }

  private func failedSizes(
    _ spool: SpoolDirectories, _ files: any FileSystem
  ) throws(FileError) -> (rejected: Int, skipped: Int) {
    guard let day = try files.openIfThere(FileName(batch.time.day.iso8601), in: spool.failed) else { return (0, 0) }
    defer { files.close(day) }
    guard let own = try files.openIfThere(batch.fileName, in: day) else { return (0, 0) }
    defer { files.close(own) }
    return (
      try Self.size(of: staged.rejected, in: own, files), try Self.size(of: staged.skipped, in: own, files)
    )
  }

  /// 0 if it is gone.
  private static func size(of name: FileName, in directory: Directory, _ files: any FileSystem) throws(FileError) -> Int
  {
    do throws(FileError) { return try files.status(of: name, in: directory).size } catch  where error.isNotFound {
      return 0
    }
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
