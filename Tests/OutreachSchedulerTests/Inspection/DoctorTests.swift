import Foundation
import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Outreach
@testable import Storage

@Suite struct DoctorTests {
  private func examine(
    _ spool: ScratchSpool, _ files: any CommandFileSystem = POSIXFileSystem(), locksExclude: Bool = true
  ) -> [Finding] {
    let instruments = Doctor.Instruments(
      now: { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)) },
      elapsed: { ProcessInfo.processInfo.systemUptime },
      otherProcessCanLock: { directory, name in
        guard locksExclude else { return true }
        let files = POSIXFileSystem()
        guard let directory = try? files.openDirectory(at: directory) else { return nil }
        defer { files.close(directory) }
        guard let file = try? files.openOrCreate(FileName(name), in: directory) else { return nil }
        defer { files.close(file) }
        return try? files.lock(file)
      })
    return Doctor(
      .init(inbox: spool.inbox, outbox: spool.outbox, mark: "test"), files: files, instruments: instruments
    ).examine().findings
  }

  private func failures(_ findings: [Finding]) -> [String] { findings.filter { $0.level == .failure }.map(\.topic) }

  @Test func namesAheadOfTheClockAreSaid() throws {
    let spool = try ScratchSpool()
    try spool.write("29990101T000000.000000Z\n", to: "outbox/.lock")
    let finding = try #require(examine(spool).first { $0.topic == "outbox.names" })
    #expect(finding.level == .warning && finding.message.contains("29990101T000000.000000Z"))
  }

  @Test func soundDirectoriesHaveNoFailureAndStayEmpty() throws {
    let spool = try ScratchSpool()
    let findings = examine(spool)
    #expect(failures(findings).isEmpty, "\(findings)")
    for topic in ["inbox.exclusive_rename", "inbox.leases", "outbox.locks", "inbox.time_grain", "same_file_system"] {
      #expect(findings.contains { $0.topic == topic }, "\(topic)")
    }
    #expect(spool.tree().isEmpty)
    #expect(findings.allSatisfy { ($0.level == .ok) == ($0.cost == nil) })
  }

  @Test func brokenPromisesAreFound() throws {
    let spool = try ScratchSpool()
    #expect(
      failures(examine(spool, MeddlingFileSystem(renamesOverwrite: true)))
        == ["inbox.exclusive_rename", "outbox.exclusive_rename"])
    #expect(failures(examine(spool, MeddlingFileSystem(leasesAreBlind: true))) == ["inbox.leases"])
    #expect(failures(examine(spool, locksExclude: false)) == ["outbox.locks"])
    #expect(spool.tree().isEmpty)
  }

  @Test func aPartOnAnotherFileSystemIsAFailure() throws {
    let spool = try ScratchSpool()
    try spool.write("{}", to: "inbox/processed/2026-11-23/20261123T100000.000000Z/4.json")
    #expect(failures(examine(spool, MeddlingFileSystem(foreignNames: ["processed"]))) == ["inbox.one_file_system"])
  }

  @Test(arguments: [
    "inbox/processing", "inbox/processed", "inbox/failed", "outbox/responses", "outbox/jobs", "outbox/roster",
    "outbox/ledger",
  ]) func aFileInADirectorysPlaceIsAFailure(path: String) throws {
    let spool = try ScratchSpool()
    try spool.write("", to: path)
    let failure = try #require(examine(spool).first { $0.level == .failure })
    #expect(failure.message.contains("\(path) is no directory"), "\(failure)")
  }

  @Test func missingDirectoriesAreNamed() throws {
    let spool = try ScratchSpool()
    try FileManager.default.removeItem(atPath: spool.outbox)
    #expect(failures(examine(spool)) == ["outbox.missing"])
  }

  /// Whatever fails on the way, nothing is left behind and every failure says what it costs.
  @Test func anyFailureIsReportedAndLeavesNothing() throws {
    let counting = MeddlingFileSystem()
    _ = try examine(ScratchSpool(), counting)
    for operation in stride(from: 1, through: counting.operations, by: 1) {
      let spool = try ScratchSpool()
      _ = examine(spool, MeddlingFileSystem(failAt: operation))
      let left = spool.tree().filter { !$0.hasSuffix("-write") }
      // The one file whose own removal failed may stay; the inbox ignores it.
      #expect(left.count <= 1 && left.allSatisfy { $0.contains("/.doctor-test-") }, "operation \(operation): \(left)")
    }
  }

  @Test func theJSONSaysWhetherAllIsWell() throws {
    let findings = [Finding(.warning, "a", because: "one"), Finding(.failure, "b", because: "two", cost: "much")]
    let value = try JSONValue(parsing: Finding.json(findings))
    #expect(value["ok"]?.bool == false)
    guard case .array(let items)? = value["findings"] else {
      Issue.record("no findings")
      return
    }
    #expect(items.map { $0["level"]?.string } == ["warning", "failure"])
    #expect(items.map { $0["cost"] } == [.null, .string("much")])
  }
}
