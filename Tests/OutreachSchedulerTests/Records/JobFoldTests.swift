import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct JobFoldTests {
  static let earlier = "20261123T090000.000000Z"
  static let own = "20261123T101512.345678Z"
  static let later = "20261124T080000.000000Z"
  static let latest = "20261125T080000.000000Z"
  static let id = "139-whatsapp-2-\(own)"

  static func entry(_ batch: String?, _ line: Int, _ json: String) -> LedgerEntry? {
    let name = FileName((batch ?? "worker-1") + ".ndjson")
    return Array("{\(json)}".utf8).withUnsafeBufferPointer {
      LedgerEntry($0, batch: BatchFiles.batch(of: name), writer: name, number: line)
    }
  }

  static func job() throws -> CalendarJob {
    CalendarJob(
      id: id, request: "139-\(own)", lead: try #require(LeadID("139")), channel: .whatsapp, step: 2,
      to: "+905331112233",
      sendAt: try #require(Timestamp(rfc3339: "2026-11-25T06:00:00Z")), revision: 0)
  }

  /// Lines of earlier versions have no cause: their reason was it.
  @Test(arguments: [
    (#""cause":"cancel","reason":"bounced""#, Event.Cause.cancel, Roster.Notice.Stop.Cause?.some(.cancel)),
    (#""cause":"replied","reason":"wrong list""#, .replied, .reply),
    (#""cause":"replaced""#, .replaced, nil),
    (#""cause":"of a later version","reason":"bounced""#, .cancel, .cancel),
    (#""reason":"wrong list""#, .cancel, .cancel),
    (#""reason":"replaced""#, .replaced, nil),
    (#""reason":"bounced""#, .bounced, nil),
    (#""reason":"opted_out""#, .optedOut, nil),
    (#""reason":"replied""#, .replied, .reply),
    (#""request_id":"x""#, .cancel, .cancel),
  ])
  func aCancelTellsItsCause(_ line: String, _ cause: Event.Cause, _ stop: Roster.Notice.Stop.Cause?) throws {
    let entry = try #require(Self.entry(Self.later, 1, #""event":"cancelled","lead_id":139,\#(line)"#))
    #expect(entry.cause == cause)
    #expect(entry.stop == stop)
  }

  @Test func onlyACancelHasACause() throws {
    let entry = try #require(Self.entry(Self.later, 1, #""event":"replied","lead_id":139,"cause":"cancel""#))
    #expect(entry.cause == nil)
    #expect(entry.stop == .reply)
  }

  struct Case: CustomTestStringConvertible {
    var name: String
    var events: [(batch: String?, json: String)]
    var status: CalendarJob.Status
    var reason: String?
    var testDescription: String { name }
  }

  static let job139 = #""job_id":"\#(id)""#
  static let request139 = #""request_id":"139-\#(own)""#

  static let cases = [
    Case(name: "nothing happened", events: [], status: .pending),
    Case(name: "sent", events: [(later, #""event":"sent",\#(job139)"#)], status: .sent),
    Case(name: "being sent", events: [(later, #""event":"sending",\#(job139)"#)], status: .pending),
    Case(name: "tried again", events: [(later, #""event":"retrying",\#(job139)"#)], status: .pending),
    Case(
      name: "bounced after it was sent",
      events: [(later, #""event":"sent",\#(job139)"#), (latest, #""event":"bounced",\#(job139)"#)], status: .failed,
      reason: "bounced"),
    Case(
      name: "reached nobody, says the provider that took it",
      events: [
        (later, #""event":"sent",\#(job139),"provider_id":"wamid.A""#),
        (latest, #""event":"failed",\#(job139),"provider_id":"wamid.A","error":"131026: Undeliverable""#),
      ], status: .failed, reason: "131026: Undeliverable"),
    Case(
      name: "reached nobody, which came to be known before it was written down that it was sent",
      events: [
        (later, #""event":"failed",\#(job139),"provider_id":"wamid.A","error":"131026""#),
        (latest, #""event":"sent",\#(job139),"provider_id":"wamid.A""#),
      ], status: .failed, reason: "131026"),
    Case(
      name: "sent, whatever is said of another message",
      events: [
        (later, #""event":"sent",\#(job139),"provider_id":"wamid.A""#),
        (latest, #""event":"failed",\#(job139),"provider_id":"wamid.B""#),
      ], status: .sent),
    Case(
      name: "sent, though somebody says that it failed",
      events: [(later, #""event":"sent",\#(job139)"#), (latest, #""event":"failed",\#(job139)"#)], status: .sent),
    Case(
      name: "failed for a reason",
      events: [(later, #""event":"failed",\#(job139),"error":"no account"}"#.replacing("}", with: ""))],
      status: .failed, reason: "no account"),
    Case(name: "nobody knows", events: [(later, #""event":"unknown",\#(job139)"#)], status: .failed, reason: "unknown"),
    Case(
      name: "nobody knew, and then somebody said that it failed",
      events: [
        (later, #""event":"unknown",\#(job139)"#),
        (latest, #""event":"failed",\#(job139),"error":"no"}"#.replacing("}", with: "")),
      ],
      status: .failed, reason: "no"),
    Case(name: "expired", events: [(later, #""event":"expired",\#(job139)"#)], status: .cancelled, reason: "expired"),
    Case(
      name: "sent, though it was cancelled before",
      events: [(later, #""event":"cancelled",\#(job139)"#), (latest, #""event":"sent",\#(job139)"#)], status: .sent),
    Case(
      name: "replaced",
      events: [(later, #""event":"cancelled","lead_id":139,\#(request139),"channel":"whatsapp","reason":"replaced""#)],
      status: .cancelled, reason: "replaced"),
    Case(
      name: "replaced on another channel",
      events: [(later, #""event":"cancelled","lead_id":139,\#(request139),"channel":"email","reason":"replaced""#)],
      status: .pending),
    Case(
      name: "another request of the lead was replaced",
      events: [(latest, #""event":"cancelled","lead_id":139,"request_id":"139-\#(later)","channel":"whatsapp""#)],
      status: .pending),
    Case(
      name: "the lead was cancelled later", events: [(later, #""event":"cancelled","lead_id":139"#)],
      status: .cancelled,
      reason: "cancelled"),
    Case(
      name: "the lead was cancelled earlier", events: [(earlier, #""event":"cancelled","lead_id":139"#)],
      status: .pending),
    Case(
      name: "the lead was cancelled in the job's own batch", events: [(own, #""event":"cancelled","lead_id":139"#)],
      status: .pending),
    Case(
      name: "its sequence was ended in its own batch",
      events: [(own, #""event":"replied","lead_id":139,\#(request139)"#)],
      status: .cancelled, reason: "replied"),
    Case(
      name: "another lead was cancelled", events: [(later, #""event":"cancelled","lead_id":140"#)], status: .pending),
    Case(
      name: "a reply on the other channel", events: [(later, #""event":"replied","lead_id":139,"channel":"email""#)],
      status: .cancelled, reason: "replied"),
    Case(
      name: "an opt-out on the other channel",
      events: [(later, #""event":"opted_out","lead_id":139,"channel":"email""#)],
      status: .pending),
    Case(
      name: "the address opted out", events: [(later, #""event":"opted_out","to":"+905331112233""#)],
      status: .cancelled,
      reason: "opted_out"),
    Case(
      name: "opting in again revives nothing",
      events: [(later, #""event":"opted_out","lead_id":139"#), (latest, #""event":"opted_in","lead_id":139"#)],
      status: .cancelled, reason: "opted_out"),
    Case(
      name: "the first end names the reason",
      events: [(latest, #""event":"opted_out","lead_id":139"#), (later, #""event":"replied","lead_id":139"#)],
      status: .cancelled, reason: "replied"),
    Case(
      name: "a worker's event counts by its own time",
      events: [
        (nil, #""at":"2026-11-24T07:00:00Z","event":"expired",\#(job139)"#),
        (later, #""event":"replied","lead_id":139"#),
      ], status: .cancelled, reason: "expired"),
  ]

  @Test(arguments: cases) func statusIsFolded(_ given: Case) throws {
    let entries = try given.events.enumerated().map { index, event in
      try #require(Self.entry(event.batch, index + 1, event.json), "\(event.json)")
    }
    let expected = JobFold.Standing(status: given.status, reason: given.reason)
    for seed in 0..<6 as Range<UInt64> {
      var dice = SeededRandom(seed: seed)
      // Any order, and everything twice.
      let fold = JobFold((entries + entries).shuffled(using: &dice))
      #expect(fold.status(of: try Self.job()) == expected)
    }
  }

  @Test func onlyTheHighestRevisionCounts() throws {
    let first = try #require(Self.entry(Self.later, 1, #""event":"rescheduled",\#(Self.job139),"revision":1"#))
    let second = try #require(Self.entry(Self.latest, 1, #""event":"rescheduled",\#(Self.job139),"revision":2"#))
    for entries in [[first, second], [second, first], [second]] {
      let fold = JobFold(entries)
      #expect(
        try (0...3).filter {
          var job = try Self.job()
          job.revision = $0
          return fold.isEffective(job)
        } == [2])
    }
    #expect(JobFold([]).isEffective(try Self.job()))
  }

  @Test(arguments: [
    "", #""event":"sent""#, #""event":"danced","lead_id":1"#, #""event":"cancelled","lead_id":1,"channel":"fax""#,
    #""event":"sent","job_id":"#,
  ]) func whatIsNoEventIsNone(_ json: String) { #expect(Self.entry(Self.later, 1, json) == nil) }

  @Test func anAppendedEventWithoutATimeHasNoPlace() {
    #expect(Self.entry(nil, 1, #""event":"sent","job_id":"x""#) == nil)
  }
}
