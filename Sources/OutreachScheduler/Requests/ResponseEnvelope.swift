internal import Outreach

/// The answer to a request, as it lies in `outbox/responses/`. Keys in the contract's order.
enum ResponseEnvelope {
  /// - Parameters:
  ///   - id: nil if nothing is planned, only written; the envelope then has no request id and no jobs.
  ///   - row: of a bulk file or stream, from 1.
  ///   - explains: whether the score's parts are told.
  static func accepted(_ order: SequenceOrder, id: RequestID?, row: Int? = nil, explains: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(room(for: order))
    var messages: [Range<Int>] = []
    bytes.append(room: room(for: order)) { pen in
      append(order, id: id, row: row, explains: explains, to: &pen, &messages)
    }
    return bytes
  }

  /// Bytes that an answer probably takes.
  static func room(for order: SequenceOrder) -> Int {
    var room = 1024 + 2 * order.score.whyNow.utf8.count
    for part in order.parts {
      room += part.sequence.text.count * 5 / 4 + part.sendAt.count * 384
    }
    return room
  }

  /// The same at the end of other answers.
  ///
  /// - Parameter messages: is told where the messages stand, since their jobs hold them too; forgets earlier ones.
  static func append(
    _ order: SequenceOrder, id: RequestID?, row: Int? = nil, explains: Bool = false, to out: inout some JSONOutput,
    _ messages: inout [Range<Int>]
  ) {
    messages.removeAll(keepingCapacity: true)
    out.raw(#"{"ok":true,"data":{"lead_id":"#)
    out.leadID(order.leadID)
    out.raw(#","channel":"#)
    channels(order.parts, &out)
    out.raw(#","tone":"#)
    out.string(order.tone)
    out.raw(#","language":"#)
    out.string(order.language.rawValue)
    out.raw(#","objective":"#)
    out.string(order.objective)
    context(order.score, explains: explains, &out)
    out.raw(#","sequence":["#)
    sequence(order, &out, &messages)
    if let id {
      out.raw(#"],"request_id":""#)
      id.append(to: &out)
      out.raw(#"","ref":"#)
    } else {
      out.raw(#"],"request_id":null,"ref":"#)
    }
    out.string(order.ref)
    append(row: row, &out)
    out.raw(#","jobs":["#)
    if let id { jobs(order.parts, id, &out) }
    out.raw(#"],"warnings":["#)
    for (index, warning) in order.warnings.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(warning)
    }
    out.raw("]}}\n")
  }

  static func refused(
    _ refusal: Refusal, leadID: LeadID?, requestID: String?, ref: String?, row: Int? = nil
  ) -> [UInt8] {
    var out = JSONWriter(capacity: 512)
    out.raw(#"{"ok":false,"error":"#)
    out.raw(error(refusal, leadID: leadID, requestID: requestID, ref: ref, row: row))
    out.raw("}\n")
    return out.bytes
  }

  /// The inner object of a refusal.
  static func error(
    _ refusal: Refusal, leadID: LeadID?, requestID: String?, ref: String?, row: Int? = nil
  ) -> [UInt8] {
    var out = JSONWriter(capacity: 512)
    out.raw(#"{"code":"#)
    out.string(refusal.code.rawValue)
    out.raw(#","message":"#)
    out.string(refusal.message)
    out.raw(#","lead_id":"#)
    if let leadID { out.leadID(leadID) } else { out.null() }
    out.raw(#","request_id":"#)
    out.string(requestID)
    out.raw(#","ref":"#)
    out.string(ref)
    append(row: row, &out)
    out.raw(#","details":["#)
    for (index, problem) in refusal.problems.enumerated() {
      if index > 0 { out.raw(",") }
      detail(problem, &out)
    }
    out.raw("]}")
    return out.bytes
  }

  /// The batch that wrote a response, from its `request_id`.
  static func batch(of response: [UInt8]) -> BatchID? {
    guard let value = try? JSONValue(parsing: response) else { return nil }
    // A bulk file's summary says it in so many words.
    if let batch = value["batch"]?.string { return BatchID(batch.utf8) }
    guard
      let id = (value["data"] ?? value["error"])?["request_id"]?.string
    else { return nil }
    // Lead ids hold dashes too; a batch's name is the only part of this form.
    return id.split(separator: "-").lazy.compactMap { BatchID($0.utf8) }.first
  }

  private static func sequence(_ order: SequenceOrder, _ out: inout some JSONOutput, _ messages: inout [Range<Int>]) {
    let namesChannel = order.parts.count > 1
    for (p, part) in order.parts.enumerated() {
      let text = part.sequence.text
      for (s, step) in part.sequence.passages.enumerated() {
        if p + s > 0 { out.raw(",") }
        out.raw(#"{"step":"#)
        out.int(s + 1)
        if namesChannel {
          out.raw(#","channel":"#)
          out.raw(part.channel.inJSON)
        }
        out.raw(#","type":"#)
        out.raw(step.kind.inJSON)
        out.raw(#","send_after_hours":"#)
        out.int(order.sendAfterHours[s])
        if let subject = step.subject {
          out.raw(#","subject":"#)
          out.string(text, subject)
        }
        out.raw(#","message":"#)
        let start = out.count
        out.string(text, step.message)
        messages.append(start..<out.count)
        out.raw("}")
      }
    }
  }

  private static func jobs(_ parts: [SequenceOrder.Part], _ id: RequestID, _ out: inout some JSONOutput) {
    let namesChannel = parts.count > 1
    for (p, part) in parts.enumerated() {
      for s in part.sendAt.indices {
        if p + s > 0 { out.raw(",") }
        out.raw(#"{"job_id":""#)
        id.appendJob(part.channel, step: s + 1, to: &out)
        out.raw(#"","step":"#)
        out.int(s + 1)
        if namesChannel {
          out.raw(#","channel":"#)
          out.raw(part.channel.inJSON)
        }
        out.raw(#","send_at":""#)
        part.sendTimes.append(s, to: &out)
        out.raw(#""}"#)
      }
    }
  }

  private static func append(row: Int?, _ out: inout some JSONOutput) {
    guard let row else { return }
    out.raw(#","row":"#)
    out.int(row)
  }

  private static func channels(_ parts: [SequenceOrder.Part], _ out: inout some JSONOutput) {
    guard parts.count > 1 else { return out.string(parts.first?.channel.rawValue) }
    out.raw("[")
    for (index, part) in parts.enumerated() {
      if index > 0 { out.raw(",") }
      out.raw(part.channel.inJSON)
    }
    out.raw("]")
  }

  private static func context(_ score: LeadScore, explains: Bool, _ out: inout some JSONOutput) {
    out.raw(#","ai_context":{"ai_score_band":"#)
    out.string(score.band.rawValue)
    out.raw(#","priority_score":"#)
    out.int(score.priority)
    out.raw(#","why_now":"#)
    out.string(score.whyNow)
    out.raw(#","risk_level":"#)
    out.string(score.risk.rawValue)
    out.raw(#","ideal_entry_channel":"#)
    out.string(score.idealEntryChannel.rawValue)
    if explains { explanation(score, &out) }
    out.raw("}")
  }

  private static func explanation(_ score: LeadScore, _ out: inout some JSONOutput) {
    out.raw(#","contributions":["#)
    for (index, part) in score.contributions.enumerated() {
      out.raw(index > 0 ? #",{"name":"# : #"{"name":"#)
      out.string(part.name)
      out.raw(#","points":"#)
      out.double((part.points * 100).rounded() / 100)
      out.raw(#","because":"#)
      out.string(part.because)
      out.raw("}")
    }
    out.raw(#"],"risk_reasons":["#)
    for (index, reason) in score.riskReasons.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(reason)
    }
    out.raw(#"],"confidence":"#)
    out.double((score.confidence * 100).rounded() / 100)
  }

  private static func detail(_ problem: Problem, _ out: inout some JSONOutput) {
    out.raw(#"{"field":"#)
    out.string(problem.field)
    if let value = problem.value {
      out.raw(#","value":"#)
      out.value(value)
    }
    out.raw(#","message":"#)
    out.string(problem.message)
    if !problem.allowed.isEmpty {
      out.raw(#","allowed":["#)
      for (index, allowed) in problem.allowed.enumerated() {
        if index > 0 { out.raw(",") }
        out.string(allowed)
      }
      out.raw("]")
    }
    if let suggestion = problem.suggestion {
      out.raw(#","suggestion":"#)
      out.string(suggestion)
    }
    out.raw("}")
  }
}
