import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A watcher whose batch cannot be answered for a long while, and who asks how it is.
@Suite(.enabled(if: Nobody.canRun, "skipped: needs root and setpriv")) struct StuckWatchTests {
  @Test("it rests longer and longer, says it once, and status tells that nobody is answered")
  func restsLonger() throws {
    let place = try Workplace(leads: 9)
    for path in [place.inbox, place.outbox] { chown(path, Nobody.id, Nobody.id) }
    place.configure("\"settle_seconds\":0")
    #expect(try place.run(launcher: Nobody.launcher).status == 0)
    chown("\(place.outbox)/responses", 0, 0)
    chmod("\(place.outbox)/responses", 0o755)
    let watch = try place.watch(launcher: Nobody.launcher)
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    var batches: Set<FileName> = []
    // Every half second there would be eight, and a slow machine makes them fewer.
    _ = Clock.wait(limit: 4) {
      batches.formUnion(Files.list("\(place.inbox)/processing").map(\.name))
      return false
    }
    #expect((2...6).contains(batches.count), "\(batches)")
    #expect(watch.errorsSoFar.split(separator: "\n").count { $0.contains("is stuck") } == 1, "\(watch.errorsSoFar)")
    let status = try place.start("status", ["--stalled-after", "2"]).wait()
    #expect(status.status == 75 && status.output.contains("STALLED"), "\(status.output)")
    chown("\(place.outbox)/responses", Nobody.id, Nobody.id)
    Files.write(Array("{}".utf8), to: "2.json", in: place.inbox)
    for name: FileName in ["1.json", "2.json"] { #expect(place.waitForResponse(name), "\(watch.errorsSoFar)") }
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }
}
