internal import Synchronization

/// Words that are wanted.
package struct WordsAsk: Sendable {
  package var key: WordsKey
  package var task: WritingTask

  package init(key: WordsKey, task: WritingTask) {
    self.key = key
    self.task = task
  }
}

/// What planning has found to be asked.
package final class CollectedAsks: Sendable {
  private let asks = Mutex<[WordsAsk]>([])

  package init() {}

  package func add(_ ask: WordsAsk) { asks.withLock { $0.append(ask) } }

  package func take() -> [WordsAsk] {
    asks.withLock { asks in
      defer { asks = [] }
      return asks
    }
  }
}
