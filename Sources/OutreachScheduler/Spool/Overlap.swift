internal import Dispatch
internal import Synchronization

/// Work that another core does while the caller prepares more of it: thinking beside input and output.
///
/// Two cores that both work in one directory mostly wait for each other, so the file system is left to the caller.
final class Overlap<Item: Sendable, Result: Sendable>: Sendable {
  private struct State {
    var waiting: ArraySlice<(index: Int, items: [Item])> = []
    var done: [[Result]?] = []
    var isHelped = false
    var busy = 0
  }

  private let state = Mutex(State())
  private let finished = DispatchSemaphore(value: 0)
  private let body: @Sendable (Item) -> Result

  init(_ body: @escaping @Sendable (Item) -> Result) { self.body = body }

  /// Hands over a run of items, to be worked on from now on.
  func add(_ items: [Item]) {
    let needsHelp = state.withLock { state in
      state.waiting.append((state.done.count, items))
      state.done.append(nil)
      // One run alone is done sooner than another core is awake.
      defer { if state.done.count > 1 { state.isHelped = true } }
      return state.done.count > 1 && !state.isHelped
    }
    if needsHelp { DispatchQueue.global(qos: .userInitiated).async { self.help() } }
  }

  /// Works along until all is done; the results in the order of the items.
  func finish() -> [Result] {
    work()
    while state.withLock({ $0.busy > 0 }) { finished.wait() }
    return state.withLock { $0.done.flatMap { $0 ?? [] } }
  }

  private func help() {
    work()
    state.withLock { $0.isHelped = false }
  }

  private func work() {
    while let (index, items) = take() {
      let results = items.map(body)
      let isLast = state.withLock { state in
        state.done[index] = results
        state.busy -= 1
        return state.busy == 0 && state.waiting.isEmpty
      }
      if isLast { finished.signal() }
    }
  }

  private func take() -> (index: Int, items: [Item])? {
    state.withLock { state in
      guard let next = state.waiting.popFirst() else { return nil }
      state.busy += 1
      return next
    }
  }
}
