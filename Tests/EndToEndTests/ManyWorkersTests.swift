import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Any number of workers on one inbox: each request answered once, each lead contacted once.
struct ManyWorkersTests {
  @Test("watchers and overlapping runs on one inbox while files stream in", arguments: [2, 4])
  func watchersAndRuns(watchers: Int) throws {
    let workplace = try Workplace(leads: 20_000)
    let traffic = Traffic()
    let watching = try (0..<watchers).map { _ in try workplace.watch() }
    let feeder = Feeder(traffic, into: workplace.inbox, pause: 0.002)
    let deadline = Clock.seconds() + Double(Rounds.count(3, full: 20))
    var told = 0.0
    while Clock.seconds() < deadline {
      let runs = try (0..<2).map { _ in try workplace.start("run", ["--json", "--wait", "300"]) }
      for run in runs {
        let end = run.wait()
        #expect(end.status == 0, "\(end.errors)")
        told += end.summary["requests"] ?? 0
      }
    }
    feeder.stop()
    try finish(workplace)
    for watch in watching {
      watch.send(SIGTERM)
      #expect(watch.wait().status == 0)
    }
    try finish(workplace)
    #expect(traffic.count > 200)
    let problems = SpoolAudit(workplace, dropped: traffic.dropped).problems()
    #expect(problems.isEmpty, "\(traffic.count) requests")
  }

  @Test("one lead asked about three times at once by four runs: one active sequence, distinct job ids")
  func oneLeadThreeTimes() throws {
    let rounds = Rounds.count(7, full: 200)
    let workplace = try Workplace(leads: 20_000)
    var dropped: [FileName: [[UInt8]]] = [:]
    for round in 1...rounds {
      let names = ["\(round).json", "\(round)@a.json", "\(round)@b.json"].map { FileName($0) }
      let workers = try (0..<4).map { _ in try workplace.start("run", ["--json", "--wait", "300"]) }
      // Dropped while they start, so that they meet the files at different moments.
      Clock.sleep(Double.random(in: 0...0.03))
      for name in names {
        Files.deliver(Array("{}".utf8), to: name, in: workplace.inbox)
        dropped[name] = [Array("{}".utf8)]
      }
      var answered = 0.0
      for worker in workers {
        let end = worker.wait()
        #expect(end.status == 0, "\(end.errors)")
        answered += end.summary["requests"] ?? 0
      }
      answered += try workplace.run().summary["requests"] ?? 0
      #expect(answered == 3, "round \(round): the workers together say how many they answered")
      let accepted = names.filter { workplace.answer($0)["ok"] as? Bool == true }
      #expect(accepted.count == 1, "round \(round): \(accepted)")
      #expect(names.filter { workplace.code($0) == "ALREADY_ACTIVE" }.count == 2)
    }
    #expect(SpoolAudit(workplace, dropped: dropped).problems().isEmpty)
  }

  @Test("workers that are frozen and thawed again, as a suspended machine's are")
  func frozen() throws {
    let workplace = try Workplace(leads: 20_000)
    let traffic = Traffic()
    let watching = try (0..<3).map { _ in try workplace.watch() }
    let feeder = Feeder(traffic, into: workplace.inbox, pause: 0.002)
    let deadline = Clock.seconds() + Double(Rounds.count(2, full: 15))
    while Clock.seconds() < deadline {
      let one = watching.randomElement()
      one?.send(SIGSTOP)
      Clock.sleep(Double.random(in: 0...0.1))
      one?.send(SIGCONT)
    }
    feeder.stop()
    for watch in watching { watch.send(SIGTERM) }
    for watch in watching { #expect(watch.wait().status == 0) }
    try finish(workplace)
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems().isEmpty)
  }

  @Test("one address under many leads has one sequence on each channel")
  func oneAddressManyLeads() throws {
    let workplace = try Workplace(leads: 1)
    let leads = 1...40
    var book = "id,company,phone,email\n"
    // The same mobile in every spelling that a lead book may have, and the same mailbox.
    let spellings = ["+905321112233", "0532 111 22 33", "(0532) 111-2233", "90 532 111 22 33", "5321112233"]
    for lead in leads { book += "\(lead),Firma \(lead),\(spellings[lead % spellings.count]),Bilgi@Firma.example\n" }
    Files.deliver(Array(book.utf8), to: "leads.csv", in: workplace.root)
    let workers = try (0..<4).map { _ in try workplace.watch() }
    for lead in leads {
      let channel = lead % 2 == 0 ? "whatsapp" : "email"
      Files.deliver(Array("{\"channel\":\"\(channel)\"}".utf8), to: FileName("\(lead).json"), in: workplace.inbox)
    }
    for lead in leads { #expect(workplace.waitForResponse(FileName("\(lead).json"))) }
    for worker in workers { worker.send(SIGTERM) }
    for worker in workers {
      let end = worker.wait()
      #expect(end.status == 0, "signal \(end.signal ?? 0): \(end.errors)")
    }
    let sequences = Set(SpoolAudit.jobs(of: workplace).compactMap(\.job).map { "\($0.request) \($0.channel)" })
    #expect(sequences.count == 2, "\(sequences)")
  }
}
