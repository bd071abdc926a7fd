package import Storage

/// Whether the ledger that dispatch has written is gone: without it all that was sent looks due, to those who have said no as
/// well.
package enum LostLedger {
  /// By `outbox/.dispatch`, in which dispatch remembers that it has written.
  package static func isLost(in outbox: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    guard try files.exists(".dispatch", in: outbox), try !files.readFile(".dispatch", in: outbox).isEmpty else {
      return false
    }
    return try isUnwritten(in: outbox, files)
  }

  /// Whether nothing in the ledger is of dispatch.
  package static func isUnwritten(in outbox: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    guard let ledger = try files.openIfThere("ledger", in: outbox) else { return true }
    defer { files.close(ledger) }
    for day in try files.list(ledger) where day.kind == .directory {
      let directory = try files.openDirectory(day.name, in: ledger)
      defer { files.close(directory) }
      // Where all are erased of whom it told, an erasure has written instead.
      let names = try files.list(directory).map(\.name)
      if names.contains(where: { $0.hasPrefix("dispatch-") || $0.hasPrefix("erase-") }) { return false }
    }
    return true
  }

  /// - Parameter outbox: its path.
  package static func message(_ outbox: String) -> String {
    "\(outbox)/ledger has lost what earlier dispatches wrote there; without it everything would be sent again. Restore it from a "
      + "backup. If nothing was ever sent from here, remove \(outbox)/.dispatch."
  }
}
