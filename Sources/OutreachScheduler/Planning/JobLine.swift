internal import Outreach

/// A planned job as one line of `outbox/jobs/<day>/<batch>.ndjson`.
///
/// Writing these is `saveSequenceJob` of the system this one grew from.
enum JobLine {
  static func append(
    _ part: SequenceOrder.Part, step index: Int, of order: SequenceOrder, id: RequestID, to out: inout JSONWriter
  ) {
    let text = part.sequence.text
    let step = part.sequence.passages[index]
    out.raw(#"{"job_id":""#)
    id.appendJob(part.channel, step: index + 1, to: &out)
    out.raw(#"","request_id":"#)
    out.string(id.description)
    out.raw(#","lead_id":"#)
    out.leadID(order.leadID)
    out.raw(#","channel":"#)
    out.string(part.channel.rawValue)
    out.raw(#","step":"#)
    out.int(index + 1)
    out.raw(#","type":"#)
    out.string(step.kind.rawValue)
    out.raw(#","to":"#)
    out.string(part.to)
    if let subject = step.subject {
      out.raw(#","subject":"#)
      out.string(text[subject])
    }
    out.raw(#","message":"#)
    out.string(text[step.message])
    out.raw(#","send_at":""#)
    out.escaped(part.sendAt[index])
    out.raw(#"","status":"pending","variant":"#)
    out.string(text[step.variant])
    out.raw(#","time_zone":"#)
    out.string(order.timeZone)
    out.raw("}\n")
  }
}
