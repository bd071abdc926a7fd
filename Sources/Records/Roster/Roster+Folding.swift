package import Requests
package import Storage

/// How a batch's changes become a table, and small tables a larger one.
extension Roster {
  /// A table that was written and is not published yet.
  package struct Fold: Sendable {
    package var segment: Segment
    package var size: Int
    package var checksum: UInt64
    /// The tables that it makes superfluous.
    package var absorbed: [FileName]

    package var name: FileName { segment.name }
  }

  /// Writes the table that publishes the changes, under the batch's staged name; nil if nothing changed.
  ///
  /// - Throws: also what went wrong with an earlier question: nothing that was decided on its answer may be published.
  package func fold(for batch: BatchID, in directory: Directory, _ files: any FileSystem) throws(FileError) -> Fold? {
    for segment in segments { if let error = segment.table.error { throw error } }
    guard !changes.isEmpty else { return nil }
    let absorbed = segments.suffix(superfluousSegments)
    let first = absorbed.first?.first ?? batch
    let name = Self.segmentName(first: first, last: batch)
    let staged = BatchFiles.stagedName(name, of: batch)
    let (size, checksum) = try write(changesOver: absorbed, staged, in: directory, files)
    guard let table = try SortedTable(try files.open(staged, in: directory), files) else {
      throw FileError("understand", directory.path(of: staged), code: FileError.damaged)
    }
    return Fold(
      segment: Segment(first: first, last: batch, table: table),
      size: size, checksum: checksum, absorbed: absorbed.reversed().map(\.name))
  }

  /// Writes the changes as a table of their own, durably and with no regard to others.
  package func writeChanges(_ name: FileName, in directory: Directory, _ files: any FileSystem) throws(FileError) {
    _ = try write(changesOver: [], name, in: directory, files, durable: true)
  }

  private func write(
    changesOver older: ArraySlice<Segment>, _ name: FileName, in directory: Directory, _ files: any FileSystem,
    durable: Bool = false
  ) throws(FileError) -> (size: Int, checksum: UInt64) {
    let file = try files.create(name, in: directory)
    defer { files.close(file) }
    let sources = [RowSource(changes)] + older.reversed().map { RowSource($0.table) }
    var writer = SortedTableWriter(file, seed: seed, expecting: sources.reduce(0) { $0 + $1.groups }, files)
    var merge = try RowMerge(sources)
    try merge.write(to: &writer)
    let whole = try writer.finish()
    if durable { try files.sync(file) }
    return whole
  }

  /// How many tables of one size there are before they are folded into one.
  private static let fan = 4

  /// How many of the newest tables the changes are to be folded with: all smaller ones, and those of the same size once
  /// there are enough of them. So a row is written once for each size, and there are a few tables of each.
  private var superfluousSegments: Int {
    var (absorbed, total) = (0, changes.count)
    while true {
      let level = Self.level(total)
      let free = segments.dropLast(absorbed).reversed().prefix { !$0.isStaged && Self.level($0.table.count) <= level }
      var more = free.count
      if level > 0, free.count(where: { Self.level($0.table.count) == level }) < Self.fan - 1 {
        more = free.prefix { Self.level($0.table.count) < level }.count
      }
      if more == 0 { return absorbed }
      total += free.prefix(more).reduce(0) { $0 + $1.table.count }
      absorbed += more
    }
  }

  /// 0 for tables that are folded into whatever comes, then one more for each fourfold size.
  private static func level(_ count: Int) -> Int {
    count <= 1024 ? 0 : (Int.bitWidth - (count - 1).leadingZeroBitCount - 9) / 2
  }
}
