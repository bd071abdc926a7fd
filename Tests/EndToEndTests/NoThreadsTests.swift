import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A container's or a user's limit of processes is reached: no thread can be made.
@Suite struct NoThreadsTests {
  /// `-D`: the process that was started is the program, not its tracer.
  private static let launcher = [
    "strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=clone,clone3", "-e",
    "inject=clone,clone3:error=EAGAIN",
  ]

  @Test(
    "without a thread a worker goes on alone",
    .enabled(if: Strace.isThere, "skipped: strace is not here or may not trace")
  )
  func aWorkerGoesOnAlone() throws {
    let place = try Workplace(leads: 300)
    for lead in 1...300 { Files.deliver(Array("{}".utf8), to: FileName("\(lead).json"), in: place.inbox) }
    var rows = "lead_id,company,phone\n"
    for row in 1...300 { rows += "r\(row),Firma,+90533\(1_000_000 + row)\n" }
    Files.deliver(Array(rows.utf8), to: "fair.csv", in: place.inbox)
    let end = try place.run(launcher: Self.launcher)
    #expect(end.status == 0, "\(end.output)\(end.errors)")
    #expect(end.summary["processed"] == 301 && end.summary["jobs"] == 1800)
  }

  @Test(
    "without a thread a watcher still hears SIGTERM",
    .enabled(if: Strace.isThere, "skipped: strace is not here or may not trace"))
  func aWatcherHearsSIGTERM() throws {
    let place = try Workplace(leads: 100)
    for lead in 1...100 { Files.deliver(Array("{}".utf8), to: FileName("\(lead).json"), in: place.inbox) }
    let watcher = try place.watch(launcher: Self.launcher)
    #expect(place.waitForResponse("100.json", limit: 60))
    watcher.send(SIGTERM)
    #expect(watcher.wait(limit: 30).status == 0)
  }
}
