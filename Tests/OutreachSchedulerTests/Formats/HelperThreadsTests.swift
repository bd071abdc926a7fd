import Foundation
import Synchronization
import Testing

@testable import Formats

/// A system that gives no threads, or few, or late, makes work slower and never stops it.
@Suite struct HelperThreadsTests {
  /// Gives real threads for the first so many times, none afterwards.
  private final class Giver: Sendable {
    private let left: Mutex<Int>
    let asked = Atomic(0)

    init(_ count: Int) { left = Mutex(count) }

    func start(_ body: @escaping @Sendable () -> Void) -> Bool {
      asked.wrappingAdd(1, ordering: .relaxed)
      let gives = left.withLock { left in
        defer { left = max(0, left - 1) }
        return left > 0
      }
      if gives { Thread.detachNewThread(body) }
      return gives
    }
  }

  @Test(arguments: [0, 1, 3], [0, 1, 2, 8])
  func everyItemIsDoneOnceWhoeverHelps(_ limit: Int, _ given: Int) {
    let giver = Giver(given)
    let threads = HelperThreads(limit: limit) { giver.start($0) }
    for count in [0, 1, 32, 33, 500] {
      let items = Array(0..<count)
      #expect(parallelMap(items, run: 4, on: threads) { $0 * 3 } == items.map { $0 * 3 })
    }
    #expect(limit > 0 || giver.asked.load(ordering: .relaxed) == 0)
  }

  @Test func withoutAThreadTheAskerDoesTheWorkBesideToo() {
    let work = SideQueue(on: HelperThreads(limit: 1) { _ in false }) { (number: Int) in -number }
    for start in stride(from: 0, to: 100, by: 10) { work.add(Array(start..<(start + 10))) }
    #expect(work.finish() == (0..<100).map { -$0 })
  }

  /// A limit may be lifted while the program runs.
  @Test func aThreadIsAskedForAgain() {
    let giver = Giver(0)
    let threads = HelperThreads(limit: 1) { giver.start($0) }
    for _ in 0..<5 { _ = parallelMap(Array(0..<100), run: 4, on: threads) { $0 } }
    #expect(giver.asked.load(ordering: .relaxed) == 5)
  }

  /// What nobody came to help with is not kept by the one who was busy elsewhere.
  @Test func helpThatComesLateFindsNothingToDo() {
    let (gate, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let threads = HelperThreads(limit: 1) { body in
      Thread.detachNewThread(body)
      return true
    }
    threads.ask { gate.wait() }
    for _ in 0..<50 { #expect(parallelMap(Array(0..<100), run: 4, on: threads) { $0 + 1 } == Array(1...100)) }
    threads.ask { done.signal() }
    gate.signal()
    done.wait()
  }
}
