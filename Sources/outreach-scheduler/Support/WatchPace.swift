internal import Formats
internal import Inspection
internal import Records
internal import Requests
internal import Spool

/// How long a watcher rests. A pure state machine, so that its habits can be read in one place.
struct WatchPace {
  enum Look {
    case busy
    case quiet
    /// Files are there that somebody may still be writing.
    case waitingForWriters
    case locked
    case trouble
  }

  /// Milliseconds.
  private let poll: Int32
  private var writerWait: Int32 = 1
  private var backOff: Int32 = 500

  init(poll seconds: Double) { poll = Int32(max(1, (seconds * 1000).rounded())) }

  /// An event says that something has changed: look closely again. A file's last writer is seen as such until a few
  /// microseconds after the event.
  mutating func noticeEvent() { writerWait = 1 }

  /// Milliseconds to rest, nil to go on at once.
  mutating func wait(after outcome: Look) -> Int32? {
    // What answers some may have left others behind: only a look that finds nothing amiss ends the trouble.
    if outcome == .quiet { backOff = 500 }
    if outcome != .waitingForWriters { writerWait = 1 }
    switch outcome {
    case .busy: return nil
    case .quiet: return poll
    case .locked: return min(10, poll)
    case .waitingForWriters:
      defer { writerWait = min(writerWait * 2, poll) }
      return writerWait
    case .trouble:
      defer { backOff = min(backOff * 2, 60_000) }
      return backOff
    }
  }
}
