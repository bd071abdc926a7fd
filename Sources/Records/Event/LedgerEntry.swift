package import Formats
internal import Leads
package import Outreach
package import Requests
package import Storage

/// One line of the ledger, as far as reading needs it. Keys it does not know are somebody's own and stay in the line.
package struct LedgerEntry: Sendable {
  package enum Kind: String, Sendable {
    case sending, sent, failed, retrying, cancelled, rescheduled, replied, bounced, expired, unknown
    case optedOut = "opted_out"
    case optedIn = "opted_in"
  }

  package var kind: Kind
  package var place: Place
  /// The day of its file.
  package var day = CivilDay(number: 0)
  package var at: Timestamp?
  package var lead: LeadID?
  package var job: String?
  package var request: String?
  package var channel: Channel?
  package var to: String?
  /// Why, in a word: `reason`, or the `error` of a failure.
  package var reason: String?
  /// How often the job has been rescheduled, for ``Kind/rescheduled``.
  package var revision: Int?
  /// Whether something later was known already: it ends nothing.
  package var isLate = false
  /// Of a bounce: whether the address may take the next message.
  package var isSoft = false

  /// Where an event stands among all: by batch, then writer, then line. The same whatever order files are listed in.
  package struct Place: Hashable, Comparable, Sendable {
    /// The file's batch; one made of the event's own time if the file is no batch's.
    package var batch: BatchID
    package var writer: FileName
    /// Counted from 1.
    package var line: Int

    package static func < (a: Place, b: Place) -> Bool {
      (a.batch, a.writer, a.line) < (b.batch, b.writer, b.line)
    }
  }

  /// Nil if the line is torn or says nothing that can be understood.
  ///
  /// - Parameter batch: that of the file; nil if a process appends to it.
  package init?(_ line: UnsafeBufferPointer<UInt8>, batch: BatchID?, writer: FileName, number: Int) {
    guard let value = try? JSONValue(parsing: line) else { return nil }
    self.init(value, batch: batch, writer: writer, number: number)
  }

  package init?(_ value: JSONValue, batch: BatchID?, writer: FileName, number: Int) {
    guard let kind = value["event"]?.string.flatMap(Kind.init) else { return nil }
    let at = value["at"]?.string.flatMap { Timestamp(rfc3339: $0) }
    guard let batch = batch ?? at.map(BatchID.init(time:)) else { return nil }
    self.kind = kind
    self.at = at
    place = Place(batch: batch, writer: writer, line: number)
    lead = LeadID(value["lead_id"])
    job = value["job_id"]?.string
    request = value["request_id"]?.string
    channel = value["channel"]?.string.flatMap(Channel.init)
    to = value["to"]?.string
    reason = value[kind == .failed ? "error" : "reason"]?.string ?? value["reason"]?.string
    revision = value["revision"]?.int
    isLate = value["late"]?.bool ?? false
    isSoft = value["kind"]?.string == "soft"
    // An event about a channel that nobody knows would otherwise be about every channel.
    if channel == nil, value["channel"] != nil, value["channel"] != .null { return nil }
    guard job != nil || request != nil || lead != nil || to != nil else { return nil }
  }
}
