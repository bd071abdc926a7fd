internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Old refusals and answers, into an archive for each day.
extension Prune {
  /// Batches of a day of `failed/`: of one day some may stay.
  mutating func archive(refused day: PrunePlan.SettledDay, withLock: WithLock) throws {
    let (files, failed) = (files, spool.failed)
    let name = FileName(day.day.iso8601)
    guard let directory = try files.openIfThere(name, in: failed) else { return }
    defer { files.close(directory) }
    let members = try Packing.members(of: day.batches, day.day, in: directory, files)
    let (before, after) = try Packing(day: day.day, parent: failed, members: members, files: files).pack()
    let scraps = day.batches.sorted().map { batch in
      (batch: batch.fileName, scrap: Self.scrapName(FileName("\(day.day.iso8601)~\(batch)")))
    }
    let didGo = try withLock { () throws(FileError) -> Bool in
      // What was put back since is not refused any more.
      guard try Packing.members(of: day.batches, day.day, in: directory, files) == members else { return false }
      for (batch, scrap) in scraps { try files.rename(batch, in: directory, to: scrap, in: failed, replacing: false) }
      return true
    }
    guard didGo else { return }
    outcome.archivedRefusals += day.requests
    outcome.bytesBefore += before
    outcome.bytesAfter += after
    for (_, scrap) in scraps { try removeTree(scrap, in: failed) }
    try removeIfEmpty(name, in: failed)
  }

  private func removeIfEmpty(_ name: FileName, in parent: Directory) throws(FileError) {
    do throws(FileError) { try files.removeDirectory(name, in: parent) } catch  where error.isTaken {}
  }

  /// Files of `responses/` that were written on one day.
  mutating func archive(_ day: PrunePlan.AnswersDay, withLock: WithLock) throws {
    let (files, responses) = (files, spool.responses)
    let members = day.names.sorted().map { Packing.Member(path: [], name: $0) }
    let (before, after) = try Packing(day: day.day, parent: responses, members: members, files: files).pack()
    _ = try withLock { () throws(FileError) -> Bool in
      // One that a newer answer has replaced since stays.
      for member in members where try Self.day(of: member.name, in: responses, files) == day.day {
        try files.remove(member.name, in: responses)
      }
      return true
    }
    for member in members where try !files.exists(member.name, in: responses) { outcome.archivedAnswers += 1 }
    outcome.bytesBefore += before
    outcome.bytesAfter += after
  }

  /// When a file was written; nil if it is gone.
  private static func day(
    of name: FileName, in directory: Directory, _ files: any FileSystem
  ) throws(FileError) -> CivilDay? {
    do throws(FileError) {
      return try files.status(of: name, in: directory).modified.day
    } catch  where error.isNotFound {
      return nil
    }
  }
}
