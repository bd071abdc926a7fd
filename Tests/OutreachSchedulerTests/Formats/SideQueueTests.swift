import Foundation
import Testing

@testable import Formats
@testable import Outreach

@Suite struct SideQueueTests {
  /// Whoever works on it, and however long that takes, each run comes to what it comes to, and is told once.
  @Test(arguments: 0..<20) func runsKeepTheirPlaces(seed: Int) {
    let work = SideQueue { (number: Int) in
      if number % 7 == seed % 7 { usleep(UInt32(number * seed % 400)) }
      return number * number
    }
    var waiting: [(ticket: Int, numbers: [Int])] = []
    var found: [Int] = []
    var added = 0
    while found.count < 300 {
      if added < 300, waiting.count < 8 {
        let numbers = Array(added..<min(added + 1 + (added + seed) % 4, 300))
        waiting.append((work.add(numbers), numbers))
        added += numbers.count
      } else if let results = work.take(waiting[0].ticket) {
        #expect(results == waiting[0].numbers.map { $0 * $0 })
        #expect(work.take(waiting[0].ticket) == nil)
        found += results
        waiting.removeFirst()
      } else if !work.work() {
        work.wait(for: waiting[0].ticket)
        #expect(work.isDone(waiting[0].ticket))
      }
    }
    #expect(found == (0..<300).map { $0 * $0 })
  }

  @Test func finishingGivesAllInOrder() {
    let work = SideQueue { (number: Int) in -number }
    for start in stride(from: 0, to: 100, by: 10) { work.add(Array(start..<(start + 10))) }
    #expect(work.finish() == (0..<100).map { -$0 })
    #expect(SideQueue { (number: Int) in number }.finish() == [])
  }
}
