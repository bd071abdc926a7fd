internal import Requests

/// What this process knows of the batches in `processing/` beyond what stands there.
///
/// ```
///            begin              decide               settle
///   (none) ────────▶ undecided ────────▶ publishing ────────▶ (none)
///      │                 ▲                    │
///      │                 └── the next turn ───┘
///      └─ getStuck ─▶ stuck ── the next turn ─▶ (none)
/// ```
struct BatchesInHand {
  private enum State {
    /// Begun here and given up, for want of room or a permission: should it be found again, nobody has died of its requests.
    case undecided
    /// Decided here, and not settled: the batches to come must see what it has staged.
    case publishing
    /// Another process's, which could not be finished or looked into: what it has staged counts, too.
    case stuck
  }

  private var states: [BatchID: State] = [:]

  /// Those whose staged outputs count, although they have no final names yet.
  var unfinished: Set<BatchID> { Set(states.lazy.filter { $0.value != .undecided }.map(\.key)) }

  /// Whether this process has it in hand itself, so that no other has died of it.
  func isOurs(_ batch: BatchID) -> Bool { states[batch] == .undecided || states[batch] == .publishing }

  mutating func begin(_ batch: BatchID) { states[batch] = .undecided }
  mutating func decide(_ batch: BatchID) { states[batch] = .publishing }
  mutating func settle(_ batch: BatchID) { states[batch] = nil }
  mutating func getStuck(_ batch: BatchID) { states[batch] = isOurs(batch) ? .publishing : .stuck }

  /// From here on everything in `processing/` is looked at anew.
  mutating func startTurn() {
    states = states.compactMapValues { $0 == .stuck ? nil : .undecided }
  }
}
