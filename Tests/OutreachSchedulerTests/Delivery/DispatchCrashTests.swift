import Outreach
import Testing

@testable import Dispatching
@testable import Inspection
@testable import Records
@testable import Scheduling
@testable import Spool
@testable import Storage

/// A dispatcher dies at every operation, and another one comes: counted where messages arrive.
@Suite struct DispatchCrashTests {
  private func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    for id in 1...3 { try spool.drop(FileName("\(id).json"), #"{"max_followups":0}"#) }
    try spool.answer()
    return spool
  }

  /// - Returns: how many operations an undisturbed dispatch takes.
  private func operations(_ spool: SimulatedSpool, _ sender: any ChannelSender) throws -> Int {
    let files = spool.files()
    try SimulatedSpool.dispatch(files, [.whatsapp: sender])
    return files.operations
  }

  @Test func killedAtAnyOperationNoMessageGoesTwiceAndNoneIsForgotten() throws {
    let spool = try spool()
    let count = try operations(spool, Receiver())
    #expect(count > 30)
    for death in 0..<count {
      let receiver = Receiver()
      let files = spool.files()
      files.death = death
      // A process that is dead hands nothing over.
      receiver.before = { _ in if files.operations > death { throw FileError("send", "", code: 1) } }
      _ = try? SimulatedSpool.dispatch(files, [.whatsapp: receiver])
      receiver.before = { _ in }
      var next = spool
      next.disk = files.snapshot
      _ = try next.dispatch(to: receiver)
      _ = try next.dispatch(to: receiver)
      #expect(receiver.counts.values.allSatisfy { $0 == 1 }, "killed at operation \(death)")
      // Whatever did not arrive is held, and said.
      let statuses = try next.statuses()
      let held = statuses.filter { $0.hasSuffix("(unknown)") }.count
      let sent = statuses.filter { $0.hasSuffix(" sent") }.count
      #expect(held + sent == 3, "killed at operation \(death): \(statuses)")
      #expect(sent <= receiver.counts.count && receiver.counts.count <= sent + held, "killed at operation \(death)")
    }
  }

  /// With a program that fetches files no message is ever in doubt.
  @Test func killedAtAnyOperationEveryFileIsReleasedOnce() throws {
    let spool = try spool()
    let whole = spool.files()
    let count = try {
      try SimulatedSpool.dispatch(
        whole, [.whatsapp: SpoolSender(outbox: "outbox", channel: .whatsapp, files: whole)])
      return whole.operations
    }()
    for death in 0..<count {
      let files = spool.files()
      files.death = death
      _ = try? SimulatedSpool.dispatch(
        files, [.whatsapp: SpoolSender(outbox: "outbox", channel: .whatsapp, files: files)])
      var fetched: [FileName] = []
      var next = spool
      next.disk = files.snapshot
      for _ in 1...2 {
        // What is there is fetched before the next one comes.
        let files = next.files()
        if let due = try? files.openDirectory("due", in: files.openDirectory(at: "outbox")),
          let directory = try? files.openDirectory("whatsapp", in: due)
        {
          let sent = try files.openDirectory("sent", in: due)
          for entry in try files.list(directory) where !entry.name.hasPrefix(".") {
            fetched.append(entry.name)
            try files.rename(entry.name, in: directory, to: entry.name, in: sent, replacing: false)
          }
        }
        let again = MemoryFileSystem(files.snapshot)
        try SimulatedSpool.dispatch(
          again, [.whatsapp: SpoolSender(outbox: "outbox", channel: .whatsapp, files: again)])
        next.disk = again.snapshot
      }
      let left = next.disk.list("outbox/due/whatsapp").filter { !$0.hasPrefix(".") }
      let names = (fetched + left).map(\.description).sorted().map { $0.prefix(2) }
      #expect(names == ["1-", "2-", "3-"], "killed at operation \(death)")
    }
  }

  @Test func twoDispatchersAtOnceAreOne() throws {
    let files = try spool().files()
    let outbox = try files.openDirectory(at: "outbox")
    let first = try #require(try DispatchLock.take(in: outbox, files))
    #expect(try DispatchLock.take(in: outbox, files) == nil)
    first.release(files)
    let second = try #require(try DispatchLock.take(in: outbox, files))
    second.release(files)
  }

  @Test func aDiskThatRefusesTheIntentLetsNothingGo() throws {
    let spool = try spool()
    let files = spool.files()
    files.refuse = { $0.path.contains("dispatch-") ? 28 : nil }
    let receiver = Receiver()
    _ = try? SimulatedSpool.dispatch(files, [.whatsapp: receiver])
    #expect(receiver.counts.isEmpty)
  }
}
