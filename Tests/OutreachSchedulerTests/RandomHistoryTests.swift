// Foundation for the environment.
import Foundation
import Testing

@testable import Inspection

/// Random histories of a spool, compared with a model of what should be pending.
@Suite struct RandomHistoryTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let parts = 8
  /// `OUTREACH_HISTORIES=10000 swift test --filter RandomHistory` takes as many as one likes.
  private static let histories =
    environment["OUTREACH_HISTORIES"].flatMap { Int($0) } ?? (WalkRounds.isFull ? 2000 : 60)

  /// A history that can be told in a line: to look at one again, put what a failure printed among the ``known`` ones.
  struct History: Sendable, CustomTestStringConvertible {
    var seed: UInt64
    /// The numbers of the steps that are taken; nil: all.
    var steps: [Int]?

    var testDescription: String { "History(seed: \(seed), steps: \(steps.map { "\($0)" } ?? "nil"))" }

    var whole: [HistoryStep] { HistoryMaker.steps(seed: seed) }
    var taken: [HistoryStep] { steps.map { steps in steps.map { whole[$0] } } ?? whole }

    /// Without the steps that it fails without.
    func shrunk() throws -> History {
      var kept = steps ?? Array(whole.indices)
      if let last = try HistoryRun.firstFault(in: taken)?.step { kept.removeLast(kept.count - 1 - last) }
      var number = 0
      while number < kept.count {
        var fewer = kept
        fewer.remove(at: number)
        if try HistoryRun.firstFault(in: fewer.map { whole[$0] }) != nil { kept = fewer } else { number += 1 }
      }
      return History(seed: seed, steps: kept)
    }

    func check() throws {
      guard try HistoryRun.firstFault(in: taken) != nil else { return }
      let short = try shrunk()
      let faults = try HistoryRun.firstFault(in: short.taken)?.faults ?? []
      let steps = short.taken.map { "  \($0.words)" }.joined(separator: "\n")
      Issue.record("\(short.testDescription)\n\(steps)\n\(faults.joined(separator: "\n"))")
    }
  }

  @Test(arguments: 0..<parts) func spoolAndModelAgree(_ part: Int) throws {
    for number in stride(from: part, to: Self.histories, by: Self.parts) {
      let history = History(seed: UInt64(number))
      try history.check()
    }
  }

  /// Histories that found something.
  static let known: [History] = [
    // The record of a file that came again after a power cut names answers that an earlier batch wrote.
    History(seed: 1306, steps: [1, 2]), History(seed: 1147, steps: [0, 1]),
    // After the clock was set back, what was over before it was due still held its places.
    History(seed: 8720, steps: [1, 2, 3, 4, 5]), History(seed: 9169, steps: [0, 1, 2, 4, 5]),
    History(seed: 1163, steps: [1, 2, 6, 8, 10]),
    History(seed: 2049, steps: [1, 3, 4, 8]), History(seed: 2529, steps: [1, 4, 9, 10]),
    History(seed: 3464, steps: [1, 2, 4, 5]),
    History(seed: 3609, steps: [0, 1, 2, 5, 7]), History(seed: 5425, steps: [0, 1, 3, 7]),
    History(seed: 5905, steps: [2, 3, 4, 8, 12]), History(seed: 6345, steps: [0, 2, 6]),
    // A remade roster knew nothing of the last slice, readers nothing of a batch whose note was lost with the power.
    History(seed: 133, steps: [0, 2]), History(seed: 88, steps: [2, 3]), History(seed: 77, steps: [1, 2]),
    // What was replaced unsent took the contact before it along, or was taken for one by a remade roster.
    History(seed: 41, steps: [1, 3, 6]), History(seed: 137, steps: [2, 5, 8]),
    // A remade roster took the cancel of the last job for no end.
    History(seed: 7, steps: [2, 3, 6]),
    // Readers knew nothing of a batch without a table whose note was lost with the power.
    History(seed: 1593, steps: [4, 5, 6]),
    // A row's opt-out did not reach another lead's sequence at the same address, planned in the same slice.
    History(seed: 175, steps: [3]),
    // What had gone out on one channel was a contact on the other, and what was sent early kept its place.
    History(seed: 805, steps: [0, 1]), History(seed: 1404, steps: [0, 3]),
    // An audit took the day of the last batch for today.
    History(seed: 545, steps: [0, 3, 4, 5, 6]), History(seed: 721),
    // Where a sequence was moved to was forgotten with the next one.
    History(seed: 2724, steps: [0, 2, 3, 4, 9, 10]), History(seed: 4335, steps: [0, 2, 3, 4, 5, 11]),
    History(seed: 7488, steps: [0, 3, 4, 7, 10]), History(seed: 8114, steps: [1, 3, 5, 7]),
    // A refused bulk file whose worker died at the very end left its directory behind.
    History(seed: 5284, steps: [1, 4, 5]), History(seed: 7076, steps: [2, 4]),
  ]

  @Test(arguments: known) func theyStayRight(_ history: History) throws { try history.check() }
}
