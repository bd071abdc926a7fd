import Outreach
import Testing

@testable import Formats
@testable import Records
@testable import Requests
@testable import Scheduling

/// The shapes that other programs read, byte for byte.
@Suite struct ResponseEnvelopeTests {
  private func order(
    _ channels: [Channel] = [.whatsapp], lead: String = "139", ref: String? = nil, warnings: [String] = [],
    ordinal: Int = 1
  ) throws -> (SequenceOrder, RequestID) {
    let start = try instant("2026-11-23T10:15:12Z")
    let parts = channels.map { channel in
      SequenceOrder.Part(
        channel: channel, to: channel == .email ? "a@b.example" : "+905321112233",
        sequence: OutreachSequence(steps: [
          .init(kind: .initial, subject: channel == .email ? "Konu" : nil, message: "Merhaba \"Hane\"", variant: "a"),
          .init(kind: .followUp, subject: channel == .email ? "Yine" : nil, message: "İyi günler\n", variant: "b"),
        ]), sendTimes: SendTimes([start, start.adding(hours: 48)]), places: [])
    }
    let score = LeadScore(
      priority: 70, band: .a, risk: .medium, idealEntryChannel: .whatsapp, whyNow: "Şimdi", contributions: [],
      riskReasons: [], confidence: 1)
    let id = try #require(LeadID(lead))
    let order = SequenceOrder(
      leadID: id, ref: ref, tone: "kurumsal", language: .tr, objective: "ilk_temas", onActive: .refuse,
      onContacted: .refuse, score: score, parts: parts, sendAfterHours: [0, 48], timeZone: "Europe/Istanbul",
      warnings: warnings)
    let batch = BatchID(time: try instant("2026-11-23T10:15:12.345678Z"))
    return (order, RequestID(lead: id, batch: batch, ordinal: ordinal))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func acceptedOnOneChannel() throws {
    let (order, id) = try order()
    #expect(
      text(ResponseEnvelope.accepted(order, id: id))
        == #"{"ok":true,"data":{"lead_id":139,"channel":"whatsapp","tone":"kurumsal","#
        + #""language":"tr","objective":"ilk_temas","ai_context":{"ai_score_band":"A","priority_score":70,"why_now":"Şimdi","#
        + #""risk_level":"medium","ideal_entry_channel":"whatsapp"},"sequence":[{"step":1,"type":"initial","send_after_hours":0,"#
        + #""message":"Merhaba \"Hane\""},{"step":2,"type":"follow_up","send_after_hours":48,"message":"İyi günler\n"}],"#
        + #""request_id":"139-20261123T101512.345678Z","ref":null,"jobs":[{"job_id":"139-whatsapp-1-20261123T101512.345678Z","#
        + #""step":1,"send_at":"2026-11-23T10:15:12Z"},{"job_id":"139-whatsapp-2-20261123T101512.345678Z","step":2,"#
        + #""send_at":"2026-11-25T10:15:12Z"}],"warnings":[]}}"# + "\n")
  }

  @Test func acceptedOnTwoChannels() throws {
    let (order, id) = try order(
      [.whatsapp, .email], lead: "00139", ref: "order-77", warnings: ["One.", "Two."], ordinal: 2)
    let envelope = ResponseEnvelope.accepted(order, id: id)
    let written = text(envelope)
    #expect(written.hasPrefix(#"{"ok":true,"data":{"lead_id":"00139","channel":["whatsapp","email"],"tone""#))
    #expect(
      written.contains(
        #"{"step":1,"channel":"email","type":"initial","send_after_hours":0,"subject":"Konu","message":"#))
    #expect(
      written.contains(#"{"job_id":"00139-email-2-20261123T101512.345678Z-2","step":2,"channel":"email","send_at":"#))
    #expect(written.contains(#""request_id":"00139-20261123T101512.345678Z-2","ref":"order-77","jobs":["#))
    #expect(written.hasSuffix(#""warnings":["One.","Two."]}}"# + "\n"))
    #expect(try JSONValue(parsing: envelope)["data"]?["sequence"] != nil)
    #expect(ResponseEnvelope.batch(of: envelope) == id.batch)
  }

  @Test func refused() throws {
    let (_, id) = try order(lead: "141")
    let refusal = Refusal([
      Problem(
        .invalidField, "Wrong tone.", field: "tone", value: .string("kurumsl"), allowed: ["kurumsal", "samimi"],
        suggestion: "kurumsal"),
      Problem(.leadNotFound, "No such lead."),
    ])
    let envelope = ResponseEnvelope.refused(refusal, leadID: id.lead, requestID: id.description, ref: "a")
    #expect(
      text(envelope)
        == #"{"ok":false,"error":{"code":"INVALID_FIELD","message":"Wrong tone. One more problem is in the details.","#
        + #""lead_id":141,"request_id":"141-20261123T101512.345678Z","ref":"a","details":[{"field":"tone","value":"kurumsl","#
        + #""message":"Wrong tone.","allowed":["kurumsal","samimi"],"suggestion":"kurumsal"},{"field":null,"message":"No such lead."}]}}"#
        + "\n")
    #expect(ResponseEnvelope.batch(of: envelope) == id.batch)
    let nameless = ResponseEnvelope.refused(Refusal(.invalidFileName, "No."), leadID: nil, requestID: nil, ref: nil)
    #expect(text(nameless).contains(#""lead_id":null,"request_id":null,"ref":null,"#))
    #expect(ResponseEnvelope.batch(of: nameless) == nil)
  }

  @Test func theBatchIsFoundBehindAnyLeadID() throws {
    for lead in ["1", "a-b-c", "20261123T101512-345678Z", "-"] {
      let (order, id) = try order(lead: lead)
      #expect(ResponseEnvelope.batch(of: ResponseEnvelope.accepted(order, id: id)) == id.batch)
    }
    #expect(ResponseEnvelope.batch(of: Array("{}".utf8)) == nil)
    #expect(ResponseEnvelope.batch(of: []) == nil)
  }

  @Test func jobLines() throws {
    let (order, id) = try order([.whatsapp, .email])
    var out = JSONWriter()
    JobLine.append(order.parts[0], step: 1, of: order, id: id, to: &out)
    #expect(
      text(out.bytes)
        == #"{"job_id":"139-whatsapp-2-20261123T101512.345678Z","request_id":"139-20261123T101512.345678Z","lead_id":139,"#
        + #""channel":"whatsapp","step":2,"type":"follow_up","to":"+905321112233","message":"İyi günler\n","#
        + #""send_at":"2026-11-25T10:15:12Z","status":"pending","variant":"b","time_zone":"Europe/Istanbul","#
        + #""priority":\#(order.score.priority)}"# + "\n")
    var mail = JSONWriter()
    JobLine.append(order.parts[1], step: 0, of: order, id: id, to: &mail)
    #expect(text(mail.bytes).contains(#""to":"a@b.example","subject":"Konu","message":"#))
  }

  @Test func events() throws {
    let (_, id) = try order()
    let new = RequestID(lead: id.lead, batch: id.batch, ordinal: 2)
    var out: [UInt8] = []
    Event.replaced(id, on: .whatsapp, by: new, at: id.batch.time).append(to: &out)
    #expect(
      text(out)
        == #"{"at":"2026-11-23T10:15:12Z","event":"cancelled","lead_id":139,"request_id":"139-20261123T101512.345678Z","#
        + #""channel":"whatsapp","cause":"replaced","reason":"replaced","by":"139-20261123T101512.345678Z-2"}"# + "\n")
  }
}
