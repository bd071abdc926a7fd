import Foundation
import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A day with the commands: drop, look, mend, put back.
struct OperatorTests {
  @Test("dropped, refused for an unknown lead, the book mended, put back, accepted")
  func dropMendRequeue() throws {
    let workplace = try Workplace(leads: 5)
    let desk = "\(workplace.root)/desk"
    mkdir(desk, 0o755)
    let names = (1...8).map { "\($0).json" }
    for name in names { Files.write(Array("{}".utf8), to: FileName(name), in: desk) }
    let files = names.map { "\(desk)/\($0)" }

    let careful = try workplace.start("drop", files).wait()
    #expect(careful.status == 65, "leads 6 to 8 are unknown: \(careful.output)\(careful.errors)")
    #expect(names.allSatisfy { workplace.places(of: FileName($0)).isEmpty })
    // Those who copy by hand are told as well, a little later.
    for file in names { Files.deliver(Array("{}".utf8), to: FileName(file), in: workplace.inbox) }
    #expect(try workplace.run().summary["failed"] == 3)

    Files.deliver(Workplace.book(1...8), to: "leads.csv", in: workplace.root)
    let back = try workplace.start("requeue", ["--code", "LEAD_NOT_FOUND"]).wait()
    #expect(back.status == 0, "\(back.errors)")
    #expect(try workplace.run().summary["processed"] == 3)
    let dropped = Dictionary(uniqueKeysWithValues: names.map { (FileName($0), [Array("{}".utf8)]) })
    #expect(SpoolAudit(workplace, dropped: dropped).problems().isEmpty)
    let status = try workplace.start("status", ["--json"]).wait()
    #expect(status.status == 0, "\(status.output)\(status.errors)")
  }

  @Test("drop, requeue and status beside watchers: each request answered once")
  func besideWatchers() throws {
    let workplace = try Workplace(leads: 60)
    let desk = "\(workplace.root)/desk"
    mkdir(desk, 0o755)
    var dropped: [FileName: [[UInt8]]] = [:]
    let watching = try (0..<2).map { _ in try workplace.watch() }
    for lead in 1...30 {
      let name = FileName("\(lead).json")
      // Every third is refused at first: its lead is in the book only later.
      let known = lead % 3 != 0 ? lead : 60 + lead
      let file = FileName("\(known).json")
      dropped[file] = [Array("{}".utf8)]
      if lead % 3 != 0 {
        Files.write(Array("{}".utf8), to: name, in: desk)
        let end = try workplace.start("drop", ["\(desk)/\(name)"]).wait()
        #expect(end.status == 0, "\(end.errors)")
      } else {
        Files.deliver(Array("{}".utf8), to: file, in: workplace.inbox)
      }
    }
    for file in dropped.keys { #expect(workplace.waitForResponse(file)) }
    Files.deliver(Workplace.book(1...120), to: "leads.csv", in: workplace.root)
    let requeues = try (0..<3).map { _ in try workplace.start("requeue", ["--code", "LEAD_NOT_FOUND"]) }
    for requeue in requeues { #expect(requeue.wait().status == 0) }
    let answered = Clock.wait {
      SpoolListing(inbox: workplace.inbox).requests.allSatisfy { $0.place == .processed }
    }
    #expect(answered)
    for watch in watching { watch.send(SIGTERM) }
    for watch in watching { #expect(watch.wait().status == 0) }
    #expect(SpoolAudit(workplace, dropped: dropped).problems().isEmpty)
  }

  @Test("sent, answered, and seen: jobs as they stand, and how each wording was taken")
  func wordingsByOutcome() throws {
    let workplace = try Workplace(leads: 3)
    for lead in 1...2 {
      Files.deliver(Array(#"{"max_followups":1}"#.utf8), to: FileName("\(lead).json"), in: workplace.inbox)
    }
    #expect(try workplace.run().summary["jobs"] == 4)
    let data = workplace.answer("1.json")["data"] as? [String: Any]
    let job = try #require((data?["jobs"] as? [[String: Any]])?.first?["job_id"] as? String)
    Files.deliver(Array(#"{"job_id":"\#(job)"}"#.utf8), to: "1.sent.json", in: workplace.inbox)
    try workplace.run()
    Files.deliver(Array(#"{"text":"Olur, arayın"}"#.utf8), to: "1.reply.json", in: workplace.inbox)
    try workplace.run()

    let before = SpoolAudit.tree(workplace.root).filter { !$0.contains("/said-") }.sorted()
    let status = try workplace.start("status").wait()
    #expect(status.output.contains("4 planned: 2 pending, 1 sent, 0 failed, 1 cancelled\n"), "\(status.output)")
    #expect(status.output.contains("1 × cancelled: replied\n"), "\(status.output)")
    let table = try workplace.start("status", ["--variants"]).wait()
    #expect(table.status == 0 && table.output.contains("100.0 %"), "\(table.output)\(table.errors)")
    let json = try workplace.start("status", ["--variants", "--json"]).wait()
    let rows = Workplace.object(Array(json.output.utf8))["variants"] as? [[String: Any]] ?? []
    func sum(_ key: String) -> Int { rows.reduce(0) { $0 + ($1[key] as? Int ?? 0) } }
    #expect(["planned", "sent", "replies", "opt_outs"].map(sum) == [4, 1, 1, 0], "\(json.output)")
    for row in rows {
      #expect(row["objective"] as? String == "ilk_temas")
      #expect(row["tone"] as? String == "kurumsal")
    }
    #expect(
      before == SpoolAudit.tree(workplace.root).filter { !$0.contains("/said-") }.sorted(), "reading writes nothing")
  }

  @Test("doctor finds these directories sound, and leaves nothing behind", arguments: [Workplace.Medium.memory, .disk])
  func doctor(medium: Workplace.Medium) throws {
    let workplace = try Workplace(medium, leads: 5)
    let before = SpoolAudit.tree(workplace.root).filter { !$0.contains("/said-") }.sorted()
    let end = try workplace.start("doctor").wait()
    #expect(end.status == 0, "\(end.output)\(end.errors)")
    let after = SpoolAudit.tree(workplace.root).filter { !$0.contains("/said-") }.sorted()
    #expect(before == after)
  }
}
