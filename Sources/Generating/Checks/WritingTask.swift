package import Outreach

/// What somebody else is asked to write: the request, what is known, and the template's draft as the style to follow.
package struct WritingTask: Sendable {
  package var request: SequenceRequest
  package var score: LeadScore
  package var sender: Sender
  /// What is sent if nobody writes anything better.
  package var draft: OutreachSequence
  /// Texts that this lead or address was sent before, the latest first.
  package var recent: [String]

  package init(
    request: SequenceRequest, score: LeadScore, sender: Sender, draft: OutreachSequence, recent: [String] = []
  ) {
    self.request = request
    self.score = score
    self.sender = sender
    self.draft = draft
    self.recent = recent
  }

  /// Whether only `why_now` is asked for: what WhatsApp's owner has approved goes out as it is, but for its values.
  package var isParametersOnly: Bool { draft.passages.contains { $0.approved != nil } }
}

/// What came back.
package struct WrittenAnswer: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    package var subject: String?
    package var message: String

    package init(subject: String? = nil, message: String) {
      self.subject = subject
      self.message = message
    }
  }

  package var steps: [Step]
  /// Why the lead should be written to now, one sentence for the salesperson; nil: the score's own.
  package var whyNow: String?

  package init(steps: [Step], whyNow: String? = nil) {
    self.steps = steps
    self.whyNow = whyNow
  }
}
