internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Threads that work along with whoever asks, if there are any to be had.
///
/// Dispatch's own queues wait for ever where the system has no thread to give (a limit of processes, or of address space),
/// and whoever waits with them holds the spool's lock. So nobody who asks here may count on being helped: work must be
/// such that the asker can do all of it alone.
package final class HelperThreads: Sendable {
  /// Makes one thread that runs the body; false if the system has none.
  typealias Start = @Sendable (_ body: @escaping @Sendable () -> Void) -> Bool

  package static let shared = HelperThreads(limit: cores - 1, start: startThread)

  private struct State {
    var work: [@Sendable () -> Void] = []
    var threads = 0
    var idle = 0
  }

  private let limit: Int
  private let start: Start
  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)

  init(limit: Int, start: @escaping Start) {
    self.limit = limit
    self.start = start
  }

  /// How many may help at once besides the asker.
  var count: Int { limit }

  /// Asks for help with something; it may come late, after the asker has done it all, or never.
  func ask(_ work: @escaping @Sendable () -> Void) {
    guard limit > 0 else { return }
    let needsThread = state.withLock { state in
      let needsThread = state.idle <= state.work.count && state.threads < limit
      if needsThread { state.threads += 1 }
      state.work.append(work)
      return needsThread
    }
    if needsThread, !start({ self.help() }) {
      state.withLock { state in
        state.threads -= 1
        // Nobody is there to take it; those who are busy would keep what it holds for long.
        if state.threads == 0 { state.work.removeAll() }
      }
    }
    arrived.signal()
  }

  private func help() {
    while true {
      state.withLock { $0.idle += 1 }
      arrived.wait()
      let work = state.withLock { state in
        state.idle -= 1
        return state.work.isEmpty ? nil : state.work.removeFirst()
      }
      work?()
    }
  }

  private static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Makes one thread that runs the body; false if the system has none.
  package static func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Body: Sendable {
      let run: @Sendable () -> Void
      init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    let context = Unmanaged.passRetained(Body(body))
    #if canImport(Glibc)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
          return nil
        }, context.toOpaque())
    #else
      var thread: pthread_t?
      let code = pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
          return nil
        }, context.toOpaque())
    #endif
    guard code == 0 else {
      context.release()
      return false
    }
    #if canImport(Glibc)
      pthread_detach(thread)
    #else
      if let thread { pthread_detach(thread) }
    #endif
    return true
  }
}
