import Outreach
import Testing

@testable import OutreachDelivery

@Suite("WhatsApp's webhooks")
struct InboundWhatsAppTests {
  private func payload(messages: String = "", statuses: String = "", contacts: String = "") -> [UInt8] {
    let parts = [
      messages.isEmpty ? nil : "\"messages\":[\(messages)]", statuses.isEmpty ? nil : "\"statuses\":[\(statuses)]",
      contacts.isEmpty ? nil : "\"contacts\":[\(contacts)]",
    ].compactMap(\.self).joined(separator: ",")
    return Array(
      "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{\(parts)}}]}]}"
        .utf8)
  }

  private func documents(_ payload: [UInt8]) throws -> [String] {
    try InboundWhatsApp.read(payload).map {
      "\($0.fileName.prefix { $0 != "@" && $0 != "-" }) " + String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  @Test("A text is a reply of the number")
  func text() throws {
    let commands = try InboundWhatsApp.read(
      payload(
        messages:
          #"{"from":"905321112233","id":"wamid.A","timestamp":"1795688112","type":"text","text":{"body":"RET"}}"#))
    let text = String(decoding: try #require(commands.first).bytes, as: UTF8.self)
    #expect(commands.count == 1)
    #expect(text.hasPrefix(#"{"command":"reply","to":"+905321112233","channel":"whatsapp","at":"2026-11-26T"#))
    #expect(text.contains(#""text":"RET","ref":""#))
  }

  @Test(
    "Buttons, lists, captions and pictures",
    arguments: [
      (#""type":"button","button":{"text":"RET","payload":"RET"}"#, "RET"),
      (#""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"1","title":"Evet"}}"#, "Evet"),
      (#""type":"image","image":{"caption":"bakın"}"#, "bakın"), (#""type":"audio","audio":{}"#, "[audio]"),
    ])
  func kinds(message: String, text: String) throws {
    let documents = try documents(payload(messages: #"{"from":"905321112233","id":"wamid.A","# + message + "}"))
    #expect(documents.first?.contains("\"text\":\"\(text)\"") == true)
  }

  @Test("Who hides the number is known by the user id")
  func userID() throws {
    let documents = try documents(
      payload(
        messages: #"{"from_user_id":"TR.13491208655302741918","id":"wamid.A","type":"text","text":{"body":"Selam"}}"#,
        contacts: #"{"user_id":"TR.13491208655302741918"}"#))
    #expect(documents.first?.contains(#""to":"TR.13491208655302741918""#) == true)
  }

  @Test("An answer to a message of ours finds its job by what Meta calls it")
  func context() throws {
    let commands = try InboundWhatsApp.read(
      payload(
        messages:
          #"{"from":"905321112233","id":"wamid.B","context":{"id":"wamid.A"},"type":"text","text":{"body":"Evet"}}"#))
    let command = try #require(commands.first)
    #expect(command.providerID == "wamid.A")
    let job = try Jobs.job(channel: "whatsapp").id
    #expect(command.found(in: ["wamid.A": job]).fileName.hasPrefix("139.reply@"))
    let unknown = String(decoding: command.found(in: [:]).bytes, as: UTF8.self)
    #expect(unknown.contains(#""to":"+905321112233""#))
    #expect(!unknown.contains("provider_id"))
    // A failure is told in the provider's own name for the message, by which it counts over what was taken for sent.
    let failed = try #require(
      try InboundWhatsApp.read(
        payload(statuses: #"{"id":"wamid.A","status":"failed","errors":[{"code":131026,"title":"Undeliverable"}]}"#)
      ).first)
    #expect(
      String(decoding: failed.found(in: ["wamid.A": job]).bytes, as: UTF8.self).contains(#""provider_id":"wamid.A""#))
  }

  @Test("States: by our own job id where Meta echoes it, else by Meta's; sent says nothing new")
  func statuses() throws {
    let job = "139-whatsapp-1-20261123T101512.345678Z"
    let commands = try InboundWhatsApp.read(
      payload(
        statuses: [
          #"{"id":"wamid.A","status":"sent","recipient_id":"905321112233"}"#,
          #"{"id":"wamid.A","status":"delivered","timestamp":1795688112,"biz_opaque_callback_data":"\#(job)"}"#,
          #"{"id":"wamid.A","status":"read","recipient_id":"905321112233"}"#,
          #"{"id":"wamid.A","status":"failed","biz_opaque_callback_data":"\#(job)","errors":[{"code":131026,"title":"Undeliverable"}]}"#,
          #"{"id":"wamid.C","status":"failed","recipient_id":"905321112233","errors":[{"code":131050,"title":"stopped"}]}"#,
          #"{"id":"wamid.D","status":"warned"}"#,
        ].joined(separator: ",")))
    #expect(commands.map(\.verb) == [.delivered, .read, .failed, .optOut])
    #expect(commands[0].fileName.hasPrefix("139.delivered@"))
    #expect(String(decoding: commands[2].bytes, as: UTF8.self).contains("\"error\":\"131026: Undeliverable\""))
    #expect(String(decoding: commands[3].bytes, as: UTF8.self).contains(#""to":"+905321112233","channel":"whatsapp""#))
  }

  @Test("The same state twice is one file; each state its own")
  func identity() throws {
    let status = #"{"id":"wamid.A","status":"delivered","recipient_id":"905321112233"}"#
    let commands = try InboundWhatsApp.read(payload(statuses: status + "," + status))
    #expect(Set(commands.map(\.fileName)).count == 1)
  }

  @Test("Whoever tells WhatsApp to stop such messages has opted out; taking them up again there is no consent")
  func preferences() throws {
    let commands = try InboundWhatsApp.read(
      Array(
        #"""
        {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"user_preferences","value":{"user_preferences":[
        {"wa_id":"905321112233","category":"marketing_messages","value":"stop","timestamp":1795688112},
        {"wa_id":"905329998877","category":"marketing_messages","value":"resume","timestamp":1795688112}]}}]}]}
        """#.utf8))
    #expect(commands.map(\.verb) == [.optOut])
    let text = String(decoding: try #require(commands.first).bytes, as: UTF8.self)
    #expect(text.hasPrefix(#"{"command":"opt-out","to":"+905321112233","channel":"whatsapp","at":"2026-11-26T"#))
  }

  @Test("A new number is no answer")
  func system() throws {
    let message =
      #"{"from":"905321112233","id":"wamid.S","type":"system","system":{"type":"user_changed_number","wa_id":"905329998877"}}"#
    #expect(try InboundWhatsApp.read(payload(messages: message)).isEmpty)
  }

  @Test("What is no webhook is refused", arguments: ["", "{}", "[]", "{\"entry\":", "nonsense"])
  func refused(text: String) {
    #expect(throws: InboundWhatsApp.Unreadable.self) { try InboundWhatsApp.read(Array(text.utf8)) }
  }

  @Test(
    "Odd shapes say nothing and bring nothing down",
    arguments: [
      #"{"entry":{}}"#, #"{"entry":[1,null,{"changes":[{"value":{"messages":[{}],"statuses":[{"id":5}]}}]}]}"#,
    ])
  func odd(text: String) throws { #expect(try InboundWhatsApp.read(Array(text.utf8)).isEmpty) }

  @Test("Only the app's secret signs")
  func signature() {
    let payload = Array("{\"entry\":[]}".utf8)
    let code = SHA256.hexadecimal(SHA256.authenticationCode(of: payload, key: Array("gizli".utf8)))
    #expect(InboundWhatsApp.isSigned(payload, header: "sha256=\(code)", secret: "gizli"))
    for (header, secret) in [
      ("sha256=\(code)", "gizl"), ("sha256=", "gizli"), (code, "gizli"), ("sha1=\(code)", "gizli"),
    ] {
      #expect(!InboundWhatsApp.isSigned(payload, header: header, secret: secret))
    }
    #expect(!InboundWhatsApp.isSigned(payload + [0x20], header: "sha256=\(code)", secret: "gizli"))
  }

  @Test("Meta's question is answered only with the token")
  func challenge() {
    let query = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=me%C5%9Fe+1"
    #expect(InboundWhatsApp.challenge(query: query, token: "meşe 1") == "1158201444")
    #expect(InboundWhatsApp.challenge(query: query, token: "mese 1") == nil)
    #expect(InboundWhatsApp.challenge(query: "hub.mode=x&hub.challenge=1&hub.verify_token=t", token: "t") == nil)
    #expect(InboundWhatsApp.challenge(query: "", token: "") == nil)
  }
}
