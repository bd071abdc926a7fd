import Outreach
import Testing

@testable import OutreachDelivery

@Suite("E-mails that come back")
struct InboundEmailTests {
  private static let job = "139-email-2-20261123T101512.345678Z"

  private func read(_ text: String, crlf: Bool = true) -> InboundEmail.Reading {
    InboundEmail.read(Array((crlf ? text.replacing("\n", with: "\r\n") : text).utf8))
  }

  private func command(_ text: String) -> ReceivedCommand? {
    guard case .command(let command) = read(text) else { return nil }
    return command
  }

  private func document(_ text: String) -> String {
    command(text).map { String(decoding: $0.bytes, as: UTF8.self) } ?? "none"
  }

  private let answer = """
    Return-Path: <ayse@firma.example>
    From: =?iso-8859-9?Q?Ay=FEe_G=FCl?= <Ayse@Firma.example>
    To: deniz@ufuk.example
    Subject: =?UTF-8?B?WW50OiBIYW5lIE1pbWFybMSxaw==?=
    Message-ID: <abc@firma.example>
    In-Reply-To: <139-email-2-20261123T101512.345678Z@ufuk.example>
    Date: Tue, 24 Nov 2026 11:00:00 +0300
    Content-Type: text/plain; charset=iso-8859-9
    Content-Transfer-Encoding: quoted-printable

    Te=FEekk=FCrler, yar=FDn aray=FDn.
    """

  @Test("An answer is found by what it answers, whatever its encodings")
  func answered() throws {
    let command = try #require(self.command(answer))
    #expect(command.verb == .reply)
    #expect(command.fileName.hasPrefix("139.reply@"))
    #expect(
      String(decoding: command.bytes, as: UTF8.self)
        == "{\"channel\":\"email\",\"at\":\"2026-11-24T08:00:00Z\",\"text\":\"Teşekkürler, yarın arayın.\"}\n")
  }

  @Test("The same message is the same file, another is another")
  func identity() {
    #expect(command(answer) == command(answer))
    #expect(command(answer)?.fileName != command(answer.replacing("<abc@", with: "<abd@"))?.fileName)
  }

  @Test("Without a reference: by the bounce address, in small letters too; else by who it is from")
  func others() {
    let without = answer.replacing("In-Reply-To: <\(Self.job)@ufuk.example>\n", with: "")
    let small = Self.job.lowercased()
    #expect(
      command(without.replacing("To: deniz@", with: "To: bounces+\(small)@"))?.fileName.hasPrefix("139.reply@") == true)
    #expect(document(without).lowercased().hasPrefix("{\"command\":\"reply\",\"to\":\"ayse@firma.example\""))
    #expect(command(without)?.fileName.hasSuffix(".ndjson") == true)
  }

  @Test(
    "A no is heard below any subject",
    arguments: [
      "Çizgi: müşteri takip yazılımı", "Cvp: Çizgi", "Cevap: Çizgi", "Yanıt: Çizgi", "SV: Çizgi", "R: Çizgi",
      "RES: Çizgi",
      "Antw: Çizgi", "Re[2]: Çizgi", "Re : Çizgi", "İlt: Çizgi", "TR: Çizgi", "[EXTERNAL] Re: Çizgi",
      "[DIŞ] Ynt: Çizgi",
      "***SPAM*** Ynt: Çizgi", "Mesajınız hakkında", "x", "Ynt: Çizgi",
    ], ["DUR", "Dur.", "RED", "İstemiyorum.", "STOP ALL", "Lütfen durun", "listeden çıkarın"])
  func below(subject: String, text: String) {
    for answers in ["In-Reply-To: <\(Self.job)@ufuk.example>\n", ""] {
      let mail = "From: ayse@firma.example\nSubject: \(subject)\nMessage-ID: <1@b>\n\(answers)\n\(text)"
      #expect(document(mail).contains("\"text\":\"\(text)\""), "\(document(mail))")
    }
  }

  @Test(
    "A no is heard in a subject",
    arguments: ["RET", "Ynt: RET", "[EXTERNAL] Re: STOP", "Unsubscribe"])
  func inSubject(subject: String) {
    for answers in ["In-Reply-To: <\(Self.job)@ufuk.example>\n", ""] {
      let mail = "From: ayse@firma.example\nSubject: \(subject)\nMessage-ID: <1@b>\n\(answers)\nAyşe Gül"
      #expect(document(mail).contains("\"text\":\"\(InboundEmail.topic(subject))\\nAyşe Gül\""), "\(document(mail))")
    }
  }

  @Test(
    "Whoever has pressed \u{22}spam\u{22} has said no (RFC 5965)",
    arguments: ["Message-ID: <139-email-2-20261123T101512.345678Z@ufuk.example>", "Message-ID: <other@x.example>"])
  func complaint(original: String) {
    let mail = """
      From: feedback@isp.example
      Subject: FW: Earn money
      Message-ID: <9@isp.example>
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=feedback-report; boundary="b"

      --b
      Content-Type: text/plain

      This is an email abuse report.
      --b
      Content-Type: message/feedback-report

      Feedback-Type: abuse
      User-Agent: SomeGenerator/1.0
      Version: 1
      Original-Rcpt-To: <Ayse@Firma.example>

      --b
      Content-Type: message/rfc822

      From: deniz@ufuk.example
      To: ayse@firma.example
      \(original)

      Merhaba
      --b--
      """
    #expect(command(mail)?.verb == .optOut)
    let isOurs = original.contains("139-email")
    #expect(command(mail)?.fileName.hasPrefix(isOurs ? "139.opt-out@" : "opt-out-") == true)
    #expect(document(mail).contains("\"reason\":\"spam complaint\""))
    #expect(isOurs || document(mail).contains("\"to\":\"ayse@firma.example\""), "\(document(mail))")
    #expect(command(mail.replacing("Feedback-Type: abuse", with: "Feedback-Type: not-spam"))?.verb != .optOut)
  }

  @Test("Who wants answers elsewhere than where they wrote from means both addresses")
  func replyTo() {
    let without = answer.replacing(
      "In-Reply-To: <\(Self.job)@ufuk.example>\n", with: "Reply-To: ayse.gul@posta.example\n")
    #expect(
      document(without).lowercased().hasPrefix(
        "{\"command\":\"reply\",\"to\":\"ayse.gul@posta.example; ayse@firma.example\""))
  }

  @Test("An answer to our message is not older than it, whatever a wrong clock says")
  func wrongClock() {
    let text = answer.replacing("Tue, 24 Nov 2026 11:00:00 +0300", with: "Mon, 23 Nov 2026 13:00:00 +0300")
    #expect(!document(text).contains("\"at\""))
    let without = text.replacing("In-Reply-To: <\(Self.job)@ufuk.example>\n", with: "")
    #expect(document(without).contains("\"at\":\"2026-11-23T10:00:00Z\""))
  }

  @Test("Nobody has written tomorrow; who names several addresses means all of them")
  func future() throws {
    let without = answer.replacing(
      "In-Reply-To: <\(Self.job)@ufuk.example>\n", with: "Reply-To: \"Gül, Ayşe\" <a@posta.example>, b@posta.example\n")
    let bytes = Array(without.replacing("\n", with: "\r\n").utf8)
    let day = try #require(Timestamp(rfc3339: "2026-11-24T08:00:00Z"))
    for (now, hasTime) in [(day, true), (day.adding(seconds: -90_000), false)] {
      guard case .command(let command) = InboundEmail.read(bytes, now: now) else {
        Issue.record("it is an answer")
        return
      }
      let text = String(decoding: command.bytes, as: UTF8.self)
      #expect(text.contains("\"at\"") == hasTime)
      #expect(text.lowercased().contains("\"to\":\"a@posta.example; b@posta.example; ayse@firma.example\""), "\(text)")
    }
  }

  @Test("What asks for no automatic answer is written by a person; UTF-16 is read")
  func people() {
    let text =
      "From: a@b.example\nX-Auto-Response-Suppress: DR, OOF, AutoReply\nSubject: Re: x\nMessage-ID: <1@b>\n\nSTOP"
    #expect(document(text).contains("\"text\":\"STOP\""))
    let wide =
      "From: a@b.example\nSubject: Re: x\nMessage-ID: <1@b>\nContent-Type: text/plain; charset=utf-16\n"
      + "Content-Transfer-Encoding: base64\n\n//5SAEUAVAA="
    #expect(document(wide).contains("\"text\":\"RET\""))
  }

  @Test("Of several references the last is the nearest")
  func references() {
    let text = answer.replacing(
      "In-Reply-To: <\(Self.job)@ufuk.example>",
      with: "References: <139-email-1-20261123T101512.345678Z@ufuk.example>\n <x@y>\n <\(Self.job)@ufuk.example>")
    #expect(command(text)?.fileName.hasPrefix("139.reply@") == true)
  }

  @Test("A mail to unsubscribe has its word in the subject")
  func subject() {
    let text = document("From: a@b.example\nTo: deniz@ufuk.example\nSubject: RET\nMessage-ID: <1@b>\n\n")
    #expect(text.contains("\"text\":\"RET\""))
  }

  @Test("Multipart: the plain part counts, not the attachment; HTML where there is nothing else")
  func multipart() {
    let text = """
      From: a@b.example
      Message-ID: <1@b>
      Subject: Re: x
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="out er"

      preamble
      --out er
      Content-Type: multipart/alternative; boundary=inner

      --inner
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: base64

      xLBzdGVtaXlvcnVt
      --inner
      Content-Type: text/html

      <p>no</p>
      --inner--
      --out er
      Content-Type: text/plain
      Content-Disposition: attachment; filename=a.txt

      attached
      --out er--
      """
    #expect(document(text).contains("\"text\":\"İstemiyorum\""))
  }

  @Test(
    "Machines' answers are none",
    arguments: [
      "Auto-Submitted: auto-replied", "X-Autoreply: yes", "X-Autorespond: x", "X-Auto-Response-Suppress: All",
      "Precedence: bulk", "Precedence: auto_reply", "Subject: Otomatik yanıt: Hane", "Subject: OTOMATİK YANIT",
      "Subject: =?UTF-8?Q?Ofis_d=C4=B1=C5=9F=C4=B1nda?=", "Subject: Out of Office: x", "Subject: Automatic reply: x",
      "From: MAILER-DAEMON@x.example",
    ])
  func automatic(header: String) {
    let name = header.prefix { $0 != ":" }
    let lines = answer.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("\(name):") }
    let text = header + "\n" + lines.joined(separator: "\n")
    if case .command = read(text) { Issue.record("taken for an answer: \(header)") }
    let bounced = answer.replacing("Return-Path: <ayse@firma.example>", with: "Return-Path: <>")
    if case .command = read(bounced) { Issue.record("taken for an answer: an empty return path") }
  }

  @Test("Auto-Submitted: no is a person's")
  func notAutomatic() { #expect(command("Auto-Submitted: no\n" + answer)?.verb == .reply) }

  private func report(action: String, status: String) -> String {
    """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example
    To: bounces+x@ufuk.example
    Subject: Undelivered Mail Returned to Sender
    Auto-Submitted: auto-replied
    Message-ID: <dsn1@mx.example>
    Content-Type: multipart/report; report-type=delivery-status; boundary="B"

    --B
    Content-Type: text/plain

    Your message could not be delivered.
    --B
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; ayse@firma.example
    Action: \(action)
    Status: \(status)
    Diagnostic-Code: smtp; 550 5.1.1 no such user

    --B
    Content-Type: message/rfc822

    From: deniz@ufuk.example
    Message-ID: <\(Self.job)@ufuk.example>

    text
    --B--
    """
  }

  @Test(
    "A delivery report is a bounce, hard or soft, of the job whose headers it brings",
    arguments: [("5.1.1", "hard"), ("5.2.2", "soft"), ("4.4.1", "soft"), ("5.7.1", "soft"), ("5.0.0", "hard")])
  func bounces(status: String, kind: String) {
    let command = self.command(report(action: "failed", status: status))
    #expect(command?.verb == .bounce)
    let text = document(report(action: "failed", status: status))
    #expect(text.contains("\"job_id\":\"\(Self.job)\""))
    #expect(text.contains("\"kind\":\"\(kind)\""))
  }

  @Test("Delayed says nothing yet; delivered is delivered")
  func delays() {
    if case .command = read(report(action: "delayed", status: "4.4.1")) { Issue.record("a delay is no bounce") }
    #expect(command(report(action: "delivered", status: "2.0.0"))?.verb == .delivered)
  }

  @Test("Mailers that know no report write a letter")
  func letters() {
    let text = """
      Return-Path: <>
      From: MAILER-DAEMON@mx.example
      Subject: failure notice
      Message-ID: <q@mx.example>

      Sorry, no mailbox here by that name. (#5.1.1)
      --- Below this line is a copy of the message.
      Message-ID: <\(Self.job)@ufuk.example>
      """
    #expect(command(text)?.verb == .bounce)
    #expect(document(text).contains("\"kind\":\"hard\""))
    #expect(document(text).contains(Self.job))
  }

  @Test("No bytes bring it down", arguments: 0..<200)
  func garbage(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var bytes = Array(report(action: "failed", status: "5.1.1").utf8)
    for _ in 0..<20 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let at = Int(state >> 33) % bytes.count
      if state & 3 == 0 { bytes.remove(at: at) } else { bytes[at] = UInt8(truncatingIfNeeded: state >> 17) }
    }
    _ = InboundEmail.read(bytes)
    _ = InboundEmail.read(Array(bytes.prefix(Int(state >> 40) % bytes.count)))
    _ = try? InboundWhatsApp.read(bytes)
  }

  @Test(
    "Dates as e-mail writes them",
    arguments: [
      ("Mon, 23 Nov 2026 13:15:12 +0300", "2026-11-23T10:15:12Z"),
      ("23 Nov 2026 13:15 GMT (x)", "2026-11-23T13:15:00Z"),
      ("Mon, 23 Nov 2026 13:15:12 -0530", "2026-11-23T18:45:12Z"), ("yesterday", nil),
      ("31 Feb 2026 10:00:00 +0000", nil),
    ] as [(String, String?)])
  func dates(text: String, time: String?) {
    #expect(MailDate(text)?.time.iso8601 == time)
  }
}
