internal import Formats
package import Outreach
internal import Records
package import Requests
package import Storage

/// The files of `jobs/`, and of `done/`, where whole days go when every job in them has ended, and are compressed.
package struct JobCalendar: Sendable {
  package struct File: Hashable, Sendable {
    package var day: CivilDay
    /// Without the ending of a compressed file.
    package var name: FileName
    /// That of the file's name; of the command, if its jobs were rescheduled.
    package var batch: BatchID
    /// `outbox/jobs/2026-11-25/….ndjson`
    package var path: String { "jobs/\(day.iso8601)/\(name)" }
  }

  package let view: SpoolView

  /// The settled batches' files on the days wanted, by day, then batch.
  package func list(includingDone: Bool = true, where isWanted: (CivilDay) -> Bool = { _ in true }) throws(FileError)
    -> [File]
  {
    var found: Set<File> = []
    // A day moves from jobs to done, never back: listed in this order it cannot be missed. A file of done that is
    // compressed meanwhile may be missing from one listing under both its names.
    for parent in ["jobs", "done", "done"] as [FileName] where includingDone || parent == "jobs" {
      for day in try view.days(of: [parent], below: view.outbox) where isWanted(day) {
        for entry in try view.list([parent, FileName(day.iso8601)], below: view.outbox) {
          let batch = parent == "done" ? BatchFiles.batch(ofDone: entry.name) : BatchFiles.batch(of: entry.name)
          guard let batch, view.settled.contains(batch) else { continue }
          found.insert(File(day: day, name: BatchFiles.name(of: batch), batch: batch))
        }
      }
    }
    return found.sorted { ($0.day, $0.batch) < ($1.day, $1.batch) }
  }

  /// Nil if it is in neither place any more. In the order in which it goes through them, so it cannot be missed.
  func contents(of file: File) throws(FileError) -> FileContents? {
    if let found = try plain(file, in: "jobs") { return found }
    if let found = try plain(file, in: "done") { return found }
    return try read(file, in: "done") { (directory) throws(FileError) in
      FileContents(copying: try view.files.expandFile(BatchFiles.compressedName(of: file.batch), in: directory))
    }
  }

  /// Where it lies now, below the outbox.
  func place(of file: File) throws(FileError) -> String {
    let compressed = BatchFiles.compressedName(of: file.batch)
    for (parent, name) in [("jobs", file.name), ("done", file.name), ("done", compressed)] {
      let path = [FileName(parent), FileName(file.day.iso8601)]
      let isThere = try view.withDirectory(path, below: view.outbox) { (day) throws(FileError) in
        try view.files.exists(name, in: day)
      }
      if isThere ?? false { return "\(parent)/\(file.day.iso8601)/\(name)" }
    }
    return file.path
  }

  private func plain(_ file: File, in parent: FileName) throws(FileError) -> FileContents? {
    try read(file, in: parent) { (directory) throws(FileError) in try view.files.contents(of: file.name, in: directory)
    }
  }

  private func read(
    _ file: File, in parent: FileName, _ body: (Directory) throws(FileError) -> FileContents
  ) throws(FileError) -> FileContents? {
    do throws(FileError) {
      return try view.withDirectory([parent, FileName(file.day.iso8601)], below: view.outbox, body)
    } catch  where error.isNotFound {
      return nil
    }
  }
}

extension JobCalendar {
  /// Puts together what somebody wants to know of every effective job: one result for each file, made on all cores, in
  /// the files' order.
  func gather<Found: Sendable>(
    _ files: [File], _ fold: JobFold, into empty: Found,
    _ add: @escaping @Sendable (inout Found, CalendarJob, File) -> Void
  ) throws(FileError) -> [Found] {
    try gather(files, into: empty) { found, line, file in
      if let job = CalendarJob(line: line), fold.isEffective(job) { add(&found, job, file) }
    }
  }

  /// The same for whoever only counts those about which no event can be, as about most that lie ahead: they are not taken
  /// apart.
  func gather<Found: Sendable>(
    _ files: [File], _ fold: JobFold, into empty: Found, untouched: @escaping @Sendable (inout Found) -> Void,
    _ add: @escaping @Sendable (inout Found, CalendarJob, File) -> Void
  ) throws(FileError) -> [Found] {
    let events = EventFilter(fold)
    return try gather(files, into: empty) { found, line, file in
      if let head = JobLine.head(line), !events.mayConcern(head, in: line), JobLine.endsAsPlanned(line) {
        untouched(&found)
      } else if let job = CalendarJob(line: line), fold.isEffective(job) {
        add(&found, job, file)
      }
    }
  }

  private func gather<Found: Sendable>(
    _ files: [File], into empty: Found,
    _ take: @escaping @Sendable (inout Found, UnsafeRawBufferPointer, File) -> Void
  ) throws(FileError) -> [Found] {
    let results = parallelMap(files, run: 1) { file -> Result<Found, FileError> in
      var found = empty
      do throws(FileError) {
        try contents(of: file)?.forEachLine { (line, _, _) throws(FileError) in take(&found, line, file) }
        return .success(found)
      } catch { return .failure(error) }
    }
    var all: [Found] = []
    for result in results { all.append(try result.get()) }
    return all
  }
}
