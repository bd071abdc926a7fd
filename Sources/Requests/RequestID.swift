package import Formats
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
  package init(lead: LeadID, batch: BatchID, ordinal: Int, batchEnding: String) {
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

  /// The bytes of ``description``, which need no escapes.
  package func append(to out: inout JSONWriter) {
    out.plain(lead.text)
    out.plain(ending)
  }

  /// The bytes of ``job(_:step:)``, which need none either.
  package func appendJob(_ channel: Channel, step: Int, to out: inout JSONWriter) {
    out.plain(lead.text)
    out.raw(channel.traits.jobTag)
    out.int(step)
    out.plain(ending)
  }

  /// Reads back what ``description`` wrote; nil for anything else.
  package init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    // Neither lead ids nor ordinals have a dot: the only one is the batch's.
    guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")), dot >= 17, bytes.count >= dot + 8,
      bytes[dot - 16] == UInt8(ascii: "-"), let batch = BatchID(bytes[(dot - 15)..<(dot + 8)]),
      let lead = LeadID(String(decoding: bytes[..<(dot - 16)], as: UTF8.self))
    else { return nil }
    let rest = bytes[(dot + 8)...]
    guard rest.isEmpty || rest.first == UInt8(ascii: "-") else { return nil }
    guard let ordinal = rest.isEmpty ? 1 : Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
      rest.isEmpty || ordinal > 1
    else { return nil }
    self.init(lead: lead, batch: batch, ordinal: ordinal)
    // "+2" and "02" are numbers too, but not what was written.
    guard description.utf8.elementsEqual(bytes) else { return nil }
  }
}

/// A command's name for ever after, as answers and the ledger's `by` give it.
///
/// A command about a lead is named like a request for it. One that knows only an address has no lead to be named after
/// and takes its row: `row.17-20261123T101512.345678Z`, with `-2` behind it if the batch holds another such row. No lead
/// id has a dot, so nobody takes it for a lead's.
package struct CommandID: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package let batch: BatchID

  package init(_ request: RequestID) {
    description = request.description
    batch = request.batch
  }

  /// - Parameter ordinal: 1 for the first row of that number in its batch.
  package init(row: Int, batch: BatchID, ordinal: Int = 1) {
    description = "row.\(row)-\(batch)" + (ordinal == 1 ? "" : "-\(ordinal)")
    self.batch = batch
  }
}
