package import Outreach
package import Records
internal import Requests
package import Storage

/// Puts away what has ended: days of `jobs/` to `done/`, compressed, and old days of `processed/` into archives.
///
/// Killed at any point it leaves a spool that reads as before, and the next prune goes on. See <doc:Pruning>.
package struct Prune {
  /// What was done, also by a prune that then failed.
  package struct Pruned: Sendable, Equatable {
    package var days: [CivilDay] = []
    package var jobs = 0
    package var compressed = 0
    package var archivedDays: [CivilDay] = []
    package var archivedRequests = 0
    /// Refused requests and bulk files, of `failed/`.
    package var archivedRefusals = 0
    /// Files of `responses/`.
    package var archivedAnswers = 0
    /// What was compressed or archived, and what has become of it.
    package var bytesBefore = 0
    package var bytesAfter = 0
    /// What could not be done, one sentence each; it is all still where it was.
    package var troubles: [String] = []
  }

  package let spool: SpoolDirectories
  package let files: any FileSystem
  package internal(set) var outcome = Pruned()

  package init(_ spool: SpoolDirectories, _ files: any FileSystem) {
    self.spool = spool
    self.files = files
  }

  /// Looks at what may go, without writing anything.
  ///
  /// - Parameters:
  ///   - before: only days before it.
  ///   - cooldownDays: how long requests, and the batches of sequences, are remembered; their days stay as they are.
  package static func plan(
    inbox: String, outbox: String, in files: any FileSystem, before: CivilDay, today: CivilDay, cooldownDays: Int
  ) throws(FileError) -> PrunePlan {
    let view = try SpoolView.open(inbox: inbox, outbox: outbox, in: files)
    defer { view.close() }
    let terms = PrunePlan.Terms(
      before: before, today: today, cooldownDays: cooldownDays, lastBatch: view.settled.day)
    return try PruneSurvey(view: view, terms: terms).plan()
  }

  /// Keeps a second prune out; nil while there is one. It ends when the file is closed.
  package static func begin(in outbox: Directory, _ files: any FileSystem) throws(FileError) -> OpenFile? {
    let file = try files.openOrCreate(".prune", in: outbox)
    do throws(FileError) {
      if try files.lock(file) { return file }
    } catch {
      files.close(file)
      throw error
    }
    files.close(file)
    return nil
  }

  /// Does something short under the spool's lock, and says what came of it; throws if the lock cannot be had.
  package typealias WithLock = (() throws(FileError) -> Bool) throws -> Bool

  /// - Parameter shouldStop: asked between two days.
  package mutating func carryOut(
    _ plan: PrunePlan, shouldStop: () -> Bool = { false }, withLock: WithLock
  ) throws {
    try removeScraps()
    for day in plan.ended where !shouldStop() {
      let move = EndedDayMove(day: day, spool: spool, files: files)
      guard try withLock(move.run) else { continue }
      outcome.days.append(day.day)
      outcome.jobs += day.jobs
    }
    if let missing = try compress(Set(plan.uncompressed + outcome.days).sorted(), shouldStop) {
      outcome.troubles.append("\(missing); without it nothing is compressed, and nothing of processed/ is archived")
      return
    }
    for day in plan.settled where !shouldStop() { try archive(day, withLock: withLock) }
    for day in plan.refused where !shouldStop() { try archive(refused: day, withLock: withLock) }
    for day in plan.answers where !shouldStop() { try archive(day, withLock: withLock) }
  }

  // MARK: Jobs

  /// Nil, or that there is no program for it.
  private mutating func compress(_ days: [CivilDay], _ shouldStop: () -> Bool) throws(FileError) -> FileError? {
    guard !days.isEmpty, let done = try files.openIfThere("done", in: spool.outbox) else { return nil }
    defer { files.close(done) }
    // Whichever prune moved them: under their old parent nobody would look for compressed files.
    try files.sync(done)
    try files.sync(spool.jobs)
    for day in days where !shouldStop() {
      guard let directory = try files.openIfThere(FileName(day.iso8601), in: done) else { continue }
      defer { files.close(directory) }
      let plain = try files.list(directory).map(\.name).filter { BatchFiles.batch(of: $0) != nil }.sorted()
      let compression = Compression(directory: directory, files: files)
      for start in stride(from: 0, to: plain.count, by: Self.run) {
        let names = Array(plain[start..<min(start + Self.run, plain.count)])
        do throws(FileError) {
          let (before, after) = try compression.replace(names)
          outcome.compressed += names.count
          outcome.bytesBefore += before
          outcome.bytesAfter += after
        } catch {
          if error.code == FileError.noProgram { return error }
          throw error
        }
      }
    }
    return nil
  }

  /// Files that are made durable together.
  private static let run = 64

  // MARK: Requests

  private mutating func archive(
    _ day: PrunePlan.SettledDay, withLock: WithLock
  ) throws {
    let name = FileName(day.day.iso8601)
    guard let directory = try files.openIfThere(name, in: spool.processed) else { return }
    defer { files.close(directory) }
    let files = files
    let processed = spool.processed
    let isUnchanged = { () throws(FileError) -> Bool in
      Set(try files.list(directory).compactMap { BatchID($0.name) }) == day.batches
    }
    guard try isUnchanged() else { return }
    let members = try Packing.members(of: day.batches, day.day, in: directory, files)
    let (before, after) = try Packing(day: day.day, parent: processed, members: members, files: files).pack()
    // One that has come since is in no archive yet.
    let didGo = try withLock { () throws(FileError) -> Bool in
      guard try isUnchanged() else { return false }
      // Out of everybody's sight: the archive stands for it from now on.
      try files.rename(name, in: processed, to: Self.scrapName(name), in: processed, replacing: false)
      return true
    }
    guard didGo else { return }
    outcome.archivedDays.append(day.day)
    outcome.archivedRequests += day.requests
    outcome.bytesBefore += before
    outcome.bytesAfter += after
    try removeTree(Self.scrapName(name), in: spool.processed)
  }

  // MARK: What is left over

  /// The name of what is being made, or is to be removed.
  static func scrapName(_ name: FileName) -> FileName { FileName(bytes: Array(".prune~".utf8) + name.bytes) }

  /// Whether it is something that a prune was making, or taking away.
  static func isScrap(_ name: FileName) -> Bool { name.hasPrefix(".prune~") }

  /// Of an earlier prune that was cut short: all of it is elsewhere, too. The caller keeps other prunes out.
  func removeScraps() throws(FileError) {
    for directory in [spool.processed, spool.failed, spool.responses] { try removeScraps(in: directory) }
    guard let done = try files.openIfThere("done", in: spool.outbox) else { return }
    defer { files.close(done) }
    for entry in try files.list(done) where entry.kind != .regular {
      guard let day = try files.openIfThere(entry.name, in: done) else { continue }
      defer { files.close(day) }
      try removeScraps(in: day)
    }
  }

  /// For good: no power cut brings them back.
  private func removeScraps(in directory: Directory) throws(FileError) {
    let scraps = try files.list(directory).map(\.name).filter(Self.isScrap)
    for name in scraps { try removeTree(name, in: directory) }
    if !scraps.isEmpty { try files.sync(directory) }
  }

  func removeTree(_ name: FileName, in parent: Directory) throws(FileError) {
    guard try files.status(of: name, in: parent).kind == .directory else { return try files.remove(name, in: parent) }
    let directory = try files.openDirectory(name, in: parent)
    defer { files.close(directory) }
    for entry in try files.list(directory) { try removeTree(entry.name, in: directory) }
    try files.removeDirectory(name, in: parent)
  }
}

/// `jobs/<day>` on its way to `done/<day>`.
private struct EndedDayMove {
  package let day: PrunePlan.EndedDay
  package let spool: SpoolDirectories
  package let files: any FileSystem

  /// Under the lock; false if there is something in the day that was not there when it was looked at.
  package func run() throws(FileError) -> Bool {
    let name = FileName(day.day.iso8601)
    guard let directory = try files.openIfThere(name, in: spool.jobs) else { return false }
    defer { files.close(directory) }
    let names = try files.list(directory).map(\.name)
    guard day.files.isSuperset(of: names) else { return false }
    let done = try files.openOrMakeDirectory("done", in: spool.outbox)
    defer { files.close(done) }
    do throws(FileError) {
      try files.rename(name, in: spool.jobs, to: name, in: done, replacing: false)
    } catch  where error.isTaken {
      // The day was put away before, and a later batch planned jobs for it anew.
      let earlier = try files.openDirectory(name, in: done)
      defer { files.close(earlier) }
      for file in names { try files.rename(file, in: directory, to: file, in: earlier, replacing: false) }
      try files.sync(earlier)
      try files.removeDirectory(name, in: spool.jobs)
    }
    return true
  }
}
