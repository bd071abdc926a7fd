import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What an administrator and systemd say to a running program.
struct SignalTests {
  @Test("SIGTERM and SIGINT end an idle watcher at once", arguments: [SIGTERM, SIGINT])
  func idle(signal: Int32) throws {
    let workplace = try Workplace(leads: 3)
    let watch = try workplace.watch()
    Clock.sleep(0.2)
    watch.send(signal)
    let end = watch.wait()
    #expect(end.status == 0, "\(end.errors)")
  }

  @Test("SIGTERM under load: the batch in hand is finished, the rest waits", arguments: ["run", "watch"])
  func underLoad(command: String) throws {
    let workplace = try Workplace(leads: 6_000)
    let traffic = Traffic()
    for lead in 1...(command == "run" ? 4_500 : 600) { traffic.drop(lead, into: workplace.inbox) }
    let program = try workplace.start(command)
    #expect(Clock.wait { !Files.list("\(workplace.inbox)/processing").isEmpty })
    program.send(SIGTERM)
    let end = program.wait()
    #expect(end.status == 0, "\(end.errors)")
    let listing = SpoolListing(inbox: workplace.inbox)
    #expect(!listing.requests.contains { $0.place == .processing }, "nothing is left half done")
    if command == "run" { #expect(listing.requests.contains { $0.place == .inbox }, "what was not begun waits") }
    #expect(SpoolAudit(workplace, dropped: traffic.dropped, allowsWaiting: true).problems().isEmpty)
  }

  @Test("SIGTERM right after the start: no harm, and no watcher that stays")
  func rightAfterStart() throws {
    let workplace = try Workplace(leads: 3)
    var died = 0
    for round in 0..<30 {
      let watch = try workplace.start("watch")
      Clock.sleep(Double(round) * 0.004)
      watch.send(SIGTERM)
      let end = watch.wait()
      // Before the program's first line runs nobody can catch a signal; then it has done nothing either.
      if end.signal == SIGTERM { died += 1 } else { #expect(end.status == 0, "\(end.errors)") }
      #expect(end.signal != SIGKILL, "it did not stop after \(round * 4) ms")
      if end.errors.contains("watching") { #expect(end.status == 0) }
    }
    #expect(died < 30, "no run was old enough to hear the signal")
  }

  @Test("started with signals blocked, as some supervisors do, it still hears them")
  func blockedAtStart() throws {
    let workplace = try Workplace(leads: 3)
    let watch = try workplace.start("watch", launcher: ["env", "--block-signal=TERM,INT,HUP"])
    #expect(Clock.wait { watch.errorsSoFar.contains("watching") || !watch.isRunning })
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }

  @Test("SIGHUP takes a new configuration; a broken one leaves the old in force, and both are said")
  func reload() throws {
    let workplace = try Workplace(leads: 9)
    let watch = try workplace.watch()
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("1.json"))
    workplace.configure("\"defaults\":{\"tone\":\"samimi\"}")
    Files.deliver(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("2.json"))
    watch.send(SIGHUP)
    #expect(Clock.wait { watch.errorsSoFar.contains("read again") })
    Files.deliver(Array("{}".utf8), to: "3.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("3.json"))
    Files.deliver(Array("{\"sender\":".utf8), to: "config.json", in: workplace.root)
    watch.send(SIGHUP)
    #expect(Clock.wait { watch.errorsSoFar.contains("keeping the old") })
    #expect(watch.errorsSoFar.contains("config.json"))
    Files.deliver(Array("{}".utf8), to: "4.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("4.json"))
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
    let tones = (1...4).map { (workplace.answer(FileName("\($0).json"))["data"] as? [String: Any])?["tone"] as? String }
    #expect(tones == ["kurumsal", "kurumsal", "samimi", "samimi"])
  }

  @Test("SIGHUP says at once that a lead book cannot be read; a new one that cannot leaves the old in force")
  func reloadOfABrokenBook() throws {
    let workplace = try Workplace(leads: 9)
    let watch = try workplace.watch()
    Files.deliver([], to: "empty.csv", in: workplace.root)
    workplace.configure(leads: "\"empty.csv\"")
    watch.send(SIGHUP)
    #expect(Clock.wait { watch.errorsSoFar.contains("keeping the old") && watch.errorsSoFar.contains("is empty") })
    #expect(!watch.errorsSoFar.contains("Nothing is answered"))
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("1.json"))
    #expect(workplace.answer("1.json")["ok"] as? Bool == true)
    workplace.configure()
    Files.deliver(Array("company\nA\n".utf8), to: "leads.csv", in: workplace.root)
    watch.send(SIGHUP)
    #expect(Clock.wait { watch.errorsSoFar.contains("Nothing is answered for as long as it is so") })
    #expect(!watch.errorsSoFar.contains("read again"))
    Files.deliver(Workplace.book(1...9), to: "leads.csv", in: workplace.root)
    Files.deliver(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("2.json"))
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }

  @Test("SIGHUP that moves the spool: new drops are seen at once in the new inbox")
  func reloadMovesTheSpool() throws {
    let (workplace, other) = (try Workplace(leads: 3), try Workplace(leads: 3))
    let watch = try workplace.watch()
    Files.deliver(Files.read(other.configuration) ?? [], to: "config.json", in: workplace.root)
    watch.send(SIGHUP)
    #expect(Clock.wait { watch.errorsSoFar.contains("read again") })
    Files.deliver(Array("{}".utf8), to: "1.json", in: other.inbox)
    Files.deliver(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    #expect(other.waitForResponse("1.json"))
    watch.send(SIGTERM)
    let end = watch.wait()
    #expect(end.status == 0)
    #expect(end.errors.contains("watching \(other.inbox)"))
    #expect(workplace.places(of: "2.json") == ["inbox"])
  }

  @Test("a lead book that changes is noticed without a signal")
  func leadBook() throws {
    let workplace = try Workplace(leads: 1)
    workplace.configure("\"settle_seconds\":0")
    let watch = try workplace.watch()
    Files.deliver(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("2.json"))
    #expect(workplace.code("2.json") == "LEAD_NOT_FOUND")
    for lead in 2...12 {
      // Replaced and grown in turn: people do both.
      if lead % 2 == 0 {
        Files.deliver(Workplace.book(1...lead), to: "leads.csv", in: workplace.root)
      } else {
        let file = open(workplace.leads, O_WRONLY | O_APPEND | O_CLOEXEC)
        _ = Files.append(Array("\(lead),Firma \(lead),+905\(300_000_000 + lead),\n".utf8), to: file)
        close(file)
      }
      let name = FileName("\(lead)@again.json")
      Files.deliver(Array("{}".utf8), to: name, in: workplace.inbox)
      #expect(workplace.waitForResponse(name))
      #expect(workplace.answer(name)["ok"] as? Bool == true, "\(workplace.answer(name))")
    }
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }

  @Test("a lead book that goes away: nothing is claimed until it is back, and the trouble is said once")
  func leadBookGoesAway() throws {
    let workplace = try Workplace(leads: 3)
    let watch = try workplace.watch()
    unlink(workplace.leads)
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    #expect(Clock.wait { watch.errorsSoFar.contains("leads.csv") })
    Clock.sleep(1.2)
    #expect(workplace.places(of: "1.json") == ["inbox"])
    #expect(watch.errorsSoFar.split(separator: "\n").filter { $0.contains("leads.csv") }.count == 1)
    Files.deliver(Workplace.book(1...3), to: "leads.csv", in: workplace.root)
    Files.deliver(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("1.json"))
    #expect(workplace.waitForResponse("2.json"))
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }

  @Test("an idle watcher answers a drop within a second", arguments: [true, false])
  func latency(carefully: Bool) throws {
    let workplace = try Workplace(leads: 50)
    let watch = try workplace.watch()
    var slowest = 0.0
    for lead in 1...20 {
      let name = FileName("\(lead).json")
      let dropped = Clock.seconds()
      if carefully {
        Files.deliver(Array("{}".utf8), to: name, in: workplace.inbox)
      } else {
        Files.write(Array("{}".utf8), to: name, in: workplace.inbox)
      }
      #expect(workplace.waitForResponse(name))
      slowest = max(slowest, Clock.seconds() - dropped)
    }
    watch.send(SIGTERM)
    watch.wait()
    #expect(slowest < 1)
  }

  @Test("started without standard streams, as some daemons are, it works and stays", arguments: ["run", "watch"])
  func closedStreams(command: String) throws {
    let workplace = try Workplace(leads: 9)
    let program = try workplace.start(command, launcher: ["sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"])
    if command == "watch" {
      Clock.sleep(0.5)
      #expect(program.isRunning)
    } else {
      #expect(program.wait().status == 0)
    }
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    if command == "run" {
      try workplace.start(command, launcher: ["sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"]).wait()
    }
    #expect(workplace.waitForResponse("1.json"))
    if command == "watch" {
      // What it says of the first answer must not reach a file or the signals' pipe.
      Clock.sleep(0.2)
      #expect(program.isRunning, "it stopped after its first answer")
    }
    program.send(SIGTERM)
    #expect(program.wait().status == 0)
    #expect(SpoolAudit(workplace, dropped: ["1.json": [Array("{}".utf8)]]).problems().isEmpty)
  }

  @Test("more events than the system keeps: what was dropped among them is answered")
  func lostEvents() throws {
    let workplace = try Workplace(leads: 60)
    let watch = try workplace.watch()
    Clock.sleep(0.1)
    watch.send(SIGSTOP)
    // The default queue holds 16,384 events.
    for round in 0..<17_000 { Files.write([], to: FileName(".busy-\(round % 7)"), in: workplace.inbox) }
    for lead in 1...50 { Files.deliver(Array("{}".utf8), to: FileName("\(lead).json"), in: workplace.inbox) }
    watch.send(SIGCONT)
    for lead in 1...50 { #expect(workplace.waitForResponse(FileName("\(lead).json"))) }
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }

  @Test("an inbox that is removed and made again is watched again")
  func inboxMadeAgain() throws {
    let workplace = try Workplace(leads: 9)
    let watch = try workplace.watch()
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("1.json"))
    rename(workplace.inbox, "\(workplace.root)/old-inbox")
    Clock.sleep(0.7)
    mkdir(workplace.inbox, 0o755)
    Files.deliver(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    #expect(workplace.waitForResponse("2.json"), "\(watch.errorsSoFar)")
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }
}
