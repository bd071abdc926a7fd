#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Wakes the watcher early when something lands in the inbox. Events get lost, so the poll stays the truth.
struct InboxWatcher {
  private let inbox: String
  private let wakeUp: Int32
  private let events: Int32
  private var watch: Int32 = -1

  /// - Parameter wakeUp: a descriptor that ends the wait as well.
  init(inbox: String, wakeUp: Int32) {
    self.inbox = inbox
    self.wakeUp = wakeUp
    #if os(Linux)
      events = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    #else
      events = -1
    #endif
    follow()
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
    follow()
    var waiting = [
      pollfd(fd: events, events: Int16(POLLIN), revents: 0), pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waiting, 2, milliseconds) > 0, waiting[0].revents != 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while read(events, &buffer, buffer.count) > 0 {}
    return true
  }

  /// Watches what the path leads to now: the directory may have been moved away, and another made in its place. While
  /// there is none, its parent is watched for its coming.
  ///
  /// Asking again for a directory that is watched already changes nothing and loses no event.
  private mutating func follow() {
    #if os(Linux)
      let arrivals = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVE_SELF)
      var found = inotify_add_watch(events, inbox, arrivals)
      if found < 0 { found = inotify_add_watch(events, parent, UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)) }
      if found != watch, watch >= 0 { inotify_rm_watch(events, watch) }
      watch = found
    #endif
  }

  private var parent: String {
    let path = inbox.reversed().drop { $0 == "/" }.drop { $0 != "/" }.reversed()
    return path.isEmpty ? "." : String(path)
  }
}
