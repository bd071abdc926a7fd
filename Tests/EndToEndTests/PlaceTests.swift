import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where spools live, and how much lies in them.
struct PlaceTests {
  @Test("inbox and outbox on different file systems", arguments: [Workplace.Medium.memory, .disk])
  func differentFileSystems(inbox: Workplace.Medium) throws {
    let workplace = try Workplace(inbox, leads: 400, outboxOn: inbox == .memory ? .disk : .memory)
    let traffic = Traffic()
    for lead in 1...300 { traffic.drop(lead, into: workplace.inbox) }
    let killed = try workplace.start("run")
    _ = Clock.wait { !Files.list("\(workplace.inbox)/processing").isEmpty }
    Clock.sleep(Double.random(in: 0...0.05))
    killed.send(SIGKILL)
    killed.wait()
    Clock.sleep(0.01)
    workplace.configure("\"settle_seconds\":0")
    try finish(workplace)
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems().isEmpty)
  }

  @Test("on disk, small batches and a large one")
  func onDisk() throws {
    let workplace = try Workplace(.disk, leads: 400)
    workplace.configure("\"settle_seconds\":0")
    let traffic = Traffic()
    for lead in 1...6 {
      traffic.drop(lead, into: workplace.inbox)
      #expect(try workplace.run().status == 0)
    }
    for lead in 7...200 { traffic.drop(lead, into: workplace.inbox) }
    try finish(workplace)
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems().isEmpty)
  }

  @Test("5,000 files waiting")
  func manyWaiting() throws {
    let workplace = try Workplace(leads: 5_000)
    workplace.configure("\"settle_seconds\":0")
    let traffic = Traffic()
    for lead in 1...5_000 { traffic.drop(lead, into: workplace.inbox) }
    let end = try workplace.run(limit: 120)
    #expect(end.status == 0, "\(end.errors)")
    #expect(end.summary["requests"] == 5_000)
    #expect((end.summary["batches"] ?? 0) > 1, "the lock is let go between")
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems().isEmpty)
  }

  @Test("files count in the order of their times, then names")
  func order() throws {
    let workplace = try Workplace(leads: 1)
    var book = "id,company,phone\n"
    for lead in 1...4 { book += "\(lead),Firma \(lead),+905321112233\n" }
    Files.deliver(Array(book.utf8), to: "leads.csv", in: workplace.root)
    // Of four leads with one phone the one that asked first gets it.
    for (lead, second) in [(1, 40), (2, 30), (3, 20), (4, 20)] {
      Files.write(Array("{}".utf8), to: FileName("\(lead).json"), in: workplace.inbox)
      let time = timespec(tv_sec: 1_700_000_000 + second, tv_nsec: 0)
      let times = [time, time]
      utimensat(AT_FDCWD, "\(workplace.inbox)/\(lead).json", times, 0)
    }
    try workplace.run()
    let accepted = (1...4).filter { workplace.answer(FileName("\($0).json"))["ok"] as? Bool == true }
    #expect(accepted == [3])
  }
}
