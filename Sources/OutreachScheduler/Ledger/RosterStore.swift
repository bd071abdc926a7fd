/// Finds the roster's tables on disk and keeps those that are open open.
enum RosterStore {
  /// The roster as it stands, reusing what `known` has loaded already.
  static func load(_ spool: SpoolDirectories, _ files: any FileSystem, known: Roster) throws(SpoolError) -> Roster {
    do throws(FileError) {
      let names = try files.list(spool.roster).map(\.name)
      let current = current(names)
      if current.map(\.name) == known.segments.map(\.name) { return known }
      var segments: [Roster.Segment] = []
      for (name, first, last) in current {
        if let open = known.segments.first(where: { $0.name == name }) {
          segments.append(open)
          continue
        }
        guard let table = SortedTable(try files.contents(of: name, in: spool.roster)) else {
          throw FileError("understand", "\(spool.roster.path(of: name))", code: FileError.damaged)
        }
        segments.append(Roster.Segment(first: first, last: last, table: table))
      }
      return Roster(segments: segments)
    } catch {
      throw SpoolError.file(error)
    }
  }

  /// Tables in batch order, without those whose span lies inside another's.
  private static func current(_ names: [FileName]) -> [(name: FileName, first: BatchID, last: BatchID)] {
    let spans = names.compactMap { name in Roster.span(of: name).map { (name: name, first: $0.first, last: $0.last) } }
      // The longer of two that begin together first.
      .sorted { ($0.first, $1.last) < ($1.first, $0.last) }
    var kept: [(name: FileName, first: BatchID, last: BatchID)] = []
    for span in spans where kept.last.map({ span.last > $0.last }) ?? true { kept.append(span) }
    return kept
  }
}
