internal import Outreach
internal import Requests

/// What a mail system says of a message that it was given (RFC 3464), or says in words of its own.
struct DeliveryReport {
  enum Verdict: Hashable {
    case bounced(Kind)
    case delayed
    case delivered
  }

  enum Kind: String {
    /// The address will not take this message or any other.
    case hard
    /// It may another day.
    case soft
  }

  private(set) var outcome: Verdict
  private(set) var job: JobID?
  private(set) var recipient: String?
  private(set) var explanation: String?

  /// Nil if the message is none.
  init?(_ message: MailMessage) {
    let parts = message.parts()
    if let status = parts.first(where: { $0.type == "message/delivery-status" }) {
      guard let read = Self.fields(of: status) else { return nil }
      self = read
    } else if let read = Self.words(of: message) {
      self = read
    } else {
      return nil
    }
    if let id = MailMessage.enclosed(in: parts)?.raw("message-id") {
      job = InboundEmail.jobs(in: id).first
    }
  }

  private init(outcome: Verdict) { self.outcome = outcome }

  /// Of the groups of fields the first is about the message, each other one about a recipient: ours has one.
  private static func fields(of part: MailMessage) -> DeliveryReport? {
    var bytes = part.content[...]
    var groups: [MailMessage] = []
    while !bytes.isEmpty, groups.count < 20 {
      let group = MailMessage(bytes)
      groups.append(group)
      bytes = group.body.drop { $0 == 0x0A || $0 == 0x0D }
    }
    guard let recipient = groups.first(where: { $0.raw("action") != nil }), let action = recipient.raw("action")
    else { return nil }
    let status = recipient.raw("status") ?? ""
    let outcome: Verdict? =
      switch action.lowercased().filter({ $0.isLetter }) {
      case "failed": .bounced(kind(status: status))
      case "delayed": .delayed
      case "delivered", "relayed", "expanded": .delivered
      default: nil
      }
    guard let outcome else { return nil }
    var report = DeliveryReport(outcome: outcome)
    let final = recipient.raw("final-recipient") ?? recipient.raw("original-recipient")
    let address = final.flatMap { $0.split(separator: ";").last }.map {
      $0.filter { !$0.isWhitespace && $0 != "<" && $0 != ">" }
    }
    report.recipient = address.flatMap { try? EmailAddress(parsing: String($0)) }?.text
    let diagnosis = recipient.header("diagnostic-code").map { " \($0)" } ?? ""
    report.explanation = status + diagnosis
    return report
  }

  /// 5.x.x is for good, save a full mailbox (5.2.2) and what is about the message or its sender rather than the address.
  static func kind(status: String) -> Kind {
    let numbers = status.split(separator: ".").map { Int($0.filter(\.isNumber)) ?? 0 }
    guard numbers.count == 3, numbers[0] == 5 else { return .soft }
    switch (numbers[1], numbers[2]) {
    case (2, 2), (2, 3), (3, _), (4, _), (6, _), (7, _): return .soft
    default: return .hard
    }
  }

  /// Systems that know no RFC 3464 write a letter: from the mailer, about a failure.
  private static func words(of message: MailMessage) -> DeliveryReport? {
    let from = (message.raw("from") ?? "").lowercased()
    let isMailer =
      message.raw("return-path")?.filter { !$0.isWhitespace } == "<>" || from.contains("mailer-daemon")
      || from.contains("postmaster@")
    let subject = fold(message.header("subject") ?? "")
    guard isMailer, failures.contains(where: subject.contains) else { return nil }
    let text = message.parts().first { $0.type.hasPrefix("text/") }?.text ?? ""
    var report = DeliveryReport(outcome: .bounced(.soft))
    for word in text.split(whereSeparator: { $0.isWhitespace || "();:,#".contains($0) }) {
      let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
      guard numbers.count == 3, numbers.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }),
        ["4", "5"].contains(numbers[0])
      else { continue }
      report.outcome = .bounced(kind(status: String(word)))
      report.explanation = String(word)
      break
    }
    return report
  }

  private static let failures = [
    "undeliver", "delivery status notification", "delivery failure", "failure notice", "returned mail",
    "mail delivery failed",
    "delivery has failed", "could not be delivered", "teslim edilemedi", "iletilemedi", "gonderilemedi",
  ]
}

extension MailMessage {
  /// The message that a report is about, or its headers, which come last.
  static func enclosed(in parts: [MailMessage]) -> MailMessage? {
    parts.last { ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers"].contains($0.type) }
      .map { MailMessage($0.content[...]) }
  }
}
