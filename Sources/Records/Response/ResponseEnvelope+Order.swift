package import Formats
package import Outreach
package import Requests

/// The parts of the answer to a request that was accepted.
extension ResponseEnvelope {
  /// One name, or an array of both.
  package static func channels(_ parts: [SequenceOrder.Part], _ out: inout JSONWriter) {
    guard parts.count > 1 else { return out.string(parts.first?.channel.rawValue) }
    out.raw("[")
    for (index, part) in parts.enumerated() {
      if index > 0 { out.raw(",") }
      out.raw(part.channel.traits.inJSON)
    }
    out.raw("]")
  }

  /// How the lead was scored.
  package static func context(_ score: LeadScore, explains: Bool, _ out: inout JSONWriter) {
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

  private static func explanation(_ score: LeadScore, _ out: inout JSONWriter) {
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

  /// The messages, step by step and channel by channel.
  package static func sequence(_ order: SequenceOrder, to out: inout JSONWriter, messages: inout [Range<Int>]) {
    let namesChannel = order.parts.count > 1
    for (p, part) in order.parts.enumerated() {
      let text = part.sequence.text
      for (s, step) in part.sequence.passages.enumerated() {
        if p + s > 0 { out.raw(",") }
        out.raw(#"{"step":"#)
        out.int(s + 1)
        if namesChannel {
          out.raw(#","channel":"#)
          out.raw(part.channel.traits.inJSON)
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

  /// What was planned: a job a message.
  package static func jobs(_ parts: [SequenceOrder.Part], id: RequestID, to out: inout JSONWriter) {
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
          out.raw(part.channel.traits.inJSON)
        }
        out.raw(#","send_at":""#)
        part.sendTimes.append(s, to: &out)
        out.raw(#""}"#)
      }
    }
  }
}
