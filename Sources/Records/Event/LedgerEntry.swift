package import Formats
internal import Leads
package import Outreach
package import Requests
package import Storage

/// One line of the ledger, as far as reading needs it. Keys it does not know are somebody's own and stay in the line.
package struct LedgerEntry: Sendable {
  package var kind: Event.Kind
  package var place: Position
  /// The day of its file.
  package var day = CivilDay(number: 0)
  package var at: Timestamp?
  package var lead: LeadID?
  package var job: String?
  package var request: String?
  package var channel: Channel?
  package var to: String?
  /// Why a sequence was cancelled; nil for any other event.
  package var cause: Event.Cause?
  /// Why, in somebody's words: `reason`, or the `error` of a failure.
  package var reason: String?
  /// How often the job has been rescheduled, for ``Event/Kind/rescheduled``.
  package var revision: Int?
  /// Whether something later was known already: it ends nothing.
  package var isLate = false
  /// Of a bounce: whether the address may take the next message.
  package var isSoft = false
  /// Where a rescheduled job stands now.
  package var sendAt: Timestamp?
  /// When a job that could not be sent may be tried again.
  package var notBefore: Timestamp?
  /// How many attempts there have been, this one included.
  package var attempt: Int?
  /// What a sender says that went wrong.
  package var error: String?
  /// What a sender knows more of why a message did not go out, in a word.
  package var deliveryCause: String?
  /// What the channel's provider calls the message.
  package var providerID: String?
  /// The kind of sender that a refused account was of.
  package var sender: String?
  /// Of a refusal that is all that is left of somebody who was erased: whose it is, as the roster knows them.
  package var erased: ErasedPlace?

  /// Where an event stands among all: by batch, then writer, then line. The same whatever order files are listed in.
  package struct Position: Hashable, Comparable, Sendable {
    /// The file's batch; one made of the event's own time if the file is no batch's.
    package var batch: BatchID
    package var writer: FileName
    /// Counted from 1.
    package var line: Int

    package static func < (a: Position, b: Position) -> Bool {
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
    guard let kind = value["event"]?.string.flatMap({ Event.Kind(rawValue: $0) }) else { return nil }
    let at = value["at"]?.string.flatMap { Timestamp(rfc3339: $0) }
    guard let batch = batch ?? at.map(BatchID.init(time:)) else { return nil }
    self.kind = kind
    self.at = at
    place = Position(batch: batch, writer: writer, line: number)
    lead = LeadID(value["lead_id"])
    job = value["job_id"]?.string
    request = value["request_id"]?.string
    channel = value["channel"]?.string.flatMap(Channel.init)
    to = value["to"]?.string
    reason = value[kind == .failed ? "error" : "reason"]?.string ?? value["reason"]?.string
    if kind == .cancelled {
      // Lines of earlier versions have no cause: their reason was it.
      cause = (value["cause"]?.string ?? reason).flatMap(Event.Cause.init) ?? .cancel
    }
    revision = value["revision"]?.int
    isLate = value["late"]?.bool ?? false
    isSoft = value["kind"]?.string == "soft"
    sendAt = value["send_at"]?.string.flatMap { Timestamp(rfc3339: $0) }
    notBefore = value["not_before"]?.string.flatMap { Timestamp(rfc3339: $0) }
    attempt = value["attempt"]?.int
    error = value["error"]?.string
    if kind == .retrying || kind == .failed { deliveryCause = value["cause"]?.string }
    providerID = value["provider_id"]?.string
    if kind == .retrying { sender = value["sender"]?.string }
    // An event about a channel that nobody knows would otherwise be about every channel.
    if channel == nil, value["channel"] != nil, value["channel"] != .null { return nil }
    erased = ErasedPlace(value)
    guard job != nil || request != nil || lead != nil || to != nil || erased != nil else { return nil }
  }
}

/// Whose refusal is all that is left of somebody: the key of a roster that is made with the same seed.
package struct ErasedPlace: Hashable, Sendable {
  package var place: Roster.PlaceID
  package var seed: Roster.Seed

  package init(_ place: Roster.PlaceID, _ seed: Roster.Seed) { (self.place, self.seed) = (place, seed) }

  init?(_ event: JSONValue) {
    guard let place = event["place"]?.string.flatMap(Roster.PlaceID.init(erased:)),
      let seed = event["seed"]?.string.flatMap({ Roster.Seed($0) })
    else { return nil }
    self.init(place, seed)
  }
}
