internal import Synchronization

/// A value that is made when it is first asked for, by whichever thread asks first.
package final class OnDemand<Value: Sendable>: Sendable {
  private let state: Mutex<Value?> = Mutex(nil)
  private let make: @Sendable () -> Value

  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  package var value: Value {
    state.withLock { state in
      if let value = state { return value }
      let value = make()
      state = value
      return value
    }
  }
}
