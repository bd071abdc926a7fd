/// Why the spool could not go on; nothing is lost by it.
package enum SpoolError: Error, Sendable, CustomStringConvertible {
  /// An operation on the spool's own files failed.
  case file(FileError)
  /// A lead book that was named cannot be read: nothing was claimed.
  case leadBook(String)

  package var description: String {
    switch self {
    case .file(let error): error.description
    case .leadBook(let sentence): sentence
    }
  }
}
