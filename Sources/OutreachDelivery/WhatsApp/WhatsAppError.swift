internal import Requests

/// What Meta's error codes say of a message, and of those behind it.
///
/// One table for what comes at once and for what a webhook tells later. Codes that are not in it are judged by the status.
struct WhatsAppError {
  var kind: SenderOutcome.Kind
  var cause: FailureCause?
  /// Seconds.
  var retryAfter: Int?

  private init(_ kind: SenderOutcome.Kind, _ cause: FailureCause? = nil, retryAfter: Int? = nil) {
    self.kind = kind
    self.cause = cause
    self.retryAfter = retryAfter
  }

  /// Nil for a code that is not known.
  init?(code: Int) {
    switch code {
    // Too many requests or messages, or trouble at Meta: soon again.
    case 130429, 4, 80007, 2, 131000, 131057: self.init(.retry)
    case 1: self.init(.retry, retryAfter: 60)
    // Too many to this one person, who alone has to be spared for a while.
    case 131056: self.init(.retry, .recipient, retryAfter: 60)
    // Meta keeps marketing from a person who has had much of it lately.
    case 131049: self.init(.retry, .unreachable, retryAfter: 86_400)
    // Spam, blocked, bill unpaid, locked; token and permissions: nothing goes out until a person has mended it.
    case 131048, 368, 131031, 131042, 0, 3, 10, 190, 200...299: self.init(.account)
    // More than a day since the person last wrote.
    case 131047: self.init(.failed, .template)
    // Not on WhatsApp, or kept apart in an experiment.
    case 131026, 130472: self.init(.failed, .unreachable)
    case 131050: self.init(.failed, .optedOut)
    case 33, 100, 131008, 131009, 131021, 132000, 132001, 132005, 132007, 132012, 132018: self.init(.failed)
    // Paused for its quality; Meta takes it up again by itself.
    case 132015: self.init(.retry, .template, retryAfter: 21_600)
    // Paused too often: gone.
    case 132016: self.init(.failed, .template)
    default: return nil
    }
  }

  /// For a code that is not known.
  init(status: Int) {
    switch status {
    case 401, 403: self.init(.account)
    case 408, 429, 500...: self.init(.retry)
    case 400..<500: self.init(.failed)
    default: self.init(.unknown)
    }
  }
}
