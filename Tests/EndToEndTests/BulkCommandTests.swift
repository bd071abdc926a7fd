import Formats
import Foundation
import Outreach
import Storage
import Testing

/// Bulk files as a person meets them: dropped, answered, put back.
struct BulkCommandTests {
  /// The line is shown after a second; a program built to be tested answers for longer.
  private static let progressRows = Rounds.count(24_000, full: 60_000)

  private func workplace() throws -> Workplace {
    let workplace = try Workplace(leads: 200)
    workplace.configure("\"settle_seconds\":0")
    return workplace
  }

  private func write(_ text: String, to name: String, of workplace: Workplace) -> String {
    Files.write(Array(text.utf8), to: FileName(name), in: workplace.root)
    return "\(workplace.root)/\(name)"
  }

  @Test("drop shows a dry run, drops the defaults first, and run answers the rows with them")
  func dropAndRun() throws {
    let workplace = try workplace()
    let fair = write("lead_id,tone\n1,\n2,teknik\n999,\n1,\n", to: "fair.csv", of: workplace)
    let defaults = write(#"{"tone":"samimi","max_followups":0}"#, to: "fair.defaults.json", of: workplace)
    let alone = try workplace.start("drop", [fair, "--dry-run"]).wait()
    #expect(alone.status == 0 && alone.errors.contains("fair.defaults.json lies beside"), "\(alone.errors)")
    let dry = try workplace.start("drop", [fair, defaults, "--dry-run"]).wait()
    #expect(dry.status == 0 && !dry.errors.contains("fair.defaults.json"), "\(dry.errors)")
    for part in ["default: tone", "4 rows: 3 would be accepted", "LEAD_NOT_FOUND", "row 3", "Defaults for"] {
      #expect(dry.output.contains(part), "\(part): \(dry.output)")
    }
    #expect(SpoolListing(inbox: workplace.inbox).requests.isEmpty)
    let json = try workplace.start("drop", [fair, defaults, "--dry-run", "--json"]).wait()
    #expect(try JSONValue(parsing: Array(json.output.utf8))["accepted"]?.int == 3)
    let drop = try workplace.start("drop", [fair, defaults]).wait()
    #expect(drop.status == 0 && drop.output.hasPrefix("fair.defaults.json dropped"), "\(drop.output)\(drop.errors)")
    Files.write(Array("{}".utf8), to: "7.json", in: workplace.inbox)
    let run = try workplace.start("run", ["--strict"]).wait()
    #expect(run.status == 65, "a row was refused: \(run.errors)")
    #expect(run.output.contains("1 request answered in "), "\(run.output)")
    #expect(
      run.output.contains(
        "1 accepted, 0 refused; 1 file with 4 rows: 2 accepted, 2 refused (1 skipped); 5 jobs planned."),
      "\(run.output)")
    #expect(run.errors.isEmpty, "no progress but on a terminal: \(run.errors)")
    let first = try #require(workplace.response("fair.ndjson")?.split(separator: 0x0A).first)
    #expect(try JSONValue(parsing: Array(first))["data"]?["tone"]?.string == "samimi")
  }

  @Test("a file that would be refused as a whole is not dropped, nor is what was named with it")
  func refused() throws {
    let workplace = try workplace()
    let bad = write("lead_id,chanel\n1,x\n", to: "bad.csv", of: workplace)
    let good = write("{}", to: "1.json", of: workplace)
    let end = try workplace.start("drop", [good, bad]).wait()
    #expect(end.status == 65 && end.errors.contains("did you mean \"channel\""), "\(end.errors)")
    #expect(SpoolListing(inbox: workplace.inbox).requests.isEmpty)
    let defaults = write(#"{"tone":"x"}"#, to: "bad.defaults.json", of: workplace)
    #expect(try workplace.start("drop", [defaults]).wait().status == 65)
  }

  @Test("run says which file was refused as a whole, and why")
  func refusedWhole() throws {
    let workplace = try workplace()
    Files.write(Array("lead_id,chanel\n1,x\n".utf8), to: "near.csv", in: workplace.inbox)
    let alone = try workplace.start("run").wait()
    #expect(alone.output.hasPrefix("near.csv was refused: ") && alone.output.contains("\"channel\""), "\(alone.output)")
    Files.write(Array("lead_id,chanel\n1,x\n".utf8), to: "near.csv", in: workplace.inbox)
    Files.write(Array("lead_id\n1\n".utf8), to: "good.csv", in: workplace.inbox)
    let both = try workplace.start("run").wait()
    #expect(both.output.contains("1 file with 1 row answered in "), "\(both.output)")
    #expect(both.output.contains("planned.\nnear.csv was refused: "), "\(both.output)")
  }

  @Test("a refused file goes back with its defaults and is answered again")
  func requeue() throws {
    let workplace = try workplace()
    Files.deliver(Array(#"{"max_followups":0}"#.utf8), to: "fair.defaults.json", in: workplace.inbox)
    Files.deliver(Array("lead_id\n500\n501\n".utf8), to: "fair.csv", in: workplace.inbox)
    #expect(try workplace.run(["--strict"]).status == 65)
    #expect(workplace.places(of: "fair.csv") == ["failed"])
    Files.write(Workplace.book(400...600), to: "leads.csv", in: workplace.root)
    let back = try workplace.start("requeue", ["--code", "LEAD_NOT_FOUND"]).wait()
    #expect(back.status == 0 && back.output == "fair.csv is back in the inbox\n", "\(back.output)\(back.errors)")
    let run = try workplace.run(["--strict"])
    #expect(run.status == 0 && run.summary["rows_accepted"] == 2 && run.summary["jobs"] == 2, "\(run.output)")
  }

  @Test("watch says one line when a file is done, and counts its rows for machines")
  func watch() throws {
    for json in [false, true] {
      let workplace = try workplace()
      let watch = try workplace.watch(json ? ["--json"] : [])
      Files.deliver(Array("lead_id,tone\n1,\n2,x\n3,\n".utf8), to: "fair.csv", in: workplace.inbox)
      #expect(Clock.wait { watch.outputSoFar.hasSuffix("\n") }, "\(watch.errorsSoFar)")
      watch.send(SIGTERM)
      let said = watch.wait().output
      if json {
        #expect(said.contains("\"rows_accepted\":2,\"rows_rejected\":1"), "\(said)")
      } else {
        let lines = said.split(separator: "\n")
        #expect(lines.first == "fair.csv: 3 rows answered: 2 accepted, 1 refused, 6 jobs.")
        #expect(lines.count == 2 && lines[1].hasPrefix("  to mend: fair.csv, INVALID_FIELD: "), "\(said)")
      }
    }
  }

  @Test(
    "on a terminal run shows how far it is, and leaves nothing of it behind",
    .enabled(if: access("/usr/bin/script", X_OK) == 0))
  func progress() throws {
    let workplace = try workplace()
    let rows = (1...Self.progressRows).map { "\($0),+9055\(10_000_000 + $0)\n" }.joined()
    Files.deliver(Array(("lead_id,phone\n" + rows).utf8), to: "fair.csv", in: workplace.inbox)
    let command = "\(Program.path) run --config \(workplace.configuration) > \(workplace.root)/summary"
    // A terminal for stderr; what the launcher is followed by is not used.
    let terminal = "exec script -q -e -c '\(command)' /dev/null"
    let end = try Program(
      [], launcher: ["env", "TERM=xterm", "NO_COLOR=", "sh", "-c", terminal], scratch: workplace.root
    ).wait()
    let said = end.output
    #expect(end.status == 0, "\(said)\(end.errors)")
    #expect(said.contains("\r\u{1B}[Kfair.csv: "), "\(said)")
    #expect(said.contains(" rows, ") && said.contains(" %"), "\(said)")
    #expect(said.hasSuffix("\r\u{1B}[K"), "\(said)")
    let summary = String(decoding: try #require(Files.read("\(workplace.root)/summary")), as: UTF8.self)
    #expect(summary.contains("1 file with \(Self.progressRows / 1000),000 rows answered in"), "\(summary)")
  }
}
