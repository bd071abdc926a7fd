import Outreach
import Storage
import Testing

/// A line of the ledger that cannot be read is told and holds back whoever it may be about; the others are sent to.
struct DispatchDamageTests {
  @Test func damageIsNamedAndItsLeadWaits() throws {
    let workplace = try Workplace(leads: 3)
    workplace.configure(#""settle_seconds":0,"window":"always","defaults":{"max_followups":0}"#)
    for lead in 1...3 { Files.deliver(Array("{}".utf8), to: FileName("\(lead).json"), in: workplace.inbox) }
    try workplace.run()
    Files.deliver(Array("{}".utf8), to: "2.opt-out.json", in: workplace.inbox)
    try workplace.run()
    let ledger = "\(workplace.outbox)/ledger"
    let day = "\(ledger)/\(try #require(Files.list(ledger).first).name)"
    let name = try #require(Files.list(day).first).name
    let lines = try #require(Files.read(name, in: day))
    // The disk has lost the end, and with it what was said of the addresses.
    Files.write(Array(lines.prefix(lines.count / 2)), to: name, in: day)
    let end = try workplace.start("dispatch").wait()
    #expect(end.status == 74, "\(end.errors)")
    #expect(end.errors.contains("\(name):2: the line is torn"), "\(end.errors)")
    let due = Files.list("\(workplace.outbox)/due/whatsapp").map { "\($0.name)".prefix(2) }
    #expect(due.sorted() == ["1-", "3-"])
  }
}
