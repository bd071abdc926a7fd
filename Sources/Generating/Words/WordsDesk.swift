internal import Formats
package import Outreach
internal import Storage
internal import Synchronization

/// Has words written: takes what is wanted, and a thread of its own asks the program, checks what comes back and keeps it.
///
/// Nobody waits for it with the spool's lock in hand. Whatever the program does, each request ends as written or as fallen
/// back, within its time and the time of one more question.
package final class WordsDesk: Sendable {
  package let settings: GeneratorSettings
  package let store: WordsStore
  package let clock: @Sendable () -> Timestamp

  struct State {
    var queue: [WordsAsk] = []
    /// Waiting or in hand.
    var pending: Set<WordsKey> = []
    var circuit: Circuit
    var isStopping = false
    var hasThread = false
    /// How many have ended.
    var finished = 0
    /// How many have fallen back since somebody looked, and why the last of them.
    var fallbacks: (count: Int, reason: String)?
    /// Why nobody can be asked, whatever the program does, and until when.
    var trouble: (reason: String, until: Timestamp)?
  }

  let state: Mutex<State>
  let wakeUp: WakeUp?

  package init(
    _ settings: GeneratorSettings, store: WordsStore, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.settings = settings
    self.store = store
    self.clock = clock
    state = Mutex(State(circuit: Circuit(store.circuit())))
    wakeUp = try? WakeUp()
  }

  /// How long nobody asks again for words that could not be had, in seconds.
  private static let patience: Int64 = 900

  /// Whether a fallback of that time still stands.
  static func holds(_ at: Timestamp, now: Timestamp) -> Bool { now.seconds - at.seconds < patience }

  // MARK: Asking

  /// Takes in what is wanted; what is asked for already is asked for once.
  package func add(_ asks: [WordsAsk]) {
    guard !asks.isEmpty else { return }
    let needsThread = state.withLock { state in
      guard !state.isStopping else { return false }
      for ask in asks where state.pending.insert(ask.key).inserted { state.queue.append(ask) }
      let needsThread = !state.hasThread
      state.hasThread = true
      return needsThread
    }
    guard needsThread else {
      wakeUp?.ring()
      return
    }
    guard wakeUp != nil, HelperThreads.startThread({ WordsClerk(self).work() }) else {
      let until = clock().adding(microseconds: 60_000_000)
      state.withLock { state in
        state.hasThread = false
        state.queue = []
        state.pending = []
        state.trouble = ("the system has no thread to spare for \(settings.name)", until)
      }
      return
    }
  }

  /// Whether words of this key are on their way.
  package func isPending(_ key: WordsKey) -> Bool { state.withLock { $0.pending.contains(key) } }

  package var pendingCount: Int { state.withLock { $0.pending.count } }

  /// Counts up with every one that ends: something may be ready that was not.
  package var finished: Int { state.withLock { $0.finished } }

  /// How many have fallen back since this was asked last, and why the last of them; nil if none has.
  package func takeFallbacks() -> (count: Int, reason: String)? {
    state.withLock { state in
      defer { state.fallbacks = nil }
      return state.fallbacks
    }
  }

  /// Why nobody is asked at this moment; nil if somebody is.
  package func blockage(_ now: Timestamp) -> String? {
    state.withLock { state in
      if let trouble = state.trouble, now < trouble.until { return trouble.reason }
      guard state.circuit.isBlocked(now), let open = state.circuit.state else { return nil }
      return "\(settings.name) is not asked until \(open.until.iso8601), after repeated failures: \(open.reason)"
    }
  }

  /// Waits until all that was asked for has been written or has fallen back.
  package func finish() {
    while pendingCount > 0 { pause(milliseconds: 3) }
  }

  /// Ends the program and forgets what it had in hand: nobody loses anything but the wait. Returns at once, or after half
  /// a second at most.
  package func stop() {
    let hadThread = state.withLock { state in
      state.isStopping = true
      state.queue = []
      return state.hasThread
    }
    guard hadThread else { return }
    wakeUp?.ring()
    for _ in 0..<50 {
      if state.withLock({ !$0.hasThread }) { return }
      pause(milliseconds: 10)
    }
  }
}
