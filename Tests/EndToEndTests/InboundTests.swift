import Foundation
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What comes back, from stdin to the ledger.
struct InboundTests {
  private func inbound(
    _ workplace: Workplace, _ words: [String], _ text: String, environment: [String: String] = [:]
  ) throws -> Program.End {
    let name = "message-\(UUID().uuidString)"
    Files.write(Array(text.utf8), to: FileName(name), in: workplace.root)
    let script = "\(workplace.root)/feed"
    Files.write(
      Array("#!/bin/sh\nexec \"$@\" < '\(workplace.root)/\(name)'\n".utf8), to: "feed", in: workplace.root, mode: 0o755)
    return try Program(
      ["inbound"] + words + ["--config", workplace.configuration], launcher: ["sh", script], environment: environment,
      scratch: workplace.root
    ).wait()
  }

  private func planned(_ workplace: Workplace, channel: String) throws -> String {
    Files.deliver(Array("{\"channel\":\"\(channel)\"}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run()
    let jobs = try workplace.start("jobs", ["--json"]).wait().output
    let line = try #require(jobs.split(separator: "\n").first)
    let job = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(job?["job_id"] as? String)
  }

  private func statuses(_ workplace: Workplace) throws -> [String] {
    let jobs = try workplace.start("jobs", ["--json"]).wait().output
    return jobs.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["status"] as? String
    }
  }

  @Test("An answer by e-mail ends the sequence; the same again changes nothing")
  func email() throws {
    let workplace = try Workplace(leads: 3)
    let job = try planned(workplace, channel: "email")
    let mail = """
      From: lead@firma.example
      Message-ID: <answer@firma.example>
      In-Reply-To: <\(job)@cizgi.example>
      Subject: Ynt: x

      Yarın konuşalım.
      """
    for round in 1...2 {
      let end = try inbound(workplace, ["email"], mail)
      #expect(end.status == 0, "\(end.errors)")
      #expect(end.output.hasPrefix("1.reply@"), "round \(round): \(end.output)")
      try workplace.run()
    }
    #expect(Set(try statuses(workplace)) == ["cancelled"])
    let history = try workplace.start("history", ["1"]).wait().output
    #expect(history.split(separator: "\n").count { $0.contains("Yarın konuşalım") } == 1, "\(history)")
  }

  @Test("An automatic answer drops nothing, and is no error for the mail system")
  func automatic() throws {
    let workplace = try Workplace(leads: 1)
    let end = try inbound(workplace, ["email"], "From: a@b.example\nAuto-Submitted: auto-replied\n\nOfiste değilim.")
    #expect(end.status == 0)
    #expect(end.output.isEmpty)
    #expect(Files.list(workplace.inbox).allSatisfy { $0.isDirectory })
  }

  @Test("A webhook is believed only with its signature, and RET stops every message to the number")
  func whatsApp() throws {
    let workplace = try Workplace(leads: 3)
    _ = try planned(workplace, channel: "whatsapp")
    let to = try workplace.start("jobs", ["--json"]).wait().output.split(separator: "\"to\":\"+")[1].prefix {
      $0 != "\""
    }
    let payload =
      #"{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"messages":[{"from":"\#(to)","id":"wamid.X","#
      + #""timestamp":"1795688112","type":"text","text":{"body":"RET"}}]}}]}]}"#
    let secret = ["WA_APP_SECRET": "gizli"]
    #expect(try inbound(workplace, ["whatsapp"], payload, environment: secret).status == 77)
    #expect(
      try inbound(workplace, ["whatsapp", "--signature", "sha256=00"], payload, environment: secret).status == 77)
    #expect(Files.list(workplace.inbox).allSatisfy { $0.isDirectory })
    let end = try inbound(workplace, ["whatsapp"], payload)
    #expect(end.status == 0, "\(end.errors)")
    try workplace.run()
    #expect(Set(try statuses(workplace)) == ["cancelled"])
  }

  @Test("Whom WhatsApp says later that it cannot reach is written to by e-mail, once, if the channel was ours")
  func unreachable() throws {
    let workplace = try Workplace(leads: 1)
    for (channel, code, isWritten) in [("auto", 131_026, true), ("whatsapp", 131_026, false), ("auto", 131_049, false)]
    {
      let lead = #"{"company":"Kırk","phone":"0532 111 22 41","email":"kirk@example.com"}"#
      let request = #"{"channel":"\#(channel)","on_contacted":"allow","on_active":"replace","lead":\#(lead)}"#
      Files.deliver(Array(request.utf8), to: "1.json", in: workplace.inbox)
      try workplace.run()
      let pending = try workplace.start("jobs", ["--json", "--status", "pending"]).wait().output
      let ids = pending.split(separator: "\n").map { Workplace.object(Array($0.utf8))["job_id"] as? String ?? "" }
      let job = try #require(ids.first { $0.hasPrefix("1-whatsapp-1-") })
      let payload =
        #"{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"statuses":[{"id":"wamid.\#(job)","status":"failed","#
        + #""timestamp":"1795688112","recipient_id":"905321112241","biz_opaque_callback_data":"\#(job)","#
        + #""errors":[{"code":\#(code),"title":"Message undeliverable"}]}]}}]}]}"#
      for _ in 1...2 {
        let end = try inbound(workplace, ["whatsapp"], payload)
        #expect(end.status == 0 && end.output.contains("1@fallback-") == isWritten, "\(end.output) \(end.errors)")
        try workplace.run()
      }
      let jobs = try workplace.start("jobs", ["--json", "--status", "pending", "--channel", "email"]).wait().output
      #expect(jobs.split(separator: "\n").count { $0.contains("1-email-1-") } == (isWritten ? 1 : 0), "\(jobs)")
      if isWritten { Files.deliver(Array("{}".utf8), to: "1.cancel.json", in: workplace.inbox) }
      try workplace.run()
    }
  }

  /// Signed with `gizli söz`, as Meta would.
  private static let payload = #"{"object":"whatsapp_business_account","entry":[]}"#
  private static let signature = "sha256=9ea9160bb0e4c4600a0c0a76168e2400d49e283801d39657a80dd1d2a1a643ea"

  @Test("Secrets named by the configuration, which only their owner may read")
  func configuredSecrets() throws {
    let workplace = try Workplace(leads: 1)
    workplace.configure(
      #""delivery":{"whatsapp":{"sender":"whatsapp-cloud","phone_number_id":"1","token":{"env":"T"},"app_secret":{"file":"\#(workplace.root)/app"},"#
        + #""verify_token":{"env":"TOKEN_OF_OURS"}}}"#)
    let signed = ["whatsapp", "--signature", Self.signature]
    let missing = try inbound(workplace, signed, Self.payload)
    #expect(missing.status == 78 && missing.errors.contains("\(workplace.root)/app"), "\(missing.errors)")
    Files.write(Array("gizli söz\n".utf8), to: "app", in: workplace.root, mode: 0o644)
    let open = try inbound(workplace, signed, Self.payload)
    #expect(open.status == 78 && open.errors.contains("chmod 600") && !open.errors.contains("gizli"), "\(open.errors)")
    chmod("\(workplace.root)/app", 0o600)
    let end = try inbound(workplace, signed, Self.payload)
    #expect(end.status == 0, "\(end.errors)")
    #expect(try inbound(workplace, signed, Self.payload + " ").status == 77)
    #expect(try inbound(workplace, ["whatsapp"], Self.payload).status == 77, "a secret is there, so it is asked for")
    let query = "hub.mode=subscribe&hub.challenge=42&hub.verify_token=t"
    let challenge = ["whatsapp", "--challenge", query]
    #expect(try inbound(workplace, challenge, "", environment: ["WA_VERIFY_TOKEN": "t"]).status == 78)
    #expect(try inbound(workplace, challenge, "", environment: ["TOKEN_OF_OURS": "t"]).output == "42\n")
  }

  @Test("Wrong ways")
  func wrong() throws {
    let workplace = try Workplace(leads: 1)
    #expect(try inbound(workplace, [], "x").status == 64)
    #expect(try inbound(workplace, ["fax"], "x").status == 64)
    #expect(try inbound(workplace, ["email"], "").status == 64)
    #expect(try inbound(workplace, ["whatsapp"], "x").status == 65)
    #expect(try inbound(workplace, ["whatsapp", "--signature", "sha256=00"], "{}").status == 78)
    #expect(try inbound(workplace, ["email", "--inbox", "/no/such"], "From: a@b.example\n\nx").status == 66)
    #expect(try inbound(workplace, ["whatsapp", "--challenge", "hub.mode=subscribe"], "").status == 78)
    let token = ["WA_VERIFY_TOKEN": "t"]
    let query = "hub.mode=subscribe&hub.challenge=42&hub.verify_token=t"
    #expect(try inbound(workplace, ["whatsapp", "--challenge", query], "", environment: token).output == "42\n")
    #expect(try inbound(workplace, ["whatsapp", "--challenge", query + "x"], "", environment: token).status == 77)
  }
}
