import Foundation
import Synchronization

/// How much the tests try. The default fits into a developer's minute; `OUTREACH_TEST_ROUNDS=full` is what a change
/// has to pass.
enum Rounds {
  static let isFull = ProcessInfo.processInfo.environment["OUTREACH_TEST_ROUNDS"] == "full"

  static func count(_ usual: Int, full: Int) -> Int { isFull ? full : usual }
}

/// Seconds after which something has hung. Nothing is ever as slow on a machine that is merely busy, so no test asserts a time
/// that a loaded machine cannot keep.
let patience = 180.0

/// A job on a thread of its own, so that blocking calls do not starve other tests.
final class Background: Sendable {
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Void) {
    let done = done
    Thread.detachNewThread {
      body()
      done.signal()
    }
  }

  func join() {
    done.wait()
    done.signal()
  }
}

/// A flag that one thread sets for another.
final class Stop: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .acquiring) }
  func set() { flag.store(true, ordering: .releasing) }
}
