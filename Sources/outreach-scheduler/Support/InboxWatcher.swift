#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Wakes the watcher early when something lands in the inbox. Events get lost, so the poll stays the truth.
struct InboxWatcher {
  private let wakeUp: Int32
  private let events: Int32

  /// - Parameter wakeUp: a descriptor that ends the wait as well.
  init(inbox: String, wakeUp: Int32) {
    self.wakeUp = wakeUp
    #if os(Linux)
      events = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      inotify_add_watch(events, inbox, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO))
    #else
      events = -1
    #endif
  }

  func close() {
    #if canImport(Glibc)
      _ = Glibc.close(events)
    #else
      _ = Darwin.close(events)
    #endif
  }

  /// Waits for an event, a wake-up or the time to pass; whether there was an event.
  mutating func wait(milliseconds: Int32) -> Bool {
    var waiting = [
      pollfd(fd: events, events: Int16(POLLIN), revents: 0), pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waiting, 2, milliseconds) > 0, waiting[0].revents != 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while read(events, &buffer, buffer.count) > 0 {}
    return true
  }
}
