import Outreach
import Testing

@testable import Storage

/// A worker is stopped, its lock file removed, and another one answers what it had in hand; then it goes on.
@Suite struct LostLockTests {
  @Test func whereverAWorkerIsStoppedItPublishesNothingTwice() throws {
    for bulk in [false, true] {
      var stopped = 0
      for stop in stride(from: 0, to: 400, by: bulk ? 23 : 4) {
        var world = SimulatedSpool()
        try world.drop("1.json")
        try world.drop("2.json", #"{"tone":"?"}"#)
        try world.drop("3@a.json")
        if bulk {
          try world.drop("fair.csv", "lead_id,company,phone\nb1,F,+905331111111\nb2,F,+905331111112\nb3,F,x\n")
        }
        let files = world.files()
        let hasStopped = files.takeOver(before: stop) { _ = try? SimulatedSpool.settle($0) }
        _ = try? SimulatedSpool.settle(files)
        guard hasStopped() else { break }
        stopped += 1
        files.before = nil
        try SimulatedSpool.settle(files)
        // A worker that is stopped between looking at its lock and making a file leaves that one behind, if it was a bulk
        // file's; what counts is that nothing is lost and nothing doubled.
        let found = SpoolInvariants.atRest(files.snapshot, world.dropped).filter {
          !bulk || !$0.contains("left behind")
        }
        #expect(found == [], "stopped before operation \(stop), bulk: \(bulk)")
      }
      #expect(stopped > 8)
    }
  }
}
