import Outreach
import Testing

@testable import OutreachDelivery

@Suite("E-mails as they are written")
struct EmailMessageTests {
  private func settings(from: String = "Deniz Aksoy <deniz@ufuk.example>") throws -> EmailSettings {
    try EmailSettings(
      from: #require(EmailSettings.Mailbox(from)), bounce: "bounces+{job}@ufuk.example",
      unsubscribeURL: "https://ufuk.example/ret?job={job}")
  }

  private func text(_ job: SenderJob, from: String = "Deniz Aksoy <deniz@ufuk.example>") throws -> String {
    let message = EmailMessage(
      job: job, settings: try settings(from: from), date: Timestamp(seconds: 1_795_688_112))
    return String(decoding: try message.bytes(), as: UTF8.self)
  }

  @Test("Headers say who, when, which message, and how to be left alone")
  func headers() throws {
    let lines = try text(try Jobs.job()).split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { !$0.isEmpty }.joined(separator: "\n")
    let id = "139-email-1-20261123T101512.345678Z"
    #expect(head.contains("Message-ID: <\(id)@ufuk.example>"))
    #expect(head.contains("From: \"Deniz Aksoy\"\n <deniz@ufuk.example>"))
    #expect(head.contains("To: <ayse@firma.example>"))
    #expect(head.contains("Date: Thu, 26 Nov 2026 10:15:12 +0000"))
    #expect(head.contains("List-Unsubscribe: <https://ufuk.example/ret?job=\(id)>"))
    #expect(head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
    #expect(!head.contains("In-Reply-To"))
    #expect(!head.lowercased().contains("auto-submitted"))
  }

  @Test("A follow-up hangs below the steps before it")
  func threads() throws {
    let text = try text(try Jobs.job(step: 3))
    #expect(text.contains("In-Reply-To: <139-email-2-20261123T101512.345678Z@ufuk.example>"))
    #expect(
      text.contains(
        "References: <139-email-1-20261123T101512.345678Z@ufuk.example>\n <139-email-2-20261123T101512.345678Z@ufuk.example>"
      ))
  }

  @Test(
    "Nothing in a job can begin a header",
    arguments: ["Selam\nBcc: a@b.example", "Selam\r\nBcc: a@b.example", "Selam\r\n\r\nBody", "\u{0B}x\nBcc: y"])
  func injection(subject: String) throws {
    let text = try text(try Jobs.job(subject: subject))
    let head = text.prefix(upTo: try #require(text.firstRange(of: "\n\n")).lowerBound)
    #expect(!head.split(separator: "\n").contains { $0.lowercased().hasPrefix("bcc") })
  }

  @Test(
    "An address that is none is refused",
    arguments: ["a@b.example, c@d.example", "a@b.example\nBcc: x", "x", "ü@b.example>"])
  func addresses(to: String) throws {
    let job = try Jobs.job(to: to)
    #expect(throws: EmailMessage.Invalid.self) { try self.text(job) }
  }

  @Test("Words of a header are 75 characters at most, and split no character")
  func words() {
    let subject = String(repeating: "İğüşöç 👍🏽 ", count: 30)
    let lines = EncodedText.header(subject, used: 9).split(separator: "\n ")
    #expect(lines.count > 5)
    for line in lines {
      #expect(line.count <= 75)
      let bytes = TextDecoding.base64(line.dropFirst(10).dropLast(2).utf8)
      #expect(String(validating: bytes, as: UTF8.self) != nil)
    }
    #expect(("Subject: " + lines[0]).count <= 76)
    #expect(
      TextDecoding.header(Array(lines.joined(separator: "\r\n ").utf8))
        == subject.split(separator: " ").joined(separator: " "))
  }

  @Test(
    "Bodies come back as they were, and lines are short",
    arguments: [
      "düz metin", "satır\n\nson satır ", ".\nFrom here\n=20 \t", String(repeating: "ğ", count: 500),
      String(repeating: "abc ", count: 200), "日本語のテキスト",
    ])
  func bodies(text: String) {
    let (encoding, lines) = EncodedText.body(text)
    #expect(lines.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 && $0 != "." })
    let bytes = Array(lines.utf8)
    let back = encoding == "base64" ? TextDecoding.base64(bytes) : TextDecoding.quotedPrintable(bytes)
    #expect(String(decoding: back, as: UTF8.self).replacing("\r\n", with: "\n") == text)
  }

  @Test("HTML says the same, and no markup of a lead's comes through")
  func html() {
    let html = HTMLText.of("Merhaba <b>\"A\" & B</b>,\nbakın: https://ufuk.example/a?b=1&c=2.\n\nSaygılar")
    #expect(html.contains("<p>Merhaba &lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;,<br>"))
    #expect(html.contains("<a href=\"https://ufuk.example/a?b=1&amp;c=2\">https://ufuk.example/a?b=1&amp;c=2</a>."))
    #expect(html.contains("<p>Saygılar</p>"))
  }

  @Test("A bounce address is left out where no mail system would take it")
  func bounce() throws {
    let settings = try settings()
    #expect(settings.bounceAddress(try Jobs.job().id) == "bounces+139-email-1-20261123T101512.345678Z@ufuk.example")
    let long = String(repeating: "9", count: 60)
    #expect(settings.bounceAddress(try Jobs.job(lead: long).id) == nil)
  }

  @Test(
    "Who it is from",
    arguments: [
      ("a@b.example", "<a@b.example>"), ("Şule Öz <s@b.example>", "=?UTF-8?B?xZ51bGUgw5Z6?=\n <s@b.example>"),
      ("\"X, Y\" <x@b.example>", "\"X, Y\"\n <x@b.example>"),
    ])
  func mailboxes(text: String, header: String) {
    #expect(EmailSettings.Mailbox(text)?.header == header)
  }
}
