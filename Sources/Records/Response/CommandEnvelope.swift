internal import Formats
internal import Leads
internal import Outreach
package import Requests

/// The answer to a command, as it lies in `outbox/responses/`. Keys in the contract's order.
package enum CommandEnvelope {
  /// - Parameter row: of a bulk file, from 1.
  package static func accepted(
    _ outcome: CommandOutcome, _ verb: CommandVerb, id: CommandID, ref: String?, row: Int? = nil
  ) -> [UInt8] {
    var out = JSONWriter(capacity: 512 + outcome.changed.count * 192)
    out.raw(#"{"ok":true,"data":{"lead_id":"#)
    if let lead = outcome.addressee.lead { out.leadID(lead) } else { out.null() }
    addresses(outcome.addressee.addresses, &out)
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
    if let row {
      out.nextKey("row")
      out.int(row)
    }
    out.raw(#","warnings":["#)
    for (index, warning) in outcome.warnings.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(warning)
    }
    out.raw("]}}\n")
    return out.bytes
  }

  /// Of a command that names addresses: one as a text, several as a list.
  private static func addresses(_ addresses: [ContactAddress], _ out: inout JSONWriter) {
    guard let first = addresses.first else { return }
    out.nextKey("to")
    if addresses.count == 1 { return out.string(first.text) }
    out.raw("[")
    for (index, address) in addresses.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(address.text)
    }
    out.raw("]")
  }
}
