package import Outreach
package import Records
package import Storage

/// What was written into the ledger since somebody last looked.
package struct LedgerTail: Sendable {
  /// Lines that have been read of each file, by its path below the outbox.
  private var read: [String: Int] = [:]
  private var sizes: [String: Int] = [:]

  package init() {}

  /// Takes all that is there now for known.
  package mutating func skipAll(_ view: SpoolView, from day: CivilDay) throws(FileError) {
    _ = try news(view, from: day, ignoring: [])
  }

  /// - Parameter paths: files that need not be read.
  package mutating func news(
    _ view: SpoolView, from day: CivilDay, ignoring paths: Set<String>
  ) throws(FileError) -> (entries: [LedgerEntry], damaged: [LineDamage]) {
    var entries: [LedgerEntry] = []
    var damaged: [LineDamage] = []
    for file in try LedgerLog.list(view, from: day) where !paths.contains(file.path) {
      // A batch's file never changes.
      if file.batch != nil, read[file.path] != nil { continue }
      guard let contents = try LedgerLog.contents(of: file, view) else { continue }
      if sizes[file.path] == contents.bytes.count { continue }
      sizes[file.path] = contents.bytes.count
      let known = read[file.path] ?? 0
      var last = known
      contents.forEachLine { line, number, isEnded in
        guard number > known else { return }
        let bytes = line.bindMemory(to: UInt8.self)
        if isEnded, var entry = LedgerEntry(bytes, batch: file.batch, writer: file.name, number: number) {
          entry.day = file.day
          entries.append(entry)
        } else {
          damaged.append(LineDamage(path: file.path, line: number, isTorn: !isEnded))
        }
        // A line without an end may still get one.
        if isEnded { last = number }
      }
      read[file.path] = last
    }
    return (entries, damaged)
  }
}
