internal import Formats
internal import Outreach

/// Finds a job line's fields by walking over its bytes, in the order in which ``JobLine`` writes them.
///
/// Many times faster than reading it as JSON, which is left for lines that are not exactly as we write them.
package struct JobScanner {
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
    package var revision = 0
    /// One a text.
    var also: [Range<Int>] = []
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
      scanner.skipText()
    else { return nil }
    found.variant = variant
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

  /// The fields that stand before the message, for whoever looks for a job and need not read all of it.
  package static func head(_ line: UnsafeRawBufferPointer) -> Fields? {
    var scanner = LineScanner(line)
    return head(&scanner)
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

extension CalendarJob {
  /// From a scanned line; nil if a field is not what it should be.
  package init?(_ fields: JobScanner.Fields, in line: UnsafeRawBufferPointer) {
    func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
    guard let lead = LeadID(text(fields.lead)), let channel = Channel(rawValue: text(fields.channel)),
      let sendAt = Timestamp(rfc3339: text(fields.sendAt))
    else { return nil }
    self.init(
      id: text(fields.id), request: text(fields.request), lead: lead, channel: channel, step: fields.step,
      to: text(fields.to), sendAt: sendAt, revision: fields.revision, variant: text(fields.variant))
    if !fields.also.isEmpty { also = fields.also.map(text) }
  }

  /// Scans the line, or reads it as JSON if it is not as we write it; nil if it is no job.
  package init?(line: UnsafeRawBufferPointer) {
    if let fields = JobScanner.fields(line), let job = CalendarJob(fields, in: line) {
      self = job
    } else if let value = try? JSONValue(parsing: line.bindMemory(to: UInt8.self)), let job = CalendarJob(value) {
      self = job
    } else {
      return nil
    }
  }
}
