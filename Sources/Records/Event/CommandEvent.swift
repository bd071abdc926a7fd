package import Formats
internal import Leads
package import Outreach
package import Requests

/// What a command writes into the ledger: one line.
///
/// What it is about is said by the most specific of job, request, lead and address; a line about a lead or an address
/// ends what earlier batches planned, so whatever a command ends of its own batch gets a line about the request.
package struct CommandEvent {
  package enum Name: String {
    case cancelled, rescheduled, replied, sent, failed, bounced
    case optedOut = "opted_out"
    case optedIn = "opted_in"
  }

  package var name: Name
  /// When it happened, which another system may know better than the batch.
  package var at: Timestamp
  /// The command.
  package var by: CommandID
  package var lead: LeadID?
  package var job: JobID?
  package var request: RequestID?
  package var channel: Channel?
  package var to: String?
  package var reason: String?
  /// The words of a reply.
  package var text: String?
  /// Where consent was given.
  package var source: String?
  package var providerID: String?
  package var error: String?
  /// Of a bounce: `soft` if the address may take the next message.
  package var kind: String?
  /// The file and row that said so, if it was no command.
  package var stated: (file: String, row: Int?)?
  /// Whether something later was known already: it is written down and ends nothing.
  package var isLate = false
  /// Where a rescheduled job stands now.
  package var moved: (sendAt: Timestamp, revision: Int)?

  package init(_ name: Name, by command: CommandID, at time: Timestamp? = nil) {
    self.name = name
    by = command
    at = time ?? command.batch.time
  }

  package func append(to out: inout JSONWriter) {
    out.raw(#"{"at":""#)
    out.raw(at.iso8601Bytes)
    out.raw(#"","event":"#)
    out.string(name.rawValue)
    if let lead {
      out.nextKey("lead_id")
      out.leadID(lead)
    }
    Self.member("job_id", job?.description, &out)
    Self.member("request_id", request?.description, &out)
    Self.member("channel", channel?.rawValue, &out)
    Self.member("to", to, &out)
    if let moved {
      Self.member("send_at", moved.sendAt.iso8601, &out)
      out.nextKey("revision")
      out.int(moved.revision)
    }
    Self.member("reason", reason, &out)
    Self.member("text", text, &out)
    Self.member("source", source, &out)
    Self.member("provider_id", providerID, &out)
    Self.member("error", error, &out)
    Self.member("kind", kind, &out)
    if let stated {
      Self.member("file", stated.file, &out)
      if let row = stated.row {
        out.nextKey("row")
        out.int(row)
      }
    }
    if isLate { out.raw(#","late":true"#) }
    Self.member("by", by.description, &out)
    out.raw("}\n")
  }

  private static func member(_ key: StaticString, _ value: String?, _ out: inout JSONWriter) {
    guard let value else { return }
    out.nextKey(key)
    out.string(value)
  }
}
