import Foundation
import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a cron job and its mail to the administrator see.
struct ExitStatusTests {
  @Test("0 and the --json line; 65 with --strict")
  func done() throws {
    let workplace = try Workplace(leads: 5)
    workplace.configure("\"settle_seconds\":0")
    #expect(try workplace.run(["--strict"]).status == 0, "nothing to do is no failure")
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    Files.write(Array(#"{"tone":"?"}"#.utf8), to: "2.json", in: workplace.inbox)
    let end = try workplace.run()
    #expect(end.status == 0)
    #expect(end.output.split(separator: "\n").count == 1)
    let keys = end.output.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    #expect(
      keys == [
        "batches", "requests", "processed", "failed", "rows_accepted", "rows_rejected", "jobs", "not_ready", "seconds",
      ])
    let expected: [String: Double] = [
      "batches": 1, "requests": 2, "processed": 1, "failed": 1, "jobs": 3, "not_ready": 0,
    ]
    for (key, value) in expected { #expect(end.summary[key] == value, "\(key)") }
    #expect(end.errors.isEmpty, "\(end.errors)")
    Files.write(Array(#"{"tone":"?"}"#.utf8), to: "3.json", in: workplace.inbox)
    #expect(try workplace.run(["--strict"]).status == 65)
    #expect(try workplace.run(["--strict"]).status == 0)
  }

  @Test(
    "64: a command line that is not understood, with the way out",
    arguments: [
      [], ["rn"], ["run", "--jsn"], ["run", "--wait"], ["run", "--wait", "soon"], ["run", "--wait", "-1"],
      ["run", "139.json"],
      ["run", "-v"], ["run", "--json=yes"], ["watch", "--strict"],
    ])
  func usage(words: [String]) throws {
    let workplace = try Workplace(leads: 1)
    let config = words.first == "run" || words.first == "watch" ? ["--config", workplace.configuration] : []
    let end = try Program(words + config, scratch: workplace.root).wait()
    #expect(end.status == 64, "\(end.errors)")
    #expect(end.errors.contains("--help"), "\(end.errors)")
    #expect(end.output.isEmpty)
  }

  @Test(
    "--help and --version go to stdout",
    arguments: [["--help"], ["--version"], ["run", "--help"], ["watch", "--help"]])
  func help(words: [String]) throws {
    let workplace = try Workplace(leads: 1)
    let end = try Program(words, scratch: workplace.root).wait()
    #expect(end.status == 0)
    #expect(end.output.contains("outreach-scheduler") && end.errors.isEmpty)
  }

  @Test("66: no such inbox or outbox, never made silently; --create makes them", arguments: ["inbox", "outbox"])
  func missing(directory: String) throws {
    let workplace = try Workplace(leads: 1)
    rmdir("\(workplace.root)/\(directory)")
    for command in ["run", "watch"] {
      let end = try workplace.start(command).wait()
      #expect(end.status == 66)
      #expect(end.errors.contains("\(workplace.root)/\(directory)") && end.errors.contains("--create"), "\(end.errors)")
      #expect(!Files.exists("\(workplace.root)/\(directory)"))
    }
    let made = try workplace.run(["--create"])
    #expect(made.status == 0, "\(made.errors)")
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    #expect(try workplace.run().summary["processed"] == 1)
  }

  @Test("drop --create makes what run needs")
  func dropCreates() throws {
    let workplace = try Workplace(leads: 1)
    for directory in ["inbox", "outbox"] { rmdir("\(workplace.root)/\(directory)") }
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.root)
    let end = try workplace.start("drop", ["\(workplace.root)/1.json", "--create"]).wait()
    #expect(end.status == 0, "\(end.errors)")
    #expect(try workplace.run().summary["processed"] == 1)
  }

  @Test("options win over the configuration; what the program makes is closed to others")
  func options() throws {
    let (workplace, other) = (try Workplace(leads: 1), try Workplace(leads: 1))
    Files.write(Array("{}".utf8), to: "1.json", in: other.inbox)
    let end = try workplace.run(["--inbox", other.inbox, "--outbox", other.outbox, "--leads", other.leads])
    #expect(end.summary["processed"] == 1)
    #expect(other.response("1.json") != nil)
    for path in SpoolAudit.tree(other.outbox) {
      var status = stat()
      lstat(path, &status)
      #expect(status.st_mode & 0o7777 == 0o640, "\(path)")
    }
  }

  @Test(
    "74: an output that cannot be written is no success",
    .enabled(if: access("/dev/full", W_OK) == 0, "skipped: there is no /dev/full"),
    arguments: [
      ["jobs", "--json"], ["jobs"], ["history", "1"], ["history", "1", "--json"], ["status"], ["status", "--json"],
      ["run"], ["run", "--json"], ["audit"], ["columns", "LEADS"], ["drop", "2.json"], ["cancel", "1"], ["generate"],
      ["--help"], ["jobs", "--help"],
    ])
  func fullOutput(words: [String]) throws {
    let workplace = try Workplace(leads: 3)
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run()
    Files.write(Array("{}".utf8), to: "2.json", in: workplace.root)
    Files.write(Array("{\"lead_id\":1}\n".utf8), to: "rows.ndjson", in: workplace.root)
    let words = words.map { $0 == "LEADS" ? workplace.leads : $0 == "2.json" ? "\(workplace.root)/2.json" : $0 }
    let script = #"exec "$0" "$@" < \#(workplace.root)/rows.ndjson > /dev/full"#
    let end = try Program(
      words, launcher: ["sh", "-c", script], environment: ["OUTREACH_CONFIG": workplace.configuration],
      scratch: workplace.root
    ).wait()
    #expect(end.status == 74, "\(end.errors)")
    #expect(end.errors.split(separator: "\n").count { $0.contains("the output is not whole") } == 1, "\(end.errors)")
  }

  @Test("nobody reads on: the command ends quietly", arguments: [["jobs", "--json"], ["history", "1"]])
  func closedPipe(words: [String]) throws {
    let workplace = try Workplace(leads: 3)
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run()
    for ignored in ["", "trap '' PIPE; "] {
      let end = try Program(
        words, launcher: ["sh", "-c", ignored + #""$0" "$@" | true"#],
        environment: ["OUTREACH_CONFIG": workplace.configuration], scratch: workplace.root
      ).wait()
      #expect(end.status == 0 && !end.errors.contains("cannot be written"), "\(end.errors)")
    }
  }

  @Test("75: another worker holds the lock for longer than --wait")
  func locked() throws {
    let workplace = try Workplace(leads: 3)
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    let lock = open("\(workplace.outbox)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let end = try workplace.run(["--wait", "0.3"])
    #expect(end.status == 75)
    #expect(end.errors.contains(".lock"), "\(end.errors)")
    #expect(end.seconds > 0.3)
    #expect(workplace.places(of: "1.json") == ["inbox"])
    let waiting = try workplace.start("run", ["--wait", "20", "--json"])
    Clock.sleep(0.4)
    close(lock)
    #expect(waiting.wait().summary["processed"] == 1)
  }

  @Test(
    "75: a lead book that is named and missing or unreadable; nothing is claimed",
    arguments: ["missing", "directory", "broken"])
  func leadBook(kind: String) throws {
    let workplace = try Workplace(leads: 3)
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    let path = "\(workplace.root)/\(kind).csv"
    if kind == "directory" { symlink("/nowhere/leads.csv", path) }
    if kind == "broken" { Files.write([0xFF, 0xFE, 0x00, 0x00, 0x01], to: "broken.csv", in: workplace.root) }
    let end = try workplace.run(["--leads", path])
    #expect(end.status == 75, "\(end.output)\(end.errors)")
    #expect(end.errors.contains("\(kind).csv"), "\(end.errors)")
    #expect(workplace.places(of: "1.json") == ["inbox"])
    #expect(try workplace.run().summary["processed"] == 1)
  }

  @Test(
    "78: a configuration that cannot be used says where and what to do",
    arguments: [
      ("{", "config.json"), ("[]", "object"), ("{}", "sender"), (#"{"sender":{"name":"A"}}"#, "company"),
      (#"{"sender":{"name":"A","company":"B"},"cooldwn_days":3}"#, "cooldown_days"),
      (#"{"sender":{"name":"A","company":"B"},"cooldown_days":-3}"#, "cooldown_days"),
      (#"{"sender":{"name":"A","company":"B"},"defaults":{"tone":"kurumsl"}}"#, "kurumsal"),
      (#"{"sender":{"name":"A","company":"B"},"window":{"days":["monday"]}}"#, "mon"),
      (#"{"sender":{"name":"A","company":"B"},"window":{"from":"18:00","to":"09:00"}}"#, "18:00"),
      (#"{"sender":{"name":"A","company":"B"},"window":{"time_zone":"Europe/Istambul"}}"#, "Istambul"),
      (#"{"sender":{"name":"A","company":"B"},"send_after_hours":[0,48,24]}"#, "send_after_hours"),
      (#"{"sender":{"name":"A","company":"B"},"allowed_owners":["nobody-of-that-name"]}"#, "nobody-of-that-name"),
      (#"{"sender":{"name":"A","company":"B"},"templates":"/no/such/words"}"#, "/no/such/words"),
      (#"{"sender":{"name":"A","company":"B"},"poll_seconds":"often"}"#, "poll_seconds"),
      (#"{"sender":{"name":"A","company":"B"},"sender":{"name":"C","company":"D"}}"#, "sender"),
    ])
  func configuration(text: String, mention: String) throws {
    let workplace = try Workplace(leads: 1)
    Files.deliver(Array(text.utf8), to: "config.json", in: workplace.root)
    let places = ["--inbox", workplace.inbox, "--outbox", workplace.outbox]
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    for command in ["run", "watch"] {
      let end = try workplace.start(command, places).wait()
      #expect(end.status == 78, "\(text): \(end.errors)")
      #expect(end.errors.contains(mention), "\(text): \(end.errors)")
    }
    #expect(workplace.places(of: "1.json") == ["inbox"])
  }

  @Test("78: no configuration at all, or one that is not there; OUTREACH_CONFIG names one")
  func noConfiguration() throws {
    let workplace = try Workplace(leads: 1)
    let none = try Program(["run"], scratch: workplace.root).wait()
    #expect(none.status == 78 && none.errors.contains("OUTREACH_CONFIG"), "\(none.errors)")
    let absent = try Program(["run", "--config", "\(workplace.root)/other.json"], scratch: workplace.root).wait(
      limit: 10)
    #expect(absent.status == 78 && absent.errors.contains("other.json"), "\(absent.errors)")
    let named = try Program(["run"], environment: ["OUTREACH_CONFIG": workplace.configuration], scratch: workplace.root)
    #expect(named.wait().status == 0)
  }

  @Test("74: a damaged roster stops everything that would contact somebody twice, and says what to do")
  func damagedRoster() throws {
    let workplace = try Workplace(leads: 3)
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run()
    let roster = Files.list("\(workplace.outbox)/roster").map(\.name)
    var bytes = Files.read(roster[0], in: "\(workplace.outbox)/roster") ?? []
    bytes[40] ^= 1
    Files.write(bytes, to: roster[0], in: "\(workplace.outbox)/roster")
    Files.write(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    let end = try workplace.run()
    #expect(end.status == 74, "\(end.output)\(end.errors)")
    #expect(end.errors.contains("roster") && end.errors.contains("damaged"), "\(end.errors)")
    #expect(end.errors.contains("audit --rebuild") && !end.errors.contains("removed"), "\(end.errors)")
    let said = try workplace.start("run").wait()
    #expect(said.status == 74 && !said.output.contains("Nothing to answer"), "\(said.output)")
    #expect(workplace.places(of: "2.json") == ["inbox"])
  }

  @Test("75: a lead book that is named and missing, even if nothing waits")
  func leadBookOfNobody() throws {
    let workplace = try Workplace(leads: 3)
    let end = try workplace.start("run", ["--leads", "\(workplace.root)/nope"]).wait()
    #expect(end.status == 75 && end.errors.contains("nope"), "\(end.output)\(end.errors)")
    #expect(!end.output.contains("Nothing to answer"), "\(end.output)")
  }

  @Test("74: what cannot be read, and audit names it and goes on", .enabled(if: Nobody.canRun, "skipped: needs root"))
  func unreadable() throws {
    let workplace = try Workplace(leads: 3)
    workplace.configure("\"settle_seconds\":0")
    for path in [workplace.inbox, workplace.outbox] { chown(path, Nobody.id, Nobody.id) }
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run(launcher: Nobody.launcher)
    let file = try #require(SpoolAudit.tree("\(workplace.outbox)/jobs").first { $0.hasSuffix(".ndjson") })
    chown(file, 0, 0)
    chmod(file, 0o600)
    for (command, words) in [("jobs", []), ("history", ["1"]), ("audit", []), ("status", [])] {
      let end = try workplace.start(command, words, launcher: Nobody.launcher).wait()
      #expect(end.status == 74, "\(command): \(end.output)\(end.errors)")
      if command == "audit" { #expect(end.output.contains("Permission denied"), "\(end.output)\(end.errors)") }
    }
  }

  @Test(
    "an argument that makes no sense is named as it was typed",
    arguments: [
      (["cancel", "a/b"], "\"a/b\" is no lead id", 64), (["cancel", "139", "--ref", "a b"], "--ref", 64),
      (["jobs", "--lead"], "--lead needs an ID", 64), (["run", "--wait"], "--wait needs a SECONDS", 64),
      (["columns", "."], ". is a directory", 65), (["opt-out", "139", "--at", "yesterday"], "\"at\"", 64),
      (["reply", "139", "--at", "2026-13-45"], "\"at\"", 64), (["opt-in", "139", "--at", "yesterday"], "\"at\"", 64),
      (["opt-out", "--to", "0532 111 22 33", "--at", "yesterday"], "\"at\"", 64),
      (["bounce", "139-email-1-20261123T101512.345678Z", "--kind", "sofft"], "\"kind\"", 64),
    ])
  func arguments(words: [String], mention: String, status: Int32) throws {
    let workplace = try Workplace(leads: 1)
    let end = try workplace.start(words[0], Array(words.dropFirst())).wait()
    #expect(end.status == status, "\(end.errors)")
    #expect(end.errors.contains(mention) && !end.errors.contains("rename"), "\(end.errors)")
    #expect(Files.list(workplace.inbox).isEmpty)
  }
}
