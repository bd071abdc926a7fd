import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bulk files and their workers killed, stopped, multiplied and without room: each row answered once all the same.
struct BulkCrashTests {
  private static let rows = Rounds.count(1_000, full: 20_000)

  @Test("killed at random instants between and in the slices", arguments: [1, 3])
  func killed(workers: Int) throws {
    let workplace = try Workplace(leads: 1, outboxOn: workers == 1 ? .disk : nil)
    workplace.configure("\"settle_seconds\":0")
    let traffic = Traffic()
    let startUp = try workplace.run().seconds
    traffic.drop(Array(Workplace.export(1...Self.rows).utf8), as: "big.csv", into: workplace.inbox)
    traffic.drop(Array(#"{"max_followups":1}"#.utf8), as: "small.defaults.json", into: workplace.inbox)
    traffic.drop(Array(Workplace.export(50...90).utf8), as: "small.csv", into: workplace.inbox)
    traffic.drop(Array("1\n\n{\"lead_id\":1}\n".utf8), as: "bad.ndjson", into: workplace.inbox)
    var kills = 0
    let deadline = Clock.seconds() + Double(Rounds.count(4, full: 60))
    while Clock.seconds() < deadline, !isDone(workplace) || kills < Rounds.count(4, full: 30) {
      if isDone(workplace) {
        let more = 1_000_000 + kills * 1000
        traffic.drop(
          Array(Workplace.export(more...(more + 999)).utf8), as: FileName("more \(kills).csv"), into: workplace.inbox)
      }
      let programs = try (0..<workers).map { _ in try workplace.start("run", ["--wait", "0.1"]) }
      traffic.drop(Array("{}".utf8), as: FileName("lead-\(kills).json"), into: workplace.inbox)
      Clock.sleep(startUp * Double.random(in: 0.3...1.2) + Double.random(in: 0...0.4))
      for program in programs { program.send(SIGKILL) }
      for program in programs where program.wait().signal == SIGKILL { kills += 1 }
      #expect(try workplace.audit() == 0, "while files are half done")
    }
    #expect(kills > 0)
    try finish(workplace)
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems() == [], "after \(kills) kills")
    #expect(workplace.verdicts("big").count == Self.rows)
    #expect(
      SpoolListing(inbox: workplace.inbox).errorFiles.allSatisfy {
        !String(decoding: $0.bytes, as: UTF8.self).contains("INTERNAL")
      })
    #expect(try workplace.audit() == 0)
  }

  private func isDone(_ workplace: Workplace) -> Bool {
    SpoolListing(inbox: workplace.inbox).requests.allSatisfy { $0.place == .processed || $0.place == .failed }
  }

  @Test("several workers, several bulk files and one-lead files at once")
  func manyWorkers() throws {
    let workplace = try Workplace(leads: 20_000)
    let traffic = Traffic()
    let watchers = try (0..<2).map { _ in try workplace.watch() }
    let feeder = Feeder(traffic, into: workplace.inbox, from: 10_000, pause: 0.02)
    for file in 0..<4 {
      let first = 1 + file * 300
      // The last fifty leads of each are the next one's first.
      traffic.drop(
        Array(Workplace.export(first...(first + 349)).utf8), as: FileName("part \(file).csv"), into: workplace.inbox)
    }
    let run = try workplace.run()
    #expect(run.status == 0, "\(run.errors)")
    feeder.stop()
    try finish(workplace)
    for watcher in watchers { watcher.send(SIGTERM) }
    for watcher in watchers { #expect(watcher.wait().status == 0) }
    try finish(workplace)
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems() == [])
    let verdicts = (0..<4).flatMap { workplace.verdicts("part \($0)") }
    #expect(verdicts.count { $0 == "ok" } == 1250 && verdicts.count { $0 == "ALREADY_ACTIVE" } == 150)
    #expect(try workplace.audit() == 0)
  }

  @Test("SIGTERM finishes the slice in hand, and the next run goes on; one-lead files do not wait for a bulk file")
  func responsive() throws {
    let workplace = try Workplace(leads: 9)
    let traffic = Traffic()
    let watch = try workplace.watch()
    traffic.drop(Array(Workplace.export(1000...200_999).utf8), as: "big.csv", into: workplace.inbox)
    #expect(Clock.wait { !Files.list("\(workplace.outbox)/jobs").isEmpty })
    traffic.drop(Array("{}".utf8), as: "1.json", into: workplace.inbox)
    #expect(workplace.waitForResponse("1.json"))
    #expect(workplace.places(of: "big.csv") == ["processing"], "answered between two slices")
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
    #expect(workplace.places(of: "big.csv") == ["processing"])
    #expect(try workplace.audit() == 0)
    let status = try workplace.start("status").wait()
    #expect(status.status == 0, "\(status.output)\(status.errors)")
    let program = try workplace.start("run", ["--json"])
    Clock.sleep(1)
    program.send(SIGTERM)
    #expect(program.wait().status == 0)
    #expect(try workplace.audit() == 0)
  }

  @Test(
    "a disk that fills up in the middle: said, nothing lost, and it goes on when there is room",
    .enabled(if: SmallDisk.canMount, "skipped: needs root and the right to mount"), arguments: ["inbox", "outbox"])
  func fullDisk(place: String) throws {
    let workplace = try Workplace(leads: 9)
    workplace.configure("\"settle_seconds\":0")
    let disk = try SmallDisk(on: place == "inbox" ? workplace.inbox : workplace.outbox, "size=1500k")
    let traffic = Traffic()
    // Half the rows are refused, so that the inbox's side fills up too.
    var rows = "lead_id,phone,notes\n"
    for lead in 1000...2400 {
      rows += "\(lead),\(lead % 2 == 0 ? "+905\(400_000_000 + lead)" : "x"),\(String(repeating: "n", count: 700))\n"
    }
    traffic.drop(Array(rows.utf8), as: "big.csv", into: workplace.inbox)
    var full = 0
    for _ in 1...3 {
      let end = try workplace.run()
      guard end.status != 0 else { break }
      full += 1
      #expect(end.status == 73, "\(end.output)\(end.errors)")
      #expect(end.errors.contains("make room"), "\(end.errors)")
      #expect(workplace.places(of: "big.csv") != ["failed"])
      traffic.drop(Array("{}".utf8), as: FileName("\(full).json"), into: workplace.inbox)
    }
    #expect(full > 0, "the disk was never full")
    #expect(workplace.answer("1.json")["ok"] as? Bool == true, "a stuck file leaves room for the others")
    try disk.grow()
    try finish(workplace)
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems() == [])
    #expect(workplace.summary("big")["accepted"] as? Int == 701)
    #expect(try workplace.audit() == 0)
  }

  @Test("watch tells of all slices of a file, not only of the last")
  func watchTellsAll() throws {
    let workplace = try Workplace(leads: 9)
    let watch = try workplace.watch(["--json"])
    workplace.drop(Workplace.export(1...9_000), as: "big.csv")
    #expect(workplace.waitForResponse("big.summary.json"))
    #expect(Clock.wait { watch.outputSoFar.contains("}") })
    watch.send(SIGTERM)
    let lines = watch.wait().output.split(separator: "\n").map { Workplace.object(Array($0.utf8)) }
    #expect(lines.reduce(0) { $0 + ($1["jobs"] as? Int ?? 0) } == 27_000)
    #expect(lines.reduce(0) { $0 + ($1["rows_accepted"] as? Int ?? 0) } == 9_000)
  }

  @Test("what came by a bulk file is seen by history, jobs and prune")
  func readers() throws {
    let workplace = try Workplace(leads: 60)
    workplace.drop("lead_id\n1\n2\n99\n", as: "fair.csv")
    workplace.drop("lead_id,command\n2,cancel\n", as: "later.csv")
    try workplace.run()
    let history = try workplace.start("history", ["2"]).wait().output
    #expect(history.contains("planned") && history.contains("cancelled"), "\(history)")
    let feed = try workplace.start("history", ["--since", "2020-01-01", "--json"]).wait().output
    #expect(feed.contains("fair.csv"), "\(feed)")
    let jobs = try workplace.start("jobs", ["--json"]).wait().output
    #expect(jobs.split(separator: "\n").count { $0.contains("\"status\":\"pending\"") } == 3)
    #expect(jobs.split(separator: "\n").count { $0.contains("\"status\":\"cancelled\"") } == 3)
    #expect(try workplace.start("status", ["--variants"]).wait().output.contains("ilk_temas"))
    #expect(try workplace.start("status").wait().output.contains("2 in all"))
  }
}
