package import Formats
internal import Leads
internal import Outreach
package import Requests

/// A planned job as one line of `outbox/jobs/<day>/<batch>.ndjson`: how it is written, found again by its bytes, and said
/// anew. The order of its keys stands here and nowhere else.
///
/// Writing these is `saveSequenceJob` of the system this one grew from.
package enum JobLine {
  /// - Parameter message: the message as JSON, if that has been written before.
  package static func append(
    _ part: SequenceOrder.Part, step index: Int, of order: SequenceOrder, id: RequestID,
    message: UnsafeBufferPointer<UInt8>? = nil,
    to out: inout JSONWriter
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
    out.raw(part.channel.traits.inJSON)
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
    out.raw(#","priority":"#)
    out.int(order.score.priority)
    if let approved = step.approved { append(approved, to: &out) }
    if index == 0, !order.alsoAt.isEmpty { also(order.alsoAt, &out) }
    out.raw("}\n")
  }

  /// Where the lead may answer from besides, so that a remade roster knows.
  private static func also(_ addresses: [ContactAddress], _ out: inout JSONWriter) {
    out.raw(#","also":["#)
    for (index, address) in addresses.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(address.text)
    }
    out.raw("]")
  }

  private static func append(_ approved: ApprovedWording, to out: inout JSONWriter) {
    out.raw(#","template":{"name":"#)
    out.string(approved.name)
    out.raw(#","language":"#)
    out.string(approved.language.rawValue)
    out.raw(#","parameters":["#)
    for (index, parameter) in approved.parameters.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(parameter)
    }
    out.raw("]}")
  }
}

/// Reading it by walking over its bytes, many times faster than as JSON, which is left for lines that are not exactly as we
/// write them.
extension JobLine {
  /// Where the fields stand in the line, texts without their quotes.
  package struct Fields {
    package var id = 0..<0
    package var request = 0..<0
    package var lead = 0..<0
    package var channel = 0..<0
    package var step = 0
    package var to = 0..<0
    package var sendAt = 0..<0
    /// With its quotes.
    package var status = 0..<0
    package var variant = 0..<0
    package var zone = 0..<0
    /// The lead's score when it was planned.
    package var priority = 0
    package var revision = 0
    /// One a text.
    package var also: [Range<Int>] = []
  }

  /// Nil if the line is not exactly as we write it; it may still be a job.
  package static func fields(_ line: UnsafeRawBufferPointer) -> Fields? {
    var scanner = LineScanner(line)
    guard var found = head(&scanner) else { return nil }
    if scanner.skip(#","subject":""#), !scanner.skipText() { return nil }
    guard scanner.skip(#","message":""#), scanner.skipText(), scanner.skip(#","send_at":""#),
      let sendAt = scanner.plainText(), scanner.skip(#","status":"#)
    else { return nil }
    found.sendAt = sendAt
    let status = scanner.at
    guard scanner.skip(#""pending""#) else { return nil }
    found.status = status..<scanner.at
    guard scanner.skip(#","variant":""#), let variant = scanner.plainText(), scanner.skip(#","time_zone":""#),
      let zone = scanner.plainText()
    else { return nil }
    (found.variant, found.zone) = (variant, zone)
    // Lines of earlier versions have none.
    if scanner.skip(#","priority":"#) {
      guard let priority = scanner.digits() else { return nil }
      found.priority = priority
    }
    guard skipApproved(&scanner) else { return nil }
    if scanner.skip(#","also":["#) {
      repeat {
        guard scanner.skip("\""), let address = scanner.plainText() else { return nil }
        found.also.append(address)
      } while scanner.skip(",")
      guard scanner.skip("]") else { return nil }
    }
    if scanner.skip(#","revision":"#) {
      guard let revision = scanner.digits() else { return nil }
      found.revision = revision
    }
    return scanner.skip("}") && scanner.isAtEnd ? found : nil
  }

  /// Past a wording that was approved at the provider's, if there is one; false if it is not as we write it.
  private static func skipApproved(_ scanner: inout LineScanner) -> Bool {
    guard scanner.skip(#","template":{"name":""#) else { return true }
    guard scanner.skipText(), scanner.skip(#","language":""#), scanner.skipText(), scanner.skip(#","parameters":["#)
    else {
      return false
    }
    if scanner.skip("]}") { return true }
    repeat {
      guard scanner.skip("\""), scanner.skipText() else { return false }
    } while scanner.skip(",")
    return scanner.skip("]}")
  }

  /// The fields that stand before the message, for whoever looks for a job and need not read all of it.
  package static func head(_ line: UnsafeRawBufferPointer) -> Fields? {
    var scanner = LineScanner(line)
    return head(&scanner)
  }

  /// Whether a line ends as we write that of a job which was never moved, told by its last bytes.
  package static func endsAsPlanned(_ line: UnsafeRawBufferPointer) -> Bool {
    let end = UnsafeRawBufferPointer(rebasing: line[max(0, line.count - 512)...])
    // Quotes inside a text have a backslash before them, so this stands behind the message.
    guard end.last == UInt8(ascii: "}"), let status = end.firstOffset(of: #"","status":"pending","variant":""#) else {
      return false
    }
    return end.firstOffset(of: #","revision":"#, from: status) == nil
  }

  @inline(__always)
  private static func head(_ scanner: inout LineScanner) -> Fields? {
    var found = Fields()
    guard scanner.skip(#"{"job_id":""#), let id = scanner.plainText(), scanner.skip(#","request_id":""#),
      let request = scanner.plainText(), scanner.skip(#","lead_id":"#), let lead = scanner.leadID(),
      scanner.skip(#","channel":""#), let channel = scanner.plainText(), scanner.skip(#","step":"#),
      let step = scanner.digits(), scanner.skip(#","type":""#), scanner.plainText() != nil,
      scanner.skip(#","to":""#), let to = scanner.plainText()
    else { return nil }
    (found.id, found.request, found.lead, found.channel) = (id, request, lead, channel)
    (found.step, found.to) = (step, to)
    return found
  }
}

/// The same line, saying something else.
extension JobLine {
  /// The line with another status, and the reason behind it; every other byte stays.
  ///
  /// - Parameter status: where the status stands; nil for a line that is not as we write it, which is then written anew.
  package static func restated(_ line: UnsafeRawBufferPointer, status: Range<Int>?, outcome: JobFold.Standing)
    -> [UInt8]
  {
    let bytes = line.bindMemory(to: UInt8.self)
    guard let status else { return rewritten(bytes, outcome) }
    var out = JSONWriter(capacity: line.count + 32)
    out.raw(UnsafeBufferPointer(rebasing: bytes[..<status.lowerBound]))
    append(outcome, to: &out)
    out.raw(UnsafeBufferPointer(rebasing: bytes[status.upperBound...]))
    out.raw("\n")
    return out.bytes
  }

  private static func rewritten(_ line: UnsafeBufferPointer<UInt8>, _ outcome: JobFold.Standing) -> [UInt8] {
    guard case .object(let members)? = try? JSONValue(parsing: line) else { return [] }
    var out = JSONWriter(capacity: line.count + 32)
    for (index, member) in members.enumerated() {
      out.raw(index == 0 ? "{" : ",")
      out.string(member.key)
      out.raw(":")
      if member.key == "status" { append(outcome, to: &out) } else { out.value(member.value) }
    }
    out.raw("}\n")
    return out.bytes
  }

  private static func append(_ outcome: JobFold.Standing, to out: inout JSONWriter) {
    out.string(outcome.status.rawValue)
    if let reason = outcome.reason {
      out.raw(#","reason":"#)
      out.string(reason)
    }
  }

  /// Appends what stands between the braces, without the status, which only speaks of the moment at which it was written.
  package static func appendWithoutStatus(_ line: UnsafeRawBufferPointer, _ fields: Fields, to out: inout JSONWriter) {
    let bytes = line.bindMemory(to: UInt8.self)
    out.raw(UnsafeBufferPointer(rebasing: bytes[1..<(fields.status.lowerBound - #","status":"#.utf8.count)]))
    out.raw(UnsafeBufferPointer(rebasing: bytes[fields.status.upperBound..<(bytes.count - 1)]))
  }
}
