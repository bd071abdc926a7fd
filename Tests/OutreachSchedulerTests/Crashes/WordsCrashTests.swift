// Foundation for the file in which the program counts.
import Foundation
import Testing

@testable import Formats
@testable import Generating
@testable import Spool
@testable import Storage

/// Workers whose words another program writes, killed after every single operation, the desk's that keeps the words too.
@Suite(.enabled(if: Setting.hasPython, "skipped: needs python3"))
struct WordsCrashTests {
  private static func start() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", #"{"max_followups":1}"#), ("2.json", #"{"tone":"kurumsl"}"#), ("3.json", #"{"max_followups":0}"#),
      ("4.opt-out.json", "{}"), ("fair.csv", "lead_id,max_followups\n5,0\n6,x\n7,1\n5,0\n"),
    ])
    return spool
  }

  /// Four sequences are accepted: of 1, 3, 5 and 7.
  private static let written: Set<Int> = [1, 3, 5, 7]

  @Test(arguments: [CrashWalk.Death.killed, .powerCut(seed: 0), .powerCut(seed: 1), .powerCut(seed: 7)])
  func wordsAreAskedForOnceAndBelievedWhole(_ death: CrashWalk.Death) throws {
    let spool = try Self.start()
    // Where the program writes what it was asked; part of its command, and so of what words are kept under.
    let log = FileManager.default.temporaryDirectory.path + "/asked-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let work = { (files: MemoryFileSystem) in try Self.work(files, log) }
    let walk = CrashWalk(
      disk: spool.disk, workers: [work, work],
      faultsAlways: { Self.others(SpoolInvariants.always($0, spool.dropped)) + Self.torn($0) },
      faultsAtRest: {
        Self.others(SpoolInvariants.atRest($0, spool.dropped)) + Self.torn($0) + Self.unwritten($0)
      })
    let visited = try walk.run([death], step: 2 * WalkRounds.step, offset: Int.random(in: 0..<3))
    #expect(visited > 2)
  }

  /// Answers all there is. Whoever has words on the disk already is not asked about again, nobody is asked about twice.
  private static func work(_ files: MemoryFileSystem, _ log: String) throws {
    let kept = Set(words(files.snapshot).compactMap(\.lead))
    try? FileManager.default.removeItem(atPath: log)
    try answer(files, log)
    let asked = try (String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self))
      .split(separator: "\n").map { try #require(try JSONValue(parsing: Array($0.utf8))["lead"]?["lead_id"]?.int) }
    #expect(Set(asked).count == asked.count && kept.isDisjoint(with: asked), "\(asked), \(kept) were kept")
    for _ in 0..<4000 where files.openHandles > 0 { usleep(5000) }
  }

  private static func answer(_ files: MemoryFileSystem, _ log: String) throws {
    var worker = SimulatedSpool.spool(files, .writing("good", log: log, on: files))
    defer { worker.stopWords() }
    for _ in 0..<60 {
      try worker.askForWords()
      worker.words?.desk.finish()
      let turn = try worker.turn()
      if case .idle = turn, !worker.isAwaitingWords, try !worker.hasWork() { break }
      files.edit { $0.advance(seconds: 3) }
    }
    #expect(worker.takeTally().troubles == [])
  }

  // MARK: What lies on the disk

  /// The kept words: the lead of each, nil where the file is not whole.
  private static func words(_ disk: MemoryDisk) -> [(path: String, lead: Int?)] {
    disk.list("outbox/words").filter { !$0.hasPrefix(".") }.map { name in
      let path = "outbox/words/\(name)"
      let value = try? JSONValue(parsing: disk.bytes(path) ?? [])
      guard case .array(let steps)? = value?["sequence"], !steps.isEmpty else { return (path, nil) }
      return (path, value?["lead_id"]?.int)
    }
  }

  private static func torn(_ disk: MemoryDisk) -> [String] {
    words(disk).filter { $0.lead == nil }.map { "\($0.path) is not whole" }
  }

  /// Words are beside the spool's own files, which know nothing of them.
  private static func others(_ faults: [String]) -> [String] { faults.filter { !$0.contains("outbox/words/") } }

  /// Accepted requests that were not answered in the program's words.
  private static func unwritten(_ disk: MemoryDisk) -> [String] {
    var found: Set<Int> = []
    for name in disk.list("outbox/responses") where !name.hasSuffix(".summary.json") {
      for line in (disk.bytes("outbox/responses/\(name)") ?? []).split(separator: 10) {
        guard let data = (try? JSONValue(parsing: Array(line)))?["data"], let lead = data["lead_id"]?.int,
          data["generator"]?["name"]?.string == "scripted"
        else { continue }
        found.insert(lead)
      }
    }
    return found == written ? [] : ["in the program's words: \(found.sorted())"]
  }
}
