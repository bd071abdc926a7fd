package import Formats
internal import Leads
package import Outreach
package import Requests

/// Something that happened to a sequence after it was planned, as one line of the ledger.
package enum LedgerEvent {
  /// All that was still pending of a sequence was ended by a newer request.
  package static func replaced(
    _ ended: RequestID, on channel: Channel, by new: RequestID, at time: Timestamp, to out: inout JSONWriter
  ) {
    out.raw(#"{"at":""#)
    out.raw(time.iso8601Bytes)
    out.raw(#"","event":"cancelled","lead_id":"#)
    out.leadID(ended.lead)
    out.raw(#","request_id":"#)
    out.string(ended.description)
    out.raw(#","channel":"#)
    out.string(channel.rawValue)
    out.raw(#","reason":"replaced","by":"#)
    out.string(new.description)
    out.raw("}\n")
  }
}
