import Outreach
import Testing

@testable import Inspection
@testable import Records
@testable import Storage

/// The ledger says all that rows have commanded.
@Suite struct RowCommandLedgerTests {
  private static let phone = #""to":"0532 111 22 01""#
  private static let both = #"{"channel":["whatsapp","email"]}"#

  /// What stands against writing to leads and addresses is the same when it is read from the ledger.
  @Test func aRemadeRosterKnowsAddressesToo() throws {
    var rows = RowCommandBench()
    try rows.bench.answer(("1.json", Self.both), ("2.json", Self.both), ("3.json", "{}"), ("4.json", "{}"))
    try rows.rows(
      #"{"command":"cancel",\#(Self.phone)}"#, #"{"command":"reply","to":"0532 111 22 02"}"#,
      #"{"command":"opt-out","to":"0532 111 22 03"}"#, #"{"command":"opt-out","to":"+4915112345678"}"#,
      #"{"lead_id":5}"#, #"{"command":"reply","to":"0532 111 22 05"}"#)
    let before = try notices(rows.bench.spool.disk)
    #expect(before.count == 10, "\(before)")
    let files = rows.bench.spool.files()
    let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    _ = try RosterRebuild(spool, files, objective: "ilk_temas").run()
    let after = try notices(files.snapshot)
    #expect(after == before, "\(after.filter { !before.contains($0) })")
  }

  private func notices(_ disk: MemoryDisk) throws -> [String] {
    let files = MemoryFileSystem(disk)
    let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    let roster = try RosterStore.load(spool, files, known: Roster())
    var holders = [Roster.Holder.address("+4915112345678")]
    for lead in 1...5 {
      holders += [
        .lead(try #require(LeadID("\(lead)"))), .address("+9053211122\(lead < 10 ? "0" : "")\(lead)"),
        .address("info@firma\(lead).example"),
      ]
    }
    return holders.flatMap { holder in
      Channel.allCases.compactMap { channel in
        roster.notice(holder, on: channel).map { "\(holder) \(channel) \($0)" }
      }
    }
  }
}
