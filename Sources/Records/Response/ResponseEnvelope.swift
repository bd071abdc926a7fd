package import Formats
internal import Leads
internal import Outreach
package import Requests

/// The answer to a request, as it lies in `outbox/responses/`. Keys in the contract's order.
package enum ResponseEnvelope {
  /// - Parameters:
  ///   - id: nil if nothing is planned, only written; the envelope then has no request id and no jobs.
  ///   - row: of a bulk file or stream, from 1.
  ///   - explains: whether the score's parts are told.
  package static func accepted(_ order: SequenceOrder, id: RequestID?, row: Int? = nil, explains: Bool = false)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(room(for: order))
    var messages: [Range<Int>] = []
    bytes.append(room: room(for: order)) { pen in
      append(order, id: id, row: row, explains: explains, to: &pen, &messages)
    }
    return bytes
  }

  /// Bytes that an answer probably takes.
  package static func room(for order: SequenceOrder) -> Int {
    var room = 1024 + 2 * order.score.whyNow.utf8.count
    for part in order.parts {
      room += part.sequence.text.count * 5 / 4 + part.sendAt.count * 384
    }
    return room
  }

  /// The same at the end of other answers.
  ///
  /// - Parameter messages: is told where the messages stand, since their jobs hold them too; forgets earlier ones.
  package static func append(
    _ order: SequenceOrder, id: RequestID?, row: Int? = nil, explains: Bool = false, to out: inout JSONWriter,
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
    sequence(order, to: &out, messages: &messages)
    if let id {
      out.raw(#"],"request_id":""#)
      id.append(to: &out)
      out.raw(#"","ref":"#)
    } else {
      out.raw(#"],"request_id":null,"ref":"#)
    }
    out.string(order.ref)
    append(row: row, &out)
    if let authorship = order.authorship { append(authorship, &out) }
    out.raw(#","jobs":["#)
    if let id { jobs(order.parts, id: id, to: &out) }
    out.raw(#"],"warnings":["#)
    for (index, warning) in order.warnings.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(warning)
    }
    out.raw("]}}\n")
  }

  /// The same answer with warnings that only admission could give.
  package static func adding(_ warnings: [String], to response: [UInt8]) -> [UInt8] {
    let end = Array("]}}\n".utf8)
    guard !warnings.isEmpty, response.suffix(end.count).elementsEqual(end) else { return response }
    var out = JSONWriter(capacity: response.count + 256)
    out.raw(Array(response.dropLast(end.count)))
    for (index, warning) in warnings.enumerated() {
      if index > 0 || response.dropLast(end.count).last != UInt8(ascii: "[") { out.raw(",") }
      out.string(warning)
    }
    out.raw("]}}\n")
    return out.bytes
  }

  /// The batch that wrote a response, from its `request_id`.
  package static func batch(of response: [UInt8]) -> BatchID? {
    guard let value = try? JSONValue(parsing: response) else { return nil }
    // A bulk file's summary says it in so many words.
    if let batch = value["batch"]?.string { return BatchID(batch.utf8) }
    guard
      let id = (value["data"] ?? value["error"])?["request_id"]?.string
    else { return nil }
    // Lead ids hold dashes too; a batch's name is the only part of this form.
    return id.split(separator: "-").lazy.compactMap { BatchID($0.utf8) }.first
  }

  /// Who wrote, where somebody was asked to.
  private static func append(_ authorship: Authorship, _ out: inout JSONWriter) {
    out.raw(#","generator":{"name":"#)
    out.string(authorship.name)
    if let fallback = authorship.fallback {
      out.raw(#","fallback":"#)
      out.string(fallback)
    }
    out.raw("}")
  }

  /// A bulk file's answers say of which row they are.
  package static func append(row: Int?, _ out: inout JSONWriter) {
    guard let row else { return }
    out.raw(#","row":"#)
    out.int(row)
  }
}
