internal import Formats
package import Outreach
package import Records
package import Requests
package import Storage

/// The ledger's events, and the lines that are none.
package struct LedgerLog: Sendable {
  package struct File: Hashable, Sendable {
    package var day: CivilDay
    package var name: FileName
    /// Nil if a process appends to it.
    package var batch: BatchID? { BatchFiles.batch(of: name) }
    package var path: String { "ledger/\(day.iso8601)/\(name)" }
  }

  package private(set) var entries: [LedgerEntry] = []
  /// Lines that were passed over.
  package private(set) var damaged: [LedgerDamage] = []

  /// Reads the files of the settled batches, and those that processes append to, from `first` on.
  package init(_ view: SpoolView, from first: CivilDay? = nil) throws(FileError) {
    let files = try Self.list(view, from: first)
    let read = parallelMap(files, run: 4) { file -> Result<([LedgerEntry], [LedgerDamage]), FileError> in
      do throws(FileError) { return .success(try Self.read(file, view)) } catch { return .failure(error) }
    }
    for result in read {
      let (entries, damaged) = try result.get()
      self.entries += entries
      self.damaged += damaged
    }
  }

  /// The events folded. Where some cannot be read the roster is asked for what is certain.
  package static func fold(_ view: SpoolView, from first: CivilDay? = nil) throws(FileError) -> (
    fold: JobFold, damaged: [LineDamage]
  ) {
    let log = try LedgerLog(view, from: first)
    return (try fold(log.entries, damaged: log.damaged, view: view), log.damaged.map(\.place))
  }

  static func fold(
    _ entries: [LedgerEntry], damaged: [LedgerDamage], view: SpoolView
  ) throws(FileError) -> JobFold {
    guard !damaged.isEmpty else { return JobFold(entries) }
    let roster = try AuditedRoster(view)
    return JobFold(entries, damage: damaged, roster: roster.damaged.isEmpty ? roster.roster : nil)
  }

  /// The files from `first` on, and those of the day before, to which a process may have gone on appending.
  package static func list(_ view: SpoolView, from first: CivilDay? = nil) throws(FileError) -> [File] {
    var found: [File] = []
    for day in try view.days(of: ["ledger"], below: view.outbox)
    where first.map({ day.number >= $0.number - 1 }) ?? true {
      for entry in try view.list(["ledger", FileName(day.iso8601)], below: view.outbox) {
        guard !entry.name.hasPrefix("."), entry.name.hasSuffix(".ndjson") else { continue }
        let file = File(day: day, name: entry.name)
        if file.batch.map(view.settled.contains) ?? true { found.append(file) }
      }
    }
    return found.sorted { ($0.day, $0.name) < ($1.day, $1.name) }
  }

  /// Nil if it is gone.
  package static func contents(of file: File, _ view: SpoolView) throws(FileError) -> FileContents? {
    do throws(FileError) {
      return try view.withDirectory(["ledger", FileName(file.day.iso8601)], below: view.outbox) {
        (directory) throws(FileError) in
        // Copied, not mapped: its writer may be at it, and a mapping of a file that is cut short kills who reads it.
        FileContents(copying: try view.files.readFile(file.name, in: directory))
      }
    } catch  where error.isNotFound {
      return nil
    }
  }

  /// The events with their lines, and the lines that are none.
  package static func lines(_ view: SpoolView, from first: CivilDay? = nil) throws(FileError) -> (
    events: [(entry: LedgerEntry, line: [UInt8])], damaged: [LineDamage]
  ) {
    var found: [(entry: LedgerEntry, line: [UInt8])] = []
    var damaged: [LineDamage] = []
    for file in try list(view, from: first) {
      try contents(of: file, view)?.forEachLine { (line, number, isEnded) throws(FileError) in
        let bytes = line.bindMemory(to: UInt8.self)
        guard isEnded, let entry = LedgerEntry(bytes, batch: file.batch, writer: file.name, number: number) else {
          return damaged.append(LineDamage(path: file.path, line: number, isTorn: !isEnded))
        }
        found.append((entry, Array(bytes)))
      }
    }
    return (found, damaged)
  }

  private static func read(_ file: File, _ view: SpoolView) throws(FileError) -> ([LedgerEntry], [LedgerDamage]) {
    var entries: [LedgerEntry] = []
    var damaged: [LedgerDamage] = []
    try contents(of: file, view)?.forEachLine { (line, number, isEnded) throws(FileError) in
      if var entry = LedgerEntry(line.bindMemory(to: UInt8.self), batch: file.batch, writer: file.name, number: number),
        isEnded
      {
        entry.day = file.day
        entries.append(entry)
      } else {
        damaged.append(LedgerDamage(LineDamage(path: file.path, line: number, isTorn: !isEnded), line))
      }
    }
    return (entries, damaged)
  }
}

extension LedgerEntry {
  /// Whether a batch wrote it, rather than a process that appends.
  var isOfBatch: Bool { BatchFiles.batch(of: place.writer) != nil }

  /// Its file, below the outbox.
  package var path: String { LedgerLog.File(day: day, name: place.writer).path }
}
