internal import Inspection
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

  /// Remembers in `.dispatch` that dispatch has written something, if it has; see ``LostLedger``.
  package func remember(_ outbox: Directory, _ files: any FileSystem) throws(FileError) {
    guard try files.read(file, upTo: 1).isEmpty else { return }
    if try LostLedger.isUnwritten(in: outbox, files) { return }
    try files.overwrite(Array("the ledger has files of dispatch\n".utf8), in: file)
    try files.sync(file)
  }

  package func release(_ files: any FileSystem) { files.close(file) }
}
