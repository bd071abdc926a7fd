package import Outreach

/// A request's name for ever after: lead, batch, and its ordinal where a lead has several requests in one batch.
package struct RequestID: Hashable, Sendable, CustomStringConvertible {
  package let lead: LeadID
  package let batch: BatchID
  /// 1 for a lead's first request in its batch.
  package let ordinal: Int

  /// What every id of the request ends with: `-20261123T101512.345678Z`, and `-2` for a lead's second one.
  private let ending: String

  package init(lead: LeadID, batch: BatchID, ordinal: Int = 1) {
    self.init(lead: lead, batch: batch, ordinal: ordinal, batchEnding: "-\(batch)")
  }

  /// - Parameter batchEnding: a dash and the batch's name, spelled out once for all requests of a batch.
  init(lead: LeadID, batch: BatchID, ordinal: Int, batchEnding: String) {
    self.lead = lead
    self.batch = batch
    self.ordinal = ordinal
    ending = ordinal == 1 ? batchEnding : "\(batchEnding)-\(ordinal)"
  }

  /// `139-20261123T101512.345678Z`, with `-2` behind it for a lead's second request in the batch.
  package var description: String { lead.text + ending }

  /// `139-whatsapp-2-20261123T101512.345678Z`; also the idempotency key for whoever sends it.
  package func job(_ channel: Channel, step: Int) -> String {
    var out = JSONWriter(capacity: 64)
    appendJob(channel, step: step, to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  /// The bytes of ``job(_:step:)``, which need no escapes.
  func appendJob(_ channel: Channel, step: Int, to out: inout JSONWriter) {
    out.escaped(lead.text)
    out.raw(channel == .whatsapp ? "-whatsapp-" : "-email-")
    out.int(step)
    out.escaped(ending)
  }
}
