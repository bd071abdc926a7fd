internal import Dispatch
internal import Synchronization

/// One piece of work that another core may do while the caller is at something else; whoever comes first does it.
package final class SideTask<Result: Sendable>: Sendable {
  private enum State {
    case waiting(@Sendable () -> Result)
    case begun
    case done(Result)
  }

  private let state: Mutex<State>
  private let finished = DispatchSemaphore(value: 0)

  package init(_ body: @escaping @Sendable () -> Result) { state = Mutex(.waiting(body)) }

  /// Asks for another core; without one, the work is done when it is waited for.
  package func start(on threads: HelperThreads) { threads.ask { _ = self.work() } }

  /// What the work came to, done here if nobody has begun it.
  package func finish() -> Result {
    while true {
      if case .done(let result) = state.withLock({ $0 }) { return result }
      if !work() { finished.wait() }
    }
  }

  /// Whether it was still to be done.
  private func work() -> Bool {
    let body = state.withLock { state -> (@Sendable () -> Result)? in
      guard case .waiting(let body) = state else { return nil }
      state = .begun
      return body
    }
    guard let body else { return false }
    let result = body()
    state.withLock { $0 = .done(result) }
    finished.signal()
    return true
  }
}
