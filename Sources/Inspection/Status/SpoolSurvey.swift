internal import Formats
internal import Generating
package import Outreach
internal import Records
internal import Requests
internal import Spool
package import Storage

/// Counts what a spool holds. Reads only: it makes no directory and no lock file.
package struct SpoolSurvey {
  private let files: any CommandFileSystem
  private let now: Timestamp

  package init(files: any CommandFileSystem, now: Timestamp) {
    self.files = files
    self.now = now
  }

  /// - Throws: if inbox or outbox is not there or may not be read. What is missing below them counts as empty.
  package func status(inbox: String, outbox: String) throws(FileError) -> SpoolStatus {
    let inbox = try files.openDirectory(at: inbox)
    defer { files.close(inbox) }
    let outbox = try files.openDirectory(at: outbox)
    defer { files.close(outbox) }
    var status = SpoolStatus(asOf: now)
    status.waiting = try waiting(in: inbox)
    status.processing = try processing(in: inbox)
    for (day, requests) in try perBatch(of: "processed", in: inbox, { _, names, _ in Self.visible(names) }) {
      status.processed.add(requests, on: day, today: now.day)
    }
    status.archivedDays = try archivedDays(of: "processed", in: inbox)
    status.archivedFailedDays = try archivedDays(of: "failed", in: inbox)
    var codes: [String: Int] = [:]
    let today = now.day
    let failed = try perBatch(of: "failed", in: inbox) { [files] (day, names: Set<FileName>, batch) in
      let requests = ErrorFile.requests(among: names)
      let codes = day == today ? requests.map { FailedRequest.code(of: $0, among: names, in: batch, files) } : []
      return (requests.count, codes.map { $0 ?? "unknown" })
    }
    for (day, (requests, found)) in failed {
      status.failed.add(requests, on: day, today: today)
      for code in found { codes[code, default: 0] += 1 }
    }
    status.codesToday = codes.map { (code: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.code) < ($0.count, $1.code)
    }
    let view = SpoolView(
      inbox: inbox, outbox: outbox, files: files,
      settled: try SettledBatches(inbox: inbox, outbox: outbox, files: files))
    status.toMend = try refused(view)
    status.jobs = try .init(view)
    status.roster = try roster(in: outbox)
    status.hasWords = try files.exists(WordsStore.directoryName, in: outbox)
    if status.hasWords { status.circuit = WordsStore(outbox: outbox.path, files: files).circuit() }
    (status.isLocked, status.lastBatch) = try SpoolLock.look(in: outbox, files)
    return status
  }

  // MARK: The inbox

  private func waiting(in inbox: Directory) throws(FileError) -> SpoolStatus.Waiting {
    let candidates = try Inbox.scan(inbox, files)
    // When it arrived, not what its modification time claims: copies keep old ones.
    let arrivals = parallelMap(candidates, run: 256) { [files] candidate in
      (try? files.status(of: candidate.name, in: inbox)).map { (name: candidate.name, at: $0.changed) }
    }.compactMap(\.self).sorted { $0.at < $1.at }
    return SpoolStatus.Waiting(
      requests: candidates.count, oldest: arrivals.first.map { age(since: $0.at) },
      oldestReady: arrivals.first { !isBeingWritten($0.name, in: inbox) }.map { age(since: $0.at) })
  }

  private func isBeingWritten(_ name: FileName, in inbox: Directory) -> Bool {
    guard files.leasesAreTrusted(in: inbox), let file = try? files.open(name, in: inbox) else { return false }
    defer { files.close(file) }
    return files.takeLease(file) == .busy
  }

  private func processing(in inbox: Directory) throws(FileError) -> [SpoolStatus.Processing] {
    guard let directory = try files.openIfThere("processing", in: inbox) else { return [] }
    defer { files.close(directory) }
    var batches: [SpoolStatus.Processing] = []
    for batch in try files.list(directory).compactMap({ BatchID($0.name) }).sorted() {
      // Settled since it was listed.
      guard let own = try files.openIfThere(batch.fileName, in: directory) else { continue }
      defer { files.close(own) }
      let requests = Self.visible(try files.list(own).map(\.name))
      batches.append(.init(batch: batch, requests: requests, age: age(since: try waiting(of: batch, own))))
    }
    return batches
  }

  /// Since when a batch's requests wait. One that is stuck is answered afresh under another name at every try, so theirs are
  /// the only times that stay; a bulk file keeps its batch, and may have been written long before it was dropped.
  private func waiting(of batch: BatchID, _ directory: Directory) throws(FileError) -> FileTime {
    let requests = try Inbox.scan(directory, files).filter { $0.request.bulk == nil }
    return requests.map(\.modified).reduce(FileTime(batch.time), min)
  }

  // MARK: What has been answered

  /// Looks into every batch directory below `inbox/<name>/<day>/`.
  private func perBatch<Found: Sendable>(
    of name: FileName, in inbox: Directory, _ look: @escaping @Sendable (CivilDay, Set<FileName>, Directory) -> Found
  ) throws(FileError) -> [(day: CivilDay, found: Found)] {
    guard let parent = try files.openIfThere(name, in: inbox) else { return [] }
    defer { files.close(parent) }
    var all: [(day: CivilDay, found: Found)] = []
    for entry in try files.list(parent) {
      guard let day = entry.name.text.flatMap({ CivilDay(iso8601: $0) }),
        let directory = try files.openIfThere(entry.name, in: parent)
      else { continue }
      defer { files.close(directory) }
      let found = parallelMap(try files.list(directory), run: 64) { [files] entry -> Found? in
        guard let batch = try? files.openDirectory(entry.name, in: directory) else { return nil }
        defer { files.close(batch) }
        return (try? files.list(batch)).map { look(day, Set($0.map(\.name)), batch) }
      }
      all += found.compactMap(\.self).map { (day, $0) }
    }
    return all
  }

  private func archivedDays(of name: FileName, in inbox: Directory) throws(FileError) -> Int {
    guard let directory = try files.openIfThere(name, in: inbox) else { return 0 }
    defer { files.close(directory) }
    return Set(try files.list(directory).compactMap { DayArchive.day(of: $0.name) }).count
  }

  private static func visible(_ names: some Sequence<FileName>) -> Int {
    names.reduce(0) { $0 + ($1.hasPrefix(".") || RequestName.isDefaults($1) ? 0 : 1) }
  }

  // MARK: The outbox

  private func roster(in outbox: Directory) throws(FileError) -> SpoolStatus.RosterTables {
    guard let directory = try files.openIfThere("roster", in: outbox) else { return .init() }
    defer { files.close(directory) }
    var tables = SpoolStatus.RosterTables()
    for entry in try files.list(directory) where Roster.span(of: entry.name) != nil {
      tables.tables += 1
      tables.bytes += (try? files.status(of: entry.name, in: directory))?.size ?? 0
    }
    return tables
  }

  /// In seconds; a file from the future is new.
  private func age(since time: FileTime) -> Double {
    max(0, Double(FileTime(now).nanoseconds(since: time)) / 1e9)
  }
}
