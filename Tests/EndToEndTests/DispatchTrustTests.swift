import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What somebody who lets it write to customers relies on, whatever happens around a dispatch.
struct DispatchTrustTests {
  /// A spool with a first e-mail for each lead, due now, and a sender that notes each job which it is given.
  private func workplace(_ leads: Int, seconds: Double) throws -> (Workplace, log: String) {
    let workplace = try Workplace(leads: leads)
    let log = "\(workplace.root)/given"
    _ = Files.write(
      Array("read -r job; echo x >>\(log); sleep \(seconds)\n".utf8), to: "send.sh", in: workplace.root)
    workplace.configure(
      #""settle_seconds":0,"window":"always","defaults":{"channel":"email","max_followups":0},"delivery":{"email":{"sender":"command","#
        + #""command":["/bin/sh","\#(workplace.root)/send.sh"],"per_day":100000}}"#)
    let rows = (1...leads).map { "\($0)" }.joined(separator: "\n")
    Files.deliver(Array("lead_id\n\(rows)\n".utf8), to: "all.csv", in: workplace.inbox)
    #expect(try workplace.run().summary["jobs"] == Double(leads))
    return (workplace, log)
  }

  private func given(_ log: String) -> Int { (Files.read(log) ?? []).count { $0 == 0x0A } }

  private func count(_ workplace: Workplace, _ status: String) throws -> Int {
    let end = try workplace.start("jobs", ["--json", "--status", status]).wait()
    return end.output.split(separator: "\n").count
  }

  @Test func killedItLeavesNoMoreInDoubtThanWereOnTheirWay() throws {
    let (workplace, log) = try workplace(60, seconds: 0.4)
    let first = try workplace.start("dispatch")
    #expect(Clock.wait { given(log) >= 6 })
    first.send(SIGKILL)
    _ = first.wait()
    let end = try workplace.start("dispatch", ["--dry-run"]).wait()
    #expect(end.status == 0, "\(end.errors)")
    _ = Files.write(Array("read -r job\n".utf8), to: "send.sh", in: workplace.root)
    let second = try workplace.start("dispatch").wait()
    // Four at once, and as many again where a wave has just begun to grow.
    let unknown = try count(workplace, "failed")
    #expect(unknown <= 16, "\(unknown) unknown")
    #expect(try count(workplace, "sent") == 60 - unknown)
    #expect(unknown == 0 || second.errors.contains("nobody knows whether"), "\(second.errors)")
  }

  @Test func toldToStopItFinishesWhatIsInHandOnly() throws {
    let (workplace, log) = try workplace(120, seconds: 0.3)
    let program = try workplace.start("dispatch", ["--watch"])
    #expect(Clock.wait { given(log) >= 6 })
    program.send(SIGTERM)
    let end = program.wait()
    #expect(end.status == 0 && given(log) <= 40, "\(given(log)) \(end.errors)")
    #expect(try count(workplace, "sent") == given(log))
    #expect(end.output.contains("are left"), "\(end.output)")
  }

  @Test func withoutItsLedgerNothingIsSentAgain() throws {
    let (workplace, log) = try workplace(5, seconds: 0)
    #expect(try workplace.start("dispatch").wait().status == 0)
    #expect(given(log) == 5)
    #expect(try workplace.start("dispatch").wait().status == 0)
    #expect(Tool.run("rm", "-r", "\(workplace.outbox)/ledger"))
    try workplace.run()
    let end = try workplace.start("dispatch").wait()
    #expect(end.status == 74 && end.errors.contains("ledger has lost"), "\(end.status) \(end.errors)")
    #expect(given(log) == 5)
    // Nor is it told to another sender, or counted, as if nothing had been.
    for words in [["jobs", "--due", "--json"], ["jobs", "--due"], ["status"], ["status", "--json"]] {
      let told = try workplace.start(words[0], Array(words.dropFirst())).wait()
      #expect(told.status == 74 && told.output.isEmpty && told.errors == end.errors, "\(words) \(told.output)")
    }
  }

  @Test func aWatchingDispatchDoesNotGoOnWithoutIt() throws {
    let (workplace, log) = try workplace(3, seconds: 0)
    let program = try workplace.start("dispatch", ["--watch"])
    #expect(Clock.wait { given(log) == 3 })
    Clock.sleep(0.5)
    #expect(Tool.run("mv", "\(workplace.outbox)/ledger", "\(workplace.root)/away"))
    Files.deliver(Array("lead_id,email\n901,a@b.example\n".utf8), to: "more.csv", in: workplace.inbox)
    try workplace.run()
    #expect(Clock.wait { program.errorsSoFar.contains("ledger") }, "\(program.errorsSoFar)")
    program.send(SIGTERM)
    _ = program.wait()
    #expect(given(log) == 3)
    #expect(try workplace.start("audit").wait().status == 74)
    #expect(try workplace.start("dispatch", ["--dry-run"]).wait().status == 74)
  }

  @Test func whereAllAreErasedItGoesOn() throws {
    let (workplace, log) = try workplace(1, seconds: 0)
    #expect(try workplace.start("dispatch").wait().status == 0)
    #expect(try workplace.start("erase", ["1"]).wait().status == 0)
    let end = try workplace.start("dispatch").wait()
    #expect(end.status == 0 && given(log) == 1, "\(end.errors)")
  }

  @Test(
    "what has gone out is written down on a disk that has run full meanwhile",
    .enabled(if: SmallDisk.canMount, "skipped: needs root and the right to mount"))
  func fullDisk() throws {
    let workplace = try Workplace(leads: 40)
    let disk = try SmallDisk(on: workplace.outbox, "size=1500k")
    let log = "\(workplace.root)/given"
    // The first message fills the disk.
    let script = """
      read -r job; echo x >>\(log)
      [ -e \(workplace.outbox)/filling ] || dd if=/dev/zero of=\(workplace.outbox)/filling bs=4k 2>/dev/null
      sleep 0.2

      """
    _ = Files.write(Array(script.utf8), to: "send.sh", in: workplace.root)
    workplace.configure(
      #""settle_seconds":0,"window":"always","defaults":{"channel":"email","max_followups":0},"delivery":{"email":{"sender":"command","#
        + #""command":["/bin/sh","\#(workplace.root)/send.sh"]}}"#)
    let rows = (1...40).map { "\($0)" }.joined(separator: "\n")
    Files.deliver(Array("lead_id\n\(rows)\n".utf8), to: "all.csv", in: workplace.inbox)
    try workplace.run()
    let end = try workplace.start("dispatch").wait()
    #expect(end.status == 73, "\(end.status) \(end.errors)")
    let sent = given(log)
    #expect(sent < 40)
    try disk.grow()
    let second = try workplace.start("dispatch").wait()
    #expect(second.status == 0, "\(second.errors)")
    #expect(given(log) == 40, "none twice, none lost")
    #expect(try count(workplace, "sent") == 40)
    #expect(try workplace.start("audit").wait().status == 0)
  }

  @Test func doctorTriesTheSenders() throws {
    let workplace = try Workplace(leads: 1)
    workplace.configure(#""delivery":{"email":{"sender":"command","command":["/no/such/program"]}}"#)
    let end = try workplace.start("doctor").wait()
    #expect(end.status == 74 && end.output.contains("/no/such/program is not there"), "\(end.output)")
    workplace.configure(#""delivery":{"email":{"sender":"command","command":["/bin/sh"]}}"#)
    #expect(try workplace.start("doctor").wait().output.contains("messages go out by command /bin/sh"))
  }
}
