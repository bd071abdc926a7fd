import Foundation
import Outreach
import Requests
import Storage
import TestServers
import Testing

@testable import OutreachDelivery

/// Whether the interpreter has aiosmtpd.
private let hasServer = Tools.run("python3", "-c", "import aiosmtpd")

@Suite(
  "E-mail through msmtp into an SMTP server", .serialized,
  .enabled(if: hasServer && Tools.areThere("msmtp"), "skipped: needs msmtp and Python's aiosmtpd"))
struct SendmailTests {
  private let server: ScriptedServer
  private let configuration: String

  init() throws {
    server = try ScriptedServer("smtp.py")
    configuration = server.directory.appending(path: "msmtprc").path
    try Data("account default\nhost 127.0.0.1\nport \(server.port)\nauth off\ntls off\n".utf8)
      .write(to: URL(filePath: configuration))
  }

  private func sender(_ words: [String]? = nil) throws -> SendmailSender {
    let settings = EmailSettings(
      from: try #require(EmailSettings.Mailbox("Şule Öztürk <sule@ufuk.example>")),
      bounce: "bounces+{job}@ufuk.example",
      unsubscribeURL: "https://ufuk.example/ret?job={job}")
    let command = words ?? ["msmtp", "-C", configuration, "-t", "-i"]
    return SendmailSender(command, settings) { Timestamp(seconds: 1_795_688_112) }
  }

  @Test("What arrives is what was meant, as Python's e-mail package reads it")
  func fidelity() throws {
    let message =
      "Merhaba Çağrı Bey,\n\nİstanbul'daki ofisiniz için ölçü aldık: 10 ≤ x.\n.\nFrom the start\n\nhttps://ufuk.example/öneri?a=1&b=2\n\nŞule"
    let subject = "Çağrı Bey, İstanbul ofisi için ölçülü bir öneri: ışık, gölge, şömine ve güneşlik üstüne"
    let outcomes = try sender().outcomes(of: [try Jobs.job(step: 2, subject: subject, message: message)])
    #expect(outcomes.map(\.kind) == [.sent])
    let seen = try #require(server.seen.first)
    let headers = try #require(seen["headers"] as? [String: String])
    #expect((seen["text"] as? String)?.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines) == message)
    #expect((seen["html"] as? String)?.contains("ölçü aldık: 10 ≤ x.") == true)
    #expect(headers["subject"] == subject)
    #expect(headers["from"] == "Şule Öztürk <sule@ufuk.example>")
    #expect(headers["message-id"] == "<139-email-2-20261123T101512.345678Z@ufuk.example>")
    #expect(headers["in-reply-to"] == "<139-email-1-20261123T101512.345678Z@ufuk.example>")
    #expect(seen["to"] as? [String] == ["ayse@firma.example"])
    #expect(seen["from"] as? String == "bounces+139-email-2-20261123T101512.345678Z@ufuk.example")
    #expect(seen["defects"] as? [String] == [])
    #expect(seen["is_ascii"] as? Bool == true)
    #expect((seen["longest_line"] as? Int ?? 999) <= 100)
    #expect((seen["names"] as? [String])?.filter { $0 == "Message-ID" || $0 == "Date" }.count == 2)
  }

  @Test("Each answer of the server has its meaning")
  func answers() throws {
    let jobs = [
      try Jobs.job(lead: "1", to: "refused@x.example"), try Jobs.job(lead: "2", to: "greylisted@x.example"),
      try Jobs.job(lead: "3", message: "reject this content"), try Jobs.job(lead: "4"),
      try Jobs.job(lead: "5", subject: nil),
    ]
    let outcomes = try sender().outcomes(of: jobs)
    #expect(outcomes.map(\.kind) == [.failed, .retry, .failed, .sent, .failed])
    #expect(outcomes.map(\.cause) == [.unreachable, nil, nil, nil, nil])
    #expect(server.seen.count == 1)
  }

  @Test("Many at once, each once")
  func many() throws {
    let jobs = try (1...24).map { try Jobs.job(lead: "\($0)", to: "lead\($0)@x.example") }
    #expect(try sender().outcomes(of: jobs).allSatisfy { $0.kind == .sent })
    #expect(Set(server.seen.compactMap { ($0["to"] as? [String])?.first }).count == 24)
    #expect(server.seen.count == 24)
  }

  @Test("A server that is down is for later; a configuration or program that is not there stops the channel")
  func trouble() throws {
    let gone = server.directory.appending(path: "gone").path
    try Data("account default\nhost 127.0.0.1\nport 1\nauth off\ntls off\n".utf8).write(to: URL(filePath: gone))
    let job = try Jobs.job()
    #expect(try sender(["msmtp", "-C", gone, "-t", "-i"]).outcomes(of: [job]).first?.kind == .retry)
    #expect(try sender(["/no/such/sendmail", "-t"]).outcomes(of: [job]).first?.kind == .account)
    #expect(server.seen.isEmpty)
  }
}

@Suite("What sendmail's end says")
struct SendmailResultTests {
  @Test(
    "By the server's words, else by the exit status",
    arguments: [
      (0, "", .sent), (65, "msmtp: server message: 550 5.1.1 no such user", .failed),
      (69, "server message: 451 4.7.1 later", .retry), (69, "msmtp: server message: 554 5.7.1 rejected", .failed),
      (77, "msmtp: server message: 535 5.7.8 no", .account),
      (65, "server message: 530 Authentication required", .account),
      (75, "", .retry), (78, "", .account), (74, "", .retry), (67, "", .failed), (1, "", .unknown), (127, "", .account),
    ] as [(Int32, String, SenderOutcome.Kind)])
  func classes(status: Int32, said: String, kind: SenderOutcome.Kind) {
    let ending = ChildProgram.Ending(end: .exited(status), complaint: Array(said.utf8))
    #expect(SendmailResult.outcome("x", ending).kind == kind)
  }

  @Test("Killed, nobody knows")
  func killed() {
    for end in [ChildProgram.End.timedOut, .signalled(9)] {
      #expect(SendmailResult.outcome("x", ChildProgram.Ending(end: end, complaint: [])).kind == .unknown)
    }
  }
}
