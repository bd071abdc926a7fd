internal import Outreach

/// The files of `jobs/`, and of `done/`, where whole days go when every job in them has ended, and are compressed.
struct JobCalendar: Sendable {
  struct File: Hashable, Sendable {
    var day: CivilDay
    /// Without the ending of a compressed file.
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

extension BatchFiles {
  /// The batch whose file this is; nil for staged, foreign and other files.
  static func batch(of name: FileName) -> BatchID? {
    name.hasSuffix(".ndjson") ? BatchID(name.bytes.dropLast(7)) : nil
  }

  /// The same in `done/`, where files are compressed sooner or later.
  static func batch(ofDone name: FileName) -> BatchID? {
    name.hasSuffix(".ndjson.gz") ? BatchID(name.bytes.dropLast(10)) : batch(of: name)
  }

  static func compressedName(of batch: BatchID) -> FileName { FileName("\(batch).ndjson.gz") }
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
