package import Outreach

/// A request's name for ever after: lead, batch, and its ordinal where a lead has several requests in one batch.
package struct RequestID: Hashable, Sendable, CustomStringConvertible {
  package var lead: LeadID
  package var batch: BatchID
  /// 1 for a lead's first request in its batch.
  package var ordinal: Int

  package init(lead: LeadID, batch: BatchID, ordinal: Int = 1) {
    self.lead = lead
    self.batch = batch
    self.ordinal = ordinal
  }

  /// `139-20261123T101512.345678Z`, with `-2` behind it for a lead's second request in the batch.
  package var description: String { ordinal == 1 ? "\(lead)-\(batch)" : "\(lead)-\(batch)-\(ordinal)" }

  /// `139-whatsapp-2-20261123T101512.345678Z`; also the idempotency key for whoever sends it.
  package func job(_ channel: Channel, step: Int) -> String {
    let id = "\(lead)-\(channel.rawValue)-\(step)-\(batch)"
    return ordinal == 1 ? id : id + "-\(ordinal)"
  }
}
