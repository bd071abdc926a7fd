package import Outreach
internal import Requests
internal import Synchronization

/// What one worker remembers from one request to the next, so that it is found out once: pass it on with `inout`, and
/// give every worker its own. It changes no answer.
package struct DraftingMemo {
  package let writer: any SequenceWriter
  let suffixes: SuffixMemo
  /// Here, since an empty inbox needs none and all workers would wait at one.
  let vocabulary: RequestFields.Vocabulary
  var sendTimes = SendTimesMemo()
}

/// The memories of a planner's workers, while no one works with them.
final class DraftingMemos: Sendable {
  // Sendable because a memory is either here or with one worker.
  private struct Shelf: @unchecked Sendable { var memos: [DraftingMemo] = [] }

  private let shelf = Mutex(Shelf())

  package func take() -> DraftingMemo? { shelf.withLock { $0.memos.popLast() } }

  package func putBack(_ memo: DraftingMemo) {
    let own = Shelf(memos: [memo])
    shelf.withLock { $0.memos += own.memos }
  }
}

extension SequenceGenerator {
  /// What can be asked of it.
  var vocabulary: RequestFields.Vocabulary {
    RequestFields.Vocabulary(tones: tones, objectives: objectives, languages: languages.map(\.rawValue))
  }
}

extension SequencePlanner {
  /// An empty memory, of use with this planner only.
  package func memo() -> DraftingMemo {
    let suffixes = SuffixMemo()
    return DraftingMemo(
      writer: generator.writer(knowing: suffixes), suffixes: suffixes, vocabulary: generator.vocabulary)
  }

  /// Lends a memory in which there may be something already; there are as many as workers at one time.
  package func withMemo<Result, Failure: Error>(
    _ body: (inout DraftingMemo) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var memo = memos.take() ?? memo()
    defer { memos.putBack(memo) }
    return try body(&memo)
  }
}
