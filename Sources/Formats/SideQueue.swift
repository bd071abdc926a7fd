internal import Dispatch
internal import Synchronization

/// Work that another core does while the caller prepares more of it: thinking beside input and output.
///
/// Two cores that both work in one directory mostly wait for each other, so the file system is left to the caller.
package final class SideQueue<Item: Sendable, Result: Sendable>: Sendable {
  private struct State {
    /// Emptied as they are taken, so that nothing is kept for longer than it is needed.
    package var runs: [[Item]?] = []
    /// The first that nobody has taken.
    package var next = 0
    package var done: [[Result]?] = []
    var isHelped = false
    /// The run that the caller cannot go on without.
    package var awaited: Int?
  }

  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)
  private let body: @Sendable (Item) -> Result
  private let threads: HelperThreads

  package init(on threads: HelperThreads = .shared, _ body: @escaping @Sendable (Item) -> Result) {
    self.threads = threads
    self.body = body
  }

  /// Hands over a run of items, to be worked on from now on.
  ///
  /// - Returns: the run's ticket; tickets are counted from 0.
  @discardableResult
  package func add(_ items: [Item]) -> Int {
    let (ticket, needsHelp) = state.withLock { state in
      state.runs.append(items)
      state.done.append(nil)
      // One run alone is done sooner than another core is awake.
      let needsHelp = state.runs.count > 1 && !state.isHelped
      if needsHelp { state.isHelped = true }
      return (state.runs.count - 1, needsHelp)
    }
    if needsHelp { threads.ask { self.help() } }
    return ticket
  }

  /// What a run has come to, in the order of its items, for whoever asks first; nil while it is not done.
  package func take(_ ticket: Int) -> [Result]? { state.withLock { $0.done[ticket].take() } }

  package func isDone(_ ticket: Int) -> Bool { state.withLock { $0.done[ticket] != nil } }

  /// Works on a run that nobody has begun; false if there is none.
  package func work() -> Bool {
    guard let (ticket, items) = state.withLock({ Self.begin(&$0) }) else { return false }
    put(items.map(body), ticket)
    return true
  }

  /// Waits for a run that the other core is at.
  package func wait(for ticket: Int) {
    let isMissing = state.withLock { state in
      guard state.done[ticket] == nil else { return false }
      state.awaited = ticket
      return true
    }
    if isMissing { arrived.wait() }
  }

  /// Works along until all is done; the results in the order of the items.
  package func finish() -> [Result] {
    while work() {}
    let count = state.withLock { $0.runs.count }
    var results: [Result] = []
    for ticket in 0..<count {
      wait(for: ticket)
      results += take(ticket) ?? []
    }
    return results
  }

  private func help() {
    let begin = { @Sendable in
      self.state.withLock { state in
        let run = Self.begin(&state)
        if run == nil { state.isHelped = false }
        return run
      }
    }
    while let (ticket, items) = begin() { put(items.map(body), ticket) }
  }

  private static func begin(_ state: inout State) -> (ticket: Int, items: [Item])? {
    guard state.next < state.runs.count, let items = state.runs[state.next].take() else { return nil }
    defer { state.next += 1 }
    return (state.next, items)
  }

  private func put(_ results: [Result], _ ticket: Int) {
    let isAwaited = state.withLock { state in
      state.done[ticket] = results
      guard state.awaited == ticket else { return false }
      state.awaited = nil
      return true
    }
    if isAwaited { arrived.signal() }
  }
}
