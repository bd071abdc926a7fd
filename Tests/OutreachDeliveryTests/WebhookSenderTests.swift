import Curl
import Foundation
import Requests
import TestServers
import Testing

@testable import OutreachDelivery

@Suite(
  "Webhooks", .serialized, .enabled(if: Tools.areThere("curl", "python3"), "skipped: needs curl and python3"))
struct WebhookSenderTests {
  private func sender(_ server: ScriptedServer, _ path: String, secret: String? = nil) throws -> WebhookSender {
    WebhookSender(
      url: "http://127.0.0.1:\(server.port)\(path)", secret: secret, curl: try Curl(environment: ["NO_PROXY": "*"]))
  }

  @Test("The job's line is the body, its id the key, and the signature is of just those bytes")
  func request() throws {
    let server = try ScriptedServer("web.py")
    let job = try Jobs.job(message: "Günaydın \"Ayşe\"\\ğ")
    #expect(try sender(server, "/hook", secret: "anahtar").outcomes(of: [job]).map(\.kind) == [.sent])
    let seen = try #require(server.seen.first)
    let headers = try #require(seen["headers"] as? [String: String])
    let body = try #require(seen["body"] as? String)
    #expect(Array(body.utf8) == job.line)
    #expect(headers["idempotency-key"] == job.id.description)
    #expect(headers["content-type"] == "application/json")
    let code = SHA256.hexadecimal(SHA256.authenticationCode(of: job.line, key: Array("anahtar".utf8)))
    #expect(headers["x-signature-256"] == "sha256=\(code)")
  }

  @Test(
    "Each status has its meaning",
    arguments: [
      ("/status/200", .sent, nil), ("/status/202", .sent, nil), ("/status/429?retry_after=7", .retry, 7),
      ("/status/500", .retry, nil), ("/status/503?retry_after=3", .retry, 3), ("/status/400", .failed, nil),
      ("/status/404", .failed, nil), ("/status/422", .failed, nil), ("/status/302", .account, nil),
      ("/status/401", .account, nil), ("/status/403", .account, nil),
      ("/die", .unknown, nil),
      // What is missing may say that it was not sent.
      ("/half", .unknown, nil),
    ] as [(String, SenderOutcome.Kind, Int?)])
  func statuses(path: String, kind: SenderOutcome.Kind, retryAfter: Int?) throws {
    let server = try ScriptedServer("web.py")
    let outcome = try #require(try sender(server, path).outcomes(of: [try Jobs.job()]).first)
    #expect(outcome.kind == kind)
    #expect(outcome.retryAfter == retryAfter)
    #expect(server.seen.count == 1)
  }

  @Test(
    "What an answer says of an outcome counts only if it can be read",
    arguments: [
      (#"{"outcome":"fail"#, .unknown), (#"{"outcome":"failed"}"#, .failed), (#"{"id":"x"#, .sent), ("OK", .sent),
    ] as [(String, SenderOutcome.Kind)])
  func cutBody(body: String, kind: SenderOutcome.Kind) throws {
    let answer = HTTPAnswer(status: 200, body: Array(body.utf8))
    #expect(WebhookSender.outcome(of: try Jobs.job(), .answered(answer)).kind == kind)
  }

  @Test("Where no message is found the address is wrong, not each of them", arguments: [404, 405, 410])
  func wrongAddress(status: Int) throws {
    let server = try ScriptedServer("web.py")
    let jobs = try (1...3).map { try Jobs.job(lead: "\($0)") }
    #expect(try sender(server, "/status/\(status)").outcomes(of: jobs).map(\.kind) == [.account, .account, .account])
  }

  @Test("Nobody there: later")
  func nobody() throws {
    let sender = WebhookSender(url: "http://127.0.0.1:1/", secret: nil, curl: try Curl(environment: ["NO_PROXY": "*"]))
    #expect(try sender.outcomes(of: [try Jobs.job()]).map(\.kind) == [.retry])
  }
}
