internal import Outreach
internal import Records
package import Storage

/// Tables of the version whose keys had no seed. A roster is an index: it is remade from what it is one of.
package enum FormerRoster {
  /// Whether any table is of that version.
  package static func isThere(in outbox: String, _ files: any FileSystem) throws(FileError) -> Bool {
    let outbox = try files.openDirectory(at: outbox)
    defer { files.close(outbox) }
    guard let roster = try files.openIfThere("roster", in: outbox) else { return false }
    defer { files.close(roster) }
    for entry in try files.list(roster) where Roster.span(of: entry.name) != nil {
      if try isTable(entry.name, in: roster, files) { return true }
    }
    return false
  }

  /// False also if there is no such file any more.
  static func isTable(_ name: FileName, in roster: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    do throws(FileError) {
      let file = try files.open(name, in: roster)
      defer { files.close(file) }
      return try SortedTable.isFormer(file, files)
    } catch  where error.isNotFound {
      return false
    }
  }
}
