internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// SIGTERM, SIGINT and SIGHUP, as bytes in a pipe that the loops look at when it suits them.
final class Signals {
  /// Readable when a signal has come; -1 if the system gave no pipe, and signals end the program at once as ever.
  let descriptor: Int32
  private var stop = false
  private var reload = false

  init() { descriptor = outreach_signals_to_pipe() }

  /// SIGTERM or SIGINT has come: finish what is in hand.
  var isStopRequested: Bool {
    drain()
    return stop
  }

  /// Whether SIGHUP has come since the last question.
  func takeReload() -> Bool {
    drain()
    defer { reload = false }
    return reload
  }

  /// Sleeps, but not through a signal.
  func sleep(milliseconds: Int32) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, milliseconds)
  }

  private func drain() {
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1 {
      if Int32(byte) == SIGHUP { reload = true } else { stop = true }
    }
  }
}
