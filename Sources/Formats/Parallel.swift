internal import Dispatch

/// Applies `body` to every item on all cores, in runs long enough to be worth a thread; results in order.
package func parallelMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], run: Int = 32, _ body: @Sendable (Item) -> Result
) -> [Result] {
  guard items.count > run else { return items.map(body) }
  let runs = (items.count + run - 1) / run
  return [Result](unsafeUninitializedCapacity: items.count) { buffer, initialized in
    // Each run writes its own part of the buffer and nothing else.
    nonisolated(unsafe) let base = buffer.baseAddress.unsafelyUnwrapped
    DispatchQueue.concurrentPerform(iterations: runs) { index in
      for i in (index * run)..<min(items.count, (index + 1) * run) { (base + i).initialize(to: body(items[i])) }
    }
    initialized = items.count
  }
}

/// The same for work that can fail: the first error in the items' order is thrown when all have run.
package func parallelForEach<Item: Sendable, Failure: Error>(
  _ items: [Item], run: Int = 32, _ body: @Sendable (Item) throws(Failure) -> Void
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
