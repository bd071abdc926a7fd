package import Storage

/// `outbox/.dispatch`: one dispatcher a spool, for as long as it runs.
package struct DispatchLock: Sendable {
  private let file: OpenFile

  /// Nil while another process dispatches.
  package static func take(in outbox: Directory, _ files: any FileSystem) throws(FileError) -> DispatchLock? {
    let file = try files.openOrCreate(".dispatch", in: outbox)
    do throws(FileError) {
      // A lock on a file that somebody deleted meanwhile keeps nobody out.
      if try files.lock(file), try files.status(file).inode == files.status(of: ".dispatch", in: outbox).inode {
        return DispatchLock(file: file)
      }
    } catch  where error.isNotFound {
    } catch {
      files.close(file)
      throw error
    }
    files.close(file)
    return nil
  }

  /// Whether the ledger still has what dispatch has written: without it everything would go out again, to those who have said
  /// no as well.
  package func ledgerIsWhole(in outbox: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    let ledger = try files.openOrMakeDirectory("ledger", in: outbox)
    defer { files.close(ledger) }
    if try files.read(file, upTo: 1).isEmpty { return true }
    return try !isUnwritten(ledger, files)
  }

  /// Remembers in `.dispatch` that dispatch has written something, if it has.
  package func remember(_ outbox: Directory, _ files: any FileSystem) throws(FileError) {
    guard try files.read(file, upTo: 1).isEmpty, let ledger = try files.openIfThere("ledger", in: outbox) else {
      return
    }
    defer { files.close(ledger) }
    if try isUnwritten(ledger, files) { return }
    try files.overwrite(Array("the ledger has files of dispatch\n".utf8), in: file)
    try files.sync(file)
  }

  private func isUnwritten(_ ledger: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    for day in try files.list(ledger) where day.kind == .directory {
      let directory = try files.openDirectory(day.name, in: ledger)
      defer { files.close(directory) }
      if try files.list(directory).contains(where: { $0.name.hasPrefix("dispatch-") }) { return false }
    }
    return true
  }

  package func release(_ files: any FileSystem) { files.close(file) }
}
