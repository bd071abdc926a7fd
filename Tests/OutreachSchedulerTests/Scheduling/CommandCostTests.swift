import Foundation
import Outreach
import Testing

@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Storage

/// What commands cost when many jobs lie ahead. `OUTREACH_MEASURE=1 swift test -c release --filter CommandCost` cancels
/// 10,000 of 333,334 leads' sequences, a million jobs, and says how fast the calendar was scanned.
@Suite struct CommandCostTests {
  private static let measures = ProcessInfo.processInfo.environment["OUTREACH_MEASURE"] != nil

  @Test func cancelsShareOneScan() throws {
    let (leads, every) = Self.measures ? (333_334, 33) : (600, 7)
    let calendar = try FilledCalendar(leads: leads, perBatch: Self.measures ? 10_000 : 100)
    let wanted = Array(stride(from: 1, through: leads, by: every).prefix(10_000))
    let rows = wanted.map { lead in
      let line =
        lead % 2 == 0
        ? #"{"command":"cancel","lead_id":\#(lead)}"# : #"{"command":"cancel","to":"\#(FilledCalendar.phone(lead))"}"#
      return RequestRow(number: lead, line: Array(line.utf8), mapping: .standard)
    }
    let files = POSIXFileSystem()
    let spool = try SpoolDirectories.open(inbox: calendar.scratch.inbox, outbox: calendar.scratch.outbox, in: files)
    defer { spool.close(in: files) }
    let clock = ContinuousClock()
    for round in 1...(Self.measures ? 5 : 1) {
      let sequences = ActiveSequencesOnFile(
        roster: calendar.roster, batch: BatchID(time: FilledCalendar.start.adding(seconds: 3600)), objectives: [],
        planned: PlannedSequences(spool: spool, files: files))
      let commands = CommandHandler(sequences, windows: SendingWindows(.always), sendAfterHours: [0, 48, 72])
      var changed = 0
      let time = try clock.measure {
        for row in rows {
          guard let command = row.command else { continue }
          let answer = try commands.answer(command, row: row.number, books: LeadBook.Lookup())
          if answer.refusal == nil { changed += answer.events.count }
        }
      }
      #expect(changed > wanted.count * 100)
      if Self.measures {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
          "round \(round): \(rows.count) cancels in \(calendar.bytes >> 20) MiB of jobs: \(seconds) s, "
            + "\(Double(calendar.bytes) / 1e6 / seconds) MB/s")
      }
    }
  }
}

/// Job files of a spool on disk, three jobs a lead, and the roster that goes with them.
private struct FilledCalendar {
  static let start = Timestamp(seconds: 1_795_428_912)

  let scratch: ScratchSpool
  private(set) var roster = Roster()
  private(set) var bytes = 0

  static func phone(_ lead: Int) -> String { "+905\(300_000_000 + lead)" }

  init(leads: Int, perBatch: Int) throws {
    scratch = try ScratchSpool()
    let message = String(
      repeating: "Merhaba, ofisinizin yeni projeleri için kısa bir görüşme önermek isteriz. ", count: 5)
    var last = BatchID(time: Self.start)
    for (index, first) in stride(from: 1, through: leads, by: perBatch).enumerated() {
      let batch = BatchID(time: Self.start.adding(seconds: Int64(index)))
      last = batch
      var days: [CivilDay: [UInt8]] = [:]
      for lead in first...min(leads, first + perBatch - 1) {
        let id = RequestID(lead: try #require(LeadID("\(lead)")), batch: batch)
        for (step, hours) in [0, 48, 72].enumerated() {
          let sendAt = batch.time.adding(seconds: Int64(hours) * 3600)
          let line =
            #"{"job_id":"\#(id.job(.whatsapp, step: step + 1))","request_id":"\#(id)","lead_id":\#(lead),"channel":"whatsapp","#
            + #""step":\#(step + 1),"type":"follow_up","to":"\#(Self.phone(lead))","message":"\#(message)","#
            + #""send_at":"\#(sendAt.iso8601)","status":"pending","variant":"a","time_zone":"Europe/Istanbul"}"# + "\n"
          days[sendAt.day, default: []] += Array(line.utf8)
        }
        let active = Roster.Active(
          batch: batch, ordinal: 1, steps: 3, until: batch.time.adding(seconds: 72 * 3600))
        for holder in [Roster.Holder.lead(id.lead), .address(Self.phone(lead))] {
          roster.begin(active, at: roster.place(holder, on: .whatsapp, objective: "tanitim"))
        }
      }
      for (day, lines) in days {
        bytes += lines.count
        try scratch.write(String(decoding: lines, as: UTF8.self), to: "outbox/jobs/\(day.iso8601)/\(batch).ndjson")
      }
    }
    try TableShelf().publish(&roster, last)
  }
}
