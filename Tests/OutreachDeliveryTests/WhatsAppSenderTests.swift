import Curl
import Foundation
import Outreach
import Requests
import TestServers
import Testing

@testable import OutreachDelivery

@Suite("Messages as Meta takes them")
struct WhatsAppMessageTests {
  private let now = Timestamp(seconds: 1_795_688_112)
  private let template =
    #","template":{"name":"ilk_temas_1","language":"tr","parameters":["Ayşe Hanım","bir\nsatır\t  daha    uzun"]}"#

  private func body(_ job: SenderJob) throws -> [String: Any] {
    let bytes = try WhatsAppMessage.body(job, now: now)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func job(to: String = "+905321112233", message: String = "Merhaba", more: String = "") throws -> SenderJob {
    try Jobs.job(channel: "whatsapp", to: to, subject: nil, message: message, more: more)
  }

  @Test("Outside the 24 hours an approved template goes, its parameters cleaned")
  func templates() throws {
    let body = try body(try job(more: template))
    #expect(body["type"] as? String == "template")
    #expect(body["to"] as? String == "+905321112233")
    #expect(body["biz_opaque_callback_data"] as? String == "139-whatsapp-1-20261123T101512.345678Z")
    let sent = try #require(body["template"] as? [String: Any])
    #expect(sent["name"] as? String == "ilk_temas_1")
    #expect((sent["language"] as? [String: String])?["code"] == "tr")
    let parameters = ((sent["components"] as? [[String: Any]])?.first?["parameters"] as? [[String: String]])?.map {
      $0["text"]
    }
    #expect(parameters == ["Ayşe Hanım", "bir satır daha uzun"])
  }

  @Test("Within 24 hours of the person's last message the text itself goes")
  func conversation() throws {
    let hour = now.adding(hours: -23).iso8601
    let body = try body(try job(message: "Günaydın \"x\"", more: template + ",\"replied_at\":\"\(hour)\""))
    #expect(body["type"] as? String == "text")
    #expect((body["text"] as? [String: Any])?["body"] as? String == "Günaydın \"x\"")
  }

  @Test("A day later it does not, and without a template nothing does")
  func held() throws {
    let job = try job(more: ",\"replied_at\":\"\(now.adding(hours: -24).iso8601)\"")
    #expect(throws: WhatsAppMessage.Fault.needsTemplate) { try WhatsAppMessage.body(job, now: self.now) }
  }

  @Test("A user id goes into recipient, never into to")
  func userIDs() throws {
    let body = try body(try job(to: "TR.13491208655302741918", more: template))
    #expect(body["recipient"] as? String == "TR.13491208655302741918")
    #expect(body["to"] == nil)
  }

  @Test("What Meta would refuse is not sent")
  func limits() throws {
    let long = try job(message: String(repeating: "x", count: 1025), more: template)
    #expect(throws: WhatsAppMessage.Fault.self) { try WhatsAppMessage.body(long, now: self.now) }
  }
}

@Suite(
  "A scripted Cloud API over TLS", .serialized,
  .enabled(if: Tools.areThere("curl", "python3", "openssl"), "skipped: needs curl, python3 and openssl"))
struct WhatsAppSenderTests {
  private static let template = #","template":{"name":"ilk_temas","language":"tr","parameters":["Ayşe"]}"#

  private func sender(_ server: ScriptedServer, _ path: String) throws -> WhatsAppSender {
    WhatsAppSender(
      base: "https://localhost:\(server.port)\(path)", phoneNumberID: "1066", endpoint: .messages,
      token: "s3cr3t-token",
      curl: try Curl(environment: ["NO_PROXY": "*", "CURL_CA_BUNDLE": server.authority])
    ) { Timestamp(seconds: 1_795_688_112) }
  }

  private func outcome(_ server: ScriptedServer, _ path: String) throws -> SenderOutcome? {
    let job = try Jobs.job(channel: "whatsapp", to: "+905321112233", subject: nil, more: Self.template)
    return try sender(server, path).outcomes(of: [job]).first
  }

  @Test("A message that is taken is known by Meta's id; the token goes into one header only")
  func sent() throws {
    let server = try ScriptedServer("web.py", isSecure: true)
    let outcome = try #require(try outcome(server, "/meta/200"))
    #expect(outcome.kind == .sent)
    #expect(outcome.providerID == "wamid.HBgM=")
    let seen = try #require(server.seen.first)
    #expect(seen["path"] as? String == "/meta/200/1066/messages")
    #expect((seen["headers"] as? [String: String])?["authorization"] == "Bearer s3cr3t-token")
    #expect(!String(decoding: outcome.line, as: UTF8.self).contains("s3cr3t"))
  }

  @Test("Every code of Meta's")
  func codes() throws {
    let server = try ScriptedServer("web.py", isSecure: true)
    let expected: [(SenderOutcome.Kind, FailureCause?, [Int])] = [
      (.retry, nil, [130429, 4, 80007, 2, 131000, 131057, 1]), (.retry, .recipient, [131056]),
      (.retry, .unreachable, [131049]), (.account, nil, [131048, 368, 131031, 131042, 0, 3, 10, 190, 200, 299]),
      (.failed, .template, [131047]), (.failed, .unreachable, [131026, 130472]), (.failed, .optedOut, [131050]),
      (.failed, nil, [33, 100, 131008, 132000, 132001, 132005, 132012, 132018]), (.retry, .template, [132015]),
    ]
    for (kind, cause, codes) in expected {
      for code in codes {
        let outcome = try #require(try outcome(server, "/meta/400/\(code)"))
        #expect(outcome.kind == kind, "\(code)")
        #expect(outcome.cause == cause, "\(code)")
        #expect(outcome.error?.hasPrefix("\(code)") == true)
      }
    }
    #expect(try outcome(server, "/meta/500/999999")?.kind == .retry)
    #expect(try outcome(server, "/meta/401/999999")?.kind == .account)
    #expect(try outcome(server, "/meta/400/131049")?.retryAfter == 86_400)
  }

  @Test("No answer, half an answer, an answer that makes no sense: nobody knows")
  func doubt() throws {
    let server = try ScriptedServer("web.py", isSecure: true)
    for path in ["/die", "/half", "/status/200?body=[]&", "/status/200?body=nonsense&"] {
      #expect(try outcome(server, path)?.kind == .unknown, "\(path)")
    }
  }

  @Test("Without a template it is held, and nothing reaches Meta")
  func held() throws {
    let server = try ScriptedServer("web.py", isSecure: true)
    let job = try Jobs.job(channel: "whatsapp", to: "+905321112233", subject: nil)
    let outcome = try #require(try sender(server, "/meta/200").outcomes(of: [job]).first)
    #expect(outcome.kind == .retry)
    #expect(outcome.cause == .template)
    #expect(server.seen.isEmpty)
  }
}
