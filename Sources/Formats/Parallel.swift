internal import Dispatch
internal import Synchronization

/// Applies `body` to every item on all cores, in runs long enough to be worth a thread; results in order.
package func parallelMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], run: Int = 32, on threads: HelperThreads = .shared, _ body: @escaping @Sendable (Item) -> Result
) -> [Result] {
  let runs = (items.count + run - 1) / run
  let helpers = min(threads.count, runs - 1)
  guard helpers > 0 else { return items.map(body) }
  return [Result](unsafeUninitializedCapacity: items.count) { buffer, initialized in
    // Each run writes its own part of the buffer and nothing else.
    nonisolated(unsafe) let base = buffer.baseAddress.unsafelyUnwrapped
    let loop = SharedLoop(count: runs) { index in
      for i in (index * run)..<min(items.count, (index + 1) * run) { (base + i).initialize(to: body(items[i])) }
    }
    for _ in 0..<helpers { threads.ask { loop.help() } }
    loop.finish()
    initialized = items.count
  }
}

/// The same for work that can fail: the first error in the items' order is thrown when all have run.
package func parallelForEach<Item: Sendable, Failure: Error>(
  _ items: [Item], run: Int = 32, _ body: @escaping @Sendable (Item) throws(Failure) -> Void
) throws(Failure) {
  let failures = parallelMap(items, run: run) { item -> Failure? in
    do throws(Failure) {
      try body(item)
      return nil
    } catch {
      return error
    }
  }
  for case let failure? in failures { throw failure }
}

/// A loop whose turns are taken by the asker and whoever comes to help before it is over.
private final class SharedLoop: Sendable {
  private struct Helpers {
    var count = 0
    var isOver = false
  }

  private let count: Int
  private let body: @Sendable (Int) -> Void
  private let next = Atomic(0)
  private let helpers = Mutex(Helpers())
  private let left = DispatchSemaphore(value: 0)

  init(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.body = body
  }

  /// Returns when every turn has been taken. Who comes afterwards finds it over, and touches nothing.
  func finish() {
    work()
    let helpers = helpers.withLock { helpers in
      helpers.isOver = true
      return helpers.count
    }
    for _ in 0..<helpers { left.wait() }
  }

  func help() {
    let isWanted = helpers.withLock { helpers in
      if !helpers.isOver { helpers.count += 1 }
      return !helpers.isOver
    }
    guard isWanted else { return }
    work()
    left.signal()
  }

  private func work() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index)
    }
  }
}
