#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file operation that the system refused: what was tried, on what, and why.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A verb: "open", "rename".
  package var operation: String
  package var path: String
  package var code: Int32

  package init(_ operation: String, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// A file of our own whose bytes are not what we wrote.
  package static let damaged = EBADMSG
  /// No later time can be written down.
  package static let endOfTime = EOVERFLOW
  /// Somebody else could have put it there, or changed it.
  package static let foreign = EOWNERDEAD
  /// The lock's file is not the one any more that was locked.
  package static let lockLost = ESTALE
  /// What should be a regular file is a device, a pipe or the like.
  package static let notAFile = ENOTBLK
  /// A program that we run is not there; not `ENOENT`, which is said of files.
  package static let noProgram = ENOSYS

  package var isNotFound: Bool { code == ENOENT }
  /// The same, or what should be a directory on the way to it is none.
  package var isMissing: Bool { isNotFound || code == ENOTDIR }
  package var isTaken: Bool { code == EEXIST || code == ENOTEMPTY }
  package var isLockLost: Bool { code == Self.lockLost }
  package var isRefused: Bool { code == EACCES || code == EPERM }
  package var isLink: Bool { code == ELOOP || code == EMLINK }
  package var isFull: Bool { code == ENOSPC || code == EDQUOT }
  /// A socket or a device without a driver cannot be opened at all.
  package var isNotOpenable: Bool { code == ENXIO || code == ENODEV || code == EOPNOTSUPP }

  /// One sentence: "cannot create outbox/responses/.x: No space left on device".
  package var description: String { "cannot \(operation) \(path): \(reason)\(advice)" }

  /// Whether the file itself is at fault rather than this process or machine.
  package var isFileAtFault: Bool {
    isRefused || isLink || isNotOpenable || code == Self.notAFile
  }

  /// Why, without what was tried on what.
  package var reason: String {
    switch code {
    case Self.foreign: "it belongs to another user, or others may write to it"
    case Self.lockLost: "it was removed or replaced under a worker that held it"
    case Self.noProgram: "it is not there"
    case Self.notAFile: "it is no regular file"
    default: String(cString: strerror(code))
    }
  }

  private var advice: String {
    if isFull { return " (make room, then run again; nothing is lost)" }
    if isRefused { return " (this user needs read, write and search permission there)" }
    if code == Self.damaged { return " (the file is damaged; outreach-scheduler audit names all that is)" }
    if code == Self.noProgram { return " (install it, or put it on the PATH)" }
    if code == Self.endOfTime { return " (a clock has said year 9999: set the clock right, then remove that file)" }
    if code == Self.foreign {
      return
        " (move away what the scheduler has not made; what is its own give to its user with chown -R, and keep others "
        + "out with chmod -R go-w)"
    }
    if isLockLost { return " (nothing of what it had in hand was published; it is answered again)" }
    if code == EROFS { return " (the file system is mounted read-only)" }
    return ""
  }
}

/// Gives the content of a text file by its path.
package typealias FileTextReader = (String) throws(FileError) -> String
