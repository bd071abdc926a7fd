import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An administrator moves the inbox away under a watcher, and makes another.
struct MovedInboxTests {
  /// The poll comes too late for these answers, so events must bring them.
  @Test("a watcher is woken by what lands in the new inbox", arguments: [0, 0.7])
  func watcherFollows(gap: Double) throws {
    let workplace = try Workplace(leads: 9)
    workplace.configure("\"poll_seconds\":60")
    let watch = try workplace.watch()
    func isAnswered(_ name: FileName) -> Bool {
      Files.deliver(Array("{}".utf8), to: name, in: workplace.inbox)
      return workplace.waitForResponse(name)
    }
    #expect(isAnswered("1.json"))
    for (round, names) in [["2.json", "3.json"], ["4.json", "5.json"]].enumerated() {
      #expect(rename(workplace.inbox, "\(workplace.inbox).\(round)") == 0)
      Clock.sleep(gap)
      #expect(mkdir(workplace.inbox, 0o755) == 0)
      for name in names { #expect(isAnswered(FileName(name)), "\(name): \(watch.errorsSoFar)") }
    }
    // The old one is nobody's concern any more.
    Files.deliver(Array("{}".utf8), to: "6.json", in: "\(workplace.inbox).1")
    #expect(isAnswered("7.json"))
    #expect(workplace.response("6.json") == nil)
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
  }
}
