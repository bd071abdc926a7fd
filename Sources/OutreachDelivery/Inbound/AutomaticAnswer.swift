internal import Outreach

/// Tells what machines answer from what people do: RFC 3834, and the signs that systems older than it or careless of it give.
enum AutomaticAnswer {
  /// The sign by which it is known, for messages; nil if a person has written.
  static func sign(in message: MailMessage) -> String? {
    if let submitted = message.raw("auto-submitted")?.lowercased(), !submitted.hasPrefix("no") {
      return "Auto-Submitted"
    }
    // With "DR, OOF, AutoReply" people's help desks ask for no automatic answer; automatic answers of Exchange say "All".
    if message.raw("x-auto-response-suppress")?.lowercased().contains("all") ?? false {
      return "X-Auto-Response-Suppress"
    }
    for name in ["x-autoreply", "x-autorespond", "x-autoresponder", "list-id"]
    where message.raw(name) != nil { return name }
    let precedence = message.raw("precedence")?.lowercased().filter { $0.isLetter || $0 == "_" } ?? ""
    if ["auto_reply", "bulk", "junk", "list"].contains(precedence) { return "Precedence" }
    if let path = message.raw("return-path"), path.filter({ !$0.isWhitespace }) == "<>" { return "Return-Path" }
    let from = (message.raw("from") ?? "").lowercased()
    if ["mailer-daemon@", "no-reply@", "noreply@"].contains(where: from.contains) { return "From" }
    let subject = fold(message.header("subject") ?? "")
    let isOutOfOffice = subjects.contains { subject.hasPrefix($0) } || phrases.contains { subject.contains($0) }
    return isOutOfOffice ? "Subject" : nil
  }

  /// Folded: İ, I, ı and i are one letter.
  private static let subjects = [
    "otomatik yanit", "otomatik cevap", "otomatik mesaj", "oto yanit", "oto cevap", "automatic reply", "auto reply",
    "auto-reply", "autoreply", "automatische antwort", "auto:", "abwesenheit",
  ]
  private static let phrases = [
    "ofis disinda", "ofiste degilim", "ofis disi", "izindeyim", "izinli oldugum", "yillik izin", "out of office",
    "out of the office", "on vacation", "on leave",
  ]
}
