internal import Outreach

/// What one worker remembers from one request to the next, so that it is found out once: pass it on with `inout`, and
/// give every worker its own. It changes no answer.
package struct DraftingMemo {
  let writer: any SequenceWriter
  var suffixes = SuffixMemo()
  var sendTimes = SendTimesMemo()
}

extension SequencePlanner {
  /// An empty memory, of use with this planner only.
  package func memo() -> DraftingMemo { DraftingMemo(writer: generator.writer()) }
}
