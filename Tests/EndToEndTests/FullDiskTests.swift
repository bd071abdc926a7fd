import Outreach
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A disk that is really full: nobody's request is refused for it, and all goes on once there is room.
struct FullDiskTests {
  enum Shortage: String, CaseIterable {
    case outboxBytes, outboxInodes, inboxInodes
  }

  @Test(
    "run says what is full, loses nothing and ends well when there is room",
    .enabled(if: SmallDisk.canMount, "skipped: needs root and the right to mount"), arguments: Shortage.allCases)
  func run(shortage: Shortage) throws {
    let workplace = try Workplace(leads: 200)
    workplace.configure("\"settle_seconds\":0")
    let place = shortage == .inboxInodes ? workplace.inbox : workplace.outbox
    // The inbox holds the hundred requests and no room for a batch of them.
    let disk = try SmallDisk(
      on: place, shortage == .outboxBytes ? "size=200k" : shortage == .outboxInodes ? "nr_inodes=60" : "nr_inodes=105")
    let traffic = Traffic()
    for lead in 1...100 { traffic.drop(lead, into: workplace.inbox) }
    for _ in 1...3 {
      let end = try workplace.run()
      #expect(end.status == 73, "\(end.output)\(end.errors)")
      #expect(end.errors.contains(place) && end.errors.contains("make room"), "\(end.errors)")
      #expect(SpoolListing(inbox: workplace.inbox).requests.count == 100)
      #expect(!SpoolListing(inbox: workplace.inbox).requests.contains { $0.place == .failed })
      let staged = SpoolAudit.tree(workplace.outbox).filter { $0.contains("/.2") }
      #expect(staged.isEmpty, "a full disk is not filled further")
    }
    try disk.grow()
    try finish(workplace)
    let problems = SpoolAudit(workplace, dropped: traffic.dropped).problems()
    #expect(problems.isEmpty)
  }

  @Test(
    "watch says it once, backs off, and goes on by itself",
    .enabled(if: SmallDisk.canMount, "skipped: needs root and the right to mount"))
  func watch() throws {
    let workplace = try Workplace(leads: 200)
    workplace.configure("\"settle_seconds\":0")
    let disk = try SmallDisk(on: workplace.outbox, "size=200k")
    let watch = try workplace.watch()
    let traffic = Traffic()
    for lead in 1...100 { traffic.drop(lead, into: workplace.inbox) }
    #expect(Clock.wait { watch.errorsSoFar.contains("No space left") }, "\(watch.errorsSoFar)")
    Clock.sleep(1.5)
    let said = watch.errorsSoFar.split(separator: "\n").filter { $0.contains("No space left") }
    // Each try meets another file, so each says another sentence; without backing off there would be hundreds.
    #expect(said.count <= 10, "\(said)")
    try disk.grow()
    let waited = Clock.wait {
      let requests = SpoolListing(inbox: workplace.inbox).requests
      return requests.allSatisfy { $0.place == .processed || $0.place == .failed }
    }
    #expect(waited, "\(watch.errorsSoFar)")
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
    #expect(SpoolAudit(workplace, dropped: traffic.dropped).problems().isEmpty)
  }
}

/// A file system of a few hundred kilobytes, mounted for the length of a test.
final class SmallDisk {
  private let path: String

  struct CannotMount: Error {}

  init(on path: String, _ options: String) throws {
    self.path = path
    guard Tool.run("mount", "-t", "tmpfs", "-o", options, "none", path) else { throw CannotMount() }
    chmod(path, 0o755)
  }

  func grow() throws {
    guard Tool.run("mount", "-o", "remount,size=64m,nr_inodes=100000", path) else { throw CannotMount() }
  }

  deinit { Tool.run("umount", "-l", path) }

  static let canMount: Bool = {
    guard geteuid() == 0, let scratch = try? Workplace(leads: 1) else { return false }
    return (try? SmallDisk(on: scratch.inbox, "size=64k")) != nil
  }()
}
