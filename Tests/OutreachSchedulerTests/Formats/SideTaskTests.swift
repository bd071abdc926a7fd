import Foundation
import Testing

@testable import Formats

@Suite struct SideTaskTests {
  /// Whoever comes first does it, once.
  @Test(arguments: 0..<20) func isDoneOnce(seed: Int) {
    let counter = Counter()
    let helpers = HelperThreads(limit: 1) { HelperThreads.startThread($0) }
    for number in 0..<50 {
      let task = SideTask {
        if number % 5 == seed % 5 { usleep(UInt32(seed * 20)) }
        return counter.next()
      }
      task.start(on: helpers)
      if number % 3 == seed % 3 { usleep(UInt32(seed * 10)) }
      #expect(task.finish() == number)
    }
    #expect(counter.next() == 50)
  }

  @Test func isDoneHereIfNobodyHelps() {
    let alone = HelperThreads(limit: 0) { _ in false }
    let none = HelperThreads(limit: 1) { _ in false }
    for helpers in [alone, none] {
      let counter = Counter()
      let task = SideTask { counter.next() }
      task.start(on: helpers)
      #expect(task.finish() == 0)
      #expect(counter.next() == 1)
    }
    #expect(SideTask { "never started" }.finish() == "never started")
  }

  private final class Counter: @unchecked Sendable {
    private let guardian = NSLock()
    private var count = 0

    func next() -> Int {
      guardian.withLock {
        defer { count += 1 }
        return count
      }
    }
  }
}
