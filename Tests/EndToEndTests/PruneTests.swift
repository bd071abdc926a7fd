import Foundation
import Inspection
import Leads
import Outreach
import Requests
import Scheduling
import Spool
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The built program puts away what workers left a year ago, with the system's gzip, and everything goes on as before.
struct PruneTests {
  private struct Nobody: CrashProbe {
    func deadly(among names: [FileName], in directory: String) -> Set<FileName> { [] }
    func poisonRows(in directory: String, after row: Int, atMost count: Int) -> PoisonRows { PoisonRows() }
  }

  private static let then = Timestamp(rfc3339: "2025-03-03T10:00:00Z") ?? Timestamp(microseconds: 0)

  /// Answers what is in the inbox, with the clock of a year ago.
  private static func answer(_ workplace: Workplace) throws {
    let files = POSIXFileSystem()
    let bytes = try files.readFile(at: workplace.configuration)
    let configuration = try Configuration.parse(bytes, base: workplace.root) { path throws(FileError) in
      String(decoding: try files.readFile(at: path), as: UTF8.self)
    }
    let generator = TemplateGenerator(catalog: .builtIn, sender: configuration.sender)
    var spool = Worker(
      settings: Worker.Settings(
        inbox: workplace.inbox, outbox: workplace.outbox,
        rules: ClaimRules(largestRequest: 1 << 20, settle: 0, allowedOwners: nil)),
      files: files, planner: SequencePlanner(configuration: configuration, generator: generator),
      leadBook: LeadBook(paths: [workplace.leads], clock: { FileTime(seconds: 0) }), prober: Nobody(), clock: { then })
    // A program that another test starts holds open, for an instant, what is being dropped here.
    for _ in 0..<100 {
      if case .idle = try spool.turn(), spool.tally.notReady == 0 { return }
      usleep(500)
    }
  }

  private static func drop(_ name: FileName, _ text: String = "{}", into workplace: Workplace) {
    Files.deliver(Array(text.utf8), to: name, in: workplace.inbox)
  }

  /// A spool of a year ago, in which all has ended but, if wanted, one lead's sequence.
  private static func old(pending: Bool, in given: Workplace? = nil) throws -> Workplace {
    let workplace = try given ?? Workplace(leads: 30)
    workplace.configure("\"settle_seconds\":0,\"window\":\"always\"")
    for lead in 1...20 { drop(FileName("\(lead)@spring.json"), into: workplace) }
    drop("fair.defaults.json", "{\"max_followups\":0}", into: workplace)
    drop("fair.csv", "lead_id,tone\n21,\n22,\n23,kurumsl\n", into: workplace)
    drop("list.opt-out.csv", "0531 999 99 99\n", into: workplace)
    try answer(workplace)
    drop("1.opt-out.json", into: workplace)
    try answer(workplace)
    for job in try jobs(workplace, ["--status", "pending"]) where !pending || !job.contains("\"20-whatsapp-3") {
      guard let id = Workplace.object(Array(job.utf8))["job_id"] as? String else { continue }
      drop(
        FileName("\(id.prefix { $0 != "-" }).sent@\(UInt64.random(in: 0 ... .max)).json"), "{\"job_id\":\"\(id)\"}",
        into: workplace)
    }
    try answer(workplace)
    // A batch of today, since the last one's day stays.
    drop("30.json", into: workplace)
    try workplace.run()
    return workplace
  }

  private static func lines(_ workplace: Workplace, _ command: String, _ options: [String] = []) throws -> [String] {
    let end = try workplace.start(command, options).wait()
    #expect(end.status == 0, "\(command): \(end.errors)\(end.output)")
    return end.output.split(separator: "\n").map(String.init)
  }

  private static func jobs(_ workplace: Workplace, _ options: [String] = []) throws -> [String] {
    try lines(workplace, "jobs", ["--json"] + options)
  }

  private static func reading(_ workplace: Workplace) throws -> [String] {
    try jobs(workplace) + lines(workplace, "history", ["--since", "2025-01-01", "--json"])
      + lines(workplace, "history", ["7", "--json"]) + lines(workplace, "audit")
  }

  @Test func everythingGoesOnAsBefore() throws {
    let workplace = try Self.old(pending: false)
    let before = try Self.reading(workplace)
    let dryRun = try Self.lines(workplace, "prune", ["--before", "2026-01-01", "--dry-run"])
    #expect(dryRun.contains { $0.contains("processed/2025-03-03 would be archived") })
    #expect(!Files.exists("\(workplace.outbox)/done"))
    let said = try Self.lines(workplace, "prune", ["--before", "2026-01-01", "--json"])
    let summary = Workplace.object(Array((said.last ?? "").utf8))
    #expect(summary["jobs"] as? Int == 62)
    #expect(summary["requests"] as? Int == 82)
    #expect(summary["archived"] as? [String] == ["2025-03-03"])
    #expect(try Self.reading(workplace) == before)
    // Anybody can look into it, and put it back.
    #expect(Files.list("\(workplace.inbox)/processed").contains { $0.name == "2025-03-03.tar.gz" && !$0.isDirectory })
    #expect(Tool.run("sh", "-c", "cd \(workplace.inbox)/processed && tar -tzf 2025-03-03.tar.gz | grep -q spring.json"))
    #expect(Tool.run("sh", "-c", "cd \(workplace.outbox)/done && zcat */*.gz | grep -q whatsapp-3"))
    #expect(Tool.run("sh", "-c", "! ls \(workplace.outbox)/done/*/*.ndjson"))
    #expect(
      try Self.lines(workplace, "prune", ["--before", "2026-01-01"]).first?.hasPrefix("Nothing was put away") ?? false)

    #expect(try workplace.start("audit", ["--rebuild"]).wait().status == 0)
    #expect(try Self.reading(workplace) == before)
    for lead in [1, 2] { Self.drop(FileName("\(lead).json"), into: workplace) }
    Self.drop("3@spring.json", into: workplace)
    try workplace.run()
    #expect(workplace.code("1.json") == "OPTED_OUT")
    #expect(workplace.code("2.json") == nil)
    #expect(workplace.code("3@spring.json") == "DUPLICATE_REQUEST")
    #expect(try Self.lines(workplace, "audit").last?.hasSuffix("all accounted for") ?? false)
    #expect(Tool.run("sh", "-c", "cd \(workplace.inbox)/processed && tar -xzf 2025-03-03.tar.gz"))
    #expect(try Self.lines(workplace, "audit").last?.hasSuffix("all accounted for") ?? false)
  }

  @Test func whatIsPendingStays() throws {
    let workplace = try Self.old(pending: true)
    let before = try Self.reading(workplace)
    let said = try Self.lines(workplace, "prune", ["--before", "2026-01-01"])
    #expect(said.contains { $0.hasSuffix("stays: 1 of 20 jobs is pending") })
    #expect(said.contains { $0.hasPrefix("processed/2025-03-03 stays: ") })
    #expect(try Self.jobs(workplace, ["--overdue", "--lead", "20"]).count == 1)
    #expect(try Self.reading(workplace) == before)
  }

  /// Killed at whatever moment, the next prune ends it.
  @Test func killedAtAnyMoment() throws {
    let workplace = try Self.old(pending: false)
    let before = try Self.reading(workplace)
    for moment in stride(from: 0.004, to: 0.06, by: 0.008) {
      let program = try workplace.start("prune", ["--before", "2026-01-01"])
      Clock.sleep(moment)
      program.send(SIGKILL)
      program.wait()
      #expect(try Self.jobs(workplace) == before.filter { $0.hasPrefix("{\"job_id") }, "killed after \(moment) s")
    }
    _ = try Self.lines(workplace, "prune", ["--before", "2026-01-01"])
    #expect(try Self.reading(workplace) == before)
    #expect(Files.list("\(workplace.inbox)/processed").filter { !$0.isDirectory }.map(\.name) == ["2025-03-03.tar.gz"])
  }

  @Test func whatItRefuses() throws {
    let workplace = try Workplace(leads: 1)
    for (options, status, words) in [
      ([], 64, "--before is missing"), (["--before", "yesterday"], 64, "should be a day"),
      (["--before", "2999-01-01"], 64, "is in the future"),
      (["--before", "2026-01-01", "--inbox", "/nowhere"], 66, "is not there"),
    ] as [([String], Int32, String)] {
      let end = try workplace.start("prune", options).wait()
      #expect(end.status == status)
      #expect(end.errors.contains(words), "\(end.errors)")
    }
  }

  /// Without gzip days still go, as they are, and it is said.
  @Test func withoutGzip() throws {
    let workplace = try Self.old(pending: false)
    let end = try workplace.start("prune", ["--before", "2026-01-01"], environment: ["PATH": "/nowhere"]).wait()
    #expect(end.status == 74)
    #expect(end.errors.contains("cannot find the program gzip"))
    #expect(Tool.run("sh", "-c", "ls \(workplace.outbox)/done/*/*.ndjson"))
    let before = try Self.reading(workplace)
    _ = try Self.lines(workplace, "prune", ["--before", "2026-01-01"])
    #expect(Tool.run("sh", "-c", "! ls \(workplace.outbox)/done/*/*.ndjson"))
    #expect(try Self.reading(workplace) == before)
  }

  @Test(
    "a full disk is called full, and what could not be put away is put away once there is room",
    .enabled(if: SmallDisk.canMount, "skipped: needs root and the right to mount"))
  func fullDisk() throws {
    let place = try Workplace(leads: 30)
    let disk = try SmallDisk(on: place.outbox, "size=2m")
    let workplace = try Self.old(pending: false, in: place)
    var filler = [UInt8](repeating: 1, count: 4 << 20)
    let file = open(workplace.outbox + "/filler", O_CREAT | O_WRONLY, 0o600)
    while !filler.isEmpty {
      let written = write(file, filler, filler.count)
      if written <= 0 { break }
      filler.removeFirst(written)
    }
    close(file)
    let end = try workplace.start("prune", ["--before", "2026-01-01"]).wait()
    #expect(end.status == 73 && end.errors.contains("No space left"), "\(end)")
    unlink(workplace.outbox + "/filler")
    try disk.grow()
    #expect(try workplace.start("prune", ["--before", "2026-01-01"]).wait().status == 0)
    #expect(try workplace.start("audit", []).wait().status == 0)
  }
}
