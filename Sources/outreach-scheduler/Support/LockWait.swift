internal import Spool
internal import Storage

/// The spool's lock, for a command that waits a while for it.
struct LockWait {
  let files: POSIXFileSystem
  let signals: Signals
  /// How long a worker may hold it meanwhile.
  let seconds: Double

  /// How long to wait between two looks, in milliseconds: workers leave the lock alone for longer, see ``LockCourtesy``.
  static let look: Int32 = 2

  /// Does something under the lock.
  ///
  /// - Parameter otherwise: what becomes of the command's work if the lock cannot be had, to end the sentence with.
  /// - Throws: an ``Exit`` to try again later if it stays held, or somebody stops the program.
  func withLock<Result>(
    in outbox: Directory, otherwise: String = "", _ body: () throws -> Result
  ) throws -> Result {
    let start = Clock.elapsed()
    while true {
      if let lock = try SpoolLock.take(in: outbox, files) {
        defer { lock.release(files) }
        return try body()
      }
      guard Clock.elapsed() - start < seconds, !signals.isStopRequested else {
        throw Exit.tryLater("a worker holds \(outbox.path)/.lock; waited \(seconds) s\(otherwise)")
      }
      signals.sleep(milliseconds: Self.look)
    }
  }
}
