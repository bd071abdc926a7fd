internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// What a batch's requests have come to: the files to publish, who is refused, and what the roster learns.
struct BatchAnswers: Sendable {
  var outputs: [BatchOutput] = []
  /// All of the batch.
  var requests: [FileName] = []
  var refused: [FileName] = []
  /// Why, one for each.
  var codes: [RefusalCode] = []
  var accepted: [BatchRecord.Request] = []
  /// With the batch's changes, which no table holds yet.
  var roster: Roster
  var jobs = 0
  /// The accepted requests by what they were written with.
  var wordings: [Wording: [RequestID]] = [:]
}
