internal import Outreach
internal import Requests

/// What a mail provider passes on of whoever has pressed "spam" (RFC 5965): there is no firmer no.
struct AbuseReport {
  private(set) var job: JobID?
  private(set) var recipient: String?

  /// Nil if the message is none, or says that one was no spam.
  init?(_ message: MailMessage) {
    let parts = message.parts()
    guard let report = parts.first(where: { $0.type == "message/feedback-report" }) else { return nil }
    let fields = MailMessage(report.content[...])
    if fields.raw("feedback-type")?.lowercased().contains("not-spam") ?? false { return nil }
    let original = MailMessage.enclosed(in: parts)
    job = original?.raw("message-id").flatMap { InboundEmail.jobs(in: $0).first }
    let named = ["original-rcpt-to", "removal-recipient"].lazy.compactMap { fields.raw($0) }.first
    recipient = InboundEmail.address(named ?? original?.raw("to"))
  }
}
