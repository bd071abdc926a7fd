internal import Outreach

/// The answer to a command, as it lies in `outbox/responses/`. Keys in the contract's order.
enum CommandEnvelope {
  static func accepted(_ outcome: CommandOutcome, _ verb: CommandVerb, id: RequestID, ref: String?) -> [UInt8] {
    var out = JSONWriter(capacity: 512 + outcome.changed.count * 192)
    out.raw(#"{"ok":true,"data":{"lead_id":"#)
    out.leadID(id.lead)
    out.nextKey("command")
    out.string(verb.rawValue)
    out.nextKey("channel")
    out.string(outcome.channel?.rawValue)
    out.raw(#","changed":["#)
    for (index, change) in outcome.changed.enumerated() {
      if index > 0 { out.raw(",") }
      out.raw(#"{"job_id":"#)
      out.string(change.job.description)
      out.nextKey("step")
      out.int(change.job.step)
      out.nextKey("send_at")
      out.string(change.sendAt.iso8601)
      out.nextKey("status")
      out.string(change.status)
      out.nextKey("reason")
      out.string(change.reason)
      out.raw("}")
    }
    out.raw(#"],"request_id":"#)
    out.string(id.description)
    out.nextKey("ref")
    out.string(ref)
    out.raw(#","warnings":["#)
    for (index, warning) in outcome.warnings.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(warning)
    }
    out.raw("]}}\n")
    return out.bytes
  }
}
