internal import Formats
internal import Leads
package import Outreach
package import Requests

/// Something that happened after a job was planned: one line of the ledger.
///
/// What it is about is said by the most specific of job, request, lead and address; a line about a lead or an address
/// ends what earlier batches planned, so whatever a command ends of its own batch gets a line about the request.
package struct Event {
  package let kind: Kind
  /// When it happened, which another system may know better than the batch.
  package let at: Timestamp
  /// The command or request that brought it about.
  package let by: String
  package var lead: LeadID?
  package var job: JobID?
  package var request: RequestID?
  package var channel: Channel?
  package var to: String?
  /// Why a sequence was cancelled, for programs.
  package var cause: Cause?
  /// The same in somebody's own words, which are only shown.
  package var reason: String?
  /// The words of a reply.
  package var text: String?
  /// Where consent was given.
  package var source: String?
  package var providerID: String?
  package var error: String?
  /// Of a bounce: `soft` if the address may take the next message.
  package var bounceKind: String?
  /// The file and row that said so, if it was no command.
  package var stated: (file: String, row: Int?)?
  /// Whether something later was known already: it is written down and ends nothing.
  package var isLate = false
  /// Where a rescheduled job stands now.
  package var moved: (sendAt: Timestamp, revision: Int)?

  package init(_ kind: Kind, by command: CommandID, at time: Timestamp? = nil) {
    self.init(kind, by: command.description, at: time ?? command.batch.time)
  }

  private init(_ kind: Kind, by: String, at time: Timestamp) {
    (self.kind, self.by, at) = (kind, by, time)
  }

  /// All that was still pending of a sequence was ended by a newer request.
  package static func replaced(_ ended: RequestID, on channel: Channel, by new: RequestID, at time: Timestamp) -> Event
  {
    var event = Event(.cancelled, by: new.description, at: time)
    (event.lead, event.request, event.channel) = (ended.lead, ended, channel)
    (event.cause, event.reason) = (.replaced, Cause.replaced.reason)
    return event
  }

  package func append(to lines: inout [UInt8]) { lines.append(room: 384) { write(to: &$0) } }

  private func write(to out: inout JSONWriter) {
    out.raw(#"{"at":""#)
    out.raw(at.iso8601Bytes)
    out.raw(#"","event":"#)
    out.string(kind.rawValue)
    if let lead {
      out.nextKey("lead_id")
      out.leadID(lead)
    }
    Self.member("job_id", job?.description, to: &out)
    Self.member("request_id", request?.description, to: &out)
    Self.member("channel", channel?.rawValue, to: &out)
    Self.member("to", to, to: &out)
    if let moved {
      Self.member("send_at", moved.sendAt.iso8601, to: &out)
      out.nextKey("revision")
      out.int(moved.revision)
    }
    Self.member("cause", cause?.rawValue, to: &out)
    Self.member("reason", reason, to: &out)
    Self.member("text", text, to: &out)
    Self.member("source", source, to: &out)
    Self.member("provider_id", providerID, to: &out)
    Self.member("error", error, to: &out)
    Self.member("kind", bounceKind, to: &out)
    if let stated {
      Self.member("file", stated.file, to: &out)
      if let row = stated.row {
        out.nextKey("row")
        out.int(row)
      }
    }
    if isLate { out.raw(#","late":true"#) }
    Self.member("by", by, to: &out)
    out.raw("}\n")
  }

  private static func member(_ key: StaticString, _ value: String?, to out: inout JSONWriter) {
    guard let value else { return }
    out.nextKey(key)
    out.string(value)
  }
}
