package import Outreach
internal import Requests

/// What an e-mail that came back says: a person's answer, a bounce, a receipt, or nothing.
package enum InboundEmail {
  package enum Reading: Hashable, Sendable {
    case command(ReceivedCommand)
    /// In a few words, why nothing follows from it.
    case nothing(String)
  }

  /// - Parameter now: when it came, if that is known: no letter is written later.
  package static func read(_ bytes: [UInt8], now: Timestamp? = nil) -> Reading {
    let message = MailMessage(bytes[...])
    guard !message.headers.isEmpty else { return .nothing("it is no e-mail: it has no headers") }
    let report = DeliveryReport(message)
    let job = report?.job ?? job(in: message) ?? (report == nil ? nil : self.job(anywhereIn: bytes))
    let source =
      message.raw("message-id") ?? String(decoding: SHA256.hexadecimal(SHA256.digest(bytes)).utf8, as: UTF8.self)
    let date = message.raw("date").flatMap(MailDate.init)?.time
    let at = date.flatMap { date in now.map { date > $0.adding(seconds: 86_400) } ?? false ? nil : date }
    if let report { return reading(report, job, source: source, at: at) }
    if let complaint = AbuseReport(message) { return reading(complaint, source: source, at: at) }
    if let sign = AutomaticAnswer.sign(in: message) { return .nothing("it is an automatic answer (\(sign))") }
    // Who answers elsewhere than from where they wrote means both.
    var writers: [String] = []
    for header in ["reply-to", "from", "sender"] {
      let parts = (message.header(header) ?? "").split(separator: ",")
      for writer in parts.compactMap({ address(String($0)) }) where !writers.contains(writer) { writers.append(writer) }
    }
    guard !writers.isEmpty else { return .nothing("it does not say who it is from") }
    var fields = [(name: "channel", value: Channel.email.rawValue)]
    // An answer to a message of ours is not older than it, whatever a wrong clock says.
    if let at, job.map({ at.seconds >= $0.request.batch.time.seconds }) ?? true { fields.append(("at", at.iso8601)) }
    fields.append(("text", ReceivedCommand.shortened(text(of: message))))
    return .command(
      ReceivedCommand(
        verb: .reply, subject: job.map { .job($0) } ?? .address(writers.joined(separator: "; ")), fields: fields,
        source: source))
  }

  private static func reading(_ report: DeliveryReport, _ job: JobID?, source: String, at: Timestamp?) -> Reading {
    guard let subject = job.map({ ReceivedCommand.Subject.job($0) }) ?? report.recipient.map({ .address($0) }) else {
      return .nothing("it is a delivery report about a message that is not ours")
    }
    var fields: [(name: String, value: String)] = at.map { [("at", $0.iso8601)] } ?? []
    switch report.outcome {
    case .delayed: return .nothing("the mail system is still trying to deliver the message")
    case .delivered:
      return .command(ReceivedCommand(verb: .delivered, subject: subject, fields: fields, source: source))
    case .bounced(let kind):
      fields.append(("kind", kind.rawValue))
      if let why = report.explanation { fields.append(("error", ReceivedCommand.shortened(why))) }
      return .command(ReceivedCommand(verb: .bounce, subject: subject, fields: fields, source: source))
    }
  }

  private static func reading(_ complaint: AbuseReport, source: String, at: Timestamp?) -> Reading {
    let whose = complaint.job.map { ReceivedCommand.Subject.job($0) } ?? complaint.recipient.map { .address($0) }
    guard let whose else { return .nothing("it is a spam complaint about a message that is not ours") }
    var fields = [(name: "channel", value: Channel.email.rawValue), ("reason", "spam complaint")]
    if let at { fields.append(("at", at.iso8601)) }
    return .command(ReceivedCommand(verb: .optOut, subject: whose, fields: fields, source: source))
  }

  // MARK: Which job

  /// By what it answers, else by the address it was sent to.
  private static func job(in message: MailMessage) -> JobID? {
    let answered = ["in-reply-to", "references"].flatMap { message.all($0) }
    for text in answered {
      // The last reference is the nearest.
      if let job = jobs(in: text).last { return job }
    }
    let addresses = ["delivered-to", "x-original-to", "envelope-to", "to", "cc"].flatMap { message.all($0) }
    return addresses.lazy.compactMap { jobs(in: $0).first }.first
  }

  /// In what a mail system quotes, headers of ours are not always a part of their own.
  private static func job(anywhereIn bytes: [UInt8]) -> JobID? {
    jobs(in: String(decoding: bytes.prefix(1 << 20), as: UTF8.self)).first
  }

  /// Job ids before an @, also as mail systems write them that make all letters small.
  static func jobs(in text: String) -> [JobID] {
    text.split(separator: "@").dropLast().compactMap { part in
      let allowed = part.reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.+=".contains($0)) }
      let local = String(allowed.reversed())
      let candidate = local.split(whereSeparator: { $0 == "+" || $0 == "=" }).last.map(String.init) ?? local
      return JobID(candidate) ?? JobID(withLargeBatch(candidate))
    }
  }

  private static func withLargeBatch(_ text: String) -> String {
    // `20261123t101512.345678z`
    guard let dot = text.lastIndex(of: "."), text.distance(from: text.startIndex, to: dot) > 15 else { return text }
    let batch = text.index(dot, offsetBy: -15)
    return text[..<batch] + text[batch...].uppercased()
  }

  // MARK: Who and what

  /// The address in `Name <address>`.
  static func address(_ header: String?) -> String? {
    guard let header else { return nil }
    var text = header[...]
    if let open = header.lastIndex(of: "<") { text = header[header.index(after: open)...].prefix { $0 != ">" } }
    return (try? EmailAddress(parsing: String(text)))?.text
  }

  /// What was written; of a message that answers nothing the subject, too: "RET" often stands nowhere else. Who asks below any
  /// subject to be left alone has asked in so many words.
  static func text(of message: MailMessage) -> String {
    let parts = message.parts().filter { !($0.raw("content-disposition") ?? "").lowercased().hasPrefix("attachment") }
    let text =
      (parts.first { $0.type == "text/plain" && $0.text.contains { !$0.isWhitespace } }
      ?? parts.first { $0.type == "text/html" })?.text ?? ""
    let subject = message.header("subject") ?? ""
    let isAnswer =
      message.raw("in-reply-to") != nil || answerMarks.contains { subject.lowercased().hasPrefix($0) }
    let said = text.contains { !$0.isWhitespace }
    let isInSubject = OptOutText.isOptOut(topic(subject))
    let isInBody = said && (OptOutText.isOptOut(text) || isAnswer && !isInSubject)
    let pieces = isInBody ? [text] : [isInSubject ? topic(subject) : subject, text]
    let whole = pieces.filter { $0.contains { !$0.isWhitespace } }.joined(separator: "\n")
    return String(
      String.UnicodeScalarView(whole.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }))
  }

  private static let answerMarks = [
    "re:", "ynt:", "yan:", "aw:", "fwd:", "fw:", "ilt:", "cvp:", "cevap:", "sv:", "antw:", "res:",
  ]

  /// A subject without what mail programs put before it: "Re[2]:", "[EXTERNAL] Ynt:", "***SPAM***".
  static func topic(_ subject: String) -> String {
    var rest = subject[...]
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "*" }
      if rest.first == "[", let end = rest.firstIndex(of: "]") {
        rest = rest[rest.index(after: end)...]
      } else if let colon = rest.prefix(10).firstIndex(of: ":"),
        rest[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "[" || $0 == "]" || $0 == " " }),
        rest[..<colon].count(where: { $0.isLetter }) <= 6
      {
        rest = rest[rest.index(after: colon)...]
      } else {
        return rest.isEmpty ? subject : String(rest)
      }
    }
  }
}
