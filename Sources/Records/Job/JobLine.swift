package import Formats
internal import Leads
internal import Outreach
package import Requests

/// A planned job as one line of `outbox/jobs/<day>/<batch>.ndjson`.
///
/// Writing these is `saveSequenceJob` of the system this one grew from.
package enum JobLine {
  /// - Parameter message: the message as JSON, if that has been written before.
  package static func append(
    _ part: SequenceOrder.Part, step index: Int, of order: SequenceOrder, id: RequestID,
    message: UnsafeBufferPointer<UInt8>? = nil,
    to out: inout some JSONOutput
  ) {
    let text = part.sequence.text
    let step = part.sequence.passages[index]
    out.raw(#"{"job_id":""#)
    id.appendJob(part.channel, step: index + 1, to: &out)
    out.raw(#"","request_id":""#)
    id.append(to: &out)
    out.raw(#"","lead_id":"#)
    out.leadID(order.leadID)
    out.raw(#","channel":"#)
    out.raw(part.channel.inJSON)
    out.raw(#","step":"#)
    out.int(index + 1)
    out.raw(#","type":"#)
    out.raw(step.kind.inJSON)
    out.raw(#","to":"#)
    out.string(part.to)
    if let subject = step.subject {
      out.raw(#","subject":"#)
      out.string(text, subject)
    }
    out.raw(#","message":"#)
    if let message { out.raw(message) } else { out.string(text, step.message) }
    out.raw(#","send_at":""#)
    part.sendTimes.append(index, to: &out)
    out.raw(#"","status":"pending","variant":"#)
    out.string(text, step.variant)
    out.raw(#","time_zone":"#)
    out.string(order.timeZone)
    if index == 0, !order.alsoAt.isEmpty { also(order.alsoAt, &out) }
    out.raw("}\n")
  }

  /// Where the lead may answer from besides, so that a remade roster knows.
  private static func also(_ addresses: [ContactAddress], _ out: inout some JSONOutput) {
    out.raw(#","also":["#)
    for (index, address) in addresses.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(address.text)
    }
    out.raw("]")
  }
}
