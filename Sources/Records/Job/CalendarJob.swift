package import Formats
internal import Leads
package import Outreach
package import Requests

/// One line of the calendar, as far as reading needs it.
package struct CalendarJob: Hashable, Sendable {
  package var id: String
  /// As text: it is only taken apart for the few jobs about which an event is found.
  package var request: String
  package var lead: LeadID
  package var channel: Channel
  package var step: Int
  package var to: String
  package var sendAt: Timestamp
  /// How often it has been rescheduled.
  package var revision: Int
  /// Which wording the lead got; empty if the line does not say.
  package var variant = ""
  /// The lead's score when it was planned: of messages that could go, those of the most promising leads go first.
  package var priority = 0
  /// Where the lead may answer from besides.
  package var also: [String] = []

  /// The batch that planned it, whatever file the line lies in.
  package var batch: BatchID? { RequestID(parsing: request)?.batch }

  package enum Status: String, CaseIterable, Sendable { case pending, sent, failed, cancelled }
}

extension CalendarJob {
  /// From a line that was read as JSON: in any order, with anything else in it.
  package init?(_ value: JSONValue) {
    guard let id = value["job_id"]?.string, let request = value["request_id"]?.string,
      let lead = LeadID(value["lead_id"]),
      let channel = value["channel"]?.string.flatMap(Channel.init), let to = value["to"]?.string,
      let step = value["step"]?.int, let sendAt = value["send_at"]?.string.flatMap({ Timestamp(rfc3339: $0) }),
      value["message"]?.string != nil, value["status"]?.string == Status.pending.rawValue
    else { return nil }
    let revision = value["revision"]
    guard let number = revision == nil ? 0 : revision?.int, number >= 0 else { return nil }
    self.init(
      id: id, request: request, lead: lead, channel: channel, step: step, to: to, sendAt: sendAt, revision: number,
      variant: value["variant"]?.string ?? "")
    priority = value["priority"]?.int ?? 0
    if case .array(let addresses)? = value["also"] { also = addresses.compactMap(\.string) }
  }
}

extension CalendarJob {
  /// From a scanned line; nil if a field is not what it should be.
  package init?(_ fields: JobLine.Fields, in line: UnsafeRawBufferPointer) {
    func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
    guard let lead = LeadID(text(fields.lead)), let channel = Channel(rawValue: text(fields.channel)),
      let sendAt = Timestamp(rfc3339: text(fields.sendAt))
    else { return nil }
    self.init(
      id: text(fields.id), request: text(fields.request), lead: lead, channel: channel, step: fields.step,
      to: text(fields.to), sendAt: sendAt, revision: fields.revision, variant: text(fields.variant))
    priority = fields.priority
    if !fields.also.isEmpty { also = fields.also.map(text) }
  }

  /// Scans the line, or reads it as JSON if it is not as we write it; nil if it is no job.
  package init?(line: UnsafeRawBufferPointer) {
    if let fields = JobLine.fields(line), let job = CalendarJob(fields, in: line) {
      self = job
    } else if let value = try? JSONValue(parsing: line.bindMemory(to: UInt8.self)), let job = CalendarJob(value) {
      self = job
    } else {
      return nil
    }
  }
}
