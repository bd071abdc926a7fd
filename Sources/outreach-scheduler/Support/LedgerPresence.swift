internal import Inspection
internal import Storage

extension Setup {
  /// Whoever sends, or tells another program what to send, does not go on without what was sent already.
  static func requireLedger(in outbox: String) throws(Exit) {
    let files = POSIXFileSystem()
    let isLost: Bool
    do throws(FileError) {
      let directory = try files.openDirectory(at: outbox)
      defer { files.close(directory) }
      isLost = try LostLedger.isLost(in: directory, files)
    } catch {
      throw .unreadable(error)
    }
    if isLost { throw Exit(status: Exit.broken, message: LostLedger.message(outbox)) }
  }
}
