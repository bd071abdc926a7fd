internal import Outreach
package import Requests
package import Storage

/// Finds the roster's tables on disk and keeps those that are open open.
package enum RosterStore {
  /// The roster as it stands, reusing what `known` has loaded already.
  ///
  /// - Parameter unfinished: batches that were decided and whose tables may still lie there under staged names: whom
  ///   they contact is being contacted.
  package static func load(
    _ spool: SpoolDirectories, _ files: any FileSystem, known: Roster, unfinished: Set<BatchID> = []
  ) throws(SpoolError) -> Roster {
    guard let roster = try loadIfThere(spool, files: files, known: known, unfinished: unfinished) else {
      throw .rosterMissing(spool.roster.path)
    }
    return roster
  }

  /// Nil if there is no table although jobs are planned.
  private static func loadIfThere(
    _ spool: SpoolDirectories, files: any FileSystem, known: Roster, unfinished: Set<BatchID>
  ) throws(SpoolError) -> Roster? {
    do throws(FileError) {
      let current = current(try files.list(spool.roster).map { Table($0.name, unfinished) }.compactMap(\.self))
      if current.isEmpty, try hasPlanned(spool, files) { return nil }
      // One that could not be read is opened anew: whoever asks it next must not be told of an old failure.
      let whole = known.segments.filter { $0.table.error == nil }
      if current.map(\.name) == whole.map(\.name) { return known }
      var segments: [Roster.Segment] = []
      for table in current {
        if let open = whole.first(where: { $0.name == table.name }) {
          segments.append(open)
        } else if let rows = try SortedTable(try files.open(table.name, in: spool.roster), files) {
          segments.append(
            Roster.Segment(first: table.first, last: table.last, table: rows, isStaged: table.isStaged))
        } else if !table.isStaged {
          throw FileError("understand", spool.roster.path(of: table.name), code: FileError.damaged)
        }
      }
      // One that came from another spool, or was remade while others are still to be published: its keys say nothing here.
      if let stranger = segments.first(where: { $0.table.seed != segments.last?.table.seed }) {
        throw FileError("understand", spool.roster.path(of: stranger.name), code: FileError.damaged)
      }
      return segments.isEmpty ? Roster(seed: known.seed) : Roster(segments: segments)
    } catch {
      throw SpoolError.file(error)
    }
  }

  /// Whether any batch that is not at work has planned jobs; each of them had published its table before it was done.
  private static func hasPlanned(_ spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) -> Bool {
    let atWork = Set(try files.list(spool.processing).map(\.name))
    if try hasPlanned(spool.jobs, files, besides: atWork) { return true }
    guard let done = try files.openIfThere("done", in: spool.outbox) else { return false }
    defer { files.close(done) }
    return try hasPlanned(done, files, besides: atWork)
  }

  private static func hasPlanned(
    _ parent: Directory, _ files: any FileSystem, besides atWork: Set<FileName>
  ) throws(FileError) -> Bool {
    for entry in try files.list(parent) where entry.name.text.flatMap({ CivilDay(iso8601: $0) }) != nil {
      guard let day = try files.openIfThere(entry.name, in: parent) else { continue }
      defer { files.close(day) }
      let batches = try files.list(day).lazy.compactMap { BatchFiles.batch(ofDone: $0.name) }
      if batches.contains(where: { !atWork.contains($0.fileName) }) { return true }
    }
    return false
  }

  private struct Table {
    package var name: FileName
    package var first: BatchID
    package var last: BatchID
    var isStaged: Bool

    package init?(_ name: FileName, _ unfinished: Set<BatchID>) {
      self.name = name
      var final = name
      isStaged = name.hasPrefix(".")
      if isStaged {
        let prefixes = unfinished.map { BatchFiles.stagedName("", of: $0).bytes }
        guard let prefix = prefixes.first(where: { name.bytes.starts(with: $0) }) else { return nil }
        final = FileName(bytes: name.bytes.dropFirst(prefix.count))
      }
      guard let span = Roster.span(of: final) else { return nil }
      (first, last) = span
    }
  }

  /// Tables in batch order, without those whose span lies inside another's.
  private static func current(_ tables: [Table]) -> [Table] {
    // The longer of two that begin together first.
    let sorted = tables.sorted { ($0.first, $1.last) < ($1.first, $0.last) }
    var kept: [Table] = []
    for table in sorted where kept.last.map({ table.last > $0.last }) ?? true { kept.append(table) }
    return kept
  }
}
