internal import Outreach

/// The files of `jobs/`, and of `done/`, where whole days go when every job in them has ended.
struct JobCalendar: Sendable {
  struct File: Hashable, Sendable {
    var day: CivilDay
    var name: FileName
    /// That of the file's name; of the command, if its jobs were rescheduled.
    var batch: BatchID
    /// `outbox/jobs/2026-11-25/….ndjson`
    var path: String { "jobs/\(day.iso8601)/\(name)" }
  }

  let view: SpoolView

  /// The settled batches' files on the days wanted, by day, then batch.
  func list(includingDone: Bool = true, where isWanted: (CivilDay) -> Bool = { _ in true }) throws(FileError) -> [File]
  {
    var found: Set<File> = []
    // A day moves from jobs to done, never back: listed in this order it cannot be missed.
    for parent in ["jobs", "done"] as [FileName] where includingDone || parent == "jobs" {
      for day in try view.days(of: [parent], below: view.outbox) where isWanted(day) {
        for entry in try view.list([parent, FileName(day.iso8601)], below: view.outbox) {
          guard let batch = BatchFiles.batch(of: entry.name), view.settled.contains(batch) else { continue }
          found.insert(File(day: day, name: entry.name, batch: batch))
        }
      }
    }
    return found.sorted { ($0.day, $0.batch) < ($1.day, $1.batch) }
  }

  /// Nil if it is in neither place any more.
  func contents(of file: File) throws(FileError) -> FileContents? {
    for parent in ["jobs", "done"] as [FileName] {
      do throws(FileError) {
        let found = try view.withDirectory([parent, FileName(file.day.iso8601)], below: view.outbox) {
          (directory) throws(FileError) in try view.files.contents(of: file.name, in: directory)
        }
        if let found { return found }
      } catch  where error.isNotFound {}
    }
    return nil
  }
}

extension BatchFiles {
  /// The batch whose file this is; nil for staged, foreign and other files.
  static func batch(of name: FileName) -> BatchID? {
    name.hasSuffix(".ndjson") ? BatchID(name.bytes.dropLast(7)) : nil
  }
}

extension FileContents {
  /// Calls `body` with each line, without its end, and its number from 1; the last one may have no end.
  func forEachLine<Failure: Error>(_ body: (UnsafeRawBufferPointer, Int, Bool) throws(Failure) -> Void) throws(Failure)
  {
    var start = 0
    var number = 0
    while start < bytes.count {
      let end = endOfLine(from: start)
      number += 1
      try body(UnsafeRawBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)]), number, end != nil)
      start = (end ?? bytes.count) + 1
    }
  }
}
