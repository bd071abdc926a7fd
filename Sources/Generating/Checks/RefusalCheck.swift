internal import Outreach

/// Whether the reader is told how to refuse further messages, where the draft tells it.
enum RefusalCheck {
  static func faults(of message: String, draft: String) -> [AnswerFault] {
    guard says(draft) else {
      // Wordings of one's own may say it in any way; then their last paragraph is to stand as it is.
      return []
    }
    if says(message) { return [] }
    let line = draft.split(separator: "\n").last { says(String($0)) } ?? ""
    return [AnswerFault(.refusal, "it should end with the way to refuse further messages: “\(line)”.")]
  }

  static func says(_ text: String) -> Bool {
    letterRuns(of: text).contains { $0.utf8.count >= 3 && words.contains(String($0)) }
  }

  /// As the spool understands them when they come back, in capitals since they are to be typed.
  private static let words: Set<String> = ["RET", "RED", "DUR", "STOP", "İPTAL", "IPTAL", "UNSUBSCRIBE"]
}
