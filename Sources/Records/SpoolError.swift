package import Storage

/// Why the spool could not go on; nothing is lost by it.
package enum SpoolError: Error, Sendable, CustomStringConvertible {
  /// An operation on the spool's own files failed.
  case file(FileError)
  /// A lead book that was named cannot be read: nothing was claimed.
  case leadBook(String)
  /// Jobs are planned and the roster at this path, which says for whom, has no table: nobody would be held back.
  case rosterMissing(String)
  /// The roster's table at this path is not as it was written.
  case rosterDamaged(String)

  package var description: String {
    switch self {
    case .file(let error): error.description
    case .leadBook(let sentence): sentence
    case .rosterMissing(let path):
      "\(path) holds no table although jobs are planned, so it cannot be told who is being contacted; nothing was "
        + "answered. Remake it with: outreach-scheduler audit --rebuild"
    case .rosterDamaged(let path):
      "\(path) is damaged, so it cannot be told who is being contacted; what waits is not answered. Remake the roster "
        + "with: outreach-scheduler audit --rebuild"
    }
  }
}
