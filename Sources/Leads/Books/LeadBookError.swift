package import Storage

/// Why a lead book cannot be used at all; nothing may be claimed then, and trying again later may help.
package struct LeadBookError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case missing
    case unreadable
    /// It was being written all the time while it was read.
    case changing
    case malformed
  }

  package var reason: Reason
  package var path: String
  /// One sentence with the path.
  package var message: String

  package init(_ reason: Reason, path: String, explanation: String) {
    self.reason = reason
    self.path = path
    message = "The lead book \(path) \(explanation)"
  }

  package init(_ error: FileError, _ path: String) {
    if error.isMissing {
      self.init(.missing, path: path, explanation: "is not there.")
    } else {
      self.init(.unreadable, path: path, explanation: "cannot be read: \(error.reason).")
    }
  }
}
