import Foundation
import Outreach
import TestServers
import Testing

@testable import OutreachDelivery

/// Postfix with a configuration, a queue and a relay of the test's own, gone with it.
private final class Postfix {
  static let isPossible =
    getuid() == 0 && Tools.areThere("postfix", "sendmail") && Tools.run("id", "postfix")
    && Tools.run("python3", "-c", "import aiosmtpd")

  let directory: URL
  var configuration: String { directory.appending(path: "configuration").path }

  init(relay port: Int) throws {
    // Its daemons run as another user, who must be able to come here.
    directory = URL(filePath: "/tmp/postfix-\(UUID().uuidString.prefix(8))")
    for name in ["", "configuration", "queue", "data"] {
      try FileManager.default.createDirectory(
        at: directory.appending(path: name), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755])
    }
    guard Tools.run("chown", "postfix", directory.appending(path: "data").path) else { throw Failure() }
    let settings = """
      compatibility_level = 3.6
      queue_directory = \(directory.path)/queue
      data_directory = \(directory.path)/data
      maillog_file = \(directory.path)/mail.log
      maillog_file_prefixes = /tmp
      relayhost = [127.0.0.1]:\(port)
      inet_interfaces = loopback-only
      inet_protocols = ipv4
      mydestination =
      myhostname = mail.ufuk.example
      smtp_host_lookup = native
      smtp_tls_security_level = none
      alias_maps =

      """
    let services = """
      pickup unix n - n 1 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      flush unix n - n 1000? 0 flush
      smtp unix - - n - - smtp
      relay unix - - n - - smtp
      error unix - - n - - error
      retry unix - - n - - error
      postlog unix-dgram n - n - 1 postlogd

      """
    try Data(settings.utf8).write(to: directory.appending(path: "configuration/main.cf"))
    try Data(services.utf8).write(to: directory.appending(path: "configuration/master.cf"))
    guard Tools.run("postfix", "-c", configuration, "start") else { throw Failure() }
  }

  struct Failure: Error {}

  deinit {
    _ = Tools.run("postfix", "-c", configuration, "stop")
    try? FileManager.default.removeItem(at: directory)
  }
}

@Suite(
  "E-mail through Postfix's sendmail into an SMTP server", .serialized,
  .enabled(if: Postfix.isPossible, "skipped: needs root, Postfix, and Python's aiosmtpd"))
struct PostfixTests {
  @Test("What arrives is what was meant, and what is refused is queued all the same: a bounce says so later")
  func fidelity() throws {
    let server = try ScriptedServer("smtp.py")
    let postfix = try Postfix(relay: server.port)
    let settings = EmailSettings(
      from: try #require(EmailSettings.Mailbox("Şule Öztürk <sule@ufuk.example>")),
      bounce: "bounces+{job}@ufuk.example", unsubscribeURL: "https://ufuk.example/ret?job={job}")
    let sender = SendmailSender(["/usr/sbin/sendmail", "-C", postfix.configuration, "-t", "-i"], settings) {
      Timestamp(seconds: 1_795_688_112)
    }
    let message = "Merhaba Çağrı Bey,\n\nİstanbul'daki ofisiniz için ölçü aldık.\n.\nFrom the start\n\nŞule"
    let subject = "Çağrı Bey, İstanbul ofisi için ölçülü bir öneri: ışık, gölge, şömine ve güneşlik üstüne"
    let outcomes = try sender.outcomes(of: [
      try Jobs.job(step: 2, subject: subject, message: message), try Jobs.job(lead: "1", to: "refused@x.example"),
    ])
    #expect(outcomes.map(\.kind) == [.sent, .sent])
    let deadline = Date(timeIntervalSinceNow: 60)
    func arrived() -> [String: Any]? { server.seen.first { $0["to"] as? [String] == ["ayse@firma.example"] } }
    while arrived() == nil, Date() < deadline { usleep(50_000) }
    let seen = try #require(arrived())
    let headers = try #require(seen["headers"] as? [String: String])
    #expect((seen["text"] as? String)?.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines) == message)
    #expect(headers["subject"] == subject)
    #expect(headers["from"] == "Şule Öztürk <sule@ufuk.example>")
    #expect(headers["message-id"] == "<139-email-2-20261123T101512.345678Z@ufuk.example>")
    #expect(seen["from"] as? String == "bounces+139-email-2-20261123T101512.345678Z@ufuk.example")
    #expect(seen["defects"] as? [String] == [])
    #expect((seen["names"] as? [String])?.filter { ["Message-ID", "Date"].contains($0) }.count == 2)
  }
}
